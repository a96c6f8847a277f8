package understand

var (
	yesWords = set(`ya iya yes oke sip setuju boleh benar betul sudah siap gas nggih silakan heeh gapapa lanjut cocok pas sesuai
		sepakat agree exactly acc ayo yuk leres paham mau punya ada sah deal sure absolutely fine jempol mantap mantul jos aman bisa pernah ikut jelas yakin tentu pasti yasudah bersedia izinkan mengizinkan`)
	// affirm words carry a yes even with unknown words around them: "iya warung kopi".
	affirmWords = set("ya iya yes benar betul sudah ada punya")
	noWords     = set("salah keliru kurang jempolturun no disagree wrong batal kosong mustahil malas males n t menolak tolak keberatan")
	negations   = set("tidak belum jangan bukan tanpa no")
	unsureWords = set("mungkin gatau bingung ragu entah kayaknya kayanya sepertinya keknya kyknya maybe perhaps barangkali terserah lupa bimbang embuh mbuh dunno insyaallah insya isyaallah insyaalloh")
	deferWords  = set("nanti besok later sebentar bentar bntr tunggu pikir mikir pikirpikir kapankapan lusa sabar sibuk repot")
	digitWords  = map[string]string{"satu": "1", "dua": "2"}
	hedgeWords  = set("antara tapi asal asalkan kalau atau kecuali selama namun sebenarnya")
	exclaims    = set("allah ampun tuhan gitu begitu kali gusti lord god ah")
	// neutral words neither add to an answer nor take from it.
	neutral = set(`saya kami yang itu ini semua dulu lagi sekali banget bgt sangat amat data masih memang emang terima kasih makasih maaf sorry tetap tetep way
		dengan untuk sama laksanakan do of langsung dan kan juga jg pun nya tadi usaha nib ktp di nomor pilih pilihan angka 🙏 😊 🙂 😁 sangatlah`)
)

// idiom recognises phrases of which the parts would mislead, and returns how
// many words they take.
func idiom(w []string) (int, wordKind) {
	second, third := "", ""
	if len(w) > 1 {
		second = w[1]
	}
	if len(w) > 2 {
		third = w[2]
	}
	switch w[0] {
	case "bukan":
		if negations[second] {
			return min(3, len(w)), kindDouble
		}
		return negatedIdiom(second, third)
	case "kurang":
		if yesWords[second] && !vague[second] {
			return 2, kindNo
		}
		return negatedIdiom(second, third)
	case "tidak", "belum", "no":
		if n := nothingWrong(w); n > 0 {
			return n, kindYes
		}
		return negatedIdiom(second, third)
	case "he", "ho":
		if second == "eh" || second == "oh" || second == "em" {
			return 2, kindYes
		}
	case "of":
		if second == "course" {
			return 2, kindYes
		}
	case "baca", "cek", "periksa", "lihat", "liat":
		if second == "dulu" {
			return 2, kindDefer
		}
	case "lain", "minggu", "bulan":
		if second == "kali" || second == "depan" {
			return 2, kindDefer
		}
	case "sudah":
		if second == "belum" {
			return 2, kindHedge
		}
	case "apa":
		if second == "apa" {
			return 2, kindSkip
		}
		if negations[second] {
			return 2, kindHedge // "sudah apa belum"
		}
	case "kalau":
		if second == "gitu" || second == "begitu" {
			return 2, kindSkip
		}
	case "tanya", "izin", "diskusi":
		if family[second] || family[third] {
			return 2, kindDefer
		}
	}
	return 0, 0
}

func negatedIdiom(second, third string) (int, wordKind) {
	switch second {
	case "apa":
		if third == "apa" {
			return 3, kindYes
		}
		return 2, kindYes
	case "apa2", "papa", "papah", "keberatan", "masalah", "salah", "keliru", "menolak", "problem", "problemo", "worries":
		return 2, kindYes
	case "mungkin":
		return 2, kindNo
	}
	if vague[second] {
		return 2, kindUnsure
	}
	return 0, 0
}

// family is asked before one decides: "tanya suami dulu".
var family = set("suami istri anak keluarga ortu orangtua rumah bapak ibu mamah mama papa adik kakak bini laki")

// vague words, denied, say that somebody does not know.
var vague = set("tahu yakin paham jelas pasti sure ngeh mudeng ingat inget hafal hapal tentu")

// nothingWrong measures "tidak ada yang salah", "gak ada yg perlu diubah".
func nothingWrong(w []string) int {
	n := 1
	for n < len(w) && (w[n] == "ada" || w[n] == "yang" || w[n] == "perlu") {
		n++
	}
	if n > 1 && n < len(w) && faults[w[n]] {
		return n + 1
	}
	return 0
}

var faults = set("salah keliru kurang kendala hambatan halangan problem diubah diganti dibetulkan diperbaiki dirubah masalah keberatan")
