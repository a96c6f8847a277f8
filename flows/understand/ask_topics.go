package understand

// topics are tried in order: the more special before the more general.
var topics = []struct {
	topic Topic
	is    func(*asked) bool
}{
	{SaysThank, (*asked).thanks}, {HelpRead, (*asked).stuck}, {AskFree, (*asked).free}, {AskReal, (*asked).real}, {AskWho, (*asked).who},
	{AskFrom, (*asked).from}, {AskSafe, (*asked).safe},
	{AskLong, (*asked).long}, {AskWhere, (*asked).where}, {AskWhy, (*asked).why},
}

var (
	thankWords   = set("makasih thank")
	thankCompany = set("makasih thank terima kasih you oke ya iya sip siap banyak banget sudah atas infonya info bantuannya bantuan informasinya sekali untuk semua so much very sebelumnya baik jawabannya sama penjelasannya")

	cannot    = set("tidak belum kurang can't cannot susah sulit")
	doesWell  = set("baca membaca paham mudeng ngeh ketik ngetik nulis tulis menulis klik diklik pencet buka ngetiknya bacanya kebaca isi ngisi")
	broken    = set("error eror rusak lemot hang ngelag lag pecah")
	stuckAt   = set("bingung pusing gaptek rabun gagap linglung confused stuck")
	stuckWith = set("cara saya sekali banget ini isi isinya jawab jawabnya mau apa harus gimana bagaimana mata aku sama pertanyaannya maksudnya pakai pakainya dari tadi aduh i am i'm")

	freeWords = set("bayar bayarnya bayarannya bayaran fee feenya gratis biaya biayanya berbayar dipungut pungutan ongkos ongkosnya pungli dibayar bayarnya free cost pay paid price fee")
	freeAlone = set("bayar gratis biaya berbayar free")
	freeAsk   = set("harus ada kena pakai dikenakan wajib")

	fraud     = set("penipuan tipu penipu nipu tipuan scam hoax hoaks hoak bohongan modus penipunya")
	fear      = set("takut khawatir kuatir curiga ngeri takutnya parno")
	genuine   = set("rahasia dirahasiakan aman resmi beneran asli pemprov pemerintah pinjol pajak bohong official legit safe real terpercaya")
	leak      = set("disebar disebarin sebar bocor dijual disalahgunakan disalahgunain dibagikan dicuri diambil dilihat liat lihat pegang baca tahu nyimpan simpan disimpan akses aksesnya see sees dipakai pakai")
	ownData   = set("data datanya nomornya nomor ktp nik hp rahasia")
	harm      = set("disebar disebarin disebarkan bocor dibocorkan disalahgunakan disalahgunain dicuri diperjualbelikan pinjol")
	strangers = set("siapa")
	fromWhere = set("darimana")

	realWords   = set("beneran sungguhan asli nyata real contoh sampel sample dummy fiktif karangan palsu bohongan boongan fake")
	realCompany = set(`ini itu data datanya jadwal jadwalnya kelas kelasnya pelatihan pelatihannya bazar bazarnya alamat alamatnya kantor kantornya semua semuanya
		apa apakah tidak ya kan bukan atau yang is are this that these the it saja cuma hanya ada benar`)

	longWords = set("lama banyak panjang lamanya banyaknya selesai selesainya beres kelar kelarnya habis tamat")
	tedious   = set("ribet ribetnya rumit ruwet repot susah kebanyakan berbelit2 belibet kepanjangan kelamaan njelimet")
	muchOf    = set("amat banget sekali bener")
	countable = set("lama menit jam pertanyaan lagi langkah soal tahap pertanyaannya banyak long many")
	lengthy   = set("pertanyaannya pertanyaan banyak lama panjang lagi masih terus saja")

	placeAsk   = set("dimana mana kemana")
	placeStems = []string{"kantor", "alamat", "lokasi", "tempat", "ketemu", "datang", "datengin", "office", "posko", "gerai", "address", "bertemu"}

	whyAsk   = set("kenapa ngapain kok")
	purposes = set("gunanya fungsinya tujuannya alasannya manfaatnya")
	must     = set("harus wajib perlu mesti")
	asking   = set("tanya nanya ditanya tanyain minta diminta mintain isi diisi tahu kasih butuh ditanyain pake pakai ditanyakan")

	tediousWith = set("amat banget sekali ini itu sih bener pertanyaannya isi isinya daftarnya saya ya jawabnya banyak caranya cara sangat")
	stillLong   = set("lama banyak panjang")
)

