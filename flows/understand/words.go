package understand

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// split cuts a normalised text into words. A word is a run of letters, digits
// and inner apostrophes; a pictograph is a word of its own. Spelling is
// brought to one form by canon.
func split(norm string, buf []string) []string {
	start := -1
	for i, r := range norm {
		if unicode.IsLetter(r) || unicode.IsDigit(r) || r == '\'' && start >= 0 {
			if start < 0 {
				start = i
			}
			continue
		}
		if start >= 0 {
			buf = append(buf, canon(norm[start:i]))
			start = -1
		}
		if unicode.Is(unicode.So, r) {
			buf = append(buf, canon(norm[i:i+utf8.RuneLen(r)]))
		}
	}
	if start >= 0 {
		buf = append(buf, canon(norm[start:]))
	}
	return buf
}

// canon returns the dictionary spelling of a chat word, or the word itself.
func canon(w string) string {
	w = strings.TrimRight(w, "'")
	if c, ok := spelling[w]; ok {
		return c
	}
	if s := squeeze(w); s != w {
		if c, ok := spelling[s]; ok {
			return c
		}
		if known[s] {
			return s
		}
	}
	return w
}

// squeeze writes every doubled letter once: "tujuhh", "lanjuut".
func squeeze(w string) string {
	double := false
	for i := 1; i < len(w); i++ {
		double = double || w[i] == w[i-1] && w[i] > '9'
	}
	if !double {
		return w
	}
	b := make([]byte, 0, len(w))
	for i := range len(w) {
		if i == 0 || w[i] != w[i-1] || w[i] <= '9' || w[i] >= utf8.RuneSelf {
			b = append(b, w[i])
		}
	}
	return string(b)
}

