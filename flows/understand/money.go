package understand

import (
	"strings"
	"unicode/utf8"
)

// Money reads an amount in whole rupiah ("5jt", "2,5 juta", "Rp 15.000,-",
// "dua juta lima ratus ribu", "goceng"). A dot parts thousands and a comma
// decimals, but "5,000,000" and "2.5jt" are read as they are meant. A bare
// number below 1,000 has no clear unit. "per bulan" is fine, since that is what
// is asked for; other rates are not.
func Money(s string) (int64, Reason) {
	s = tightGroups(Normalise(lettersToDigits(s))) // in this order: "9.ooo" holds noughts
	if s == "" {
		return 0, Empty
	}
	if s = affirmed(s); s == "" {
		return 0, NoAmount
	}
	var buf [32]moneyToken
	toks := scanMoney(s, buf[:0])
	if why := moneyContext(toks); why != "" {
		return 0, why
	}
	return addUp(toks)
}

type moneyKind uint8

const (
	moneyWord      moneyKind = iota // a word with no meaning for the amount
	moneyDigits                     // a literal such as 2.500
	moneyNumber                     // a number word
	moneyUnit                       // ribu, juta ...
	moneySlang                      // goceng: an amount by itself
	moneyHalf                       // setengah
	moneyComma                      // koma
	moneySign                       // + - / and the like
	moneyApprox                     // -an, lebih, kurang lebih
	moneyRangeWord                  // sampai, antara
	moneyOr                         // atau
	moneyPeriod                     // hari, minggu, bulan, tahun
	moneyPer                        // per, tiap, /
	moneyLoss                       // rugi
	moneyForeign                    // dolar
	moneyLimit                      // di atas, minimal
	moneyNot                        // belum, tidak
)

type moneyToken struct {
	kind  moneyKind
	text  string
	value int64
}

var moneyWords = map[string]moneyToken{}

func init() {
	add := func(kind moneyKind, value int64, words string) {
		for w := range strings.FieldsSeq(words) {
			moneyWords[w] = moneyToken{kind: kind, value: value}
		}
	}
	for w, n := range unitWords {
		add(moneyNumber, int64(n), w)
	}
	add(moneyNumber, 1, "se satu atu stu satoe one")
	add(moneyNumber, 10, "sepuluh ten")
	add(moneyNumber, 11, "sebelas eleven")
	add(moneyNumber, 100, "seratus seratusan sratus cepek cepe")
	add(moneyNumber, 50, "gocap")
	add(moneyNumber, 500, "gopek gope")
	add(moneyNumber, 200, "nopek nope")
	add(moneyUnit, 1, "rupiah perak rp idr")
	add(moneyUnit, 1e3, "rb rbu ribu rebu rib k ribuan rban rbuan rebuan ceng thousand rbn ribo ribuu")
	add(moneyUnit, 1e6, "jt juta jeti jut jta jutaan jtan jtaan jete million mio juto tiau yuta jutaa")
	add(moneyUnit, 1e9, "m miliar milyar miliyar milyard mlyr mlr milliar billion miliard")
	add(moneyUnit, 1e12, "triliun trilyun triliyun")
	add(moneySlang, 1e3, "sereb")
	add(moneySlang, 1e6, "cetiau cetiaw")
	add(moneySlang, 2e3, "noceng")
	add(moneySlang, 5e3, "goceng")
	add(moneySlang, 1e4, "ceban")
	add(moneySlang, 2e4, "noban")
	add(moneySlang, 5e4, "goban")
	add(moneySlang, 5e6, "gotiau gotiaw")
	add(moneySlang, 2e6, "notiau notiaw")
	add(moneyHalf, 2, "setengah stengah setngah separo separuh stgh half")
	add(moneyHalf, 4, "seperempat")
	add(moneyComma, 0, "koma komma")
	add(moneyApprox, 0, "an lebih lbh lebihan an2 lebihlah kurleb kurlebih")
	add(moneyRangeWord, 0, "sampai sampe smp ampe sampek nyampe nyampek sd hingga antara until to between")
	add(moneyOr, 0, "atau ato atw or")
	add(moneyPeriod, 30, "bulan bln month sebulan perbulan bulanan bulannya monthly")
	add(moneyPeriod, 1, "hari hr day sehari perhari harian daily minggu mgg week seminggu perminggu mingguan weekly tahun thn year setahun pertahun tahunan yearly jam sejam perjam pcs porsi bungkus biji buah orang pax kali potong cup gelas lusin kilo kg")
	add(moneyPer, 0, "per tiap setiap / @ each")
	add(moneyLoss, 0, "rugi minus tekor nombok buntung merugi defisit kerugian")
	add(moneyForeign, 0, "$ usd dolar dollar dollars dolr sgd ringgit myr rm euro eur € yen jpy riyal sar yuan cny baht thb won £ gbp aud ¥ ₩ usdt poundsterling pound pounds peso rupee dirham dinar hkd")
	add(moneyLimit, 0, "setidaknya sekurangnya sedikitnya minim minimum maksimum bawah dibawah diatas atas minimal maksimal min max maks kurang < > ≤ ≥ under over below above lewat")
	add(moneyNot, 0, "belum blm blom ga gak tidak nggak ngga tdk engga enggak kagak tak no none not gatau rahasia kosong lupa")
}

