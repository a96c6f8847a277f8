package understand

import (
	"slices"
	"strings"
)

// Option is one thing to choose: its label as shown, and other words for it.
type Option struct{ Words []string }

var (
	numberSigns = set("no nomor angka pilih pilihan opsi option yang ke number nomer saya mau ambil menu coba ikut the choose pick poin i")
	ordinals    = map[string]int{
		"pertama": 1, "kesatu": 1, "kedua": 2, "ketiga": 3, "keempat": 4, "kelima": 5, "keenam": 6, "ketujuh": 7, "kedelapan": 8, "kesembilan": 9, "kesepuluh": 10,
		"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10,
		"1st": 1, "2nd": 2, "3rd": 3, "4th": 4, "5th": 5, "6th": 6, "7th": 7, "8th": 8, "9th": 9, "10th": 10,
	}
	lastWords    = set("terakhir akhir last terbawah bontot buncit bawah")
	topWords     = set("teratas atas")
	severals     = set("semua keduanya dua2nya ketiganya semuanya both")
	choiceThanks = set("ya iya oke sip siap makasih terima kasih")
	// choiceNoise stands around a chosen word and says nothing of which.
	choiceNoise = set("saya mau ikut yang ini itu urus ngurus mengurus soal tentang bagian ya untuk ke lihat cek minta jadi perlu i the program di dulu bantu bantuan")
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

// chosenWord finds the option whose words the text holds.
func chosenWord(s string, words []string, options []Option) (int, Reason) {
	content := make([]string, 0, 12)
	joined, or := strings.ContainsAny(s, ",+"), false
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
	if why == "" && told(content) && weak(content, options[i]) {
		return 0, Unclear // "jualan sudah 3 tahun"
	}
	if why == Multiple && or {
		why = Ambiguous
	}
	return i, why
}

// placeWords say that something is sold, not what: "warung kopi" is chosen by
// its kopi.
var placeWords = set("warung toko kedai kios lapak gerobak shop store usaha bisnis jual jualan dagang jasa")

// told finds a number inside a text, which then tells something.
func told(content []string) bool {
	return slices.ContainsFunc(content[1:], func(w string) bool { return allDigits(w) })
}

// weak: the option was found only by a word which says that something is sold.
func weak(content []string, o Option) bool {
	return !slices.ContainsFunc(o.Words, func(w string) bool { return phraseScore(content, w) > placeScore })
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
	case second > placeScore && joined:
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
	want := phraseWords(phrase)
	if len(want) == 0 {
		return 0
	}
	for i := 0; i+len(want) <= len(content); i++ {
		n := matchRun(content[i:i+len(want)], want)
		switch {
		case n > 0 && len(want) == 1 && placeWords[want[0]]:
			return placeScore
		case n > 0:
			return 2 * n
		}
	}
	return partScore(content, want)
}

// placeScore is below that of any word which tells more.
const placeScore = 1

func matchRun(content, want []string) int {
	n := 0
	for i, w := range want {
		if !means(content[i], w) {
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
			if len(w) > 2 && !choiceNoise[w] && !placeWords[w] && !numberSigns[w] && means(c, w) {
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
