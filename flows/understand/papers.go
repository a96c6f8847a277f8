package understand

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// paperRun is one number of a text. It is dirty when something stands in it or
// on it that is neither a digit nor a separator ("3174O917", "3171****9901").
// It is a family's when it is said to be a No. KK.
type paperRun struct {
	digits        string
	dirty, family bool
}

var (
	// paperLabels may be written onto a number: "NIK3171...", "npwp-99...".
	paperLabels = set("nik ktp nonik noktp nib nonib npwp nonpwp no nomor nomer nmr nikku nikny niknya ktpku ktpny ktpnya nibku nibny nibnya npwpku npwpny npwpnya nony nonya nomornya")
	// digitLetters are written for digits, by habit or by mistake.
	digitLetters = "oilsbzqx"
)

// paperNumber finds the one number of a text which is as long as fits wants,
// or else the longest, so that the caller can say what is wrong with it.
func paperNumber(norm string, fits func(n int) bool) (string, Reason) {
	var buf [4]paperRun
	var best, longest paperRun
	for _, r := range paperRuns(norm, buf[:0]) {
		if r.family {
			continue
		}
		r.digits = saidOnce(r.digits, fits)
		if len(r.digits) > len(longest.digits) {
			longest = r
		}
		switch {
		case r.dirty || !fits(len(r.digits)) || r.digits == best.digits:
		case best.digits != "":
			return "", Length // two numbers are more digits than one has
		default:
			best = r
		}
	}
	switch {
	case best.digits != "":
		return best.digits, ""
	case len(longest.digits) == 0, len(longest.digits) < 3 && hasLetter(norm):
		return "", NoDigits
	case longest.dirty:
		return "", NonDigit
	}
	return longest.digits, ""
}

// saidOnce takes one of two: "1299000000017 1299000000017".
func saidOnce(d string, fits func(n int) bool) string {
	if half := len(d) / 2; fits(half) && d[:half] == d[half:] {
		return d[:half]
	}
	return d
}

// paperRuns cuts a normalised text into its numbers.
func paperRuns(norm string, runs []paperRun) []paperRun {
	var buf [48]byte
	digits, end, run := buf[:0], 0, paperRun{}
	for i, r := range norm {
		d := digitOf(r)
		if d == 0 {
			continue
		}
		gap := norm[end:i]
		switch {
		case end == 0:
			run = paperRun{dirty: stuckBefore(gap), family: namesFamily(gap)}
		case gap == "":
		case partsNumbers(gap):
			runs = append(runs, run.ended(digits, gap))
			digits, run = digits[:0], paperRun{dirty: stuckBefore(gap), family: namesFamily(gap)}
		default:
			run.dirty = run.dirty || !onlySeparators(gap)
		}
		digits, end = append(digits, d), i+utf8.RuneLen(r)
	}
	if len(digits) == 0 {
		return runs
	}
	return append(runs, run.ended(digits, norm[end:]))
}

func (r paperRun) ended(digits []byte, behind string) paperRun {
	r.digits, r.dirty = string(digits), r.dirty || stuckAfter(behind)
	return r
}

var familyNames = []string{"kartu keluarga", "nomor kk", "nokk", "no kk", "no. kk", "no.kk", "kk:", "kk :"}

// namesFamily reports whether the words before a number say that it is a
// No. KK, which has the shape of a NIK. "kk" alone may be "kakak".
func namesFamily(before string) bool {
	for _, paper := range []string{"nik", "ktp", "npwp", "nib"} {
		if strings.Contains(before, paper) {
			return false
		}
	}
	return slices.ContainsFunc(familyNames, func(n string) bool { return strings.Contains(before, n) })
}

// onlySeparators: more than a few signs stand for digits left out.
func onlySeparators(gap string) bool {
	return utf8.RuneCountInString(gap) <= maxSeparator && strings.TrimFunc(gap, isSeparator) == ""
}

func isSeparator(r rune) bool { return r == ' ' || isJoint(r) }

func isJoint(r rune) bool {
	return r == '.' || r == '_' || r == '-' || r == '/' || unicode.Is(unicode.Pd, r)
}

