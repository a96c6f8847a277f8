package understand

var (
	// consentWords alone make a consent.
	consentWords = set("ya iya yes oke setuju boleh sepakat agree bersedia izinkan mengizinkan")
	// consentCompany may stand beside a consent word and change nothing.
	consentCompany = set(`saya kami sangat banget bgt sekali benar betul siap sip lanjut mau simpan disimpan semua nomor pilih pilihan sure of course do
		nggih silakan kak ka kk kaka kakak min mimin bu ibu pak bapak bang abang mas mbak mba gan bos sis bro dong donk deh dh nih saja lah mah atuh yuk please`)
	consentRefusals = set("tidak belum jangan bukan no disagree ogah jempolturun n")
)

// Consent reads an answer to a request for consent. It says Yes only when
// every word is a clear yes or belongs to one; whatever else is said beside
// it ("ok tapi", "ya nanti", "iya sih") makes it no consent. A thumb is no
// consent either: the law wants it expressed (UU 27/2022 Pasal 22).
func Consent(s string) (Answer, Reason) {
	s = Normalise(s)
	if s == "" {
		return 0, Empty
	}
	var buf [24]string
	words := dropNumberSign(split(s, buf[:0]))
	if clearYes(s, words) {
		return Yes, ""
	}
	answer, why := yesNo(s, words)
	if answer == No && words[0] == "bukan" && len(words) > 1 && negations[words[1]] {
		return 0, Ambiguous // "bukan tidak setuju"
	}
	if answer == No && refuses(words) {
		return No, ""
	}
	if why == "" {
		why = Unclear
	}
	return 0, why
}

// clearYes wants a consent word before anything but address and "saya", and
// no word outside its company.
func clearYes(norm string, words []string) bool {
	if asks(norm, words) || minus(norm) {
		return false
	}
	said, lead := false, ""
	for _, w := range words {
		switch {
		case consentWords[w] || w == "1" && (said || lead == "" || numberSigns[lead]):
			// "saya ya", "mau ya": the last word is a tail, not an answer.
			if w == "ya" && lead != "" && !said {
				return false
			}
			said = true
		case consentCompany[w]:
			if !fillers[w] {
				lead = w
			}
		case w == "🙏" || w == "😊" || w == "🙂":
		default:
			return false
		}
	}
	return said
}

func refuses(words []string) bool {
	for _, w := range words {
		if consentRefusals[w] || w == "2" {
			return true
		}
	}
	return false
}

// News reads the answer to an offer of announcements ("Ya, mau" / "Tidak
// usah"): a consent, or a clear wish ("mau dong", "gas", "boleh deh").
func News(s string) (Answer, Reason) {
	return Consent(s)
}
