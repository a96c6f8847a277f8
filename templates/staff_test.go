package templates

import (
	"slices"
	"strings"
	"time"

	"langkah/flows"
	"langkah/flows/staff/stafftest"
	"langkah/flows/understand"
)

// beyond leaves out what staff never do, and what is of staff alone; visitors
// stand for everybody who is refused.
func beyond(circumstance string, s flows.Session) bool {
	switch staffs := s.Flow == "staff" || s.Flow == "plan" || s.Flow == "kurasi" || s.Flow == "desk" || s.Flow == "visits" || s.Flow == "broadcast" || s.Flow == "announce"; circumstance {
	case "officer":
		return !staffs && (s.Flow != "menu" || s.State != "home")
	case "trainer", "visitor":
		return staffs && (s.Flow == "kurasi" || s.State != "class" && s.State != "menu" && s.State != "review") || !staffs && circumstance == "trainer"
	case "talking": // wherever they are, it is the same
		return s.Flow != "menu" || s.State != "home" || s.Parked != nil
	case "linked": // elsewhere they are told what every member is
		return s.Flow != "menu" && s.Flow != "link"
	default:
		return staffs
	}
}

const (
	longTitle = "Penyuluhan Keamanan Pangan dan Label Kemasan"
	longVenue = "Kampus Universitas Dirgantara Marsekal Suryadarma"
)

// about is what is known of a class while it is talked about.
func about(code string, days ...string) flows.Answers {
	return flows.Answers{"code": code, "title": longTitle, "days": strings.Join(days, " "), "taken": "40", "queue": "12", "starts": "2026-12-24T13:00", "why": "aula banjir"}
}

// planned is a form filled in to the end, with conditions.
var planned = flows.Answers{"title": longTitle, "kind": "pendampingan", "place": "31.75.06", "venue": "Aula Kantor Kecamatan Cakung lantai 2", "organiser": "Universitas Dirgantara Marsekal Suryadarma",
	"date": "2026-12-03", "hours": "09:00/15:00", "count": "4", "capacity": "40", "bring": "KTP, celemek, dan wadah", "terms": "set", "who": "kecamatan", "fields": "kuliner,fesyen,kriya", "once": "yes", "stage": "1"}

