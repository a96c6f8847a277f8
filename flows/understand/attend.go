package understand

import (
	"cmp"
	"slices"
)

// Attendance is what somebody says of a class or a date that is theirs.
type Attendance int

// What they say.
const (
	Comes       Attendance = iota + 1
	StaysAway              // "batal", "gabisa ikut", "izin kak, anak sakit"
	Reschedules            // "pindah jadwal"
)

var (
	comesWords = set(`hadir datang dateng dtg dtng ikut ikutan jadi bisa siap oke sip gas otw meluncur setuju mau pasti tentu konfirmasi tetap
		ya iya yes nggih heeh jempol sure confirm confirmed attend attending come coming there insyaallah insyaalloh isyaallah inshaallah inshallah`)
	offWords = set(`batal batalkan batalin batalkn dibatalkan membatalkan btl cancel cancelled canceled gajadi gakjadi nggakjadi gabisa gaikut gahadir berhalangan halangan sakit izin
		urung mundur mengundurkan absennya skip can't cant cannot couldn't won't wont lepas lepasin lepaskan unable sick`)
	// calledOff are those whose denial is a yes: "ga jadi batal", "tidak ada halangan". "Ga kak, sakit" denies nothing.
	calledOff = set(`batal batalkan batalin batalkn dibatalkan membatalkan btl cancel cancelled canceled berhalangan halangan urung mundur mengundurkan lepas lepasin lepaskan`)
	moveWords = set(`pindah pindahin pindahkan pindahan dipindah dipindahkan memindahkan tukar tuker tukeran ganti gantian geser undur diundur mundurin mundurkan reschedule change switch move`)
	lateWords = set("telat terlambat late telatan")
	// unknowing: "belum tahu bisa apa nggak" is no answer yet.
	unknowing = set("tahu pasti yakin jelas tentu sure")
)

// maxAttendWords: a longer message tells a story.
const maxAttendWords = 20

// Attends reads what somebody says when asked whether they come. "Insya Allah"
// is a yes here. A bare number answers nothing.
func Attends(s string) (Attendance, Reason) {
	s = Normalise(s)
	var buf [32]string
	words := slices.DeleteFunc(split(s, buf[:0]), func(w string) bool { return fillers[w] || w == "maaf" || w == "sorry" })
	if len(words) == 0 || len(words) > maxAttendWords || allDigits(words[0]) {
		return 0, Unclear
	}
	q := asked{words: words}
	switch {
	case q.has(moveWords) && !denied(words, moveWords):
		return Reschedules, ""
	case asks(s, words):
		return 0, IsQuestion
	case q.still():
		return Comes, ""
	case denied(words, unknowing), words[0] == "lihat" || words[0] == "liat" || words[0] == "cek":
		return 0, Unsure
	case q.has(offWords) && !q.has(lateWords):
		if retracted(words) {
			return Comes, ""
		}
		return StaysAway, ""
	case denied(words, comesWords):
		return StaysAway, ""
	case q.phrase("insya", "allah"), q.phrase("in", "shaa"), q.phrase("insha", "allah"):
		return Comes, ""
	}
	return plainly(s, words, &q)
}

// still: "tidak, tetap ikut", "jangan, masih mau datang".
func (q *asked) still() bool {
	for i, w := range q.words[:len(q.words)-1] {
		if (w == "tetap" || w == "masih") && comesWords[q.words[i+1]] {
			return true
		}
	}
	return false
}

// OfAttending tells whether a text says what it is about, and not only yes or
// no: "batal", "ga jadi ikut".
func OfAttending(s string) bool {
	var buf [32]string
	words := split(Normalise(s), buf[:0])
	return slices.ContainsFunc(words, func(w string) bool { return offWords[w] || attending[w] })
}

// attending is what one does with a class.
var attending = set("hadir datang dateng dtg dtng ikut ikutan bisa tetap attend come coming there insyaallah insyaalloh isyaallah inshaallah inshallah")

// plainly reads a yes, a no, and a word for coming among a few others.
func plainly(s string, words []string, q *asked) (Attendance, Reason) {
	answer, reason := YesNo(s)
	switch {
	case reason == Defer:
		return 0, Defer
	case answer == No:
		return StaysAway, ""
	case answer == Yes && !wishesElse(s):
		return Comes, ""
	case q.has(attending) && len(words) <= maxTold && !wishesElse(s) && !slices.ContainsFunc(words, func(w string) bool { return negations[w] || hedgeWords[w] }):
		return Comes, ""
	}
	return 0, cmp.Or(reason, Unclear)
}

// wishesElse: "mau ikut bazar" is about something else.
func wishesElse(s string) bool {
	return slices.ContainsFunc(Wants(s).Wishes, func(w Wish) bool {
		return w == WishMarketing || w == WishMentoring || w == WishBookkeeping || w == WishCapital || w == WishStatus || w == WishSteps
	})
}

// retracted: what is called off is denied, and not coming: "ga jadi batal", but not
// "ga bisa, mau batal".
func retracted(words []string) bool {
	for i, w := range words {
		if !negations[w] {
			continue
		}
		for _, after := range words[i+1 : min(len(words), i+4)] {
			if attending[after] {
				break
			}
			if calledOff[after] {
				return true
			}
		}
	}
	return false
}

// denied: a negation stands before one of the words, with at most two others
// between ("ga bisa ikut").
func denied(words []string, of map[string]bool) bool {
	for i, w := range words {
		if !negations[w] {
			continue
		}
		for _, after := range words[i+1 : min(len(words), i+4)] {
			if of[after] {
				return true
			}
		}
	}
	return false
}
