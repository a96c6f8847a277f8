package main

import (
	"errors"
	"fmt"
	"io"
	"time"

	"langkah/flows/catalogue"
	"langkah/store"
	"langkah/store/pg"
)

const (
	oldestServer = 150000          // server_version_num: PostgreSQL 15
	longWait     = 2 * time.Minute // an answer takes milliseconds
	littleRoom   = 256 << 20       // bytes
	asidesShown  = 5               // messages set aside that are listed
)

type doctorCommand struct{}

// finding is one check: what was seen and, if something is wrong, the cure.
type finding struct {
	name string
	ok   bool
	seen string
	cure string
}

// Run examines everything and ends with status 1 if something needs care.
func (doctorCommand) Run(s *surroundings) error {
	wrong := false
	report := func(list ...finding) {
		for _, f := range list {
			wrong = wrong || !f.ok
			f.print(s.out)
		}
	}
	report(settings(s.config))
	report(disk(s.config)...)
	err := withStore(s, func(st *store.Store) error {
		list, err := examine(s, st)
		report(list...)
		return err
	})
	if err != nil {
		report(unreachable(err))
	}
	if wrong {
		return exit(1)
	}
	return nil
}

func (f finding) print(w io.Writer) {
	if f.ok {
		fmt.Fprintf(w, "ok    %-12s %s\n", f.name, f.seen)
		return
	}
	fmt.Fprintf(w, "CARE  %-12s %s\n      %-12s → %s\n", f.name, f.seen, "", f.cure)
}

func settings(c config) finding {
	f := finding{name: "settings", ok: true, seen: "readable; `langkah config` lists them"}
	if c.Webchat && c.Listen != "" && !loopback(c.Listen) {
		f.ok, f.seen = false, "the chat page is open to the network on "+c.Listen
		f.cure = "it is meant for trying; unset LANGKAH_WEBCHAT, or listen on 127.0.0.1"
	}
	return f
}

// disk looks at the room that the private PostgreSQL has; of another server's
// disk its own monitoring knows.
func disk(c config) []finding {
	if c.DatabaseURL != "" {
		return nil
	}
	left, err := pg.Room(c.Data)
	if err != nil {
		return []finding{{name: "disk", seen: err.Error(), cure: "see the message"}}
	}
	return []finding{{"disk", left >= littleRoom, fmt.Sprintf("%d MiB left for the database", left>>20),
		"make room: on a full disk nothing is accepted; what was accepted is safe, and serve goes on by itself"}}
}

func unreachable(err error) finding {
	f := finding{name: "database", seen: err.Error(), cure: "see the message; with DATABASE_URL ask that server, else read postgres.log in LANGKAH_DATA"}
	var newer *store.NewerError
	if errors.As(err, &newer) {
		f.cure = "install the release that migrated this database"
	}
	return f
}

func examine(s *surroundings, st *store.Store) ([]finding, error) {
	signs, err := st.Signs(s.ctx, s.clock()(), machineClock(), catalogue.Router().Versions())
	if err != nil {
		return nil, err
	}
	database, binary, err := st.Versions(s.ctx)
	if err != nil {
		return nil, err
	}
	asides, err := st.SetAsides(s.ctx, asidesShown)
	if err != nil {
		return nil, err
	}
	return append(ofServer(signs, database, binary), ofWork(signs, asides)...), nil
}

// quarantine lists the latest messages set aside, without what they say.
func quarantine(v store.Signs, asides []store.SetAside) finding {
	f := finding{"quarantine", v.Quarantined == 0, fmt.Sprintf("%d messages set aside after three tries", v.Quarantined),
		"look for \"message set aside\" in the log; the people were told that it was us"}
	for _, a := range asides {
		f.cure += fmt.Sprintf("\n%21smessage %d of %s in %s", "", a.ID, a.Since.UTC().Format("2006-01-02 15:04 UTC"), a.Fault)
	}
	return f
}

func ofServer(v store.Signs, database, binary int64) []finding {
	return []finding{
		{"postgresql", v.Server >= oldestServer, fmt.Sprintf("version %d.%d", v.Server/10000, v.Server%10000),
			"Langkah needs PostgreSQL 15 or newer"},
		{"durability", v.Fsync, fmt.Sprintf("fsync %v", v.Fsync), "set fsync = on, or a power cut loses messages that were acknowledged"},
		{"migrations", database == binary, fmt.Sprintf("database %d, this program %d", database, binary), "restart langkah serve"},
		{"connections", v.Connections*10 < v.MaxAllowed*9, fmt.Sprintf("%d of %d", v.Connections, v.MaxAllowed),
			"raise max_connections or run fewer replicas"},
		{"scratch", v.Scratch == 0, fmt.Sprintf("%d databases left by scripts", v.Scratch),
			"drop the databases named scratch_… when no script is running"},
	}
}

func ofWork(v store.Signs, asides []store.SetAside) []finding {
	return []finding{
		{"inbox", v.OldestWait < longWait, fmt.Sprintf("%d messages wait, the oldest for %s", v.Pending, v.OldestWait.Round(time.Second)),
			"is langkah serve running? its log says why turns wait"},
		quarantine(v, asides),
		{"releases", v.Newer == 0, fmt.Sprintf("%d conversations of a newer release", v.Newer), "finish the upgrade of all replicas"},
		{"outbox", v.Failed == 0, fmt.Sprintf("%d bubbles wait, %d failed in the last day", v.Queued, v.Failed),
			"look for \"send failed\" in the log: its code says why"},
		{"in doubt", v.Unknown == 0, fmt.Sprintf("%d bubbles may or may not have arrived", v.Unknown), "a person has to decide; none is sent twice by itself"},
		{"leases", v.Overdue == 0, fmt.Sprintf("%d sends in flight for too long", v.Overdue), "their owner is gone; a running replica takes over in seconds"},
	}
}
