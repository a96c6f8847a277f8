package understand

// amount is a sum in progress. Parts must come in falling units: 2 juta 500
// ribu.
type amount struct {
	total, last int64 // last is the unit of the part before
	parts       int
}

// addUp reads the parts one after the other.
func addUp(toks []moneyToken) (int64, Reason) {
	var sum amount
	gap := false
	for i := 0; i < len(toks); {
		t := toks[i]
		if !numeric(t) || t.kind == moneyUnit {
			gap = gap || t.kind == moneyWord && sum.parts > 0 && !moneyNoise[t.text]
			i++
			continue
		}
		if monthCount(toks, i) {
			i += 2
			continue
		}
		part, used, why := readPart(toks[i:])
		switch {
		case why != "":
			return 0, why
		case gap:
			return 0, Ambiguous
		case part.unit == 0 && !part.half && i+used < len(toks) && numeric(toks[i+used]):
			if toks[i+used].kind == moneyHalf {
				return 0, AmbiguousUnit // "tiga setengah"
			}
			return 0, Range // "dua tiga juta"
		}
		why = sum.add(part)
		if why == Range && sum.repeated(toks[i:]) {
			return sum.result()
		}
		if why != "" {
			return 0, why
		}
		i += used
	}
	return sum.result()
}

// repeated: the rest says the same sum again, "3.000.000 (tiga juta rupiah)".
func (a *amount) repeated(rest []moneyToken) bool {
	again, why := addUp(rest)
	return why == "" && again == a.total
}

// monthCount: the "1" of "5 juta 1 bulan" is no part of the amount.
func monthCount(toks []moneyToken, i int) bool {
	return i+1 < len(toks) && toks[i+1].kind == moneyPeriod && toks[i+1].value == 30
}

var moneyNoise = set("kira kurang dan aja saja kak ya sih dong deh nih lah per an lebih plus")

// part is a quantity as a fraction, with its unit; unit 0 means none was said.
type part struct {
	num, den, unit int64
	grouped        bool // 5.000.000: rupiah without a unit
	comma          bool // 1,250: a decimal before "juta"
	half           bool // a trailing "setengah" of the unit before
}

func (a *amount) add(p part) Reason {
	unit := max(p.unit, 1)
	switch {
	case p.half && p.unit == 0:
		if a.parts == 0 || a.last < 1000 {
			return AmbiguousUnit
		}
		a.total += a.last / p.den
		a.last = 1
		a.parts++
		return ""
	case a.parts > 0 && p.unit == 0 && !p.grouped && a.last > 1 && (a.last > 1000 || p.num < 100):
		return Ambiguous // "2 juta 500", while "seribu lima ratus" is clear
	case a.parts > 0 && (unit >= a.last || p.num >= a.last/unit*p.den):
		return Range // also "2 juta 3.000.000"
	case p.unit == 0 && a.parts == 0 && p.num > 0 && p.num < 1000*p.den:
		return AmbiguousUnit
	case p.num > 1e16/unit || p.num*unit%p.den != 0:
		return BadFormat
	}
	a.total += p.num * unit / p.den
	a.last = unit
	a.parts++
	return ""
}

// maxAmount: nobody in the programme earns a thousand miliar.
const maxAmount = 1e12

func (a *amount) result() (int64, Reason) {
	switch {
	case a.parts == 0:
		return 0, NoAmount
	case a.total > maxAmount:
		return 0, BadFormat
	}
	return a.total, ""
}
