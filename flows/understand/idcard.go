package understand

import "strings"

// cards name an identity card or a family card; cardDenials take one back
// ("bukan ktp kak").
var (
	cards       = set("ktp ktpku ktpnya ktpel ektp ektpku kk kknya nik niknya nokk noktp idcard")
	cardDenials = set("bukan tanpa tidak jangan not ga gak nggak")
)

// IDCard tells that a caption, or the name of a file, speaks of an identity card
// or a family card. Only the words can tell: nobody looks at the picture.
func IDCard(text string) bool {
	before := ""
	words := strings.FieldsFunc(Normalise(text), func(r rune) bool { return (r < 'a' || r > 'z') && (r < '0' || r > '9') })
	for i, w := range words {
		bare := strings.TrimRight(w, "0123456789")
		two := before + " " + w
		if (cards[bare] || two == "kartu keluarga" || two == "kartu penduduk" || two == "id card" || two == "identity card" || two == "tanda penduduk") &&
			!cardDenials[before] && (i < 2 || !cardDenials[words[i-2]]) {
			return true
		}
		before = w
	}
	return false
}
