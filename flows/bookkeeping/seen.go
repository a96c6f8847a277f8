package bookkeeping

import (
	"fmt"
	"strconv"
	"strings"

	"langkah/flows"
)

// What was looked up is kept as text, a month after the other:
// "2026-10:5000000:3000000 2026-09:4000000:-1".

func pack(b flows.Books) string {
	var list []string
	for _, o := range b {
		list = append(list, fmt.Sprintf("%s:%d:%d", o.Month, o.Sales, o.Costs))
	}
	return strings.Join(list, " ")
}

func unpack(s string) (b flows.Books) {
	for line := range strings.FieldsSeq(s) {
		var o flows.Omzet
		cells := strings.Split(line, ":")
		if len(cells) != 3 { // of an older release
			continue
		}
		o.Month, _ = flows.ParseMonth(cells[0])
		o.Sales, _ = strconv.ParseInt(cells[1], 10, 64)
		o.Costs, _ = strconv.ParseInt(cells[2], 10, 64)
		b = append(b, o)
	}
	return b
}

// kept are the months that are looked at here: those that can be reported, and
// one more to be the same as.
const kept = flows.LateMonths + 1

// noteBooks keeps what was found.
func noteBooks(v flows.View) flows.Answers {
	found, _ := v.Outcome.Args["Books"].(flows.Books)
	first := flows.Latest(v.Facts.Now) - kept
	var recent flows.Books
	for _, o := range found {
		if o.Month >= first {
			recent = append(recent, o)
		}
	}
	n, _ := found.Run(flows.Latest(v.Facts.Now))
	if n == 0 { // there is time yet for the last
		n, _ = found.Run(flows.Latest(v.Facts.Now) - 1)
	}
	return flows.Answers{rows: pack(recent), run: strconv.Itoa(n), fresh: "", done: ""}
}

// noteLook also sets the month that is meant, where only one can be, and takes
// the month before it over for who said "the same".
func noteLook(v flows.View) flows.Answers {
	set := noteBooks(v)
	found, _ := v.Outcome.Args["Books"].(flows.Books)
	if list := found.Awaited(v.Facts.Now); v.Answer(which) == "" && len(list) == 1 {
		set[which] = list[0].String()
	}
	m, err := flows.ParseMonth(v.Answer(which))
	if before, ok := found.Of(m - 1); err == nil && ok && v.Answer(same) != "" {
		set[sales], set[spent] = strconv.FormatInt(before.Sales, 10), strconv.FormatInt(before.Costs, 10)
	}
	set[same] = ""
	return set
}

// noteSaved leaves the books as they are now; the report is over.
func noteSaved(v flows.View) flows.Answers {
	set := noteBooks(v)
	set[fresh], set[sales], set[spent] = "yes", "", ""
	if reached, _ := v.Outcome.Args["Reached"].(bool); reached {
		set[done] = "yes"
	}
	return set
}

func seen(v flows.View) flows.Books { return unpack(v.Answer(rows)) }

// inHand is the month that is being reported.
func inHand(v flows.View) flows.Month {
	m, _ := flows.ParseMonth(v.Answer(which))
	return m
}

// before is what was reported of the month before the one in hand.
func before(v flows.View) (flows.Omzet, bool) { return seen(v).Of(inHand(v) - 1) }

// rupiah is an amount that was answered.
func rupiah(v flows.View, answer string) int64 { return int64(v.Number(answer)) }

// facts are what the texts of a report need.
func facts(v flows.View) flows.Args {
	m, now := inHand(v), v.Facts.Now
	was, reported := seen(v).Of(m)
	last, known := before(v)
	left, counted := rupiah(v, sales)-rupiah(v, spent), v.Answer(spent) != "" && rupiah(v, spent) >= 0
	return flows.Args{
		"Month": m.First(), "Now": now, "Name": v.Facts.Person.Name,
		"Omzet": rupiah(v, sales), "Costs": max(0, rupiah(v, spent)), "Counted": counted, "Left": max(left, -left), "Loss": left < 0,
		"Reported": reported, "Was": was.Sales, "Known": known, "Before": last.Sales, "BeforeMonth": (m - 1).First(),
		"Rate": v.Answer(rate), "Guess": v.Answer(guess), "ForCosts": v.Answer(sales) != "",
	}
}
