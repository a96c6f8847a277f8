package region

import (
	"regexp"
	"strings"
)

// FindExactly finds a place that leaves no doubt. Unless the whole text must be
// one, it may stand behind other words: "kelas kue kering tebet".
func FindExactly(text string, whole bool) Match {
	first := FindKecamatan(text)
	for m := first; ; m = FindKecamatan(text) {
		if m.Reason == "" && m.Exact || m.Reason == TooBroad {
			return m
		}
		_, rest, more := strings.Cut(text, " ")
		if whole || !more {
			break
		}
		text = rest
	}
	if first.Reason == "" {
		first.Reason = Unknown
	}
	return first
}

// sides are how the cities are told apart.
var sides = []struct {
	code string
	said *regexp.Regexp
}{
	{"31.71", side("pus(?:at)?|central")}, {"31.72", side("ut(?:ara)?|north")}, {"31.73", side("bar(?:at)?|west")},
	{"31.74", side("sel(?:atan)?|south")}, {"31.75", side("tim(?:ur)?|east")}, {"31.01", regexp.MustCompile(`seribu|thousand`)},
}

func side(words string) *regexp.Regexp {
	return regexp.MustCompile(`(?i)\b(?:jakarta|jkt|jak)?[ .-]*(?:` + words + `)\b`)
}

// KotaIn is the code of the city that a text names; "" for all of Jakarta.
func KotaIn(text string) string {
	for _, s := range sides {
		if s.said.MatchString(text) {
			return s.code
		}
	}
	return ""
}

// KotaName is the name of a city, by its code (31.71); "" if it is none.
func KotaName(code string) string {
	if len(code) != len("31.71") {
		return ""
	}
	for _, k := range kecamatan {
		if strings.HasPrefix(k.Code, code+".") {
			return k.Kota
		}
	}
	return ""
}

// KecamatanName is the name of a kecamatan, by its code; "" if it is none.
func KecamatanName(code string) string {
	k, _ := KecamatanByCode(code)
	return k.Name
}
