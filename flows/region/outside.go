package region

import "strings"

// takeOutside finds the last place outside DKI; a street named after one does
// not count.
func (q *query) takeOutside() {
	for i, w := range q.words {
		if !outsideWords[w] || i > 0 && (q.words[i-1] == "raya" || q.words[i-1] == "jl" || q.words[i-1] == "jalan" || q.words[i-1] == "jln") {
			continue
		}
		q.outside = i
	}
	for _, p := range outsidePhrases {
		if strings.Contains(q.clean, p) {
			q.outside = len(q.words)
			return
		}
	}
	for i := range q.words {
		for n := 1; n <= 3 && i+n <= len(q.words); n++ {
			if outsideKeys[key(q.words[i:i+n])] {
				q.outside = len(q.words)
				return
			}
		}
	}
}

// outsideWins: "cipayung depok" is Depok's, while "orang bekasi, tinggal di
// tebet" and "cakung, jual nasi padang" are in Jakarta.
func (q *query) outsideWins() bool {
	last := 0
	for _, h := range q.hits {
		last = max(last, h.to)
	}
	if len(q.hits) == 0 || q.outside >= len(q.words) {
		return true
	}
	if q.outside < last {
		return false
	}
	for _, w := range q.words[last:q.outside] {
		if w != "kota" && w != "kab" && w != "kabupaten" && w != "di" {
			return false
		}
	}
	return true
}

// almostOutside finds a city outside DKI with one slip.
func (q *query) almostOutside() bool {
	for _, w := range q.words {
		if len(w) < 6 || vocabulary[w] || noise[w] {
			continue
		}
		for o := range outsideWords {
			if len(o) >= 6 && o[0] == w[0] && distance(w, o, 1) <= 1 {
				return true
			}
		}
	}
	return false
}
