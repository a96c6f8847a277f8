package understand

import "strings"

// tally counts what the words of an answer say.
type tally struct {
	yes, affirm, no, neg, unsure, deferred, hedge, exclaim, unknown, numbers int

	digit    string
	yesFirst bool // a yes stands before any negation
	weakYes  bool // and it is one which a negation may follow: "sudah gak"
	double   bool // a negation of a negation: "bukannya ga mau"
	opens    bool // the first word answers, whatever is told behind it
}

func weigh(norm string, words []string) tally {
	var t tally
	stop := strings.IndexAny(norm, ",.;!")
	for i := 0; i < len(words); i++ {
		n, kind := idiom(words[i:])
		if i == 0 && stop > 0 && strings.IndexByte(norm[:stop], ' ') < 0 {
			n = 0 // "tidak, salah" is two answers, "tidak salah" one
		}
		if n > 0 {
			i += n - 1
		} else {
			kind = kindOf(words[i])
		}
		t.opens = t.opens || i == 0 && opens(words[0])
		t.add(kind, words[i])
		if kind == kindNeg && t.yes == 1 && t.neg == 1 && (words[0] == "ya" || words[0] == "iya") && denies(words[i:]) {
			t.weakYes = true // "ya belum", "iya gak punya": only a no is said
		}
	}
	return t
}

type wordKind uint8

const (
	kindUnknown wordKind = iota
	kindSkip
	kindYes
	kindNo
	kindNeg
	kindUnsure
	kindDefer
	kindHedge
	kindExclaim
	kindDigit
	kindDouble
)

func kindOf(w string) wordKind {
	switch {
	case w[0] >= '0' && w[0] <= '9' || digitWords[w] != "":
		return kindDigit
	case negations[w]:
		return kindNeg
	case yesWords[w]:
		return kindYes
	case noWords[w]:
		return kindNo
	case unsureWords[w]:
		return kindUnsure
	case deferWords[w]:
		return kindDefer
	case hedgeWords[w]:
		return kindHedge
	case exclaims[w]:
		return kindExclaim
	case fillers[w] || neutral[w] || w[0] >= 0x80:
		return kindSkip
	}
	return kindUnknown
}

func (t *tally) add(kind wordKind, word string) {
	switch kind {
	case kindYes:
		// A "ya" after the first word is only a tail: "tidak ya".
		if word == "ya" && t.yes+t.no+t.neg+t.unknown > 0 {
			return
		}
		if t.neg == 0 && t.yes == 0 {
			t.yesFirst = true
			t.weakYes = word == "sudah" || word == "ada" || word == "punya"
		}
		t.yes++
		if affirmWords[word] {
			t.affirm++
		}
	case kindNo:
		t.no++
	case kindNeg:
		t.neg++
	case kindUnsure:
		t.unsure++
	case kindDefer:
		t.deferred++
	case kindHedge:
		t.hedge++
	case kindExclaim:
		t.exclaim++
	case kindDigit:
		t.count(word)
	case kindDouble:
		t.double = true
	case kindUnknown:
		t.unknown++
	}
}

// count keeps a lone number; a second one makes the answer unknown.
func (t *tally) count(word string) {
	if t.digit != "" {
		t.unknown++
	}
	t.numbers++
	if d := digitWords[word]; d != "" {
		word = d
	}
	t.digit = word
}

// In a sentence with more words of its own, one yes or no inside does not
// answer; a first word that answers carries more of them.
const (
	maxUnknown = 3
	maxTold    = 8
)

// opens tells the words behind which people explain: "belum, masih nunggu
// surat dari kelurahan".
func opens(w string) bool { return negations[w] || affirmWords[w] && w != "ada" }

// denies wants more than a bare "tidak", which after "iya" may be the second
// half of a question.
func denies(w []string) bool {
	if w[0] != "tidak" && w[0] != "no" {
		return true
	}
	return len(w) > 1 && (w[1] == "lah" || w[1] != "ya" && w[1] != "iya" && !fillers[w[1]])
}

// settle decides once questions, doubts and delays are ruled out.
func (t *tally) settle() (Answer, Reason) {
	limit := maxUnknown
	if t.opens {
		limit = maxTold
	}
	switch {
	case t.double && t.yes == 0:
		return 0, Ambiguous
	case t.neg > 0 && t.yesFirst && !t.weakYes:
		return 0, Ambiguous
	case t.neg > 0 && t.unknown > limit:
		return 0, Unclear
	case t.neg > 0:
		return No, ""
	case t.no > 0 && t.yesFirst && !t.weakYes:
		return 0, Ambiguous
	case t.no > 0 && t.unknown <= maxUnknown:
		return No, ""
	case t.yes == 0 || t.exclaim > 0:
		return 0, Unclear
	case t.unknown == 0 || t.affirm > 0 && t.unknown <= limit:
		return Yes, ""
	}
	return 0, Unclear
}
