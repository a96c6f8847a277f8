package understand

// The questions of somebody who stands at the door, and has been cheated
// before: what it takes, what it brings, what becomes of what they tell.
const (
	AskKept   Topic = "KEPT"   // how long it is kept, who sees it, whether it can be erased
	AskJoin   Topic = "JOIN"   // who may register, and with what
	AskGain   Topic = "GAIN"   // what one has of it
	AskFamily Topic = "FAMILY" // registering another person, or with one phone
	AskAid    Topic = "AID"    // money or goods for nothing
	AskPaper  Topic = "PAPER"  // whether a licence is needed, and how to get one; with the term
	SaysBribe Topic = "BRIBE"  // somebody took money in the programme's name
	SaysHurt  Topic = "HURT"   // does not want to live
	SaysSorry Topic = "SORRY"
	SaysAway  Topic = "AWAY" // back in a moment
	SaysNext  Topic = "NEXT" // and now?
	SaysBye   Topic = "BYE"
	SaysWaits Topic = "WAITS" // has registered somewhere, and hears nothing
)

// doors are tried before the general topics, whose words they share.
var doors = []struct {
	topic Topic
	is    func(*asked) bool
}{
	{SaysHurt, (*asked).hurt}, {SaysBribe, (*asked).bribe}, {SaysSorry, (*asked).sorry}, {SaysAway, (*asked).away}, {SaysWaits, (*asked).waits}, {SaysBye, (*asked).bye},
	{AskKept, (*asked).kept}, {AskFamily, (*asked).family}, {AskJoin, (*asked).join}, {AskGain, (*asked).gain}, {AskAid, (*asked).aid},
}

func (q *asked) hurt() bool {
	own := hasWord(q.words, "saya") || q.phrase("bunuh", "diri") || q.phrase("kill", "myself") || hasWord(q.words, "hidup")
	dies := q.has(deathWords) || q.phrase("kill", "myself") || q.phrase("to", "die") || q.phrase("tidak", "mau") && hasWord(q.words, "hidup")
	return dies && own && q.only(lifeWith, nil)
}

// bribe: "mau lapor pungli", "ada yang minta uang ngaku petugas".
func (q *asked) bribe() bool {
	if q.has(bribeWords) {
		return len(q.words) <= 8 && (q.has(sayWords) || q.question || q.has(moneyGiver) || len(q.words) == 1)
	}
	return q.pair(moneyAsked, moneyAskedFor) && (q.has(moneyGiver) || q.has(sayWords)) && !hasWord(q.words, "pinjam")
}

func (q *asked) sorry() bool { return q.all2(sorryWords, sorryWith) && q.has(sorryWords) }

func (q *asked) away() bool { return awayWords[q.raw[0]] && len(q.words) <= 2 }

// waits: "udah daftar 3 kali ga ada kabar".
func (q *asked) waits() bool {
	still := q.phrase("tidak", "ada") || q.phrase("belum", "ada") || q.phrase("no", "reply") || q.phrase("no", "news")
	return hasWord(q.words, "daftar") && (hasWord(q.words, "sudah") || hasWord(q.words, "pernah")) &&
		(still && q.has(answerNews) || q.has(negations) && q.has(calledWords)) && len(q.words) <= 10
}

var (
	answerNews  = set("kabar kabarnya info panggilan jawaban tanggapan respon balasan reply news kelanjutan")
	calledWords = set("dipanggil dihubungi dihubungin ditelepon dibales dibalas dikabarin dikabari diproses")
)

func (q *asked) bye() bool {
	named := false
	for i, w := range q.raw {
		named = named || byeWords[w]
		if !byeWords[w] && !byeWith[q.words[i]] {
			return false
		}
	}
	return named || q.phrase("sampai", "jumpa")
}

// next: "terus apa lagi", "what's next". A lone "lanjut" goes on.
func (q *asked) next() bool {
	return len(q.words) > 1 && q.all2(nextWords, nextWith) && (q.has(nextWords) || hasWord(q.raw, "trs")) && (hasWord(q.words, "apa") || hasWord(q.words, "apalagi") || hasWord(q.words, "what's") || hasWord(q.words, "bagaimana") || hasWord(q.words, "kemana"))
}

