package staff_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"langkah/flows"
)

func TestMenuByRole(t *testing.T) {
	t.Parallel()
	r := &room{class: course("PLT-0001", "2026-11-25")}
	for role, want := range map[string]string{flows.Admin: "2 Buat kelas baru", flows.Officer: "2 Buat kelas baru", flows.Pendamping: "!Buat kelas", flows.Trainer: "!Buat kelas"} {
		at(t, flows.Staff{ID: 7, Name: "Rina Kartika", Role: role}, r.outcome).expect("staff.menu", "Mau apa, Rina?", "1 Kelas", want)
	}
	d := at(t, flows.Staff{}, r.outcome)
	d.expect("menu.greet", "Satpel PPKUKM")
	at(t, mentor, r.outcome).says("menu").expect("menu.home").says("petugas").expect("staff.menu").says("kembali").expect("menu.home")
}

// TestWhatCanBeDone: what is on offer for a class, by right and time.
func TestWhatCanBeDone(t *testing.T) {
	t.Parallel()
	off := course("PLT-0001", "2026-11-25")
	off.Cancelled, off.Reason = true, "aula banjir"
	for name, c := range map[string]struct {
		who   flows.Staff
		class flows.Class
		want  string
	}{
		"to come, planner":     {officer, course("PLT-0001", "2026-11-25", "2026-11-26"), "roll move cancel back"},
		"to come":              {mentor, course("PLT-0001", "2026-11-25"), "roll back"},
		"today":                {mentor, course("PLT-0001", "2026-11-23", "2026-11-24"), "roll code mark back"},
		"today, planner":       {admin, course("PLT-0001", "2026-11-23"), "roll code mark cancel back"},
		"between its days":     {officer, course("PLT-0001", "2026-11-20", "2026-11-24"), "roll mark cancel back"},
		"over":                 {officer, course("PLT-0001", "2026-11-19", "2026-11-20"), "roll mark back"},
		"over for more than 8": {officer, course("PLT-0001", "2026-11-12"), "roll back"},
		"cancelled":            {officer, off, "roll back"},
	} {
		r := &room{class: c.class}
		d := at(t, c.who, r.outcome).says("1", "1").expect("staff.class", "Kue Kering dan Roti (PLT-0001)")
		var got []string
		for _, o := range d.turn.Options {
			got = append(got, o.Value)
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%s: %v, want %s", name, got, c.want)
		}
	}
}

func TestClassesInPages(t *testing.T) {
	t.Parallel()
	r := &room{class: course("PLT-0001", "2026-11-25", "2026-11-26")}
	d := at(t, officer, r.outcome).says("kelas").expect("staff.classes", "1 Kue Kering dan Roti (PLT-0001)\nRabu 25 sampai Kamis 26 Nov, 09.00 WIB", "Kursi 3/40, antre 1", "lagi untuk berikutnya")
	d.says("qwrtp").expect("staff.classes", "!Kue Kering", "Kelas yang mana?").says("lagi").expect("staff.classes", "Kue Kering", "!lagi untuk berikutnya")
	if got := d.last().(flows.StaffClasses); got.Skip != 5 || got.Limit != 5 || !got.From.Equal(d.facts.Now) {
		t.Errorf("asked for %+v", got)
	}
	d.says("1").expect("staff.class").says("kelas lain").expect("staff.classes", "lagi untuk berikutnya")
	d.says("plt 0007").expect("staff.class")
	if got := d.last(); got != (flows.LookAtRoll{Code: "PLT-0007"}) {
		t.Errorf("looked at %+v", got)
	}
}