// staffAnswers are what is known in a question of staff; nil elsewhere.
func staffAnswers(flow, state string) []flows.Answers {
	if flow == "plan" {
		free := flows.Answers{"title": "lewat", "kind": "digital", "place": "online", "venue": "-", "organiser": "dinas", "date": "2026-12-26", "hours": "09:00/12:00", "count": "1", "capacity": "500", "bring": "-", "terms": "none"}
		all := flows.Answers{"title": "x", "kind": "digital", "place": "online", "venue": "-", "organiser": "sudin", "date": "2026-12-07", "hours": "09:00/12:00", "count": "1", "capacity": "1", "bring": "-", "terms": "set", "who": "all", "fields": "-", "once": "no", "stage": "2"}
		return []flows.Answers{nil, free, all, planned}
	}
	if flow == "announce" {
		whole := flows.Answers{"text": strings.Repeat("Bazar buka, ", 50), "english": "Open", "photo": "1", "event": "BZR-001", "events": `[{"c":"BZR-001","t":"Jakpreneur Goes to Mall, Lippo Plaza Kramat Jati","u":1796000000}]`, "hours": "9-15",
			"audience": `[{"Kecamatan":["31.75.06","31.01.02"],"Fields":["kuliner"],"Lacks":["halal"],"Has":["nib"],"Joined":"BZR-001","Skipped":"BZR-002","Channels":["telegram"],"Seen":30,"Unseen":60,"Stages":[{"Stage":2,"Status":"undone"}],"Segment":"kue basah jaksel","Except":{"Kecamatan":["31.74.01"]},"More":true}]`, "until": "2026-12-03T20:00"}
		return []flows.Answers{nil, {"photo": "1"}, {"text": "x", "event": "BZR-404", "audience": "[{}]", "until": "2026-12-03T20:00"}, whole}
	}
	if flow == "broadcast" {
		return []flows.Answers{{"codes": "SR-1 SR-2 SR-3 SR-4 SR-5", "more": "yes", "code": "SR-1", "state": "draft", "mine": "yes", "to": "cancel", "text": "Bazar buka", "event": "-", "audience": "[{}]", "until": "2026-12-03T20:00"}, {"codes": "", "code": "SR-2", "state": "asked", "to": "cancel"},
			{"codes": "SR-3", "code": "SR-3", "state": "running", "to": "cancel"}, {"code": "SR-4", "state": "paused", "to": "cancel"}, {"code": "SR-404", "state": "done", "to": "cancel"}, {"code": "SR-5", "state": "asked", "mine": "yes", "to": "cancel"},
			{"code": "SR-6", "state": "draft", "to": "cancel"}, {"code": "SR-7", "state": "draft", "to": "cancel"}, {"code": "SR-8", "state": "draft", "to": "cancel"}, {"code": "SR-9", "state": "draft", "to": "cancel"}, {"code": "SR-10", "state": "draft", "to": "cancel"}, {"code": "SR-11", "state": "draft", "to": "cancel"}}
	}
	if flow == "visits" {
		return []flows.Answers{{"guests": "1 2 3 4 5", "people": "1=Siti Aminah\n4=Budi", "more": "yes", "guest": "1", "with": "Siti Aminah", "went": "came"},
			{"guests": "3", "people": "3=Siti Aminah", "more": "yes", "skip": "5", "guest": "3", "went": "missed"}, {"guest": "4", "went": "missed", "skip": "5", "more": "yes"}, {"member": "JKP-0000404", "went": "came"}}
	}
	if flow == "desk" {
		return []flows.Answers{{"talks": "1 2 3 4 5", "more": "yes", "talk": "1", "with": "Siti Aminah"}, {"talks": "4", "more": "yes", "skip": "5", "talk": "4", "with": ""}}
	}
	if flow != "staff" {
		return nil
	}
	now, later := []string{"2026-11-20T09:00/15:00", "2026-11-23T09:00/15:00", "2026-11-24T09:00/15:00"}, []string{"2026-12-07T09:00/15:00", "2026-12-08T09:00/15:00"}
	list := []flows.Answers{nil, about(stafftest.Running, now...), about(stafftest.Odd, now...), about(stafftest.Coming, later...), about(stafftest.Empty, later...), about(stafftest.Fixed, later...)}
	if state == "menu" || state == "papers" || state == "paper" || state == "word" || state == "classes" || state == "roll" || state == "day" {
		list = list[:3]
	}
	for i := range list[1:] {
		a := list[i+1]
		switch state {
		case "papers":
			a["unseen"] = "1 2 3 4 5"
		case "paper", "word":
			a["paper"] = []string{"1", "2"}[i]
		case "classes":
			a["codes"], a["more"], a["skip"] = "PLT-0101 PLT-0102 PLT-0107 PLT-0108 PLT-0103", "yes", []string{"0", "5"}[i]
		case "roll":
			a["more"], a["page"] = "yes", "1"
		case "mark", "sure":
			a["on"], a["sheet"], a["present"] = "2026-11-23T09:00/15:00", "JKP-00|,00001,00002,00003,00004,00005,00006,00007,00008,00009", [...]string{"1 3", "none", "1-9", "1-8", "1"}[i]
		}
	}
	return list
}

// staffSaid are what staff write beside what everybody does.
func staffSaid() (list []flows.Input) {
	for text := range strings.SplitSeq("meja|selesai|ini jawabannya|K4T7-XM2P|K4T7-XM2R|K4T7-XM2W|K4T7-XM2X|K4T7-XM2D|K4T7-XM2M|K4T7-XM2T|plt-0103|plt-0107|plt-0108|lagi|1 3 5-9|semua|99|14 desember jam 9|22 nov 2026|14 des|29 nov 2026|26 desember jam 9|"+
		"7 desember jam 9|31 feb 2026|pengajar sakit|9 sampai 3 sore|jam 9|16.00-15.00|0 hari|11 hari|3 hari|501 orang|Tebet|Aula|"+strings.Repeat("panjang ", 20)+"|https://zoom.us/j/1|online|pelatihan|surat|sah|kembalikan|fotonya buram|kirim|SR-405|jakpus, kuliner, rajin menabung|fesyen, sudah punya NIB, belum pernah ikut BZR-001, tidak aktif 60 hari|aktif 30 hari|jaksel, kecuali tebet, kuliner|segmen entah|30 november jam 9 malam|Halo Kak {namanya}, bazar buka untuk semua usaha|"+strings.Repeat("Bazar sudah buka. ", 45), "|") {
		list = append(list, flows.Input{Text: text})
	}
	return list
}

