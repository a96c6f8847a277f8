package understand

import "regexp"

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
	if !alone(s, m[0], codeBesides, eventBesides) {
		return "", false
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
	return possessions{things: eventWords, ours: ownEvents, company: eventCompany, leaving: true}.asked(s)
}