func TestRollInPages(t *testing.T) {
	t.Parallel()
	var names []string
	for i := range 41 {
		names = append(names, fmt.Sprintf("Peserta %02d", i+1))
	}
	r := &room{class: course("PLT-0001", "2026-11-23", "2026-11-24"), roll: seated(names...)}
	r.roll[0].Reply, r.roll[1].State, r.roll[40].State, r.roll[40].Place = "coming", flows.Attended, flows.Waiting, 1
	r.roll[2].Came[0] = true
	d := at(t, mentor, r.outcome).says("1", "1").expect("staff.class", "Bilang datang 1, belum menjawab 38.")
	d.says("peserta").expect("staff.roll", "1 sampai 20 dari 41", "1 Peserta 01, bilang datang\n2 Peserta 02, lengkap\n3 Peserta 03, hadir 1 dari 2 hari\n4 Peserta 04\n", "!Peserta 21")
	d.says("lagi").expect("staff.roll", "21 sampai 40 dari 41", "40 Peserta 40").says("qwrtp").expect("staff.roll", "!Peserta 40")
	d.says("lagi").expect("staff.roll", "41 sampai 41 dari 41", "41 Peserta 41, antre ke-1", "!Berikutnya")
	d.says("kembali").expect("staff.class", "Kue Kering").says("peserta").expect("staff.roll", "1 sampai 20 dari 41")
}

func TestDayCode(t *testing.T) {
	t.Parallel()
	r := &room{class: course("PLT-0001", "2026-11-23")}
	at(t, mentor, r.outcome).says("1", "1", "kode hari ini").expect("staff.class", "Kode hari ini untuk Kue Kering dan Roti: 4821.", "papan tulis", "1 Peserta")
}

// TestMarking: the numbers are of the list that was shown, whoever books, or
// leaves, meanwhile.
func TestMarking(t *testing.T) {
	t.Parallel()
	r := &room{class: course("PLT-0001", "2026-11-20", "2026-11-23", "2026-11-24"), roll: seated("Ani", "Budi", "Cici", "Dedi", "Euis")}
	r.roll[1].Came[0] = true
	r.roll = append(r.roll, flows.Attendee{Number: "JKP-0000999", Name: "Zaki", State: flows.Waiting, Place: 1})
	d := at(t, mentor, r.outcome).says("1", "1", "catat kehadiran").expect("staff.day", "1 Senin 23 Nov\n2 Jumat 20 Nov", "!24 Nov")
	d.says("jumat 20 nov").expect("staff.mark", "Jumat 20 Nov:\n1 Ani\n2 Budi, sudah tercatat\n3 Cici\n4 Dedi\n5 Euis\n", "!Zaki")
	d.says("7").expect("staff.mark", "tidak ada di daftar").says("siapa ya").expect("staff.mark", "Nomor 1 sampai 5")
	r.roll = append(seated("Aa")[:1:1], r.roll[1:]...)
	r.roll[0].Number = "JKP-0000555" // Ani has left, and somebody has come who stands before the others
	d.says("semua kecuali 4 dan 5").expect("staff.sure", "Hadir Jumat 20 Nov: 3 dari 5. Tidak hadir: 4 Dedi, 5 Euis. Dicatat begitu?")
	d.says("qwrtp").expect("staff.sure", "3 dari 5 hadir Jumat 20 Nov.").says("belum").expect("staff.mark", "1 Aa\n2 Budi")
	d.says("1").expect("staff.sure", "yang tadi sudah tercatat jadi dihapus: 2 Budi. Dicatat").says("belum")
	d.says("2").expect("staff.sure", "1 dari 5: 2 Budi.", "!dihapus").says("ya").expect("staff.class", "Tercatat: 1 hadir Jumat 20 Nov.")
	want := flows.MarkRoll{Code: "PLT-0001", Day: on("2026-11-20 09:00"), Present: []string{"JKP-0000101"}, Absent: nil}
	if diff := cmp.Diff(want, d.last()); diff != "" {
		t.Errorf("noted (-want +got)\n%s", diff)
	}
}

func TestMarkingTheOnlyDay(t *testing.T) {
	t.Parallel()
	r := &room{class: course("PLT-0001", "2026-11-23", "2026-11-24"), roll: seated("Ani", "Budi")}
	d := at(t, mentor, r.outcome).says("1", "1", "3").expect("staff.mark", "Senin 23 Nov")
	r.roll = nil // all of them have left since
	d.says("1").expect("staff.sure", "1 dari 2: 1 JKP-0000100.").says("kembali").expect("staff.class", "belum ada peserta")
	r.roll = seated("Ani", "Budi")
	d.says("absen", "tidak ada").expect("staff.sure", "Hadir Senin 23 Nov: tidak ada.").says("batal").expect("staff.class")
	d.says("absen", "semua").expect("staff.sure", "semua, 2 orang").says("ya")
	if got := d.last().(flows.MarkRoll); len(got.Present) != 2 || len(got.Absent) != 0 {
		t.Errorf("noted %+v", got)
	}
	d.says("absen", "kembali").expect("staff.class")
	r.roll = nil
	d.says("absen").expect("staff.class", "belum ada peserta")
}

