package main

import (
	"context"
	"fmt"
	"strings"
	"time"

	"langkah/store"
	"langkah/store/pg"
)

const (
	leastRoom = 2 << 30         // bytes: the server's own journal may take one GiB
	skewLimit = 2 * time.Second // leases and backoff of several machines must fit together
	deadLimit = 100_000         // dead rows of one table; below that nothing is slow
	deadShare = 2               // and more than one for so many live ones: vacuuming begins at one in five
	idleLimit = time.Minute     // our transactions never wait for anybody
	busyLimit = 10 * time.Minute
	namedMost = 5 // sessions that a line names
)

// reached says how to look at a private server.
func reached(db *database) []finding {
	if db.private == nil {
		return nil
	}
	return []finding{{Name: "database", OK: true, Seen: fmt.Sprintf("private; while langkah runs: psql %q", db.dsn)}}
}

// disk looks at the room that the private PostgreSQL has, also where it does
// not start; of another server's disk its own monitoring knows.
func disk(c config) []finding {
	if c.DatabaseURL != "" {
		return nil
	}
	free, size, where, err := pg.Room(c.Data)
	if err != nil {
		return []finding{{Name: "disk", Seen: err.Error(), Cure: "can this user enter that directory?"}}
	}
	return []finding{ofDisk(free, size, where)}
}

func ofDisk(free, size uint64, where string) finding {
	const gib = 1 << 30
	return finding{"disk", free >= leastRoom, fmt.Sprintf("%.1f of %.1f GiB free in %s", float64(free)/gib, float64(size)/gib, where),
		"PostgreSQL stops when the disk is full: make room (remove what is not ours), or enlarge the volume; never delete a file in " + where}
}

// ofCopy tells whether the database was restored from another, and holds back what it
// would say unasked.
func ofCopy(ctx context.Context, st *store.Store) (finding, error) {
	since, copied, err := st.Frozen(ctx)
	f := finding{Name: "restored", OK: !copied, Seen: "no: this is the database that was served before"}
	if copied {
		f.Seen, f.Cure = "yes, from another server or another database: reminders and broadcasts are held back", howToThaw
		if !since.IsZero() {
			f.Seen += " since " + wib(since)
		}
	}
	return f, err
}

// ofUpkeep looks at the server's clock and at what makes it slow.
func ofUpkeep(ctx context.Context, st *store.Store) ([]finding, error) {
	before := wallClock()
	u, err := st.Upkeep(ctx, idleLimit, busyLimit)
	if err != nil {
		return nil, err
	}
	return []finding{ofClock(u.Clock, before, wallClock()), ofTables(u), ofSessions(u.Sessions)}, nil
}

// ofClock compares the server's clock with ours; it was read between before and
// after.
func ofClock(server, before, after time.Time) finding {
	if server.IsZero() {
		return finding{Name: "clock", OK: true, Seen: "the server does not show its clock (track_activities is off)"}
	}
	var off time.Duration
	way := "behind"
	switch {
	case server.Before(before):
		off = before.Sub(server)
	case server.After(after):
		off, way = server.Sub(after), "ahead"
	}
	f := finding{"clock", off <= skewLimit, fmt.Sprintf("the database's clock is %s %s of this machine's", off.Round(time.Millisecond), way),
		"one of the two is wrong: timedatectl on both; switch the time service on with timedatectl set-ntp true"}
	if off < time.Millisecond {
		f.Seen = "the database's clock and this machine's agree"
	}
	return f
}

// ofTables finds rows that were replaced and not cleared away: claims slow down
// with them.
func ofTables(u store.Upkeep) finding {
	f := finding{Name: "vacuum", OK: u.Autovacuum, Seen: "autovacuum keeps up"}
	if !u.Autovacuum {
		f.Seen, f.Cure = "autovacuum is off", "in psql: alter system set autovacuum = on; select pg_reload_conf();"
		return f
	}
	var bad []string
	for _, t := range u.Tables {
		if t.Dead > deadLimit && t.Dead*deadShare > t.Live {
			bad = append(bad, fmt.Sprintf("%s has %d dead rows beside %d", t.Name, t.Dead, t.Live))
			f.Cure += "vacuum (analyze) " + t.Name + "; "
		}
	}
	if len(bad) > 0 {
		f.OK, f.Seen = false, strings.Join(bad, ", ")
		f.Cure = "end what `sessions` names, then in psql: " + f.Cure + "it disturbs nobody"
	}
	return f
}

func ofSessions(list []store.Session) finding {
	if len(list) == 0 {
		return finding{Name: "sessions", OK: true, Seen: "none has been in a transaction for long"}
	}
	var named []string
	for _, s := range list[:min(len(list), namedMost)] {
		named = append(named, fmt.Sprintf("%d (%s, %s for %s)", s.PID, s.Program, s.State, s.Age.Round(time.Second)))
	}
	return finding{"sessions", false, fmt.Sprintf("%d in a transaction for too long: %s", len(list), strings.Join(named, ", ")),
		fmt.Sprintf("unless it is a backup (pg_dump), end it in psql: select pg_terminate_backend(%d); nothing accepted is lost", list[0].PID)}
}

// ofDemo tells of made-up people. On a machine of one's own they are there to be
// tried; they do no good where others come.
func ofDemo(c config, v store.Inhabitants) finding {
	f := finding{Name: "demo", OK: true, Seen: "nobody is made up"}
	if !v.MadeUp() && !v.Sample {
		return f
	}
	f.Seen = fmt.Sprintf("%d made-up members and %d visitors (contoh)", v.Members, v.Visitors)
	if v.Real > 0 {
		f.Seen += fmt.Sprintf(", beside %d real members", v.Real)
	}
	if !private(c) {
		f.OK, f.Seen = false, f.Seen+", and the web server is open to others"
		f.Cure = "classes, centres and people are invented: before the service is used in earnest, begin with an empty database and without LANGKAH_DEMO"
	}
	return f
}

// ofAccounts tells who speaks for what. Nobody is no trouble while nothing
// waits: a number may have been given up.
func ofAccounts(owners []store.Owner) finding {
	f := finding{Name: "accounts", OK: true, Seen: "no messenger is connected; the chat page needs none"}
	var seen, missing []string
	for _, o := range owners {
		if o.Held {
			seen = append(seen, fmt.Sprintf("%s by %s", o.Account, o.Replica))
			continue
		}
		seen = append(seen, fmt.Sprintf("%s by nobody (last %s), %d bubbles wait", o.Account, o.Replica, o.Queued))
		if o.Queued > 0 {
			missing = append(missing, o.Account.String())
		}
	}
	if len(seen) > 0 {
		f.Seen = strings.Join(seen, "; ")
	}
	if len(missing) > 0 {
		f.OK = false
		f.Cure = "start a langkah serve that has the key of " + strings.Join(missing, ", ") + "; if one runs, look for \"account waits\" in its log"
	}
	return f
}
