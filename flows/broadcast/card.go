package broadcast

import (
	"slices"
	"strconv"
	"strings"

	"langkah/flows"
	"langkah/flows/registration"
	"langkah/flows/understand"
)

func noteList(v flows.View) flows.Answers {
	found, _ := v.Outcome.Args["Broadcasts"].([]flows.Broadcast)
	var all []string
	for _, b := range found {
		all = append(all, b.Code)
	}
	set := flows.Answers{codes: strings.Join(all, " "), more: ""}
	if is, _ := v.Outcome.Args["More"].(bool); is {
		set[more] = "yes"
	}
	return set
}

var list = &flows.Ask{
	Strict: true, Read: onlyOptions(listOptions),
	Prompt: func(v flows.View) flows.Say {
		found, is := v.Outcome.Args["Broadcasts"].([]flows.Broadcast)
		args := flows.Args{"More": v.Answer(more) != "", "None": v.Answer(codes) == ""}
		if !is {
			return flows.Say{Key: "broadcast/list_again", Args: args}
		}
		var lines []flows.Say
		for i, b := range found {
			args := progress(b)
			args["N"] = i + 1
			lines = append(lines, flows.Say{Key: "broadcast/line", Args: args})
		}
		args["Broadcasts"] = lines
		return flows.Say{Key: "broadcast/all_list", Args: args}
	},
	Options: listOptions,
	// "jeda" means the one that is listed.
	First: func(in flows.Input, v flows.View) (flows.Reading, bool) {
		want, named, why := understand.Broadcasting(in.Text)
		all := strings.Fields(v.Answer(codes))
		if named != "" || len(all) != 1 || v.Answer(more) != "" || want < understand.Agrees {
			return flows.Reading{}, false
		}
		to, ok := wantedOf(want, all[0], why)
		return flows.Reading{Go: &to}, ok
	},
	Event: func(value string) string { return value },
	Keep: func(got flows.Reading, v flows.View) flows.Reading {
		switch {
		case got.Value == "next":
			return flows.Reading{Event: "next", Set: flows.Answers{skip: strconv.Itoa(v.Number(skip) + listed)}}
		case got.Value == "new":
			to := Compose(v)
			return flows.Reading{Go: &to}
		case got.Value == "back":
			return flows.Reading{Go: &flows.Go{To: flows.Open, Flow: "staff", State: "menu"}}
		case slices.Contains(strings.Fields(v.Answer(codes)), got.Value):
			return flows.Reading{Event: "look", Set: flows.Answers{code: got.Value}}
		}
		return got
	},
	Takes: map[flows.Word]string{flows.Kembali: "back", "CANCEL": "back"},
	Why:   "broadcast/why", Hint: "broadcast/list_hint", Examples: "broadcast/list_examples",
}

func listOptions(v flows.View) (all []flows.Option) {
	for i, c := range strings.Fields(v.Answer(codes)) {
		all = append(all, flows.Option{Value: c, Label: flows.Say{Key: "broadcast/button", Args: flows.Args{"N": i + 1, "Code": c}}, Words: []string{c}, Number: flows.Unnumbered})
	}
	if v.Answer(more) != "" {
		all = append(all, onward())
	}
	return append(all, unnumbered(option("new", "to_new", "buat siaran", "siaran baru", "baru", "buat", "new")))
}

// onward turns a page.
func onward() flows.Option {
	return unnumbered(option("next", "to_next", "lagi", "lainnya", "berikutnya", "more", "next"))
}

func option(value, label string, words ...string) flows.Option {
	return flows.Option{Value: value, Label: flows.Say{Key: "broadcast/" + label}, Words: words}
}

func unnumbered(o flows.Option) flows.Option {
	o.Number = flows.Unnumbered
	return o
}

// kept are the answers of the form, for a draft of which more than the text is to
// be changed.
var kept = []string{aText, aEnglish, aPhoto, aEvent, aAudience, aUntil, aHours}

