package region

// takeHits finds the exact names in the words, longest first, without overlap.
func (q *query) takeHits() {
	q.hits = q.hitBuf[:0]
	start, end := trimmed(q.words)
	if start == end {
		return
	}
	if n, ok := byKey[key(q.words[start:end])]; ok && (end-start > 1 || !plainNames[q.words[start]] || q.plainlyMeant(start)) {
		q.addHit(start, end, n)
		return
	}
	for n := min(4, end-start); n > 0; n-- {
		for i := start; i+n <= end; i++ {
			q.tryHit(i, i+n)
		}
	}
	q.takePlain(start, end)
}

// takePlain adds an everyday word as a kelurahan when its kecamatan is named
// too: "setu, cipayung".
func (q *query) takePlain(start, end int) {
	for i := start; i < end; i++ {
		if !plainNames[q.words[i]] || q.covered(i, i+1) || len(q.hits) == cap(q.hits) {
			continue
		}
		n := byKey[key(q.words[i:i+1])]
		for _, h := range q.hits {
			if h.kec == kecOfKel[n.kel] {
				q.addHit(i, i+1, n)
				break
			}
		}
	}
}

func (q *query) tryHit(from, to int) {
	w := q.words[from:to]
	if len(q.hits) == cap(q.hits) || noise[w[0]] && !bambu(w) || noise[w[len(w)-1]] || q.covered(from, to) {
		return
	}
	plain := to-from == 1 && plainNames[w[0]] && !q.marked(from)
	n, ok := byKey[key(w)]
	if !ok || plain && !q.located(from) {
		return
	}
	q.guess = q.guess || plain
	q.addHit(from, to, n)
}

// addHit files a hit. "kel" or "kec" before a name which is both decides.
func (q *query) addHit(from, to int, n named) {
	h := hit{from, to, n.kec, n.kel}
	if from > 0 && h.kec >= 0 && h.kel >= 0 {
		switch q.words[from-1] {
		case "kel", "kelurahan":
			h.kec = -1
		case "kec", "kecamatan":
			h.kel = -1
		}
	}
	q.hits = append(q.hits, h)
}

// plainlyMeant reports whether an everyday word is the answer and not a word
// of a sentence: "di tengah kota" names no kelurahan Tengah.
func (q *query) plainlyMeant(at int) bool {
	for i, w := range q.words {
		if i != at && !plainCompany[w] {
			return false
		}
	}
	return true
}

// marked reports whether "kel" or "kelurahan" stands before a word.
func (q *query) marked(i int) bool {
	return i > 0 && (q.words[i-1] == "kel" || q.words[i-1] == "kelurahan")
}

// located reports whether a word behind "di" or "warga" is likely a place. It is
// not for the most common of the everyday words.
func (q *query) located(i int) bool {
	return i > 0 && !commonNames[q.words[i]] && placeLeads[q.words[i-1]]
}

func (q *query) covered(from, to int) bool {
	for _, h := range q.hits {
		if from < h.to && h.from < to {
			return true
		}
	}
	return false
}

// pair finds a kelurahan and its own kecamatan among the hits: "jatinegara,
// cakung" is the kelurahan Jatinegara in Cakung.
func (q *query) pair() (kel int, ok bool) {
	for _, a := range q.hits {
		for _, b := range q.hits {
			if a != b && a.kel >= 0 && b.kec >= 0 && kecOfKel[a.kel] == b.kec {
				return a.kel, true
			}
		}
	}
	return 0, false
}

// kecamatan answers from the hits, else by part of a name, else by spelling.
func (q *query) kecamatan() Match {
	if kel, ok := q.pair(); ok {
		return foundKelurahan(kel, true)
	}
	if m, ok := q.pairByPart(); ok {
		return m
	}
	switch len(q.hits) {
	case 0:
		if !q.anyPart(q.subject()) {
			if m := q.misspelt(anyPlace, true); m.Reason != Unknown {
				return m
			}
		}
		return q.kecamatanByPart(q.stretch())
	case 1:
		if part, ok := q.longer(&q.hits[0]); ok {
			return q.kecamatanByPart(part)
		}
		if m := q.misspelt(anyPlace, true); m.Reason != Unknown {
			return m
		}
		return q.unlessShared(kecamatanOf(q.hits[0]), q.hits[0])
	}
	m := kecamatanOf(q.hits[0])
	for _, h := range q.hits[1:] {
		if kecamatanOf(h).Kecamatan != m.Kecamatan {
			return Match{Reason: Ambiguous, Candidates: q.hitCandidates(kecamatanOf)}
		}
	}
	m.Kelurahan = nil
	return m
}

func kecamatanOf(h hit) Match {
	if h.kec >= 0 {
		return Match{Kecamatan: kecamatan[h.kec], Exact: true}
	}
	return foundKelurahan(h.kel, true)
}

func (q *query) hitCandidates(of func(hit) Match) []Candidate {
	var all []Candidate
	for _, h := range q.hits[:min(len(q.hits), maxCandidates)] {
		m := of(h)
		all = append(all, Candidate{m.Kecamatan, m.Kelurahan})
	}
	return all
}
