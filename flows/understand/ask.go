package understand

import "strings"

// Topic is what a question or a worry is about.
type Topic string

// The topics of Ask.
const (
	AskFree   Topic = "FREE"     // does it cost anything
	AskSafe   Topic = "SAFE"     // who sees my data, is this real
	AskReal   Topic = "REAL"     // is what is shown real, or made up
	AskLong   Topic = "LONG"     // how long, how many more
	AskWhy    Topic = "WHY"      // why is this asked
	AskWhere  Topic = "WHERE"    // where is the office
	AskWhat   Topic = "WHAT"     // what a term means; "" for what was said last
	AskTerm   Topic = "TERM"     // a term alone, with a question mark
	AskWho    Topic = "WHO"      // who writes here, a machine or a person
	AskFrom   Topic = "FROM"     // where their number is known from
	HelpRead  Topic = "HELPREAD" // cannot read or does not get on
	SaysThank Topic = "THANKS"
	SaysLaugh Topic = "LAUGHS"
	SaysAngry Topic = "ANGRY" // abuse, or that we are of no use
)

// maxAskWords: a longer text tells more than it asks.
const maxAskWords = 14

// asked is a text looked at as a question: every word but tone words, in its
// one spelling and as it was written.
type asked struct {
	words, raw []string
	question   bool // it asks, by its sign or by its words
	kok        bool // it wonders: "kok 14"
}

// Ask reads a question or a worry about the form itself. The term is the
// thing asked about, in lower case, only with AskWhat and AskTerm. An answer is none:
// without a question in it only a short text about nothing else counts.
func Ask(s string) (topic Topic, term string, ok bool) {
	s = Normalise(s)
	if s == "" || len(s) > 200 {
		return "", "", false
	}
	if topic, ok := faces(s); ok {
		return topic, "", true
	}
	var words, raw [maxAskWords]string
	q := asked{words: words[:0], raw: raw[:0]}
	if !q.read(s) {
		return "", "", false
	}
	if topic, ok := q.mood(); ok {
		return topic, "", true
	}
	for i := range codeTopics {
		if codeTopics[i].is(&q) {
			return codeTopics[i].topic, "", true
		}
	}
	if q.next() {
		return SaysNext, "", true
	}
	if term, ok := q.what(); ok && !q.has(fraud) && !q.aid() {
		return AskWhat, term, true
	}
	if term, ok := q.paper(); ok {
		return AskPaper, term, true
	}
	for i := range doors {
		if doors[i].is(&q) {
			return doors[i].topic, "", true
		}
	}
	for i := range topics {
		if topics[i].is(&q) {
			return topics[i].topic, "", true
		}
	}
	if term, ok := q.whatLast(); ok {
		return AskWhat, term, true
	}
	if term, ok := q.alone(s); ok {
		return AskTerm, term, true
	}
	return "", "", false
}

// read fills in the words; false when there are none or too many.
func (q *asked) read(norm string) bool {
	var buf [1]string
	for raw := range strings.FieldsFuncSeq(norm, func(r rune) bool { return !inWord(r) && r != '\'' }) {
		if raw == "kok" || raw == "koq" {
			q.kok = true
		}
		for _, w := range appendWord(buf[:0], raw) {
			w = mendAsk(w)
			if fillers[w] {
				continue
			}
			if len(q.words) == maxAskWords {
				return false
			}
			q.words, q.raw = append(q.words, w), append(q.raw, raw)
		}
	}
	q.cutDah()
	q.question = q.kok || strings.Contains(norm, "?") || len(q.words) > 0 && (asks(norm, q.words) || q.tail())
	return len(q.words) > 0
}

// cutDah: the "dah" of "nib apaan dah" and "kenapa dah" is tone, and no "sudah".
func (q *asked) cutDah() {
	n := len(q.raw)
	if n > 1 && q.raw[n-1] == "dah" && questionWords[q.words[n-2]] {
		q.words, q.raw = q.words[:n-1], q.raw[:n-1]
	}
}

// askForms are words of questions which are written without their vowels, or
// with others: "byr", "grtis", "simpen".
var askForms = func() map[string]string {
	forms := map[string]string{}
	for w := range set("bayar gratis syarat kantor alamat simpan daftar gerobak penipuan resmi bantuan pelatihan jakpreneur bazar daftarnya") {
		forms[w[:1]+withoutVowels(w[1:])] = w
	}
	return forms
}()

func mendAsk(w string) string {
	if len(w) < 3 || known[w] {
		return w
	}
	if full, ok := askForms[w[:1]+withoutVowels(w[1:])]; ok && len(w) <= len(full) {
		return full
	}
	return w
}

func withoutVowels(w string) string {
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune("aeiou", r) {
			return -1
		}
		return r
	}, w)
}

// tail: "gratis kan", "bayar gak", "penipuan bukan" end as questions do.
func (q *asked) tail() bool {
	last := q.words[len(q.words)-1]
	return len(q.words) > 1 && (last == "kan" || last == "tidak" || last == "bukan" || last == "ya")
}

func (q *asked) has(words map[string]bool) bool {
	for _, w := range q.words {
		if words[w] {
			return true
		}
	}
	return false
}

// starts finds a word with one of the beginnings: "kantor" in "kantornya".
func (q *asked) starts(stems ...string) bool {
	for _, w := range q.words {
		for _, stem := range stems {
			if strings.HasPrefix(w, stem) {
				return true
			}
		}
	}
	return false
}

// phrase finds a word right before another.
func (q *asked) phrase(first, second string) bool {
	for i := 1; i < len(q.words); i++ {
		if q.words[i-1] == first && q.words[i] == second {
			return true
		}
	}
	return false
}

// follows finds one of the words right behind another.
func (q *asked) follows(first string, second map[string]bool) bool {
	for i := 1; i < len(q.words); i++ {
		if q.words[i-1] == first && second[q.words[i]] {
			return true
		}
	}
	return false
}

// pair finds two words which follow each other.
func (q *asked) pair(first, second map[string]bool) bool {
	for i := 1; i < len(q.words); i++ {
		if first[q.words[i-1]] && second[q.words[i]] {
			return true
		}
	}
	return false
}

func (q *asked) all(words map[string]bool) bool {
	for _, w := range q.words {
		if !words[w] {
			return false
		}
	}
	return true
}
