package staff_test

import (
	"encoding/csv"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"langkah/flows"
)

// day is a day of a class from 09.00 to 15.00.
func day(date string) flows.Day {
	return flows.Day{Starts: on(date + " 09:00"), Ends: on(date + " 15:00")}
}

func made(t *testing.T, d *desk) flows.Class {
	t.Helper()
	plan, is := d.last().(flows.PlanClass)
	if !is {
		t.Fatalf("the last act is %+v; said\n%s", d.last(), d.text)
	}
	return plan.Class
}

func TestPlanning(t *testing.T) {
	t.Parallel()
	d := at(t, officer, (&room{}).outcome).says("2").expect("plan.title", "Nama kelasnya?")
	d.says("Kue Kering dan Roti").expect("plan.kind", "Jenisnya?", "1 Teknis").says("teknis").expect("plan.venue", "Tempatnya?")
	d.says("Aula Kantor Kecamatan").expect("plan.organiser", "1 Sudin PPKUKM\n2 Dinas PPKUKM").says("1").expect("plan.date", "Sudin PPKUKM Jakarta Pusat.", "Hari pertamanya?")
	d.says("22 des").expect("plan.hours", "Selasa 22 Des 2026.").says("9 sampai 3 sore").expect("plan.count", "09.00 sampai 15.00 WIB.")
	d.says("4 hari").expect("plan.capacity").says("40").expect("plan.bring").says("KTP dan celemek").expect("plan.terms", "1 Tidak ada\n2 Atur syarat")
	d.says("1").expect("plan.review", "1 Nama: Kue Kering dan Roti\n2 Jenis: Teknis\n3 Kecamatan: Tanah Abang\n4 Tempat: Aula Kantor Kecamatan\n5 Penyelenggara: Sudin PPKUKM\n6 Hari pertama: Selasa 22 Des 2026\n7 Jam: 09.00 sampai 15.00 WIB\n8 Lamanya: 4 hari\n9 Kursi: 40\n10 Dibawa: KTP dan celemek\n11 Syarat: Tidak ada\n",
		"Jadwal: Selasa 22 Des, Rabu 23 Des, Senin 28 Des, Selasa 29 Des", "Perhatikan: Kamis 24 Des libur (Cuti bersama Natal), jadi hari itu dilewati.")
	d.says("ubah 9").expect("plan.capacity", "Sekarang: 40").says("501").expect("plan.capacity", "1 sampai 500").says("30").expect("plan.review", "9 Kursi: 30")
	d.says("qwrtp").expect("plan.review", "!Tempat:").says("ya").expect("staff.class", "Kue Kering dan Roti dibuat, kodenya KLS-1001: Selasa 22 sampai Selasa 29 Des, 09.00 WIB, 30 kursi.", "Batalkan kelas")
	want := flows.Class{Title: "Kue Kering dan Roti", Kind: "teknis", Organiser: "Sudin PPKUKM Jakarta Pusat", Venue: "Aula Kantor Kecamatan", Kecamatan: "31.71.07", Capacity: 30, Who: "all", MinStage: 1,
		Bring: "KTP dan celemek", Days: []flows.Day{day("2026-12-22"), day("2026-12-23"), day("2026-12-28"), day("2026-12-29")}}
	want.Starts, want.Ends = want.Days[0].Starts, want.Days[3].Ends
	if diff := cmp.Diff(want, made(t, d)); diff != "" {
		t.Errorf("planned (-want +got)\n%s", diff)
	}
	if d.session.Parked != nil {
		t.Errorf("the form is kept: %+v", d.session.Parked)
	}
}

