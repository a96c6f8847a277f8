package understand

import (
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
	Remind     Command = "REMIND"    // again, after STOP
	Subscribe  Command = "MORE_NEWS" // and reminders, after STOP
	Later      Command = "LATER"     // not now: "nanti aja", "sebentar ya"
	Announced  Command = "NEWS"      // what we have made known
	Link       Command = "LINK"      // another chat of theirs
	Unlink     Command = "UNLINK"
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
	return command(ungreeted(words))
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
	if len(words) > 2 && words[0] == "tidak" && words[1] == "jadi" { // "ga jadi, tetep mau dapet kabar"
		if c, n, ok := command(words[2:]); c == Subscribe {
			return c, n, ok
		}
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
	for i, w := range words {
		if len(buf) > maxCommandWords {
			break
		}
		if len(words) == 1 {
			w = mendShort(w)
		}
		if !fillers[w] && !courtesies[w] && !thanks(words, i) && w[0] < 0x80 {
			buf = append(buf, mendKey(w))
		}
	}
	return buf
}

// courtesies go with any command and are none.
var courtesies = set("ya makasih maaf")

// thanks finds both words of "terima kasih".
func thanks(words []string, i int) bool {
	return words[i] == "terima" && i+1 < len(words) && words[i+1] == "kasih" ||
		words[i] == "kasih" && i > 0 && words[i-1] == "terima"
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
