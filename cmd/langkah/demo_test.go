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
	s.config.Demo, s.now = wanted, func() time.Time { return now }
	if err := welcome(s, st); err != nil {
		t.Fatal(err)
	}
	return out.String()
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
	if strings.Count(said, "\n") != 1 || !strings.Contains(said, "demo-17") || !strings.Contains(said, "LANGKAH_DEMO=0") {
		t.Errorf("said %q", said)
	}
	if c := counted(t, st, now); c.Members() != demo.Usual || c.Underway != 10 || c.Centres != 44 || c.Classes != 60 || c.Events != 20 {
		t.Errorf("%+v", c)
	}
	if said := arriving(t, st, now, true); said != "" || counted(t, st, now).Members() != demo.Usual {
		t.Errorf("the second time: %q", said)
	}
	later := now.AddDate(2, 0, 0)
	if counted(t, st, later).Classes != 0 || arriving(t, st, later, true) != "" || counted(t, st, later).Classes != 60 {
		t.Error("the city grew old")
	}
}

func TestServeLeavesRealPeopleAlone(t *testing.T) {
	t.Parallel()
	st := storetest.New(t)
	now := time.Date(2026, 11, 23, 2, 0, 0, 0, time.UTC)
	person := script.Person{Name: "siti", Address: bot.Address{Channel: "telegram", Account: "b", ID: "1"}}
	m, err := enrolment(person, nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	if err := st.Enrol(t.Context(), m, now); err != nil {
		t.Fatal(err)
	}
	if said := arriving(t, st, now, true); said != "" {
		t.Errorf("said %q", said)
	}
	if c := counted(t, st, now); c.Members() != 1 || c.Centres != 0 {
		t.Errorf("%+v", c)
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
