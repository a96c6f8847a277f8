package understand

import "strings"

// chosenNumber reads answers made of numbers and signs only; ok is false when
// other words stand there.
func chosenNumber(s string, words []string, count int) (n int, why Reason, ok bool) {
	got := tallyNumbers(words, count)
	switch {
	case got.other || got.found == 0:
		return 0, "", false
	case got.or:
		return 0, Ambiguous, true
	case got.found == 2 && !got.and && decimal(s):
		return 0, Unclear, true
	case got.found > 1:
		return 0, Multiple, true
	case got.value < 1 || got.value > count || minus(s):
		return 0, OutOfRange, true
	}
	return got.value - 1, "", true
}

type numberTally struct {
	value, found   int
	or, and, other bool
	digits         bool // the last one was not spelt
}

func tallyNumbers(words []string, count int) numberTally {
	var t numberTally
	for i := 0; i < len(words); {
		n, used := choiceNumber(words[i:], count)
		switch w := words[i]; {
		case used > 0:
			if t.found != 1 || n != t.value || allDigits(w) == t.digits {
				t.found++ // "1 (satu)" is one number
			}
			t.value, t.digits = n, allDigits(w)
			i += used
			continue
		case severals[w]:
			t.found += 2
		case w == "atau" || w == "antara" || w == "apa" && t.found == 1:
			t.or = true
		case w == "dan" || w == "sama" || w == "dengan" || w == "sampai":
			t.and = true
		case fillers[w] || numberSigns[w] || choiceThanks[w] || w[0] >= 0x80:
		default:
			t.other = true
		}
		i++
	}
	return t
}

// choiceNumber reads one number at the front of words.
func choiceNumber(words []string, count int) (n, used int) {
	w := words[0]
	if n, ok := ordinals[w]; ok {
		return n, 1
	}
	switch {
	case lastWords[w]:
		return count, 1
	case topWords[w]:
		return 1, 1
	case w == "paling" && len(words) > 1:
		switch words[1] {
		case "bawah", "akhir", "terakhir":
			return count, 2
		case "atas", "awal":
			return 1, 2
		}
	case allDigits(w) && len(w) > 6:
		return count + 1, 1
	}
	if n := numberEnding(w); n > 0 {
		n, _ := cardinal([]string{w[:n], w[n:]})
		return n, 1 // "duabelas"
	}
	if sign := strings.TrimRight(w, "0123456789"); sign != w && numberSigns[canon(sign)] && len(w) < 12 {
		n, _ := smallInt(w[len(sign):]) // "ke5", "no5"
		return n, 1
	}
	return cardinal(words)
}

// decimal: "1.5" is no choice, while "1,2" names two.
func decimal(s string) bool {
	i := strings.IndexByte(s, '.')
	return i > 0 && i+1 < len(s) && isDigit(s[i-1]) && isDigit(s[i+1])
}

func minus(s string) bool {
	return len(s) > 1 && s[0] == '-' && isDigit(s[1])
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }
