package region

import (
	"cmp"
	"slices"
)

// slip is a place with its distance from what was typed.
type slip struct {
	place
	off  int
	size int // letters compared
}

// bySpelling compares runs of words with every name. wantKec makes places of
// one kecamatan one answer.
func (q *query) bySpelling(keep func(place) bool, wantKec bool) Match {
	best := q.slips(keep)
	offer := slipCandidates
	if wantKec {
		offer = slipKecamatan
	}
	if len(best) == 0 {
		return Match{Reason: Unknown}
	}
	first := best[0]
	if first.off > allowed(first.size) {
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
	for n := min(3, len(s)); n > 0; n-- {
		for i := 0; i+n <= len(s); i++ {
			if n == 1 && plainNames[s[i]] {
				continue // exact, yet not meant
			}
			if w := s[i : i+n]; n == len(s) || !noise[w[0]] && !noise[w[n-1]] && !outsideWords[w[0]] {
				all = near(all, key(w), n == len(s), keep)
			}
		}
	}
	slices.SortStableFunc(all, func(a, b slip) int {
		return cmp.Or(cmp.Compare(a.off, b.off), cmp.Compare(b.size, a.size), cmp.Compare(min(a.kel, 0), min(b.kel, 0)))
	})
	return all[:min(len(all), maxCandidates)]
}

// near adds the places whose key is close to typed. The first letter must
// agree, for people seldom miss it and short names are many.
func near(all []slip, typed string, whole bool, keep func(place) bool) []slip {
	limit := allowed(len(typed))
	if whole && len(typed) >= 5 {
		limit = max(limit, 2)
	}
	if limit == 0 || len(typed) < 5 && !whole {
		return all
	}
	for _, p := range places {
		if p.key[0] != typed[0] || !keep(p) {
			continue
		}
		if d := distance(typed, p.key, limit); d <= limit {
			all = append(all, slip{place: p, off: d, size: len(typed)})
		}
	}
	return all
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
