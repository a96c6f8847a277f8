package understand

// vagueTimes are times of which everyone knows another year.
var vagueTimes = set(`covid corona pandemi kemarin lebaran dulu lama krismon reformasi sd smp sma kuliah nikah menikah ppkm kecil sekolah
	jaman zaman era orba orde harto soeharto suharto habibie gusdur megawati sby jokowi`)

// firstYear is the earliest year a business can have begun in.
const firstYear = 1945

// oldBare is the earliest year two lone digits may stand for: "98".
const oldBare = 1980

// Year reads the year a business began: "2019", "sejak 2015", "th 19", "3
// tahun lalu", "tahun ini".
func Year(s string, thisYear int) (int, Reason) {
	s = lettersToDigits(Normalise(s))
	if s == "" {
		return 0, Empty
	}
	var buf, parted [24]string
	said := affirmed(s)
	words := splitDigits(split(said, buf[:0]), parted[:0])
	year, why := readYear(words, thisYear)
	switch {
	case why != "" && asks(s, split(s, nil)):
		return 0, IsQuestion
	case why != "":
		return 0, why
	case year < firstYear || year > thisYear:
		return 0, OutOfRange
	}
	return year, ""
}

func readYear(words []string, thisYear int) (int, Reason) {
	if y, why := writtenYear(words, thisYear); why != Unclear {
		return y, why
	}
	if y, ok := spanBefore(words, thisYear); ok {
		return y, ""
	}
	return namedYear(words, thisYear)
}

// writtenYear looks for one four-digit year, or a two-digit one after
// "tahun". Unclear means there is none.
func writtenYear(words []string, thisYear int) (int, Reason) {
	year, found := 0, 0
	for i, w := range words {
		n, ok := smallInt(w)
		switch {
		case ok && len(w) == 4:
			if year != n {
				found++
			}
			year = n
		case ok && len(w) > 4:
			return 0, OutOfRange
		case ok && len(w) == 2 && !isSpan(words, i) && namesYear(words, i):
			if year = century(n, thisYear); (i == 0 || words[i-1] != "tahun" && words[i-1] != "'") && year < oldBare {
				return 0, OutOfRange // "54" is no year by itself
			}
			found++
		}
	}
	switch found {
	case 0:
		return spokenYear(words)
	case 1:
		return year, ""
	}
	return 0, Multiple
}

// yearCompany may stand beside two lone digits which are a year: "sejak 98",
// "98an".
var yearCompany = set("an ya sejak dari mulai sekitar kira jualan dagang usaha")

// namesYear: two digits are a year behind "tahun", or where nothing else is.
func namesYear(words []string, i int) bool {
	if i > 0 && (words[i-1] == "tahun" || words[i-1] == "'") {
		return true
	}
	for j, w := range words {
		if j != i && !yearCompany[w] && !fillers[w] {
			return false
		}
	}
	return true
}

// spokenYear reads "dua ribu sembilan belas".
func spokenYear(words []string) (int, Reason) {
	for i, w := range words {
		rest := words[i+1:]
		switch {
		case w == "seribu":
			n, _ := cardinal(rest)
			return 1000 + n, ""
		case w == "dua" && len(rest) > 0 && rest[0] == "ribu":
			n, _ := cardinal(rest[1:])
			return 2000 + n, ""
		}
	}
	return 0, Unclear
}

func century(n, thisYear int) int {
	if y := thisYear - thisYear%100 + n; y <= thisYear {
		return y
	}
	return thisYear - thisYear%100 - 100 + n
}

func isSpan(words []string, i int) bool {
	if i+1 < len(words) && words[i+1] == "an" {
		i++
	}
	return i+1 < len(words) && (words[i+1] == "tahun" || words[i+1] == "bulan")
}

// spanBefore reads a length of time: "3 tahun lalu", "udah 5 taun", "setahun",
// "8 bulan".
func spanBefore(words []string, thisYear int) (int, bool) {
	for i, w := range words {
		switch w {
		case "setengah":
			if i+1 < len(words) && words[i+1] == "tahun" && (i == 0 || !isNumberWord(words[i-1])) {
				return thisYear, true
			}
		case "setahun":
			return thisYear - 1, true
		case "sebulan", "seminggu", "sehari":
			return thisYear, true
		}
		n, used := cardinal(words[i:])
		next := i + used
		if next < len(words) && (words[next] == "an" || words[next] == "setengah") {
			next++
		}
		if used == 0 || next >= len(words) {
			continue
		}
		switch words[next] {
		case "tahun":
			return thisYear - n, true
		case "bulan":
			return thisYear - n/12, true
		case "minggu", "hari":
			return thisYear, true
		}
	}
	return 0, false
}

func isNumberWord(w string) bool {
	_, used := cardinal([]string{w})
	return w != "" && used > 0
}

// namedYear reads "tahun ini", "tahun lalu", "baru mulai".
func namedYear(words []string, thisYear int) (int, Reason) {
	var baru, vague, none, unsure bool
	for i, w := range words {
		prev := ""
		if i > 0 {
			prev = words[i-1]
		}
		switch {
		case prev == "tahun" && (w == "ini" || w == "sekarang"), w == "sekarang", prev == "bulan" && (w == "ini" || w == "lalu" || w == "kemarin"), prev == "minggu" && (w == "ini" || w == "lalu"), prev == "this" && w == "tahun", prev == "last" && w == "bulan":
			return thisYear, ""
		case prev == "tahun" && (w == "lalu" || w == "kemarin"), prev == "last" && w == "tahun":
			return thisYear - 1, ""
		case prev == "tahun" && w == "depan", w == "nanti", w == "besok":
			return 0, OutOfRange
		case w == "baru":
			baru = true
		case vagueTimes[w]:
			vague = true
		case w == "gatau" || w == "lupa" || w == "tahu":
			unsure = true
		case w == "belum" || w == "tidak":
			none = true
		}
	}
	switch {
	case unsure:
		return 0, Unsure
	case vague:
		return 0, Vague
	case none:
		return 0, None
	case baru:
		return thisYear, ""
	}
	return 0, Unclear
}
