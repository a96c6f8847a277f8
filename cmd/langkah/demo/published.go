package demo

import (
	"fmt"
	"strings"
	"time"

	"langkah/flows"
	"langkah/store"
)

// Published is the city whose report prints the programme's published figures:
// how many members there were on which day, how far they had got on the day of
// the funnel, and what came in the winter of 2022. What was not published of a
// stretch of time follows the funnel. oneOf makes it so many times smaller.
func Published(oneOf int, now time.Time) (store.Demo, error) {
	parts, err := stretches(oneOf)
	if err != nil {
		return store.Demo{}, fmt.Errorf("make one of %d parts of the published city: %w", oneOf, err)
	}
	members := 0
	for _, s := range parts {
		members += s.reach[0]
	}
	d, err := made(members, now, parts)
	d.Alone = true
	return d, err
}

// stretch is some time, and how many of those who came in it got to P1 … P7
// before it was over: nobody else does.
type stretch struct {
	from, to time.Time
	reach    [7]int
}

// mark is how many members there were when a day began.
type mark struct {
	at      time.Time
	members int
}

// The winter of which new members, trained, licences and products are known.
const winter = "_17oct2022_24mar2023"

var winterBegins = time.Date(2022, 10, 17, 0, 0, 0, 0, wib)

// figures are the published ones that make the city.
type figures struct {
	marks  []mark
	funnel [7]int
	winter map[string]int
	ends   time.Time // of the winter
}

func readFigures() (f figures) {
	f.winter = map[string]int{}
	f.marks = []mark{{beginning, 0}}
	for _, r := range rows("numbers.csv") {
		day, err := time.ParseInLocation(time.DateOnly, r[0], wib)
		if err != nil {
			panic(err)
		}
		next, value := day.AddDate(0, 0, 1), number(r[2])
		name, ofWinter := strings.CutSuffix(r[1], winter)
		switch {
		case ofWinter:
			f.winter[name], f.ends = value, next
		case r[0] == funnelDay && strings.HasPrefix(r[1], "P"):
			if f.funnel[r[1][1]-'1'] = value; r[1] == "P1" {
				f.mark(next, value)
			}
		case r[1] == "members_total":
			f.mark(next, value)
		}
	}
	return f
}

// mark leaves out what contradicts the figure before it: three weeks after the
// funnel somebody counted fewer.
func (f *figures) mark(at time.Time, members int) {
	if members >= f.marks[len(f.marks)-1].members {
		f.marks = append(f.marks, mark{at, members})
	}
}

// stretches lie between two days of which the number of members is known, in
// the order of time.
func stretches(oneOf int) (list []stretch, err error) {
	f := readFigures()
	part := func(n int) int { return (n + oneOf/2) / oneOf }
	last := mark{beginning, 0}
	add := func(m mark, reach [7]int) {
		s := stretch{from: last.at, to: m.at, reach: reach}
		for k := 1; k < len(s.reach); k++ {
			if s.reach[k] > s.reach[k-1] {
				err = fmt.Errorf("more would get to P%d than to P%d", k+1, k)
			}
		}
		list, last = append(list, s), m
	}
	var before [7]int // P1 … P7 at the last mark up to the funnel
	for _, m := range f.marks[1:] {
		if m.at.After(f.ends) && last.at.Before(winterBegins) {
			open := between(last, mark{m.at, part(m.members)}, winterBegins)
			add(open, f.follow([7]int{open.members - last.members}))
			add(mark{f.ends, last.members + part(f.winter["new_members"])}, f.follow([7]int{part(f.winter["new_members"]),
				part(f.winter["trained"]), 0, part(f.winter["licences"]), part(f.winter["products_exhibited"])}))
		}
		m.members = part(m.members)
		if m.members > part(f.funnel[0]) || before[0] == part(f.funnel[0]) {
			add(m, f.follow([7]int{m.members - last.members}))
			continue
		}
		var now, reach [7]int
		for k := range now {
			now[k] = part(f.funnel[k]) * m.members / part(f.funnel[0])
			reach[k] = now[k] - before[k]
		}
		before = now
		add(m, reach)
	}
	return list, err
}

// between is where the members stood some time between two marks.
func between(a, b mark, at time.Time) mark {
	way := float64(at.Sub(a.at)) / float64(b.at.Sub(a.at))
	return mark{at, a.members + int(way*float64(b.members-a.members))}
}

// follow puts what was not published in: the same share of those who got to the
// step before as in the funnel.
func (f figures) follow(reach [7]int) [7]int {
	for k := 1; k < len(reach); k++ {
		if reach[k] == 0 {
			reach[k] = reach[k-1] * f.funnel[k] / f.funnel[k-1]
		}
	}
	return reach
}

// pace is how many days it takes somebody to get to P2 … P7, in the middle.
var pace = [7]int{0, 30, 50, 90, 210, 270, 420}

// past is when the n-th member, from 1, registered and got to the steps; zero:
// they did not. The order is that of time.
func (c census) past(n int) (reached [7]time.Time) {
	i, s := n-1, c.parts[0]
	for _, s = range c.parts {
		if i < s.reach[0] {
			break
		}
		i -= s.reach[0]
	}
	reached[0] = byDay(s.from.Add(time.Duration((float64(i) + 0.5) / float64(s.reach[0]) * float64(s.to.Sub(s.from)))))
	left := int(s.to.Sub(reached[0]) / (24 * time.Hour))
	slow := 0.3 + 1.4*c.dice(n, 5).Float64()
	for k := 1; k < len(reached); k++ {
		of, in := s.reach[k-1], s.reach[k]
		next := (i + 1) * in / of
		if i = i * in / of; next == i { // of those who got so far, these are spread evenly
			break
		}
		days := min(int(slow*float64(pace[k])), left*k/len(reached))
		reached[k] = reached[0].AddDate(0, 0, days)
	}
	return reached
}

// byDay puts the hours of a day between eight and eight.
func byDay(at time.Time) time.Time {
	at = at.In(wib)
	midnight := time.Date(at.Year(), at.Month(), at.Day(), 0, 0, 0, 0, wib)
	return midnight.Add(8*time.Hour + at.Sub(midnight)/2).Truncate(time.Second)
}

// own is what somebody has who got so far.
func own(r *store.Resident) {
	if !r.Reached[flows.Licensing-1].IsZero() {
		r.Paper = "nib"
	}
	if !r.Reached[flows.Marketing-1].IsZero() {
		r.Shows = true
	}
	if !r.Reached[flows.Bookkeeping-1].IsZero() {
		r.Reports = true
	}
}
