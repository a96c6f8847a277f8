package understand

import "time"

// NIK reads the 16 digits of an identity card, with spaces, dots or dashes
// between them and words around: province, kota, kecamatan, the day of birth
// (day + 40 for women) and a serial. today decides the century and whether the
// holder is 18. There is no check digit, and a No. KK looks the same: a good
// value has the right form, no more.
func NIK(s string, today time.Time) (string, Reason) {
	norm := Normalise(s)
	if norm == "" {
		return "", Empty
	}
	norm = affirmed(norm)
	d, why := paperNumber(norm, func(n int) bool { return n == 16 })
	if why == "" {
		why = judgeNIK(d, today)
	}
	if why != "" {
		return "", why
	}
	return d, ""
}

func judgeNIK(d string, today time.Time) Reason {
	switch {
	case len(d) != 16:
		return Length
	case placeholder(d):
		return Placeholder
	case !provinces[d[:2]] || d[2:4] == "00" || d[4:6] == "00":
		return BadRegion
	case !nikDate(d[6:12]):
		return BadDate
	case d[12:] == "0000":
		return BadSerial
	case bornNIK(d, today).AddDate(18, 0, 0).After(today):
		return Underage
	}
	return ""
}

// bornNIK is the day of birth in a NIK. A year above this one's last two digits
// lies in the last century, so somebody over a hundred is read as a child.
func bornNIK(d string, today time.Time) time.Time {
	day, month, year := two(d[6:]), two(d[8:]), two(d[10:])
	if day > 40 {
		day -= 40
	}
	century := today.Year() / 100 * 100
	if year > today.Year()%100 {
		century -= 100
	}
	return time.Date(century+year, time.Month(month), day, 0, 0, 0, 0, today.Location())
}
