package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"text/tabwriter"
	"time"

	"langkah/cmd/langkah/demo"
	"langkah/flows/region"
	"langkah/store"
)

type demoCommand struct {
	Members int  `help:"How many made-up members there shall be." default:"${usual}" placeholder:"N"`
	Anyway  bool `help:"Put them among real members, too."`
	City    bool `help:"Instead the city of the published figures: 385,000 members, into a database without anybody in it."`
	OneOf   int  `help:"With --city: so many times smaller." default:"1" placeholder:"N"`
}

// Run makes the city, or what is missing of it, and counts who lives there.
func (c demoCommand) Run(s *surroundings) error {
	if c.Members < 1 || c.Members > demo.Most {
		return fmt.Errorf("make %d members: 1 to %d are possible", c.Members, demo.Most)
	}
	if c.OneOf < 1 || c.City && c.Anyway {
		return errors.New("a published city is whole or smaller (--one-of 100), and alone")
	}
	return withStore(s, func(st *store.Store) error { return c.make(s, st) })
}

func (c demoCommand) make(s *surroundings, st *store.Store) error {
	now, begun := s.clock()(), wallClock()
	before, err := st.Inhabitants(s.ctx)
	if err != nil {
		return err
	}
	made, err := populate(s.ctx, st, c, now)
	switch {
	case c.City && (errors.Is(err, store.ErrRealMembers) || errors.Is(err, store.ErrInhabited)):
		return fmt.Errorf("%w, and the published figures would not be right. A database of their own:\n  %s", err, elsewhere(s.config, "bin/langkah demo --city"))
	case errors.Is(err, store.ErrRealMembers):
		return fmt.Errorf("%w (%d), and made-up people do not belong among them. A city of its own:\n  %s\nAmong them all the same:\n  %sbin/langkah demo --anyway",
			err, before.Real, elsewhere(s.config, "bin/langkah demo"), here(s.config))
	case err != nil:
		return err
	}
	head := "A made-up city to try Langkah in (\"contoh\")"
	if before.Sample {
		head = "The city now"
	}
	fmt.Fprintf(s.out, "%s: %d people are new, in %.1f s.\n\n", head, made, wallClock().Sub(begun).Seconds())
	city, err := st.Census(s.ctx, now)
	if err != nil {
		return err
	}
	printCity(s.out, city)
	after, err := st.Inhabitants(s.ctx)
	if err == nil && c.City {
		fmt.Fprintf(s.out, "\nThe published figures:\n  %[1]sbin/langkah report --from 2021-10-27 --to 2021-10-27\n  %[1]sbin/langkah report --from 2022-10-17 --to 2023-03-24\n", here(s.config))
	}
	if err == nil {
		lookAround(s.out, s.config, someMember(after))
	}
	return err
}

func lookAround(out io.Writer, c config, member string) {
	w := tabwriter.NewWriter(out, 0, 0, 3, ' ', 0)
	defer w.Flush()
	fmt.Fprintln(w, "\nLook around:")
	for _, l := range [][2]string{
		{"make run", "the chat page, " + pageURL(c)},
		{"bin/langkah chat --person " + member, "talk as one of the members (demo-tamu-1: a visitor)"},
		{"bin/langkah chat --person " + store.HostName, "answer as staff: write meja; the member writes petugas"},
		{"bin/langkah explain demo-tamu-1", "what a visitor was told unasked, and will be (" + member + ": a member)"},
		{"bin/langkah doctor", "how the service does"},
	} {
		fmt.Fprintf(w, "  %s%s\t%s\n", here(c), l[0], l[1])
	}
}

func populate(ctx context.Context, st *store.Store, c demoCommand, now time.Time) (made int, err error) {
	d, err := c.people(now)
	if err != nil {
		return 0, err
	}
	d.Anyway = c.Anyway
	return st.Populate(ctx, d, now)
}

func (c demoCommand) people(now time.Time) (store.Demo, error) {
	if c.City {
		return demo.Published(c.OneOf, now)
	}
	return demo.New(c.Members, now)
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
