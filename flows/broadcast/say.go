package broadcast

import (
	"strconv"
	"strings"
	"time"

	"langkah/flows"
	"langkah/flows/region"
)

// wib is Asia/Jakarta: no summer time.
var wib = time.FixedZone("WIB", 7*60*60)

const dayShape = "2006-01-02T15:04"

// letter is an announcement as one person reads it.
type letter struct{ flows.Addressed }

// Letter is the text, and what is known of whoever reads it.
func (l letter) Letter() (text string, known map[string]string) {
	k, _ := region.KecamatanByCode(l.Kecamatan)
	v, _ := region.KelurahanByCode(l.Kelurahan)
	return l.Text, map[string]string{"nama": l.Name, "usaha": l.Business, "nomor": l.Number, "kecamatan": k.Name, "kelurahan": v.Name, "kota": k.Kota}
}

// example is an announcement as one of those reads it who get it.
func example(v flows.View) []flows.Say {
	b, x := told(v), forecast(v).Example
	if x.Text == "" {
		return nil
	}
	say := flows.Say{Bubble: true, Key: "broadcast/example", Args: flows.Args{"Announced": letter{x}, "Under": labels(b.Choices[x.Lang])}}
	if b.Photo != 0 {
		say.File = flows.Picture{ID: b.Photo}
	}
	return []flows.Say{say, {Key: "broadcast/example_ends", Args: flows.Args{"Also": inBoth(b, x)}, Bubble: true}}
}

// inBoth is the text in the other language, if there is one, as the same person would
// read it: staff answer for both. "": there is none.
func inBoth(b flows.Broadcast, x flows.Addressed) any {
	for lang, text := range b.Texts {
		if x.Text != "" && lang != x.Lang && text != x.Text {
			x.Text = text
			return letter{x}
		}
	}
	return ""
}

func labels(list []flows.Choice) (all []flows.Say) {
	for i, c := range list {
		all = append(all, plain(strconv.Itoa(i+1)+" "+c.Label))
	}
	return all
}

// oneself is what its author is sent to see it.
func oneself(v flows.View) []flows.Notice {
	b, x := told(v), forecast(v).Example
	where, _ := v.Outcome.Args["To"].(flows.Chat)
	say := flows.Say{Key: "broadcast/said", Args: flows.Args{"Announced": letter{x}}}
	if b.Photo != 0 {
		say.File = flows.Picture{ID: b.Photo}
	}
	return []flows.Notice{{MemberID: where.MemberID, AddressID: where.AddressID, Lang: where.Lang, Spoken: true, Say: say, Choices: b.Choices[x.Lang]}}
}

// tested leaves the card: a number behind the sample would be of that.
func tested(v flows.View) []flows.Say {
	return []flows.Say{{Key: "broadcast/tested", Args: flows.Args{"Code": v.Answer(code), "Begun": told(v).State == "paused"}}}
}

// previewed is what an announcement would do.
func previewed(b flows.Broadcast, f flows.Forecast, v flows.View) flows.Args {
	judges := b.State == "asked" && !b.Mine && v.Facts.Person.Staff.Plans()
	return flows.Args{"Code": b.Code, "Asked": b.State == "asked", "Judges": judges, "Author": b.Author, "Early": early(b), "For": whom(b.Audience), "Title": b.Title, "Shuts": b.Shuts, "Until": b.Expires, "Opens": b.Opens, "Closes": b.Closes,
		"Meant": f.People, "Reached": f.Now, "Waits": f.Next, "Calls": f.Calls, "Nowhere": f.Nowhere, "Full": f.Full, "OptedOut": f.OptedOut,
		"Over": !b.Expires.After(v.Facts.Now), "Unfilled": f.Unfilled, "Blank": strings.ReplaceAll(strings.Join(f.Missing, ", "), "_", " "), "Test": f.Test && !b.Tested, "Approve": f.Approve && b.Approver.Name == ""}
}

