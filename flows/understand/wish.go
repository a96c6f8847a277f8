package understand

import (
	"slices"
	"strings"
)

// Wish is what somebody asks the menu for.
type Wish string

// The wishes. A schedule without saying of what, and an address without saying
// whose, count only when nothing else is named.
const (
	WishTraining    Wish = "training"
	WishMarketing   Wish = "marketing"
	WishMentoring   Wish = "mentoring"
	WishLicensing   Wish = "licensing"
	WishBookkeeping Wish = "bookkeeping"
	WishCapital     Wish = "capital"
	WishStatus      Wish = "status"
	WishSteps       Wish = "steps"
	WishSamples     Wish = "samples" // whether what is shown is real
	WishSchedule    Wish = "schedule"
	WishOffice      Wish = "office"
	WishRegister    Wish = "register" // only where nothing else is named
)

// Wanted is what a short text asks for.
type Wanted struct {
	Wishes []Wish
	Asks   bool   // it asks or wants, and does not only name: "ada bazar ga", "mau ikut bazar"
	Rest   string // what is left beside the wish and how it is said: a place, perhaps
}

// maxWishWords: a longer message tells a story.
const maxWishWords = 12

// wishWords name a wish wherever they stand in a short text.
var wishWords = []struct {
	wish  Wish
	words map[string]bool
}{
	{WishTraining, set("pelatihan pelatihannya kelas kelasnya kursus kursusnya belajar workshop bimtek webinar class classes course courses")},
	{WishMarketing, set("bazar bazarnya bazaar bazaars bazzar pameran pamerannya expo")},
	{WishMentoring, set("pendamping pendampingnya pendampingan mentor mentornya mentoring konsultasi")},
	{WishLicensing, set("izin izinnya ijin ijinnya perizinan nib halal pirt merek haki licence licences license licenses permit permits")},
	{WishMarketing, set("pemasaran marketing")},
	{WishBookkeeping, set("omzet omset pembukuan keuangan laporan lapor siapik bookkeeping report")},
	{WishCapital, set("modal modalnya permodalan pinjam pinjaman pinjamannya utang ngutang hutang kredit kur loan loans borrow capital")},
	{WishStatus, set("kartu kartunya keanggotaan card membership")},
}

var (
	scheduleWords = set("jadwal jadwalnya jadual schedule calendar kalender")
	officeWords   = set("kantor kantornya office alamat alamatnya address lokasi lokasinya")
	openWords     = set("buka bukanya tutup tutupnya open opening opens hours kerja kerjanya")
	openAsk       = set("jam kapan hari berapa opening hours")
	placeOfHelp   = set("tempat tempatnya dimana")
	helpWords     = set("bantuan dibantu tanya ketemu")
	sampleWords   = set("contoh contohnya sample sampel samples")
	ownWords      = set("saya my anggota member ku")
	wantWords     = set("mau ada cari nyari minta info infonya informasi kapan ikut ikutan lihat liat cek jadwal jadwalnya schedule looking")
	// wishSubjects say what a class or a bazaar is about.
	wishSubjects = set(`masak memasak kue roti jahit menjahit kopi barista kerajinan batik sablon foto video jualan online kuliner makanan minuman
		usaha bisnis keuangan modal marketplace digital kemasan ramadan cooking sewing baking`)
	// wishCompany goes with a wish and names no place.
	wishCompany = set(`apa apakah kenapa bagaimana berapa kapan siapa dimana kemana mana bisa bisakah boleh ada adakah adanya mau minta tanya cari nyari cek lihat liat
		tolong info infonya informasi soal tentang ikut ikutan daftar daftarnya mendaftar saya kami kita aku my yang itu ini untuk dong ya tidak kan nih lagi saja dulu sih jam hari
		uang duit dana terdekat dekat deket sekitar sini disini berikutnya next the is are there does do an get of for any please looking jadi juga punya perlu urus ngurus mengurus bikin
		dapat dapet mulai coba cobain tahu cara syarat syaratnya gratis baru bulan minggu besok sekarang nanti dengan sama dan atau lewat ikutin sudah buka bukanya tutup open opening
		opens hours tempat tempatnya bantuan dibantu ketemu nomor anggota member kecil biaya apaan to a in want like would about tell give show see contoh depan begini dapatkan akan lanjut selanjutnya kerja`)
	enrolWords   = set("daftar daftarnya pendaftaran pendaftarannya gabung bergabung join ikut ikutan anggota member jakpreneur signup")
	enrolCompany = set(`mau bisa boleh jd jdi saya kami minta tolong cara bagaimana dimana kemana mana jadi umkm program programnya jakpreneur jakprenur jakpreneurs kak ini untuk usaha my business di sini disini
		info soal tentang dong ya apa tidak kan yang langsung sekarang online lewat wa chat i'd i to like would want the a how do please as in of`)
	inNames     = set("abang minggu") // Tanah Abang, Pasar Minggu
	beforePlace = set("di kecamatan kec kelurahan kel daerah wilayah area")
)

