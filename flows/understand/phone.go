package understand

import "strings"

// pointing words mean the number written from, in such company only: "sama
// dengan wa saya", but not "belum punya wa" nor "pakai nomor suami".
var (
	pointing        = set("sama samain yang pakai pake dipakai dipake saja wa whatsapp terdaftar")
	pointingCompany = set(`nomor nomer nomornya nomernya no hp telepon saya aku sy gue gw dengan dgn kayak kaya seperti sesuai
		sekarang skrg di chat ya iya kak itu buat untuk an`)
)

// Phone reads an Indonesian mobile number and returns it in E.164. The
// national number is 8[1-35-9] and 7 to 10 more digits (libphonenumber
// metadata for ID); operator prefixes are not checked, since the published
// lists contradict each other. A letter in place of a digit is a digit missing.
func Phone(s string) (string, Reason) {
	s = Normalise(s)
	if s == "" {
		return "", Empty
	}
	whole := s
	s = affirmed(s)
	d, why := onlyDial(s)
	switch {
	case why != "":
		return "", why
	case d.digits == "" && strings.HasSuffix(whole, s) && meansSender(s): // not "ini bukan nomor saya"
		return "", UseSender
	case d.digits == "":
		return "", NoDigits
	}
	number, why := national(d.digits, d.plus)
	if d.dirty && why == "" {
		return "", TooShort
	}
	return number, why
}

// meansSender: "nomor ini aja", "sama dengan wa".
func meansSender(s string) bool {
	var buf [16]string
	this, points, alone := false, false, true
	for _, w := range split(s, buf[:0]) {
		switch {
		case w == "ini" || w == "sender":
			this = true
		case pointing[w]:
			points = true
		case !pointingCompany[w]:
			alone = false
		}
	}
	return this || points && alone
}

// national strips the country code and judges what is left.
func national(d string, plus bool) (string, Reason) {
	switch {
	case len(d) == 16 && nikShaped(d):
		return "", NIKNotPhone
	case strings.HasPrefix(d, "0062"):
		d = d[4:]
	case strings.HasPrefix(d, "00"), plus && !strings.HasPrefix(d, "62") && !strings.HasPrefix(d, "08"):
		return "", NotID
	case strings.HasPrefix(d, "62") && len(d) > 4:
		d = d[2:]
	case d[0] != '0' && d[0] != '8':
		return "", strangePrefix(d)
	}
	return mobile(strings.TrimPrefix(d, "0"))
}

func strangePrefix(d string) Reason {
	if len(d) < 7 {
		return TooShort
	}
	return BadPrefix
}

func mobile(d string) (string, Reason) {
	switch {
	case d == "" || len(d) < 5:
		return "", TooShort
	case d[0] == '2':
		return "", Landline
	case d[0] != '8' || d[1] == '0' || d[1] == '4':
		return "", BadPrefix
	case len(d) < 9:
		return "", TooShort
	case len(d) > 12:
		return "", TooLong
	}
	return "+62" + d, ""
}
