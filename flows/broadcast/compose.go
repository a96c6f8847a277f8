package broadcast

import (
	"cmp"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"langkah/flows"
	"langkah/flows/marketing"
	"langkah/flows/understand"
)

// Form is how an announcement is composed: what it says, about what, to whom, until
// when. It is kept as a draft and shown; nothing leaves before that.
var Form = &flows.Flow{
	Name: FormName, Version: 1, Form: true,
	Recap: func(v flows.View) flows.Say {
		return flows.Say{Key: "announce/recap", Args: flows.Args{"Count": len(v.Lines())}}
	},
	Moves: []flows.Row{
		{From: "text", Event: flows.Next, To: "event"},
		{From: "text", Event: "photo", To: "text"},
		{From: "events", Event: flows.Next, To: "text"},
		{From: "event", Event: flows.Next, To: "audience"},
		{From: "event", Event: "further", To: "events"},
		{From: "event", Event: "few", To: "event"},
		{From: "audience", Event: flows.Next, To: "until"},
		{From: "until", Event: flows.Next, To: "draft"},
		{From: "photo", Event: flows.Next, To: "draft"},
		{From: "draft", Event: "drafted", To: "drafted"},
		{From: "draft", Event: "no_event", To: "no_event"},
		{From: "draft", Event: "changed", To: "changed"},
		{From: "draft", Event: "gone", To: "gone"},
		{From: "draft", Event: "refused", To: "refused"},
	},
	States: []flows.State{
		{Name: "text", Ask: text},
		{Name: "events", Act: func(v flows.View) flows.Action {
			return flows.FindEvents{All: true, From: v.Facts.Now, Skip: v.Number(skip), Limit: listedEvents}
		}, Note: noteEvents},
		{Name: "event", Ask: event},
		{Name: "audience", Ask: audience},
		{Name: "until", Ask: until},
		{Name: "photo", Ask: photo},
		{Name: "draft", Act: drafted, Note: noteCard},
		{Name: "drafted", End: &flows.End{Say: example, Then: func(v flows.View) flows.Go { return forgetting(toCard(v)) }}},
		{Name: "no_event", End: &flows.End{Say: func(v flows.View) []flows.Say {
			return []flows.Say{{Key: "announce/no_event", Args: flows.Args{"Event": v.Answer(aEvent)}}}
		}, Then: anotherEvent}},
		{Name: "changed", End: &flows.End{Say: only("changed"), Then: func(v flows.View) flows.Go { return forgetting(anew(v)) }}},
		{Name: "gone", End: &flows.End{Say: asItStands("gone"), Go: forgetting(resting)}},
		{Name: "refused", End: &flows.End{Say: refused, Go: forgetting(resting)}},
	},
}

// The answers of the form.
const (
	aText     = "text"
	aEnglish  = "english"
	aPhoto    = "photo" // the id of a picture
	aEvent    = "event" // its code
	aAudience = "audience"
	aUntil    = "until" // 2026-11-30T20:00
	aHours    = "hours" // 9-15
	events    = "events"
	without   = "-" // the answer of whoever has none
)

const (
	listedEvents = 5
	mostText     = 700 // letters; a caption holds a thousand, with names and the foot
	leastText    = 15
	lengthyFrom  = 40 // nothing else is as long
)

// Aside is what is said when the form is left for later.
var Aside = flows.Say{Key: "announce/put_aside"}

// Compose is the way to an empty form.
func Compose(flows.View) flows.Go {
	return flows.Go{To: flows.Open, Flow: FormName, State: "events", Forget: true}
}

func forgetting(g flows.Go) flows.Go {
	g.Forget = true
	return g
}

func anotherEvent(v flows.View) flows.Go {
	set := flows.Answers{}
	for name, value := range v.Session.Answers {
		if name != aEvent {
			set[name] = value
		}
	}
	return flows.Go{To: flows.Open, Flow: FormName, State: "event", Set: set}
}

func wording(text, english string) flows.Wording {
	return flows.Wording{Text: text, English: english}
}

