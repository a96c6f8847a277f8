package catalogue

import (
	"maps"
	"slices"
	"sort"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"langkah/flows"
	"langkah/flows/marketing"
	"langkah/flows/training"
	"langkah/templates"
)

// texts are what people write: answers of every kind, words that work
// everywhere, and nonsense.
var texts = []string{
	"halo", "1", "2", "3", "4", "5", "6", "7", "8", "0", "99", "-1", "ya", "y", "tidak", "gak", "belum", "sudah", "setuju", "ok tapi nanti",
	"Siti Aminah", "budi", "Warung Bu Siti", "belum ada nama", "kuliner", "jualan kue", "2019", "3 tahun lalu", "1900", "5jt", "500", "1-2 juta",
	"tanah abang", "tn abang", "kemayuran", "jatinegara", "kebon kacang", "bekasi", "jakbar", "entah", "081234567890", "021555", "16", "25 tahun",
	"menu", "bantuan", "kembali", "batal", "ulang", "status", "bahasa", "english", "petugas", "berhenti", "data saya", "hapus data", "tarik persetujuan", "hubungkan", "pisahkan", "k7m4px", "sambung w2w2ww",
	"lanjut", "daftar", "ubah", "ubah 3", "ubah 40", "kenapa?", "/start", "apa itu nib?", "ok oce", "", " ", "😀", "مرحبا", "asdfgh", "lagi", "bukan",
	"Halo Langkah, saya mau daftar di Tebet (317401)", "317107", "pusat 317107", "pelatihan di cakung", "alamat kantor", "jadwal", "bazar kapan", "ogah", "salah nomor", "sudah ikut",
	"pelatihan jaksel", "kelas saya", "PLT-0002", "plt 0007", "hadir 4821", "hadir 1000", "4821", "K4T7-XM2P", "K4T7-XM2W", "1 3 5-9", "semua kecuali 4", "14 desember jam 9", "9 sampai 3 sore", "4 hari", "banjir", "buat kelas baru", "catat kehadiran", "PLT-0101", "PLT-0108", "insya allah", "gabisa ikut", "pindah jadwal", "kelas lain", "batalin", "bazar kebayoran", "izin sama modal", "2 juta 500", "juta", "iya tapi tidak", "yang cakung", "kelurahan", "izin", "halal", "merek", "pirt", "1299000000017", "206317101000126", "ID31110000123450920", "12 mei 2024", "12 mei 2027", "sudah punya", "tidak perlu", "betul", "lewati", "tidak ingat", "wkwk", "goblok lu", "ini siapa?",
	"modal", "bpum", "lowongan kerja", "berminat", "disetujui", "lapor omzet", "lapor september 4jt", "sama", "grafik", "unduh", "bulan lain", "200rb per hari", "5jt belanja 3jt", "libur", "cek usaha", "diagnosa", "tidak perlu P5", "perlu p5 lagi", "mentok P4", "gak butuh pinjaman", "NIB?", "apa bedanya omzet sama untung", "boleh bawa anak gak?", "stop it", "baju dan makanan", "cipinang", "KTP Jakarta", "ktp luar", "semua", "lupa", strings.Repeat("a", 4000),
	"bazar", "bazar saya", "BZR-001", "BZR-004", "bzr 3", "BZR-017", "Keripik Singkong", "15 ribu", "40 bungkus", "tanpa foto", "kurasi", "B kemasan perlu label", "kemasan perlu label", "tidak jadi ikut",
	"siaran", "buat siaran", "SR-1", "SR-404", "setuju SR-2", "tolak SR-2 keliru", "jeda", "Kak {nama}, bazar buka untuk 60 usaha", "jakpus, kuliner, belum punya halal", "seminggu",
}

var ruled = []string{"training", "check_first", "greeting", "stuck_capital", "gone"}

var kinds, ofEvents = slices.Sorted(maps.Keys(training.Reminders)), slices.Sorted(maps.Keys(marketing.Reminders))

