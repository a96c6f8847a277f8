package broadcast

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"langkah/flows"
)

func TestAudienceInWords(t *testing.T) {
	t.Parallel()
	everywhere := flows.Staff{ID: 1, Role: flows.Officer}
	there := flows.Staff{ID: 2, Role: flows.Pendamping, Kecamatan: []string{"31.71.07"}}
	for _, c := range []struct {
		who  flows.Staff
		text string
		want flows.Audience
	}{
		{everywhere, "semua", flows.Audience{}},
		{everywhere, "Jakarta Pusat", flows.Audience{Kota: []string{"31.71"}}},
		{everywhere, "smua anggota jakpus yg kuliner, blm ada NIB", flows.Audience{Kota: []string{"31.71"}, Fields: []string{"kuliner"}, Lacks: []string{"nib"}}},
		{everywhere, "warga tebet", flows.Audience{Kecamatan: []string{"31.74.01"}}},
		{everywhere, "jakpus dan jaksel", flows.Audience{Kota: []string{"31.71", "31.74"}}},
		{everywhere, "Tanah Abang, kuliner, belum punya halal", flows.Audience{Kecamatan: []string{"31.71.07"}, Fields: []string{"kuliner"}, Lacks: []string{"halal"}}},
		{everywhere, "fesyen, sudah punya NIB, pernah ikut BZR-001", flows.Audience{Fields: []string{"fesyen"}, Has: []string{"nib"}, Joined: "BZR-001"}},
		{everywhere, "food, without PIRT, never joined bzr 2, active 30 days", flows.Audience{Fields: []string{"kuliner"}, Lacks: []string{"pirt"}, Skipped: "BZR-002", Seen: 30}},
		{everywhere, "tidak aktif 60 hari, telegram", flows.Audience{Unseen: 60, Channels: []string{"telegram"}}},
		{everywhere, "semua umkm kuliner di jaktim", flows.Audience{Kota: []string{"31.75"}, Fields: []string{"kuliner"}}},
		{everywhere, "semua kuliner di cakung", flows.Audience{Kecamatan: []string{"31.75.06"}, Fields: []string{"kuliner"}}},
		{everywhere, "kuliner di tebet", flows.Audience{Kecamatan: []string{"31.74.01"}, Fields: []string{"kuliner"}}},
		{everywhere, "usaha kuliner tebet", flows.Audience{Kecamatan: []string{"31.74.01"}, Fields: []string{"kuliner"}}},
		{everywhere, "umkm kuliner jaktim", flows.Audience{Kota: []string{"31.75"}, Fields: []string{"kuliner"}}},
		{everywhere, "yang jualan kue di cakung", flows.Audience{Kecamatan: []string{"31.75.06"}, Fields: []string{"kuliner"}}},
		{everywhere, "pedagang kuliner jakarta timur yang belum punya NIB", flows.Audience{Kota: []string{"31.75"}, Fields: []string{"kuliner"}, Lacks: []string{"nib"}}},
		{everywhere, "Seluruh anggota di Jakarta", flows.Audience{}},
		{everywhere, "yg blm pny nib", flows.Audience{Lacks: []string{"nib"}}},
		{everywhere, "all food businesses in tebet", flows.Audience{Kecamatan: []string{"31.74.01"}, Fields: []string{"kuliner"}}},
		{everywhere, "kuliner atau fesyen di tebet", flows.Audience{Kecamatan: []string{"31.74.01"}, Fields: []string{"kuliner", "fesyen"}}},
		{everywhere, "belum punya NIB dan halal", flows.Audience{Lacks: []string{"nib", "halal"}}},
		{everywhere, "cakung jakarta timur", flows.Audience{Kecamatan: []string{"31.75.06"}, Kota: []string{"31.75"}}},
		{everywhere, "warga tebet barat", flows.Audience{Kelurahan: []string{"31.74.01.1002"}}},
		{everywhere, "tanah abang, kebayoran baru", flows.Audience{Kecamatan: []string{"31.71.07", "31.74.07"}}},
		{everywhere, "semua kecuali tebet", flows.Audience{Except: &flows.Audience{Kecamatan: []string{"31.74.01"}}}},
		{everywhere, "Kecuali Tebet dan Cakung", flows.Audience{Except: &flows.Audience{Kecamatan: []string{"31.74.01", "31.75.06"}}}},
		{everywhere, "semua selain kuliner", flows.Audience{Except: &flows.Audience{Fields: []string{"kuliner"}}}},
		{everywhere, "semua yang bukan kuliner", flows.Audience{Except: &flows.Audience{Fields: []string{"kuliner"}}}},
		{everywhere, "kuliner di luar tebet", flows.Audience{Fields: []string{"kuliner"}, Except: &flows.Audience{Kecamatan: []string{"31.74.01"}}}},
		{everywhere, "jaksel, kuliner, kecuali yang sudah punya halal", flows.Audience{Kota: []string{"31.74"}, Fields: []string{"kuliner"}, Except: &flows.Audience{Has: []string{"halal"}}}},
		{everywhere, "food in cakung except those who joined BZR-001", flows.Audience{Kecamatan: []string{"31.75.06"}, Fields: []string{"kuliner"}, Except: &flows.Audience{Joined: "BZR-001"}}},
		{everywhere, "sudah punya NIB tapi belum punya halal", flows.Audience{Has: []string{"nib"}, Lacks: []string{"halal"}}},
		{everywhere, "kuliner, tapi belum punya halal", flows.Audience{Fields: []string{"kuliner"}, Lacks: []string{"halal"}}},
		{everywhere, "tebet/cakung", flows.Audience{Kecamatan: []string{"31.74.01", "31.75.06"}}},
		{everywhere, "jaksel, sudah P2, blm P4", flows.Audience{Kota: []string{"31.74"}, Stages: []flows.Stand{{Stage: 2, Status: "done"}, {Stage: 4, Status: "undone"}}}},
		{everywhere, "belum pernah ikut pelatihan", flows.Audience{Stages: []flows.Stand{{Stage: 2, Status: "undone"}}}},
		{everywhere, "P2 selesai, kriya", flows.Audience{Fields: []string{"kriya"}, Stages: []flows.Stand{{Stage: 2, Status: "done"}}}},
		{everywhere, "kelurahan bendungan hilir, kel. gelora", flows.Audience{Kelurahan: []string{"31.71.07.1002", "31.71.07.1001"}}},
		{everywhere, "kelurahan jatinegara", flows.Audience{Kelurahan: []string{"31.75.06.1001"}}},
		{everywhere, "kecamatan jatinegara", flows.Audience{Kecamatan: []string{"31.75.03"}}},
		{there, "semua kecuali kuliner", flows.Audience{Kecamatan: there.Kecamatan, Except: &flows.Audience{Fields: []string{"kuliner"}}}},
		{there, "semua", flows.Audience{Kecamatan: there.Kecamatan}},
		{there, "kuliner", flows.Audience{Kecamatan: there.Kecamatan, Fields: []string{"kuliner"}}},
		{there, "tanah abang", flows.Audience{Kecamatan: there.Kecamatan}},
	} {
		v := flows.View{Facts: flows.Facts{Person: flows.Person{Staff: c.who}}}
		got := readAudience(flows.Input{Text: c.text}, v)
		v.Session.Answers = flows.Answers{aAudience: got.Value}
		if list := flows.Unpack[flows.Audience](v, aAudience); len(list) != 1 || !cmp.Equal(list[0], c.want) {
			t.Errorf("%q: %+v, %+v; want %+v", c.text, got, list, c.want)
		}
	}
	for _, text := range []string{"semua ibu rumah tangga", "kuliner kecuali ibu rumah tangga", "semua kecuali yang jual kue", "kuliner kecuali semua", "kuliner di luar jakarta", "kuliner, P4", "anggota baru di tebet", "semua yang jual kopi luwak",
		"rusun tebet", "pedagang di tebet", "kuliner atau tebet", "warung yang jual kopi", "punya NIB atau halal", "pernah ikut BZR-001, pernah ikut BZR-002", "semua peserta pelatihan", "tebet atau"} {
		got := readAudience(flows.Input{Text: text}, flows.View{Facts: flows.Facts{Person: flows.Person{Staff: everywhere}}})
		if got.Value != "" || got.Reason == "" && (len(got.Say) != 1 || got.Say[0].Key != "announce/unknown") {
			t.Errorf("%q: %+v, want it not understood", text, got)
		}
	}
	for text, key := range map[string]string{"kuliner, rajin menabung": "announce/unknown", "cakung": "announce/theirs", "jakarta pusat": "announce/theirs"} {
		got := readAudience(flows.Input{Text: text}, flows.View{Facts: flows.Facts{Person: flows.Person{Staff: there}}})
		if !got.Stay || len(got.Say) != 1 || got.Say[0].Key != key {
			t.Errorf("%q: %+v, want %s", text, got, key)
		}
	}
	for _, text := range []string{"jaksel, kecuali tebet, kuliner", "kecuali tebet, kecuali cakung", "kuliner kecuali yang punya NIB dan halal"} {
		got := readAudience(flows.Input{Text: text}, flows.View{Facts: flows.Facts{Person: flows.Person{Staff: everywhere}}})
		if !got.Stay || len(got.Say) != 1 || got.Say[0].Key != "announce/one_sort" {
			t.Errorf("%q: %+v, want to be asked for one sort", text, got)
		}
	}
	if got := readAudience(flows.Input{Text: "orang baik"}, flows.View{}); got.Reason != "UNCLEAR" {
		t.Errorf("%+v", got)
	}
}

