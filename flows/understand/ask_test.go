package understand

import (
	"slices"
	"strings"
	"testing"
)

func TestAsk(t *testing.T) {
	t.Parallel()
	askedAs(t, map[string]string{
		"FREE": "ini byar brp ya|byr ga|kl bazar fee nya brp|bayar gak?|gratis kan?|ada biaya?|bayar|harus bayar|bayar berapa|berapa biayanya|ini berbayar gak|kena biaya ga kak|is it free?|dipungut biaya?|kenapa harus bayar|gratis gak sih|do i have to pay?",
		"SAFE": "aman gak?|ini penipuan bukan?|ini beneran resmi?|nomornya buat pinjol ya?|buat pajak ya?|data saya disebar gak|ini beneran dari pemprov?|takut penipuan|takut data saya disebar|penipuan ya|scam|apa ini penipuan?|apa ini beneran penipuan" +
			"|data saya dijual gak|ini resmi gak kak|aman kan kak|is this safe?|datanya bocor gak nanti|apakah ini resmi|rahasia kan?|ktp saya disalahgunakan gak",
		"REAL":          "ini data beneran?|ini beneran gak?|ini asli?|ini contoh?|jadwalnya beneran kak?|is this real?",
		"LONG":          "berapa lama|masih banyak gak?|lama gak?|kok 14|ribet|berapa pertanyaan lagi|masih lama ya|kok banyak banget|ribet amat|kapan selesainya?|how long does it take|banyak banget pertanyaannya|tinggal berapa lagi|kok lama|susah|lama banget sih|ribet ya",
		"WHY":           "kenapa harus isi nama|kenapa ditanya omzet?|ngapain nanya umur|kok nanya ktp|buat apa sih nomor hp|kenapa|why do you need my phone|kok minta nomor hp|untuk apa data ini|datanya buat apa|gunanya apa|apa tujuannya|harus diisi?|kok perlu alamat|wajib gak",
		"WHERE":         "kantornya dimana|alamatnya mana|ketemu orang dimana|dimana kantornya|kantor di mana ya|lokasi pelatihan dimana|where is the office|bisa datang kemana|dimana?|alamat kantornya mana kak",
		"HELPREAD":      "saya ga bisa baca|ga ngerti|bingung caranya|hp saya error|gak paham|kurang paham kak|ga bisa ngetik|gaptek|buta huruf|tidak tahu caranya|hp lemot|pusing|aduh bingung saya|i don't understand|error|susah baca|gak mudeng",
		"THANKS":        "makasih|terima kasih kak|ok makasih|thank you|thanks|makasih banyak ya|terima kasih infonya|trims|oke siap terima kasih|thank you so much|mksh kak 🙏|terima kasih atas bantuannya",
		"WHAT nib":      "nib apaan dah|apa itu NIB|nib apaan|what is NIB?|NIB itu apa|nib apa?|apa sih nib|maksudnya nib apa|arti nib|apa maksudnya nib",
		"WHAT turnover": "what do you mean by turnover?", "WHAT omzet": "apa itu omzet|omzet itu apa kak|apa itu omzet?|omzet maksudnya?", "WHAT ok oce": "apa itu ok oce|ok oce itu apa", "WHAT pirt": "PIRT itu apa", "WHAT halal": "halal itu apa",
		"WHAT kur": "KUR apa|kur itu apaan ya", "WHAT pendamping": "apa itu pendamping|pendamping itu apa", "WHAT jakpreneur": "apa itu jakpreneur|what is jakpreneur|jakpreneur apa ya", "WHAT pinjol": "apa itu pinjol", "WHAT biaya usaha": "apa itu biaya usaha",
		"WHAT p irt": "apa itu P-IRT|P-IRT itu apa ya kak", "WHAT spp irt": "apa itu SPP-IRT?", "WHAT omset": "maksudnya omset?|omset tuh apaan|omset artinya apa",
		"WHAT omzet untung": "apa bedanya omzet sama untung|beda omzet dengan untung apa|bedanya omzet dan untung?|what is the difference between omzet and untung", "WHAT sertifikat halal": "apa itu sertifikat halal",
		"TERM nib": "NIB?|nib ??|nib ya?", "TERM p irt": "P-IRT?", "TERM omzet": "omzet?|omzet kak?",
		"WHO":        "ini siapa|siapa ini|kamu siapa|who is this?|who are you|maaf ini siapa ya|ini bot ya?|kamu robot?|siapa ya?|am i talking to a robot?|ini orang beneran atau robot?",
		"FROM":       "dapat nomor saya dari mana|dapet nomor saya dari mana|how did you get my number|kok tau nomor saya|tau nomor hp saya darimana|where did you get my number?|kenapa bisa punya nomor saya",
		"KEPT":       "what data do you have about me?|siapa yang liat data saya|berapa lama disimpan|data sy ap aja yg d simpen|siapa yang bisa lihat data saya|kalau nanti saya mau hapus bisa?|disimpan dimana datanya?|bisa dihapus nanti ga|how long do you keep it?",
		"JOIN":       "syarat daftarnya apa|syaratnya apa aja|ktp luar jakarta bisa?|ktp bekasi bisa ikut?|umur berapa bisa ikut|harus punya usaha dulu?|wait, is it okay if I'm a foreigner?|persyaratan jadi anggota|siapa aja yang boleh ikut",
		"GAIN":       "terus dapet apa|apa untungnya ikut|dapet apa kalo daftar|manfaatnya apa jadi anggota|what do i get if i join?|untungnya apa daftar",
		"FAMILY":     "istri sy jg mau dftar pake hp ini bs ga|satu hp bisa dua orang?|boleh daftarin suami saya ga?|can i register my wife?",
		"AID":        "ada bantuan grobak ga|bansos ada?|bansos cair kapan|dapat duit ga|dpt uang berapa|terus bantuannya mana|mau minta hibah",
		"PAPER nib":  "harus punya NIB?|bikin NIB bayar berapa|nib lama ga|cara bikin nib|gimana bikin nib kak|do I need a NIB?",
		"PAPER pirt": "do I need PIRT for cookies?|PIRT wajib ga",
		"BRIBE":      "gue mau lapor pungli|ada yang minta uang ngaku petugas|saya dimintai duit orang jakpreneur|pungli|calo ya?",
		"WAITS":      "gue udah daftar 3 kali ga ada kabar|sudah pernah daftar tapi gak dipanggil2", "HURT": "gue mau mati aja rasanya|pengen bunuh diri|saya mau mati aja|i want to kill myself",
		"SORRY": "maaf ya tadi|sori tadi marah2|maaf kak",
		"AWAY":  "brb|otw|afk kak", "NEXT": "trs ap lg|next apa nih|what's next?|terus apa lagi ya|abis ini apa", "BYE": "dah|thanks, bye|dadah|sampai jumpa kak",
		"ANGRY":  "pertanyaan bego|petugas brengsek semua|goblok lu|bot bego|anjing|dasar bot tolol|bego banget sih|botnya bodoh|ga guna|ini bot ga jelas|stupid bot|fuck you|aplikasi jelek|goblok!!!|useless",
		"LAUGHS": "wkwk|wkwkwk|wkwkwkwkwk|haha|hahaha kak|hehe|xixixi|lol|wkwk 😂|😂😂|🤣|ngakak",
		"WHAT":   "apa itu?|maksudnya?|maksudnya apa|apa maksudnya|apa?|apa ini|itu apa|what does it mean?|apa sih",
		"-": "siti aminah|aman wijaya|apa kabar|warung gratis ongkir|toko resmi jaya|jasa pajak|5 juta|tebet|ya|iya kak|tidak|belum|sudah|sudah lama|lama banget jualannya dari dulu|jual apa aja|gak tau|rahasia|bayar karyawan 2 juta|sejak 2015|17|nanti aja|08129000001|" +
			"jualan di dimana mana|kue basah|saya tidak mau|tidak, terima kasih|ribuan|bu kasih|kasih ibu|nama usaha saya apa ya|jualan sudah lama sekali sejak saya masih kecil di kampung|warung lama|alamat cakung|tempat makan|kopi apa adanya|kantor kelurahan|error jaya 2 cakung|sudah 10 tahun|" +
			"punya takoyaki|pinjol|data|laundry bersih|biaya 50 ribu|1|😀|👍| |saya ga punya|ga ada|mie setan|bakso gila|jus ngaco|ayam geprek bego|haji wakwaw|ahok|75.000/bulan?|siapa cepat|dari mana saja|nib|nib 1234567890123|halal|nama saya Anjing Laut|belum punya nib|gak punya nib|nomor hp saya 081290000001|resmi|siapa cepat kopi|nama asli atau boleh nama panggilan?|lanjut|mati lampu|ayam mati|toko bunga|mie ayam bang dah|istri saya|jualan sembako|gerobak bakso|dapat uang 2 juta|2 juta sebulan dapat|sogok jaya|maafkanlah kopi|lagi di jalan|terus|simpan 5 juta|ktp jakarta|ktp luar|ktp bekasi|warung hapus dosa|bantu suami jualan|anak saya 15|sudah punya usaha|nib sudah punya kak|belum bikin nib|Bayu|Syarif|Grace Tisna|Kantin Sehat|Mati Rasa|saya hapus tato",
	})
}

