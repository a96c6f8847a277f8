package understand

import "slices"

const (
	hour    = 60
	halfDay = 12 * hour
	fullDay = 24 * hour
)

// vagueHours tell a time of the day, though not an hour.
var vagueHours = set("habis kapan berapa terserah bebas nanti sekarang besok istirahat makan jumatan kapanpun tadi secepatnya jam sebelum setelah menit fleksibel bangun pulang kerja lusa santai tengah sejam sebentar bentar")

// Clock reads an hour of the day as minutes since midnight: "jam 9", "stgh
// 9", "13.30", "jam 2 siang". A bare 1 to 5 is an afternoon hour, a bare 6 has
// two readings.
func Clock(s string) (minutes int, why Reason) {
	var buf [maxDateWords]string
	words := dateTokens(s, buf[:0])
	if len(words) == 0 {
		return 0, emptyOr(s, Unparseable)
	}
	if n := Normalise(s); len(n) > 1 && n[0] == '-' && isDigit(n[1]) {
		return 0, OutOfRange // no hour is below nought
	}
	minutes, why = clockOf(words.affirmed())
	if why == Ambiguous || why == Contradiction {
		if chosen := words.chosen(); chosen != nil {
			return clockOf(chosen)
		}
	}
	return minutes, why
}

func clockOf(words dateWords) (int, Reason) {
	hits, turnedDown := wantedHours(words)
	if len(hits) == 0 {
		return 0, noHour(words)
	}
	if why := joined(words, hits); why != "" {
		return 0, why
	}
	minutes, why := hits[0].resolve(words)
	for _, h := range hits[1:] {
		if m, _ := h.resolve(words); m != minutes {
			return 0, Ambiguous
		}
	}
	switch {
	case why != "":
		return 0, why
	case isBound(words, hits[0]):
		return 0, Vague
	case turnedDown:
		return 0, Ambiguous
	}
	return minutes, ""
}

// wantedHours leaves out an hour behind a "jangan" if another is named;
// turnedDown is true when a "no" remains which may mean the hour.
func wantedHours(words dateWords) (hits []clockHit, turnedDown bool) {
	hits = clockHits(words)
	wanted := slices.DeleteFunc(slices.Clone(hits), func(h clockHit) bool { return words.refused(h.from) })
	if len(wanted) == 0 || len(wanted) == len(hits) {
		return hits, words.decline()
	}
	return wanted, false
}

// joined is what is wrong with an hour, or with two as they stand together.
func joined(words dateWords, hits []clockHit) Reason {
	for i, h := range hits {
		if h.why != "" {
			return h.why
		}
		if i == 0 {
			if len(hits) == 1 && openEnd(words[h.to:]) {
				return Range
			}
			continue
		}
		gap := words[hits[i-1].to:h.from]
		if words[:h.from].has("antara") || words[:h.from].has("dari") && gap.has("ke") {
			return Range
		}
		if why := between(gap); why != "" {
			return why
		}
	}
	return ""
}

// endWords are the end of something of unknown length.
var endWords = set("selesai kelar beres tutup habis bubar rampung")

// openEnd: "jam 9 sampai", "jam 9 - selesai".
func openEnd(rest dateWords) bool {
	return rest.at(0) == "sampai" || rest.at(0) == "-" && endWords[rest.at(1)]
}

// isBound: "sebelum jam 12" and "jam 9 ke atas" name no hour.
func isBound(words dateWords, h clockHit) bool {
	switch words.at(h.from - 1) {
	case "sebelum", "setelah", "habis", "diatas", "atas", "bawah", "maksimal", "minimal", "lambat":
		return true
	case "lewat":
		return words.at(h.from-2) != "kurang" // "kurang lebih jam 9"
	}
	return words.at(h.to) == "keatas" || words.at(h.to) == "ke" && words.at(h.to+1) == "atas"
}

// noHour: a part of the day or a prayer is a time, though not an hour.
func noHour(words dateWords) Reason {
	for _, w := range words {
		if _, ok := dayParts[w]; ok || vagueHours[w] {
			return Vague
		}
	}
	return Unparseable
}