func TestTextOfAnAnnouncement(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("Bazar buka. ", 40) + "Ayo"
	for text, want := range map[string]flows.Reading{
		"Halo Kak {nama}, bazar buka.":             {Value: "Halo Kak {{nama}}, bazar buka."},
		"Halo Kak {{ Nama Lengkap }}, [kota] buka": {Value: "Halo Kak {{nama_lengkap}}, {{kota}} buka"},
		"Halo Kak {name}, bazar buka.":             {Reason: "PLACEHOLDER"},
		"Halo Kak {nama, bazar buka.":              {Reason: "PLACEHOLDER"},
		"bazar":                                    {Reason: "UNCLEAR"},
		"[PENTING] Kak {nama}, bazar pindah.":      {Value: "[PENTING] Kak {{nama}}, bazar pindah."},
		"Kak, bazar tanggal [tanggal] buka.":       {Reason: "PLACEHOLDER"},
		"EN: Hello {nama}, the bazaar is open.":    {Reason: "UNCLEAR"},
		long + " EN: " + long:                      {Value: long + " EN: " + long},
		long + long:                                {Reason: "TOO_LONG"},
	} {
		if got := readText(flows.Input{Text: text}, flows.View{}); got.Value != want.Value || got.Reason != want.Reason {
			t.Errorf("%q: %+v, want %+v", text, got, want)
		}
	}
}

