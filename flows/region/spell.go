package region

// skeleton is a word without its vowels: "kmbangan" and "kembangan" share one.
func skeleton(w string) string {
	b := make([]byte, 0, len(w))
	for i := range len(w) {
		if !isVowel(w[i]) {
			b = append(b, w[i])
		}
	}
	return string(b)
}

func isVowel(c byte) bool {
	return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u'
}

// lacksVowels reports whether typed is word with vowels left out.
func lacksVowels(typed, word string) bool {
	if len(typed) >= len(word) {
		return false
	}
	j := 0
	for i := range len(word) {
		if j < len(typed) && typed[j] == word[i] {
			j++
		} else if !isVowel(word[i]) {
			return false
		}
	}
	return j == len(typed)
}

const maxKey = 31 // letters of the longest name joined, with room for slips

// distance is the Levenshtein distance with swaps of neighbours counted once,
// or limit+1 when it is larger.
func distance(a, b string, limit int) int {
	if len(a)-len(b) > limit || len(b)-len(a) > limit || len(a) > maxKey || len(b) > maxKey {
		return limit + 1
	}
	var rows [3][maxKey + 1]int8 // small, for it is cleared for each pair
	prev, cur := &rows[0], &rows[1]
	before := &rows[2]
	for j := range len(b) + 1 {
		prev[j] = int8(j)
	}
	for i := 1; i <= len(a); i++ {
		cur[0] = int8(i)
		best := cur[0]
		// Beyond the limit on either side of the diagonal nothing is near.
		lo, hi := max(1, i-limit), min(len(b), i+limit)
		if lo > 1 {
			cur[lo-1] = int8(limit + 1)
		}
		for j := lo; j <= hi; j++ {
			cost := int8(1)
			if a[i-1] == b[j-1] {
				cost = 0
			}
			d := min(prev[j]+1, cur[j-1]+1, prev[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				d = min(d, before[j-2]+1)
			}
			cur[j] = d
			best = min(best, d)
		}
		if hi < len(b) {
			cur[hi+1] = int8(limit + 1)
		}
		if int(best) > limit {
			return limit + 1
		}
		before, prev, cur = prev, cur, before
	}
	return int(prev[len(b)])
}

// allowed is how many slips a joined name of this length may have.
func allowed(n int) int {
	switch {
	case n < 4:
		return 0
	case n < 9:
		return 1
	}
	return 2
}

// slipAtFront reports whether a and b differ in one slip at the front.
func slipAtFront(a, b string) bool {
	return a[1:] == b || a == b[1:] || a[1:] == b[1:] ||
		len(a) == len(b) && len(a) > 1 && a[0] == b[1] && a[1] == b[0] && a[2:] == b[2:]
}
