package understand

import (
	"fmt"
	"testing"
)

// timesAndSums reads a text by every reader of days, hours and sums, and
// checks that a refusal has no value.
func timesAndSums(t testing.TB, s string) string {
	t.Helper()
	day, noDay := Date(s, monday)
	if day.IsZero() != (noDay != "") {
		t.Errorf("Date(%q) = %v, %q", s, day, noDay)
	}
	minutes, noHour := Clock(s)
	if minutes < 0 || minutes >= fullDay || noHour != "" && minutes != 0 {
		t.Errorf("Clock(%q) = %d, %q", s, minutes, noHour)
	}
	moment, noMoment := Moment(s, monday)
	if moment.IsZero() != (noMoment != "") {
		t.Errorf("Moment(%q) = %v, %q", s, moment, noMoment)
	}
	sum, noSum := Money(s)
	if sum < 0 || sum > maxAmount || noSum != "" && sum != 0 {
		t.Errorf("Money(%q) = %d, %q", s, sum, noSum)
	}
	about, ok := Monthly(s)
	if ok != (about > 0) {
		t.Errorf("Monthly(%q) = %d, %v", s, about, ok)
	}
	return fmt.Sprint(day, noDay, minutes, noHour, moment, noMoment, sum, noSum, about)
}

// FuzzTimesAndSums: no text breaks a reader of days, hours or sums, and a
// normalised text reads as it did before.
func FuzzTimesAndSums(f *testing.F) {
	for _, row := range corpus(f) {
		f.Add(row[1])
	}
	for _, s := range []string{"s/d 5", "jam", "half past", "9:", "1/2", "½", "h+", "se", "paling", "besok, lusa", "jangan", "5 ke", "+/-", "senin depan", "3 hari lagi", "in", "tgl", "dua ribu", "jam 9 kurang", "9 lewat"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got := timesAndSums(t, s)
		if norm := Normalise(s); lettersToDigits(s) == s && lettersToDigits(norm) == norm { // an I is an l no more
			if again := timesAndSums(t, norm); again != got {
				t.Errorf("%q reads %s, normalised %s", s, got, again)
			}
		}
	})
}

// TestLongTexts: eight times anything takes eight times the work.
func TestLongTexts(t *testing.T) {
	for _, piece := range []string{"1", "9.", "5/", "5-", " ", "a", "besok ", "besok, ", "jam 9 ", "jam 9 atau ", "tgl 5 ", "5 des ", "dua ", "puluh ", "setengah ", "h+", "minggu depan ", "jangan besok, ", "1,", "5jt ", "1. 000 ", "1. 000", "1.  ", "seratus", "dualima", "1.000", "se", "dua tiga juta ", "½", "5o", "👍", "\u0301", "kurang ", "bukan 5 juta, ", "5 juta eh bukan ", "2019,"} {
		linear(t, "days and sums", piece, func(s string) { timesAndSums(t, s) })
	}
}
