package main

import (
	"fmt"
	"strings"

	"langkah/cmd/langkah/demo"
	"langkah/store"
)

// welcome makes the city before serving, if that is wanted and nobody is there
// yet, and says who lives here. A made-up city that is there already gets a new
// calendar.
func welcome(s *surroundings, st *store.Store) (v store.Inhabitants, err error) {
	if !s.config.Demo {
		return ofSample(s, st)
	}
	if v, err = st.Inhabitants(s.ctx); err != nil {
		return v, err
	}
	now := s.clock()()
	switch {
	case v.Sample:
		city := demo.City(now)
		if v.Real > 0 && v.Hosts == 0 { // nobody made up comes to answer real members
			city.Hosts = nil
		}
		err = st.Within(s.ctx, func(t store.Tx) error { return t.PutCity(s.ctx, city, now) })
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
	if err == nil && v.Hosts > 0 {
		fmt.Fprintln(s.out, withStaff(s.config, v))
	}
	return v, err
}

// withStaff says how a talk with staff is tried: the page is one person in one
// browser.
func withStaff(c config, v store.Inhabitants) string {
	page := pageURL(c) + "?person="
	return fmt.Sprintf("A talk with staff: write petugas on %s%s, and in a private window, as staff, meja on %s%s", page, someMember(v), page, store.HostName)
}

// ofSample counts nobody where nobody is made up: a start must not wait for that.
func ofSample(s *surroundings, st *store.Store) (v store.Inhabitants, err error) {
	if sample, err := st.Sample(s.ctx); err != nil || !sample {
		return v, err
	}
	return st.Inhabitants(s.ctx)
}

// whoLives says in one line whom one can talk as, or how there would be
// somebody.
func whoLives(c config, v store.Inhabitants) string {
	switch {
	case v.Members > 0:
		return fmt.Sprintf("%d made-up members live here (contoh): %sbin/langkah chat --person %s", v.Members, here(c), someMember(v))
	case v.Real > 0:
		return fmt.Sprintf("No made-up members, because real ones live here (%d). A city of its own: %s", v.Real, elsewhere(c, "make run"))
	}
	return fmt.Sprintf("No made-up members, because somebody wrote here before there were any. To make them: %sbin/langkah demo", here(c))
}

// elsewhere is a command line on a database of its own.
func elsewhere(c config, command string) string {
	if c.DatabaseURL != "" {
		command = "DATABASE_URL= " + command
	}
	return "LANGKAH_DATA=.city " + command
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
