package understand

import "strings"

// Subject is an earlier answer that somebody speaks of, by its name in the
// registration; two where the word says both ("namanya" of me, or my stall).
type Subject []string

// subjects are named by their words; the longer names come first.
var subjects = []struct {
	is    Subject
	heads map[string]bool // one of these
	with  map[string]bool // right beside one of these; nil: alone
}{
	{Subject{"business"}, set("nama namanya namany name usahanya"), set("usaha usahanya toko tokonya warung warungnya bisnis bisnisnya business shop stall brand")},
	{Subject{"name"}, set("nama namanya namany name"), set("saya lengkap my full")},
	{Subject{"name", "business"}, set("nama namanya namany namaku name"), nil},
	{Subject{"field"}, set("bidang bidangnya field"), nil},
	{Subject{"since"}, set("tahun tahunnya thnnya taunnya"), nil},
	{Subject{"omzet"}, set("omzet omzetnya omset omsetnya turnover pendapatan pendapatannya penghasilan penghasilannya"), nil},
	{Subject{"nib"}, set("nib nibnya"), nil},
	{Subject{"kelurahan"}, set("kelurahan kelurahannya kel"), nil},
	{Subject{"kecamatan"}, set("kecamatan kecamatannya kec alamat alamatnya address district"), nil},
	{Subject{"phone"}, set("hp hpnya wa wanya nomor nomornya phone telepon telpon"), nil},
}

var (
	faultWords = set(`salah slah keliru kliru typo ketuker ketukar kebalik salahnya wrong incorrect ganti gantiin diganti ubah ubahin diubah rubah ralat diralat koreksi dikoreksi betulkan betulin dibetulkan
		betulnya benerin dibenerin benarin perbaiki diperbaiki change fix edit correct hapus dihapus`)
	// insteads lead to what it should have been.
	insteads      = set("harusnya seharusnya hrsnya harusny mestinya harus jadi jadinya menjadi ke should to mksdnya maksudnya maksud yang")
	amendCompany  = set("saya my eh ya oh aduh maaf sori sorry tadi yang itu ini mau bisa tolong minta dong lengkap usaha toko warung bisnis nya no nomor ternyata kayaknya sepertinya is the a please i want can business full name was semua lagi")
	notAmendments = set("tidak belum jangan bukan kalau nanti")
)

// Amends reads that an earlier answer is wrong: "namanya salah harusnya
// Sukirman" is no answer to whatever was asked since. The value is what it
// should be, as typed, where that is said.
func Amends(s string) (about Subject, value string, ok bool) {
	norm := Normalise(s)
	if len(norm) > maxCommand || asks(norm, nil) {
		return nil, "", false
	}
	raw := strings.Fields(strings.ToValidUTF8(s, ""))
	var words []string
	for i, r := range raw {
		w := Normalise(strings.Trim(r, ".,!:;"))
		if w == "" {
			continue
		}
		if c := canon(w); insteads[w] && c != "tidak" && hasAny(words, faultWords) && i+1 < len(raw) && !subjectWord(raw[i+1]) {
			value = instead(raw[i+1:])
			break
		}
		words = append(words, w)
	}
	about = subject(words)
	return about, value, about != nil && hasAny(words, faultWords) && len(words) <= maxCommandWords
}

// instead is what follows "harusnya": "should be Amy", "harusnya jadi Amy".
func instead(raw []string) string {
	for len(raw) > 1 && (insteads[Normalise(raw[0])] || raw[0] == "be") {
		raw = raw[1:]
	}
	return strings.Join(raw, " ")
}

// Speaks reads a text of nothing but the name of an answer: "nomor hp".
func Speaks(s string) Subject {
	return subject(strings.FieldsFunc(Normalise(s), func(r rune) bool { return !inWord(r) && r != '\'' }))
}

func subjectWord(w string) bool {
	w = Normalise(w)
	for _, x := range subjects {
		if x.heads[w] {
			return true
		}
	}
	return false
}

// subject finds what is spoken of, where nothing else is.
func subject(words []string) Subject {
	for _, x := range subjects {
		if !hasAny(words, x.heads) || x.with != nil && !hasPair(words, x.heads, x.with) {
			continue
		}
		for _, w := range words {
			c := canon(w)
			if notAmendments[c] || !x.heads[w] && !x.with[w] && !x.with[c] && !faultWords[w] && !faultWords[c] && !amendCompany[w] && !amendCompany[c] && !fillers[w] && !x.heads[c] {
				return nil
			}
		}
		return x.is
	}
	return nil
}

func hasPair(words []string, heads, with map[string]bool) bool {
	for i := 1; i < len(words); i++ {
		a, b := words[i-1], words[i]
		if heads[a] && (with[b] || with[canon(b)]) || (with[a] || with[canon(a)]) && heads[b] {
			return true
		}
	}
	return false
}

func hasAny(words []string, among map[string]bool) bool {
	for _, w := range words {
		if among[w] || among[canon(w)] {
			return true
		}
	}
	return false
}