func (q *asked) thanks() bool {
	return q.all(thankCompany) && (q.has(thankWords) || q.phrase("terima", "kasih"))
}

// stuck: "ga bisa baca", "hp saya error", "bingung caranya".
func (q *asked) stuck() bool {
	if len(q.words) > 8 {
		return false
	}
	for i, w := range q.words {
		switch {
		case cannot[w] && i+1 < len(q.words) && (doesWell[q.words[i+1]] || q.words[i+1] == "bisa" && i+2 < len(q.words) && doesWell[q.words[i+2]]):
			return true
		case w == "tahu" && i > 0 && cannot[q.words[i-1]] && i+1 < len(q.words) && q.words[i+1] == "cara":
			return true
		case broken[w] && (len(q.words) <= 2 || q.starts("hp", "handphone", "aplikasi", "layar", "sinyal", "wa")):
			return true
		}
	}
	return q.has(stuckAt) && q.only(stuckAt, stuckWith) || q.phrase("buta", "huruf")
}

func (q *asked) only(a, b map[string]bool) bool {
	for _, w := range q.words {
		if !a[w] && !b[w] && !negations[w] {
			return false
		}
	}
	return true
}

func (q *asked) free() bool {
	return q.has(freeWords) && (q.question || q.has(howAsk) || len(q.words) <= 3 && freeAsk[q.words[0]] || len(q.words) == 1 && freeAlone[q.words[0]])
}

// real: "ini data beneran?" doubts what is shown, "ini beneran resmi?" who we
// are. A lone "contoh" asks for an example.
func (q *asked) real() bool {
	return q.has(realWords) && len(q.words) > 1 && (q.question || q.words[0] == "ini") && q.only(realWords, realCompany)
}

func (q *asked) safe() bool {
	short := len(q.words) <= 4
	switch {
	case q.has(fraud):
		return q.question || short && !q.named()
	case q.has(fear), q.has(harm) && q.has(ownData):
		return len(q.words) <= 10
	case q.phrase("dari", "mana") || q.has(fromWhere):
		return q.starts("nomor", "no", "data", "kontak", "ini", "hp", "dapat", "tahu")
	case q.has(strangers):
		return q.has(leak) || q.words[0] == "ini" || q.words[len(q.words)-1] == "ini" || hasWord(q.words, "kamu")
	case q.has(genuine) && !q.phrase("nama", "asli"): // "nama asli atau panggilan?" asks what to write
		return q.question || q.words[0] == "ini" && short
	}
	return q.question && q.has(ownData) && q.has(leak)
}

// named: "toko scam" is a name with a joke in it, not a worry.
func (q *asked) named() bool { return q.starts("toko", "warung", "kedai", "usaha", "nama") }

func (q *asked) long() bool {
	switch {
	case q.follows("berapa", countable) || q.phrase("bagaimana", "long") || q.phrase("bagaimana", "many"):
		return len(q.words) <= 7
	case q.has(tedious):
		return len(q.words) <= 4 && (q.question || q.only(tedious, tediousWith))
	case q.kok && (q.has(lengthy) || hasDigits(q.words)), q.words[0] == "kenapa" && q.has(longWords):
		return len(q.words) <= 6
	case q.pair(longWords, muchOf), q.follows("masih", stillLong):
		return len(q.words) <= 4
	}
	return q.question && q.has(longWords) && len(q.words) <= 5
}

func hasDigits(words []string) bool {
	for _, w := range words {
		if allDigits(w) {
			return true
		}
	}
	return false
}

func (q *asked) where() bool {
	if !q.has(placeAsk) {
		return q.question && q.starts("kantor")
	}
	return q.starts(placeStems...) || len(q.words) == 1 && q.words[0] == "dimana"
}

// why: "kenapa harus isi nama", "kok nanya ktp", "buat apa nomor hp".
func (q *asked) why() bool {
	switch {
	case whyAsk[q.words[0]], q.kok && q.has(asking), q.has(whyAsk) && q.question:
		return true
	case q.phrase("untuk", "apa"), q.has(purposes) && q.question, q.follows("apa", purposes):
		return true
	}
	return q.question && must[q.words[0]] && len(q.words) <= 5
}
