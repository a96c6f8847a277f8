package understand

// near reports whether a differs from b by at most one edit (insert, delete,
// replace or swap of neighbours).
func near(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(b)-len(a) > 1 {
		return false
	}
	i := 0
	for i < len(a) && a[i] == b[i] {
		i++
	}
	switch {
	case len(a) < len(b):
		return a[i:] == b[i+1:]
	case i == len(a) || a[i+1:] == b[i+1:]:
		return true
	}
	return i+1 < len(a) && a[i] == b[i+1] && a[i+1] == b[i] && a[i+2:] == b[i+2:]
}

// similar reports whether a typed word may be meant as a known word: equal,
// one edit from five letters on, two from nine on. The first letter must agree,
// since people seldom miss it.
func similar(typed, word string) bool {
	switch {
	case typed == word:
		return true
	case len(word) < 5 || typed == "" || typed[0] != word[0]:
		return missingVowel(typed, word)
	case near(typed, word):
		return true
	}
	return len(word) >= 9 && distance(typed, word, 2) <= 2 || missingVowel(typed, word)
}

// missingVowel reports whether typed is word without one or more of its
// vowels: "stu", "plthn". At least three letters must remain.
func missingVowel(typed, word string) bool {
	if len(typed) < 3 || len(typed) >= len(word) {
		return false
	}
	j := 0
	for i := range len(word) {
		if j < len(typed) && typed[j] == word[i] {
			j++
			continue
		}
		if !isVowel(word[i]) {
			return false
		}
	}
	return j == len(typed)
}

func isVowel(c byte) bool {
	return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u'
}

// distance is the Levenshtein distance, or limit+1 when it is larger. Words
// above 31 bytes never match.
func distance(a, b string, limit int) int {
	if len(a) > 31 || len(b) > 31 || len(a)-len(b) > limit || len(b)-len(a) > limit {
		return limit + 1
	}
	var row [32]int
	for j := range len(b) + 1 {
		row[j] = j
	}
	for i := range len(a) {
		diag := row[0]
		row[0] = i + 1
		best := row[0]
		for j := range len(b) {
			cost := 1
			if a[i] == b[j] {
				cost = 0
			}
			diag, row[j+1] = row[j+1], min(row[j+1]+1, row[j]+1, diag+cost)
			best = min(best, row[j+1])
		}
		if best > limit {
			return limit + 1
		}
	}
	return row[len(b)]
}
