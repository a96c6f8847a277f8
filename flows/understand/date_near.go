package understand

var nearDays = map[string]int{"besok": 1, "lusa": 2, "tulat": 3, "kemarin": -1, "semalam": -1, "sekarang": 0, "tadi": 0, "tonight": 0}

// near reads "besok", "lusa", "hari ini", "nanti malam".
func (r dayReader) near(i int) dayHit {
	w, next := r.at(i), r.at(i+1)
	_, part := dayParts[w]
	_, nextPart := dayParts[next]
	switch {
	case next == "ini" && (w == "hari" || part), w == "ini" && (next == "hari" || nextPart), w == "nanti" && nextPart:
		return r.daysOff(0, i+2)
	case w == "besok" && next == "-" && r.at(i+2) == "besok":
		return dayHit{why: Vague, to: i + 3} // some day
	case w == "tadi" && next == "malam":
		return r.daysOff(-1, i+2)
	case w == "besok" && next == "lusa" && !r.refused(i):
		return r.daysOff(2, i+2)
	case w == "hari" && next == "setelah" && r.at(i+2) == "besok":
		return r.daysOff(2, i+3)
	case w == "kemarin" && (next == "lusa" || next == "dulu"):
		return r.daysOff(-2, i+2)
	}
	if n, ok := nearDays[w]; ok {
		return r.daysOff(n, i+1)
	}
	return dayHit{}
}

func (r dayReader) daysOff(n, to int) dayHit {
	return dayHit{day: r.today.AddDate(0, 0, n), to: to}
}