// scanMoney cuts a normalised text at every change between digits, letters
// and signs: "2jt500rb" has four tokens.
func scanMoney(s string, toks []moneyToken) []moneyToken {
	for i := 0; i < len(s); {
		c := s[i]
		from := i
		switch {
		case c == ' ':
			i++
			continue
		case strings.HasPrefix(s[i:], "s/d"):
			i += 3
			toks = append(toks, moneyLetters("sd"))
		case isDigit(c):
			for i < len(s) && (isDigit(s[i]) || (s[i] == '.' || s[i] == ',') && i+1 < len(s) && isDigit(s[i+1])) {
				i++
			}
			toks = append(toks, moneyToken{kind: moneyDigits, text: s[from:i]})
		case c >= 'a' && c <= 'z':
			for i < len(s) && s[i] >= 'a' && s[i] <= 'z' {
				i++
			}
			toks = appendMoneyWord(toks, s[from:i])
			if doubled(toks, s[i:]) {
				i++
			}
		default:
			_, n := utf8.DecodeRuneInString(s[i:])
			i += n
			toks = append(toks, moneySigns(s[from:i]))
		}
	}
	return toks
}

// doubled: the 2 of "kira2" repeats the word and is no number.
func doubled(toks []moneyToken, rest string) bool {
	return toks[len(toks)-1].kind == moneyWord && rest != "" && rest[0] == '2' && (len(rest) == 1 || rest[1] == ' ')
}

func appendMoneyWord(toks []moneyToken, w string) []moneyToken {
	t := moneyLetters(w)
	if t.kind != moneyWord || len(w) > maxGlued {
		return append(toks, t)
	}
	if glued, ok := parted(toks, w); ok {
		return glued
	}
	return append(toks, t)
}

// maxGlued bounds the search for the words in one.
const maxGlued = 40

// parted cuts number words which are written as one: "limaratusribu",
// "duajuta".
func parted(toks []moneyToken, w string) ([]moneyToken, bool) {
	if w == "" {
		return toks, true
	}
	for n := len(w); n > 1; n-- {
		t, ok := moneyWords[w[:n]]
		if scale := scales[w[:n]]; !scale && (!ok || t.kind != moneyNumber && t.kind != moneyUnit) {
			continue
		}
		t.text = w[:n]
		if all, ok := parted(append(toks, t), w[n:]); ok {
			return all, true
		}
	}
	return nil, false
}

var scales = set("ratus puluh belas")

func moneyLetters(w string) moneyToken {
	t, ok := moneyWords[w]
	if !ok && len(w) > 2 && strings.HasPrefix(w, "rp") {
		t, ok = moneyWords[w[2:]]
	}
	if unit := moneyWords[strings.TrimPrefix(w, "se")]; !ok && len(w) > 3 && w[:2] == "se" && unit.kind == moneyUnit {
		t, ok = moneyToken{kind: moneySlang, value: unit.value}, true // "sejuta"
	}
	if !ok {
		if n := numberTypo(w); n != w {
			t, ok = moneyWords[n]
		}
	}
	if !ok {
		w = moneySlip(squeeze(w))
		t = moneyWords[w]
	}
	t.text = w
	return t
}

// moneyScales are the words of size which are found through a slip; notScales
// are other words as near to them.
var (
	moneyScales = [...]string{"ribu", "juta", "miliar", "ratus", "puluh", "belas"}
	notScales   = set("riau juga jua muta rabu ribut ribet riba rindu biru beras balas batas rata ratu peluh gratis")
)

// moneySlip mends a word of size: "juata", "rbiu", "ratsu".
func moneySlip(w string) string {
	for _, scale := range moneyScales {
		if len(w) > 3 && w[0] == scale[0] && near(w, scale) && !notScales[w] {
			return scale
		}
	}
	return w
}

func moneySigns(w string) moneyToken {
	t, ok := moneyWords[w]
	if !ok {
		t = moneyToken{kind: moneySign}
	}
	t.text = w
	return t
}
