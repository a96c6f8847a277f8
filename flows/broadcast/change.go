package broadcast

import (
	"cmp"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"langkah/flows"
	"langkah/flows/understand"
)

// what asks which part of a draft is to be another.
var what = &flows.Ask{
	Prompt:  func(v flows.View) flows.Say { return flows.Say{Key: "broadcast/what", Args: called(v)} },
	Options: parts,
	First:   func(in flows.Input, v flows.View) (flows.Reading, bool) { return changes(in.Text, v) },
	Event:   func(value string) string { return value },
	Keep:    done,
	Takes:   map[flows.Word]string{flows.Kembali: "back", "CANCEL": "back"},
	Why:     "broadcast/edit_why", Hint: "broadcast/what_hint", Examples: "broadcast/what_examples",
}

// parts are those of a draft. Where not all of its audience can be said here, that
// is asked before anything but the text is changed.
func parts(v flows.View) []flows.Option {
	all := []flows.Option{option("edit", "to_text", "teks", "isi", "kata", "tulisan", "text", "words"),
		option("whom", "to_whom", "penerima", "sasaran", "untuk siapa", "audience")}
	if v.Answer(aAudience) == "" {
		return all
	}
	return append(all, option("until", "to_until", "tanggal", "jam", "waktu", "batas waktu", "date", "hours"), option("event", "to_event", "acara", "bazar", "event"),
		option("photo", "to_photo", "foto", "gambar", "photo", "picture"))
}

var changed = regexp.MustCompile(`^(?:tolong )?(?:ubah|ganti|change|edit)(?: the)?(?: (.*))?$`)

// changes hears "ubah tanggal", also at the card of a draft of one's own.
func changes(text string, v flows.View) (got flows.Reading, ok bool) {
	m := changed.FindStringSubmatch(strings.Trim(understand.Normalise(text), " .!"))
	switch {
	case m == nil:
		return got, false
	case v.Answer(state) != "draft" || v.Answer(mine) == "":
		return changesWords(m[1], v)
	}
	if m[1] == "" {
		return flows.Reading{Value: "what"}, v.Session.State == "card"
	}
	for _, o := range parts(v) {
		if part := strings.TrimSuffix(m[1], "nya"); slices.Contains(o.Words, part) {
			return flows.Reading{Value: o.Value}, true
		}
	}
	return got, false
}

// changesWords is for announcements of which the words alone can be others, and not
// while they leave.
func changesWords(part string, v flows.View) (got flows.Reading, ok bool) {
	stay := func(key string) (flows.Reading, bool) {
		return flows.Reading{Stay: true, Say: []flows.Say{{Key: Name + "/" + key, Args: flows.Args{"Code": v.Answer(code), "State": v.Answer(state)}}}}, v.Session.State == "card"
	}
	text := parts(v)[0]
	switch v.Answer(state) {
	case "running":
		return stay("hold_first")
	case "done", "cancelled":
		return stay("gone")
	}
	if part == "" || slices.Contains(text.Words, strings.TrimSuffix(part, "nya")) {
		return flows.Reading{Value: "edit"}, v.Session.State == "card"
	}
	return stay("words_only")
}

// pictured gives a draft of one's own another picture, and other words where those are
// asked for and stand under it.
func pictured(in flows.Input, v flows.View) flows.Reading {
	if v.Answer(state) != "draft" || v.Answer(mine) == "" || v.Answer(aAudience) == "" {
		return flows.Reading{Stay: true, Say: []flows.Say{{Key: "broadcast/words_only", Args: called(v)}}}
	}
	set := flows.Answers{code: v.Answer(code), version: v.Answer(version)}
	for _, name := range kept {
		set[name] = v.Answer(name)
	}
	set[aPhoto] = strconv.FormatInt(in.Picture, 10)
	if v.Session.State == "edit" && strings.TrimSpace(in.Text) != "" {
		got := readText(in, v)
		if got.Reason != "" {
			return flows.Reading{Stay: true, Say: []flows.Say{{Key: cmp.Or(textHints[got.Reason], "broadcast/edit_hint")}}}
		}
		set[aText], set[aEnglish] = languages(got.Value)
	}
	return flows.Reading{Go: &flows.Go{To: flows.Open, Flow: FormName, State: "draft", Set: set, Forget: true}}
}

// recompose asks anew for a part of a draft, and keeps the rest. Another event has
// another end.
func recompose(part string, v flows.View) flows.Go {
	anew := map[string][]string{"whom": {aAudience}, "until": {aUntil, aHours}, "event": {aEvent, aUntil, aHours}, "photo": {aPhoto}}[part]
	set := flows.Answers{code: v.Answer(code), version: v.Answer(version)}
	for _, name := range kept {
		if value := v.Answer(name); value != "" && !slices.Contains(anew, name) {
			set[name] = value
		}
	}
	to := flows.Go{To: flows.Open, Flow: FormName, State: "events", Set: set, Forget: true}
	if part == "photo" {
		to.State = "photo"
	}
	return to
}

// unchanged goes back to the draft of which a part was to be another.
func unchanged(in flows.Input, v flows.View) (flows.Reading, bool) {
	command, _, _ := understand.Global(in.Text)
	if v.Answer(code) == "" || command != understand.Back && command != understand.Cancel {
		return flows.Reading{}, false
	}
	to := forgetting(anew(v))
	return flows.Reading{Go: &to}, true
}

// photo is asked for where a draft is to have another, or none.
var photo = &flows.Ask{
	Prompt: func(v flows.View) flows.Say {
		return flows.Say{Key: "announce/photo", Args: flows.Args{"Pictures": v.Facts.Pictures}}
	},
	Answer: aPhoto, First: unchanged,
	Options: photoOptions, Strict: true, Read: onlyOptions(photoOptions),
	Picture: func(in flows.Input, _ flows.View) flows.Reading {
		return flows.Reading{Value: strconv.FormatInt(in.Picture, 10)}
	},
	Why: "announce/photo_why", Hint: "announce/photo_hint", Examples: "announce/photo_examples",
}

func photoOptions(flows.View) []flows.Option {
	return []flows.Option{{Value: without, Label: flows.Say{Key: "announce/to_without"}, Words: []string{"tanpa foto", "tanpa foto saja", "hapus", "hapus foto", "tidak ada", "no photo", "none"}}}
}
