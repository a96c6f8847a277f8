package understand

import (
	"fmt"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// values runs a table of wanted values or reasons and the texts which have
// them.
func values[T any](t *testing.T, name string, parse func(string) (T, Reason), table map[string]string) {
	t.Helper()
	for want, texts := range table {
		for text := range strings.SplitSeq(texts, "|") {
			v, why := parse(text)
			got := fmt.Sprint(v)
			if why != "" {
				got = string(why)
			}
			if got != want {
				t.Errorf("%s(%q) = %s, want %s", name, text, got, want)
			}
		}
	}
}

func TestMoney(t *testing.T) {
	t.Parallel()
	values(t, "Money", Money, map[string]string{
		"5000000": "Rp5jt|rp. 5.000.000,00|5,000,000|5,000,000.00|Rp 5.000.000,-|5 juta rupiah|5 juta per bulan|5jt/bln|5 juta perbulan kak|sebulan 5 juta|dalam sebulan sekitar 5 jutaan|5-an juta|5 an juta|" +
			"kira-kira 5jt|kira2 5jt|+- 5jt|± 5 juta|~5jt|5jt lebih dikit|hampir 5 juta|5jt min|omzet saya 5 juta kotor|lima jt|limajuta|5 000 000|5 million|5. 000. 000|5 .000.000|limajutarupiah|5,000 juta|Rp5.000.000,- (lima juta rupiah)|lima juta (5.000.000)|5jt = 5.000.000|gotiau|1 bulan 5 juta|５ｊｔ|5jt?",
		"2500000":    "dua juta setengah|dua koma lima juta|2 koma 5 jt|dua setengah juta|2jt500rb|2.500 rb|2500 k|2,5jt (dua juta lima ratus ribu)|dua juta lima ratus ribu (2.500.000)|2 juta 500 ribu an|dua koma 5 juta",
		"1000000":    "se juta|1 . 000 . 000|sejutaan|1jt lebih|sejuta kurang",
		"1500000":    "sejuta setengah|1 setengah juta|1,50 jt",
		"1200000":    "sejuta dua ratus ribu|1.2jt",
		"500000":     "1/2 juta|500K per month|gopek ceng|limaratus ribu|Rp500.000",
		"12500000":   "dua belas juta lima ratus ribu|12,5 juta",
		"25000000":   "dua puluh lima juta|25jt",
		"20000000":   "2 puluh juta|duapuluh juta",
		"999000":     "sembilan ratus sembilan puluh sembilan ribu",
		"250000":     "seperempat juta|250 rebu|dua ratus lima puluh ribu",
		"20500":      "dua puluh ribu lima ratus|20.500",
		"1500":       "seribu lima ratus|1500",
		"1500000000": "satu koma lima miliar|1500 juta|1,5M",
		"500":        "500 perak|lima ratus rupiah",
		"0":          "0|nol rupiah|Rp 0|belum ada, nol",

		string(AmbiguousUnit): "999|lima|lima ratus|seratus|1,5|15.5|setengah|tiga setengah|cepek|10.00",
		string(Range):         "3 - 5 jt|3jt-5jt|3jt sd 5jt|2 s/d 3 jt|gak nyampe 1 juta|sampai 5 juta|dua tiga juta|di bawah 5 juta|<5jt|> 10 juta|kurang dari 5jt|lebih dari 3 juta|min 5 juta|300 ribu hingga 1 juta|5jt 7jt|3jt (2 juta)|1 juta 1.500.000",
		string(Negative):      "rugi|minus 500rb|-500|- 500 ribu|Rp -500.000|tekor 2 juta",
		string(Rate):          "per hari 200rb|200rb sehari|100rb/hr|2 juta seminggu|100 ribu per porsi|60 juta setahun|5 juta buat 2 bulan|harian 50rb",
		string(Currency):      "5jt usd|rm 500|100 dolar|S$100|€20|100 peso",
		string(NoAmount):      "belum ada|ga ada|belum jualan|-|rahasia|gak tentu|berapa ya|👍",
		string(Ambiguous):     "3 atau 4 juta|sejuta lima ratus|2 juta 500|2jt 5|1.500 juta|jutaan|beberapa juta|10rb x 30|sebulan bisa 5 juta, kadang 7 juta|3jt dari 2 warung",
		string(BadFormat):     "1.5.000|1.50.000|50.000.000.000.000|9999999999999999|081290000001|007|2,55555 jt|1.250.000,50|5 triliun|2 koma juta",
		string(Empty):         "| ",
	})
}

// grouped writes n with a sign between thousands.
func grouped(n int64, sign string) string {
	s := strconv.FormatInt(n, 10)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + sign + s[i:]
	}
	return s
}

// TestMoneyFormats: an amount is read back from every way of writing it.
func TestMoneyFormats(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.Int64Range(1000, 1e12).Draw(t, "amount")
		thousands := rapid.Int64Range(1, 999_999).Draw(t, "thousands")
		millions, rest := rapid.Int64Range(1, 999).Draw(t, "millions"), rapid.Int64Range(1, 999).Draw(t, "rest")
		tenths := rapid.Int64Range(1, 99).Draw(t, "tenths")
		for text, want := range map[string]int64{
			strconv.FormatInt(n, 10):                                       n,
			grouped(n, "."):                                                n,
			grouped(n, ","):                                                n,
			"Rp " + grouped(n, ".") + ",-":                                 n,
			"Rp" + grouped(n, ".") + ",00":                                 n,
			"sekitar " + grouped(n, ".") + " kak":                          n,
			fmt.Sprintf("%d rb", thousands):                                thousands * 1000,
			fmt.Sprintf("%dk", thousands):                                  thousands * 1000,
			fmt.Sprintf("%d juta %d ribu", millions, rest):                 millions*1e6 + rest*1e3,
			fmt.Sprintf("%djt%drb", millions, rest):                        millions*1e6 + rest*1e3,
			fmt.Sprintf("%d,%02d jt", millions, tenths):                    millions*1e6 + tenths*1e4,
			fmt.Sprintf("%d.%02djt", millions, tenths):                     millions*1e6 + tenths*1e4,
			fmt.Sprintf("%d jutaan per bulan", millions):                   millions * 1e6,
			spell(millions) + " juta " + spell(rest) + " ribu":             millions*1e6 + rest*1e3,
			spell(rest) + " ribu " + spell(100+millions%900):               rest*1e3 + 100 + millions%900,
			strings.ReplaceAll(spell(millions)+" juta", " ratus", "ratus"): millions * 1e6,
		} {
			if got, why := Money(text); got != want || why != "" {
				t.Fatalf("Money(%q) = %d, %q, want %d", text, got, why, want)
			}
		}
	})
}

// spell writes a number below a thousand in words.
func spell(n int64) string {
	digit := strings.Fields("nol satu dua tiga empat lima enam tujuh delapan sembilan sepuluh sebelas")
	join := func(head string, rest int64) string {
		if rest == 0 {
			return head
		}
		return head + " " + spell(rest)
	}
	switch {
	case n < 12:
		return digit[n]
	case n < 20:
		return digit[n-10] + " belas"
	case n < 100:
		return join(digit[n/10]+" puluh", n%10)
	case n < 200:
		return join("seratus", n-100)
	}
	return join(digit[n/100]+" ratus", n%100)
}
