package understand

import (
	"slices"
	"strings"
)

// answerWords cuts an answer to a yes-or-no question into words, in which
// slips are mended: "setuji", "belumada", "iyadonk".
func answerWords(norm string, buf []string) []string {
	split := split(norm, buf)
	if len(split) > maxAnswerWords {
		return dropNumberSign(split)
	}
	mended := make([]string, 0, len(split)+4)
	for _, w := range split {
		mended = mendAnswer(mended, w)
	}
	return dropNumberSign(mended)
}

// maxAnswerWords: what is longer tells a story, and slips in it do not matter.
const maxAnswerWords = 16

// mendAnswer appends the word, or the one or two answer words it stands for.
func mendAnswer(buf []string, w string) []string {
	if kindOf(w) != kindUnknown || len(w) < 3 || falseFriends[w] || known[w] || questionWords[w] || greetings[w] {
		return append(buf, w)
	}
	if s := squeeze(w); kindOf(s) != kindUnknown {
		return append(buf, s)
	}
	if head, tail := unjoin(w); head != "" {
		return append(buf, head, tail)
	}
	if len(w) < 4 {
		return append(buf, w) // too little is left to be sure
	}
	for _, f := range answerForms[w[0]] {
		if means(w, f) || swapped(w, f) || lostLetter(w, f) || missedKey(w, f) {
			return append(buf, canon(f))
		}
	}
	return append(buf, w)
}

// falseFriends sound like an answer and are none: pasta is not "pasti".
var falseFriends = set("adalah admin pasta pesta pati ngeri karang balon bulannya botol saleh soleh setu mantan susah sedih antar besar batak during lumbu hehe iyan yana sepaket bias cook beer kayak makes tenth past paste")

var (
	joinedHeads = set("tidak belum sudah saya iya oke jangan")
	joinedTails = set("dong donk deh kak kok lah sih nih bang gan bos min bu pak aja")
)

// unjoin parts two words which were written as one: an answer with its tail
// ("okekak"), or a negation with what it denies ("belumpunya").
func unjoin(w string) (head, tail string) {
	for i := 2; i+2 <= len(w); i++ {
		head, tail = canon(w[:i]), canon(w[i:])
		switch kind := kindOf(head); {
		case joinedTails[w[i:]] && kind != kindUnknown && kind != kindSkip && kind != kindExclaim:
			return head, tail
		case joinedHeads[head] && len(w)-i > 2 && (yesWords[tail] || joinable[tail]):
			return head, tail
		}
	}
	return "", ""
}

// lostLetter: one letter inside a word of five or more was left out.
func lostLetter(typed, word string) bool {
	return len(word) > 4 && len(typed)+1 == len(word) && typed[len(typed)-1] == word[len(word)-1] && near(typed, word)
}

// missedKey: one letter of five or more came from the key beside.
func missedKey(typed, word string) bool {
	if len(typed) < 5 || len(typed) != len(word) || !near(typed, word) {
		return false
	}
	i := 0
	for i < len(word)-1 && typed[i] == word[i] {
		i++
	}
	return neighbours(typed[i], word[i])
}

var keyboard = [...]string{"qwertyuiop", "asdfghjkl", "zxcvbnm"}

// neighbours: beside each other, or above.
func neighbours(a, b byte) bool {
	rowA, colA := key(a)
	rowB, colB := key(b)
	return rowA >= 0 && rowB >= 0 && max(rowA-rowB, rowB-rowA, colA-colB, colB-colA) <= 1
}

func key(c byte) (row, col int) {
	for row, keys := range keyboard {
		if col := strings.IndexByte(keys, c); col >= 0 {
			return row, col
		}
	}
	return -1, -1
}

// answerForms are the spellings of all answer words which a slip may be mended
// to, by first letter.
var answerForms = func() map[byte][]string {
	forms := map[byte][]string{}
	add := func(form, word string) {
		if k := kindOf(word); len(form) > 3 && k != kindUnknown && k != kindSkip && k != kindHedge && k != kindExclaim && k != kindDigit {
			forms[form[0]] = append(forms[form[0]], form)
		}
	}
	for _, words := range []map[string]bool{yesWords, noWords, negations, unsureWords, deferWords} {
		for w := range words {
			add(w, w)
		}
	}
	for form, word := range spelling {
		add(form, word)
	}
	for c := range forms {
		slices.Sort(forms[c]) // the same mending every time
	}
	return forms
}()
