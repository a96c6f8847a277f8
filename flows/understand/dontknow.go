package understand

var (
	notKnow   = set("tahu ingat inget hafal hapal tentu nentu menentu pasti yakin sure remember know berani ngeh idea jelas hitung ngitung dihitung menghitung itung ngitungin")
	notTell   = set("bilang jawab sebut sebutin menjawab kasih ngasih ngasi memberi memberitahu cerita menyebutkan say tell answer share")
	dontKnows = set("gatau lupa rahasia skip lewat lewatin lewati lewatkan entah forgot forget pass privasi dirahasiakan kelupaan unsure rahasiain dunno mbuh tergantung beda berubah turun variatif")
	// knowCompany may stand beside and adds nothing.
	knowCompany = set(`saya ya iya sudah lagi masih dulu itu ini berapa pasti persis persisnya pastinya tepatnya kapan sama sekali juga ah eh hehe maaf soalnya soal omzet omset omzetnya omsetnya pendapatan penghasilan tahun tahunnya tanggal
		tanggalnya nomor nomornya yang pertanyaan mau bisa ada no not to prefer rather i'd i the a about how jujur nggak dan kurang benar2 banget pernah naik turun untuk saat tiap bulan bulannya hari kalau karena mulai mulainya`)
)

// DontKnow reports whether somebody does not know or does not want to tell:
// "gatau", "lupa tahun berapa", "ga tentu", "rahasia", "skip". "gak punya" is
// an answer.
func DontKnow(s string) bool {
	s = Normalise(s)
	var buf [16]string
	words := split(s, buf[:0])
	if len(words) == 0 || len(words) > 9 {
		return false
	}
	said, negated, other := false, false, false
	for _, w := range words {
		switch {
		case dontKnows[w]:
			said = true
		case negations[w] || w == "kurang" || w == "prefer" || w == "males" || w == "malas":
			negated = true
		case negated && (notKnow[w] || notTell[w]):
			said = true
		default:
			other = other || !knowCompany[w] && !fillers[w] && w[0] < 0x80
		}
	}
	return said && !other
}

var (
	notYet     = set("tidak belum tanpa no kosong nihil none nothing nol")
	incomeWith = set(`ada punya dapat dapet masuk pemasukan penghasilan omzet omset omzetnya omsetnya pendapatan income revenue hasil hasilnya penjualan jualan uang duit laku jalan buka mulai beroperasi menghasilkan berpenghasilan
		saya masih sama sekali sekarang apa2 apapun yet have any i ini itu sampai kan usaha usahanya karena dari yang beli pembeli any sales bulan saat so far`)
)

// NoIncome reads "belum ada pemasukan" as an omzet of nothing. "belum tahu"
// and a bare "tidak" say nothing of it.
func NoIncome(s string) bool {
	s = Normalise(s)
	var buf [16]string
	words := split(s, buf[:0])
	none, about := false, false
	for _, w := range words {
		switch {
		case notYet[w]:
			none = true
			about = about || w != "tidak" && w != "no" && w != "tanpa"
		case incomeWith[w]:
			about = about || w == "ada" || w == "punya" || w == "income" || w == "pemasukan" || w == "penghasilan" || w == "sales"
		case !fillers[w] && w != "ya" && w[0] < 0x80:
			return false
		}
	}
	return none && about && len(words) <= 9
}