// staffArgs fill the texts of staff, as long as they get.
func staffArgs() map[string]any {
	plain := func(list ...string) (says []flows.Say) {
		for _, s := range list {
			says = append(says, flows.Say{Key: "common/plain", Args: flows.Args{"Text": s}})
		}
		return says
	}
	line := flows.Say{Key: "staff/line", Args: flows.Args{"N": 5, "Title": longTitle, "Code": "PLT-0101", "Starts": opens, "Ends": opens.AddDate(0, 0, 5), "Now": opens, "Venue": longVenue, "Online": false,
		"Where": "Kepulauan Seribu Selatan", "Taken": 40, "Capacity": 40, "Waiting": 12, "Sample": true}}
	event := flows.Say{Key: "announce/event_row", Args: flows.Args{"N": 5, "Code": "BZR-001", "Title": "Jakpreneur Goes to Mall, Lippo Plaza Kramat Jati", "Starts": opens}}
	held := flows.Say{Key: "staff/stuck_line", Args: flows.Args{"N": 5, "Name": "Raden Ajeng Kusumawardhani", "Number": "JKP-0000456", "Stage": 6, "Status": "stuck", "Since": opens}}
	paper := flows.Say{Key: "staff/paper_line", Args: flows.Args{"N": 5, "Paper": "halal", "Number": "ID31110000123450920", "Whose": "Raden Ajeng Kusumawardhani Prameswari", "Card": "JKP-0000123", "At": opens}}
	return map[string]any{
		"Announced": announced{}, "Under": plain("1 Ikut", "2 Lihat syarat"), "For": plain("Kepulauan Seribu Selatan", "Makanan dan minuman", "belum punya sertifikat halal"),
		"Broadcasts": slices.Repeat([]flows.Say{{Key: "broadcast/line", Args: flows.Args{"N": 5, "Code": "SR-1234", "State": "asked", "Left": 123456, "Queue": 123456, "Text": "Bazar Jakarta Pusat buka untuk 60 usaha, 1–2 Des"}}}, 5),
		"None":       false, "Asked": true, "Meant": 385000, "Reached": 123456, "Waits": 123456, "Calls": 1234, "Nowhere": 123, "Full": 1234, "Unfilled": 12, "Blank": "kelurahan, usaha", "OptedOut": 12345, "Test": true, "Approve": true, "Closes": 20,
		"Author": flows.Signature{Name: "Raden Ajeng Kusumawardhani", Role: "officer"}, "Approved": true, "Approver": flows.Signature{Name: "Muhammad Firmansyahputra", Role: "admin"}, "Early": true, "Judges": true, "Field": plain("Makanan dan minuman")[0], "More": true, "Count": 3, "By": "Raden Ajeng Kusumawardhani", "Failed": 12, "Unsent": 1234, "Soon": false, "Leaves": opens, "Spared": 123456,
		"Again": false, "Also": announced{}, "May": true, "Mine": true, "Shuts": true, "Over": false, "Segment": "kue basah jaksel",
		"Opens": 8, "Word": "tanggalnya keliru, dan terlalu panjang", "Part": "yang rajin sekali datang ke bazar", "Of": "BZR-001", "Event": "BZR-404", "Pictures": true, "English": true, "Events": slices.Repeat([]flows.Say{event}, 5),
		"Papers": slices.Repeat([]flows.Say{paper}, 5), "Paper": "bpom", "Whose": "Raden Ajeng Kusumawardhani Prameswari", "Card": "JKP-0000123", "Expires": opens, "Photo": true, "Returned": true, "Deleted": false,
		"Stuck": 12, "Halted": 345, "Idle": 4321, "Held": slices.Repeat([]flows.Say{held}, 5), "Stage": 6, "Status": "stuck", "Since": opens,
		"Classes": slices.Repeat([]flows.Say{line}, 5),
		"Role":    "trainer", "Plans": true, "Area": plain("Kepulauan Seribu Selatan", "Cempaka Putih", "Kramat Jati"), "Taken": 40, "Capacity": 40, "Waiting": 12, "Coming": 12, "Silent": 28, "Left": 11, "At": opens, "Later": []flows.Say{{Key: "staff/told_later", Args: flows.Args{"At": opens}}},
		"Organiser": longVenue, "Cancelled": true, "Reason": strings.Repeat("aula banjir, ", 9) + "pindah", "From": 1, "To": 20, "All": 40, "State": "waiting", "Queue": 3, "Came": 1, "Days": 4, "Told": 52, "Present": 38, "Complete": 35, "Unknown": 2,
		"People": plain(slices.Repeat([]string{"30 Raden Ajeng Kusumawardh…"}, 30)...), "Schedule": plain("Kamis 26 Nov"), "Dates": plain("Kamis 26 Nov", "Jumat 27 Nov", "Senin 30 Nov", "Selasa 1 Des"),
		"Warnings": []flows.Say{{Key: "staff/warn_friday", Args: flows.Args{"Day": opens}}}, "Names": "1 Raden Ajeng Kusumawardh…, 2 Siti Aminah", "Others": "", "Undone": "2 Siti Aminah, 7 Budi Santoso", "Own": false, "Anywhere": true,
		"Fields": plain("Makanan dan minuman", "Fesyen dan kain"), "Now": time.Date(2025, 11, 25, 2, 0, 0, 0, time.UTC),
	}
}

