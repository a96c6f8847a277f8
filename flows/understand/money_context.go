package understand

import "strings"

// moneyContext rules out what is no plain amount before any sum is made.
func moneyContext(toks []moneyToken) Reason {
	numbers, loss, units := false, false, false
	for i, t := range toks {
		switch t.kind {
		case moneyForeign:
			if !elsewhere[t.text] || besideNumber(toks, i) {
				return Currency
			}
		case moneyDigits, moneyNumber, moneySlang, moneyHalf:
			numbers = true
		case moneyLoss:
			loss = loss || i == 0 || toks[i-1].kind != moneyNot // "gak rugi"
		case moneyUnit:
			units = units || t.value > 1
		}
	}
	switch {
	case loss:
		return Negative
	case !numbers && units:
		return Ambiguous // "jutaan"
	case !numbers:
		return NoAmount
	}
	for i, t := range toks {
		if why := moneyTrouble(toks, i, t); why != "" {
			return why
		}
	}
	return ""
}

var (
	// elsewhere are coins which are other words too: "RM Sederhana".
	elsewhere   = set("rm yen won")
	marketWords = set("pasar psr ps")
)

func besideNumber(toks []moneyToken, i int) bool {
	return i > 0 && numeric(toks[i-1]) || i+1 < len(toks) && numeric(toks[i+1])
}

func moneyTrouble(toks []moneyToken, i int, t moneyToken) Reason {
	switch t.kind {
	case moneyWord:
		return wordTrouble(toks, i, t.text)
	case moneySign:
		return signTrouble(toks, i, t.text)
	case moneyRangeWord:
		return Range
	case moneyOr:
		return Ambiguous
	case moneyApprox:
		if strings.HasPrefix(t.text, "l") && i+1 < len(toks) && toks[i+1].text == "dari" {
			return Range // "lebih dari 3 juta"
		}
	case moneyPer:
		return perTrouble(toks, i, t.text)
	case moneyPeriod:
		return periodTrouble(toks, i, t)
	case moneyLimit:
		return limitTrouble(toks, i, t.text)
	case moneyNot:
		if notYetThere[t.text] && i+1 < len(toks) && reaches[toks[i+1].text] {
			i++
		}
		if notYetThere[t.text] && i+1 < len(toks) && numeric(toks[i+1]) && !noughts[toks[i+1].text] {
			return Range // "belum 5 juta"
		}
	}
	return ""
}

var (
	notYetThere = set("belum blm blom")
	reaches     = set("ada dapat dapet pernah mencapai tembus")
	noughts     = set("0 nol zero")
)

// boundWords make a limit with "paling".
var boundWords = set("banyak sedikit dikit besar gede kecil tinggi rendah tidak nggak gak")

func wordTrouble(toks []moneyToken, i int, w string) Reason {
	last := i+1 == len(toks)
	switch {
	case w == "ke" && !last && numeric(toks[i+1]) && hasAmount(toks[:i]):
		return Range // "5 ke 6 juta"
	case w == "paling" && !last && boundWords[toks[i+1].text]:
		return Range
	}
	return ""
}

// signTrouble: a dash before the first number is a loss, between two numbers
// a range; "15.000,-" and "+-" are neither.
func signTrouble(toks []moneyToken, i int, sign string) Reason {
	next := i+1 < len(toks) && numeric(toks[i+1])
	switch sign {
	case "-", "–", "—", "~", "−":
		if !next {
			return ""
		}
		for j := range i {
			if numeric(toks[j]) && toks[j].kind != moneyUnit {
				return Range
			}
		}
		if sign != "~" && !plusBefore(toks, i) {
			return Negative
		}
	case "*", "×":
		return Ambiguous
	}
	return ""
}

// plusBefore: the dash of "+-" and "+/-" is none.
func plusBefore(toks []moneyToken, i int) bool {
	if i > 1 && toks[i-1].text == "/" {
		i--
	}
	return i > 0 && toks[i-1].text == "+"
}

func numeric(t moneyToken) bool {
	switch t.kind {
	case moneyDigits, moneyNumber, moneySlang, moneyHalf:
		return true
	case moneyUnit:
		return t.value == 1 && (t.text == "rp" || t.text == "idr")
	}
	return false
}

// perTrouble: "per kotak" and "/kotak" count pieces, "per november" does not.
func perTrouble(toks []moneyToken, i int, w string) Reason {
	if i+1 == len(toks) || toks[i+1].kind != moneyWord || months[toks[i+1].text] > 0 || w == "/" && !hasAmount(toks[:i]) {
		return ""
	}
	return Rate
}

// periodTrouble lets "per bulan" pass and counts every other rate, also "5
// juta 3 bulan".
func periodTrouble(toks []moneyToken, i int, t moneyToken) Reason {
	counted := i > 0 && (toks[i-1].kind == moneyDigits || toks[i-1].kind == moneyNumber)
	one := counted && (toks[i-1].text == "1" || toks[i-1].text == "satu")
	switch {
	case i > 0 && marketWords[toks[i-1].text]:
		return "" // Pasar Minggu, a place
	case t.value == 30 && (!counted || one):
		return ""
	case t.value == 30 && t.text == "bulanan":
		return ""
	}
	return Rate
}

func limitTrouble(toks []moneyToken, i int, w string) Reason {
	switch w {
	case "kurang":
		if i+1 < len(toks) && toks[i+1].kind == moneyApprox {
			return ""
		}
		if i+1 < len(toks) && (toks[i+1].text == "dari" || numeric(toks[i+1])) {
			return Range
		}
		return ""
	case "min":
		if i == len(toks)-1 {
			return "" // "5jt min": short for admin
		}
	case "atas", "bawah":
		if i == 0 || toks[i-1].text != "di" && toks[i-1].text != "ke" {
			return ""
		}
	}
	return Range
}
