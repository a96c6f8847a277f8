package understand

import "strings"

// greetings open a conversation and answer nothing.
var greetings = map[string]bool{
	"halo": true, "hallo": true, "hai": true, "hay": true, "hi": true, "hello": true, "helo": true, "hey": true, "hei": true,
	"assalamualaikum": true, "assalamu'alaikum": true, "asalamualaikum": true, "ass": true, "aslm": true, "salam": true,
	"pagi": true, "siang": true, "sore": true, "malam": true, "permisi": true, "misi": true, "punten": true,
	"p": true, "ping": true, "tes": true, "test": true, "good": true, "morning": true, "afternoon": true, "evening": true,
}

// besides go with a greeting and change nothing.
var besides = map[string]bool{
	"selamat": true, "kak": true, "kakak": true, "min": true, "admin": true, "bu": true, "ibu": true, "pak": true, "bapak": true,
	"mas": true, "mbak": true, "gan": true, "sis": true, "bang": true, "bot": true, "semua": true, "ya": true, "wr": true, "wb": true,
	"there": true, "warahmatullahi": true, "wabarakatuh": true, "langkah": true, "jakpreneur": true,
}

// Greeting tells "halo kak" and "selamat pagi bu" from an answer.
func Greeting(s string) bool {
	met := false
	for _, w := range strings.FieldsFunc(Normalise(s), func(r rune) bool { return strings.ContainsRune(" ,.!?~🙏👋😊", r) }) {
		switch {
		case greetings[w]:
			met = true
		case !besides[w]:
			return false
		}
	}
	return met || strings.Contains(s, "👋")
}

// dayHails greet only beside an address: "pagi kak", while "pagi mulai" tells
// when.
var dayHails = set("pagi siang sore malam")

// ungreeted drops the greeting in front of what is said: "halo kak mau daftar".
func ungreeted(words []string) []string {
	met, n := false, 0
	for n < len(words) && (greetings[words[n]] || besides[words[n]]) {
		met = met || greetings[words[n]]
		n++
	}
	if !met || n == len(words) || n == 1 && dayHails[words[0]] {
		return words
	}
	return words[n:]
}
