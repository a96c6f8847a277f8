package understand

import "strings"

var (
	// consentWords alone make a consent.
	consentWords = set("ya iya yes oke setuju boleh sepakat agree bersedia izinkan mengizinkan")
	// consentCompany may stand beside a consent word and change nothing.
	consentCompany = set(`saya kami sangat banget bgt sekali benar betul siap sip lanjut mau simpan disimpan semua nomor pilih pilihan sure of course do
		nggih silakan dengan syaratnya persyaratannya ketentuannya ketentuan kak ka kk kaka kakak min mimin bu ibu pak bapak bang abang mas mbak mba gan bos sis bro dong donk deh dh nih saja lah mah atuh yuk please`)
	// consentGoals may follow a consent: "ya saya mau daftar".
	consentGoals    = set("daftar ikut gabung bergabung")
	refusalCompany  = set("usah perlu minat tertarik berminat disimpan simpan dipakai dipake pakai pake disebar dibagikan diambil dipakein dikasih datanya")
	consentRefusals = set("tidak belum jangan bukan no disagree ogah jempolturun menolak tolak keberatan kurang")
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
	words := answerWords(s, buf[:0])
	if clearYes(s, words) {
		return Yes, ""
	}
	answer, why := yesNo(s, words)
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
	if asks(norm, words) || minus(norm) || strings.ContainsAny(norm, codeSigns) {
		return false
	}
	said, lead := false, ""
	numbers := 0
	for i, w := range words {
		if w == "1" || w == "satu" {
			numbers++
		}
		switch {
		case numbers > 1:
			return false
		case consentWords[w] || (w == "1" || w == "satu") && (said || lead == "" || numberSigns[lead]):
			// "saya ya", "mau ya": the last word is a tail, not an answer.
			if w == "ya" && lead != "" && !said {
				return false
			}
			said = true
		case consentCompany[w] || termsOf(words, i):
			if !fillers[w] {
				lead = w
			}
		case said && (consentGoals[w] || w == "kok") || w == "jempol" || w == "🙏" || w == "😊" || w == "🙂":
		default:
			return false
		}
	}
	return said
}

// termsOf finds "syarat dan ketentuan", which are the terms, while "dengan
// syarat" alone makes a condition.
func termsOf(words []string, i int) bool {
	at := i
	if words[i] == "dan" {
		at = i - 1
	}
	return at >= 0 && at+2 < len(words) && words[at] == "syarat" && words[at+1] == "dan" && strings.HasPrefix(words[at+2], "ketentuan")
}

// refuses wants a refusal and next to nothing else: "saya belum ada NIB"
// refuses nothing.
func refuses(words []string) bool {
	refused, other := false, 0
	for i, w := range words {
		switch {
		case w == "tidak" && i+1 < len(words) && (words[i+1] == "setuju" || words[i+1] == "bersedia"):
			return true
		case consentRefusals[w] || w == "2" || w == "n" && len(words) == 1:
			refused = true
		case refusalCompany[w]:
		case kindOf(w) == kindUnknown || w == "ada" || w == "punya" || w == "nib" || w == "ktp" || w == "usaha":
			other++
		}
	}
	return refused && other == 0
}

// newsWords say yes to an offer, though not to a law.
var newsWords = set("mau gas sure")

// News reads the answer to an offer of announcements ("Ya, mau" / "Tidak
// usah"): a consent, or a clear wish ("mau dong", "gas").
func News(s string) (Answer, Reason) {
	answer, why := Consent(s)
	if why == "" {
		return answer, ""
	}
	norm := Normalise(s)
	var buf [24]string
	words := answerWords(norm, buf[:0])
	if wishes(norm, words) {
		return Yes, ""
	}
	return 0, why
}

func wishes(norm string, words []string) bool {
	wished := false
	for i, w := range words {
		switch {
		case newsWords[w]:
			wished = true
		case w == "ya" && i > 0, consentWords[w], consentCompany[w], fillers[w], w == "kirim", w == "info", w == "infonya":
		default:
			return false
		}
	}
	return wished && !asks(norm, words)
}
