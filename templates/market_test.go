package templates

import (
	"maps"
	"slices"
	"strings"
	"time"

	"langkah/flows"
	"langkah/flows/catalogue"
	"langkah/flows/marketing/markettest"
	"langkah/flows/understand"
)

// ofMarket tells the flows about bazaars, and their texts.
func ofMarket(name string) bool { return name == "marketing" || name == "signup" || name == "kurasi" }

// inMarket are conversations that stand in each question about a bazaar: after
// words that lead there, and after reminders.
func inMarket(r *flows.Router) (list []flows.Session) {
	facts := circumstances()
	for who, ways := range map[string]string{
		"visitor": "bazar|BZR-001",
		"member": "bazar|bazar,lagi|bazar saya|BZR-001|BZR-002|BZR-003|BZR-004|BZR-005|BZR-006|BZR-016|BZR-017|BZR-018|BZR-019|BZR-021|BZR-022|BZR-002,1|BZR-004,1|BZR-014,1|BZR-015,1|BZR-017,1|BZR-017,1,40|" +
			"BZR-001,1|BZR-001,1,Keripik|BZR-001,1,Keripik,15rb|BZR-001,1,Keripik,15rb,40|BZR-001,1,Keripik,15rb,40,tanpa foto|BZR-007,1,Keripik,15rb,40,tanpa foto|BZR-008,1,Keripik,15rb,40,tanpa foto|" +
			"BZR-010,1,Keripik,15rb,40,tanpa foto|BZR-011,1,Keripik,15rb,40,tanpa foto|BZR-012,1,Keripik,15rb,40,tanpa foto|BZR-013,1,Keripik,15rb,40,tanpa foto|BZR-020,1,Keripik,15rb,40,tanpa foto|BZR-021,1,Keripik,15rb,40,tanpa foto",
		"officer": "petugas,kurasi|petugas,kurasi,lewati|petugas,kurasi,lewati,lewati|petugas,kurasi,A|petugas,kurasi,B|petugas,kurasi,D",
	} {
		for way := range strings.SplitSeq(ways, "|") {
			list = append(list, after(r, facts[who], strings.Split(way, ",")...))
		}
	}
	for _, of := range [][2]string{{flows.EventH3, markettest.Placed}, {flows.EventResult, markettest.Placed}, {flows.EventMoved, markettest.Placed}, {flows.EventMoved, markettest.Judged}, {flows.EventAfter, markettest.Over}, {flows.EventAfter, markettest.Lost}} {
		list = append(list, must(play(r, flows.Session{Flow: "menu", State: "home", Version: 3}, news(of[0], of[1]), facts["member"])).Session())
	}
	photo := after(r, facts["member"], "BZR-001", "1", "Keripik", "15rb", "40", "tanpa foto")
	photo.Answers["photo"] = "7"
	return append(slices.DeleteFunc(list, func(s flows.Session) bool { return !ofMarket(s.Flow) }), photo)
}

// sells is who stands in a question about a bazaar.
func sells(s flows.Session) string {
	switch {
	case s.Flow == "kurasi":
		return "officer"
	case strings.Contains(s.Answers["event"]+s.Answers["page"], `"x":true`):
		return "visitor"
	}
	return "member"
}

// marketSaid leads to what is said of bazaars.
var marketSaid = []string{"bazar saya", "BZR-001", "bzr 9", "15 ribu", "10-20 ribu", "Keripik Singkong", strings.Repeat("Keripik ", 9), "40 bungkus", "B", "D", "A kemasan bagus",
	"D kemasan perlu label", "C keduluan orang", "B terlarang di sini", "kemasan perlu label", "kemasan keduluan orang", "kemasan terlarang di sini", "tidak jadi ikut", "lippo", "500 ribu", "lewati", "bazar kepulauan seribu utara"}

// marketArgs fill the texts about bazaars.
func marketArgs() map[string]any {
	turn := must(play(catalogue.Router(), flows.Session{Flow: "menu", State: "home", Version: 3}, flows.Input{Text: markettest.Refused}, circumstances()["member"]))
	args := maps.Clone(map[string]any(turn.Says[0].Args))
	row := maps.Clone(turn.Says[0].Args)
	row["N"], row["State"], row["Sample"] = 1, "", true
	maps.Copy(args, map[string]any{"Events": slices.Repeat([]flows.Say{{Key: "marketing/row", Args: row}}, 5), "Further": true, "Named": true, "N": 5, "Kecamatan": "Kepulauan Seribu Selatan", "Kota": "Kepulauan Seribu", "Visitor": true,
		"Sample": true, "Reason": "mal sedang diperbaiki", "Pieces": 1200, "Omzet": "125000000", "Absent": false, "Place": 12, "ID": "NIB (nomor izin usaha)", "EN": "a NIB", "Step": "3", "Steps": "5", "Pictures": true,
		"Lines":   []flows.Line{{N: 1, Label: flows.Say{Key: "signup/line_product"}, Value: flows.Say{Key: "common/plain", Args: flows.Args{"Text": "Keripik Singkong Balado"}}}},
		"Picture": false, "Other": "Bazar Online Jakpreneur Jakarta Pusat", "OtherCode": "BZR-004", "OtherStarts": time.Date(2026, 12, 9, 3, 0, 0, 0, time.UTC), "Missing": args["Conditions"], "Paper": true,
		"Seller": "Raden Ajeng Kusumawardhani", "Papers": "NIB, PIRT, HALAL", "Price": "15000", "Capacity": 400, "Left": 12, "Skipped": true, "Grade": "D", "Product": "Keripik Singkong Balado", "Name": "Raden Ajeng Kusumawardhani"})
	return args
}

// marketSamples are all that a text about bazaars may have to say.
func marketSamples() []map[string]any {
	base := marketArgs()
	list := variants{base}
	for _, state := range []flows.StallState{"", flows.InKurasi, flows.InLine, flows.Placed, flows.TurnedDown, flows.Sold, flows.StayedAway} {
		list.with(map[string]any{"State": string(state), "Grade": "B"})
		list.with(map[string]any{"State": string(state), "Place": 0, "Sample": false, "Begun": true, "Over": true, "Open": false, "Visitor": false, "Picture": true})
	}
	list.with(map[string]any{"Ahead": 0, "Begun": true, "Over": false, "State": "accepted", "Paper": false, "Skipped": false, "Left": 0, "Absent": true, "Further": false, "Kecamatan": "", "Kota": "", "Step": 0})
	list.with(map[string]any{"Name": "", "Word": "", "Venue": "", "Organiser": "", "Reason": "", "Ahead": 1, "Curated": false, "Pieces": 0, "Omzet": "", "Papers": "", "Conditions": []flows.Say(nil), "Pictures": false})
	return list
}

// ofBazaars tells whether a word is understood where bazaars are spoken of.
func ofBazaars(word string) bool {
	_, code := understand.EventCode(word)
	return code || understand.OwnEvents(word) || slices.Contains([]string{"SEND", "KIRIM", "SKIP", "LEWATI", "DID NOT GO", "TIDAK JADI IKUT", "BZR"}, word)
}
