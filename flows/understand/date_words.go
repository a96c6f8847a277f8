package understand

import (
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// maxDateWords bounds the work on one text; no answer about a day is longer.
const maxDateWords = 40

// dateSpellings lists the forms of days, months and hours which mean something
// else, or nothing, in other answers.
var dateSpellings = map[string]string{
	"januari": "jan january jnuari", "februari": "feb peb pebruari february febuari pebuari", "maret": "mar mrt march", "april": "apr apl", "mei": "may",
	"juni": "jun june jn", "juli": "jul july", "agustus": "agu agt ags agst aug august agus", "september": "sep sept spt", "oktober": "okt oct october otober",
	"november": "nov nop nopember", "desember": "des dec december dess",
	"senin": "sen snn senen monday mon", "selasa": "sel sls tuesday tue tues", "rabu": "rab rbu rebo rebu rabo wednesday wed", "kamis": "kam kms kemis thursday thu thur thurs",
	"jumat": "jum jmt jmat jumaat jumuah friday fri", "sabtu": "sab sbt saptu setu sptu saturday sat", "ahad": "sunday sun ahd", "minggu": "mgg mingu",
	"besok": "esok besoknya bsk tmr tmrw tomorow", "lusa": "lsa", "kemarin": "kmrn kmren kmaren yesterday wingi", "sekarang": "today now skg skrg", "tadi": "td",
	"depan": "dpn dpan depannya next upcoming", "lalu": "last previous lewatnya", "ini": "this nih", "lagi": "kedepan later", "dalam": "in", "setiap": "tiap every",
	"hari": "hri", "tanggal": "tgl tggl tangal tg tglnya date", "sampai": "sd s.d until till to sampe smpe", "atau": "ato ataw or",
	"sehari": "sehr", "seminggu": "semgg semingu", "sebulan": "sebln", "setahun": "setaun sethn", "setelah": "stlh sesudah after stelah", "sebelum": "sblm before",
	"habis": "abis hbs bada bakda", "jam": "jm pukul pkl pk at", "setengah": "stgh stengah stngh setgh stg tengah half", "seperempat": "prapat seprapat quarter sprempat", "kurang": "krg krang", "lewat": "lebih lbh lwt past",
	"menit": "mnt mnit minute minutes", "pagi": "pg pgi morning isuk", "siang": "siank awan", "sore": "sre sor sorean afternoon petang evening", "malam": "mlm malem mlem night wengi",
	"subuh": "sbh shubuh", "dini": "", "am": "", "pm": "", "noon": "", "midnight": "", "tonight": "", "maghrib": "magrib mahrib", "isya": "isa isyak", "ashar": "asar asr", "dzuhur": "zuhur dhuhur duhur zuhr lohor",
}

var dateSpelling = invert(dateSpellings, nil)

// dateKnown are the words long enough to be found through a slip.
var dateKnown = slices.Sorted(func(yield func(string) bool) {
	for w := range dateSpellings {
		if len(w) > 3 && w != "tadi" && w != "lagi" && w != "dini" && w != "isya" && w != "depan" && !yield(w) {
			return
		}
	}
	yield("depan")
})

var months = indexed("januari februari maret april mei juni juli agustus september oktober november desember", 1)

var weekdays = func() map[string]int {
	m := indexed("minggu senin selasa rabu kamis jumat sabtu", int(time.Sunday))
	m["ahad"] = int(time.Sunday)
	return m
}()

func indexed(words string, first int) map[string]int {
	m := map[string]int{}
	for i, w := range strings.Fields(words) {
		m[w] = first + i
	}
	return m
}

// dateTokens cuts a text into words, numbers and the signs between numbers.
func dateTokens(s string, buf []string) []string {
	s = lettersToDigits(Normalise(s))
	for i := 0; i < len(s) && len(buf) < maxDateWords; {
		end := runEnd(s, i)
		switch w := s[i:end]; {
		case w == "2" && letterAt(s, i-1) && saidTwice(buf):
		case isDigit(s[i]):
			buf = append(buf, w)
			end = ordinalEnd(s, end)
		case inWord(runeAt(s, i)):
			buf = appendDateWord(buf, w)
		default:
			buf = appendSign(buf, s, i, end)
		}
		i = end
	}
	return buf
}

// saidTwice: "kapan2" is the word doubled, "jam2" is an hour.
func saidTwice(buf []string) bool {
	last := buf[len(buf)-1]
	return len(last) > 3 && last != "tanggal" && last != "setengah"
}

func runeAt(s string, i int) rune {
	r, _ := utf8.DecodeRuneInString(s[i:])
	return r
}

// runEnd is where the digits, the letters or the single sign at i end.
func runEnd(s string, i int) int {
	first := runeAt(s, i)
	end := i + utf8.RuneLen(first)
	for end < len(s) {
		r := runeAt(s, end)
		switch {
		case isDigit(s[i]) && isDigit(s[end]):
		case unicode.IsLetter(first) && (unicode.IsLetter(r) || r == '\''):
		default:
			return end
		}
		end += utf8.RuneLen(r)
	}
	return end
}

// ordinalEnd passes the English ending of "5th" and "1st".
func ordinalEnd(s string, end int) int {
	for _, o := range [...]string{"st", "nd", "rd", "th"} {
		if strings.HasPrefix(s[end:], o) && !letterAt(s, end+2) {
			return end + 2
		}
	}
	return end
}

func appendDateWord(buf []string, w string) []string {
	w = strings.ReplaceAll(w, "'", "")
	if n := numberEnding(w); n > 0 {
		return append(buf, w[:n], w[n:])
	}
	if w == "d" && len(buf) > 0 && buf[len(buf)-1] == "s" {
		buf[len(buf)-1] = "sampai" // "s/d"
		return buf
	}
	return append(buf, dateWord(w))
}

// dateWord returns the dictionary spelling of a word about days or hours.
func dateWord(w string) string {
	if c, ok := dateSpelling[w]; ok {
		return c
	}
	if _, ok := dateSpellings[w]; ok {
		return w
	}
	c := canon(w)
	if d, ok := dateSpelling[c]; ok {
		return d
	}
	if c == "lanjut" {
		return w
	}
	if c != w || known[w] || fillers[w] || notDates[w] || isNumberWord(w) {
		return c
	}
	for _, d := range dateKnown {
		if similar(w, d) {
			return d
		}
	}
	return w
}

// notDates are words one slip away from a word about days or hours.
var notDates = set("senang kami malas makan sabar lapan kurus lewati tangan jumlah siap sudah bakat mingguan sini sana")

// appendSign keeps a sign between two numbers. A point, comma or colon must
// touch both.
func appendSign(buf []string, s string, i, end int) []string {
	if len(buf) == 0 || !allDigits(buf[len(buf)-1]) {
		return appendDash(buf, s[i:end], s, end)
	}
	next := end
	for next < len(s) && s[next] == ' ' {
		next++
	}
	before, after := i > 0 && isDigit(s[i-1]), end < len(s) && isDigit(s[end])
	switch w := s[i:end]; w {
	case ".", ":", ",":
		if before && after {
			return append(buf, w)
		}
	case "/", "⁄":
		if next < len(s) && isDigit(s[next]) {
			return append(buf, "/")
		}
	case "-", "–", "—", "~":
		if next < len(s) && inWord(runeAt(s, next)) {
			return append(buf, "-")
		}
	}
	return buf
}

// appendDash keeps the dash of "senin - rabu", but not of "a-b" in one word.
func appendDash(buf []string, sign, s string, end int) []string {
	if len(buf) > 0 && sign == "/" && buf[len(buf)-1] != "s" && end < len(s) {
		return append(buf, sign)
	}
	if len(buf) > 0 && (sign == "-" || sign == "–" || sign == "—") && end < len(s) {
		return append(buf, "-")
	}
	return buf
}
