package understand

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// paperRun is one number of a text. It is dirty when something stands in it or
// on it that is neither a digit nor a separator ("3174O917", "3171****9901").
// It is a family's when it is said to be a No. KK.
type paperRun struct {
	digits        string
	dirty, family bool
}

// paperRuns cuts a normalised text into its numbers.
func paperRuns(norm string, runs []paperRun) []paperRun {
	var buf [48]byte
	digits, end, run := buf[:0], 0, paperRun{}
	for i, r := range norm {
		d := digitOf(r)
		if d == 0 {
			continue
		}
		gap := norm[end:i]
		switch {
		case end == 0:
			run = paperRun{dirty: stuckBefore(gap), family: namesFamily(gap)}
		case gap == "":
		case partsNumbers(gap):
			runs = append(runs, run.ended(digits, gap))
			digits, run = digits[:0], paperRun{dirty: stuckBefore(gap), family: namesFamily(gap)}
		default:
			run.dirty = run.dirty || !onlySeparators(gap)
		}
		digits, end = append(digits, d), i+utf8.RuneLen(r)
	}
	if len(digits) == 0 {
		return runs
	}
	return append(runs, run.ended(digits, norm[end:]))
}

func (r paperRun) ended(digits []byte, behind string) paperRun {
	r.digits, r.dirty = string(digits), r.dirty || stuckAfter(behind)
	return r
}

var familyNames = []string{"kartu keluarga", "nomor kk", "nokk", "no kk", "no. kk", "no.kk", "kk:", "kk :"}

// namesFamily reports whether the words before a number say that it is a
// No. KK, which has the shape of a NIK. "kk" alone may be "kakak".
func namesFamily(before string) bool {
	for _, paper := range []string{"nik", "ktp", "npwp", "nib"} {
		if strings.Contains(before, paper) {
			return false
		}
	}
	return slices.ContainsFunc(familyNames, func(n string) bool { return strings.Contains(before, n) })
}

// onlySeparators: more than a few signs stand for digits left out.
func onlySeparators(gap string) bool {
	return utf8.RuneCountInString(gap) <= maxSeparator && strings.TrimFunc(gap, isSeparator) == ""
}

func isSeparator(r rune) bool { return r == ' ' || isJoint(r) }

func isJoint(r rune) bool {
	return r == '.' || r == '_' || r == '-' || r == '/' || unicode.Is(unicode.Pd, r)
}

// partsNumbers reports whether a new number begins behind a gap: there is a
// space and a slash, another sign or a word in it. A letter alone stands for a digit.
func partsNumbers(gap string) bool {
	core := strings.TrimFunc(gap, isSeparator)
	return strings.Contains(gap, " ") && (core != "" && !forDigits(core) || strings.Contains(gap, "/"))
}

// forDigits reports whether a word is a letter alone or letters like digits.
func forDigits(w string) bool {
	if w == "" {
		return false
	}
	r, n := utf8.DecodeRuneInString(w)
	return n == len(w) && unicode.IsLetter(r) || strings.Trim(w, digitLetters) == ""
}

// stuckBefore reports whether the text before a number is written onto it and
// is not its label.
func stuckBefore(s string) bool {
	t := strings.TrimRightFunc(s, isJoint)
	w := t[len(strings.TrimRightFunc(t, unicode.IsLetter)):]
	return strings.HasSuffix(t, "+") || strings.HasSuffix(t, "*") && len(t) > 1 && t[len(t)-2] == '*' ||
		w != "" && !paperLabels[w] && (len(t) == len(s) || forDigits(w))
}

// stuckAfter reports whether letters or stars are written onto the end of a
// number. Behind a full stop a sentence may begin.
func stuckAfter(s string) bool {
	t := strings.TrimLeftFunc(s, isJoint)
	w := t[:len(t)-len(strings.TrimLeftFunc(t, unicode.IsLetter))]
	return strings.HasPrefix(t, "**") || w != "" && (len(t) == len(s) || forDigits(w))
}

func hasLetter(s string) bool { return strings.ContainsFunc(s, unicode.IsLetter) }
