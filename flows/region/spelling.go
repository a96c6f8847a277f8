package region

import (
	"cmp"
	"slices"
)

// slip is a place with its distance from what was typed.
type slip struct {
	place
	off   int
	size  int // letters compared
	limit int // how far off a find may be
}

// bySpelling compares runs of words with every name. wantKec makes places of
// one kecamatan one answer.
func (q *query) bySpelling(keep func(place) bool, wantKec bool) Match {
	return pick(q.slips(keep), wantKec)
}

// pick takes the nearest place, unless another is as near.
func pick(best []slip, wantKec bool) Match {
	offer := slipCandidates
	if wantKec {
		offer = slipKecamatan
	}
	if len(best) == 0 {
		return Match{Reason: Unknown}
	}
	first := best[0]
	if first.off > first.limit {
		return Match{Reason: Unknown, Candidates: offer(best)}
	}
	for _, s := range best[1:] {
		tie := s.off == first.off && s.size == first.size
		if wantKec {
			// The kecamatan asked for wins over a kelurahan of its name.
			tie = tie && s.kec != first.kec && (first.kel >= 0 || s.kel < 0)
		}
		if tie {
			return Match{Reason: Ambiguous, Candidates: offer(best)}
		}
	}
	if first.kel < 0 {
		return Match{Kecamatan: kecamatan[first.kec], Candidates: offer(best)}
	}
	m := foundKelurahan(first.kel, false)
	m.Candidates = offer(best)
	return m
}

// slips lists the nearest places, best first. Whole answers may be further
// off, to be offered only.
func (q *query) slips(keep func(place) bool) []slip {
	s := q.subject()
	var all []slip
	for n := min(4, len(s)); n > 0; n-- {
		for i := 0; i+n <= len(s); i++ {
			if n == 1 && plainNames[s[i]] {
				continue // exact, yet not meant
			}
			if w := s[i : i+n]; n == len(s) || !noise[w[0]] && !noise[w[n-1]] && !outsideWords[w[0]] {
				all = near(all, w, n == len(s), keep)
			}
		}
	}
	return nearest(all)
}

func nearest(all []slip) []slip {
	slices.SortStableFunc(all, func(a, b slip) int {
		return cmp.Or(cmp.Compare(a.off, b.off), cmp.Compare(b.size, a.size), cmp.Compare(min(a.kel, 0), min(b.kel, 0)))
	})
	return all[:min(len(all), maxCandidates)]
}

// near adds the places whose key is close to the words typed. The first letter
// must agree, for people seldom miss it and short names are many; a whole
// answer may have its one slip there.
func near(all []slip, words []string, whole bool, keep func(place) bool) []slip {
	typed := key(words)
	limit := allowed(len(typed))
	if allKnown(words) {
		limit = min(limit, 1) // each word is one of a name: hardly two slips
	}
	far := limit
	if whole && len(typed) >= 5 {
		far = 2
	}
	if far == 0 || len(typed) < 5 && !whole {
		return all
	}
	for _, p := range places {
		d := far + 1
		switch {
		case !whole && plainNames[p.key]:
		case p.key[0] == typed[0]:
			d = distance(typed, p.key, far)
		case whole && len(typed) >= 5 && slipAtFront(typed, p.key):
			d = 1
		}
		if d <= far && keep(p) {
			all = append(all, slip{place: p, off: d, size: len(typed), limit: limit})
		}
	}
	return all
}

// allKnown reports whether every word is one of a name as it stands.
func allKnown(words []string) bool {
	for _, w := range words {
		if !vocabulary[w] {
			return false
		}
	}
	return len(words) > 1
}

func slipCandidates(list []slip) []Candidate {
	var all []place
	for _, s := range list {
		all = append(all, s.place)
	}
	return placeCandidates(all)
}

func slipKecamatan(list []slip) []Candidate {
	var all []place
	for _, s := range list {
		all = append(all, s.place)
	}
	return kecamatanCandidates(all)
}
