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
}

// Run makes the city, or what is missing of it, and counts who lives there.
func (c demoCommand) Run(s *surroundings) error {
	if c.Members < 1 || c.Members > demo.Most {
		return fmt.Errorf("make %d members: 1 to %d are possible", c.Members, demo.Most)
	}
	return withStore(s, func(st *store.Store) error {
		now, begun := s.clock()(), wallClock()
		here, err := st.Inhabitants(s.ctx)
		if err != nil {
			return err
		}
		made, err := populate(s.ctx, st, c, now)
		if errors.Is(err, store.ErrRealMembers) {
			return fmt.Errorf("%w (%d), and made-up people do not belong among them. A city of its own:\n  %s\nAmong them all the same:\n  bin/langkah demo --anyway",
				err, here.Real, elsewhere("bin/langkah demo"))
		}
		if err != nil {
			return err
		}
		city, err := st.Census(s.ctx, now)
		if err != nil {
			return err
		}
		head := "A made-up city to try Langkah in (\"contoh\")"
		if here.Sample {
			head = "The city now"
		}
		fmt.Fprintf(s.out, "%s: %d people are new, in %.1f s.\n\n", head, made, wallClock().Sub(begun).Seconds())
		printCity(s.out, city)
		if here, err = st.Inhabitants(s.ctx); err == nil {
			lookAround(s.out, s.config, someMember(here))
		}
		return err
	})
}

// elsewhere is a command line on a database of its own.
func elsewhere(command string) string { return "DATABASE_URL= LANGKAH_DATA=.city " + command }

func lookAround(out io.Writer, c config, member string) {
	w := tabwriter.NewWriter(out, 0, 0, 3, ' ', 0)
	defer w.Flush()
	fmt.Fprintln(w, "\nLook around:")
	for _, l := range [][2]string{
		{"make run", "the chat page, " + pageURL(c)},
		{"bin/langkah chat --person " + member, "talk as one of the members (demo-tamu-1: a visitor)"},
		{"bin/langkah explain demo-tamu-1", "what a visitor was told unasked, and will be (" + member + ": a member)"},
		{"bin/langkah doctor", "how the service does"},
	} {
		fmt.Fprintf(w, "  %s%s\t%s\n", here(c), l[0], l[1])
	}
}

// someMember is a made-up one to be tried first.
func someMember(v store.Inhabitants) string { return fmt.Sprintf("demo-%d", min(17, v.Members)) }

// here is what stands before a command so that it finds this database, too.
func here(c config) (set string) {
	if c.DatabaseURL == "" && c.Data != defaultOf("Data") {
		set = "LANGKAH_DATA=" + shellWord(c.Data) + " "
	}
	return set
}

func shellWord(s string) string {
	if strings.ContainsAny(s, " \t'\"$`\\&;|<>()*?#~!") {
		return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'"
	}
	return s
}

// pageURL is where the chat page is, or will be.
func pageURL(c config) string {
	if c.PublicURL != "" {
		return c.PublicURL + "/chat"
	}
	return "http://" + c.Listen + "/chat"
}

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
// yet, and says who lives here. A made-up city that is there already gets a new
// calendar.
func welcome(s *surroundings, st *store.Store) (v store.Inhabitants, err error) {
	v, err = st.Inhabitants(s.ctx)
	if err != nil || !s.config.Demo {
		return v, err
	}
	now := s.clock()()
	switch {
	case v.Sample:
		err = st.Within(s.ctx, func(t store.Tx) error { return t.PutCity(s.ctx, demo.City(now), now) })
	case !v.Anybody():
		if _, err := populate(s.ctx, st, demoCommand{Members: demo.Usual}, now); err != nil {
			return v, fmt.Errorf("make a city to try (LANGKAH_DEMO=0 leaves it out): %w", err)
		}
		fmt.Fprint(s.out, "Nobody was here, so a city was made up. ")
		v, err = st.Inhabitants(s.ctx)
	}
	if err == nil {
		fmt.Fprintln(s.out, whoLives(s.config, v))
	}
	return v, err
}

// whoLives says in one line whom one can talk as, or how there would be
// somebody.
func whoLives(c config, v store.Inhabitants) string {
	switch {
	case v.Members > 0:
		return fmt.Sprintf("%d made-up members live here (contoh): %sbin/langkah chat --person %s", v.Members, here(c), someMember(v))
	case v.Real > 0:
		return fmt.Sprintf("No made-up members, because real ones live here (%d). A city of its own: %s", v.Real, elsewhere("make run"))
	}
	return fmt.Sprintf("No made-up members, because somebody wrote here before there were any. To make them: %sbin/langkah demo", here(c))
}
