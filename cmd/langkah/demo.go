package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"langkah/cmd/langkah/demo"
	"langkah/flows/region"
	"langkah/store"
)

type demoCommand struct {
	Members int  `help:"How many made-up members there shall be." default:"${usual}" placeholder:"N"`
	Anyway  bool `help:"Put them among real members, too."`
}

// Run makes the city, or what is missing of it, and counts who lives there.
func (c demoCommand) Run(s *surroundings) error {
	if c.Members < 1 || c.Members > demo.Most {
		return fmt.Errorf("make %d members: 1 to %d are possible", c.Members, demo.Most)
	}
	return withStore(s, func(st *store.Store) error {
		now, begun := s.clock()(), wallClock()
		made, err := populate(s.ctx, st, c, now)
		if errors.Is(err, store.ErrRealMembers) {
			return fmt.Errorf("%w: made-up people do not belong among them; --anyway puts them there", err)
		}
		if err != nil {
			return err
		}
		city, err := st.Census(s.ctx, now)
		if err != nil {
			return err
		}
		fmt.Fprintf(s.out, "A made-up city to try Langkah in (\"contoh\"): %d people are new, in %.1f s.\n\n", made, wallClock().Sub(begun).Seconds())
		printCity(s.out, city)
		fmt.Fprintf(s.out, lookAround, s.config.Listen)
		return nil
	})
}

const lookAround = `
Look around:
  make run                             the chat page, http://%s/chat
  bin/langkah chat --person demo-17    talk as one of the members (demo-tamu-1: a visitor)
  bin/langkah doctor                   how the service does
`

func populate(ctx context.Context, st *store.Store, c demoCommand, now time.Time) (made int, err error) {
	d, err := demo.New(c.Members, now)
	if err != nil {
		return 0, err
	}
	d.Anyway = c.Anyway
	return st.Populate(ctx, d, now)
}

func printCity(out io.Writer, c store.Census) {
	members := c.Members()
	line := func(what string, n, of int) {
		fmt.Fprintln(out, strings.TrimRight(fmt.Sprintf("  %-26s %7d %8s", what, n, percent(n, of)), " "))
	}
	line("members", members, members)
	for _, k := range kotas() {
		line("  "+k.Kota, c.Kota[k.Code[:5]], members)
	}
	for i, n := range c.Done {
		line(fmt.Sprintf("  P%d done", i+1), n, members)
	}
	line("unfinished registrations", c.Underway, 0)
	line("mentoring centres", c.Centres, 0)
	line("coming classes", c.Classes, 0)
	line("coming bazaars", c.Events, 0)
}

// kotas is one kecamatan of each kota, in official order.
func kotas() []region.Kecamatan {
	return slices.CompactFunc(region.AllKecamatan(), func(a, b region.Kecamatan) bool { return a.Kota == b.Kota })
}

func percent(n, of int) string {
	if of == 0 {
		return ""
	}
	return fmt.Sprintf("%.1f %%", 100*float64(n)/float64(of))
}

// welcome makes the city before serving, if that is wanted and nobody is there
// yet, and says so. A made-up city that is there already gets a new calendar.
func welcome(s *surroundings, st *store.Store) error {
	if !s.config.Demo {
		return nil
	}
	people, sample, err := st.Inhabited(s.ctx)
	now := s.clock()()
	switch {
	case err != nil:
		return err
	case people && sample:
		return st.Within(s.ctx, func(t store.Tx) error { return t.PutCity(s.ctx, demo.City(now), now) })
	case people:
		return nil
	}
	if _, err := populate(s.ctx, st, demoCommand{Members: demo.Usual}, now); err != nil {
		return fmt.Errorf("make a city to try (LANGKAH_DEMO=0 leaves it out): %w", err)
	}
	fmt.Fprintf(s.out, "Nobody was here, so %d made-up members live here now: talk as one with bin/langkah chat --person demo-17. Without them: LANGKAH_DEMO=0 and an empty LANGKAH_DATA (%s).\n",
		demo.Usual, s.config.Data)
	return nil
}
