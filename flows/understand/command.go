package understand

import (
	"maps"
	"slices"
	"strings"
)

// Command is a global word which works in every state of a conversation.
type Command string

// The global commands.
const (
	Menu       Command = "MENU"
	Help       Command = "HELP"
	Stop       Command = "STOP"
	Start      Command = "START"
	Back       Command = "BACK"
	Cancel     Command = "CANCEL"
	Restart    Command = "RESTART"
	Agent      Command = "AGENT"
	Status     Command = "STATUS"
	Register   Command = "REGISTER"
	DeleteData Command = "DELETE_DATA"
	Withdraw   Command = "WITHDRAW" // of consent
	MyData     Command = "MY_DATA"
	Language   Command = "LANGUAGE" // which one is not said
	LanguageID Command = "LANGUAGE_ID"
	LanguageEN Command = "LANGUAGE_EN"
	Why        Command = "WHY" // why is this asked
	Continue   Command = "CONTINUE"
	Edit       Command = "EDIT"
	Remind     Command = "REMIND" // again, after STOP
	Later      Command = "LATER"  // not now: "nanti aja", "sebentar ya"
)

// A longer message, in words or in bytes, tells something and commands nothing.
const (
	maxCommandWords = 8
	maxCommand      = 200
)

// Global reads a global command. Only a short message counts in which every
// word belongs to the command, so that "saya berhenti kerja" does not stop
// anything. The number is that of an EDIT ("ubah 3"), else 0.
func Global(s string) (Command, int, bool) {
	s = Normalise(s)
	if s == "" || len(s) > maxCommand {
		return "", 0, false
	}
	if s[0] == '/' {
		return slash(s[1:])
	}
	var buf [16]string
	words := split(imperative(s), buf[:0])
	if len(words) == 0 {
		return Help, 0, strings.Trim(s, "?!. ") == "" && s[0] == '?'
	}
	return command(words)
}

// imperative: "don't" forbids where it opens a message; elsewhere it denies.
func imperative(s string) string {
	s = strings.TrimPrefix(s, "please ")
	for _, dont := range [...]string{"don't ", "dont ", "do not "} {
		if rest, ok := strings.CutPrefix(s, dont); ok {
			return "jangan " + rest
		}
	}
	return s
}

// slash reads "/menu", "/hapus_data", "/start payload", "/menu@name".
func slash(s string) (Command, int, bool) {
	first, _, _ := strings.Cut(s, " ")
	name, _, _ := strings.Cut(first, "@")
	if name == "start" {
		return Start, 0, true
	}
	s = strings.ReplaceAll(name, "_", " ") + s[len(first):]
	var buf [16]string
	words := split(s, buf[:0])
	if len(words) == 0 {
		return "", 0, false
	}
	return command(words)
}

func command(words []string) (Command, int, bool) {
	if len(words) == 1 && words[0] == "0" {
		return Menu, 0, true
	}
	if last := len(words) - 1; last > 0 && words[last] == "tidak" && openers[words[0]] {
		words = words[:last] // "ada nomor petugas gak"
	}
	var buf [16]string
	words = core(words, buf[:0])
	if len(words) > maxCommandWords || !slices.ContainsFunc(words, func(w string) bool { return keyWords[w] }) {
		return "", 0, false // most messages are answers: no command has any of their words
	}
	for i := range grammars {
		if n, ok := grammars[i].match(words); ok {
			return grammars[i].command, n, true
		}
	}
	return "", 0, false
}

// core drops tone words and mends slips in long key words. It stops behind
// the longest message that can be a command.
func core(words, buf []string) []string {
	for _, w := range words {
		if len(buf) > maxCommandWords {
			break
		}
		if len(words) == 1 {
			w = mendShort(w)
		}
		if !fillers[w] && w != "ya" && w != "makasih" && w[0] < 0x80 {
			buf = append(buf, mendKey(w))
		}
	}
	return buf
}

// grammar describes the messages of one command: each word must be a key word
// or company, and the keys must be there in one of the given combinations.
type grammar struct {
	command Command
	keys    [][]map[string]bool // any of these; each needs a word from all of its sets
	company map[string]bool
	numbers bool
}

func (g *grammar) match(words []string) (int, bool) {
	for _, need := range g.keys {
		if n, ok := g.matchKeys(words, need); ok {
			return n, true
		}
	}
	return 0, false
}

func (g *grammar) matchKeys(words []string, need []map[string]bool) (number int, ok bool) {
	var met uint
	for _, w := range words {
		hit := false
		for k, keys := range need {
			if keys[w] {
				met |= 1 << k
				hit = true
			}
		}
		if hit || g.company[w] {
			continue
		}
		n, isNumber := smallInt(w)
		if !g.numbers || !isNumber || number != 0 || n < 1 || n > 99 {
			return 0, false
		}
		number = n
	}
	return number, met == 1<<len(need)-1
}

// commandWords are all words of the grammars, keyWords those without which
// there is no command, and longKeys the key words a slip may be mended to, by
// first letter.
var commandWords, keyWords, longKeys = func() (all, must map[string]bool, long map[byte][]string) {
	all, must, long = map[string]bool{}, map[string]bool{}, map[byte][]string{}
	for _, g := range grammars {
		maps.Copy(all, g.company)
		for _, need := range g.keys {
			for _, keys := range need {
				maps.Copy(all, keys)
				maps.Copy(must, keys)
				for k := range keys {
					if len(k) >= 6 && g.command != Later { // "benar" and "Bintar" are no slips of "bentar"
						long[k[0]] = append(long[k[0]], k)
					}
				}
			}
		}
	}
	for c := range long {
		slices.Sort(long[c]) // the same mending every time
	}
	return all, must, long
}()

// mendShort restores the inner vowels of a short key word which stands alone,
// or two letters that changed places: "mnu", "stp", "mneu". In a sentence such a word may be anything.
func mendShort(w string) string {
	if len(w) < 3 || len(w) > 5 || commandWords[w] {
		return w
	}
	for _, k := range shortKeys {
		if w[0] == k[0] && w[len(w)-1] == k[len(k)-1] && missingVowel(w, k) || swapped(w, k) && !commonWords[w] {
			return k
		}
	}
	return w
}

var shortKeys = [...]string{"menu", "stop", "batal", "balik", "mulai", "start", "admin", "status", "ulang", "lanjut"}

// stem takes the spoken ending off a key word: "berhentiin", "panggilkan".
func stem(w string) string {
	for _, ending := range [...]string{"nya", "in", "kan", "ken"} {
		s, ok := strings.CutSuffix(w, ending)
		switch {
		case !ok || commandWords[w] || commonWords[w]:
		case commandWords[s]:
			return s
		case commandWords[s+"kan"]:
			return s + "kan"
		}
	}
	return w
}

// mendKey allows one slip in a long key word.
func mendKey(w string) string {
	if w = stem(w); len(w) < 5 || len(w) > 14 || commandWords[w] || commonWords[w] || yesWords[w] || noWords[w] {
		return w
	}
	for _, k := range longKeys[w[0]] {
		if near(w, k) {
			return k
		}
	}
	return w
}
