package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"time"

	"langkah/flows/catalogue"
	"langkah/store"
)

const (
	oldestServer = 150000           // server_version_num: PostgreSQL 15
	longWait     = 2 * time.Minute  // an answer takes milliseconds
	examineWait  = 30 * time.Second // for all that the database is asked
	asidesShown  = 5                // messages set aside that are listed
)

type doctorCommand struct {
	JSON bool `name:"json" help:"Print the checks as a JSON array, for monitoring."`
}

// finding is one check: what was seen and, if something is wrong, the cure.
type finding struct {
	Name string `json:"name"`
	OK   bool   `json:"ok"`
	Seen string `json:"seen"`
	Cure string `json:"cure"` // in the JSON "" when all is well
}

// Run examines everything and ends with status 1 if something needs care.
func (d doctorCommand) Run(s *surroundings) error {
	list := append([]finding{settings(s.config)}, disk(s.config)...)
	err := withDatabase(s, func(db *database, st *store.Store) error {
		found, err := examine(s, db, st)
		list = append(list, found...)
		return err
	})
	if err != nil {
		list = append(list, unreachable(s.config, err))
	}
	list = append(list, ofTelegram(s)...)
	if err := d.print(s.out, list); err != nil {
		return err
	}
	for _, f := range list {
		if !f.OK {
			return exit(1)
		}
	}
	return nil
}

func (d doctorCommand) print(w io.Writer, list []finding) error {
	for i, f := range list {
		if f.OK {
			list[i].Cure = ""
		}
		if !d.JSON {
			f.print(w)
		}
	}
	if !d.JSON {
		return nil
	}
	lines := json.NewEncoder(w)
	lines.SetEscapeHTML(false)
	lines.SetIndent("", "  ")
	if err := lines.Encode(list); err != nil {
		return fmt.Errorf("print checks: %w", err)
	}
	return nil
}

func (f finding) print(w io.Writer) {
	if f.OK {
		fmt.Fprintf(w, "ok    %-12s %s\n", f.Name, f.Seen)
		return
	}
	fmt.Fprintf(w, "CARE  %-12s %s\n      %-12s → %s\n", f.Name, f.Seen, "", f.Cure)
}

func settings(c config) finding {
	f := finding{Name: "settings", OK: true, Seen: "readable; `langkah config` lists them"}
	if c.Webchat && c.Listen != "" && !loopback(c.Listen) {
		f.OK, f.Seen = false, "the chat page is open to the network on "+c.Listen
		f.Cure = "it is meant for trying: unset LANGKAH_WEBCHAT, or set LANGKAH_LISTEN to 127.0.0.1:8080, and restart langkah serve"
	}
	return f
}

func unreachable(c config, err error) finding {
	f := finding{Name: "database", Seen: err.Error()}
	var newer *store.NewerError
	switch {
	case errors.As(err, &newer):
		f.Cure = "install the release that migrated this database; do not restore an older database over it"
	case c.DatabaseURL != "":
		f.Cure = `is that server up, and DATABASE_URL right? psql "$DATABASE_URL" -c 'select 1' says so too; messages are kept by the messengers meanwhile`
	default:
		f.Cure = "read the end of " + c.Data + "/postgres.log; is the disk full (df -h " + c.Data + ")? langkah serve tries again by itself"
	}
	return f
}

func examine(s *surroundings, db *database, st *store.Store) ([]finding, error) {
	ctx, cancel := context.WithTimeout(s.ctx, examineWait)
	defer cancel()
	people := s.clock()()
	signs, err := st.Signs(ctx, people, machineClock(), catalogue.Router().Versions())
	if err != nil {
		return nil, err
	}
	version, binary, err := st.Versions(ctx)
	if err != nil {
		return nil, err
	}
	asides, err := st.SetAsides(ctx, asidesShown)
	if err != nil {
		return nil, err
	}
	list := append(reached(db), ofServer(signs, version, binary)...)
	kept, err := ofUpkeep(ctx, st)
	if err != nil {
		return list, err
	}
	here, err := st.Inhabitants(ctx)
	if err != nil {
		return list, err
	}
	list = append(append(append(list, kept...), ofWork(signs, asides)...), ofDemo(s.config, here))
	copied, err := ofCopy(ctx, st)
	if err != nil {
		return list, err
	}
	list = append(list, copied)
	open, err := st.Gauges(ctx, people)
	if err != nil {
		return list, err
	}
	numbers, err := ofWhatsApp(ctx, st)
	return append(append(list, ofAccounts(open.Owners)), numbers...), err
}

func ofServer(v store.Signs, database, binary int64) []finding {
	return []finding{
		{"postgresql", v.Server >= oldestServer, fmt.Sprintf("version %d.%d", v.Server/10000, v.Server%10000),
			"move to PostgreSQL 15 or newer: pg_upgrade, or pg_dump and restore into a new server"},
		{"durability", v.Fsync, fmt.Sprintf("fsync %v", v.Fsync),
			"a power cut would lose messages that were acknowledged: alter system set fsync = on; select pg_reload_conf();"},
		{"migrations", database == binary, fmt.Sprintf("database %d, this program %d", database, binary), "restart langkah serve: it migrates when it starts"},
		{"connections", v.Connections*10 < v.MaxAllowed*9, fmt.Sprintf("%d of %d", v.Connections, v.MaxAllowed),
			"a replica takes up to 24: stop one, or raise max_connections and restart PostgreSQL"},
		{"scratch", v.Scratch == 0, fmt.Sprintf("%d databases left by scripts", v.Scratch),
			"harmless but for the room; when no script is running, in psql: " + store.CureScratch},
	}
}

// quarantine lists the latest messages set aside, without what they say.
func quarantine(v store.Signs, asides []store.SetAside) finding {
	f := finding{"quarantine", v.Quarantined == 0, fmt.Sprintf("%d messages set aside after three tries", v.Quarantined),
		"look for \"message set aside\" in the log; the people were told that it was us; when mended, in psql: " + store.CureAside}
	for _, a := range asides {
		f.Cure += fmt.Sprintf("\n%21smessage %d of %s in %s", "", a.ID, a.Since.UTC().Format("2006-01-02 15:04 UTC"), a.Fault)
	}
	return f
}

func ofWork(v store.Signs, asides []store.SetAside) []finding {
	return []finding{
		{"inbox", v.OldestWait < longWait, fmt.Sprintf("%d messages wait, the oldest for %s", v.Pending, v.OldestWait.Round(time.Second)),
			"start langkah serve if none runs; else look for \"turns wait\" in its log: err says why; nothing is lost meanwhile"},
		quarantine(v, asides),
		{"releases", v.Newer == 0, fmt.Sprintf("%d conversations of a newer release", v.Newer),
			"only replicas of that release answer them: keep one running, and upgrade the others"},
		{"outbox", v.Failed == 0, fmt.Sprintf("%d bubbles wait, %d failed in the last day", v.Queued, v.Failed),
			"look for \"send failed\" in the log: its code is the messenger's reason; a failed bubble is not sent again, later ones are; of a broadcast: langkah broadcast retry CODE"},
		{"in doubt", v.Unknown == 0, fmt.Sprintf("%d bubbles may or may not have arrived", v.Unknown),
			"none is sent twice by itself; in psql: " + store.ListDoubt + "; to send one again: " + store.CureDoubt + "; with 'skipped' for 'queued' it is let be; of a broadcast: langkah broadcast retry CODE --unknown"},
		{"leases", v.Overdue == 0, fmt.Sprintf("%d sends in flight for too long", v.Overdue),
			"their owner is gone: start a langkah serve that has the account's key; it takes over in seconds"},
	}
}
