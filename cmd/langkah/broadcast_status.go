package main

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"text/tabwriter"
	"time"

	"langkah/bot"
	"langkah/bot/files"
	"langkah/store"
)

type broadcastStatusCommand struct {
	Code  string `arg:"" help:"The broadcast, as SR-12."`
	Watch bool   `help:"Show it again every two seconds, until it is over."`
	JSON  bool   `name:"json" help:"For other programs."`
}

const (
	watchEvery = 2 * time.Second
	lately     = 10 * time.Minute // in which the rate is measured
	redraw     = "\x1b[H\x1b[2J"
)

// Run shows how far a broadcast is.
func (c broadcastStatusCommand) Run(s *surroundings) error {
	return withStore(s, func(st *store.Store) error {
		for {
			p, err := progressOf(s, st, c.Code)
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
			if !c.Watch || !p.State.Live() || s.ctx.Err() != nil {
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
	if p.tallies, err = st.Tallies(s.ctx, p.Broadcast, p.now.Add(-lately)); err != nil || !p.State.Live() {
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

// rate is how many left in a minute of late.
func (p progress) rate(channel string) float64 {
	n := 0
	for _, t := range p.tallies {
		if channel == "" || t.Account.Channel == channel {
			n += t.Lately
		}
	}
	return float64(n) / lately.Minutes()
}

func (p progress) show(s *surroundings) {
	showBroadcast(s, p.Broadcast)
	fmt.Fprintf(s.out, "%d people, as of %s\n", p.people(), wib(p.now))
	w := tabwriter.NewWriter(s.out, 0, 0, 2, ' ', 0)
	for _, t := range p.tallies {
		why := ""
		if t.Reason != "" {
			why = reasons(t.Reason)
		}
		fmt.Fprintf(w, "  %s\t%d\t%s\t%s\n", t.Account, t.People, t.State, why)
	}
	w.Flush()
	if p.unwritten > 0 {
		fmt.Fprintf(s.out, "  %d more are to be written\n", p.unwritten)
	}
	fmt.Fprintf(s.out, "%.1f left a minute in the last ten\n", p.rate(""))
	switch {
	case !p.State.Live():
		return
	case p.State != store.BroadcastRunning:
		fmt.Fprintf(s.out, "it is %s; if it went on now:\n", p.State)
	case p.NextOpen(p.now).After(p.now):
		fmt.Fprintf(s.out, "it leaves from %s\n", wib(p.NextOpen(p.now)))
	}
	for _, a := range p.arrivals {
		fmt.Fprintf(s.out, "  %s: %s\n", a.Account, a.inWords())
	}
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
		Left    int        `json:"left"`
		By      *time.Time `json:"left_by,omitempty"`
		Late    int        `json:"too_late"`
		Rate    float64    `json:"a_minute"` // of the channel, measured
	}
	progressJSON struct {
		broadcastJSON
		People    int           `json:"people"`
		Unwritten int           `json:"to_be_written"`
		States    []tallyJSON   `json:"states"`
		Ahead     []arrivalJSON `json:"ahead"`
		Rate      float64       `json:"a_minute"`
	}
)

func (p progress) asJSON() progressJSON {
	return progressJSON{broadcastAsJSON(p.Broadcast), p.people(), p.unwritten,
		each(p.tallies, func(t store.Tally) tallyJSON {
			return tallyJSON{t.Account.Channel, t.Account.Name, t.State, t.Reason, t.People}
		}),
		each(p.arrivals, func(a arrival) arrivalJSON {
			return arrivalJSON{a.Account.Channel, a.Account.Name, a.Left, asWIB(a.At), a.Late, p.rate(a.Account.Channel)}
		}), p.rate("")}
}

type broadcastExportCommand struct {
	oneBroadcast
	File string `help:"Where to write it; without it to the terminal. It holds names: keep it to yourself." placeholder:"FILE"`
}

var exportHead = []string{"number", "name", "channel", "state", "reason", "written", "sent", "delivered", "read"}

// Run writes a table of a broadcast. Who asked for it is audited.
func (c broadcastExportCommand) Run(s *surroundings) error {
	return withStore(s, func(st *store.Store) (err error) {
		who, err := c.who(s, st)
		if err != nil {
			return err
		}
		out := s.out
		if c.File != "" {
			f, wrong := os.OpenFile(c.File, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
			if wrong != nil {
				return fmt.Errorf("export: %w", wrong)
			}
			defer func() { err = errors.Join(err, f.Close()) }()
			out = f
		}
		n, err := exportTo(s, st, out, c.Code, who)
		if err == nil && c.File != "" {
			fmt.Fprintf(s.out, "%d rows in %s\n", n, c.File)
		}
		return err
	})
}

func exportTo(s *surroundings, st *store.Store, out io.Writer, code string, who store.Who) (n int, err error) {
	w, err := files.NewTable(out)
	if err != nil {
		return 0, err
	}
	if err := w.Write(exportHead); err != nil {
		return 0, fmt.Errorf("export: %w", err)
	}
	err = st.ExportBroadcast(s.ctx, code, who, s.clock()(), func(r store.BroadcastRow) error {
		n++
		return w.Write([]string{r.Number, files.Plain(r.Name), r.Channel, r.State, r.Reason, hour(r.Written), hour(r.Sent), hour(r.Delivered), hour(r.Read)})
	})
	if err != nil {
		return n, err
	}
	w.Flush()
	return n, w.Error()
}

// hour is a time of Jakarta as spreadsheets read it.
func hour(at time.Time) string {
	if at.IsZero() {
		return ""
	}
	return at.In(bot.WIB).Format(time.DateTime)
}

type broadcastRetryCommand struct {
	oneBroadcast
	Unknown bool `help:"Also what may have arrived, or not: it is listed first, and asked for. Some get it twice."`
	Yes     bool `help:"Do not ask: you have read the list."`
}

// Run sends again what failed. What is in doubt goes by a word of staff only.
func (c broadcastRetryCommand) Run(s *surroundings) error {
	return c.do(s, func(st *store.Store, who store.Who, now time.Time) (string, error) {
		var doubtful []int64
		if c.Unknown {
			b, err := st.Broadcast(s.ctx, c.Code)
			if err != nil {
				return "", err
			}
			if doubtful, err = c.doubtful(s, st, b); err != nil {
				return "", err
			}
		}
		n, err := st.RetryBroadcast(s.ctx, c.Code, doubtful, who, now)
		return fmt.Sprintf("%d go again; what cannot be filled in, and chats that are shut, stay as they are", n), err
	})
}

// doubtful lists each, and takes a yes.
func (c broadcastRetryCommand) doubtful(s *surroundings, st *store.Store, b store.Broadcast) (ids []int64, err error) {
	list, err := st.Doubtful(s.ctx, b)
	if err != nil || len(list) == 0 {
		return nil, err
	}
	for _, r := range list {
		ids = append(ids, r.ID)
		fmt.Fprintf(s.out, "  %s %s, %s, written %s: %s\n", r.Number, r.Name, r.Channel, wib(r.Written), reasons(r.Reason))
	}
	if c.Yes {
		return ids, nil
	}
	fmt.Fprintf(s.out, "these %d may have got it: send it to them again? Write yes: ", len(list))
	var word string
	if s.in != nil {
		_, _ = fmt.Fscanln(s.in, &word) // nothing is no yes
	}
	if ok, err := yes(word); err != nil || !ok {
		return nil, errors.New("broadcast retry: nothing is sent again")
	}
	return ids, nil
}