// TestSessionStaysSmall: with a hundred people on a roll of ten days.
func TestSessionStaysSmall(t *testing.T) {
	t.Parallel()
	var dates, names []string
	for i := range 10 {
		dates = append(dates, fmt.Sprintf("2026-11-%d", 14+i))
	}
	for range 100 {
		names = append(names, "Raden Ajeng Kusumawardhani Prameswari")
	}
	r := &room{class: course("PLT-0001", dates...), roll: seated(names...)}
	r.class.Title = strings.Repeat("Penyuluhan ", 11)
	for i := range r.roll {
		r.roll[i].Number = fmt.Sprintf("JKP-%07d", i*39119)
	}
	d := at(t, admin, r.outcome).says("1", "1", "peserta", "kembali", "absen", "1")
	if d.expect("staff.mark"); len(d.turn.Says) < 4 {
		t.Errorf("a hundred names in %d bubbles", len(d.turn.Says))
	}
	for _, s := range d.turn.Says {
		if n := len([]rune(d.render(s))); n > 1050 {
			t.Errorf("%d letters in a bubble", n)
		}
	}
	d.says("1 3 5 7 9 11 13 15 17 19 21 23 25 27 29 31 33 35 37 39 41 43 45 47 49 51 53 55 57 59 61").expect("staff.sure")
	if d.largest > 3000 {
		t.Errorf("a session takes %d bytes", d.largest)
	}
}

func TestMoving(t *testing.T) {
	t.Parallel()
	r := &room{class: course("PLT-0001", "2026-11-25", "2026-11-26", "2026-11-27", "2026-11-30")}
	d := at(t, officer, r.outcome).says("1", "1", "ubah jadwal").expect("staff.when", "mulai Rabu 25 Nov 2026, 09.00 WIB", "4 hari kerja")
	for text, part := range map[string]string{
		"qwrtp": "Tulis tanggal", "23 nov 2026": "sudah lewat", "senin": "kurang jelas", "25 nov jam 9": "jadwalnya sekarang", "sabtu 28 nov jam 9": "hari kerja", "25 desember 2026": "hari kerja", "31 feb": "kurang jelas",
	} {
		d.says(text).expect("staff.when", part)
		d.session.Misses = 0
	}
	d.says("senin 30 nov jam 13").expect("staff.moving", "jadi Senin 30 Nov, Selasa 1 Des, Rabu 2 Des, Kamis 3 Des, 13.00 sampai 19.00 WIB.", "4 orang akan diberi tahu")
	d.says("tanggal lain").expect("staff.when").says("22 des").expect("staff.moving", "Selasa 22 Des, Rabu 23 Des, Senin 28 Des, Selasa 29 Des, 09.00 sampai 15.00", "Perhatikan: Kamis 24 Des libur (Cuti bersama Natal), jadi hari itu dilewati.")
	d.says("qwrtp").expect("staff.moving", "22 Des")
	r.class = course("PLT-0001", "2026-12-22", "2026-12-23", "2026-12-28", "2026-12-29")
	d.says("ya").expect("staff.class", "pindah ke Selasa 22 sampai Selasa 29 Des, 09.00 WIB. 4 orang diberi tahu.", "Ubah jadwal")
	moves := slices.DeleteFunc(d.acts, func(a flows.Action) bool { _, is := a.(flows.MoveClass); return !is })
	if diff := cmp.Diff([]flows.Action{flows.MoveClass{Code: "PLT-0001", Starts: on("2026-12-22 09:00")}}, moves); diff != "" {
		t.Errorf("moved (-want +got)\n%s", diff)
	}
}

func TestMoveThatCannotBe(t *testing.T) {
	t.Parallel()
	r := &room{class: course("PLT-0001", "2026-11-25")}
	d := at(t, officer, func(a flows.Action) flows.Outcome {
		if _, is := a.(flows.MoveClass); is {
			return flows.Outcome{Event: "wrong", Args: flows.Args{"Why": flows.Say{Key: "staff/wrong_hours"}}}
		}
		return r.outcome(a)
	})
	d.says("1", "1", "ubah jadwal", "sabtu 28 nov jam 9").expect("staff.moving", "Perhatikan: Sabtu 28 Nov akhir pekan.").says("ya").expect("staff.when", "Jam selesainya")
}