func drafted(v flows.View) flows.Action {
	photo, _ := strconv.ParseInt(v.Answer(aPhoto), 10, 64)
	d := flows.DraftBroadcast{Code: v.Answer(code), Version: v.Number(version), Words: wording(v.Answer(aText), v.Answer(aEnglish)), Photo: photo, Until: at(v.Answer(aUntil)), Opens: 8, Closes: 20}
	if all := flows.Unpack[flows.Audience](v, aAudience); len(all) > 0 {
		d.Audience = all[0]
	}
	if _, err := fmt.Sscanf(v.Answer(aHours), "%d-%d", &d.Opens, &d.Closes); err != nil {
		d.Opens, d.Closes = 8, 20
	}
	if e := v.Answer(aEvent); e != without {
		d.Event = e
		joins, shows := marketing.Invitations(e)
		d.Words.Offer = []flows.Option{{Value: joins, Label: flows.Say{Key: "marketing/to_join"}}, {Value: shows, Label: flows.Say{Key: "marketing/to_conditions"}}}
	}
	return d
}

// at reads a time that the form has written; the zero time is none.
func at(text string) time.Time {
	t, _ := time.ParseInLocation(dayShape, text, wib)
	return t
}

func between(opens, closes int) string { return fmt.Sprintf("%d-%d", opens, closes) }

// placeholders are what may be filled in, as templates.Placeholders.
var placeholders = []string{"nama", "nama_lengkap", "usaha", "kecamatan", "kelurahan", "kota", "nomor"}

// Placeholders are what an announcement may have filled in.
func Placeholders() []string { return slices.Clone(placeholders) }

var (
	braces    = regexp.MustCompile(`[{\[]+ *([A-Za-z_ ]+?) *[}\]]+`)
	inEnglish = regexp.MustCompile(`(?i)\b(?:en|english|(?:bahasa )?inggris)\s*:\s*`)
)

// text takes the words, with the picture over them.
var text = &flows.Ask{
	Prompt: func(v flows.View) flows.Say {
		return flows.Say{Key: "announce/text", Args: flows.Args{"Photo": v.Answer(aPhoto) != "", "Pictures": v.Facts.Pictures}}
	},
	Answer: aText, Strict: true, First: lengthy, Read: readText,
	Picture: func(in flows.Input, v flows.View) flows.Reading {
		picture := flows.Answers{aPhoto: strconv.FormatInt(in.Picture, 10)}
		if strings.TrimSpace(in.Text) == "" {
			return flows.Reading{Event: "photo", Set: picture}
		}
		got := readText(in, v)
		if got.Reason != "" { // the picture is kept, whatever is wrong with the words
			return flows.Reading{Event: "photo", Set: picture, Say: []flows.Say{{Key: cmp.Or(textHints[got.Reason], "announce/text_hint")}}}
		}
		got.Set = picture
		return got
	},
	Keep: func(got flows.Reading, _ flows.View) flows.Reading {
		set := flows.Answers{}
		maps.Copy(set, got.Set)
		got.Value, set[aEnglish] = languages(got.Value)
		got.Set = set
		return got
	},
	Line: "announce/line_text", Show: func(value string) flows.Say { return plain(flows.Short(asWritten.Replace(value), 60)) },
	Hints: textHints,
	Why:   "announce/text_why", Hint: "announce/text_hint", Examples: "announce/text_examples",
}

// lengthy takes what is too long to mean anything else, whatever words are in it.
func lengthy(in flows.Input, v flows.View) (flows.Reading, bool) {
	if len([]rune(in.Text)) < lengthyFrom {
		return flows.Reading{}, false
	}
	got := readText(in, v)
	if hint := textHints[got.Reason]; hint != "" {
		return flows.Reading{Stay: true, Say: []flows.Say{{Key: hint}}}, true
	}
	return got, got.Reason == ""
}