// drawer is what reminders of papers are about.
var drawer = []flows.Reminder{{Kind: flows.PaperEnds, Ref: "pirt:2027-02-12:30"}, {Kind: flows.PaperMissing, Ref: "halal"}, {Kind: flows.PaperReturned, Ref: "halal"}, {Kind: flows.PaperCard, Ref: "halal"}, {Kind: flows.PaperEnds, Ref: "x"}}

var media = []string{"photo", "voice", "sticker", "document", "location", "other"}

func anyInput(t *rapid.T, w *world) flows.Input {
	switch rapid.IntRange(0, 9).Draw(t, "kind") {
	case 0:
		caption := rapid.SampledFrom([]string{"", "", "siti", "asdfgh", "stop", "5jt", "ktp"}).Draw(t, "caption")
		return flows.Input{Kind: flows.Media, Media: rapid.SampledFrom(media).Draw(t, "media"), Text: caption}
	case 1:
		return flows.Input{Kind: flows.Contact, Phone: "+6281234567890"}
	case 2:
		return flows.Input{Kind: flows.Pick, Pick: rapid.SampledFrom([]string{"menu", "registration.consent:yes", "menu.greet:register", "invite:join:BZR-001", "invite:show:BZR-009", "invite:x", "x", ""}).Draw(t, "old")}
	case 3, 4, 5:
		if w.turn != nil && len(w.turn.Options) > 0 {
			return flows.Input{Kind: flows.Pick, Pick: w.turn.PickID(rapid.SampledFrom(w.turn.Options).Draw(t, "option"))}
		}
	case 7:
		if rapid.Bool().Draw(t, "rule") {
			return flows.Input{Kind: flows.Due, Due: flows.Reminder{Kind: "advice", Ref: rapid.SampledFrom(ruled).Draw(t, "rule of"), Step: 1}}
		}
		if rapid.Bool().Draw(t, "class") {
			return flows.Input{Kind: flows.Due, Due: flows.Reminder{Kind: rapid.SampledFrom(kinds).Draw(t, "kind of news"), Step: 1,
				Ref: "PLT-00" + strconv.Itoa(rapid.IntRange(10, 22).Draw(t, "of"))}}
		}
		if rapid.Bool().Draw(t, "paper") {
			return flows.Input{Kind: flows.Due, Due: rapid.SampledFrom(drawer).Draw(t, "of a paper")}
		}
		if rapid.Bool().Draw(t, "event") {
			return flows.Input{Kind: flows.Due, Due: flows.Reminder{Kind: rapid.SampledFrom(ofEvents).Draw(t, "kind of news"), Step: 1,
				Ref: "BZR-0" + strconv.Itoa(rapid.IntRange(10, 22).Draw(t, "of"))}}
		}
		return w.due(rapid.Bool().Draw(t, "long"))
	case 6:
		return flows.Input{Kind: flows.Start, Masked: rapid.Bool().Draw(t, "masked")}
	}
	return flows.Input{Text: rapid.SampledFrom(texts).Draw(t, "text")}
}

// TestRandomConversations: never an illegal move, never silence, no text that
// cannot be rendered, always a way out.
func TestRandomConversations(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		w := newWorld(t)
		w.facts.GivesPhone = rapid.Bool().Draw(rt, "gives phone")
		w.facts.ShareContact = rapid.Bool().Draw(rt, "share")
		for range rapid.IntRange(1, 30).Draw(rt, "length") {
			in := anyInput(rt, w)
			if err := w.hear(in); err != nil {
				rt.Fatalf("at %s, %+v: %v", w.at(), in, err)
			}
			if err := speaks(w); err != "" && w.turn.Dropped == "" {
				rt.Fatalf("at %s, %+v: %s", w.at(), in, err)
			}
		}
		if w.session.Flow == "" { // reminders alone, of what is no news
			w.say("halo")
		}
		if err := w.hear(flows.Input{Text: "menu"}); err != nil || w.at() != "menu.home" {
			rt.Fatalf("no way out of %s: %v", w.at(), err)
		}
	})
}

