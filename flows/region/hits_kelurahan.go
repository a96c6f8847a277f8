package region

import "strings"

// kelurahan answers from the hits, else by part of a name, else by spelling.
func (q *query) kelurahan() Match {
	if kel, ok := q.pair(); ok {
		return foundKelurahan(kel, true)
	}
	if m, ok := q.pairByPart(); ok && m.Kelurahan != nil {
		return m
	}
	if len(q.hits) == 1 {
		if part, ok := q.longer(&q.hits[0]); ok {
			return q.choose(q.parts(part, isKelurahan))
		}
	}
	if len(q.hits) == 1 || len(q.hits) == 0 && !q.anyPart(q.subject()) {
		if m := q.misspelt(isKelurahan, false); m.Reason != Unknown {
			return m
		}
	}
	kels := q.hitKelurahan()
	switch {
	case len(kels) == 1:
		return q.unlessShared(q.preferWithin(kels[0]), q.hitOf(kels[0]))
	case len(kels) > 1:
		return Match{Reason: Ambiguous, Candidates: candidates(kels)}
	case len(q.hits) > 0:
		return q.onlyKecamatan(q.hits[0])
	}
	return q.kelurahanByPart()
}

// hitKelurahan lists the kelurahan hit, those in within alone if there are any.
func (q *query) hitKelurahan() []int {
	var all, in []int
	for _, h := range q.hits {
		if h.kel < 0 {
			continue
		}
		all = append(all, h.kel)
		if kecOfKel[h.kel] == q.within {
			in = append(in, h.kel)
		}
	}
	if len(in) > 0 {
		return in
	}
	return all
}

// preferWithin: "gunung" is a kelurahan of Kebayoran Baru, but asked within
// Sawah Besar it is short for Gunung Sahari Utara.
func (q *query) preferWithin(kel int) Match {
	if q.within < 0 || kecOfKel[kel] == q.within {
		return foundKelurahan(kel, true)
	}
	h := q.hitOf(kel)
	list := q.parts(q.words[h.from:h.to], q.inside)
	switch len(list) {
	case 0:
		return foundKelurahan(kel, true)
	case 1:
		return foundKelurahan(list[0].kel, false)
	}
	return Match{Reason: Ambiguous, Candidates: placeCandidates(list)}
}

func (q *query) hitOf(kel int) hit {
	for _, h := range q.hits {
		if h.kel == kel {
			return h
		}
	}
	return hit{kec: -1, kel: -1}
}

// onlyKecamatan: a kecamatan was named where a kelurahan is asked. Its name
// may be part of several kelurahan ("tebet"), else it is too broad.
func (q *query) onlyKecamatan(h hit) Match {
	if kel, ok := q.kebonBaru(h); ok {
		return foundKelurahan(kel, true)
	}
	name := strings.Fields(strings.ToLower(kecamatan[h.kec].Name))
	var list []place
	if strings.HasPrefix(q.words[h.from], name[0][:2]) { // "condet" is not the kelurahan Kramatjati
		list = q.parts(name, isKelurahan)
	}
	if len(list) == 0 {
		list = q.parts(q.words[h.from:h.to], isKelurahan)
	}
	if len(list) > 0 && (h.kec != q.within || q.anyInside(list)) {
		return q.choose(list)
	}
	return Match{Reason: TooBroad, Candidates: kelurahanIn(h.kec)}
}

// kebonBaru: "kb baru" is read as Kebayoran Baru, which is no kelurahan, while
// Kebon Baru is.
func (q *query) kebonBaru(h hit) (int, bool) {
	if kecamatan[h.kec].Name != "Kebayoran Baru" {
		return 0, false
	}
	for w := range strings.FieldsSeq(q.clean) {
		if w == "kb" || w == "kbn" {
			return byKey["kebonbaru"].kel, true
		}
	}
	return 0, false
}
