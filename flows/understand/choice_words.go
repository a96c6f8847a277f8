package understand

import (
	"strings"
	"sync"
)

// maxPhrases bounds the memory of split phrases: all options of all flows are
// far fewer, and place names are the only ones that change from turn to turn.
const maxPhrases = 4096

// phrases remembers the words of each option, which are the same every time.
var phrases struct {
	sync.RWMutex
	words map[string][]string
}

// phraseWords splits an option's words once. The result is shared: only read.
func phraseWords(phrase string) []string {
	phrases.RLock()
	words, ok := phrases.words[phrase]
	phrases.RUnlock()
	if ok {
		return words
	}
	words = split(Normalise(phrase), nil)
	phrases.Lock()
	defer phrases.Unlock()
	if phrases.words == nil {
		phrases.words = map[string][]string{}
	}
	if len(phrases.words) < maxPhrases {
		phrases.words[phrase] = words
	}
	return words
}

// shortWord is the length up to which a wrong consonant makes another word:
// "sablon" is no "salon".
const shortWord = 6

// means reports whether a typed word is meant as a word of an option.
func means(typed, word string) bool {
	if typed == word {
		return true
	}
	if len(typed) > shortWord {
		typed = strings.TrimSuffix(typed, "nya")
	}
	return similar(typed, word) && !commonWords[typed] && (len(typed) > shortWord && len(word) > shortWord || sameSound(typed, word)) || done(typed, word)
}

// done reads a verb as its noun: "dilatih" asks for "pelatihan", "pasarkan"
// for "pemasaran".
func done(typed, word string) bool {
	act, passive := strings.CutPrefix(typed, "di")
	thing, noun := strings.CutPrefix(word, "pe")
	thing, ends := strings.CutSuffix(thing, "an")
	if !noun || !ends || len(thing) < 4 {
		return false
	}
	for _, root := range [...]string{thing, thing[1:], "p" + thing[1:]} {
		ending, same := strings.CutPrefix(act, root)
		if same && len(root) > 3 && (verbEndings[ending] || passive && ending == "") {
			return true
		}
	}
	return false
}

var verbEndings = set("i in kan")

// sameSound compares short words by their consonants: vowels, doubled letters,
// swaps, an h, and a consonant dropped beside another ("warug") may differ.
func sameSound(typed, word string) bool {
	a, b := consonants(squeeze(typed)), consonants(squeeze(word))
	if a == b || swapped(a, b) {
		return true
	}
	for i := 1; i < len(word) && len(a)+1 == len(b); i++ {
		if typed == word[:i]+word[i+1:] && !isVowel(word[i]) {
			return word[i] == 'h' || !isVowel(word[i-1]) || i+1 < len(word) && !isVowel(word[i+1])
		}
	}
	return false
}

func swapped(a, b string) bool {
	return len(a) == len(b) && near(a, b) && len(a) > 1 && sorted(a) == sorted(b)
}

// sorted counts letters, whatever their order.
func sorted(s string) (n [256]uint8) {
	for i := range len(s) {
		n[s[i]]++
	}
	return n
}

// consonants writes letters of one sound as one: bazar, basar.
func consonants(s string) string {
	var buf [32]byte
	b := buf[:0]
	for i := range len(s) {
		c := s[i]
		switch c {
		case 'a', 'e', 'i', 'o', 'u':
			continue
		case 'v':
			c = 'f'
		case 'z':
			c = 's'
		case 'q':
			c = 'k'
		}
		b = append(b, c)
	}
	return string(b)
}