// languages parts a text from the English one below it, if there is one. Within a
// sentence the word is one of it: "kelas Bahasa Inggris: Senin".
func languages(text string) (indonesian, english string) {
	for _, at := range inEnglish.FindAllStringIndex(text, -1) {
		before := strings.TrimRight(text[:at[0]], " \t")
		if strings.HasPrefix(text[at[0]:], "EN") || before == "" || strings.ContainsAny(before[len(before)-1:], "\n.!?") {
			return strings.TrimSpace(before), strings.TrimSpace(text[at[1]:])
		}
	}
	return text, ""
}

// textHints tell what is wrong with a text.
var textHints = map[string]string{"TOO_LONG": "announce/too_long", "PLACEHOLDER": "announce/placeholder"}

// readText looks at the words in each language: both fit into a bubble.
func readText(in flows.Input, _ flows.View) flows.Reading {
	words := strings.TrimSpace(in.Text)
	indonesian, english := languages(words)
	switch {
	case len([]rune(indonesian)) < leastText || !strings.Contains(indonesian, " "):
		return flows.Reading{Reason: "UNCLEAR"}
	case max(len([]rune(indonesian)), len([]rune(english))) > mostText:
		return flows.Reading{Reason: "TOO_LONG"}
	}
	words, known := filledIn(words)
	if !known {
		return flows.Reading{Reason: "PLACEHOLDER"}
	}
	return flows.Reading{Value: words}
}

// filledIn writes placeholders as they are kept; known: there are no others. What
// heads a line is no placeholder: "[PENTING]".
func filledIn(words string) (all string, known bool) {
	var b strings.Builder
	end := 0
	for _, m := range braces.FindAllStringSubmatchIndex(words, -1) {
		name := strings.ReplaceAll(strings.ToLower(words[m[2]:m[3]]), " ", "_")
		heads := words[m[0]] == '[' && (m[0] == 0 || words[m[0]-1] == '\n')
		switch {
		case slices.Contains(placeholders, name):
			b.WriteString(words[end:m[0]] + "{{" + name + "}}")
			end = m[1]
		case !heads:
			return "", false
		}
	}
	all = b.String() + words[end:]
	return all, !strings.ContainsAny(strings.NewReplacer("{{", "", "}}", "").Replace(all), "{}")
}

// until is when it is of no use any more: an answer may say the hours as well.
var until = &flows.Ask{
	Prompt: func(flows.View) flows.Say { return flows.Say{Key: "announce/until"} },
	Answer: aUntil, Strict: true,
	Options: untilOptions,
	Read: func(in flows.Input, v flows.View) flows.Reading {
		now := v.Facts.Now.In(wib)
		said := strings.Trim(understand.Normalise(in.Text), " .)")
		said = upTo.ReplaceAllString(said, "")
		if span.MatchString(said) { // from now on; "2 minggu" is not the second option
			if day, reason := understand.Date(said+" lagi", now); reason == "" {
				return ends(day.Add(20*time.Hour), "", v)
			}
		}
		if monthEnd.MatchString(said) {
			y, m, _ := now.Date()
			return ends(time.Date(y, m+1, 0, 20, 0, 0, 0, wib), in.Text, v)
		}
		got := alone(said, untilOptions(v), v)
		if _, err := strconv.Atoi(said); got.Reason == "" || err == nil {
			return got
		}
		day, reason := understand.Date(in.Text, now)
		if reason != "" {
			return unending(string(reason))
		}
		return ends(day.Add(20*time.Hour), in.Text, v)
	},
	First: func(in flows.Input, v flows.View) (flows.Reading, bool) {
		if got, ok := unchanged(in, v); ok {
			return got, true
		}
		if !tomorrow.MatchString(in.Text) {
			return flows.Reading{}, false
		}
		day, reason := understand.Date(in.Text, v.Facts.Now.In(wib))
		return ends(day.Add(20*time.Hour), in.Text, v), reason == ""
	},
	Keep: func(got flows.Reading, v flows.View) flows.Reading {
		switch got.Value {
		case "close":
			return ends(closing(v).In(wib), "", v)
		case "2", "7":
			n, _ := strconv.Atoi(got.Value)
			y, m, d := v.Facts.Now.In(wib).Date()
			return ends(time.Date(y, m, d+n, 20, 0, 0, 0, wib), "", v)
		}
		return got
	},
	Line: "announce/line_until", Show: func(value string) flows.Say {
		return flows.Say{Key: "announce/until_shown", Args: flows.Args{"Day": at(value), "Early": at(value).In(wib).Hour() < 20}}
	},
	Why: "announce/until_why", Hint: "announce/until_hint", Examples: "announce/until_examples",
}

