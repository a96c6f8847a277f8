package understand

import "slices"

// affirmed leaves out what a text declines, and its pauses: of "jangan besok,
// lusa aja" the "lusa aja", of "rabu ga bisa, kamis" the Thursday. A text which
// only declines stays whole.
func (w dateWords) affirmed() dateWords {
	all := slices.DeleteFunc(slices.Clone(w), func(s string) bool { return s == pause })
	if !declines(all) {
		return all
	}
	var kept dateWords
	for _, clause := range w.clauses() {
		if !clause.has("tidak") {
			kept = append(kept, clause.until("jangan", "bukan")...)
		}
	}
	if !slices.ContainsFunc(kept, tellsTime) {
		return all
	}
	return kept
}

func declines(w dateWords) bool { return w.has("tidak", "bukan", "jangan") }

// tellsTime: a number, a day or a month.
func tellsTime(w string) bool {
	_, weekday := weekdays[w]
	_, near := nearDays[w]
	return weekday || near || months[w] > 0 || allDigits(w) || isNumberWord(w)
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
	case w.has("atau", "/", "dan"):
		return Ambiguous
	}
	return ""
}