// partsNumbers reports whether a new number begins behind a gap: there is a
// space and a slash, another sign or a word in it. A letter alone stands for a digit.
func partsNumbers(gap string) bool {
	core := strings.TrimFunc(gap, isSeparator)
	return strings.Contains(gap, " ") && (core != "" && !forDigits(core) || strings.Contains(gap, "/"))
}

// forDigits reports whether a word is a letter alone or letters like digits.
func forDigits(w string) bool {
	if w == "" {
		return false
	}
	r, n := utf8.DecodeRuneInString(w)
	return n == len(w) && unicode.IsLetter(r) || strings.Trim(w, digitLetters) == ""
}

// stuckBefore reports whether the text before a number is written onto it and
// is not its label.
func stuckBefore(s string) bool {
	t := strings.TrimRightFunc(s, isJoint)
	w := t[len(strings.TrimRightFunc(t, unicode.IsLetter)):]
	return strings.HasSuffix(t, "+") || strings.HasSuffix(t, "*") && len(t) > 1 && t[len(t)-2] == '*' ||
		w != "" && !paperLabels[w] && (len(t) == len(s) || forDigits(w))
}

// stuckAfter reports whether letters or stars are written onto the end of a
// number. Behind a full stop a sentence may begin.
func stuckAfter(s string) bool {
	t := strings.TrimLeftFunc(s, isJoint)
	w := t[:len(t)-len(strings.TrimLeftFunc(t, unicode.IsLetter))]
	return strings.HasPrefix(t, "**") || w != "" && (len(t) == len(s) || forDigits(w))
}

func hasLetter(s string) bool { return strings.ContainsFunc(s, unicode.IsLetter) }

// placeholder reports digits typed to have typed some: a pattern of at most
// four digits said over and over, or counting up or down.
func placeholder(d string) bool {
	return repeats(d, 1) || repeats(d, 2) || repeats(d, 3) || repeats(d, 4) || counts(d)
}

// repeats reports whether d says the same n digits over and over.
func repeats(d string, n int) bool { return d[n:] == d[:len(d)-n] }

// counts reports whether d counts up or down, 0 following 9.
func counts(d string) bool {
	up, down := true, true
	for i := 1; i < len(d); i++ {
		up = up && (d[i]-d[i-1]+10)%10 == 1
		down = down && (d[i-1]-d[i]+10)%10 == 1
	}
	return up || down
}

var (
	paperNegations = set("tidak belum tanpa no kosong nihil none nothing gada tiada")
	paperHave      = set(`ada punya memiliki have bikin buat membuat dibuat dibikin urus ngurus mengurus diurus daftar mendaftar didaftarkan
		jadi terbit keluar dapat dapet terdaftar got`)
	paperUnderWay = set("diurus proses ngurus mengurus diproses dibuat dibikin dibuatin")
	paperWishes   = set("mau akan rencana")
	paperCompany  = set("saya aku masih ini itu sama sekali yet ya maaf sih nih untuk sekarang saat nya i usaha punyaku dulu")
)

// noPaper reads "belum punya", "ga ada", "masih diurus", "baru mau bikin", "-": there is no such
// paper. "tidak hafal" and "lupa" do not say so.
func noPaper(norm string) bool {
	if norm != "" && strings.TrimFunc(norm, isSeparator) == "" {
		return true
	}
	var buf [16]string
	words := split(norm, buf[:0])
	said, other, since := false, false, 9
	for _, w := range words {
		since++
		switch {
		case dontKnows[w] || since <= 3 && (notKnow[w] || notTell[w]):
			return false
		case paperUnderWay[w], since <= 3 && paperHave[w]:
			return true
		case paperWishes[w]:
			since, other = 0, true
		case paperNegations[w]:
			said, since = true, 0
		default:
			other = other || !paperCompany[w] && !paperLabels[w] && !fillers[w]
		}
	}
	return said && !other && (len(words) == 1 || !hasWord(words, "no"))
}

// paperOrNone is paperNumber for a paper which not everybody has.
func paperOrNone(norm string, fits func(n int) bool) (string, Reason) {
	d, why := paperNumber(norm, fits)
	if (why == "" || why == NoDigits) && len(d) < 8 && noPaper(norm) {
		return "", None
	}
	return d, why
}
