package understand

import "strings"

// NIB reads the 13 digits of a business number (Nomor Induk Berusaha), with
// spaces, dots or dashes between them and words around. It has no public check
// digit. "belum punya" is None.
func NIB(s string) (string, Reason) {
	norm := Normalise(s)
	if norm == "" {
		return "", Empty
	}
	norm = affirmed(norm)
	d, why := paperOrNone(norm, func(n int) bool { return n == 13 })
	switch {
	case why != "":
		return "", why
	case len(d) == 16:
		return "", IsNIK
	case len(d) != 13 || mobileShaped(d):
		return "", Length
	case placeholder(d):
		return "", Placeholder
	}
	return d, ""
}

// mobileShaped finds a mobile number of 13 digits. An NIB of today begins with
// its day of issue, so 62 and 0813 to 0899 begin none; 0811 and 0812 may.
func mobileShaped(d string) bool {
	return strings.HasPrefix(d, "628") || strings.HasPrefix(d, "08") && two(d[2:]) > 12
}
