package templates

import (
	"maps"
	"slices"
	"strings"
	"time"

	"langkah/flows"
	"langkah/flows/catalogue"
	"langkah/flows/training"
	"langkah/flows/training/trainingtest"
	"langkah/flows/understand"
)

// inClasses are conversations that stand in each question about a class: after
// words that lead there, and after reminders.
func inClasses(r *flows.Router) (list []flows.Session) {
	facts := circumstances()
	for who, ways := range map[string]string{
		"visitor": "pelatihan|PLT-0001|PLT-0001,1",
		"member": "pelatihan|pelatihan,lagi|pelatihan jaksel|kelas saya|PLT-0003,pindah|PLT-0003,pindah,1|PLT-0003,pindah,5,1|PLT-0018,pindah,1|PLT-0019,pindah|" +
			"PLT-0003,batal|PLT-0004,batal|PLT-0018,batal|PLT-0021,batal|PLT-0001,1|PLT-0002,1|PLT-0006,1|PLT-0007,1|PLT-0017,1|" +
			"PLT-0001|PLT-0002|PLT-0003|PLT-0004|PLT-0005|PLT-0006|PLT-0007|PLT-0008|PLT-0010|PLT-0011|PLT-0012|PLT-0013|PLT-0015|PLT-0016|PLT-0017|PLT-0020",
	} {
		for way := range strings.SplitSeq(ways, "|") {
			list = append(list, after(r, facts[who], strings.Split(way, ",")...))
		}
	}
	for _, of := range [][2]string{
		{flows.ClassH3, trainingtest.Booked}, {flows.ClassH1, trainingtest.Lost}, {flows.ClassH0, trainingtest.Online}, {flows.ClassOffer, trainingtest.Offered}, {flows.ClassOffer, trainingtest.Lost},
		{flows.ClassMoved, trainingtest.Booked}, {flows.ClassMoved, trainingtest.Waiting}, {flows.ClassCancelled, trainingtest.Booked}, {flows.ClassCancelled, trainingtest.Absent},
		{flows.ClassMissed, trainingtest.Booked}, {flows.ClassMissed, trainingtest.Absent},
	} {
		list = append(list, must(play(r, flows.Session{Flow: "menu", State: "home", Version: 2}, news(of[0], of[1]), facts["member"])).Session())
	}
	return slices.DeleteFunc(list, func(s flows.Session) bool { return s.Flow != training.Flow.Name })
}

func news(kind, code string) flows.Input {
	return flows.Input{Kind: flows.Due, Due: flows.Reminder{Kind: kind, Ref: code, Step: 1}}
}

func after(r *flows.Router, f flows.Facts, texts ...string) flows.Session {
	s := flows.Session{Flow: "menu", State: "home", Version: 2}
	for _, text := range texts {
		s = must(play(r, s, flows.Input{Text: text}, f)).Session()
	}
	return s
}

// lives is who stands in a question about a class: made-up classes are shown to
// visitors only.
func lives(s flows.Session) string {
	if strings.Contains(s.Answers["class"]+s.Answers["page"], `"x":true`) {
		return "visitor"
	}
	return "member"
}

// trainingArgs fill the texts about classes.
func trainingArgs() map[string]any {
	turn := must(play(catalogue.Router(), flows.Session{Flow: "menu", State: "home", Version: 2}, flows.Input{Text: "PLT-0011"}, circumstances()["member"]))
	args := maps.Clone(map[string]any(turn.Says[0].Args))
	row := maps.Clone(turn.Says[0].Args)
	row["N"], row["State"], row["Sample"] = 1, "", true
	five := slices.Repeat([]flows.Say{{Key: "training/row", Args: row}}, 5)
	maps.Copy(args, map[string]any{"Classes": five, "Kota": "", "Named": true, "N": 5, "Further": true, "Skipped": true, "Visitor": true, "DaysLeft": 3, "Was": "Penyuluhan Keamanan Pangan dan Label Kemasan",
		"Other": "Penyuluhan Keamanan Pangan dan Label Kemasan", "OtherStarts": time.Date(2026, 11, 30, 2, 0, 0, 0, time.UTC), "Stage": 4, "Reason": "aula dipakai acara kecamatan",
		"Link": "", "Certificate": "SRT-2026-000123", "Place": 12, "Waiting": 12, "Sample": true})
	return args
}

// trainingSamples are all that a text about classes may have to say, the longest
// of each.
func trainingSamples() []map[string]any {
	base := trainingArgs()
	list := variants{base}
	for _, state := range []flows.BookingState{flows.Booked, flows.Waiting, flows.Offered, flows.Attended, flows.Absent} {
		list.with(map[string]any{"State": string(state), "Sample": false})
	}
	for _, who := range []string{"all", "kecamatan", "kota", "starting", "trading"} {
		list.with(map[string]any{"Who": who, "Once": true, "MinStage": 4})
	}
	list.with(map[string]any{"Online": true, "Link": "https://jakpreneur.jakarta.go.id/kelas", "Ahead": 0, "Days": 1, "Left": 0, "Sample": false, "Further": false, "Kecamatan": "", "Named": false, "Visitor": false})
	list.with(map[string]any{"Begun": true, "State": "booked"})
	list.with(map[string]any{"Begun": true})
	list.with(map[string]any{"Ahead": 1, "Left": 0, "Waiting": 0, "Kota": "Kepulauan Seribu", "Skipped": false, "Classes": []flows.Say(nil), "DaysLeft": 0})
	list.with(map[string]any{"Name": "", "Left": 1, "Waiting": 1, "DaysLeft": 1, "Stage": 0, "Map": "", "Bring": "", "Organiser": "", "Reason": "", "Link": "", "Was": ""})
	return list
}

// ofClasses tells whether a word is understood where classes are spoken of.
func ofClasses(word string) bool {
	said, _ := understand.Attends(word)
	_, _, code := understand.DayCode(word)
	return said != 0 || code || understand.SameAsBefore(word) || understand.OwnClasses(word) || len(understand.Wants(word).Wishes) > 0 || word == "LAGI" || word == "MORE" || word == "KEEP" || word == "TETAP"
}