func untilOptions(v flows.View) (all []flows.Option) {
	if closes := closing(v); closes.After(v.Facts.Now) {
		all = append(all, flows.Option{Value: "close", Label: flows.Say{Key: "announce/until_close", Args: flows.Args{"Day": closes}}, Words: []string{"sampai pendaftaran tutup", "tutup", "when it closes"}})
	}
	return append(all,
		flows.Option{Value: "2", Label: flows.Say{Key: "announce/until_two"}, Words: []string{"dua hari", "2 hari", "2 hari lagi", "two days", "2 days"}},
		flows.Option{Value: "7", Label: flows.Say{Key: "announce/until_week"}, Words: []string{"seminggu", "7 hari", "satu minggu", "seminggu lagi", "a week", "week"}})
}

var (
	span     = regexp.MustCompile(`^\S+ (?:hari|minggu|pekan|bulan|days?|weeks?|months?)$|^sebulan$`)
	monthEnd = regexp.MustCompile(`^(?:akhir bulan(?: ini)?(?: (?:jam|jm|pukul|pkl) .*)?|end of (?:the|this) month)$`)
	upTo     = regexp.MustCompile(`^(?:sampai|selama|until|for) `)
	tomorrow = regexp.MustCompile(`(?i)^\W*(?:sampai |until )?(?:besok|bsk|lusa|tomorrow|(?:nanti|nnti|ntar) (?:siang|sore|malam))\b`)
	spoken   = regexp.MustCompile(`(?i)\b(?:jam|jm|pukul|pkl|at|from)\b`)
)

// ends is the answer of a last day, with the hours that a text says.
func ends(last time.Time, text string, v flows.View) flows.Reading {
	if !last.After(v.Facts.Now) {
		return unending("PAST")
	}
	got := flows.Reading{Value: last.Format(dayShape), Set: flows.Answers{aHours: between(8, 20)}}
	i := spoken.FindStringIndex(text)
	if i == nil {
		return got
	}
	from, to, reason := understand.Hours(text[i[0]:])
	if opens, closes := from/60, (to+59)/60; reason == "" && opens >= 8 && closes <= 20 && opens < closes {
		got.Set[aHours] = between(opens, closes)
		return got
	}
	if reason != understand.Vague {
		return unending("HOURS")
	}
	return endsAt(last, text[i[0]:], v)
}

// endsAt is the answer of a last day with an hour at which it ends: "besok jam 5 sore".
func endsAt(day time.Time, hour string, v flows.View) flows.Reading {
	minutes, reason := understand.Clock(hour)
	y, m, d := day.Date()
	last := time.Date(y, m, d, 0, minutes, 0, 0, wib)
	switch {
	case reason != "" || minutes <= 8*60 || minutes > 20*60:
		return unending("HOURS")
	case !last.After(v.Facts.Now):
		return unending("PAST")
	}
	return flows.Reading{Value: last.Format(dayShape), Set: flows.Answers{aHours: between(8, 20)}}
}

// untilHints tell what is wrong with a date.
var untilHints = map[string]string{
	"PAST": "announce/until_past", "BAD_DATE": "announce/until_past", "AMBIGUOUS": "announce/until_which", "MULTIPLE": "announce/until_which", "YEAR_UNCLEAR": "announce/until_which", "HOURS": "announce/until_hours",
}

// unending says what is wrong with an answer where options stand as well.
func unending(reason string) flows.Reading {
	if hint := untilHints[reason]; hint != "" {
		return flows.Reading{Stay: true, Say: []flows.Say{{Key: hint}}}
	}
	return flows.Reading{Reason: reason}
}