// kept: "berapa lama disimpan", "siapa yang bisa lihat data saya", "kalau nanti
// mau saya hapus bisa?".
func (q *asked) kept() bool {
	asks := q.question || hasWord(q.words, "berapa") || hasWord(q.words, "siapa") || hasWord(q.words, "apa")
	switch {
	case !asks || len(q.words) > 9:
		return false
	case q.has(keepWords):
		return !q.has(fear) && !q.has(harm)
	case q.question && q.has(dataWords) && (hasWord(q.words, "have") || hasWord(q.words, "punya")) && hasWord(q.words, "saya") && hasWord(q.raw, "about"):
		return true
	case q.has(strangers) && q.has(keepWho):
		return q.has(dataWords)
	}
	return q.has(eraseAsk) && q.has(laterTo)
}

func (q *asked) family() bool {
	switch {
	case len(q.words) > maxAskWords || !q.question && !q.tail():
		return false
	case q.has(kinWords) && q.has(enrolling):
		return !q.phrase("orang", "tua") && !hasWord(q.words, "siapa") && !q.has(joinTerms)
	}
	return q.has(onePhone) && q.has(twoWords) && (hasWord(q.words, "orang") || q.has(enrolling) || hasWord(q.words, "people"))
}

// join: "syarat daftarnya apa", "ktp bekasi bisa ikut?", "umur berapa bisa ikut".
func (q *asked) join() bool {
	if len(q.words) > 10 {
		return false
	}
	if q.has(joinTerms) {
		return q.has(joinMeans) || len(q.words) <= 2
	}
	asks := q.question || hasWord(q.words, "berapa") || hasWord(q.words, "siapa")
	if !asks || !q.has(joinWho) || !q.has(joinAbout) {
		return false
	}
	return q.has(joinMeans) || hasWord(q.words, "ktp") && q.has(elsewhereWords) || hasWord(q.words, "foreigner") || hasWord(q.words, "kitas") || q.phrase("punya", "usaha")
}

var elsewhereWords = set("luar bekasi depok bogor tangerang tangsel bodetabek daerah bukan")

func (q *asked) gain() bool {
	if len(q.words) > 8 || !q.question && !hasWord(q.words, "apa") {
		return false
	}
	if q.has(gainGet) && len(q.words) <= 3 && q.words[len(q.words)-1] == "apa" { // "terus dapet apa"
		return true
	}
	return q.has(gainWords) && q.has(gainOf) || q.has(gainGet) && q.has(gainOf) && hasWord(q.words, "apa") && !q.has(dataWords)
}

// aid: "bansos ada?", "bantuan gerobak", "dapat duit ga".
func (q *asked) aid() bool {
	if len(q.words) > 8 || hasWord(q.words, "modal") || hasWord(q.words, "pinjam") {
		return false
	}
	asks := q.question || q.tail() || q.has(askedFor)
	switch {
	case q.has(aidWords) && (q.has(aidHelp) || asks && hasWord(q.words, "ada") || q.has(cashAid)):
		return asks || q.has(cashAid)
	case q.has(aidHelp) && q.has(aidMoney):
		return asks
	}
	return q.has(gainGet) && (hasWord(q.words, "uang") || hasWord(q.words, "duit")) && asks && len(q.words) <= 5
}

var (
	askedFor = set("kapan mana berapa mau minta dimana")
	cashAid  = set("bansos blt banpres bpum hibah")
)

// all2: every word is of either kind.
func (q *asked) all2(a, b map[string]bool) bool {
	for i, w := range q.words {
		if !a[w] && !b[w] && !a[q.raw[i]] && !b[q.raw[i]] {
			return false
		}
	}
	return true
}

var (
	papers     = set("nib pirt irt halal npwp")
	paperAsk   = set("harus wajib perlu mesti bayar biaya biayanya gratis berapa bagaimana cara lama mahal how cost need do kalau belum susah ribet syarat syaratnya")
	paperGet   = set("bikin buat urus ngurus ngurusnya bikinnya buatnya dapat dapet get daftar")
	paperShort = 7
)

// paper: "harus punya NIB?", "bikin nib bayar berapa", "nib lama ga".
func (q *asked) paper() (string, bool) {
	if len(q.words) > paperShort || !(q.question || q.tail() || q.has(howAsk) || q.phrase("cara", "bikin") || q.phrase("cara", "buat") || q.phrase("cara", "urus")) || !(q.has(paperAsk) || q.has(paperGet)) {
		return "", false
	}
	for i, w := range q.words {
		if papers[w] {
			return q.raw[i], true
		}
	}
	return "", false
}

var howAsk = set("berapa bagaimana")
