package understand

// clockAt reads an hour beginning at word i; to is 0 if there is none.
func clockAt(words dateWords, i int) clockHit {
	h := clockHit{from: i}
	at := i
	switch w := words[i]; {
	case w == "noon" || w == "midnight":
		return clockHit{hour: map[string]int{"noon": 12}[w], asSaid: true, strong: true, from: i, to: i + 1}
	case w == "jam":
		h.strong = true
		at = past(words, at+1, "sekitar")
	case offsetSigns[w] != 0:
		at = h.ahead(words, at)
	case namedDate(words, i) > 0:
		return clockHit{}
	}
	at = h.lead(words, at)
	n, used := words.number(at)
	if used == 0 || isAgo(words, at+used) {
		return clockHit{}
	}
	h.number(n, words[at])
	at = h.minutes(words, at+used)
	h.to = h.tail(words, h.offset(words, h.tail(words, at)))
	if !h.strong && yearAt(words, i) > 0 {
		h.why = Ambiguous // "2025": a year, or twenty past eight
	}
	if h.hour > 24 || h.hour == 24 && h.shift > 0 {
		h.why = OutOfRange
	}
	return h
}

// half is the length of the "setengah" or "1/2" at i, 0 for none.
func half(words dateWords, i int) int {
	switch {
	case words.at(i) == "setengah":
		return 1
	case words.at(i) == "1" && words.at(i+1) == "/" && words.at(i+2) == "2":
		return 3
	}
	return 0
}

// past is where the fillers and the word w end.
func past(words dateWords, at int, w string) int {
	for fillers[words.at(at)] || words.at(at) == w {
		at++
	}
	return at
}

// number takes "9", "09", "0930", "930".
func (h *clockHit) number(n int, w string) {
	h.hour, h.asSaid = n, len(w) == 2 && w[0] == '0'
	if !allDigits(w) || len(w) < 3 {
		return
	}
	h.hour, h.shift, h.asSaid = n/100, h.shift+n%100, len(w) == 4
	if len(w) > 4 || n%100 >= hour || !h.strong && n%5 != 0 {
		h.why = OutOfRange
	}
}

// partsOfHour are in minutes.
var partsOfHour = map[string]int{"setengah": 30, "tengah": 30, "seperempat": 15}

// lead reads what stands before the hour: "setengah 9", "1/2 9", "half past 8".
func (h *clockHit) lead(words dateWords, at int) int {
	size := partsOfHour[words.at(at)]
	switch {
	case size > 0 && words.at(at+1) != "":
		at++
	case half(words, at) > 0 && allDigits(words.at(at+3)):
		size, at = 30, at+3
	default:
		return at
	}
	h.strong = true
	h.shift = -size
	switch words.at(at) {
	case "lewat":
		h.shift, at = size, at+1
	case "sampai", "kurang":
		at++
	}
	return at
}

// minutes reads ".30", ":30", "30".
func (h *clockHit) minutes(words dateWords, at int) int {
	sign, next := words.at(at), words.at(at+1)
	if next != "" && (sign == ":" || sign == "." || sign == ",") {
		m, _ := smallInt(next)
		h.strong = h.strong || sign == ":"
		h.shift += m
		if m >= hour || len(next) != 2 {
			h.why = BadMinute
		}
		if at += 2; words.at(at) == ":" && words.at(at+1) != "" {
			at += 2 // seconds
		}
		return at
	}
	if h.shift != 0 {
		return at
	}
	if n := half(words, at); n > 0 && !isNumberWord(words.at(at+n)) {
		h.shift = 30
		return at + n
	}
	if words.at(at) == "seperempat" && h.strong {
		h.shift = partsOfHour["seperempat"]
		return at + 1
	}
	m, used := saidDigits(words, at)
	if _, part := dayParts[words.at(at+used)]; !h.strong && !part && (m < 13 || m%5 != 0 || h.hour > 12) {
		return at // "1 10" is an hour only beside "siang"
	}
	if used > 0 && (m >= 10 || sign[0] == '0') && m < hour && namedDate(words, at) == 0 {
		h.shift, at = m, at+used
	}
	return at
}

// shiftAt reads the minutes of an offset: "15", "dua lima", "seperempat".
func shiftAt(words dateWords, at int) (m, used int) {
	if part := partsOfHour[words.at(at)]; part > 0 {
		return part, 1
	}
	return saidDigits(words, at)
}

// ahead reads an offset said before its hour, "kurang 10 menit jam 9".
func (h *clockHit) ahead(words dateWords, at int) int {
	m, used := shiftAt(words, at+1)
	to := past(words, at+1+used, "menit")
	if used == 0 || m >= hour || words.at(to) != "jam" {
		return at
	}
	h.strong, h.shift = true, offsetSigns[words[at]]*m
	return to + 1
}

var offsetSigns = map[string]int{"lewat": 1, "kurang": -1}

// offset reads "kurang 15", "lewat seperempat", "lebih 20 menit".
func (h *clockHit) offset(words dateWords, at int) int {
	sign := offsetSigns[words.at(at)]
	if sign == 0 {
		return at
	}
	m, used := shiftAt(words, at+1)
	switch {
	case used == 0:
		h.why = Vague // "jam 9 lewat"
		return min(at+1, len(words))
	case m >= hour:
		h.why = BadMinute
	}
	h.strong = true
	h.shift += sign * m
	return at + 1 + used
}

// tail passes the words which belong to an hour.
func (h *clockHit) tail(words dateWords, at int) int {
	for ; at < len(words); at++ {
		_, part := dayParts[words[at]]
		if !part && words[at] != "wib" && words[at] != "menit" && words[at] != "an" {
			break
		}
		h.strong = h.strong || words[at] != "an"
	}
	if words.at(at-1) == "dini" && words.at(at) == "hari" {
		at++
	}
	return at
}
