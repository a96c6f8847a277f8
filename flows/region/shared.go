package region

import "slices"

// sharers lists, for each kelurahan, those in other kecamatan whose names go
// on from its name: Kelapa Dua and Kelapa Dua Wetan.
var sharers [][]int

func linkSharers() {
	sharers = make([][]int, len(kelurahan))
	for _, a := range places {
		for _, b := range places {
			if a.kel >= 0 && b.kel >= 0 && a.kec != b.kec && len(b.words) > len(a.words) && slices.Equal(b.words[:len(a.words)], a.words) {
				sharers[a.kel] = append(sharers[a.kel], b.kel)
			}
		}
	}
}

// unlessShared makes a find a guess when people may have left the rest of a
// longer name out. "kel." before it, a city or the kecamatan asked within
// settle it.
func (q *query) unlessShared(m Match, h hit) Match {
	if m.Kelurahan == nil || h.kel < 0 || m.Kelurahan.Code != kelurahan[h.kel].Code || q.marked(h.from) || q.within == kecOfKel[h.kel] {
		return m
	}
	for _, other := range sharers[h.kel] {
		if q.kota != "" && q.kota != "Jakarta" && kecamatan[kecOfKel[other]].Kota != q.kota {
			continue
		}
		if m.Exact {
			m.Exact, m.Candidates = false, []Candidate{candidate(h.kel)}
		}
		if len(m.Candidates) < maxCandidates {
			m.Candidates = append(m.Candidates, candidate(other))
		}
	}
	return m
}

// longer grows a hit to a part of a longer name around it: "cipinang besar" is
// no Cipinang.
func (q *query) longer(h *hit) ([]string, bool) {
	if h.kec >= 0 {
		return nil, false
	}
	for _, run := range [...][2]int{{h.from, h.to + 1}, {h.from - 1, h.to}} {
		if run[0] < 0 || run[1] > len(q.words) {
			continue
		}
		if w := q.words[run[0]:run[1]]; !noise[w[0]] && !noise[w[len(w)-1]] && q.anyPart(w) {
			h.from, h.to = run[0], run[1]
			return w, true
		}
	}
	return nil, false
}

// pairByPart: a name is short for one in the kecamatan beside it: "kelapa dua
// ciracas" means Kelapa Dua Wetan.
func (q *query) pairByPart() (Match, bool) {
	for _, a := range q.hits {
		for _, b := range q.hits {
			if a == b || a.kel < 0 || b.kec < 0 || a.kec == b.kec {
				continue
			}
			list := q.parts(q.words[a.from:a.to], func(p place) bool { return p.kel >= 0 && p.kec == b.kec })
			switch len(list) {
			case 0:
			case 1:
				return foundKelurahan(list[0].kel, true), true
			default:
				return Match{Kecamatan: kecamatan[b.kec], Exact: true}, true
			}
		}
	}
	return Match{}, false
}
