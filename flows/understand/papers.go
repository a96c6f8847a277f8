package understand

import "strings"

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
