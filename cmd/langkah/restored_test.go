package main

import (
	"fmt"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rs/zerolog"

	"langkah/bot"
	"langkah/flows"
	"langkah/store"
	"langkah/store/pg"
	"langkah/store/storetest"
)

const toldInDump = "Kelas besok pindah ke aula."

// TestARestoredCopyIsFrozen: a notice waits when the database is dumped. The service
// goes on where it was, and says it. The dump is restored elsewhere and served: there
// the notice stays, until somebody has looked; who writes is answered.
func TestARestoredCopyIsFrozen(t *testing.T) {
	t.Parallel()
	server, data, dump := playTelegram(t), storetest.DataDir(t), filepath.Join(t.TempDir(), "dump")
	noon := daylight(t)
	first := onBot(t, server, data, "127.0.0.1:0", noon)
	siti := server.Person("Siti")
	siti.Start("")
	hears(t, siti, "Mau mulai dari mana")
	first.stop()

	db := connect(t, data)
	dsn := db.Config().ConnString()
	st, err := store.Open(t.Context(), dsn)
	if err != nil {
		t.Fatal(err)
	}
	defer st.Close()
	to := bot.Address{Channel: botAccount.Channel, Account: botAccount.Name, ID: fmt.Sprint(siti.ID())}
	if err := st.Notice(t.Context(), to, store.Bubble{Lane: bot.LaneNotice, Class: flows.Requested, Text: toldInDump}, atNoon()); err != nil {
		t.Fatal(err)
	}
	postgres(t, "pg_dump", "--format=custom", "--file="+dump, "--dbname="+dsn)
	again := onBot(t, server, data, "127.0.0.1:0", noon)
	hears(t, siti, toldInDump)
	again.stop()

	elsewhere := storetest.DataDir(t)
	private, err := pg.Open(t.Context(), pg.Config{Dir: elsewhere, Log: zerolog.Nop()})
	if err != nil {
		t.Fatal(err)
	}
	postgres(t, "pg_restore", "--no-owner", "--dbname="+private.DSN(), dump)
	if err := private.Close(); err != nil {
		t.Fatal(err)
	}
	restored := onBot(t, server, elsewhere, "127.0.0.1:0", noon)
	says(t, siti, "menu", "Mau urus apa")
	if log := restored.log(); !strings.Contains(log, "this database was restored from another: only replies leave; langkah broadcast thaw") {
		t.Errorf("the log does not say so:\n%s", log)
	}
	if out := ask(t, command(t, elsewhere, "broadcast", "thaw")); !strings.Contains(out, "since ") || !strings.Contains(out, "requested") {
		t.Errorf("it would go out:\n%s", out)
	}
	copied := connect(t, elsewhere)
	if state := single(t.Context(), t, copied, `select state from outbox where text = $1`, toldInDump); state != "queued" {
		t.Errorf("the notice is %s in the copy", state)
	}
	ask(t, command(t, elsewhere, "broadcast", "thaw", "--yes"))
	hears(t, siti, toldInDump)
	told := 0
	for _, m := range siti.All() {
		if m.Text == toldInDump {
			told++
		}
	}
	if told != 2 {
		t.Errorf("Siti was told %d times, want once by each", told)
	}
}

// postgres runs a program of PostgreSQL's.
func postgres(t *testing.T, program string, args ...string) {
	t.Helper()
	dir, err := pg.Find("")
	if err != nil {
		t.Fatal(err)
	}
	if out, err := exec.Command(filepath.Join(dir, program), args...).CombinedOutput(); err != nil {
		t.Fatalf("%s: %v\n%s", program, err, out)
	}
}
