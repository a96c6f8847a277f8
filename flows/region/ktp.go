package region

import "strings"

var (
	// clauseWords begin to tell of something else than the KTP.
	clauseWords = set("tapi tp tpi tetapi namun cuma tinggal tinggalnya tinggalku domisili domisilinya ngontrak kontrak ngekos kos jualan usaha usahanya dagang warung buka sekarang menetap but live stay")
	// awayWords after "ktp" name a place outside by themselves: "ktp daerah".
	awayWords = set("daerah kampung luar kampungnya")
	denials   = set("bukan belum tidak gak ga nggak enggak ngga non not bkn blm")
)

// KTPElsewhere reports whether a text says that the KTP names a place outside
// DKI Jakarta, wherever its owner lives or sells: "ktp bekasi, jualan di
// cakung".
func KTPElsewhere(text string) bool {
	for clause := range strings.FieldsFuncSeq(strings.ToLower(text), func(r rune) bool { return strings.ContainsRune(",.;!?\n", r) }) {
		var buf [maxWords]string
		if before, after, ok := aroundKTP(fields(clean(clause), buf[:0])); ok && away(before, after) {
			return true
		}
	}
	return false
}

// aroundKTP cuts the part of a sentence which is about the KTP at the word.
func aroundKTP(words []string) (before, after []string, ok bool) {
	at := -1
	for i, w := range words {
		if strings.HasPrefix(w, "ktp") || w == "ektp" {
			at = i
			break
		}
	}
	if at < 0 {
		return nil, nil, false
	}
	from, to := at, at+1
	for from > 0 && !clauseWords[words[from-1]] {
		from--
	}
	for to < len(words) && !clauseWords[words[to]] {
		to++
	}
	return words[from:at], words[at+1 : to], true
}

// away judges what follows the word, and what precedes it when nothing
// follows: "bekasi ktp saya".
func away(before, after []string) bool {
	denied := hasAny(before, denials) || hasAny(after, denials)
	m := FindKecamatan(strings.Join(after, " "))
	switch {
	case m.Reason == NotDKI:
		return true
	case m.Reason == "" || m.Reason == TooBroad || m.Reason == Ambiguous || namesDKI(after):
		return denied && namesDKI(after)
	case hasAny(after, awayWords):
		return true
	}
	return len(before) > 0 && FindKecamatan(strings.Join(before, " ")).Reason == NotDKI
}

func namesDKI(words []string) bool {
	for _, w := range words {
		if w == "jakarta" || w == "dki" || w == "jkt" || w == "dkj" {
			return true
		}
	}
	return false
}

func hasAny(words []string, in map[string]bool) bool {
	for _, w := range words {
		if in[w] {
			return true
		}
	}
	return false
}