// spelling maps the short and spoken forms of chat to the dictionary word.
var spelling = invert(map[string]string{
	"ya":          "y yah yaa yap iy yak",
	"iya":         "iyah iyak iye iyo iyess iyap iyep iyaps iyoo iyaa iyy eya",
	"yes":         "yess yep yup yups yeah yea yoi yo yoii yas yuhu yups yaps ye",
	"oke":         "ok okay okey okeh okee oks okk oki okeh okelah oklah okedeh okeydokey",
	"sip":         "siip sipp sipdeh",
	"setuju":      "setju stuju setujuh stju setujuu setujui stujuu setuj",
	"boleh":       "bole bolehh blh bleh bolehlah",
	"tidak":       "ga gak gk g nggak ngga enggak engga kagak kaga tdk tidk tak ndak nda gakk kgk kgak gag gax gx egk nggk ngak ngk enga tida tdak ora nope not ogah emoh moh dont don't never",
	"belum":       "blm blom belom blum blon lum belon",
	"sudah":       "udh sdh udah dah uda sdah udeh sudh already",
	"benar":       "bnr bener bnar bnrr benr benerr correct true valid",
	"betul":       "btl betol btul",
	"jangan":      "jgn jngn jangn jan",
	"yang":        "yg yng nyang",
	"saya":        "sy sya gw gue gua aku ak aq ane i me",
	"kamu":        "km kmu lo lu loe anda",
	"tapi":        "tp tpi tetapi ttapi but tpii",
	"nanti":       "nnti ntar entar nti tar later nantian",
	"besok":       "bsk bsok besuk tomorrow",
	"kalau":       "kl klo kalo klau kalu if",
	"kenapa":      "knp knapa knpa napa mengapa why ngapa kenape",
	"bagaimana":   "gmn gimana gmana gmna bgmn gmnaa gimane how",
	"berapa":      "brp brapa brpa",
	"apa":         "ap apaan ape what apasi apasih",
	"kapan":       "kpn when",
	"siapa":       "sapa who",
	"dimana":      "dmn dmana where",
	"mana":        "mn",
	"tahu":        "tau tauu know",
	"tanya":       "nanya bertanya nnya tny ask ditanya tanyain",
	"mau":         "mo mw maw want pengen pengin ingin pingin kepingin pgn hendak pengeen",
	"punya":       "pny pnya punyaa mempunyai memiliki",
	"ada":         "ad adaa",
	"lagi":        "lg lgi again",
	"dengan":      "dgn dg with",
	"sama":        "ama sm samaa",
	"dan":         "dn and",
	"atau":        "ato atw or atu",
	"untuk":       "utk buat bwt tuk",
	"sampai":      "sampe smp smpe ampe hingga sampek nyampe",
	"semua":       "smua semuanya smuanya all semuany",
	"lanjut":      "lnjut lanjt lanjutkan lanjutin lanjutken terusin teruskan lanjutt lanjutan continue next",
	"gas":         "gass gaskeun gaskan gaskuen gaspol",
	"nggih":       "njih inggih nggeh enggih",
	"silakan":     "silahkan monggo mangga",
	"heeh":        "hooh eheh",
	"gapapa":      "gpp gakpapa gapapah nggapapa ngapapa gppa",
	"gatau":       "gaktau gatahu gaktahu gtw gtau nggatau engatau taktahu idk",
	"paham":       "mengerti ngerti faham understand",
	"saja":        "aja ajah aj doang only just",
	"masih":       "msh msih",
	"nomor":       "nmr nomer nomr nmor number num",
	"kembali":     "kmbali kembalii",
	"pesan":       "psn pesen pesannya message messages",
	"hubungi":     "hub hubungin kontak contact kontek",
	"bicara":      "ngomong ngobrol bicra omong talk speak berbicara",
	"petugas":     "ptugas petugasnya",
	"daftar":      "dftar dftr mendaftar daftarin daptar ndaftar register registrasi registration",
	"bantuan":     "bntuan bantu help bantuin bantuannya tulung",
	"cara":        "caranya cr",
	"perlu":       "prlu butuh need",
	"tahun":       "thn th taun tahunan thun year years yrs",
	"bulan":       "bln month bulanan",
	"minggu":      "mgg mggu week mingguan",
	"hari":        "hr day harian",
	"sekarang":    "skrg skrang now skr",
	"kemarin":     "kmrn kemaren kmren",
	"lalu":        "lalo kemarinan yll ago",
	"terima":      "trima nerima menerima",
	"makasih":     "mksh mksih makasi trims tks thanks thx thankyou suwun nuhun tengkyu tq",
	"karena":      "krn krna karna",
	"bisa":        "bs bsa can",
	"agree":       "agreed",
	"pelatihan":   "pltihan training pelatian latihan pltihn",
	"satu":        "satoe one",
	"hapus":       "apus hapuskan hapusin delete",
	"persetujuan": "prsetujuan consent",
	"kirim":       "krm kirimin kirimi mengirim ngirim kirimkan dikirimi dikirim dikirimin send ngirimin",
}, map[string]string{
	"👍": "jempol", "✅": "jempol", "👌": "jempol", "✔": "jempol", "☑": "jempol", "🆗": "jempol", "🙆": "jempol", "💯": "jempol",
	"👎": "jempolturun", "❌": "jempolturun", "✖": "jempolturun", "❎": "jempolturun", "🙅": "jempolturun", "🚫": "jempolturun",
})

// known holds the dictionary words themselves, so that a squeezed typo can
// find them.
var known = func() map[string]bool {
	m := map[string]bool{}
	for _, c := range spelling {
		m[c] = true
	}
	return m
}()

func invert(groups, single map[string]string) map[string]string {
	m := make(map[string]string, 8*len(groups))
	for word, forms := range groups {
		for f := range strings.FieldsSeq(forms) {
			m[f] = word
		}
	}
	for f, word := range single {
		m[f] = word
	}
	return m
}

// set makes a word set from a space separated list.
func set(words string) map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		m[w] = true
	}
	return m
}

// fillers carry tone or address someone and no meaning: "siap kak", "boleh deh".
var fillers = set(`kak ka kk kaka kakak min mimin bu ibu pak bapak bpk bang bg abang mas mbak mba mbk gan bos boss sis bro om tante
	dong donk dongs deh dh sih si nih nie ni tuh saja lah kok mah atuh loh lho yuk please pls plis ges guys`)