// askedAs fails unless texts, parted by |, are asked as what they stand under.
func askedAs(t *testing.T, want map[string]string) {
	t.Helper()
	for want, texts := range want {
		for text := range strings.SplitSeq(texts, "|") {
			topic, term, ok := Ask(text)
			got := "-"
			if ok {
				got = strings.TrimSpace(string(topic) + " " + term)
			}
			if got != want {
				t.Errorf("Ask(%q) = %s, want %s", text, got, want)
			}
		}
	}
}

// TestAskCorpus: no answer of the corpus is a worry.
func TestAskCorpus(t *testing.T) {
	t.Parallel()
	for _, row := range corpus(t) {
		topic, term, ok := Ask(row[1])
		if ok && !strings.HasPrefix(row[2], "INVALID:") && !slices.Contains([]string{"HELP", "STATUS", "AGENT", "MY_DATA"}, row[2]) {
			t.Errorf("Ask(%q) = %s %q", row[1], topic, term)
		}
	}
}

func TestDontKnow(t *testing.T) {
	t.Parallel()
	tells(t, "DontKnow", DontKnow, "gatau|gak tau|lupa|ga inget|tidak ingat|gak tentu|ga nentu|rahasia|ga berani bilang|skip|lewat|lewatin|not sure|I forgot|prefer not to say|ga tau kak|lupa tahun berapa|sudah lupa kak|gak mau bilang|ga mau jawab|tidak tahu pasti|"+
		"kurang tahu|omzetnya ga tentu|no idea|i don't know|i'd rather not say|lewatin aja|skip dulu|gak inget kapan|entah|belum tahu|privasi kak|ga tau berapa|gak tau omzetnya berapa|tidak menentu|maaf lupa|males jawab|ga ngitung|belum pernah dihitung|beda2|naik turun|tergantung|dunno",
		"gak punya|ga ada|belum|tidak|5 juta|tahu bulat|nib lupa bawa kartunya|warung lupa waktu|gak mau|ya|siti|2015|skip bayar|lewat 5 juta|tidak tahu caranya|rahasia dapur|pasti|yakin|ingat|tahu|tahu tempe|kasih ibu|toko bilang|gak tau nib itu apa||sudah ada|saya tidak punya nib")
	tells(t, "NoIncome", NoIncome, "belum ada|blm ada pemasukan|belum ada penghasilan kak|gak ada pemasukan|belum|kosong|belum jualan|tidak ada|masih kosong|nihil|no income yet|belum ada omzet|belum dapat uang|belum laku|nol|belum mulai jualan|ga ada|belum ada yang beli|none",
		"tidak|gak tau|belum tahu|ga tentu|5 juta|belum 5 juta|ya|ada|gak mau|rahasia|belum untung|belum dihitung|0|sepi||omzet|gak punya nib")
}

func tells(t *testing.T, name string, is func(string) bool, yes, no string) {
	t.Helper()
	for text := range strings.SplitSeq(yes, "|") {
		if !is(text) {
			t.Errorf("%s(%q) = false", name, text)
		}
	}
	for text := range strings.SplitSeq(no, "|") {
		if is(text) {
			t.Errorf("%s(%q) = true", name, text)
		}
	}
}
