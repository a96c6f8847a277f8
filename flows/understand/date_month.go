package understand

// ofThisMonth reads "tgl 5", "tanggal 5 bulan depan", and leaves "tgl 5/12"
// and "tgl 5 desember" to the readers of those.
func (r dayReader) ofThisMonth(i int) dayHit {
	if r.at(i) != "tanggal" {
		return dayHit{}
	}
	d, used := saidDigits(r.dateWords, i+1)
	to := i + 1 + used
	switch {
	case used == 0 || numericSpan(r.dateWords, i+1) > 0 || months[r.at(to)] > 0 || r.at(to) == "bulan" && r.month(to+1) > 0:
		return dayHit{}
	case r.another(to):
		return dayHit{why: Multiple, to: to + 1}
	case d < 1 || d > 31:
		return dayHit{why: BadDate, to: to}
	}
	return r.inMonth(d, to)
}

// another: "atau 6", "sampai tgl 7".
func (r dayReader) another(at int) bool {
	if between(dateWords{r.at(at)}) == "" {
		return false
	}
	_, used := r.number(at + 1)
	return used > 0 || r.at(at+1) == "tanggal"
}

// inMonth finds the next month with such a day, or the one which is named.
func (r dayReader) inMonth(d, to int) dayHit {
	ahead, used := r.whichMonth(to)
	for ; ; ahead++ {
		first := r.day(r.today.Year(), int(r.today.Month())+ahead, 1)
		day := first.AddDate(0, 0, d-1)
		switch {
		case day.Month() == first.Month() && (used > 0 || !day.Before(r.today)):
			return dayHit{day: day, to: to + used}
		case used > 0:
			return dayHit{why: BadDate, to: to + used}
		}
	}
}

// whichMonth reads "ini", "bulan depan", "next month"; used 0 is none.
func (r dayReader) whichMonth(at int) (ahead, used int) {
	a, b := r.at(at), r.at(at+1)
	switch {
	case a == "ini":
		return 0, 1
	case a == "bulan" && b == "ini":
		return 0, 2
	case a == "bulan" && b == "depan", a == "depan" && b == "bulan":
		return 1, 2
	case a == "bulan" && (b == "lalu" || b == "kemarin"):
		return -1, 2
	}
	return 0, 0
}
