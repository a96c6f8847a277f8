package understand

import "strings"

var (
	denials = set("bukan jangan")
	// atFault with a corrector behind it denies what stands before: "5 juta
	// salah, harusnya 4".
	atFault = set("salah keliru wrong bukan")
	// correctors open what is meant instead.
	correctors = set("tapi melainkan harusnya seharusnya hrsnya maksud maksudku maksudnya mksdnya should benar")
	// slipSounds before a denial take back what stands before: "5, eh bukan 4".
	slipSounds = set("eh ehh oh aduh ups oops")
	// things behind a "bukan" make what stands before the thing that is denied:
	// "0812 bukan nomor saya"; so do pointers before it: "5 juta itu bukan".
	things   = set("nomor no hp wa punya milik nama tahun tahunnya omzet omset saya itu tempat rumah alamat")
	pointers = set("itu ini tersebut")
	// breaks end what is denied, as a comma does: "bukan 2019 kak 2018".
	breaks = set("kak kakak kaka min gan")
)

// affirmed leaves out of a text what it denies: of "bukan 2019, 2018", "2018
// bukan 2019" and "2019 eh bukan 2018" the 2018 is left. It is "" where nothing
// is left. A text which denies nothing comes back as it is.
func affirmed(s string) string {
	if !mayDeny(s) {
		return s
	}
	var d denial
	for f := range strings.FieldsSeq(s) {
		for at := yearComma(f); at > 0; at = yearComma(f) {
			d.take(f[:at])
			f = f[at:]
		}
		d.take(f)
	}
	if !d.found {
		return s
	}
	return strings.Join(d.kept, " ")
}

func mayDeny(s string) bool {
	for f := range strings.FieldsSeq(s) {
		if w := denialWord(f); denials[w] || atFault[w] {
			return true
		}
	}
	return false
}

// denial is the reading of a text up to some word.
type denial struct {
	kept           []string
	before         string // the word before
	denying, fault bool   // within what is denied; behind "salah"
	paused         bool   // a comma stands before the denial
	found          bool
}

func (d *denial) take(f string) {
	w := denialWord(f)
	switch {
	case denials[w] && slipSounds[d.before] && len(d.kept) > 1:
		d.kept, d.denying, d.found = d.kept[:0], false, true
	case denials[w]:
		if pointers[d.before] {
			d.kept = d.kept[:0]
		}
		d.denying, d.found = true, true
	case d.denying && things[w] && denials[d.before] && !d.paused:
		d.kept = d.kept[:0]
	case atFault[w] && len(d.kept) == 0 && strings.HasSuffix(f, ","): // "salah, Bambang"
		d.found = true
	case correctors[w] && (d.denying || d.fault):
		if w != "tapi" && d.fault {
			d.kept = d.kept[:0]
		}
		d.denying, d.found = false, true
	case d.denying && breaks[w]:
		d.denying = false
	case !d.denying:
		d.kept = append(d.kept, f)
	}
	d.fault = d.fault || atFault[w]
	d.denying = d.denying && !strings.ContainsAny(f[len(f)-1:], ",;.!:")
	d.paused = d.paused && denials[w] || !denials[w] && strings.HasSuffix(f, ",")
	d.before = w
}

// denialWord is a word as it denies; "not" denies what follows, and is a plain
// no elsewhere.
func denialWord(f string) string {
	w := strings.ToLower(strings.Trim(f, ",;.!:()\""))
	if w == "not" {
		return "bukan"
	}
	return canon(w)
}

// yearComma finds where to part "2019,2018": a comma behind four digits groups
// no thousands.
func yearComma(f string) int {
	i := strings.IndexByte(f, ',')
	if i < 4 || i+1 == len(f) || !allDigits(f[i-4:i]) {
		return 0
	}
	return i + 1
}
