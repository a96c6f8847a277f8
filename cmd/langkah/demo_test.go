package main

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"langkah/bot"
	"langkah/bot/script"
	"langkah/cmd/langkah/demo"
	"langkah/store"
	"langkah/store/storetest"
)

// arriving is what a person meets who starts the service on st.
func arriving(t *testing.T, st *store.Store, now time.Time, wanted bool) string {
	t.Helper()
	var out bytes.Buffer
	s := around(t, &out)
	s.config.Demo, s.config.Data, s.now = wanted, ".data", func() time.Time { return now }
	if _, err := welcome(s, st); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// running is a command on st: what it says, and its exit status.
func running(t *testing.T, st *store.Store, args ...string) (said string, status int) {
	t.Helper()
	var out bytes.Buffer
	s := around(t, &out)
	s.store, s.config.Listen, s.config.Data, s.in = st, "127.0.0.1:8090", ".city", strings.NewReader("")
	status = run(s, args)
	return out.String(), status
}

func counted(t *testing.T, st *store.Store, now time.Time) store.Census {
	t.Helper()
	c, err := st.Census(t.Context(), now)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestServeMakesACityWhereNobodyIs(t *testing.T) {
	t.Parallel()
	st := storetest.New(t)
	now := time.Date(2026, 11, 23, 2, 0, 0, 0, time.UTC)
	if said := arriving(t, st, now, false); said != "" || counted(t, st, now).Centres != 0 {
		t.Errorf("nobody asked for a city: %s", said)
	}
	said := arriving(t, st, now, true)
	if strings.Count(said, "\n") != 2 || !strings.Contains(said, "meja on http") || !strings.Contains(said, "200 made-up members live here (contoh): bin/langkah chat --person demo-17") {
		t.Errorf("said %q", said)
	}
	if c := counted(t, st, now); c.Members() != demo.Usual || c.Underway != 10 || c.Centres != 44 || c.Classes != 60 || c.Events != 20 {
		t.Errorf("%+v", c)
	}
	if again := arriving(t, st, now, true); !strings.HasSuffix(said, again) || again == said || counted(t, st, now).Members() != demo.Usual {
		t.Errorf("the second time: %q", again)
	}
	later := now.AddDate(2, 0, 0)
	if counted(t, st, later).Classes != 0 || arriving(t, st, later, true) == "" || counted(t, st, later).Classes != 60 {
		t.Error("the city grew old")
	}
}

// enrolled is a database with a real member.
func enrolled(t *testing.T, st *store.Store) {
	t.Helper()
	person := script.Person{Name: "siti", Address: bot.Address{Channel: "telegram", Account: "b", ID: "1"}}
	m, err := enrolment(person, nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	if err := st.Enrol(t.Context(), m, time.Date(2026, 11, 23, 2, 0, 0, 0, time.UTC)); err != nil {
		t.Fatal(err)
	}
}

func TestServeLeavesRealPeopleAlone(t *testing.T) {
	t.Parallel()
	st := storetest.New(t)
	now := time.Date(2026, 11, 23, 2, 0, 0, 0, time.UTC)
	enrolled(t, st)
	if said := arriving(t, st, now, true); !strings.Contains(said, "real ones live here (1)") || !strings.Contains(said, "LANGKAH_DATA=.city make run") {
		t.Errorf("said %q", said)
	}
	if c := counted(t, st, now); c.Members() != 1 || c.Centres != 0 {
		t.Errorf("%+v", c)
	}
	stranger := storetest.New(t)
	received := store.Received{Inbound: bot.Inbound{From: bot.Address{Channel: "webchat", Account: "web", ID: "x"}, ExternalID: "1", Kind: bot.Text}}
	if err := stranger.Accept(t.Context(), []store.Received{received}, now); err != nil {
		t.Fatal(err)
	}
	if said := arriving(t, stranger, now, true); !strings.Contains(said, "To make them: bin/langkah demo") {
		t.Errorf("said %q", said)
	}
}

// A city stands by itself, or was there first.
func TestDemoBesideRealMembers(t *testing.T) {
	t.Parallel()
	st := storetest.New(t)
	enrolled(t, st)
	if said, status := running(t, st, "demo"); status != 1 || !strings.Contains(said, "\n  LANGKAH_DATA=.city bin/langkah demo\n") || !strings.Contains(said, "\n  LANGKAH_DATA=.city bin/langkah demo --anyway\n") {
		t.Errorf("status %d, %s", status, said)
	}
	if said, status := running(t, st, "demo", "--anyway", "--members=20"); status != 0 || !strings.HasPrefix(said, "A made-up city") {
		t.Errorf("status %d, %s", status, said)
	}
	said, status := running(t, st, "demo", "--members=30")
	for _, want := range []string{"The city now: 10 people are new", "\n  LANGKAH_DATA=.city bin/langkah chat --person demo-17", "http://127.0.0.1:8090/chat", "explain demo-tamu-1"} {
		if status != 0 || !strings.Contains(said, want) {
			t.Errorf("status %d, no %q in %s", status, want, said)
		}
	}
}

// Nobody becomes a stranger under a made-up person's name.
func TestChatAsSomebodyMadeUp(t *testing.T) {
	t.Parallel()
	st := storetest.New(t)
	if said, status := running(t, st, "chat", "--person=demo-17"); status != 1 || !strings.Contains(said, "LANGKAH_DATA=.city bin/langkah demo") {
		t.Errorf("status %d, %s", status, said)
	}
	if said, status := running(t, st, "demo"); status != 0 {
		t.Fatal(said)
	}
	for name, want := range map[string]string{
		"demo-17": "Kak Dedi Iskandar (contoh), anggota JKP-0000017, Setiabudi\n", "demo-tamu-1": "demo-tamu-1 (contoh), belum terdaftar\n",
		"demo-petugas": "demo-petugas (contoh), petugas: tulis meja untuk menjawab\n",
	} {
		if said, status := running(t, st, "chat", "--person="+name); status != 0 || !strings.HasPrefix(said, want) {
			t.Errorf("%s: status %d, %s", name, status, said)
		}
	}
	for _, name := range []string{"demo-201", "Demo-17", "demo-"} {
		if said, status := running(t, st, "chat", "--person="+name); status != 1 || !strings.Contains(said, "demo-1 to demo-200, demo-tamu-1 to demo-tamu-10, and demo-petugas") {
			t.Errorf("%s: status %d, %s", name, status, said)
		}
	}
	if v, err := st.Inhabitants(t.Context()); err != nil || v.Others+v.Real != 0 {
		t.Errorf("%+v, %v", v, err)
	}
}

func TestDemoRefusesWhatItCannotMake(t *testing.T) {
	t.Parallel()
	for _, n := range []string{"0", "-3", "900001", "many"} {
		var out bytes.Buffer
		s := around(t, &out)
		s.store = storetest.New(t)
		if code := run(s, []string{"demo", "--members=" + n}); code == 0 || !strings.Contains(out.String(), "members") {
			t.Errorf("%s members: status %d, %s", n, code, out.String())
		}
	}
}
