package understand

import (
	"regexp"
	"slices"
	"strings"
)

var (
	eventCode    = regexp.MustCompile(`\bbzr[ -]?([0-9]{1,6})\b`)
	eventBesides = set("bazar bazaar acara event pameran stan lapak")
	eventWords   = set("bazar bazarnya bazaar bazaars acara event events pameran lapak stan stand jualan")
	ownEvents    = set("bazarku acaraku lapakku pameranku")
	eventCompany = set("lihat cek tolong mana apa yang semua dong ya di ke the my list show see saya ikut ikuti diikuti mau bisa jadi dari a in join joining daftar pendaftaran ini itu")
)

// EventCode reads the code of an event, alone or with a word that asks for it:
// "BZR-003", "mau ikut bazar bzr 3".
func EventCode(s string) (code string, ok bool) {
	if len(s) > maxCommand {
		return "", false
	}
	s = Normalise(s)
	m := eventCode.FindStringSubmatch(s)
	if m == nil {
		return "", false
	}
	var buf [16]string
	for _, w := range split(strings.Replace(s, m[0], " ", 1), buf[:0]) {
		if !fillers[w] && !codeBesides[w] && !eventBesides[w] {
			return "", false
		}
	}
	digits := m[1]
	if n := len(digits); n < 3 { // as they are printed: BZR-003
		digits = "000"[n:] + digits
	}
	return "BZR-" + digits, true
}

// OwnEvents tells that somebody asks for the events they signed up for, or wants
// to leave one: "bazar saya", "bazar yang saya ikuti", "batal ikut bazar".
func OwnEvents(s string) bool {
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
		case ownEvents[w]:
			named, own = true, true
		case eventWords[w]:
			named, own = true, own || before == "my"
		case w == "saya" && (eventWords[before] || before == "yang"), offWords[w]:
			own = true
		case w == "tidak" && i+1 < len(words) && (words[i+1] == "jadi" || words[i+1] == "bisa"):
			own = true
		case !eventCompany[w]:
			return false
		}
	}
	return named && own
}
