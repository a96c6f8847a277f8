package reminder

import (
	"regexp"
	"strings"

	"langkah/flows"
	"langkah/flows/understand"
)

// readForm takes only what can be meant for the reminder: its numbers, a plain
// yes, any no. A no to the reminder must never become a no to the question
// above it; whatever else is written is heard there.
func readForm(in flows.Input, v flows.View) flows.Reading {
	if p := v.Session.Parked; p != nil {
		for _, c := range p.Offer { // written letter by letter: the question's own answer
			if strings.EqualFold(strings.TrimSpace(in.Text), c.Label) {
				return flows.Reading{Reason: "UNCLEAR"}
			}
		}
	}
	return read(in.Text, "go")
}

var took = regexp.MustCompile(`\b(sudah|udah|udh|sdh|pernah)\b.*\b(ikut|ikutan|daftar|dapat|dapet)\b|\balready\b`)

func readTraining(in flows.Input, _ flows.View) flows.Reading {
	if took.MatchString(understand.Normalise(in.Text)) {
		return takenTraining
	}
	return read(in.Text, "see")
}

var takenTraining = flows.Reading{Say: []flows.Say{{Key: "reminder/training_taken"}}, Go: &flows.Go{To: flows.Home, Quiet: true}}

var (
	digit    = regexp.MustCompile(`[0-9]`)
	number   = regexp.MustCompile(`^\W*([0-9])\W*$`)
	stranger = regexp.MustCompile(`\b(salah (nomor|orang|kirim)|bukan saya|bukan aku|bukan \w+,? ini|(tidak|ga|gak|nggak|ngga|gk|tdk) (kenal|minat|tertarik)|wrong number|not me|not interested)\b`)
	enough   = regexp.MustCompile(`\b(stop|jangan)\b.*\b(ingat|ingatkan|ingetin|remind|reminding|it|dong|lagi|terus)|(diingetin|diingatkan|ngingetin) terus|^stop$`)
)

// most words of a plain yes: a longer one is an answer to something.
const most = 3

func read(text, first string) flows.Reading {
	s := understand.Normalise(text)
	if m := number.FindStringSubmatch(s); m != nil {
		switch m[1] {
		case "1":
			return flows.Reading{Value: first}
		case "2":
			return flows.Reading{Value: "later"}
		case "3":
			return flows.Reading{Value: "stop"}
		}
		return flows.Reading{Reason: "OUT_OF_RANGE"}
	}
	switch {
	case stranger.MatchString(s):
		return flows.Reading{Stay: true, Say: []flows.Say{{Key: "reminder/stranger"}}}
	case enough.MatchString(s):
		return flows.Reading{Value: "stop"}
	case digit.MatchString(s):
		return flows.Reading{Reason: "UNCLEAR"}
	}
	answer, reason := understand.YesNo(text)
	switch {
	case reason == "DEFER", reason == "" && answer == understand.No:
		return flows.Reading{Value: "later"}
	case reason == "" && len(strings.Fields(s)) <= most:
		return flows.Reading{Value: first}
	}
	return flows.Reading{Reason: "UNCLEAR"}
}