func TestLanguages(t *testing.T) {
	t.Parallel()
	for text, want := range map[string][2]string{
		"Bazar buka. EN: It is open.":             {"Bazar buka.", "It is open."},
		"Bazar buka\nEnglish: It is open.":        {"Bazar buka", "It is open."},
		"Bazar buka! en: It is open.":             {"Bazar buka!", "It is open."},
		"Kelas Bahasa Inggris: Senin jam 9":       {"Kelas Bahasa Inggris: Senin jam 9", ""},
		"Ada kelas:\nBahasa Inggris: It is open.": {"Ada kelas:", "It is open."},
	} {
		if id, en := languages(text); want != [2]string{id, en} {
			t.Errorf("%q: %q and %q", text, id, en)
		}
	}
}

func TestUntil(t *testing.T) {
	t.Parallel()
	v := flows.View{Facts: flows.Facts{Now: time.Date(2026, 11, 23, 3, 0, 0, 0, time.UTC)}}
	for text, want := range map[string][2]string{
		"30 november": {"2026-11-30T20:00", "8-20"}, "30 nov jam 9 sampai 15": {"2026-11-30T20:00", "9-15"}, "30 november from 9 to 15": {"2026-11-30T20:00", "9-15"},
		"besok jam 5 sore": {"2026-11-24T17:00", "8-20"}, "sampai 30 nov pukul 15.30": {"2026-11-30T15:30", "8-20"}, "hari ini jam 4 sore": {"2026-11-23T16:00", "8-20"}, "30 november at 3 pm": {"2026-11-30T15:00", "8-20"},
		"3 hari": {"2026-11-26T20:00", "8-20"}, "akhir bulan": {"2026-11-30T20:00", "8-20"}, "sampai akhir bulan ini jam 12 siang": {"2026-11-30T12:00", "8-20"}, "akhir bulan depan": {"", ""},
		"2 weeks": {"2026-12-07T20:00", "8-20"}, "sebulan": {"2026-12-23T20:00", "8-20"}, "2 hari": {"2026-11-25T20:00", "8-20"}, "selama 2 minggu": {"2026-12-07T20:00", "8-20"}, "hari ini jam 9": {"", ""}, "besok jam 9 malam": {"", ""}, "besok jam 7 pagi": {"", ""},
		"22 nov 2026": {"", ""}, "30 nov jam 20 sampai 23": {"", ""},
	} {
		got := until.Read(flows.Input{Text: text}, v)
		if have := [2]string{got.Value, got.Set[aHours]}; have != want {
			t.Errorf("%q: %v %s, want %v", text, have, got.Reason, want)
		}
	}
}
