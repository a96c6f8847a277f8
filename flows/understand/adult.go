package understand

import "strings"

// adultAge is when a person may consent alone (UU 27/2022 Pasal 25).
const adultAge = 18

var (
	// grownWords say it without a number; pupilWords and the like leave it open.
	grownWords = set("dewasa tua lansia pensiunan pensiun nenek kakek paruhbaya gede adult grown")
	pupilWords = set("sma smp sd smk smu mts aliyah pelajar siswa siswi sekolah kuliah kuliahan mahasiswa mahasiswi santri ktp sim remaja muda belasan student school college kecil bocah nikah menikah anak suami istri")
	// othersWords: the number is of somebody or something else.
	othersWords = set("anak anaknya cucu adik kakaknya suami istri usaha jualan dagang warung toko kerja nikah menikah bisnis lulus lulusan tamat tamatan alumni angkatan")
	// underWords and overWords stand around the age that is a bound.
	underWords = set("bawah dibawah kurang under below belum tidak bukan no sebelum")
	overWords  = set("atas diatas lebih lewat over above plus")
	nearWords  = set("mau hampir jalan menuju menjelang otw almost sebentar bentar")
	// ageCompany may stand beside a yes or a no about one's age.
	ageCompany = set("umur usia umurku umurnya usiaku usianya saya tahun cukup dewasa sampai masih baru di bawah dibawah orang jelas ya iya benar betul sudah sangat nyampe am i'm aku yet sekali lah")
)

// Adult reads whether somebody is 18 or older. An age or a year of birth
// decides over every "ya" beside it; where the year leaves 17 or 18 open the
// answer is Unsure, as it is for pupils and students: ask the age.
func Adult(s string, thisYear int) (Answer, Reason) {
	s = Normalise(s)
	if s == "" {
		return 0, Empty
	}
	var buf, parted [24]string
	words := splitDigits(dropNumberSign(split(s, buf[:0])), parted[:0])
	switch answer, why := byAge(s, words, thisYear); {
	case asks(s, words):
		return 0, IsQuestion
	case why != NoDigits:
		return answer, why
	}
	return byWord(s, words)
}

// byAge judges the numbers; NoDigits means there are none which could be ages.
func byAge(norm string, words []string, thisYear int) (Answer, Reason) {
	ages := readAges(words, thisYear)
	switch {
	case ages.found == 0:
		return 0, NoDigits
	case ages.others:
		return 0, Unsure
	case ages.low < minAge && ages.found == 1 && !ages.marked:
		return 0, NoDigits // a button's number
	case ages.low < 0 || ages.high > maxAge:
		return 0, OutOfRange
	}
	return ages.judge(norm)
}

// judge: every number below 18 is a no, unless it is only a lower bound.
func (a *ages) judge(norm string) (Answer, Reason) {
	over := a.over || strings.Contains(norm, "+") || strings.Contains(norm, ">")
	under := a.under || strings.Contains(norm, "<")
	switch {
	case a.low < adultAge && over && !under, under && over:
		return 0, Unsure // "di atas 17"
	case a.low < adultAge && a.high >= adultAge && a.birth:
		return 0, Unsure // turned 18 this year, or will
	case a.low < adultAge, under && a.low == adultAge:
		return No, ""
	case under, a.near && a.low == adultAge, a.about && a.low == adultAge:
		return 0, Unsure
	}
	return Yes, ""
}

// byWord judges an answer without a number of years. "salah" and "males"
// refuse something else.
func byWord(norm string, words []string) (Answer, Reason) {
	negated, grown, pupil, other := false, false, false, 0
	for i, w := range words {
		switch {
		case negations[w]:
			negated = true
		case grownWords[w], w == "cucu", w == "umur" && i > 0 && words[i-1] == "cukup":
			grown = true
		case w == "underage" || w == "minor" || w == "umur" && i > 0 && (words[i-1] == "bawah" || words[i-1] == "dibawah"):
			return No, ""
		case pupilWords[w]:
			pupil = true
		case w == "satu":
			words[i] = "1"
		case w == "dua":
			words[i] = "2"
		case kindOf(w) == kindUnknown && !ageCompany[w]:
			other++
		}
	}
	switch answer, why := yesNo(norm, words); {
	case pupil || grown && negated && hasWord(words, "tua"):
		return 0, Unsure
	case other > 0 && !grown:
		return 0, orUnclear(why)
	case grown && !negated && (why == "" || why == Unclear):
		return Yes, ""
	case answer == No && !explicitNo(words):
		return 0, Unclear
	default:
		return answer, why
	}
}

func orUnclear(why Reason) Reason {
	if why == "" {
		return Unclear
	}
	return why
}

// otherMatter beside a "tidak" makes it a no to something else.
var otherMatter = set("mau bisa boleh ada punya nib usaha")

func explicitNo(words []string) bool {
	for _, w := range words {
		if noWords[w] && w != "no" && w != "n" && w != "jempolturun" || otherMatter[w] {
			return false
		}
	}
	return true
}

func hasWord(words []string, want string) bool {
	for _, w := range words {
		if w == want {
			return true
		}
	}
	return false
}
