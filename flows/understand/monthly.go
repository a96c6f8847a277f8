package understand

import "slices"

// A month of work in the programme's forms: 25 selling days, 4 weeks.
const (
	daysAMonth   = 25
	weeksAMonth  = 4
	monthsAYear  = 12
	roundMonthly = 1000 // an estimate names no single rupiah
)

// span is a length of time as months: times/parts.
type span struct{ times, parts int64 }

var spans = spanWords(map[span]string{
	{daysAMonth, 1}:  "hari hr day sehari perhari harian daily days",
	{weeksAMonth, 1}: "minggu mgg week seminggu perminggu mingguan weekly",
	{1, 1}:           "bulan bln month sebulan perbulan bulanan bulannya monthly",
	{1, monthsAYear}: "tahun thn th year setahun pertahun tahunan yearly taun setaun",
})

func spanWords(groups map[span]string) map[string]span {
	m := map[string]span{}
	for sp, words := range groups {
		for w := range set(words) {
			m[w] = sp
		}
	}
	return m
}

// Monthly estimates rupiah a month from a rate ("50rb sehari", "60 juta
// setahun") or the middle of a range ("5-6 juta"). It is an estimate to be
// confirmed, never an answer by itself; ok is false for a plain amount.
func Monthly(s string) (rupiah int64, ok bool) {
	amount, sp, ok := rate(s)
	if !ok {
		return 0, false
	}
	rupiah = amount * sp.times / sp.parts
	if sp.parts > 1 {
		rupiah -= rupiah % roundMonthly
	}
	return rupiah, rupiah > 0
}

// rate reads an amount and of which time it is; not a plain one.
func rate(s string) (amount int64, of span, ok bool) {
	s = affirmed(tightGroups(Normalise(lettersToDigits(s))))
	var buf [32]moneyToken
	toks, of, rated, ok := takeSpan(scanMoney(s, buf[:0]))
	if !ok {
		return 0, of, false
	}
	amount, ranged, ok := middle(toks)
	return amount, of, ok && (rated || ranged) && amount > 0 && amount <= maxAmount/daysAMonth
}

// takeSpan takes the words of a rate out: "per hari", "sehari", "3 hari".
func takeSpan(toks []moneyToken) (rest []moneyToken, sp span, rated, ok bool) {
	sp = span{1, 1}
	for i, t := range toks {
		got, isSpan := spans[t.text]
		switch {
		case t.kind == moneyForeign || t.kind == moneyLoss || t.kind == moneyNot || t.kind == moneyPeriod && !isSpan:
			return nil, sp, false, false
		case !isSpan:
			if t.kind != moneyPer && t.text != "dalam" {
				rest = append(rest, t)
			}
			continue
		case rated:
			return nil, sp, false, false // two rates
		}
		rated, sp = true, got
		if n := countBefore(toks, i); n > 0 {
			sp.parts *= n
			rest = rest[:len(rest)-1]
		}
	}
	return rest, sp, rated, true
}

// countBefore is the 3 of "500rb 3 hari".
func countBefore(toks []moneyToken, i int) int64 {
	if i == 0 {
		return 0
	}
	switch t := toks[i-1]; t.kind {
	case moneyDigits:
		n, ok := smallInt(t.text)
		if ok && n > 0 && n < 100 {
			return int64(n)
		}
	case moneyNumber:
		return t.value
	}
	return 0
}

// middle reads an amount, or the middle of "3 sampai 5 juta".
func middle(toks []moneyToken) (amount int64, ranged, ok bool) {
	at := rangeAt(toks)
	if at < 0 {
		amount, why := plainAmount(toks)
		return amount, false, why == ""
	}
	left, right := toks[:at], toks[at+1:]
	if toks[at].kind == moneyNumber {
		right = toks[at:] // "dua tiga juta"
	}
	high, why := plainAmount(right)
	if why != "" {
		return 0, true, false
	}
	low, why := plainAmount(left)
	if why == AmbiguousUnit {
		low, why = plainAmount(append(slices.Clone(left), unitOf(right)...))
	}
	if why == "" && low >= high { // "500-1jt"
		if low, why = plainAmount(append(slices.Clone(left), moneyToken{kind: moneyUnit, value: 1000})); low < 100_000 {
			return 0, true, false
		}
	}
	return low + (high-low)/2, true, why == "" && low < high
}

// rangeAt finds what parts two amounts.
func rangeAt(toks []moneyToken) int {
	for i := 1; i < len(toks); i++ {
		sign := toks[i].kind == moneySign && (toks[i].text == "-" || toks[i].text == "–" || toks[i].text == "~" || toks[i].text == "—")
		between := sign || toks[i].kind == moneyRangeWord || toks[i].kind == moneyOr || toks[i].text == "kadang" || toks[i].text == "ke"
		spoken := toks[i].kind == moneyNumber && toks[i-1].kind == moneyNumber && toks[i].value == toks[i-1].value+1 && toks[i].value < 10
		if spoken || between && i+1 < len(toks) && hasAmount(toks[:i]) && hasAmount(toks[i+1:]) {
			return i
		}
	}
	return -1
}

func hasAmount(toks []moneyToken) bool {
	return slices.ContainsFunc(toks, func(t moneyToken) bool { return numeric(t) && t.kind != moneyUnit })
}

func unitOf(toks []moneyToken) []moneyToken {
	for i, t := range toks {
		if t.kind == moneyUnit && t.value > 1 {
			return toks[i : i+1]
		}
	}
	return nil
}

// plainAmount adds up what is neither a range nor a limit.
func plainAmount(toks []moneyToken) (int64, Reason) {
	var rest []moneyToken
	for _, t := range toks {
		if t.kind != moneyRangeWord {
			rest = append(rest, t)
		}
	}
	if why := moneyContext(rest); why != "" {
		return 0, why
	}
	return addUp(rest)
}