// noteCard keeps what can be done with it.
func noteCard(v flows.View) flows.Answers {
	b := told(v)
	if b.Code == "" {
		return nil
	}
	set := flows.Answers{code: b.Code, version: strconv.Itoa(b.Version), state: b.State, mine: "", said: "", to: "", verdict: ""}
	for _, name := range kept {
		set[name] = ""
	}
	if b.Mine {
		set[mine] = "yes"
	}
	set[aEnglish] = b.Texts["en"]
	if b.State != "draft" || !b.Mine {
		return set
	}
	set[aText], set[aEvent] = b.Texts["id"], b.Event
	if !b.Audience.More { // what cannot be said here is not kept either: it is asked
		set[aAudience] = flows.Pack(b.Audience)
	}
	if b.Event == "" {
		set[aEvent] = without
	}
	set[aUntil], set[aHours] = b.Expires.In(wib).Format(dayShape), between(b.Opens, b.Closes)
	if b.Photo != 0 {
		set[aPhoto] = strconv.FormatInt(b.Photo, 10)
	}
	return set
}

// noteSteered keeps what can be done with it after what was done, or was refused.
func noteSteered(v flows.View) flows.Answers {
	now, goesOn := map[string]string{"paused": "paused", "resumed": "running", "started": "running", "untested": told(v).State, "nobody": told(v).State, "late": told(v).State, "off": told(v).State}[v.Outcome.Event]
	if !goesOn || told(v).Code == "" {
		return flows.Answers{}
	}
	set := noteCard(v)
	set[state] = now
	return set
}

var card = &flows.Ask{
	Prompt: func(v flows.View) flows.Say {
		b := told(v)
		switch v.Outcome.Event {
		case "preview", "drafted":
			return flows.Say{Key: "broadcast/preview_card", Args: previewed(b, forecast(v), v)}
		case "found":
			return flows.Say{Key: "broadcast/progress_card", Args: progress(b)}
		}
		return flows.Say{Key: "broadcast/card_again", Args: called(v)}
	},
	Again:   func(v flows.View) flows.Say { return flows.Say{Key: "broadcast/card_again", Args: called(v)} },
	Options: todo, Strict: true, Read: onlyOptions(todo),
	First: func(in flows.Input, v flows.View) (flows.Reading, bool) {
		want, named, why := understand.Broadcasting(in.Text)
		switch {
		case named != "" || want < understand.Agrees:
			return changes(in.Text, v)
		case want == understand.Stops && v.Answer(state) != "running":
			want = understand.CallsOff
		}
		to, ok := wantedOf(want, v.Answer(code), why)
		return flows.Reading{Go: &to}, ok
	},
	Event:   func(value string) string { return value },
	Picture: pictured,
	Keep:    done,
	Takes:   map[flows.Word]string{flows.Kembali: "back", "CANCEL": "back", flows.Lanjut: "resume"},
	Why:     "broadcast/why", Hint: "broadcast/card_hint", Examples: "broadcast/card_examples",
}

// todo is what can be done with an announcement as it stands.
func todo(v flows.View) (all []flows.Option) {
	edit := option("edit", "to_edit", "ubah teks", "ganti teks", "edit", "change the text")
	if v.Answer(mine) != "" && v.Answer(state) == "draft" {
		edit = option("what", "to_change", "ubah", "ganti", "change", "edit")
	}
	end := option("end", "to_end", "batal siaran", "batalkan", "hapus", "buang", "call off", "discard")
	test := option("test", "to_test", "contoh", "tes", "coba", "tes dulu", "coba dulu", "contoh dulu", "kirim contoh", "test", "sample")
	switch v.Answer(state) {
	case "draft":
		all = append(all, test, option("start", "to_start", "kirim", "kirim sekarang", "mulai", "ya", "sudah pas", "pas", "send", "send it", "yes"), edit, end)
	case "asked":
		if v.Answer(mine) == "" && v.Facts.Person.Staff.Plans() {
			all = append(all, option("agree", "to_agree", "setuju", "approve", "agree"), option("refuse", "to_refuse", "tolak", "refuse", "reject"))
		} else {
			all = append(all, edit, end)
		}
	case "running":
		all = append(all, option("pause", "to_pause", "jeda", "tunda", "pause"), end)
	case "paused":
		all = append(all, option("resume", "to_resume", "lanjutkan", "teruskan", "resume"), test, edit, end)
	}
	return append(all, option("back", "to_others", "siaran lain", "lainnya", "others", "other broadcasts"))
}

