package region

import "slices"

// subject is what is left of the words to compare with names.
func (q *query) subject() []string { return trimNoise(q.words) }

// parts lists the places whose name holds the words in a row.
func (q *query) parts(want []string, keep func(place) bool) []place {
	var all []place
	if !telling(want) {
		return nil
	}
	for _, p := range places {
		if keep(p) && holds(p.words, want) {
			all = append(all, p)
		}
	}
	return q.inKota(all)
}

// inKota keeps the places of the city named beside, if there are any.
func (q *query) inKota(list []place) []place {
	if q.kota == "" || !slices.ContainsFunc(list, func(p place) bool { return kecamatan[p.kec].Kota == q.kota }) {
		return list
	}
	return slices.DeleteFunc(list, func(p place) bool { return kecamatan[p.kec].Kota != q.kota })
}

// telling: "timur" or "baru" alone could be anything.
func telling(want []string) bool {
	for _, w := range want {
		if !directions[w] && len(w) > 2 {
			return true
		}
	}
	return false
}

func holds(name, want []string) bool {
	for i := 0; i+len(want) <= len(name); i++ {
		if slices.Equal(name[i:i+len(want)], want) {
			return true
		}
	}
	return false
}

// stretch finds the longest run of words which is part of a name and not only
// generic; the whole subject may be generic ("kebon").
func (q *query) stretch() []string {
	s := q.subject()
	for n := min(3, len(s)); n > 0; n-- {
		for i := 0; i+n <= len(s); i++ {
			w := s[i : i+n]
			if (len(s) == n && len(q.words) == n || special(w)) && q.anyPart(w) {
				return w
			}
		}
	}
	return nil
}

func special(w []string) bool {
	for _, x := range w {
		if !generic[x] && !noise[x] && !plainNames[x] && len(x) > 3 {
			return true
		}
	}
	return false
}

func (q *query) anyPart(w []string) bool {
	for i := range places {
		if holds(places[i].words, w) {
			return telling(w)
		}
	}
	return false
}

// kecamatanByPart: all places with the words in their name may lie in one
// kecamatan ("sunter"), which then is the answer.
func (q *query) kecamatanByPart(want []string) Match {
	list := q.parts(want, func(place) bool { return true })
	if len(list) == 0 {
		return q.bySpelling(anyPlace, true)
	}
	for _, p := range list[1:] {
		if p.kec != list[0].kec {
			return Match{Reason: Ambiguous, Candidates: kecamatanCandidates(list)}
		}
	}
	alone := len(want) == len(q.subject()) && (len(want) > 1 || !people[want[0]]) // "budi santoso" is no Setia Budi
	m := Match{Kecamatan: kecamatan[list[0].kec], Exact: alone}
	if len(list) == 1 && list[0].kel >= 0 {
		return foundKelurahan(list[0].kel, alone && !lacksDirection(list[0], want))
	}
	return m
}

// lacksDirection: "mangga dua" is more than Mangga Dua Selatan.
func lacksDirection(p place, want []string) bool {
	return len(p.words) > len(want) && len(want) > 1 && compass[p.words[len(p.words)-1]]
}

// people are named so, too.
var people = set("budi setia melati wijaya kusuma halim perdana sari agung jaya malaka bali bunga putih")

var compass = set("utara selatan barat timur")

func anyPlace(place) bool { return true }

func isKelurahan(p place) bool { return p.kel >= 0 }

func (q *query) inside(p place) bool { return p.kel >= 0 && p.kec == q.within }

// kelurahanByPart looks in within first, by part of a name and by spelling.
func (q *query) kelurahanByPart() Match {
	want := q.subject()
	list := q.parts(want, isKelurahan)
	if len(list) == 0 && len(want) > 1 {
		want = q.stretch()
		list = q.parts(want, isKelurahan)
	}
	if q.within >= 0 && !q.anyInside(list) {
		if m := q.bySpelling(q.inside, false); m.Reason == "" {
			return m
		}
	}
	if m := q.choose(list); m.Reason != Unknown {
		return m
	}
	return q.bySpelling(isKelurahan, false)
}

func (q *query) anyInside(list []place) bool { return slices.ContainsFunc(list, q.inside) }

// choose takes the only kelurahan of a list, or the only one in within.
func (q *query) choose(list []place) Match {
	if q.anyInside(list) {
		list = slices.DeleteFunc(list, func(p place) bool { return !q.inside(p) })
	}
	switch len(list) {
	case 0:
		return Match{Reason: Unknown}
	case 1:
		return foundKelurahan(list[0].kel, q.within >= 0 || !lacksDirection(list[0], q.subject()))
	}
	return Match{Reason: Ambiguous, Candidates: placeCandidates(list)}
}

func placeCandidates(list []place) []Candidate {
	var all []Candidate
	for _, p := range list {
		if len(all) == maxCandidates {
			break
		}
		c := Candidate{Kecamatan: kecamatan[p.kec]}
		if p.kel >= 0 {
			c = candidate(p.kel)
		}
		all = append(all, c)
	}
	return all
}

// kecamatanCandidates offers each kecamatan once, with the kelurahan when it
// is the only one meant there.
func kecamatanCandidates(list []place) []Candidate {
	var once []place
	for _, p := range list {
		i := slices.IndexFunc(once, func(o place) bool { return o.kec == p.kec })
		if i < 0 {
			once = append(once, p)
		} else {
			once[i].kel = -1
		}
	}
	return placeCandidates(once)
}
