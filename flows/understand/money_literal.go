package understand

import "strings"

// tightGroups takes the blanks out of "5. 000. 000".
func tightGroups(s string) string {
	var b strings.Builder
	from := 0
	for i := 1; i < len(s); i++ {
		if s[i] != '.' && s[i] != ',' && s[i] != ' ' || !isDigit(s[i-1]) {
			continue
		}
		if tight, end := groupsAt(s, i); end > 0 {
			b.WriteString(s[from:i] + tight)
			from, i = end, end
		}
	}
	if from == 0 {
		return s
	}
	return b.String() + s[from:]
}

// groupsAt reads " .250. 000" at i and writes it tightly. A single group is
// one only if it is "000": "1. 500rb" may be the first of a list.
func groupsAt(s string, i int) (tight string, end int) {
	blank := false
	for at := i; ; end = at {
		from := at
		for at < len(s) && s[at] == ' ' {
			at++
		}
		if at == len(s) || s[at] != '.' && s[at] != ',' {
			break
		}
		sign := s[at]
		for at++; at < len(s) && s[at] == ' '; at++ {
		}
		if at+3 > len(s) || !allDigits(s[at:at+3]) || at+3 < len(s) && isDigit(s[at+3]) {
			break
		}
		blank = blank || at-from > 1
		tight += string(sign) + s[at:at+3]
		at += 3
	}
	if !blank || len(tight) < 8 && tight[1:] != "000" {
		return "", 0
	}
	return tight, end
}

// joinGroups puts "5 000 000" together.
func joinGroups(toks []moneyToken) (string, int) {
	text := toks[0].text
	if len(text) > 3 || !allDigits(text) {
		return text, 1
	}
	used := 1
	for used < len(toks) && toks[used].kind == moneyDigits && len(toks[used].text) == 3 && allDigits(toks[used].text) {
		text += toks[used].text
		used++
	}
	return text, used
}

// literal reads digits with dots and commas. Groups of three are thousands;
// one shorter tail is decimals.
func literal(s string) (part, Reason) {
	i := strings.IndexAny(s, ".,")
	if len(s) > 1 && s[0] == '0' && isDigit(s[1]) {
		return part{}, BadFormat // a phone number or a slip
	}
	if i < 0 {
		n, ok := integer(s)
		if !ok {
			return part{}, BadFormat
		}
		return part{num: n, den: 1}, ""
	}
	sep := s[i : i+1]
	groups := strings.Split(s, sep)
	head, tail := groups, ""
	if other := strings.IndexAny(s, otherSeparator(sep)); other >= 0 {
		// 5.000.000,00 or 5,000,000.00
		tail = s[other+1:]
		head = strings.Split(s[:other], sep)
		if strings.Trim(tail, "0") != "" || len(tail) > 2 {
			return part{}, BadFormat
		}
	} else if len(groups) == 2 && len(groups[1]) != 3 {
		return decimals(groups[0], groups[1])
	}
	p, why := thousands(head)
	p.comma = sep == "," && len(groups) == 2
	return p, why
}

func otherSeparator(sep string) string {
	if sep == "." {
		return ","
	}
	return "."
}

func thousands(groups []string) (part, Reason) {
	if len(groups[0]) > 3 || groups[0] == "0" && len(groups) == 2 {
		return part{}, BadFormat
	}
	for _, g := range groups[1:] {
		if len(g) != 3 || !allDigits(g) {
			return part{}, BadFormat
		}
	}
	n, ok := integer(strings.Join(groups, ""))
	if !ok {
		return part{}, BadFormat
	}
	return part{num: n, den: 1, grouped: len(groups) > 1}, ""
}

func decimals(whole, frac string) (part, Reason) {
	if len(frac) > 4 {
		return part{}, BadFormat
	}
	n, ok := integer(whole + frac)
	if !ok {
		return part{}, BadFormat
	}
	den := int64(1)
	for range len(frac) {
		den *= 10
	}
	for den > 1 && n%10 == 0 {
		n, den = n/10, den/10
	}
	return part{num: n, den: den}, ""
}

// integer reads up to 15 digits.
func integer(s string) (int64, bool) {
	if s == "" || len(s) > 15 || !allDigits(s) {
		return 0, false
	}
	n := int64(0)
	for i := range len(s) {
		n = 10*n + int64(s[i]-'0')
	}
	return n, true
}
