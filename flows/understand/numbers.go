package understand

// unitWords are the numbers below ten, English included.
var unitWords = map[string]int{
	"nol": 0, "satu": 1, "dua": 2, "tiga": 3, "empat": 4, "lima": 5, "enam": 6, "enem": 6, "tujuh": 7, "delapan": 8, "sembilan": 9,
	"zero": 0, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
	"due": 2, "duo": 2, "tige": 3, "ampat": 4, "pat": 4, "lime": 5, "anam": 6, "nem": 6, "pitu": 7, "lapan": 8, "wolu": 8, "sanga": 9, "semblan": 9,
	"siji": 1, "loro": 2, "telu": 3, "papat": 4, "limo": 5, "hiji": 1, "tilu": 3, "opat": 4, "genep": 6, "dalapan": 8,
}

var teenWords = map[string]int{
	"sepuluh": 10, "sebelas": 11, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15,
	"sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19, "seratus": 100, "cepuluh": 10,
}

var tensWords = map[string]int{
	"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}

// typoNumbers are the words long enough to lose a vowel and stay themselves.
var typoNumbers = []string{"satu", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan", "sepuluh", "sebelas"}

// unit reads a number word below ten.
func unit(w string) (int, bool) {
	if n, ok := unitWords[w]; ok {
		return n, true
	}
	return 0, false
}

// notNumbers are words one slip away from a number.
var notNumbers = set("empal sebelah")

// numberTypo restores a number word with a slip in it.
func numberTypo(w string) string {
	if _, ok := unitWords[w]; ok || len(w) < 3 || len(w) > 9 {
		return w
	}
	s := squeeze(w)
	for _, n := range typoNumbers {
		if s == n || missingVowel(w, n) || w+"h" == n || len(n) > 4 && s[0] == n[0] && near(s, n) && !notNumbers[w] {
			return n
		}
	}
	return w
}

// cardinal reads a number below a thousand from the front of words ("dua
// puluh lima", "25", "twenty five") and returns how many words it took, 0 for
// none.
func cardinal(words []string) (n, used int) {
	if len(words) == 0 {
		return 0, 0
	}
	if n, ok := smallInt(words[0]); ok {
		return n, 1
	}
	for used < len(words) {
		step, took := tensGroup(words[used:])
		if took == 0 {
			break
		}
		n += step
		used += took
		if step < 100 {
			break
		}
	}
	return n, used
}

// tensGroup reads one hundreds part, or the part below a hundred.
func tensGroup(words []string) (n, used int) {
	w := numberTypo(words[0])
	if n, ok := teenWords[w]; ok {
		return n, 1
	}
	if n, ok := tensWords[w]; ok {
		if len(words) > 1 {
			if u, ok := unit(words[1]); ok && u > 0 {
				return n + u, 2
			}
		}
		return n, 1
	}
	u, ok := unit(w)
	if !ok {
		return 0, 0
	}
	if len(words) > 1 {
		switch words[1] {
		case "belas", "blas":
			return 10 + u, 2
		case "ratus", "rts", "hundred":
			return 100 * u, 2
		case "puluh", "pluh", "plh":
			return tensAndUnit(u, words)
		}
	}
	return u, 1
}

func tensAndUnit(tens int, words []string) (n, used int) {
	if len(words) > 2 {
		next := numberTypo(words[2])
		if u, ok := unit(next); ok && (len(words) < 4 || words[3] != "belas" && words[3] != "ratus") {
			return 10*tens + u, 3
		}
	}
	return 10 * tens, 2
}

// smallInt reads up to six digits.
func smallInt(w string) (int, bool) {
	if w == "" || len(w) > 6 {
		return 0, false
	}
	n := 0
	for i := range len(w) {
		if w[i] < '0' || w[i] > '9' {
			return 0, false
		}
		n = 10*n + int(w[i]-'0')
	}
	return n, true
}

func allDigits(w string) bool {
	for i := range len(w) {
		if w[i] < '0' || w[i] > '9' {
			return false
		}
	}
	return w != ""
}

// splitDigits parts "5thn", "20an" and "tujuhbelas" into number and word.
func splitDigits(words, buf []string) []string {
	for _, w := range words {
		if n := numberEnding(w); n > 0 {
			buf = append(buf, w[:n], w[n:])
			continue
		}
		i := 0
		for i < len(w) && isDigit(w[i]) {
			i++
		}
		if i == 0 || i == len(w) {
			buf = append(buf, w)
			continue
		}
		buf = append(buf, w[:i], canon(w[i:]))
	}
	return buf
}

// numberEnding is where "belas" or "puluh" begins behind a number word.
func numberEnding(w string) int {
	if n := len(w) - 5; n > 2 && (w[n:] == "belas" || w[n:] == "puluh") {
		if _, ok := unit(w[:n]); ok {
			return n
		}
	}
	return 0
}