// Wants reads what a short text asks for, by the words that name it; it is for
// places where people ask, not where they answer.
func Wants(s string) Wanted {
	s = Normalise(s)
	var buf [24]string
	all := split(s, buf[:0])
	words := slices.DeleteFunc(slices.Clone(all), func(w string) bool { return fillers[w] })
	if len(words) == 0 || len(words) > maxWishWords || turnsDown(words) {
		return Wanted{}
	}
	q := asked{words: words}
	w := Wanted{Wishes: q.wishes(), Asks: asks(s, words) || q.has(wantWords)}
	if !slices.Contains(w.Wishes, WishRegister) { // it leaves nothing beside it
		w.Rest = rest(all, len(w.Wishes) > 0)
	}
	return w
}

// turnsDown: "belum mau ikut bazar" asks for nothing; a "tidak" at the end asks.
func turnsDown(words []string) bool {
	for i, w := range words {
		if negations[w] && i < len(words)-1 && words[i+1] != "ada" && words[i+1] != "ya" || w == "selain" || w == "kecuali" {
			return true
		}
	}
	return false
}

func (q *asked) wishes() []Wish {
	var found []Wish
	for _, x := range wishWords {
		if q.hasLike(x.words) && !slices.Contains(found, x.wish) {
			found = append(found, x.wish)
		}
	}
	switch {
	case len(found) > 1 && found[0] == WishTraining: // a class about it
		if !q.hasLike(wishWords[1].words) {
			return found[:1]
		}
		return []Wish{WishSchedule}
	case len(found) > 0:
		return found
	case hasWord(q.words, "nomor") && q.has(ownWords) && len(q.words) <= 5:
		return []Wish{WishStatus}
	case q.phrase("tujuh", "langkah"), q.phrase("7", "langkah"), q.phrase("seven", "steps"):
		return []Wish{WishSteps}
	case q.hasLike(scheduleWords):
		return []Wish{WishSchedule}
	case q.has(officeWords), q.has(openWords) && q.has(openAsk), q.has(placeOfHelp) && q.has(helpWords):
		return []Wish{WishOffice}
	case q.has(sampleWords) && len(q.words) <= 3:
		return []Wish{WishSamples}
	case q.enrols():
		return []Wish{WishRegister}
	}
	return nil
}

// enrols: "gmn cr dftarnya", and nothing else.
func (q *asked) enrols() bool {
	named := false
	for _, w := range q.words {
		w = mendAsk(w)
		if !enrolWords[w] && !enrolCompany[w] {
			return false
		}
		named = named || enrolWords[w]
	}
	return named
}

// hasLike forgives a slip in a long word.
func (q *asked) hasLike(words map[string]bool) bool {
	for _, w := range q.words {
		if like(w, words) {
			return true
		}
	}
	return false
}

func like(w string, words map[string]bool) bool {
	if words[w] || len(w) <= shortWord {
		return words[w]
	}
	for k := range words {
		if len(k) > shortWord && similar(w, k) {
			return true
		}
	}
	return false
}

// rest drops the wish and its company; behind a "di" stands the place alone.
func rest(words []string, wish bool) string {
	if !wish {
		return strings.Join(words, " ")
	}
	var left []string
	for i, w := range words {
		if beforePlace[w] && i+1 < len(words) && !beforePlace[words[i+1]] && !wishCompany[words[i+1]] && !named(words[i+1]) {
			left = left[:0]
		}
		company := fillers[w] || wishCompany[w] || wishSubjects[w] || named(w)
		if !company || inNames[w] && len(left) > 0 {
			left = append(left, w)
		}
	}
	return strings.Join(left, " ")
}

func named(w string) bool {
	for _, x := range wishWords {
		if like(w, x.words) {
			return true
		}
	}
	return like(w, scheduleWords) || officeWords[w]
}
