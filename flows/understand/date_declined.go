package understand

import "slices"

// affirmed leaves out what a text declines, and its pauses: of "jangan besok,
// lusa aja" the "lusa aja", of "rabu ga bisa, kamis" the Thursday. A text which
// only declines stays whole.
func (w dateWords) affirmed() dateWords {
	all := w
	if slices.Contains(w, pause) {
		all = w.withoutPauses()
	}
	if !all.decline() {
		return all
	}
	var kept dateWords
	for _, clause := range w.clauses() {
		if !clause.negated("tidak") {
			kept = append(kept, clause.until("jangan", "bukan")...)
		}
	}
	if !slices.ContainsFunc(kept, tellsTime) {
		return all
	}
	return kept
}

// chosen is the one clause of several with an "aja": "besok aja kak, hari ini
// masih dagang". It is nil if there is none.
func (w dateWords) chosen() dateWords {
	var chosen dateWords
	clauses := w.clauses()
	for _, c := range clauses {
		switch {
		case !c.has("saja") || !slices.ContainsFunc(c, tellsTime):
		case chosen != nil:
			return nil
		default:
			chosen = c
		}
	}
	if len(clauses) == 1 || chosen.decline() {
		return nil
	}
	return chosen
}

func (w dateWords) decline() bool { return w.negated("tidak", "bukan", "jangan") }

// noMatter behind a "tidak" turns nothing down: "besok ga papa".
var noMatter = set("apa papa masalah keberatan telat")

// beforeNo makes a condition or a question of a "tidak": "kalo ga hujan", "bisa
// ga kak".
var beforeNo = set("kalau bisa boleh")

// negated: one of the words stands there and turns something down.
func (w dateWords) negated(words ...string) bool {
	for i, s := range w {
		if slices.Contains(words, s) && !beforeNo[w.at(i-1)] && !noMatter[w.at(i+1)] {
			return true
		}
	}
	return false
}

// tellsTime: a number, a day or a month.
func tellsTime(w string) bool {
	_, weekday := weekdays[w]
	_, near := nearDays[w]
	return weekday || near || months[w] > 0 || allDigits(w) || isNumberWord(w)
}

// withoutPauses keeps the comma of "besok, lusa", which are two days while
// "besok lusa" is one.
func (w dateWords) withoutPauses() dateWords {
	all := make(dateWords, 0, len(w))
	for i, s := range w {
		switch {
		case s != pause:
			all = append(all, s)
		case w.at(i-1) == "besok" && w.at(i+1) == "lusa":
			all = append(all, "dan")
		}
	}
	return all
}

func (w dateWords) clauses() []dateWords {
	var parts []dateWords
	for {
		i := slices.Index(w, pause)
		if i < 0 {
			return append(parts, w)
		}
		parts, w = append(parts, w[:i]), w[i+1:]
	}
}

func (w dateWords) until(stop ...string) dateWords {
	i := slices.IndexFunc(w, func(s string) bool { return slices.Contains(stop, s) })
	if i < 0 {
		return w
	}
	return w[:i]
}

// between says how two days or hours are joined by the words between them.
func between(w dateWords) Reason {
	switch {
	case w.has("sampai", "-"):
		return Range
	case w.has("atau", "/", "dan", "sama"):
		return Ambiguous
	}
	return ""
}
