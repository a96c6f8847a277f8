package understand

import "strings"

var questionWords = set(`apa apakah kenapa bagaimana berapa kapan siapa dimana mana kemana darimana bisakah bolehkah haruskah adakah benarkah
	maksud maksudnya tanya pertanyaan which`)

// openers begin questions which end in "gak": "bisa online gak".
var openers = set("bisa boleh harus perlu ada mau dapat wajib gratis bayar aman")

// doubted words are those behind which "gak" asks, whatever stands before: "ini bayar gak".
var doubted = set("bayar gratis aman wajib bisa boleh harus perlu resmi asli benar lama ribet susah sulit mahal penipuan hoax hoaks")

// askWords make a question wherever they stand; the others only at either end.
var askWords = set("kenapa bagaimana apakah bisakah bolehkah haruskah adakah benarkah tanya pertanyaan maksudnya")

// Question reports whether a text looks like a question and not like an
// answer: a question mark, or a question word where questions have one.
func Question(s string) bool {
	s = Normalise(s)
	var buf [24]string
	return asks(s, split(s, buf[:0]))
}

func asks(norm string, words []string) bool {
	if strings.IndexByte(norm, '?') >= 0 {
		return true
	}
	first, before, last, both := "", "", "", false
	for i, w := range words {
		if w == "tanya" && i+1 < len(words) && family[words[i+1]] {
			w = "tunggu" // "tanya suami dulu" asks us nothing
		}
		if askWords[w] || w == "apa" && i > 0 && words[i-1] == "untuk" {
			return true
		}
		if w == "apa" && i > 0 && (words[i-1] == "tidak" || words[i-1] == "apa") {
			w = "apa-apa" // "tidak apa apa" asks nothing
		}
		if w == "apa" && i > 0 && i+1 < len(words) && negations[words[i+1]] {
			w = "atau" // "ya apa tidak" wavers
		}
		if w == "kan" && openers[first] && first != "ada" {
			return true // "aman kan datanya"
		}
		if fillers[w] || w == "ya" || w == "nanti" && first != "" {
			continue
		}
		if first == "" {
			first = w
		}
		both = both || last != "" && w == first // "bisa ya bisa tidak"
		before, last = last, w
	}
	return questionWords[first] || questionWords[last] || !both && whether(first, before, last)
}

// whether tells "bisa online gak" and "ini bayar gak" from "bisa ya bisa
// tidak", which asks nothing.
func whether(first, before, last string) bool {
	if last != "tidak" && last != "bukan" || affirmWords[first] {
		return false
	}
	return doubted[before] || openers[first] && before != first && last == "tidak"
}
