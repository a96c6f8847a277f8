package understand

import (
	"slices"
	"strings"
	"time"
)

// dateSpellings lists the forms of days, months and hours which mean something
// else, or nothing, in other answers.
var dateSpellings = map[string]string{
	"januari": "jan january jnuari", "februari": "feb peb pebruari february febuari pebuari", "maret": "mar mrt march", "april": "apr apl", "mei": "may",
	"juni": "jun june jn", "juli": "jul july", "agustus": "agu agt ags agst aug august agus", "september": "sep sept spt", "oktober": "okt oct october otober",
	"november": "nov nop nopember", "desember": "des dec december dess",
	"senin": "sen snn senen snen sennen monday mon", "selasa": "sel sls tuesday tue tues", "rabu": "rab rbu rebo rebu rabo wednesday wed", "kamis": "kam kms kemis thursday thu thur thurs",
	"jumat": "jum jmt jmat jumaat jumuah friday fri", "sabtu": "sab sbt saptu setu sptu saturday sat", "ahad": "sunday sun ahd", "minggu": "mgg mingu",
	"besok": "esok besoknya bsk tmr tmrw tomorow", "lusa": "lsa", "kemarin": "kmrn kmren kmaren yesterday wingi", "sekarang": "today now skg skrg", "tadi": "td",
	"depan": "dpn dpan depannya next upcoming", "lalu": "last previous lewatnya", "ini": "this nih", "lagi": "kedepan later", "dalam": "in", "dari": "dr dri from", "setiap": "tiap every",
	"hari": "hri", "tanggal": "tgl tggl tangal tg tglnya date", "sampai": "sd s.d until till to sampe smpe", "atau": "ato ataw or",
	"sehari": "sehr", "seminggu": "semgg semingu", "sebulan": "sebln", "setahun": "setaun sethn", "setelah": "stlh sesudah after stelah", "sebelum": "sblm before",
	"habis": "abis hbs bada bakda", "jam": "jm pukul pkl pk at", "setengah": "stgh stengah stngh setgh stg half", "seperempat": "prapat seprapat quarter sprempat", "kurang": "krg krang", "lewat": "lebih lbh lwt past",
	"tengah": "", "menit": "mnt mnit minute minutes", "pagi": "pg pgi morning isuk", "siang": "siank awan", "sore": "sre sor sorean afternoon petang evening", "malam": "mlm malem mlem night wengi",
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

// notDates are words one slip away from a word about days or hours.
var notDates = set(`senang seni tangga tinggal tunggal tanggap kami kumis malas malah makan macet sabar lapan kurus kurung karang kupang lewati tangan jumlah jimat
	siap sudah sebelah sekarung semarang sampah setia sahari subur habib had non bakat mingguan sini sana`)

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

// dateWord returns the dictionary spelling of a word about days or hours.
func dateWord(w string) string {
	if d, ok := dateDictionary(w); ok {
		return d
	}
	if part, ok := strings.CutSuffix(w, "an"); ok && (dayParts[part] != (dayPart{}) || isNumberWord(part)) {
		return part // "siangan", "jam tujuhan"
	}
	c := canon(w)
	switch {
	case c == "lanjut":
		return w // "next", which dates read as "depan"
	case c != w || known[w] || fillers[w] || notDates[w] || isNumberWord(w):
		return c
	}
	for _, d := range dateKnown {
		if similar(w, d) {
			return d
		}
	}
	return w
}

// dateDictionary looks a word up as it stands, then in its everyday form.
func dateDictionary(w string) (string, bool) {
	for _, form := range [...]string{w, squeeze(w), canon(w)} {
		if d, ok := dateSpelling[form]; ok {
			return d, true
		}
		if _, ok := dateSpellings[form]; ok {
			return form, true
		}
	}
	return "", false
}
