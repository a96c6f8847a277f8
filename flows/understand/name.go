package understand

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Bounds of a name in letters and spaces (Permendagri 73/2022 Pasal 4).
const (
	minName = 2
	maxName = 60
)

var (
	nameLeads = set(`iya biasa nama namaku namanya namasaya saya aku sy gue gw perkenalkan perkenalken kenalkan kenalin panggil dipanggil panggilan
		lengkap adalah ialah yaitu is my name i'm im am this it's its call me oh halo hai hello hi dengan atas bernama ini nm asli kenalan aja saja`)
	honorifics = set("bapak pak ibu bu mas mbak mba bang abang kak kakak bpk sdr sdri saudara saudari tn ny nyonya tuan mr mrs ms miss")
	nameTails  = set("kak kakak kaka ka kk ya yah dong deh sih nih min mimin saja aja ajah makasih mksh gan bos sis bang pak bu mbak")
	// notNames are words no name has; one of them makes the text a sentence.
	notNames = set(`ya ok okay sip yup jalan jl gang rt rw gak ga udh udah yg sy tidak belum sudah yang apa kenapa bagaimana berapa kapan siapa dimana mau punya ada tahu tanya gatau lupa rahasia sama seperti kayak kaya
		ktp kk nama anonim noname test tes testing terserah bebas nanti besok kalau karena tapi untuk dengan jangan bisa boleh setuju oke yes iya lanjut benar
		betul salah daftar jualan jual tukang pedagang penjual usaha warung toko dagang bisnis kerja tinggal rumah umur tahun alamat nomor hp assalamualaikum waalaikumsalam
		selamat pagi siang sore malam makasih terima kasih halo hai hello punten permisi maaf tolong bantu bantuan dan atau bukan juga lagi masih
		privasi perlu penting emang memang harus isi data asal ngasal pokoknya hehe haha wkwk wkwkwk hahaha
		anjing anjir anjrit bangsat goblok goblog tolol babi kontol memek ngentot asu kampret bego brengsek bajingan jancok jancuk cuk tai monyet setan sialan
		www http https com suami istri anak saya mending the you your what why who how no none nothing same fuck shit stupid`)
	lowerInNames = set("bin binti van von de der al")
)

// Name reads a person's name and returns it for display: honorific, lead-in
// ("nama saya ...") and tail removed, each word capitalised.
func Name(s string) (string, Reason) {
	norm := Normalise(s)
	switch {
	case norm == "":
		return "", Empty
	case !hasLatin(norm) && strings.ContainsAny(norm, "0123456789"):
		return "", HasDigit
	case !hasLatin(norm):
		return "", NoLetters
	case looksLikeAddress(norm):
		return "", NotName
	}
	if _, _, ok := Global(norm); ok {
		return "", IsCommand
	}
	words := nameWords(norm)
	if why := judgeName(words); why != "" {
		return "", why
	}
	name := displayName(words)
	switch n := utf8.RuneCountInString(name); {
	case n > maxName:
		return "", TooLong
	case n < minName:
		return "", TooShort
	}
	return name, ""
}

func hasLatin(s string) bool {
	for _, r := range s {
		if unicode.Is(unicode.Latin, r) {
			return true
		}
	}
	return false
}

// looksLikeAddress finds web and mail addresses, and signs no name has.
func looksLikeAddress(s string) bool {
	return strings.ContainsAny(s, "@/\\<>{}[]=#$%^_|~") || strings.Contains(s, "www.") || strings.Contains(s, ".com") || strings.Contains(s, "?")
}

// nameWords cuts a text at spaces, keeps the marks names have, and takes off
// what surrounds the name.
func nameWords(norm string) []string {
	f := strings.Fields(strings.Map(nameRune, norm))
	for len(f) > 0 && trimWord(f[0]) == "" {
		f = f[1:]
	}
	f = dropLeads(f)
	for len(f) > 1 && nameTails[trimWord(f[len(f)-1])] {
		f = f[:len(f)-1]
	}
	for len(f) > 1 && honorifics[trimWord(f[0])] {
		f = f[1:]
	}
	return f
}

func dropLeads(f []string) []string {
	for len(f) > 0 {
		w := trimWord(f[0])
		// "I" opens a sentence only before "am"; else it is a Balinese name.
		lead := nameLeads[w] || w == "i" && len(f) > 1 && f[1] == "am"
		if !lead {
			break
		}
		f = f[1:]
	}
	return f
}

func trimWord(w string) string { return strings.Trim(w, ".,'-!") }

// nameRune keeps what a name may hold and blanks pictures and colons.
func nameRune(r rune) rune {
	switch {
	case unicode.IsLetter(r), unicode.IsDigit(r), r == '\'', r == '.', r == ',', r == '-', r == '!', r == '+', r == ';', r == '&':
		return r
	}
	return ' '
}

func judgeName(words []string) Reason {
	letters, vowels, run := 0, 0, 0
	for _, w := range words {
		for _, r := range w {
			switch {
			case unicode.IsDigit(r):
				return HasDigit
			case r == '+' || r == ';' || r == '&' || unicode.IsLetter(r) && !unicode.Is(unicode.Latin, r):
				return NotName
			case !unicode.IsLetter(r):
				continue
			}
			letters++
			run++
			if r >= utf8.RuneSelf || r == 'y' || isVowel(byte(r)) {
				vowels++
				run = 0
			}
			if run >= 5 {
				return NotName // "sdfgh"
			}
		}
		run = 0
	}
	switch {
	case letters == 0:
		return NotName
	case letters < minName:
		return TooShort
	case letters >= 4 && vowels == 0:
		return NotName
	}
	return judgeWords(words)
}

func judgeWords(words []string) Reason {
	for _, w := range words {
		w = trimWord(w)
		if notNames[w] || len(w) > 3 && notNames[canon(w)] || mashed(w) || honorifics[w] && len(words) == 1 {
			return NotName
		}
	}
	if len(words) > 9 {
		return NotName
	}
	return ""
}

// mashed finds words made by rolling over the keys.
func mashed(w string) bool {
	for _, row := range [...]string{"qwert", "asdf", "zxcv", "hjkl"} {
		if strings.Contains(w, row) {
			return true
		}
	}
	return false
}

func displayName(words []string) string {
	var b strings.Builder
	for i, w := range words {
		w = strings.Trim(w, "-!'")
		if i == len(words)-1 {
			w = strings.TrimRight(w, ",")
			if !strings.Contains(strings.TrimRight(w, "."), ".") && len(w) > 4 {
				w = strings.TrimRight(w, ".")
			}
		}
		if w == "" || w == "." || w == "," {
			continue
		}
		if b.Len() > 0 {
			b.WriteByte(' ')
		}
		if i > 0 && i < len(words)-1 && lowerInNames[w] {
			b.WriteString(w)
			continue
		}
		capitalise(&b, w)
	}
	return b.String()
}

// capitalise raises the first letter and each letter after a dot or hyphen,
// but not after an apostrophe: Nur'aini.
func capitalise(b *strings.Builder, w string) {
	up := true
	for _, r := range w {
		if up {
			r = unicode.ToUpper(r)
		}
		up = r == '.' || r == '-'
		b.WriteRune(r)
	}
}
