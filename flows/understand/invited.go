package understand

import (
	"regexp"
	"slices"
	"strings"
)

// Invitee is what somebody says to an announcement of an event.
type Invitee int

// What they say.
const (
	Joins    Invitee = iota + 1 // "ikut", "mau ikut kak", "1"
	Looks                       // "syarat", "lihat dulu", "2"
	Declines                    // "tidak ikut", "nanti aja"
)

// invitation is what stands under an announcement, in its order.
var invitation = []Option{
	{Words: []string{"ikut", "ikutan", "daftar", "mau ikut", "mau daftar", "gabung", "minat", "berminat", "join", "sign up", "register", "count me in"}},
	{Words: []string{"lihat syarat", "syarat", "lihat", "lihat dulu", "info", "detail", "detailnya", "see what is asked", "conditions", "requirements", "details"}},
}

var (
	// asksTerms: "syaratnya apa aja kak", "syarat?".
	asksTerms = regexp.MustCompile(`^(?:\S+ ){0,3}syarat(?:nya)?\b(?: \S+){0,3}\W*$`)
	// asksHow: "caranya gmn kak".
	asksHow = regexp.MustCompile(`^(?:\S+ )?(?:(?:bagaimana|gimana|gmn) (?:cara|caranya)|(?:cara|caranya)(?: \S+)? (?:bagaimana|gimana|gmn)|how do i (?:join|sign up))\b(?: \S+){0,3}\W*$`)
	// asksFar: "jauh ga dari tebet".
	asksFar = regexp.MustCompile(`^(?:\S+ )?(?:jauh|dekat|deket)\b(?: \S+){1,5}$`)
	// hasJoined says it of itself: how they stand is on the event's card.
	hasJoined = regexp.MustCompile(`\b(?:sudah|udah|udh|dah|sdh|telah|already)\b.*\b(?:daftar|terdaftar|ikut|ikutan|join|joined|registered|signed up)\b`)
	thanking  = regexp.MustCompile(`\b(?:makasih|makasi|mksh|terima ?kasih|trims|thanks|thank you|thx|tq|suwun|nuhun)\b`)
)

// What is asked about an event, where nothing else is named: its card tells it.
var (
	eventAsks = set(`berapa kapan dimana mana biaya biayanya bayar bayarnya berbayar ongkos ongkosnya harga harganya sewa sewanya gratis lokasi lokasinya tempat tempatnya alamatnya tanggal tanggalnya
		jam jamnya acaranya buka tutup kuota slot penuh link linknya bawa umum cost costs fee price free where when much full open`)
	eventAskCompany = set(`tidak bagaimana apa apakah kah ada adakah aja saja itu ini yang nya di ke untuk buat jam hari tanggal mulai mulainya sampai selesai bazar bazarnya acara acaranya ikut ikutnya daftar daftarnya lapak lapaknya
		stand standnya stannya uang sewa perlu harus kena pakai pake bisa boleh tahu nanti kira kira2 kalau mau saya biaya harga tempat dong sih ya masih sudah jauh dekat siap kan still is it the a does do how much to there i have pay what time`)
)

// asksAbout: "brp biayanya kak", "tempatnya dimana".
func asksAbout(s string) bool {
	var buf [16]string
	words := split(s, buf[:0])
	if len(words) > 8 {
		return false
	}
	asked := false
	for _, w := range words {
		if !eventAsks[w] && !eventAskCompany[w] && !fillers[w] {
			return false
		}
		asked = asked || eventAsks[w]
	}
	return asked
}

var joinsPlainly = regexp.MustCompile(`\b(?:ikut\w*|gabung|minat|berminat|join|sign up)\b`)

// another is named by its code: "ikut BZR-002", and what staff write: "setuju SR-1".
var another = regexp.MustCompile(`\b(?:bzr|plt|sr|jkp)[ -]?[0-9]+\b`)

// PlainYesNo tells a yes or no that may be to anything: "ya", "sudah punya", "👍".
func PlainYesNo(s string) bool {
	text := Normalise(s)
	_, reason := YesNo(s)
	return reason == "" && !joinsPlainly.MatchString(text) && !strings.ContainsAny(text, "0123456789")
}

func saysNo(text string) bool {
	var buf [16]string
	return slices.ContainsFunc(split(text, buf[:0]), func(w string) bool { return negations[w] })
}

// Invited reads an answer to an announcement of an event; 0: it is none. numbered
// tells whether its choices are the last that the person saw.
func Invited(s string, numbered bool) Invitee {
	text := Normalise(s)
	if another.MatchString(text) {
		return 0
	}
	if numbered && (asksAbout(text) || asksHow.MatchString(text) || asksFar.MatchString(text)) || hasJoined.MatchString(text) && !saysNo(text) {
		return Looks
	}
	if thanking.MatchString(text) && !joinsPlainly.MatchString(text) { // "siap, makasih infonya"
		return 0
	}
	wishes := Wants(s).Wishes
	if slices.ContainsFunc(wishes, func(w Wish) bool { return w != WishRegister && (w != WishMarketing || !numbered) }) { // "mau ikut pelatihan"
		return 0
	}
	if asksTerms.MatchString(text) {
		return Looks
	}
	i, reason := Choice(s, invitation)
	if !numbered && !joinsPlainly.MatchString(text) { // "1" and "ya" are to something else
		return 0
	}
	if reason == "" {
		return Invitee(i + 1)
	}
	switch said, reason := Attends(s); {
	case said == Comes:
		return Joins
	case said == StaysAway, numbered && (reason == Defer || reason == Unsure):
		return Declines
	}
	return 0
}
