package region

import "strings"

// splitShort reads a short form written onto its word: "kbjeruk", "psminggu".
func splitShort(w string) (head, tail string, ok bool) {
	for n := 2; n <= 3 && n+4 <= len(w); n++ {
		long := shortForms[w[:n]]
		if w[:n] == "kb" || w[:n] == "kbn" {
			long = "kebon"
		}
		if long != "" && vocabulary[w[n:]] && !strings.Contains(long, " ") {
			return long, w[n:], true
		}
	}
	return "", "", false
}

// fillVowels restores a name word typed without vowels when only one fits.
func fillVowels(w string) string {
	if len(w) < 3 || len(w) > maxKey {
		return w
	}
	found := ""
	for _, v := range bySkeleton[skeleton(w)] {
		if lacksVowels(w, v) {
			if found != "" {
				return w
			}
			found = v
		}
	}
	if found == "" {
		return mend(w)
	}
	return found
}

// mend puts one slip in a longer name word right when only one word fits.
func mend(w string) string {
	if len(w) < 6 {
		return w
	}
	found := ""
	for _, v := range byLetter[w[0]] {
		if distance(w, v, 1) <= 1 {
			if found != "" {
				return w
			}
			found = v
		}
	}
	if found == "" {
		return w
	}
	return found
}

// shrink writes a letter repeated three times or more once.
func shrink(w string) string {
	n := 0
	for i := 2; i < len(w); i++ {
		if w[i] == w[i-1] && w[i] == w[i-2] {
			n++
		}
	}
	if n == 0 {
		return w
	}
	b := []byte{w[0]}
	for i := 1; i < len(w); i++ {
		long := i+1 < len(w) && w[i] == w[i+1] || i >= 2 && w[i] == w[i-2]
		if w[i] == w[i-1] && long {
			continue
		}
		b = append(b, w[i])
	}
	return string(b)
}

// oldLetters writes the spelling of before 1972 in today's: Tjakoeng, Djati.
var oldLetters = strings.NewReplacer("oe", "u", "tj", "c", "dj", "j")