func TestPlanningWithConditions(t *testing.T) {
	t.Parallel()
	d := at(t, admin, (&room{}).outcome).says("buat kelas baru", "Webinar Jualan", "digital").expect("plan.place", "Tulis namanya, atau pilih online.", "1 Online")
	d.says("zoom").expect("plan.venue", "Tautan kelasnya").says("nanti aja dong").expect("menu.home", "kami tunda").says("lanjut").expect("plan.venue", "Kelas baru Webinar Jualan belum dibuat; 3 jawaban tersimpan.")
	d.says("zoom.us/j/1").expect("plan.venue", "https").says("https://zoom.us/j/1").expect("plan.organiser", "1 Dinas PPKUKM", "!Sudin").says("kampus yarsi").expect("plan.date", "Universitas Yarsi.")
	d.says("sabtu 28 nov jam 10 sampai 12").expect("plan.count", "Sabtu 28 Nov 2026.").says("2").expect("plan.count", "bukan hari kerja").says("sehari", "100 orang", "tidak ada")
	d.says("atur").expect("plan.who", "1 Semua anggota\n2 Yang baru mulai\n3 Yang sudah jualan").says("pemula").expect("plan.fields", "1 Makanan", "7 ").says("9").expect("plan.fields", "1 sampai 7")
	d.says("1 dan 3").expect("plan.once").says("ya").expect("plan.stage", "2 P2 Pelatihan").says("p2")
	d.expect("plan.review", "Untuk: Yang baru mulai", "Bidang: Makanan dan minuman, ", "Sudah selesai: P2 Pelatihan", "Perhatikan: Sabtu 28 Nov akhir pekan.", "!Jadwal:").says("ya")
	want := flows.Class{Title: "Webinar Jualan", Kind: "digital", Organiser: "Universitas Yarsi", Venue: "Online", Link: "https://zoom.us/j/1", Capacity: 100, Who: "starting", Once: true, MinStage: 2,
		Fields: []string{"kuliner", "kriya"}, Days: []flows.Day{{Starts: on("2026-11-28 10:00"), Ends: on("2026-11-28 12:00")}}}
	want.Starts, want.Ends = want.Days[0].Starts, want.Days[0].Ends
	if diff := cmp.Diff(want, made(t, d)); diff != "" {
		t.Errorf("planned (-want +got)\n%s", diff)
	}
}

// TestPlanIsCorrected: an answer takes those along that rest on it, and terms
// that were taken away do not count.
func TestPlanIsCorrected(t *testing.T) {
	t.Parallel()
	full := []string{"buat kelas baru", "Kemasan", "pemasaran", "tebet", "Aula", "sudin", "7 des", "9-12", "3", "20", "tidak ada", "atur", "kecamatan", "kuliner dan fesyen", "tidak", "1"}
	d := at(t, admin, (&room{}).outcome).says(full...).expect("plan.review", "Kecamatan: Tebet", "Untuk: Warga kecamatan ini")
	d.says("ubah 3").expect("plan.place").says("online").expect("plan.venue").says("belum ada").expect("plan.organiser").says("dinas").expect("plan.who").says("semua").expect("plan.review", "Kecamatan: Online")
	d.says("ubah 6", "12 des").expect("plan.count").says("1").expect("plan.review").says("ubah 11", "1").expect("plan.review", "!Bidang").says("ya")
	if c := made(t, d); c.Kecamatan != "" || c.Link != "" || c.Venue != "Online" || c.Organiser != "Dinas PPKUKM DKI Jakarta" || c.Who != "all" || c.Fields != nil || len(c.Days) != 1 {
		t.Errorf("planned %+v", c)
	}
}

// TestPlanIsParked: petugas, menu and a class come between; the form waits.
func TestPlanIsParked(t *testing.T) {
	t.Parallel()
	r := &room{class: course("PLT-0001", "2026-11-25")}
	d := at(t, officer, r.outcome).says("2", "Kemasan", "petugas").expect("staff.menu", "2 Lanjutkan kelas baru\n3 Buat kelas baru").says("1", "1").expect("staff.class")
	d.says("menu").expect("menu.home", "!Lanjutkan pendaftaran").says("status").expect("menu.home", "Kakak belum terdaftar")
	d.says("petugas", "lanjutkan kelas baru").expect("plan.kind", "2 jawaban tersimpan").says("batal").expect("menu.home", "kami tunda").says("petugas", "3").expect("plan.title")
	d.says("menu", "petugas").expect("staff.menu").says("2").expect("plan.title", "1 jawaban tersimpan")
}

func TestPlanThatCannotBe(t *testing.T) {
	t.Parallel()
	event := "wrong"
	d := at(t, officer, func(a flows.Action) flows.Outcome {
		return flows.Outcome{Event: event, Args: flows.Args{"Why": flows.Say{Key: "staff/wrong_past", Args: flows.Args{"Day": on("2026-11-23 09:00")}}, "Class": flows.Class{}}}
	})
	d.says("2", "Kemasan", "pemasaran", "Aula", "sudin", "hari ini", "9-12", "1", "20", "tidak ada", "tidak ada", "ya")
	d.expect("plan.review", "Senin 23 Nov 2026 pukul 09.00 WIB sudah lewat.", "Nama: Kemasan")
	event = "refused"
	d.says("ya").expect("staff.menu", "di luar wewenang")
}