// done turns a choice into what follows from it.
func done(got flows.Reading, v flows.View) flows.Reading {
	switch got.Value {
	case "start", "pause", "resume":
		return flows.Reading{Event: "steer", Set: flows.Answers{to: got.Value}}
	case "end":
		return flows.Reading{Event: "ending", Set: flows.Answers{to: "cancel"}}
	case "agree":
		return flows.Reading{Event: "judge", Set: flows.Answers{verdict: "yes"}}
	case "refuse":
		return flows.Reading{Event: "weigh", Set: flows.Answers{verdict: "no"}}
	case "photo", "event", "whom", "until":
		to := recompose(got.Value, v)
		return flows.Reading{Go: &to}
	case "test", "edit", "what", "back":
		return flows.Reading{Event: got.Value, Set: flows.Answers{skip: ""}}
	}
	return got
}

// sure asks before an announcement is ended for good.
var sure = &flows.Ask{
	Prompt: func(v flows.View) flows.Say {
		return flows.Say{Key: "broadcast/sure", Args: flows.Args{"Code": v.Answer(code), "Begun": v.Answer(begun) != ""}}
	},
	Options: sureOptions, Strict: true,
	Event: func(value string) string { return value },
	Read: func(in flows.Input, v flows.View) flows.Reading {
		if got := registration.YesNo(understand.YesNo(in.Text)); got.Reason == "" {
			return got
		}
		return alone(in.Text, sureOptions(v), v)
	},
	Takes: map[flows.Word]string{flows.Kembali: "no", "CANCEL": "no"},
	Why:   "broadcast/why", Hint: "broadcast/sure_hint", Examples: "broadcast/sure_examples",
}

func sureOptions(flows.View) []flows.Option {
	return []flows.Option{option("yes", "sure_yes", "ya", "hentikan", "yes"), option("no", "sure_no", "tidak", "jangan", "no")}
}

// noteEnding keeps, too, whether anybody had it, or may have while she thinks.
func noteEnding(v flows.View) flows.Answers {
	b, set := told(v), noteCard(v)
	if set == nil {
		return nil
	}
	hour := v.Facts.Now.In(wib).Hour()
	set[begun], set[to] = "", v.Answer(to)
	if b.Left > 0 || b.State == "running" && hour >= b.Opens && hour < b.Closes {
		set[begun] = "yes"
	}
	return set
}

// over tells that there is nothing to end any more.
func over(v flows.View) bool { return v.Answer(state) == "done" || v.Answer(state) == "cancelled" }

// edit asks for other words.
var edit = &flows.Ask{
	Prompt: func(v flows.View) flows.Say {
		return flows.Say{Key: "broadcast/edit", Args: flows.Args{"Code": v.Answer(code), "Begun": v.Answer(state) == "paused", "English": v.Answer(aEnglish) != ""}}
	},
	First:   lengthy,
	Read:    readText,
	Picture: pictured,
	Keep: func(got flows.Reading, _ flows.View) flows.Reading {
		if got.Value == "back" {
			return flows.Reading{Event: "back"}
		}
		text, english := languages(got.Value)
		return flows.Reading{Event: flows.Next, Set: flows.Answers{said: text, aEnglish: english}}
	},
	Takes: map[flows.Word]string{flows.Kembali: "back", "CANCEL": "back"}, Strict: true, Free: true,
	Hints: textHints,
	Why:   "broadcast/edit_why", Hint: "broadcast/edit_hint", Examples: "broadcast/edit_examples",
}

// word asks a second person what should be changed.
var word = &flows.Ask{
	Prompt: func(v flows.View) flows.Say { return flows.Say{Key: "broadcast/word", Args: called(v)} },
	Read:   readWord,
	// Why not is often what elsewhere puts a thing off: "kepanjangan".
	First: func(in flows.Input, v flows.View) (flows.Reading, bool) {
		got := readWord(in, v)
		command, _, global := understand.Global(in.Text)
		return got, got.Reason == "" && global && command == understand.Later
	},
	Keep: func(got flows.Reading, _ flows.View) flows.Reading {
		if got.Value == "back" {
			return flows.Reading{Event: "back"}
		}
		return flows.Reading{Event: flows.Next, Set: flows.Answers{said: flows.Short(got.Value, 160)}}
	},
	Takes: map[flows.Word]string{flows.Kembali: "back", "CANCEL": "back"}, Free: true,
	Why: "broadcast/why", Hint: "broadcast/word_hint", Examples: "broadcast/word_examples",
}

func readWord(in flows.Input, _ flows.View) flows.Reading {
	text := strings.Join(strings.Fields(in.Text), " ")
	if len([]rune(text)) < 5 || understand.Swears(text) {
		return flows.Reading{Reason: "UNCLEAR"}
	}
	return flows.Reading{Value: text}
}
