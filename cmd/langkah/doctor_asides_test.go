package main

import (
	"bytes"
	"context"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/rs/zerolog"

	"langkah/bot"
	"langkah/bot/webchat"
	"langkah/store"
	"langkah/store/storetest"
)

// TestDoctorListsWhatWasSetAside: where and since when, never who or what.
func TestDoctorListsWhatWasSetAside(t *testing.T) {
	t.Parallel()
	dsn := storetest.DSN(t)
	st, err := store.Open(t.Context(), dsn)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(st.Close)
	svc := newService(st, zerolog.Nop(), time.Now, map[string]bot.Caps{"webchat": webchat.Abilities})
	var batch []bot.Inbound
	for _, id := range []string{"a", "b", "c", "d", "e", "f"} {
		from := bot.Address{Channel: "webchat", Account: "web", ID: "Zubaidah " + id}
		batch = append(batch, bot.Inbound{From: from, ExternalID: id, Kind: bot.Text, Text: "Zubaidah"})
	}
	db, err := pgx.Connect(t.Context(), dsn)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close(context.Background())
	refuseAnswers(t, db)
	if err := svc.engine.Accept(t.Context(), batch); err != nil {
		t.Fatal(err)
	}
	if err := svc.engine.Drain(t.Context()); err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	s := around(t, &out)
	s.store = st
	if code := run(s, []string{"doctor"}); code != 1 {
		t.Errorf("exit status %d, want 1", code)
	}
	said := out.String()
	if !strings.Contains(said, "CARE  quarantine   6 messages set aside") || strings.Count(said, "SQLSTATE P0001") != asidesShown ||
		!strings.Contains(said, "message 6 of 20") || strings.Contains(said, "Zubaidah") {
		t.Errorf("doctor says\n%s", said)
	}
}

// refuseAnswers has the database refuse every answer that is not an apology,
// quoting it.
func refuseAnswers(t *testing.T, db *pgx.Conn) {
	t.Helper()
	for _, sql := range []string{
		`create function refuse() returns trigger language plpgsql as $$
		 begin raise 'refused % of %', new.text, (select string_agg(text, ' ') from inbox where id = new.inbox_id); end $$`,
		`create trigger refuse before insert on outbox for each row when (new.text !~ '^Maaf') execute function refuse()`,
	} {
		if _, err := db.Exec(t.Context(), sql); err != nil {
			t.Fatal(err)
		}
	}
}
