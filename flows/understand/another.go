package understand

import "strings"

// relatives are other people whatever stands beside them; elders may also be
// how somebody is addressed ("iya pak"), unless they are said to be one's own.
var (
	relatives = set(`suami istri isteri bini laki anak anakku ayah papa mama mamah emak nenek kakek mertua menantu sepupu ponakan keponakan teman temen tetangga saudara keluarga pacar
		karyawan husband wife dad mom mum father mother son daughter cousin neighbour neighbor somebody someone`)
	elders   = set("bapak bapa ibu kakak abang bapaknya ibunya adik adek brother sister friend pak bu mas mbak om tante paman bibi")
	elderOwn = set("bapakku ibuku kakakku suamiku istriku anaknya suaminya istrinya dad's mom's husband's wife's son's daughter's father's mother's friend's")
	mine     = set("saya sy aku gue gw gua ane")
)

// OfAnother tells that a short text speaks of somebody else than who writes:
// "itu bapak saya", "punya suami", "that's my dad". "Iya pak" does not, and
// who has yet to ask them ("tanya suami dulu") does not either.
func OfAnother(s string) bool {
	words := strings.FieldsFunc(Normalise(s), func(r rune) bool { return !inWord(r) && r != '\'' })
	if strings.IndexByte(s, '?') >= 0 || len(s) > maxCommand || len(words) > maxCommandWords {
		return false
	}
	found := false
	for i, w := range words {
		after := i+1 < len(words) && mine[words[i+1]]
		before := i > 0 && (words[i-1] == "punya" || words[i-1] == "milik" || words[i-1] == "punyanya" || words[i-1] == "my")
		switch {
		case w == "tanya" || w == "izin" || w == "sendiri" || w == "bukan" && i+1 < len(words) && !mine[words[i+1]]:
			return false
		case relatives[w], elderOwn[w], elders[w] && (after || before), w == "orang" && i+1 < len(words) && words[i+1] == "lain":
			found = true
		}
	}
	return found
}
