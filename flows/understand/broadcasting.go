package understand

import (
	"regexp"
	"strings"
)

// Announcing is what staff want with an announcement to many.
type Announcing int

// What they want.
const (
	SeesAll  Announcing = iota + 1 // "siaran"
	Composes                       // "buat siaran"
	Sees                           // "SR-12", "ubah SR-12"
	Tries                          // "contoh SR-12"
	Sends                          // "kirim SR-12"
	Agrees                         // "setuju SR-12"
	Refuses                        // "tolak SR-12 teksnya keliru"
	Holds                          // "jeda SR-12"
	GoesOn                         // "lanjut SR-12"
	CallsOff                       // "batal siaran SR-12"
	Stops                          // "hentikan SR-12": at once
)

var (
	allBroadcasts = regexp.MustCompile(`^(?:lihat |daftar |menu |the |my )?(?:siaran|broadcasts?|announcements)(?: saya| berjalan)?$`)
	newBroadcast  = regexp.MustCompile(`^(?:(?:saya|aku|kami|i|mau|ingin|pengen|want|to|tolong|please|bisa) )*(?:(?:buat|buatkan|bikin|bikinin|tulis|kirim|new|make|create|write|send)(?: an?)?(?: new)? (?:siaran|broadcast|announcement)|siaran baru|a new broadcast)(?: (?:baru|kak|dong|ya))*$`)
	allStopped    = regexp.MustCompile(`^(?:(?:tolong|cepat|please) )*(?:stop|setop|hentikan|berhentikan|berhenti) (?:semua |all |the )?(?:siaran|broadcasts?)(?:nya)?(?: (?:ini|itu|sekarang|now|dulu|kak|ya))*$`)
	trailing      = regexp.MustCompile(`^(?: ?\b(?:sekarang|now|ya|yah|kak|dong|deh|aja|saja|please|segera|dulu|ini|itu)\b)+$`)
	steered       = regexp.MustCompile(`^(?:(?:tolong|cepat|please|ok|oke|ya|yuk|kak) )*(lihat|buka|ubah|ganti|show|open|change|contoh|tes|coba|test|try|kirim|kirimkan|mulai|send|start|setuju|setujui|approve|agree|tolak|reject|refuse|jeda|tunda|pause|hold|lanjut|lanjutkan|resume|go on|batal|batalkan|cancel|stop|setop|hentikan|berhentikan)?(?: dengan)?(?: (?:siaran|broadcast)(?:nya)?)?(?: ?\b(sr[ -]?[0-9]{1,6})\b)?((?s:[ ,:.].*)?)$`)
	wanted        = map[string]Announcing{
		"lihat": Sees, "buka": Sees, "ubah": Sees, "ganti": Sees, "show": Sees, "open": Sees, "change": Sees, "contoh": Tries, "tes": Tries, "coba": Tries, "test": Tries, "try": Tries,
		"kirim": Sends, "kirimkan": Sends, "mulai": Sends, "send": Sends, "start": Sends,
		"setuju": Agrees, "setujui": Agrees, "approve": Agrees, "agree": Agrees, "tolak": Refuses, "reject": Refuses, "refuse": Refuses,
		"jeda": Holds, "tunda": Holds, "pause": Holds, "hold": Holds, "lanjut": GoesOn, "lanjutkan": GoesOn, "resume": GoesOn, "go on": GoesOn,
		"batal": CallsOff, "batalkan": CallsOff, "cancel": CallsOff,
		"stop": Stops, "setop": Stops, "hentikan": Stops, "berhentikan": Stops,
	}
	broadcastCode = regexp.MustCompile(`^sr[ -]?([0-9]{1,6})$`)
)

// Broadcasting reads what staff want with an announcement: which one, if they say
// so, and with a refusal why. Only a refusal may go on with words.
func Broadcasting(s string) (want Announcing, code, word string) {
	text := strings.Trim(Normalise(s), " .!")
	switch {
	case allBroadcasts.MatchString(text):
		return SeesAll, "", ""
	case newBroadcast.MatchString(text):
		return Composes, "", ""
	}
	m := steered.FindStringSubmatch(text)
	if m == nil {
		return 0, "", ""
	}
	if digits := broadcastCode.FindStringSubmatch(m[2]); digits != nil {
		code = "SR-" + digits[1]
	}
	want, word = wanted[m[1]], strings.Trim(m[3], " ,:.")
	if (code != "" && want != Refuses || want == Stops) && trailing.MatchString(word) {
		word = ""
	}
	switch {
	case m[1] == "" && code != "" && word == "":
		return Sees, code, ""
	case want == 0, want != Refuses && word != "", want < Agrees && code == "":
		return 0, "", ""
	case want == Refuses && code != "": // in their own spelling
		if i := strings.Index(strings.ToLower(s), digitsOf(code)); i >= 0 {
			word = strings.Trim(s[i+len(digitsOf(code)):], " ,:.\n")
		}
	}
	return want, code, word
}

// StopsBroadcasts tells that staff want one to stop without saying which: nobody's own
// news are meant.
func StopsBroadcasts(s string) bool {
	return allStopped.MatchString(strings.Trim(Normalise(s), " .!"))
}

func digitsOf(code string) string { return strings.TrimPrefix(code, "SR-") }
