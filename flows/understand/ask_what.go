package understand

import (
	"slices"
	"strings"
)

// maxTerm is how many words a term may have.
const maxTerm = 3

// differs asks what tells two terms apart.
var differs = set("beda bedanya perbedaan perbedaannya difference")

// apartWith are the words around two terms that are told apart.
var apartWith = set("apa sama dengan dan antara itu kah between and the what is what's dari kalau ya")

// whatCompany may stand around "apa" without being a term.
var whatCompany = set("ini itu maksudnya maksud arti artinya mean means meaning does it is the a adalah yang dimaksud tadi kah pengertian")

// what reads the forms which say it outright: "apa itu NIB", "NIB itu apa",
// "what is NIB", "maksudnya omzet".
func (q *asked) what() (string, bool) {
	n := q.length()
	first, last := q.words[0], q.words[n-1]
	switch {
	case q.untuk():
		return "", false
	case q.phrase("mean", "by") || q.phrase("meant", "by"):
		return q.term(slices.Index(q.words, "by")+1, n, notTerms)
	case q.has(differs) && q.question:
		return q.apart()
	case hasWord(q.words, "kotor") && hasWord(q.words, "bersih") && (q.question || hasWord(q.words, "apa") || hasWord(q.words, "atau")):
		return "untung", true
	case first == "jelaskan" || first == "jelasin" || first == "terangkan" || first == "explain":
		return q.term(1, n, notTerms)
	case first == "apakah" && n > 2 && q.words[1] == "itu":
		return q.term(1, n, notTerms)
	case last == "bagaimana" && n > 1 && whatCompany[q.words[n-2]]:
		return q.term(0, n-1, notTerms)
	case first == "apa" && n > 1 && whatCompany[q.words[1]], first == "what's", first == "maksudnya" || first == "arti" || first == "maksud" || first == "pengertian":
		return q.term(1, n, nil)
	case last == "apa" && n > 1 && whatCompany[q.words[n-2]]:
		return q.term(0, n-1, nil)
	case first == "apa" && n == 2 && q.words[1] != "kabar":
		return q.term(1, n, notTerms)
	case last == "maksudnya" || last == "artinya":
		return q.term(0, n-1, notTerms)
	case n == 1 && first == "apa" && q.question:
		return "", true
	}
	return "", false
}

// whatLast reads "KUR apa" and "nib apaan": a term and an "apa" behind it.
func (q *asked) whatLast() (string, bool) {
	n := q.length()
	if n < 2 || q.words[n-1] != "apa" || q.untuk() || !q.question {
		return "", false
	}
	return q.term(0, n-1, notTerms)
}

var howWords = set("berapa bagaimana contoh contohnya tulis isi jawab pilih ketik")

// mayWords open a question about how the answer may be, answerWays are what it
// is about: "boleh nama panggilan?", "bisa dikosongin?".
var (
	mayWords   = set("boleh bisa harus perlu nama alamat")
	answerWays = set("panggilan asli lengkap singkat dua skip lewat lewati kosong dikosongin perkiraan kira asal ganti diganti ubah diubah salah")
)

// AsksHow tells a question about how to answer ("tulis apa", "nomor suami
// boleh?") from one about something else.
func AsksHow(s string) bool {
	var words, raw [maxAskWords]string
	q := asked{words: words[:0], raw: raw[:0]}
	if !q.read(Normalise(s)) || !q.question {
		return false
	}
	n := q.length()
	if q.words[n-1] == "tidak" && n > 1 {
		n--
	}
	last := q.words[n-1]
	return q.has(howWords) || (mayWords[q.words[0]] || last == "kan") && q.has(answerWays) || n > 1 && (last == "boleh" || last == "bisa") || n <= 1
}

// Wonders tells that somebody wants to know something first: as Question does,
// and by the words that ask without a sign ("seminggu berapa kali", "nanti
// ditelepon orang gak").
func Wonders(s string) bool {
	var words, raw [maxAskWords]string
	q := asked{words: words[:0], raw: raw[:0]}
	return q.read(Normalise(s)) && (q.question || len(q.words) > 1 && q.has(howWords))
}

// apart joins the terms of "apa bedanya omzet sama untung".
func (q *asked) apart() (string, bool) {
	var parts []string
	for i, w := range q.words {
		if !differs[w] && !apartWith[w] {
			parts = append(parts, q.raw[i])
		}
	}
	return strings.Join(parts, " "), len(parts) > 0 && len(parts) <= 2*maxTerm
}

// alone reads "NIB?": nothing but a term and the sign.
func (q *asked) alone(norm string) (string, bool) {
	if len(q.words) > maxTerm || !strings.HasSuffix(norm, "?") || strings.ContainsAny(norm, "0123456789") {
		return "", false
	}
	return q.term(0, len(q.words), notTerms)
}

// length leaves a last "ya" out.
func (q *asked) length() int {
	n := len(q.words)
	if n > 1 && q.words[n-1] == "ya" {
		n--
	}
	return n
}

func (q *asked) untuk() bool {
	return q.phrase("untuk", "apa") || q.follows("apa", purposes) || q.has(whyAsk)
}

// notTerms make the text a question about oneself or about what to do.
var notTerms = set("saya kamu data mau bisa harus boleh jual jualan tidak belum kalau nanti sudah berapa syaratnya syarat isi tulis nama usaha dapat dapet pilih jawab")

// term joins what is left between from and to, if none of it is barred.
func (q *asked) term(from, to int, barred map[string]bool) (string, bool) {
	var parts []string
	for i := from; i < to; i++ {
		w := q.words[i]
		if whatCompany[w] || w == "apa" || w == "ya" {
			continue
		}
		if barred[w] {
			return "", false
		}
		parts = append(parts, q.raw[i])
	}
	return strings.Join(parts, " "), len(parts) <= maxTerm
}
