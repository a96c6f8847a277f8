package understand

var (
	yesWords = set(`ya iya yes oke sip setuju boleh benar betul sudah siap gas nggih silakan heeh gapapa lanjut cocok pas sesuai
		sepakat agree paham mau punya ada sah deal sure absolutely fine jempol mantap bisa pernah ikut jelas yakin tentu pasti yasudah bersedia izinkan mengizinkan`)
	// affirm words carry a yes even with unknown words around them: "iya warung kopi".
	affirmWords = set("ya iya yes benar betul sudah ada punya")
	noWords     = set("salah keliru kurang jempolturun no disagree wrong batal kosong mustahil malas males n")
	negations   = set("tidak belum jangan bukan tanpa no")
	unsureWords = set("mungkin gatau bingung ragu entah kayaknya kayanya sepertinya keknya kyknya maybe perhaps barangkali terserah lupa bimbang insyaallah insya isyaallah insyaalloh")
	deferWords  = set("nanti besok later sebentar bentar bntr tunggu pikir mikir pikirpikir kapankapan lusa")
	hedgeWords  = set("tapi asal asalkan kalau atau kecuali selama namun sebenarnya")
	exclaims    = set("allah ampun tuhan gitu begitu kali gusti lord god ah")
	// neutral words neither add to an answer nor take from it.
	neutral = set(`saya kami yang itu ini semua dulu lagi sekali banget bgt sangat amat data masih memang emang terima kasih makasih
		dengan untuk sama laksanakan do of course langsung dan kan juga jg pun nya tadi usaha nib di nomor pilih pilihan angka 🙏 😊 🙂 😁 sangatlah`)
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
	case "tidak", "belum", "kurang", "bukan", "no":
		return negatedIdiom(second, third)
	case "he":
		if second == "eh" {
			return 2, kindYes
		}
	case "apa":
		if second == "apa" {
			return 2, kindSkip
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
	case "apa2", "papa", "papah", "keberatan", "masalah", "salah", "keliru", "problem", "problemo", "worries":
		return 2, kindYes
	case "ada":
		if third == "masalah" || third == "keberatan" {
			return 3, kindYes
		}
	case "tahu", "yakin", "paham", "jelas", "pasti", "sure", "ngeh", "mudeng":
		return 2, kindUnsure
	}
	return 0, 0
}