// early tells that it ends before the hours of its last day do.
func early(b flows.Broadcast) bool {
	y, m, d := b.Expires.In(wib).Date()
	return b.Expires.Before(time.Date(y, m, d, b.Closes, 0, 0, 0, wib))
}

// asWritten is how staff write placeholders.
var asWritten = strings.NewReplacer("{{", "{", "}}", "}")

// progress is how far an announcement is.
func progress(b flows.Broadcast) flows.Args {
	beginning := asWritten.Replace(strings.Join(strings.Fields(b.Texts["id"]), " "))
	return flows.Args{"Code": b.Code, "State": b.State, "Author": b.Author, "For": whom(b.Audience), "Title": b.Title, "Until": b.Expires, "Early": early(b), "Approved": b.Approver.Name != "", "Approver": b.Approver,
		"Left": b.Left, "Queue": b.Queue, "Failed": b.Failed, "Unsent": b.Unsent, "Text": flows.Short(beginning, 50), "Opens": b.Opens, "Closes": b.Closes}
}

// leaving says when it goes out.
func leaving(key string) func(flows.View) []flows.Say {
	return func(v flows.View) []flows.Say {
		args := called(v)
		args["Leaves"], _ = v.Outcome.Args["From"].(time.Time)
		args["Soon"] = !args["Leaves"].(time.Time).After(v.Facts.Now)
		return []flows.Say{{Key: Name + "/" + key, Args: args}}
	}
}

func cancelled(v flows.View) []flows.Say {
	args := called(v)
	args["Spared"], _ = v.Outcome.Args["Stopped"].(int)
	args["Left"], _ = v.Outcome.Args["Left"].(int)
	return []flows.Say{{Key: "broadcast/cancelled", Args: args}}
}

func chats(v flows.View) []flows.Chat {
	list, _ := v.Outcome.Args["Told"].([]flows.Chat)
	return list
}

func asked(v flows.View) []flows.Say {
	args := called(v)
	args["Told"] = len(chats(v))
	args["Again"], _ = v.Outcome.Args["Again"].(bool)
	args["May"], _ = v.Outcome.Args["May"].(bool)
	return []flows.Say{{Key: "broadcast/asked", Args: args}}
}

// approvers are asked for a second person's word.
func approvers(v flows.View) (list []flows.Notice) {
	b, f := told(v), forecast(v)
	args := previewed(b, f, v)
	args["Announced"], args["Also"] = letter{f.Example}, inBoth(b, f.Example)
	say := flows.Say{Key: "broadcast/to_approve_card", Args: args}
	if b.Photo != 0 {
		say.File = flows.Picture{ID: b.Photo}
	}
	for _, c := range chats(v) {
		list = append(list, flows.Notice{MemberID: c.MemberID, AddressID: c.AddressID, Lang: c.Lang, Say: say, Until: b.Expires})
	}
	return list
}

// toAuthor tells who made it what a second person says.
func toAuthor(key string) func(flows.View) []flows.Notice {
	return func(v flows.View) []flows.Notice {
		where, _ := v.Outcome.Args["To"].(flows.Chat)
		if where.AddressID == 0 {
			return nil
		}
		args := called(v)
		args["By"], args["Word"] = v.Facts.Person.Staff.Name, v.Answer(said)
		args["Leaves"], _ = v.Outcome.Args["From"].(time.Time)
		args["Soon"] = !args["Leaves"].(time.Time).After(v.Facts.Now)
		return []flows.Notice{{MemberID: where.MemberID, AddressID: where.AddressID, Lang: where.Lang, Say: flows.Say{Key: Name + "/" + key, Args: args}}}
	}
}

func plain(text string) flows.Say {
	return flows.Say{Key: "common/plain", Args: flows.Args{"Text": text}}
}

// area is where somebody of the staff works: none for all of Jakarta.
func area(v flows.View) (names []flows.Say) {
	for _, k := range v.Facts.Person.Staff.Kecamatan {
		names = append(names, plain(region.KecamatanName(k)))
	}
	return names
}
