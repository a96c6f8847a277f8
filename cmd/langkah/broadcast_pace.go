package main

import (
	"math"
	"slices"
	"time"

	"langkah/bot"
	"langkah/store"
)

// road is how an account sends what we say first.
type road struct {
	perSecond float64                 // 0: people fetch it, at no pace
	from      time.Time               // nothing leaves before
	begins    func(day time.Time) int // talks that it may begin in a day of Jakarta; nil: any number
	begun     int                     // of these, today
}

// load is what a broadcast has to send by an account.
type load struct {
	store.Broadcast
	left, begins int // all of it; of these, talks that are begun
}

// sends tells whether a broadcast leaves in the hour that begins then.
func (l load) sends(from time.Time) bool {
	o := from.In(bot.WIB).Hour()
	return l.left > 0 && !from.Before(l.Starts) && from.Before(l.Expires) && o >= l.Opens && o < l.Closes
}

// forecast is when a broadcast's last row leaves; Late never do, since its time is
// over before.
type forecast struct {
	At   time.Time
	Late int
}

// foretell plays how the broadcasts of an account leave, as the claim has them: at
// any time the one that must be over first, of those whose hours it is. Hours are
// whole ones, so that nothing changes within one but by a beginning or an end.
func (r road) foretell(loads []load, code string, now time.Time) (f forecast) {
	loads = slices.Clone(loads)
	slices.SortFunc(loads, func(a, b load) int {
		if c := a.Expires.Compare(b.Expires); c != 0 {
			return c
		}
		return int(a.ID - b.ID)
	})
	i := slices.IndexFunc(loads, func(l load) bool { return l.Code == code })
	ours := &loads[i]
	f.At = now
	day, begun := bot.Day(now), r.begun
	if r.from.After(now) {
		now = r.from
	}
	for at := now; ours.left > 0 && at.Before(ours.Expires); {
		if today := bot.Day(at); !today.Equal(day) {
			day, begun = today, 0
		}
		until := boundary(loads, at)
		f.At = at
		if used := r.stretch(loads, ours, at, until.Sub(at).Seconds(), &begun); ours.left == 0 {
			f.At = at.Add(time.Duration(used * float64(time.Second)))
		}
		at = until
	}
	f.Late = ours.left
	return f
}

// boundary is when something may change after a time.
func boundary(loads []load, at time.Time) time.Time {
	next := at.Truncate(time.Hour).Add(time.Hour)
	for _, l := range loads {
		for _, t := range []time.Time{l.Starts, l.Expires} {
			if t.After(at) && t.Before(next) {
				next = t
			}
		}
	}
	return next
}

// stretch sends what fits into so many seconds, and tells how many had passed when
// the last row of ours left.
func (r road) stretch(loads []load, ours *load, from time.Time, seconds float64, begun *int) (used float64) {
	room := math.MaxInt
	if r.perSecond > 0 {
		room = int(seconds*r.perSecond + 1e-6) // whole rows
	}
	sent := 0
	for i := range loads {
		l := &loads[i]
		if !l.sends(from) {
			continue
		}
		open := min(l.left-l.begins, room-sent)
		starts := min(l.begins, room-sent-open)
		if r.begins != nil {
			starts = min(starts, max(0, r.begins(bot.Day(from))-*begun))
		}
		l.left, l.begins = l.left-open-starts, l.begins-starts
		sent, *begun = sent+open+starts, *begun+starts
		if l == ours && r.perSecond > 0 {
			used = float64(sent) / r.perSecond
		}
	}
	return used
}