// ofBroadcasts tells the words by which staff make announcements.
func ofBroadcasts(word string) bool {
	want, _, _ := understand.Broadcasting(word)
	return want != 0
}

// announced is an announcement as somebody reads it.
type announced struct{}

func (announced) Letter() (string, map[string]string) {
	return "Kak {{nama}}, Bazar Jakarta Pusat buka untuk 60 usaha, 1–2 Desember.", map[string]string{"nama": "Siti Aminah"}
}

func staffBranches() []map[string]any {
	list := []map[string]any{
		{"Role": "admin", "Plans": false, "Area": []flows.Say(nil), "Waiting": 0, "Left": 0, "Later": []flows.Say(nil), "Cancelled": false, "Told": 0, "Complete": 0, "Unknown": 0, "Where": "", "Anywhere": false, "Warnings": []flows.Say(nil), "Dates": []flows.Say(nil)},
		{"Role": "officer", "State": "offered", "Names": "", "Others": "7 Siti Aminah", "Undone": "", "Own": true}, {"Role": "trainer", "State": "attended", "Count": 40},
		{"State": "draft", "None": true, "Asked": false, "Soon": true, "Photo": false, "Waits": 0, "Calls": 0, "Nowhere": 0, "Full": 0, "Unfilled": 0, "OptedOut": 0, "Test": false, "Approve": false, "Approved": false, "Author": flows.Signature{}, "Judges": false, "Early": false, "Unsent": 0, "Failed": 0, "Told": 0,
			"Again": true, "Also": "", "May": false, "Mine": false, "Shuts": false, "Over": true},
		{"State": "asked"}, {"State": "running"}, {"State": "paused"}, {"State": "done"}, {"State": "cancelled"},
		{"Stuck": 0, "Idle": 0, "Status": "in_progress", "Stage": 1}, {"Halted": 0, "Stage": 2}, {"Stage": 3}, {"Stage": 4}, {"Stage": 5}, {"Stage": 7}, {"Deleted": true},
		{"State": "booked", "Came": 0, "Coming": 0}, {"State": "booked", "Came": 0}, {"State": "absent", "Came": 0}, {"State": "booked", "Coming": 3},
	}
	return list
}
