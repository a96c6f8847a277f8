package region

import "strings"

var (
	saysNot = set("bukan bkn bkan bukannya jangan jgn not")
	// instead opens what is meant: "bukan cengkareng tapi kalideres".
	instead = set("tapi tp tetapi melainkan harusnya seharusnya hrsnya maksud maksudnya mksdnya benar bener bnr")
	// pauses end what is denied, as a comma does.
	pauses = set("kak kakak kaka min")
	inDKI  = set("jakarta dki jkt")
)

// affirmed leaves out what a text denies: of "bukan tebet, cakung" and "cakung
// bukan tebet" the Cakung. "bukan warga dki" stays, for it tells enough.
func affirmed(s string) string {
	var kept []string
	denying, denied, fault := false, false, false
	words := strings.Fields(strings.ReplaceAll(s, ",", ", "))
	for i, f := range words {
		w := bare(f)
		switch {
		case saysNot[w] && !saysAway(words[i+1:]):
			denying, denied = true, true
		case instead[w] && (denying || fault):
			if fault {
				kept = kept[:0]
			}
			denying, denied = false, true
		case denying && pauses[w]:
			denying = false
		case !denying && (w == "salah" || w == "keliru"):
			fault, denied = true, true
		case !denying:
			kept = append(kept, f)
		}
		denying = denying && !strings.ContainsAny(f[len(f)-1:], ",;.!")
	}
	if !denied {
		return s
	}
	return strings.Join(kept, " ")
}

// saysAway: behind "bukan" this says where somebody is not from.
func saysAway(after []string) bool {
	first, second := "", ""
	if len(after) > 0 {
		first = bare(after[0])
	}
	if len(after) > 1 {
		second = bare(after[1])
	}
	return inDKI[first] && !compass[second] && second != "pusat" || first == "warga" || first == "orang" && inDKI[second]
}

func bare(f string) string { return strings.ToLower(strings.Trim(f, ",;.!:")) }
