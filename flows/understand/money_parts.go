package understand

// readPart reads a quantity and the unit behind it.
func readPart(toks []moneyToken) (p part, used int, why Reason) {
	switch t := toks[0]; t.kind {
	case moneySlang:
		return part{num: t.value, den: 1, unit: 1, grouped: true}.scaled(t), 1, ""
	case moneyHalf:
		p, used = part{num: 1, den: t.value, half: true}, 1
	case moneyDigits:
		p, used, why = readDigits(toks)
	default:
		p, used = readWords(toks)
		if used+1 < len(toks) && toks[used].kind == moneyComma {
			p, used, why = decimalWords(p, toks, used)
		}
	}
	if why != "" {
		return p, used, why
	}
	p, used = mixedHalf(toks, p, used)
	for used < len(toks) && (toks[used].kind == moneyApprox || toks[used].text == "-" && nextIsAn(toks, used)) {
		used++ // "5an juta", "5-an juta"
	}
	if used < len(toks) && toks[used].kind == moneyUnit && p.unit == 0 {
		return withUnit(p, toks[used].value, used+1)
	}
	return p, used, ""
}

func nextIsAn(toks []moneyToken, i int) bool {
	return i+1 < len(toks) && toks[i+1].text == "an"
}

// scaled gives slang for round sums ("sejuta") its unit, so that smaller
// parts may follow.
func (p part) scaled(t moneyToken) part {
	switch t.value {
	case 1e3, 1e6, 1e9:
		return part{num: 1, den: 1, unit: t.value}
	}
	return p
}

func withUnit(p part, unit int64, used int) (part, int, Reason) {
	switch {
	case p.grouped && p.comma && unit >= 1e6:
		p.den *= 1000
	case p.grouped && unit >= 1e6:
		return p, used, Ambiguous // "1.500 juta"
	}
	p.unit, p.half = unit, false
	return p, used, ""
}

// mixedHalf reads "satu setengah" and "dua setengah" before a unit.
func mixedHalf(toks []moneyToken, p part, used int) (part, int) {
	if p.half || p.den != 1 || p.grouped || used+1 >= len(toks) || toks[used].kind != moneyHalf || toks[used+1].kind != moneyUnit {
		return p, used
	}
	d := toks[used].value
	return part{num: p.num*d + 1, den: d}, used + 1
}

// readWords reads number words below a thousand.
func readWords(toks []moneyToken) (part, int) {
	n, used := int64(0), 0
	for used < len(toks) && toks[used].kind == moneyNumber {
		v := toks[used].value
		step, took := v, 1
		if used+1 < len(toks) {
			step, took = tensOf(v, toks[used+1].text)
		}
		if used > 0 && step >= lastStep(n) {
			break // "dua tiga juta": not one number
		}
		n += step
		used += took
	}
	return part{num: n, den: 1}, used
}

func tensOf(v int64, next string) (int64, int) {
	switch {
	case v >= 10:
	case next == "belas" || next == "blas":
		return 10 + v, 2
	case next == "puluh" || next == "pluh" || next == "plh" || next == "puluhan":
		return 10 * v, 2
	case next == "ratus" || next == "rts" || next == "ratusan":
		return 100 * v, 2
	}
	return v, 1
}

// lastStep is the smallest scale in n, which the next step must stay below.
func lastStep(n int64) int64 {
	switch {
	case n%100 == 0:
		return 100
	case n%10 == 0 && n%100 != 10:
		return 10
	}
	return 0
}

// readDigits reads a literal, its fraction bar ("1/2"), and "3 ratus".
func readDigits(toks []moneyToken) (part, int, Reason) {
	text, used := joinGroups(toks)
	p, why := literal(text)
	if why != "" {
		return p, used, why
	}
	if n, d := fraction(toks, used); d > 0 && p.den == 1 && n < d {
		return part{num: p.num*d + n, den: d}, used + 3, "" // "1 1/2"
	}
	if n, d := fraction(toks, 0); d > 0 {
		return part{num: n, den: d}, 3, ""
	}
	if used+1 < len(toks) && toks[used].text == "/" && toks[used+1].kind == moneyDigits {
		return p, used, Range
	}
	if used < len(toks) && p.den == 1 && p.num < 10 {
		if n, took := tensOf(p.num, toks[used].text); took == 2 {
			p.num = n
			used++
			if used < len(toks) && toks[used].kind == moneyNumber {
				rest, more := readWords(toks[used:])
				p.num += rest.num
				used += more
			}
		}
	}
	if used+1 < len(toks) && toks[used].kind == moneyComma {
		return decimalWords(p, toks, used)
	}
	return p, used, ""
}

// fraction reads "1/2" at i; d is 0 if there is none.
func fraction(toks []moneyToken, i int) (n, d int64) {
	if i+2 >= len(toks) || toks[i+1].text != "/" || toks[i].kind != moneyDigits || toks[i+2].kind != moneyDigits {
		return 0, 0
	}
	num, _ := smallInt(toks[i].text)
	den, _ := smallInt(toks[i+2].text)
	if num == 0 || den < 2 || den > 10 {
		return 0, 0
	}
	return int64(num), int64(den)
}

// decimalWords reads what follows "koma": digits, or words one by one.
func decimalWords(p part, toks []moneyToken, used int) (part, int, Reason) {
	next := toks[used+1]
	if next.kind == moneyDigits {
		if p.den != 1 || len(next.text) > 4 || !allDigits(next.text) {
			return p, used, BadFormat
		}
		for i := range len(next.text) {
			p = part{num: 10*p.num + int64(next.text[i]-'0'), den: 10 * p.den}
		}
		return p, used + 2, ""
	}
	used++
	for used < len(toks) && toks[used].kind == moneyNumber && toks[used].value < 10 && p.den < 1000 {
		p = part{num: 10*p.num + toks[used].value, den: 10 * p.den}
		used++
	}
	if p.den == 1 {
		return p, used, BadFormat
	}
	return p, used, ""
}
