package understand

// spoken reads "5 desember 2026", "tanggal 5 bulan desember", "december 5th".
func (r dayReader) spoken(i int) dayHit {
	d, month, to := r.dayOfMonth(i)
	if month == 0 {
		return dayHit{}
	}
	if i > 1 && between(dateWords{r.at(i - 1)}) != "" && (allDigits(r.at(i-2)) || isNumberWord(r.at(i-2))) {
		return dayHit{why: Multiple, to: to} // "5 atau 6 desember"
	}
	y, to := r.year(to)
	return r.dated(d, month, y, to)
}

// dayOfMonth reads a day and the month beside it; month 0 is none.
func (r dayReader) dayOfMonth(i int) (d, month, to int) {
	if m := months[r.at(i)]; m > 0 {
		return r.monthFirst(i+1, m)
	}
	if r.at(i) == "tanggal" {
		i++
	}
	d, used := saidDigits(r.dateWords, i)
	if to = i + used; used == 0 {
		return 0, 0, 0
	}
	switch r.at(to) {
	case "bulan":
		return d, r.month(to + 1), to + 2
	case "-", "of":
		to++
	}
	return d, months[r.at(to)], to + 1
}

// monthFirst reads the day behind a month's name, which a year is not.
func (r dayReader) monthFirst(i, m int) (d, month, to int) {
	if r.at(i) == "tanggal" {
		i++
	}
	d, used := r.number(i)
	if used == 0 || allDigits(r.at(i)) && len(r.at(i)) > 2 {
		return 0, 0, 0
	}
	return d, m, i + used
}

// month reads a month by name or, after "bulan", by number.
func (r dayReader) month(at int) int {
	if n, ok := smallInt(r.at(at)); ok && n < 100 {
		return n
	}
	return months[r.at(at)]
}

// year reads a year after a month, 0 for none.
func (r dayReader) year(at int) (y, to int) {
	next := at
	switch r.at(at) {
	case "-", "/", ",":
		if n := r.at(at + 1); allDigits(n) && len(n)%2 == 0 {
			next++
		}
	case "tahun":
		next++
	}
	w, after := r.at(next), r.at(next+1)
	switch {
	case allDigits(w) && after != "." && after != ":":
		n, _ := smallInt(w)
		return r.fullYear(n, w), next + 1
	case w == "dua" && after == "ribu":
		n, used := saidDigits(r.dateWords, next+2)
		return 2000 + n, next + 2 + used
	case w == "seribu":
		n, used := r.number(next + 1)
		return 1000 + n, next + 1 + used
	case r.at(at) == "tahun":
		if ahead, ok := yearsAhead[w]; ok {
			return r.today.Year() + ahead, next + 1
		}
	}
	return 0, at
}

var yearsAhead = map[string]int{"ini": 0, "depan": 1, "lalu": -1, "kemarin": -1}
