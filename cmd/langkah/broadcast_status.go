package main

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"
	"text/tabwriter"
	"time"

	"langkah/bot"
	"langkah/store"
)

type broadcastStatusCommand struct {
	Code  string `arg:"" help:"The broadcast, as SR-12."`
	Watch bool   `help:"Show it again every two seconds, until it is over or you press Ctrl-C." xor:"how"`
	JSON  bool   `name:"json" help:"For other programs." xor:"how"`
}

const (
	watchEvery = 2 * time.Second
	redraw     = "\x1b[H\x1b[2J"
	screenWide = 80 // columns of a terminal
)

// Run shows how far a broadcast is.
func (c broadcastStatusCommand) Run(s *surroundings) error {
	return withStore(s, func(st *store.Store) error {
		for {
			p, err := progressOf(s, st, c.Code)
			if c.Watch && s.ctx.Err() != nil { // who watches has seen enough
				return nil
			}
			if err != nil {
				return err
			}
			if c.JSON {
				return indented(s.out, p.asJSON())
			}
			if c.Watch {
				fmt.Fprint(s.out, redraw)
			}
			p.show(s)
			if !c.Watch || !p.State.Live() {
				return nil
			}
			bot.Rest(s.ctx, nil, watchEvery)
		}
	})
}

// progress is how far a broadcast is.
type progress struct {
	store.Broadcast
	tallies   []store.Tally
	unwritten int
	arrivals  []arrival
	now       time.Time
}

func progressOf(s *surroundings, st *store.Store, code string) (p progress, err error) {
	p.now = s.clock()()
	if p.Broadcast, err = st.Broadcast(s.ctx, code); err != nil {
		return p, err
	}
	if p.tallies, err = st.Tallies(s.ctx, p.Broadcast, p.now); err != nil || !p.State.Live() {
		return p, err
	}
	r, err := readRoads(s, st, p.Broadcast)
	if err != nil {
		return p, err
	}
	p.arrivals = r.arrivals(p.Code)
	slices.SortFunc(p.arrivals, func(a, b arrival) int { return cmp.Compare(a.Account.String(), b.Account.String()) })
	if !p.Expanded {
		reach, err := st.Unwritten(s.ctx, p.Broadcast, way(), p.now)
		for _, t := range reach {
			p.unwritten += t.Now + t.Next + t.Full + t.Unfilled
		}
		return p, err
	}
	return p, nil
}

func (p progress) people() (n int) {
	for _, t := range p.tallies {
		n += t.People
	}
	return n
}

// left is how many left in the last minute, and in the last ten: by an account, or
// by all (the zero one).
func (p progress) left(by bot.Account) (minute, ten int) {
	for _, t := range p.tallies {
		if by == (bot.Account{}) || t.Account == by {
			minute, ten = minute+t.Minute, ten+t.Ten
		}
	}
	return minute, ten
}

func (p progress) show(s *surroundings) {
	say := func(format string, args ...any) {
		for _, line := range folded(fmt.Sprintf(format, args...), screenWide, "      ") {
			fmt.Fprintln(s.out, line)
		}
	}
	showBroadcast(s, p.Broadcast)
	say("%d people have a row of it, as of %s", p.people(), wib(p.now))
	p.table(s.out)
	if p.unwritten > 0 {
		say("  %d more are to be written", p.unwritten)
	}
	if minute, ten := p.left(bot.Account{}); ten > 0 && p.State.Live() {
		say("%d left in the last minute, %d in the last ten", minute, ten)
	}
	switch {
	case !p.Ended.IsZero():
		say("it ended on %s", wib(p.Ended))
		return
	case p.State != store.BroadcastRunning:
		say("it is %s: %s; if it ran now:", p.State, fmt.Sprintf(possible[p.State], p.Code))
	case len(p.arrivals) > 0 && p.NextOpen(p.now).After(p.now):
		say("it leaves from %s", wib(p.NextOpen(p.now)))
	}
	for _, a := range p.arrivals {
		say("  %s: %s", a.Account, a.inWords())
	}
}

// table counts every state with its reason, as wide as a terminal.
func (p progress) table(out io.Writer) {
	wide := 0
	for _, t := range p.tallies {
		wide = max(wide, len(fmt.Sprintf("  %s  %d  %s  ", t.Account, t.People, "delivered")))
	}
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	for _, t := range p.tallies {
		why := []string{""}
		if t.Reason != "" {
			why = folded(reasons(t.Reason), max(screenWide-wide, 20), "")
		}
		fmt.Fprintf(w, "  %s\t%d\t%s\t%s\n", t.Account, t.People, t.State, why[0])
		for _, more := range why[1:] {
			fmt.Fprintf(w, "\t\t\t%s\n", more)
		}
	}
	w.Flush()
}

// folded parts a text into lines of so many letters; those behind the first begin
// with so much space.
func folded(text string, wide int, space string) (lines []string) {
	head := text[:len(text)-len(strings.TrimLeft(text, " "))]
	line := head
	for _, word := range strings.Fields(text) {
		if len([]rune(line+" "+word)) > wide && strings.TrimSpace(line) != "" {
			lines, line = append(lines, line), space
		}
		if strings.TrimSpace(line) != "" {
			line += " "
		}
		line += word
	}
	return append(lines, line)
}

type (
	tallyJSON struct {
		Channel string `json:"channel"`
		Account string `json:"account"`
		State   string `json:"state"`
		Reason  string `json:"reason,omitempty"`
		People  int    `json:"people"`
	}
	arrivalJSON struct {
		Channel string     `json:"channel"`
		Account string     `json:"account"`
		Left    int        `json:"to_be_sent"`
		By      *time.Time `json:"left_by,omitempty"` // null: at no pace
		Late    int        `json:"too_late"`
		Pace    string     `json:"pace"`
		Minute  int        `json:"left_in_a_minute"` // measured
		Ten     int        `json:"left_in_ten_minutes"`
	}
	progressJSON struct {
		broadcastJSON
		People    int           `json:"people"`
		Unwritten int           `json:"to_be_written"`
		States    []tallyJSON   `json:"states"`
		Ahead     []arrivalJSON `json:"ahead"`
		Minute    int           `json:"left_in_a_minute"` // measured
		Ten       int           `json:"left_in_ten_minutes"`
	}
)

func (p progress) asJSON() progressJSON {
	minute, ten := p.left(bot.Account{})
	return progressJSON{broadcastAsJSON(p.Broadcast), p.people(), p.unwritten,
		each(p.tallies, func(t store.Tally) tallyJSON {
			return tallyJSON{t.Account.Channel, t.Account.Name, t.State, t.Reason, t.People}
		}),
		each(p.arrivals, func(a arrival) arrivalJSON {
			minute, ten := p.left(a.Account)
			return arrivalJSON{a.Account.Channel, a.Account.Name, a.Left, asWIB(a.At), a.Late, a.Pace, minute, ten}
		}), minute, ten}
}
