package understand

import (
	"regexp"
	"slices"
	"strings"
)

var (
	classCode    = regexp.MustCompile(`\b(?:(plt|kls)[ -]?|([a-z]{3,5})-)([0-9]{1,6})\b`)
	notClasses   = set("jkp srt bzr pirt covid") // of members, of certificates, of events
	codeBesides  = set("mau ikut daftar lihat kelas kls pelatihan kode kodenya nomor yang ya saya ambil buka detail info tolong class show open the to for")
	classWords   = set("kelas kelasnya pelatihan jadwal jadwalnya kursus class classes schedule booking bookings kursi seat")
	ownClasses   = set("kelasku jadwalku pelatihanku myclass myclasses")
	ownCompany   = set("lihat cek tolong mana apa yang kapan semua daftar dong ya sudah dimana di bisa minta the are is show see when where what of list my saya ikut ikuti diikuti jadi")
	callsOffWord = set("ikut jadi mau tolong bisa saya yang ini itu ya dari the a my to sudah tidak")
)

// ClassCode reads the code of a class, alone or with a word that asks for it:
// "PLT-0003", "mau daftar kls 1001".
func ClassCode(s string) (code string, ok bool) {
	if len(s) > maxCommand {
		return "", false
	}
	s = Normalise(s)
	m := classCode.FindStringSubmatch(s)
	if m == nil || notClasses[m[2]] {
		return "", false
	}
	if !alone(s, m[0], codeBesides) {
		return "", false
	}
	return strings.ToUpper(m[1]+m[2]) + "-" + m[3], true
}

// alone tells that beside a code there is only what asks for it.
func alone(s, code string, besides ...map[string]bool) bool {
	var buf [16]string
	return !slices.ContainsFunc(split(strings.Replace(s, code, " ", 1), buf[:0]), func(w string) bool {
		return !fillers[w] && !slices.ContainsFunc(besides, func(known map[string]bool) bool { return known[w] })
	})
}

// possessions are the words by which people ask for what they have.
type possessions struct {
	things, ours map[string]bool // "kelas", "kelasku"
	company      map[string]bool // beside them
	leaving      bool            // also by wanting to leave one
}

// asked tells that a text asks for them.
func (p possessions) asked(s string) bool {
	s = Normalise(s)
	if len(s) > maxCommand {
		return false
	}
	var buf [16]string
	words := slices.DeleteFunc(split(s, buf[:0]), func(w string) bool { return fillers[w] })
	if len(words) > maxCommandWords {
		return false
	}
	named, own := false, false
	for i, w := range words {
		before := ""
		if i > 0 {
			before = words[i-1]
		}
		switch {
		case p.ours[w]:
			named, own = true, true
		case p.things[w]:
			named, own = true, own || before == "my"
		case w == "saya" && (p.things[before] || before == "yang"):
			own = true
		case p.leaving && (offWords[w] || w == "tidak" && i+1 < len(words) && (words[i+1] == "jadi" || words[i+1] == "bisa")):
			own = true
		case !p.company[w]:
			return false
		}
	}
	return named && own
}

// OwnClasses tells that somebody asks for the classes they have: "kelas saya",
// "jadwal saya", "kelas yang saya ikuti".
func OwnClasses(s string) bool {
	return possessions{things: classWords, ours: ownClasses, company: ownCompany}.asked(s)
}

// titleWords is how many words may name the class that somebody leaves.
const titleWords = 3

// CallsOffClass tells that somebody wants to leave or change a class: "batal
// ikut kelas", "pindah jadwal kelas", "ga jadi ikut kelas kue".
func CallsOffClass(s string) bool {
	s = Normalise(s)
	var buf [16]string
	words := slices.DeleteFunc(split(s, buf[:0]), func(w string) bool { return fillers[w] })
	if len(s) > maxCommand || len(words) > maxCommandWords {
		return false
	}
	class, off, named := false, false, titleWords
	for i, w := range words {
		switch {
		case classWords[w] || ownClasses[w]:
			if class = true; off { // what follows may say which
				named = 0
			}
		case offWords[w] || moveWords[w], w == "tidak" && i+1 < len(words) && (words[i+1] == "jadi" || words[i+1] == "bisa"):
			off = true
		case callsOffWord[w]:
		case class && named < titleWords:
			named++
		default:
			return false
		}
	}
	return class && off
}
