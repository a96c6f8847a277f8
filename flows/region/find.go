package region

import "strings"

// FindKecamatan finds the kecamatan a text names. A kelurahan, or several of
// the same kecamatan, answers too.
func FindKecamatan(text string) Match {
	rest := affirmed(text)
	if rest == "" && rest != text {
		return Match{Reason: Unknown}
	}
	var buf [maxWords]string
	q := read(rest, buf[:0])
	if m, done := q.settled(); done {
		return m
	}
	return q.finish(q.kecamatan())
}

// FindKelurahan finds the kelurahan a text names. The kecamatan code within
// (31.71.07; "" for any) decides between several; a kelurahan clearly outside
// it is still found, and its KecamatanCode tells.
func FindKelurahan(text string, within string) Match {
	rest := affirmed(text)
	if rest == "" && rest != text {
		return Match{Reason: Unknown}
	}
	var buf [maxWords]string
	q := read(rest, buf[:0])
	q.within = -1
	if i, ok := kecByCode[within]; ok {
		q.within = i
	}
	if m, done := q.settled(); done {
		if m.Reason == "" && m.Kelurahan == nil {
			return Match{Reason: TooBroad, Candidates: kelurahanIn(kecByCode[m.Kecamatan.Code])}
		}
		return m
	}
	return q.finish(q.kelurahan())
}

// query is a text being understood.
type query struct {
	text    string
	clean   string // lower case letters, digits and spaces
	words   []string
	hits    []hit
	hitBuf  [8]hit
	kota    string // a city named beside
	guess   bool   // a landmark or something else makes any find a guess
	outside int    // position of the last word for a place outside DKI, or -1
	within  int
}

func read(text string, buf []string) *query {
	q := &query{text: text, clean: clean(text), outside: -1, within: -1}
	q.words, q.guess = words(q.clean, buf)
	q.takeKota()
	q.takeOutside()
	q.takeHits()
	lives, sells := false, false
	for _, w := range q.words {
		q.guess = q.guess || landmark[w]
		lives, sells = lives || livesIn[w], sells || sellsIn[w]
	}
	q.guess = q.guess || sells && !lives // where they sell may not be where they live
	return q
}

// takeKota removes "jakarta selatan", "jaksel" and "kepulauan seribu" (unless
// a kecamatan of that name goes on) and remembers them.
func (q *query) takeKota() {
	kept := q.words[:0]
	for i := 0; i < len(q.words); {
		n := q.kotaAt(i)
		if n == 0 {
			kept = append(kept, q.words[i])
			n = 1
		}
		i += n
	}
	q.words = kept
}

func (q *query) kotaAt(i int) int {
	for n := min(3, len(q.words)-i); n > 0; n-- {
		k := key(q.words[i : i+n])
		if q.seribuGoesOn(i, n) {
			continue
		}
		if kota, ok := byKota[k]; ok {
			q.kota = kota
			return n
		}
	}
	switch q.words[i] {
	case "jakarta", "dki", "dkj", "jabodetabek":
		if q.kota == "" {
			q.kota = "Jakarta"
		}
		return 1
	}
	return 0
}

// seribuGoesOn: behind "kepulauan seribu" stands "utara" or "selatan", written
// well or not.
func (q *query) seribuGoesOn(i, n int) bool {
	if n == 3 || i+n >= len(q.words) || q.words[i+n-1] != "seribu" {
		return false
	}
	next := q.words[i+n]
	return distance(next, "utara", 1) <= 1 || distance(next, "selatan", 2) <= 2
}

// settled answers what needs no search: codes, nothing, Kapuk's new parts.
func (q *query) settled() (Match, bool) {
	if strings.TrimSpace(q.clean) == "" {
		return Match{Reason: Empty}, true
	}
	if m, ok := byCode(q.text); ok {
		return m, true
	}
	for _, p := range elsewhere {
		if strings.Contains(q.clean, p) {
			return Match{Reason: Unknown}, true
		}
	}
	for i := 0; i+1 < len(q.words); i++ {
		if q.words[i] == "kapuk" && (q.words[i+1] == "selatan" || q.words[i+1] == "timur") {
			return Match{Reason: PendingCode, Candidates: []Candidate{candidate(kelByCode["31.73.01.1005"])}}, true
		}
	}
	return Match{}, false
}

// finish weighs a find against places outside DKI and against a city which
// was all that was said.
func (q *query) finish(m Match) Match {
	outside := q.outside >= 0 && !q.covered(q.outside, q.outside+1)
	switch {
	case outside && q.outsideWins():
		return Match{Reason: NotDKI}
	case m.Reason == Unknown && q.kota != "" && len(trimNoise(q.words)) == 0:
		return Match{Reason: TooBroad, Candidates: fewKecamatan(q.kota)}
	case m.Reason == Unknown && q.almostOutside():
		return Match{Reason: NotDKI}
	case m.Reason == Ambiguous && q.kota != "":
		m = q.narrow(m)
	}
	if m.Reason == "" {
		m.Exact = m.Exact && !q.guess && !outside && !q.leftOver()
	}
	return m
}

// fewKecamatan offers the kecamatan of a kota which has no more than can be
// offered: those of Kepulauan Seribu.
func fewKecamatan(kota string) []Candidate {
	var all []Candidate
	for _, k := range kecamatan {
		if k.Kota == kota {
			all = append(all, Candidate{Kecamatan: k})
		}
	}
	if len(all) > maxCandidates {
		return nil
	}
	return all
}

// leftOver reports words beside the hits which are neither noise nor known;
// then the name may be part of another one.
func (q *query) leftOver() bool {
	if len(q.hits) == 0 {
		return false
	}
	for i, w := range q.words {
		if !noise[w] && !outsideWords[w] && !q.covered(i, i+1) {
			return true
		}
	}
	return false
}

// narrow lets the city named beside decide between candidates.
func (q *query) narrow(m Match) Match {
	var in []Candidate
	for _, c := range m.Candidates {
		if c.Kecamatan.Kota == q.kota {
			in = append(in, c)
		}
	}
	switch len(in) {
	case 0:
		return m
	case 1:
		return Match{Kecamatan: in[0].Kecamatan, Kelurahan: in[0].Kelurahan, Exact: true}
	}
	m.Candidates = in
	return m
}

func foundKelurahan(i int, exact bool) Match {
	k := kelurahan[i]
	return Match{Kecamatan: kecamatan[kecOfKel[i]], Kelurahan: &k, Exact: exact}
}

const maxCandidates = 5

func candidate(kel int) Candidate {
	k := kelurahan[kel]
	return Candidate{Kecamatan: kecamatan[kecOfKel[kel]], Kelurahan: &k}
}

func candidates(kels []int) []Candidate {
	var all []Candidate
	for _, i := range kels[:min(len(kels), maxCandidates)] {
		all = append(all, candidate(i))
	}
	return all
}

func kelurahanIn(kec int) []Candidate {
	var all []int
	for i, k := range kecOfKel {
		if k == kec {
			all = append(all, i)
		}
	}
	return candidates(all)
}
