package understand

import "strings"

// Option is one thing to choose: its label as shown, and other words for it.
type Option struct{ Words []string }

var (
	numberSigns = set("no nomor angka pilih pilihan opsi option yang ke number nomer saya mau ambil menu coba ikut the choose pick poin i")
	ordinals    = map[string]int{
		"pertama": 1, "kesatu": 1, "kedua": 2, "ketiga": 3, "keempat": 4, "kelima": 5, "keenam": 6, "ketujuh": 7, "kedelapan": 8, "kesembilan": 9, "kesepuluh": 10,
		"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10,
		"1st": 1, "2nd": 2, "3rd": 3, "4th": 4, "5th": 5, "6th": 6, "7th": 7, "8th": 8, "9th": 9, "10th": 10,
	}
	lastWords    = set("terakhir akhir last terbawah bontot buncit")
	topWords     = set("teratas")
	severals     = set("semua keduanya dua2nya ketiganya semuanya both")
	choiceThanks = set("ya iya oke sip siap makasih terima kasih")
	// choiceNoise stands around a chosen word and says nothing of which.
	choiceNoise = set("saya mau ikut yang ini itu urus ngurus mengurus soal tentang bagian ya untuk ke lihat cek minta perlu i the program di dulu bantu bantuan")
)

// Choice reads which of the options is meant and returns its index, counted
// from 0. Numbers count from 1, as shown: "2", "no 2", "2️⃣", "yang kedua",
// "terakhir". Otherwise a label or synonym decides, typos included. A digit
// inside a sentence is not a choice.
func Choice(s string, options []Option) (int, Reason) {
	s = Normalise(s)
	if s == "" {
		return 0, Empty
	}
	var buf [24]string
	words := split(s, buf[:0])
	if i, ok := exactOption(s, options); ok {
		return i, ""
	}
	if n, why, ok := chosenNumber(s, words, len(options)); ok {
		return n, why
	}
	i, why := chosenWord(s, words, options)
	if n, used := cardinal(words); why == "" && used > 0 && n != i+1 {
		return 0, Ambiguous // "2 modal", where modal is not 2
	}
	return i, why
}

func exactOption(s string, options []Option) (int, bool) {
	for i, o := range options {
		for _, w := range o.Words {
			if s == w || strings.EqualFold(s, w) {
				return i, true
			}
		}
	}
	return 0, false
}

// chosenNumber reads answers made of numbers and signs only; ok is false when
// other words stand there.
func chosenNumber(s string, words []string, count int) (n int, why Reason, ok bool) {
	got := tallyNumbers(words, count)
	switch {
	case got.other || got.found == 0:
		return 0, "", false
	case got.or:
		return 0, Ambiguous, true
	case got.found == 2 && !got.and && decimal(s):
		return 0, Unclear, true
	case got.found > 1:
		return 0, Multiple, true
	case got.value < 1 || got.value > count || minus(s):
		return 0, OutOfRange, true
	}
	return got.value - 1, "", true
}

type numberTally struct {
	value, found   int
	or, and, other bool
}

func tallyNumbers(words []string, count int) numberTally {
	var t numberTally
	for i := 0; i < len(words); {
		n, used := choiceNumber(words[i:], count)
		switch w := words[i]; {
		case used > 0:
			t.found++
			t.value = n
			i += used
			continue
		case severals[w]:
			t.found += 2
		case w == "atau":
			t.or = true
		case w == "dan" || w == "sama" || w == "dengan" || w == "sampai":
			t.and = true
		case fillers[w] || numberSigns[w] || choiceThanks[w] || w[0] >= 0x80:
		default:
			t.other = true
		}
		i++
	}
	return t
}

// choiceNumber reads one number at the front of words.
func choiceNumber(words []string, count int) (n, used int) {
	w := words[0]
	if n, ok := ordinals[w]; ok {
		return n, 1
	}
	switch {
	case lastWords[w]:
		return count, 1
	case topWords[w]:
		return 1, 1
	case w == "paling" && len(words) > 1:
		switch words[1] {
		case "bawah", "akhir", "terakhir":
			return count, 2
		case "atas", "awal":
			return 1, 2
		}
	case allDigits(w) && len(w) > 6:
		return count + 1, 1
	case len(w) > 2 && w[:2] == "ke" && allDigits(w[2:]):
		n, _ := smallInt(w[2:])
		return n, 1
	}
	return cardinal(words)
}

// decimal: "1.5" is no choice, while "1,2" names two.
func decimal(s string) bool {
	i := strings.IndexByte(s, '.')
	return i > 0 && i+1 < len(s) && isDigit(s[i-1]) && isDigit(s[i+1])
}

func minus(s string) bool {
	return len(s) > 1 && s[0] == '-' && isDigit(s[1])
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

// chosenWord finds the option whose words the text holds.
func chosenWord(s string, words []string, options []Option) (int, Reason) {
	content := make([]string, 0, 12)
	joined, or := false, false
	for _, w := range words {
		switch {
		case negations[w] || w == "selain" || w == "kecuali":
			return 0, Unclear
		case w == "dan" || w == "sama":
			joined = true
		case w == "atau":
			or = true
		}
		if !fillers[w] {
			content = append(content, w)
		}
	}
	if len(content) == 0 || len(content) > 10 || asks(s, words) {
		return 0, Unclear
	}
	i, why := pick(content, options, joined || or)
	if why == Multiple && or {
		why = Ambiguous
	}
	return i, why
}

// pick takes the option with the longest match. Two options which are both
// named are several answers when "dan" joins them, else one unclear answer.
func pick(content []string, options []Option, joined bool) (int, Reason) {
	best, second, at := 0, 0, 0
	for i, o := range options {
		score := 0
		for _, w := range o.Words {
			score = max(score, phraseScore(content, w))
		}
		if score > best {
			best, second, at = score, best, i
		} else {
			second = max(second, score)
		}
	}
	switch {
	case best == 0:
		return 0, Unclear
	case second > 0 && joined:
		return 0, Multiple
	case second == best:
		return 0, Ambiguous
	}
	return at, ""
}

// phraseScore rates how well content names a phrase: the letters matched,
// doubled when the whole phrase stands in content in its order. A part of a
// phrase counts only when nothing else was said.
func phraseScore(content []string, phrase string) int {
	var buf [12]string
	want := split(Normalise(phrase), buf[:0])
	if len(want) == 0 {
		return 0
	}
	for i := 0; i+len(want) <= len(content); i++ {
		if n := matchRun(content[i:i+len(want)], want); n > 0 {
			return 2 * n
		}
	}
	return partScore(content, want)
}

func matchRun(content, want []string) int {
	n := 0
	for i, w := range want {
		if !similar(content[i], w) {
			return 0
		}
		n += len(w)
	}
	return n
}

func partScore(content, want []string) int {
	n := 0
	for _, c := range content {
		if choiceNoise[c] {
			continue
		}
		hit := 0
		for _, w := range want {
			if len(w) > 2 && !choiceNoise[w] && !numberSigns[w] && similar(c, w) {
				hit = len(w)
			}
		}
		if hit == 0 {
			return 0
		}
		n += hit
	}
	return n
}
