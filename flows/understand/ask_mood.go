package understand

import (
	"regexp"
	"strings"
)

var (
	abuseWords = set(`goblok goblog goblik gblk bego bego2 tolol bodoh dungu idiot stupid dumb anjing anjg anjrit bangsat bgst kampret brengsek bajingan keparat monyet setan sialan
		kontol kntl memek ngentot asu jancok jancuk cuk cok bacot fuck fucking shit bullshit asshole bitch moron useless`)
	// scornWords are abuse only of us.
	scornWords   = set("jelek payah gila sampah ngaco ngawur aneh nyebelin ngeselin kesal kesel emosi bad terrible annoying guna berguna jelas nyambung")
	abuseCompany = set(`kamu lu lo loe lw elu elo kau bot robot botnya admin adminnya kalian sistem sistemnya aplikasi aplikasinya mesin chat ini itu banget amat sekali dasar emang memang
		ya tidak nih sih saya jadi bikin woi woy hey you your this is are so off it's the a of piece very what me pertanyaan pertanyaannya tanya nanya mulu petugas petugasnya semua semuanya orang lah`)
	botNames = set("kamu lu lo loe lw elu elo kau bot robot botnya admin adminnya kalian sistem sistemnya aplikasi aplikasinya mesin chat ini you this")

	laughWord  = regexp.MustCompile(`^(?:w?(?:kw)+k?|wk|(?:a?wo?k){2,}|a?(?:ha)+h|(?:ah){2,}a?|(?:ha|he|hi|xi){2,}[hx]?|lol|lmao|rofl|ngakak)$`)
	laughFaces = strings.NewReplacer("😂", "", "🤣", "", "😆", "", "😅", "", " ", "", "\ufe0f", "")
	thankFaces = strings.NewReplacer("🙏", "", "❤", "", "🥰", "", "🤝", "", " ", "", "\ufe0f", "", "🏻", "", "🏼", "", "🏽", "", "🏾", "", "🏿", "")
)

// faces reads a message of nothing but laughter or thanks in pictures.
func faces(s string) (Topic, bool) {
	if s[0] < 0x80 {
		return "", false
	}
	switch "" {
	case laughFaces.Replace(s):
		return SaysLaugh, true
	case thankFaces.Replace(s):
		return SaysThank, true
	}
	return "", false
}

// mood reads abuse and laughter. A stall may sell "mie setan": every word has
// to belong to it.
func (q *asked) mood() (Topic, bool) {
	if len(q.words) > 6 {
		return "", false
	}
	laughs, angry, scorned, ours := 0, 0, 0, false
	for i, w := range q.words {
		switch {
		case laughWord.MatchString(q.raw[i]):
			laughs++
		case abuseWords[w] || abuseWords[q.raw[i]]:
			angry++
		case scornWords[w]:
			scorned++
		case !abuseCompany[w] && !abuseCompany[q.raw[i]]:
			return "", false
		}
		ours = ours || botNames[w] || botNames[q.raw[i]]
	}
	switch {
	case angry > 0, scorned > 0 && (ours || q.phrase("tidak", "guna") || q.phrase("tidak", "jelas") || q.phrase("tidak", "nyambung")):
		return SaysAngry, true
	}
	return SaysLaugh, laughs > 0 && laughs == len(q.words)
}

// Swears tells abuse among other words: no answer was found in them.
func Swears(s string) bool {
	s = Normalise(s)
	var buf [24]string
	for _, w := range split(s, buf[:0]) {
		if abuseWords[w] {
			return true
		}
	}
	return false
}

var (
	whoAsk      = set("siapa who")
	whoMachines = set("bot robot mesin ai manusia orang human person machine chatbot")
	whoCompany  = set(`maaf permisi halo ini itu siapa who is this that are you kamu lu lo anda kalian nih ya dengan sama saya nomor chat wa dari nama namanya namamu name your's whats apa apakah atau bukan tidak beneran asli
		bot robot mesin ai manusia orang human person machine chatbot yang bicara balas jawab am i talking to a an real the speaking`)

	fromStems   = []string{"nomor", "no", "number", "kontak", "hp", "wa", "data"}
	fromGetting = set("dapat dapet tahu get got have know find ambil punya")
)

// who: "ini siapa", "who is this", "kamu robot?".
func (q *asked) who() bool {
	if !q.only(whoCompany, whoCompany) || len(q.words) > 8 {
		return false
	}
	if q.has(whoAsk) {
		return len(q.words) > 1 || q.question
	}
	return q.has(whoMachines) && q.question && (q.has(botNames) || len(q.words) <= 3)
}

// from: "dapet nomor saya dari mana", "how did you get my number".
func (q *asked) from() bool {
	if !q.starts(fromStems...) || len(q.words) > 10 {
		return false
	}
	where := q.phrase("dari", "mana") || q.has(fromWhere) || hasWord(q.words, "where") || hasWord(q.words, "dimana")
	how := hasWord(q.words, "bagaimana") || hasWord(q.words, "kenapa") && hasWord(q.words, "bisa") || hasWord(q.words, "kok")
	return where && (q.has(fromGetting) || len(q.words) <= 6) || (how || q.kok) && q.has(fromGetting) && (hasWord(q.words, "saya") || hasWord(q.words, "my") || hasWord(q.words, "aku"))
}
