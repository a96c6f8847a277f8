package region

import "strings"

// misspelt finds a name of several words with a slip in one of them: "kapuk
// ouara" is Kapuk Muara and not Kapuk, "c pinang" is Cipinang and no Pinang.
func (q *query) misspelt(keep func(place) bool, wantKec bool) Match {
	for _, run := range q.misspeltRuns() {
		whole := run == q.wholeRun()
		all := near(nil, q.words[run[0]:run[1]], whole, keep)
		if whole {
			all = append(all, q.nearAsTyped(keep)...)
		}
		if all = q.withinLimit(all, run); len(all) > 0 {
			q.hits = append(q.hits, hit{run[0], run[1], -1, -1})
			return pick(nearest(q.preferInside(all)), wantKec)
		}
	}
	if all := q.abbreviated(keep); len(all) > 0 {
		return pick(nearest(q.preferInside(all)), wantKec)
	}
	return Match{Reason: Unknown}
}

// abbreviated finds the names whose later words were cut down to consonants:
// "kelapa gdg", "kramat jt".
func (q *query) abbreviated(keep func(place) bool) []slip {
	w := q.subject()
	if len(w) < 2 || !vocabulary[w[0]] {
		return nil
	}
	head, rest := key(w[:1]), key(w[1:])
	if len(rest) < 2 || skeleton(rest) != rest {
		return nil
	}
	var all []slip
	for _, p := range places {
		if tail, ok := strings.CutPrefix(p.key, head); ok && keep(p) && cutsDown(rest, tail) {
			all = append(all, slip{place: p, off: 1, size: len(head + rest), limit: 1})
		}
	}
	return all
}

// cutsDown reports whether short is long with letters left out behind the first.
func cutsDown(short, long string) bool {
	if long == "" || short[0] != long[0] {
		return false
	}
	for i := range len(short) {
		at := strings.IndexByte(long, short[i])
		if at < 0 {
			return false
		}
		long = long[at+1:]
	}
	return true
}

func (q *query) wholeRun() [2]int {
	from, to := trimmed(q.words)
	return [2]int{from, to}
}

// misspeltRuns are all the words, and those around the only hit which hold a
// word that is none of a name; longest first.
func (q *query) misspeltRuns() [][2]int {
	whole := q.wholeRun()
	if whole[1]-whole[0] < 2 || len(q.hits) == 1 && whole == [2]int{q.hits[0].from, q.hits[0].to} {
		return nil
	}
	runs := [][2]int{whole}
	if len(q.hits) != 1 {
		return runs
	}
	h := q.hits[0]
	for _, grow := range [...][2]int{{1, 1}, {0, 2}, {2, 0}, {0, 1}, {1, 0}} {
		run := [2]int{h.from - grow[0], h.to + grow[1]}
		if run[0] >= whole[0] && run[1] <= whole[1] && run != whole && !allKnown(q.words[run[0]:run[1]]) && !noise[q.words[run[0]]] && !noise[q.words[run[1]-1]] {
			runs = append(runs, run)
		}
	}
	return runs
}

// nearAsTyped compares the answer before short forms were written out: "tanah
// gbang" has no Gebang in it.
func (q *query) nearAsTyped(keep func(place) bool) []slip {
	if q.kota != "" {
		return nil
	}
	var buf [maxWords]string
	typed := trimNoise(fields(q.clean, buf[:0]))
	if len(typed) == 0 || key(typed) == key(q.subject()) {
		return nil
	}
	return near(nil, typed, true, keep)
}

// withinLimit keeps what is near enough. Beside a hit the slips lie in the
// other words, and few letters bear no two: "jatinegara mau" is no Kaum.
func (q *query) withinLimit(all []slip, run [2]int) []slip {
	hit, most := "", maxKey
	if len(q.hits) == 1 {
		hit = key(q.words[q.hits[0].from:q.hits[0].to])
		if most = 1; len(key(q.words[run[0]:run[1]]))-len(hit) > 4 {
			most = 2
		}
	}
	kept := all[:0]
	for _, s := range all {
		if s.off <= min(s.limit, most) && s.key != hit {
			kept = append(kept, s)
		}
	}
	return kept
}

func (q *query) preferInside(all []slip) []slip {
	var in []slip
	for _, s := range all {
		if q.inside(s.place) {
			in = append(in, s)
		}
	}
	if len(in) > 0 {
		return in
	}
	return all
}
