package understand

import "time"

// NPWP reads a tax number and returns its digits as they were given: 15 with
// the check digit in the ninth place, 16 which are a 0 before such 15, or 16
// which are a NIK. today is for the NIK. The 22 digits of a branch are NITKU;
// "belum punya" is None. The six digits of the office and branch have no check.
func NPWP(s string, today time.Time) (string, Reason) {
	norm := Normalise(s)
	if norm == "" {
		return "", Empty
	}
	norm = affirmed(norm)
	d, why := paperOrNone(norm, func(n int) bool { return n == 15 || n == 16 })
	if why == "" {
		why = judgeNPWP(d, today)
	}
	if why != "" {
		return "", why
	}
	return d, ""
}

func judgeNPWP(d string, today time.Time) Reason {
	switch {
	case len(d) == 22:
		return NITKU
	case len(d) != 15 && len(d) != 16:
		return Length
	case placeholder(d):
		return Placeholder
	case len(d) == 15:
		return judgeTaxpayer(d[:9])
	case d[0] == '0':
		return judgeTaxpayer(d[1:10])
	case judgeNIK(d, today) != "":
		return BadNIK
	}
	return ""
}

// judgeTaxpayer looks at the nine digits which name the taxpayer.
func judgeTaxpayer(nine string) Reason {
	switch {
	case repeats(nine, 1) || counts(nine):
		return Placeholder
	case !luhn(nine):
		return Checksum
	}
	return ""
}

// luhn reports whether the last digit of d checks the others.
func luhn(d string) bool {
	sum := 0
	for i := range len(d) {
		n := int(d[len(d)-1-i] - '0')
		if i%2 == 1 {
			n *= 2
		}
		sum += n/10 + n%10
	}
	return sum%10 == 0
}