func TestOnlyTheirOwnKecamatan(t *testing.T) {
	t.Parallel()
	who := officer
	who.Kecamatan = []string{"31.71.07", "31.71.01"}
	d := at(t, who, (&room{}).outcome).says("2", "Kemasan", "pemasaran").expect("plan.place", "1 Tanah Abang\n2 Gambir", "!Online")
	d.says("tebet").expect("plan.place", "di luar wilayah").says("online").expect("plan.place").says("kebon kacang").expect("plan.venue", "Tanah Abang.")
}

// TestPlanUnderstands: what staff write at each question, as they write it.
func TestPlanUnderstands(t *testing.T) {
	t.Parallel()
	way := []string{"buat kelas baru", "Kemasan", "pemasaran", "tebet", "Aula", "sudin", "7 des", "9-12", "3", "20", "tidak ada", "atur", "semua", "semua", "tidak", "1"}
	answers := map[string][]string{
		"title=Pelatihan Menjahit": {"Pelatihan Menjahit", " Pelatihan  Menjahit "}, "title=Bazar 101": {"Bazar 101"}, "title=Siap Ajukan KUR": {"Siap Ajukan KUR"},
		"kind=pendampingan": {"pendampingan", "mentoring"}, "kind=teknis": {"1", "jahit"}, "kind=legalitas": {"legalitas", "halal"}, "kind=digital": {"Digital"},
		"place=31.71.07": {"tanah abang", "kec. tanah abang", "tnh abang"}, "place=online": {"1", "webinar", "daring"},
		"venue=RPTRA Amanah": {"RPTRA Amanah"}, "venue=Kantor Kelurahan Menteng, lantai 2": {"Kantor Kelurahan Menteng, lantai 2"},
		"organiser=Universitas Bakrie": {"bakrie", "kampus Bakrie"}, "organiser=dinas": {"2", "dinas"}, "organiser=LPK Melati": {"LPK Melati"}, "organiser=Institut STIAMI": {"stiami"},
		"date=2026-12-14": {"14 des", "senin 14 desember", "14/12/2026", "tgl 14", "14-12-2026"}, "date=2026-11-24": {"besok"}, "date=2027-01-05": {"5 januari 2027"},
		"hours=13:00/16:00": {"1 sampai 4", "13.00-16.00"}, "hours=09:00/15:00": {"jam 9 sampai jam 3"},
		"count=1": {"1", "sehari", "satu"}, "count=4": {"4", "empat hari", "4hari"}, "capacity=25": {"25", "dua puluh lima", "25 orang", "kapasitas 25"},
		"bring=-": {"tidak ada", "gak ada", "-", "nggak perlu"}, "bring=HP dan contoh produk": {"HP dan contoh produk"},
		"terms=none": {"1", "tidak", "ga ada", "terbuka"}, "terms=set": {"ada", "2", "ya"},
		"who=kota": {"warga kota", "3"}, "who=trading": {"yang sudah jualan"}, "fields=-": {"semua", "1-7"}, "fields=kuliner,fesyen": {"1 2", "fesyen, kuliner", "makanan dan fashion"}, "fields=kuliner,fesyen,kriya,kecantikan,jasa,dagang": {"semua kecuali 7"},
		"once=yes": {"ya", "iya betul"}, "once=no": {"tidak", "enggak"}, "stage=4": {"p4", "4", "Perizinan"},
	}
	states := strings.Fields("title kind place venue organiser date hours count capacity bring terms who fields once stage")
	for want, texts := range answers {
		name, value, _ := strings.Cut(want, "=")
		for i, state := range states {
			if state != name {
				continue
			}
			for _, text := range texts {
				d := at(t, admin, (&room{}).outcome).says(way[:i+1]...).expect("plan." + state).says(text)
				if got := d.session.Answers[name]; got != value {
					t.Errorf("%s %q is taken for %q, want %q: %s", state, text, got, value, d.text)
				}
			}
		}
	}
}

// TestSampleClassesCanBePlanned: each as it stands in the city's table.
func TestSampleClassesCanBePlanned(t *testing.T) {
	t.Parallel()
	f, err := os.Open("../../cmd/langkah/demo/classes.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range rows[1:] {
		d := at(t, admin, (&room{}).outcome).says("buat kelas baru", r[1], r[2], r[3], r[4], r[8], "7 des", "9-12", "1", r[7], "tidak ada", "tidak ada").expect("plan.review").says("ya")
		if c := made(t, d); c.Title != r[1] || c.Kind != r[2] || c.Kecamatan != r[3] || c.Venue != r[4] || !strings.HasPrefix(r[8], c.Organiser) {
			t.Errorf("%v is planned as %+v", r, c)
		}
	}
}
