package understand

import "strings"

// englishWords are common in English and no words of Indonesian chat.
var englishWords = set(`i i'd i'm i'll i've you your my we our they this that is are am was do does did can could would will want need like have has get got the a an to for of in on at from with and or but not
	no yes please what when where how who why which hello hi hey good morning afternoon evening speak english register registration sign up join business free cost help next bazaar there any about it me thanks thank`)

// English tells that somebody writes in English: two words of it, and hardly
// any others. Names and "hello kak" do not make it so.
func English(s string) bool {
	words := strings.FieldsFunc(Normalise(s), func(r rune) bool { return !inWord(r) && r != '\'' })
	n := 0
	for _, w := range words {
		if englishWords[w] {
			n++
		}
	}
	return n >= 2 && n*3 >= len(words)*2
}
