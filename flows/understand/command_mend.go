package understand

import (
	"maps"
	"slices"
	"strings"
)

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

// mendShort mends a short key word which stands alone: its inner vowels left
// out, two letters that changed places, or one written twice ("mnu", "stp",
// "mneu", "menuu"). In a sentence such a word may be anything.
func mendShort(w string) string {
	if len(w) < 3 || len(w) > 6 || commandWords[w] {
		return w
	}
	for _, k := range shortKeys {
		if w[0] == k[0] && w[len(w)-1] == k[len(k)-1] && missingVowel(w, k) || squeeze(w) == k || swapped(w, k) && !commonWords[w] {
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
