package region

// byCode reads Kemendagri codes, with or without dots, and postal codes.
func byCode(text string) (Match, bool) {
	var digits [12]byte
	n := 0
	for i := range len(text) {
		switch c := text[i]; {
		case c >= '0' && c <= '9' && n < len(digits):
			digits[n] = c
			n++
		case c != '.' && c != ' ':
			return Match{}, false
		}
	}
	d := string(digits[:n])
	switch n {
	case 5:
		return byPostcode(d), true
	case 6:
		if i, ok := kecByCode[d[:2]+"."+d[2:4]+"."+d[4:]]; ok {
			return Match{Kecamatan: kecamatan[i], Exact: true}, true
		}
	case 10:
		if i, ok := kelByCode[d[:2]+"."+d[2:4]+"."+d[4:6]+"."+d[6:]]; ok {
			return foundKelurahan(i, true), true
		}
	}
	return Match{Reason: Unknown}, true
}

func byPostcode(d string) Match {
	list := byPostal[d]
	switch {
	case len(list) == 1:
		return foundKelurahan(list[0], true)
	case len(list) > 1:
		return Match{Reason: Ambiguous, Candidates: candidates(list)}
	case d < "10110" || d > "14540":
		return Match{Reason: NotDKI}
	}
	return Match{Reason: Unknown}
}
