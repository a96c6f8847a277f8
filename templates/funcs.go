package templates

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"text/template"
	"time"
)

// named is a text inside a text: a place's name, an answer on a card.
type named interface {
	Named() (key string, args map[string]any)
}

// funcs are what the texts of one language can call.
func (l *language) funcs() template.FuncMap {
	return template.FuncMap{
		"say":      func(n named) (string, error) { return l.text(n.Named()) },
		"first":    first,
		"rupiah":   rupiah,
		"count":    count,
		"phone":    phone,
		"date":     l.date,
		"month":    l.month,
		"evidence": l.evidence,
		"short":    l.short,
		"day":      l.day,
		"hour":     hour,
		"days":     l.days,
		"hours":    hours,
		"letter":   letter,

		"weekdays": weekdays,
	}
}

// rupiah writes whole rupiah, given in digits or as an integer: "Rp5.000.000".
func rupiah(amount any) (string, error) {
	var digits string
	switch n := amount.(type) {
	case string:
		digits = n
	case int64:
		digits = strconv.FormatInt(n, 10)
	case int:
		digits = strconv.Itoa(n)
	}
	if digits == "" || strings.Trim(digits, "0123456789") != "" {
		return "", fmt.Errorf("rupiah of %T: not a whole amount", amount)
	}
	return "Rp" + grouped(digits), nil
}

// count writes how many there are: "8.750".
func count(n int) string { return grouped(strconv.Itoa(n)) }

// grouped parts thousands by a dot, as is done here.
func grouped(digits string) string {
	var b strings.Builder
	for i, d := range digits {
		if i > 0 && (len(digits)-i)%3 == 0 {
			b.WriteByte('.')
		}
		b.WriteRune(d)
	}
	return b.String()
}

// phone writes an E.164 number the way it is dialled here: "0812-3456-7890".
// A number of another country stays as it is.
func phone(number string) (string, error) {
	if number == "" {
		return "", errors.New("phone number is empty")
	}
	national, ours := strings.CutPrefix(number, "+62")
	if !ours || len(national) < 9 {
		return number, nil
	}
	d := "0" + national
	if len(d) == 10 { // 4-4-2 would be hard to read out
		return d[:4] + "-" + d[4:7] + "-" + d[7:], nil
	}
	return d[:4] + "-" + d[4:8] + "-" + d[8:], nil
}

// wib is Asia/Jakarta: no summer time, so no zone file is needed.
var wib = time.FixedZone("WIB", 7*60*60)

var (
	days        = [7]string{"Minggu", "Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu"}
	wholeMonths = [12]string{"Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November", "Desember"}

	months = [12]string{"Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des"}
)

// date writes a day in Jakarta: "Rabu 25 Nov 2026", "Wed 25 Nov 2026".
func (l *language) date(t time.Time) string {
	t = t.In(wib)
	if l.name == "en" {
		return t.Format("Mon 2 Jan 2006")
	}
	return fmt.Sprintf("%s %d %s %d", days[t.Weekday()], t.Day(), months[t.Month()-1], t.Year())
}

// month writes a month and its year: "Oktober 2026", "October 2026".
func (l *language) month(t time.Time) string {
	if l.name == "en" {
		return t.Format("January 2006")
	}
	return fmt.Sprintf("%s %d", wholeMonths[t.Month()-1], t.Year())
}

// short writes a month in three letters: "Okt", "Oct".
func (l *language) short(t time.Time) string {
	if l.name == "en" {
		return t.Format("Jan")
	}
	return months[t.Month()-1]
}

// day is a date that is near enough to need no year: "Rabu 25 Nov", "Wed 25 Nov".
func (l *language) day(t time.Time) string {
	date := l.date(t)
	return date[:len(date)-len(" 2006")]
}

// weekdays puts opening hours, which are kept in Indonesian, into English.
func weekdays(hours string) string { return inEnglish.Replace(hours) }

var inEnglish = func() *strings.Replacer {
	var pairs []string
	for i, name := range days {
		pairs = append(pairs, name, time.Weekday(i).String())
	}
	return strings.NewReplacer(pairs...)
}()

// hour writes a time of day in Jakarta: "09.00 WIB".
func hour(t time.Time) string { return t.In(wib).Format("15.04") + " WIB" }

// hours writes from when to when something is each day: "09.00–15.00 WIB".
func hours(starts, ends time.Time) string { return starts.In(wib).Format("15.04") + "–" + hour(ends) }

// days writes when something is, with the year when it is not this one: "Rabu
// 25 Nov", "Rabu 25 sampai Senin 30 Nov", "Jumat 8 Jan 2027".
func (l *language) days(starts, ends, now time.Time) string {
	starts, ends, now = starts.In(wib), ends.In(wib), now.In(wib)
	from, to := l.dayOf(starts, now), l.dayOf(ends, now)
	switch {
	case from == to:
		return to
	case starts.Year() == ends.Year() && starts.Month() == ends.Month():
		from = l.day(starts)
		from = from[:strings.LastIndex(from, " ")]
	case starts.Year() == ends.Year():
		from = l.day(starts)
	}
	return from + until[l.name] + to
}

var until = map[string]string{"id": " sampai ", "en": " to "}

func (l *language) dayOf(t, now time.Time) string {
	if t.Year() != now.Year() {
		return l.date(t)
	}
	return l.day(t)
}
