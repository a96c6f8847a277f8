package flows

import (
	"fmt"
	"time"
)

// Month is a month of a year. The next one is one more.
type Month int

// MonthOf is the month of a time, in the time's own place.
func MonthOf(t time.Time) Month { return Month(t.Year()*12 + int(t.Month()) - 1) }

// ParseMonth reads what String writes.
func ParseMonth(s string) (Month, error) {
	t, err := time.Parse("2006-01", s)
	if err != nil {
		return 0, fmt.Errorf("read month: %w", err)
	}
	return MonthOf(t), nil
}

// First is midnight of its first day, in UTC: as a date.
func (m Month) First() time.Time {
	return time.Date(int(m)/12, time.Month(int(m)%12+1), 1, 0, 0, 0, 0, time.UTC)
}

// String writes it so that later is greater: "2026-10".
func (m Month) String() string { return m.First().Format("2006-01") }

// NoCosts stands for costs that were not said.
const NoCosts = -1

// Omzet is what a month's business came to, in rupiah.
type Omzet struct {
	Month Month
	Sales int64
	Costs int64 // or NoCosts
}

// Books are the months that somebody has reported, the latest first; none twice.
type Books []Omzet

// Of is what was reported of a month.
func (b Books) Of(m Month) (o Omzet, reported bool) {
	for _, o := range b {
		if o.Month == m {
			return o, true
		}
	}
	return Omzet{Month: m, Costs: NoCosts}, false
}

// Run is the months in a row around a reported one: how many, and the first.
func (b Books) Run(around Month) (n int, from Month) {
	if !b.has(around) {
		return 0, around
	}
	to := around
	for b.has(to + 1) {
		to++
	}
	for from = around; b.has(from - 1); {
		from--
	}
	return int(to-from) + 1, from
}

func (b Books) has(m Month) bool { _, reported := b.Of(m); return reported }

// Habit is how many months in a row make the step: a quarter, as long as one
// good month may be chance.
const Habit = 3

// LateMonths is how far back a month may be reported.
const LateMonths = 12

// soon is the day from which a month is nearly over, and can be reported.
const soon = 25

// Latest is the latest month that can be reported on a day.
func Latest(now time.Time) Month {
	if now.Day() >= soon {
		return MonthOf(now)
	}
	return MonthOf(now) - 1
}

// Awaited are the months that are to be reported on a day: this one once it is
// nearly over, and the one before; the latest first.
func (b Books) Awaited(now time.Time) (list []Month) {
	for m := Latest(now); m >= MonthOf(now)-1; m-- {
		if !b.has(m) {
			list = append(list, m)
		}
	}
	return list
}

// Year adds up the twelve months that end with one, and counts those reported.
func (b Books) Year(to Month) (sales int64, months int) {
	for _, o := range b {
		if o.Month <= to && o.Month > to-12 {
			sales += o.Sales
			months++
		}
	}
	return sales, months
}

// Size is the class of a business by its sales in a year.
type Size string

// The sizes of PP 7/2021, article 35; above them a business is large.
const (
	Mikro    Size = "mikro"
	Kecil    Size = "kecil"
	Menengah Size = "menengah"
	Besar    Size = "besar"
)

// SizeOf is the size of a business with so many rupiah of sales in a year.
func SizeOf(yearly int64) Size {
	const miliar = 1_000_000_000
	switch {
	case yearly <= 2*miliar:
		return Mikro
	case yearly <= 15*miliar:
		return Kecil
	case yearly <= 50*miliar:
		return Menengah
	}
	return Besar
}

// Size is what twelve months make of a business; where some are missing the
// others stand for them. "" where none of them is reported.
func (b Books) Size(to Month) (size Size, yearly int64) {
	sales, months := b.Year(to)
	if months == 0 {
		return "", 0
	}
	yearly = sales / int64(months) * 12
	if months == 12 {
		yearly = sales
	}
	return SizeOf(yearly), yearly
}

// LookAtBooks finds what somebody has reported. Outcomes: due (a month is
// awaited), settled (none is), visitor (not registered); with a Month: due or
// reported; Args: Books.
type LookAtBooks struct {
	Now   time.Time
	Month Month // 0: none in particular
}

// Outcome is what comes of looking at the books of a member.
func (a LookAtBooks) Outcome(b Books) Outcome {
	event := "settled"
	switch {
	case a.Month != 0 && b.has(a.Month):
		event = "reported"
	case a.Month != 0 || len(b.Awaited(a.Now)) > 0:
		event = "due"
	}
	return Outcome{Event: event, Args: Args{"Books": b}}
}

// ReportOmzet notes what a month came to, or corrects it. Outcomes: saved; Args:
// Books, Reached (the step is done by it); visitor.
type ReportOmzet struct{ Omzet }

// Stage is where a member stands by it in their books.
func (a ReportOmzet) Stage(b Books) MarkStage {
	m := MarkStage{Stage: Bookkeeping, Status: InProgress, Source: "omzet", Evidence: "omzet " + a.Month.String()}
	n, from := b.Run(a.Month)
	if n < Habit {
		return m
	}
	to := (from + Month(n) - 1).String()
	if m.Status, m.Evidence = Done, "omzet "+from.String()+".."+to; from.String()[:4] == to[:4] {
		m.Evidence = "omzet " + from.String() + ".." + to[5:]
	}
	return m
}

// ChartFile is a picture of the twelve months that end with To.
type ChartFile struct {
	Books Books
	To    Month
}

// BooksFile is a table of all that was reported.
type BooksFile struct{ Books Books }

// OmzetReminder is the kind of the reminder to report; its ref is the month.
const OmzetReminder = "omzet"

func (LookAtBooks) action() {}
func (ReportOmzet) action() {}
func (LookAtBooks) looks()  {}
func (ChartFile) file()     {}
func (BooksFile) file()     {}
