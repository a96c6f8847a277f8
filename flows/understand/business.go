package understand

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

var (
	noBusinessName = set("tidak belum gatau tanpa no none nothing kosong gada skip lewat lewati lewatin lewatkan")
	// noneCompany is what may stand beside a "belum" which means no name yet.
	noneCompany = set("usah perlu ada punya nama namanya usaha usahanya kepikiran dikasih diberi dinamai dinamakan saya kami masih sekarang ini itu sih yet tahu ketemu kasih toko warung dipikirkan dinamain name pakai business a have do i")
	bizTails    = set("kak kakak ka kk ya yah dong deh sih nih aja saja")
	bizLeads    = set("nama namanya nama2nya usaha usahanya usahaku usahasaya tokonya bisnis saya aku adalah ialah yaitu namaku my business name is")
)

// BusinessName reads the name of a business: 2 to 60 characters of letters,
// digits, spaces and & . ' - , as typed, without lead-in. "belum ada nama" is
// None. Questions, addresses and commands are refused.
func BusinessName(s string) (string, Reason) {
	norm := Normalise(s)
	if norm == "" {
		return "", Empty
	}
	if !hasLatin(norm) {
		return "", NoLetters
	}
	if opensWithNo(s) {
		if s = affirmed(s); s == "" {
			return "", NotName
		}
		norm = Normalise(s)
	}
	if c, _, ok := Global(norm); ok {
		return "", refusedAs(c)
	}
	var buf [24]string
	words := split(norm, buf[:0])
	name := businessText(s)
	switch n := utf8.RuneCountInString(name); {
	case namesNothing(words):
		return "", None
	case looksLikeAddress(norm) || asks(norm, words):
		return "", NotName
	case n > maxName:
		return "", TooLong
	case sentence(words):
		return "", NotName
	case n < minName:
		return "", TooShort
	case !hasLatin(name):
		return "", NoLetters
	}
	return name, ""
}

// opensWithNo: "bukan Toko Ani" and "bukan, Toko Budi" deny, "Bukan Kopi Biasa"
// and "Kopi Bukan Luwak" are names.
func opensWithNo(s string) bool {
	f := strings.Fields(s)
	for i, w := range f {
		if (slipSounds[denialWord(w)] || bizLeads[bizWord(w)]) && i+1 < len(f) {
			continue
		}
		return denialWord(w) == "bukan" && !asName(f[i:])
	}
	return false
}

// asName: every word has its capital, as names are written.
func asName(f []string) bool {
	for _, w := range f {
		if r, _ := utf8.DecodeRuneInString(w); !unicode.IsUpper(r) {
			return false
		}
	}
	return strings.Trim(f[0], "Bbukan") == ""
}

func namesNothing(words []string) bool {
	found := false
	for _, w := range words {
		switch {
		case noBusinessName[w]:
			found = true
		case !noneCompany[w] && !fillers[w] && w != "ya" && w != "nanti" && w[0] < utf8.RuneSelf:
			return false
		}
	}
	return found
}

// sentence finds texts which answer something else: a lone yes, a delay, a
// refusal.
func sentence(words []string) bool {
	if len(words) == 0 || idle(words, saidBefore) || goesAround(words) {
		return true
	}
	content := 0
	for i, w := range words {
		switch {
		case w == "jual" || w == "jualan":
			return tellsWhat(words, i)
		case noBusiness[w] || insults[w]:
			return true
		}
		if kind := kindOf(w); kind == kindUnknown || kind == kindDigit || neutral[w] && w != "usaha" && w != "saya" {
			content++
		}
	}
	return content == 0 || len(words) > 10 || words[0] == "di" || likeMyName(words)
}

// saidBefore are words of "kan tadi sudah saya jawab" and "penting ga sih".
var saidBefore = set("saya kami tidak kan lama pokoknya barusan kasih jawab dijawab bilang sebut sebutin tulis ketik kirim isi")

// noBusiness words belong to a text about the question and to no name.
var noBusiness = set("rahasia terserah lupa bingung males malas capek ignore previous")

// goesAround: "keliling pakai gerobak" tells how, "Kopi Keliling Budi" is a name.
func goesAround(words []string) bool {
	for _, w := range words {
		if w == "keliling" {
			return true
		}
		if !tellsOpeners[w] && !fillers[w] && w != "dagang" {
			return false
		}
	}
	return false
}

// tellsOpeners begin a sentence about the selling: "sudah 10 tahun jualan".
var tellsOpeners = set("saya kami sudah baru cuma masih belum biasa biasanya hanya ini lagi kalau tidak")

// tellsWhat: "saya jualan kue" and "jualan di pinggir jalan" tell what is sold
// or where, "Jual Beli Motor" is a name.
func tellsWhat(words []string, at int) bool {
	if at == 0 {
		return len(words) < 2 || words[1] != "beli"
	}
	return tellsOpeners[words[0]] || at == len(words)-1 && allDigits(words[0])
}

var likeWords = set("sama seperti kayak kaya sesuai same samain samakan")

// likeMyName: "sama kayak nama saya" points at another answer.
func likeMyName(words []string) bool {
	for i, w := range words {
		if likeWords[w] && i <= 1 {
			return hasWord(words, "saya") || hasWord(words, "tadi") || hasWord(words, "name") || i+1 < len(words) && likeWords[words[i+1]]
		}
	}
	return false
}
