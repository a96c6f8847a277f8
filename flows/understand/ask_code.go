package understand

// The questions of somebody who sees a code that links two chats, or is told
// that theirs are linked.
const (
	AskCode   Topic = "CODE"   // what the code is, and what for
	AskUse    Topic = "USE"    // whether to use another person's code, or give theirs away
	AskLinked Topic = "LINKED" // who linked their chats
)

// codeTopics are tried before what terms mean: "kode" is none of the
// programme's.
var codeTopics = []struct {
	topic Topic
	is    func(*asked) bool
}{{AskUse, (*asked).othersCode}, {AskCode, (*asked).code}, {AskLinked, (*asked).linked}}

var (
	codeWords = set("kode kodenya code codes")
	codeWhat  = set("apa kenapa what what's")
	codeWith  = set(`apa apakah itu ini kenapa untuk dapat dapet dapatkan saya yang tadi barusan dari langkah ada masuk dikirim kirim kirimi bagaimana maksud maksudnya fungsi fungsinya guna
		gunanya kegunaannya arti artinya tiba2 muncul what what's is this that the did do get got a for my mean does sambung tidak ya adalah`)

	othersSay  = set("orang org teman temen seseorang tetangga dia saudara kenalan petugas someone somebody friend stranger anybody people")
	othersGive = set("dari dikasih dikirim dikirimi kirim kasih dapat dapet diberi ngasih minta diminta dimintai boleh pakai dipakai sent gave got use give asks asked asking from mau")
	othersWith = set(`saya ada yang itu ini apa apakah boleh bisa aman tidak lain sama ke untuk mau harus suruh disuruh masukin masukkan tulis a can should is it this my the has have tadi
		wa chat telegram lewat ya kenal dikenal katanya ngaku mengaku me him her them safe okay oke for he she who`)

	linkedWords = set(`sambung menyambung nyambung nyambungin menyambungkan sambungin sambungkan disambung disambungin disambungkan tersambung kesambung hubungkan menghubungkan terhubung dihubungkan linked link connected connect`)
	linkedWith  = set(`siapa yang ini itu ke bukan saya chat akun akunnya wa whatsapp telegram tele nomor dengan sama my account accounts chats this it that tidak pernah merasa ngerasa belum did kok kenapa jadi
		was were the has have had why them apa bot didn't wasn't`)
)

// code: "kode apa ini", "kode buat apa", "what is this code".
func (q *asked) code() bool {
	return q.has(codeWords) && q.only(codeWords, codeWith) && len(q.words) <= 8 && (q.question || q.has(codeWhat))
}

// othersCode: "saya dapat kode dari orang, apa boleh dipakai?", "ada yang minta
// kode saya".
func (q *asked) othersCode() bool {
	if !q.has(codeWords) || !q.has(othersGive) {
		return false
	}
	for _, w := range q.words {
		if !codeWords[w] && !othersSay[w] && !othersGive[w] && !othersWith[w] {
			return false
		}
	}
	asked := q.phrase("yang", "minta") || q.phrase("yang", "kirim") || q.phrase("yang", "kasih")
	return q.has(othersSay) || asked || q.question && hasWord(q.words, "boleh")
}

// linked: "siapa yang sambung?", "bukan saya yang sambung", "kok tersambung".
func (q *asked) linked() bool {
	if !q.has(linkedWords) || !q.only(linkedWords, linkedWith) || len(q.words) < 2 && !q.kok || len(q.words) > 8 {
		return false
	}
	switch {
	case hasWord(q.words, "siapa"), q.phrase("bukan", "saya"), q.phrase("tidak", "saya"):
		return true
	case q.phrase("saya", "tidak"), q.phrase("tidak", "pernah"), q.phrase("tidak", "merasa"), q.phrase("belum", "pernah"), q.phrase("didn't", "link"):
		return true
	}
	return (q.kok || hasWord(q.words, "kenapa")) && !q.has(negations)
}