func TestCancelling(t *testing.T) {
	t.Parallel()
	r := &room{class: course("PLT-0001", "2026-11-25")}
	d := at(t, officer, r.outcome).says("1", "1", "batalkan kelas").expect("staff.reason").says("12").expect("staff.reason", "satu kalimat").says("kembali").expect("staff.class")
	d.says("batalkan kelas", "aula banjir").expect("staff.dropping", "karena: aula banjir. 4 orang akan diberi tahu. Yakin?")
	d.says("qwrtp").expect("staff.dropping", "aula banjir").says("tidak").expect("staff.class", "tetap jalan")
	d.says("batalkan kelas", "pengajar  sakit", "ya").expect("staff.menu", "dibatalkan. 4 orang diberi tahu.")
	if got := d.last(); got != (flows.CancelClass{Code: "PLT-0001", Reason: "pengajar sakit"}) {
		t.Errorf("cancelled %+v", got)
	}
}

// TestRefused: what the store refuses is told plainly, and nothing goes on.
func TestRefused(t *testing.T) {
	t.Parallel()
	c := course("PLT-0009", "2026-11-25")
	c.Kecamatan = "31.75.06"
	refuse := func(flows.Action) flows.Outcome { return flows.Outcome{Event: "refused", Args: flows.Args{"Class": c}} }
	d := at(t, mentor, refuse).says("plt-0009").expect("staff.menu", "di luar wewenang Kakak: Kue Kering dan Roti, Kecamatan Cakung. Wilayah Kakak: Tanah Abang, Gambir.")
	d.facts.Person.Staff = flows.Staff{} // they are disabled
	d.says("plt-0009").expect("menu.home", "tidak terdaftar untuk petugas", "!Cakung")
	gone := func(flows.Action) flows.Outcome { return flows.Outcome{Event: "gone"} }
	at(t, mentor, gone).says("plt-0009").expect("staff.menu", "tidak ada")
}

// TestCodeInTheMiddle: of a registration, which goes on behind a code that is
// good for nothing, and waits behind one that is.
func TestCodeInTheMiddle(t *testing.T) {
	t.Parallel()
	event := "wrong"
	d := &desk{t: t, router: at(t, admin, nil).router, outcomes: func(a flows.Action) flows.Outcome {
		if got := a.(flows.BecomeStaff); got.Code != "K4T7XM2P" {
			t.Errorf("code %q", got.Code)
		}
		return flows.Outcome{Event: event, Args: flows.Args{"Name": "Rina Kartika", "Role": flows.Officer}}
	}}
	d.facts.Now = on("2026-11-23 10:00")
	d.says("daftar", "setuju", "k4t7-xm2p").expect("registration.adult", "tidak kami kenal")
	for _, event = range []string{"expired", "used", "many", "taken"} {
		d.says("kode petugas K4T7 XM2P").expect("registration.adult")
	}
	event, d.facts.Person.Staff = "staff", officer
	d.says("K4T7XM2P").expect("staff.menu", "untuk petugas: Rina Kartika, petugas, Tanah Abang.", "2 Buat kelas baru").says("lanjut").expect("registration.adult")
}

// TestWhoWasNotedIsTakenBackKnowingly: the code is typed until the class ends, also
// while the trainer writes.
func TestWhoWasNotedIsTakenBackKnowingly(t *testing.T) {
	t.Parallel()
	r := &room{class: course("PLT-0001", "2026-11-23"), roll: seated("Ani", "Budi", "Cici")}
	r.roll[1].Came[0] = true
	d := at(t, mentor, r.outcome).says("1", "1", "absen", "1").expect("staff.sure", "jadi dihapus: 2 Budi.")
	r.roll[2].Came[0] = true
	d.says("ya")
	if diff := cmp.Diff([]string{"JKP-0000101"}, d.last().(flows.MarkRoll).Absent); diff != "" {
		t.Errorf("taken back (-want +got)\n%s", diff)
	}
}
