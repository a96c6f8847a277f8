package understand

import (
	"strconv"
	"strings"
	"testing"
)

func TestChoice(t *testing.T) {
	t.Parallel()
	for want, texts := range map[string]string{
		"1":                "paling atas|yg atas|1 kak makasih|stu|one|daftar|saya mau daftar jadi anggota baru|first|1 (satu)|１|1st|kesatu",
		"2":                "no.2|option 2|two|second|oke 2|2 ya min|ya 2|pelatian|plthn|2. pelatihan|daftar pelatihan|kursus|training|PELATIHAN|pelatihann|yg no 2|mau dilatih|dilatihin dong",
		"3":                "pilih nomor 3|#3|the third|ke-3|3⃣|tigaa|(3)|*3*|3️⃣ pendampingan|pendampngan|mau konsultasi|mau didampingi|mau konsul|didampingin dong",
		"4":                "yang nomor 4|empatt|ampat|perijinan usaha|izin|halal dong kak",
		"5":                "kelima|ke lima|bazar|bazar dan pemasaran|bantu pasarin|dipasarkan|pemasaran|lime",
		"6":                "lapor omset|omzet|keenam",
		"7":                "last|minjem duit|yang bawah|paling bawah|permodaln|mau dong yang modal|info modal usaha|seven|terakhir aja",
		string(OutOfRange): "0|99999999999999999999|lapan|100|-3|kesepuluh",
		string(Multiple):   "1 & 2|1/2|1-3|1 sampai 3|2, 5|2 2|semuanya|keduanya|modal dan pelatihan|pelatihan, pendampingan|modal + pelatihan",
		string(Ambiguous):  "2 atau 3|pelatihan atau pendampingan|2 modal",
		string(Unclear):    "saya punya 3 anak|umur 25|jam 3|5 ribu|dua kali|satu kampung|bukan pelatihan|gak mau pelatihan|pelatihan itu apa|bagaimana cara ikut pelatihan|tidak|sate|halo|kudua|😀|rp 5|2.5",
		string(Empty):      "| |\u200b",
	} {
		for text := range strings.SplitSeq(texts, "|") {
			i, why := Choice(text, menuA)
			got := string(why)
			if why == "" {
				got = strconv.Itoa(i + 1)
			}
			if got != want {
				t.Errorf("Choice(%q) = %s, want %s", text, got, want)
			}
		}
	}
}

// TestChoiceOfAmounts: labels which hold numbers are chosen by their number or
// by the whole label.
func TestChoiceOfAmounts(t *testing.T) {
	t.Parallel()
	options := []Option{{[]string{"Di bawah 2 juta"}}, {[]string{"2-5 juta"}}, {[]string{"Di atas 5 juta"}}}
	for text, want := range map[string]int{"2": 1, "2-5 juta": 1, "di atas 5 juta": 2, "Di Bawah 2 Juta": 0} {
		if i, why := Choice(text, options); i != want || why != "" {
			t.Errorf("Choice(%q) = %d, %q, want %d", text, i, why, want)
		}
	}
	if _, why := Choice("1", nil); why != OutOfRange {
		t.Errorf("a number for no options: %q", why)
	}
}

// TestChoiceOfTrade: what is sold decides over where, and a short word with
// another consonant is another word.
func TestChoiceOfTrade(t *testing.T) {
	t.Parallel()
	options := []Option{
		{[]string{"Kuliner", "makanan", "kopi", "nasi", "warung makan", "bakso", "kue"}}, {[]string{"Fesyen", "baju", "batik", "jahit"}},
		{[]string{"Kecantikan", "sabun", "salon", "kosmetik"}}, {[]string{"Jasa", "laundry", "bengkel"}}, {[]string{"Dagang", "warung", "toko", "online shop", "sembako"}},
	}
	for want, texts := range map[string]string{
		"1": "warung kopi|coffee shop|kedai kopi|warung makan|jual nasi|warung nasi uduk|kuliner|kulinr|toko kue|baksoo|usaha kue",
		"2": "toko baju|jual batik|jaht|jait|warung baju",
		"3": "salon|slon|saloon|sabon|toko sabun|kosmetk|salno",
		"4": "bengkel|bengkle|jasa laundry|laundri|jasa|bngkel",
		"5": "warung|toko|warug|wrung|online shop|toko sembako|warung sembako|sembko|dagang|jualan toko",
		"-": "sablon|sabuk|batuk|baik|jahat|salib|balon|toka toki|sambal|warta|batin|basi",
	} {
		for text := range strings.SplitSeq(texts, "|") {
			i, why := Choice(text, options)
			got := strconv.Itoa(i + 1)
			if why != "" {
				got = "-"
			}
			if got != want {
				t.Errorf("Choice(%q) = %s %s, want %s", text, got, why, want)
			}
		}
	}
	if i, why := Choice("toko baju dan sepatu", options); i != 1 || why != "" {
		t.Errorf("a shop of two things: %d, %q", i, why)
	}
}
