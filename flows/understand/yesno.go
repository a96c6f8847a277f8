package understand

import "strings"

// Answer is a yes or a no. The zero Answer is neither and comes with a reason.
type Answer int

// The two answers.
const (
	Yes Answer = iota + 1
	No
)

// String names the answer as the test corpus does.
func (a Answer) String() string {
	switch a {
	case Yes:
		return "YES"
	case No:
		return "NO"
	}
	return ""
}

// YesNo reads an answer to a yes-or-no question, "sudah" and "belum"
// included. "1" is yes and "2" is no, as the menus number them.
func YesNo(s string) (Answer, Reason) {
	s = Normalise(s)
	if s == "" {
		return 0, Empty
	}
	var buf [24]string
	return yesNo(s, answerWords(s, buf[:0]))
}

// dropNumberSign takes the "no" out of "no 1" and "jl. mawar no 3": before a
// number it is short for nomor.
func dropNumberSign(words []string) []string {
	kept := words[:0]
	for i, w := range words {
		if w != "no" || i+1 == len(words) || !allDigits(words[i+1]) {
			kept = append(kept, w)
		}
	}
	return kept
}

func yesNo(norm string, words []string) (Answer, Reason) {
	t := weigh(norm, words)
	switch {
	case strings.ContainsAny(norm, codeSigns) || minus(norm):
		return 0, Unclear
	case t.numbers > 1 && (t.hedge > 0 || strings.IndexByte(norm, '/') >= 0):
		return 0, Ambiguous // "1 atau 2"
	case t.digit == "1" && t.no == 0 && t.neg == 0 && t.unknown == 0:
		return Yes, ""
	case t.digit == "2" && t.yes == 0 && t.unknown == 0:
		return No, ""
	case t.digit != "" && t.yes == 0 && t.neg == 0:
		return 0, Unclear
	case t.unsure > 0:
		return 0, Unsure
	case asks(norm, words):
		return 0, IsQuestion
	case t.deferred > 0 && words[0] != "belum": // "belum, masih nunggu" is a no
		return 0, Defer
	case t.hedge > 0:
		return 0, Ambiguous
	}
	return t.settle()
}

// codeSigns stand in programs, not in answers: "%s%n" says no "n".
const codeSigns = `%\<>{}$=|`