// speaks reports what is wrong with what was said, or "".
func speaks(w *world) string {
	if len(w.turn.Says) == 0 {
		return "silence"
	}
	if len(w.turn.Options) > flows.MaxOptions {
		return "more options than a menu holds"
	}
	for _, s := range w.turn.Says {
		if text, err := templates.Text(w.session.Lang, s.Key, s.Args); err != nil || strings.TrimSpace(text) == "" {
			return s.Key + " cannot be said: " + errorText(err)
		}
	}
	for _, o := range w.turn.Options {
		if len(w.turn.PickID(o)) > 64 {
			return w.turn.PickID(o) + " is longer than a button's data"
		}
	}
	return ""
}

func errorText(err error) string {
	if err == nil {
		return "it is empty"
	}
	return err.Error()
}

// TestEveryStateIsReached by conversations, not only by the table.
func TestEveryStateIsReached(t *testing.T) {
	t.Parallel()
	visited := map[string]bool{}
	registered := []string{"daftar", "setuju", "ya", "belum", "Siti", "belum", "kebon kacang", "081234567890", "ya", "ya"}
	for _, talk := range [][]string{
		{"halo", "menu", "pelatihan", "bazar", "pendampingan", "menu", "petugas", "jadwal", "1", "alamat kantor", "pengumuman"},
		{"daftar", "tidak", "tidak"},
		{"daftar", "tidak", "setuju", "belum", "sudah 18"},
		{"daftar", "setuju", "ya", "belum", "Siti", "sudah", "Uduk", "1", "3", "1", "200rb per hari", "bukan", "5", "2"},
		{"halo", "menu", "pelatihan kebayoran", "1"},
		{"daftar", "setuju", "ya", "belum", "Budi", "belum", "bekasi", "2"},
		{"daftar", "setuju", "ya", "belum", "Budi", "belum", "jatinegaro", "bukan itu", "ulang", "tidak", "ulang", "ya"},
		{"daftar", "setuju", "ya", "belum", "Siti", "sudah", "Nasi Uduk", "1", "2019", "5jt", "belum", "tanah abang", "2", "081234567890", "ya",
			"ya", "pengumuman", "ubah", "ya", "tarik persetujuan", "1", "tarik persetujuan", "0", "hapus data", "tidak", "hapus data", "ya"},
		{"daftar", "setuju", "ya", "@ +1h"},
		append(slices.Clip(registered), "pelatihan", "lagi", "1", "PLT-0014", "PLT-0001", "1", "kelas saya", "1", "batal", "tetap ikut", "PLT-0003", "pindah", "PLT-0001", "kembali"),
		append(slices.Clip(registered), "PLT-0002", "1", "PLT-0017", "1", "1", "PLT-0005", "2", "PLT-0005", "1", "PLT-0015", "1"),
		append(slices.Clip(registered), "PLT-0003", "batal", "1", "PLT-0018", "batal", "ya", "PLT-0021", "batal", "ya", "PLT-0003", "pindah", "5", "1", "PLT-0003", "pindah", "kelas lain", "PLT-0003", "1", "menu", "PLT-0003", "pindah", "TETAP"),
		append(slices.Clip(registered), "@ class_h3 PLT-0003", "1", "@ class_h1 PLT-0003", "2", "2", "@ class_h0 PLT-0019", "pindah", "PLT-0014"),
		append(slices.Clip(registered), "@ class_offer PLT-0005", "1", "@ class_moved PLT-0003", "1", "@ class_cancelled PLT-0003", "1", "@ class_missed PLT-0003", "1", "@ class_unseated PLT-0001", "@ class_lapsed PLT-0001", "@ class_certified PLT-0016", "@ class_h3 PLT-0014"),
		append(slices.Clip(registered), "hadir 4821", "hadir 1000", "hadir 1002", "hadir 1003", "hadir 1004", "hadir 1005"),
		append(slices.Clip(registered), "PLT-0003", "pindah", "5", "1", "PLT-0018", "pindah", "1", "1"),
		append(slices.Clip(registered), "bazar", "lagi", "1", "1", "Keripik", "15rb", "40", "1", "ya", "BZR-009", "bazar saya", "1", "1", "ya", "bazar kepulauan seribu utara"),
		append(slices.Clip(registered), "BZR-007", "1", "Keripik", "15rb", "40", "1", "ya", "BZR-004", "batal", "tidak", "BZR-015", "batal", "ya", "BZR-014", "batal", "ya"),
		append(slices.Clip(registered), "@ event_h3 BZR-004", "1", "@ event_result BZR-003", "@ event_result BZR-005", "@ event_cancelled BZR-004", "@ event_unplaced BZR-003", "@ event_h3 BZR-009"),
		append(slices.Clip(registered), "@ event_after BZR-017", "40", "500 ribu", "@ event_moved BZR-002", "1"),
		{"bazar saya"},
		{"K4T7-XM2P", "kurasi", "B", "kemasan perlu label", "lewati", "lewati", "kurasi", "kembali", "kurasi", "A keduluan orang", "D terlarang untuk wilayah ini"},
		{"cek usaha", "tidak perlu p5"},
		append(slices.Clip(registered), "cek usaha", "2", "1", "1", "1", "1", "3", "nanti", "tidak perlu P5", "perlu P5", "mentok di P4", "tidak perlu P1", "perlu P3", "pelatihan", "hadir 4821"),
		append(slices.Clip(registered), "@ advice training", "1", "@ advice check_first", "ya"),
		append(slices.Clip(registered), "mentok P1", "mentok pelatihan", "tidak perlu P2"),
		{"kelas saya", "pelatihan kepulauan seribu utara", "lapor omzet", "modal", "3", "1"},
		append(slices.Clip(registered), "lapor omzet", "bulan lain", "september", "200rb per hari", "22", "2-3 juta", "ya", "ya", "unduh", "grafik", "lapor", "5", "2", "sama", "ganti biaya", "lewati", "ya",
			"bulan lain", "LAGI", "@ omzet 2026-08", "sama", "@ omzet 2026-09"),
		append(slices.Clip(registered), "modal", "1", "ya", "1", "@ capital_14 kur_super_mikro", "2", "10 juta", "@ capital_45 kur_super_mikro", "modal", "3", "berminat", "modal", "3", "1", "3", "bpum", "lowongan kerja"),
		{"K4T7-XM2W", "K4T7-XM2X", "K4T7-XM2D", "K4T7-XM2M", "K4T7-XM2T", "K4T7-XM2R", "1"},
		{"K4T7-XM2P", "1", "lagi", "1", "kembali", "PLT-0101", "peserta", "lagi", "kembali", "kode hari ini", "catat kehadiran", "1", "1 3", "ya", "PLT-0107", "PLT-0108"},
		{"K4T7-XM2P", "PLT-0104", "kode hari ini", "catat kehadiran", "1", "semua", "ya", "PLT-0105", "ubah jadwal", "14 des", "ya"},
		{"K4T7-XM2P", "PLT-0102", "ubah jadwal", "14 des", "ya", "PLT-0103", "ubah jadwal", "14 des", "ya", "batalkan kelas", "banjir", "tidak", "batalkan kelas", "banjir", "ya"},
		{"K4T7-XM2P", "2", "Kemasan", "pemasaran", "1", "Aula", "1", "14 desember", "9-12", "3", "20", "tidak ada", "2", "1", "semua", "2", "1", "ya"},
		{"K4T7-XM2P", "2", "Lewat", "pemasaran", "1", "Aula", "1", "14 desember", "9-12", "3", "20", "tidak ada", "1", "ya", "ubah 1", "Terlarang", "ya"},
		{"K4T7-XM2P", "meja", "lagi", "lagi", "meja", "4", "meja", "1", "Besok jam 9, ya", "selesai", "K4T7-XM2R", "meja"},
		{"K4T7-XM2P", "meja", "5"},
		append(slices.Clip(registered), "pendampingan", "tanya", "Apakah kue saya perlu PIRT?", "pendampingan", "2", "25 November siang", "2", "26 November pagi", "pendampingan", "2", "1"),
		append(slices.Clip(registered), "pendampingan menteng", "2"),
		append(slices.Clip(registered), "pendampingan cempaka putih", "2", "1", "pendampingan cempaka putih", "3", "tidak", "pendampingan cempaka putih", "3", "ya", "pendampingan gambir", "3", "ya"),
		append(slices.Clip(registered), "@ visit_h1 1", "1", "@ visit_h1 4", "@ visit_again 6", "nanti", "@ visit_again 6", "1", "@ checkup 2026-12", "1", "@ checkup 2026-12", "nanti"),
		{"K4T7-XM2P", "kunjungan", "lagi", "1", "1", "lewati", "3", "1", "lewati", "4", "2", "lewati", "5", "1", "lewati", "kunjungan", "catat", "404", "lewati", "catat", "9", "Dibantu urus NIB"},
		append(slices.Clip(registered), "menu", "izin", "pirt", "sudah punya", "206317101000126", "12 mei 2024", "betul", "lewati", "izin", "nib", "sudah punya", "1299000000017", picture, "hapus foto", "izin", "nib", "belum", "@ paper_ends pirt:2027-02-12:30", "1", "@ paper_ends x"),
		{"K4T7-XM2P", "surat", "1", "sah", "2", "kembalikan", "fotonya buram", "3", "4", "PETUGAS", "surat", "1", "surat lain"},
		{"K4T7-XM2R", "surat"},
		{"K4T7-XM2P", "buat siaran", "Kak {nama}, bazar buka untuk 60 usaha", "BZR-404", "semua", "seminggu", "umum", "contoh", "SR-1", "ubah", "penerima", "semua", "ubah foto", "tanpa foto", "ubah teks", "Kak {nama}, bazar pindah ke Balai Kota", "kirim", "siaran", "SR-3", "jeda", "lanjut",
			"batal siaran", "ya", "SR-404", "SR-405", "setuju SR-2", "tolak SR-2", "tanggalnya keliru", "setuju SR-3", "setuju SR-5", "SR-6", "kirim", "SR-7", "kirim", "SR-8", "kirim", "SR-9", "kirim", "SR-10", "kirim", "SR-11", "kirim"},
		{"K4T7-XM2P", "buat siaran", "Kak {nama}, bazar buka untuk 60 usaha", "BZR-405", "semua", "seminggu", "buat siaran", "Kak {nama}, bazar buka untuk 60 usaha", "BZR-406", "semua", "seminggu", "buat siaran", "Kak {nama}, bazar buka untuk 60 usaha", "BZR-407", "semua", "seminggu"},
		{"hubungkan", "w2w2ww", "x2x2xx", "d2d2dd", "c2c2cc", "j2j2jj", "m2m2mm", "k7m4px", "tidak", "k7m4px", "ya", "pisahkan", "pisahkan"},
		{"daftar", "setuju", "ya", "belum", "Siti", "belum", "kebon kacang", "081234567890", "ya", "ya", "@ +3d"},
		{"daftar", "setuju", "ya", "belum", "Siti", "belum", "kebon kacang", "081234567890", "ya", "ya", "@ +25d"},
	} {
		w := newWorld(t)
		w.say(talk...)
		for place := range w.visited {
			visited[place] = true
		}
	}
	w := newWorld(t)
	w.facts.Person.Number, w.facts.Person.Invited = "JKP-0000001", flows.Invitation{Event: "BZR-001", Last: true}
	w.say("halo", "mau ikut kak", "menu", "2", "tidak ikut")
	maps.Copy(visited, w.visited)
	visited["menu.greet"] = true // where a first message finds everybody
	var missing []string
	for _, m := range Router().Flows() {
		for _, s := range m.Flow().States {
			if place := m.Flow().Name + "." + s.Name; !visited[place] {
				missing = append(missing, place)
			}
		}
	}
	sort.Strings(missing)
	if len(missing) > 0 {
		t.Errorf("never reached: %v", missing)
	}
}
