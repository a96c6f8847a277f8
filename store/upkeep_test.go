package store_test

import (
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
)

func TestUpkeepOfAQuietServer(t *testing.T) {
	t.Parallel()
	h := open(t)
	before := time.Now()
	u, err := h.Upkeep(t.Context(), time.Minute, time.Minute)
	if err != nil {
		t.Fatal(err)
	}
	if u.Clock.Before(before.Add(-time.Second)) || u.Clock.After(time.Now().Add(time.Second)) {
		t.Errorf("the server's clock is %v, ours %v", u.Clock, before)
	}
	if !u.Autovacuum || len(u.Sessions) != 0 || len(u.Tables) != 3 {
		t.Errorf("upkeep %+v", u)
	}
}

func TestUpkeepCountsDeadRows(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.exec(t, `set session_replication_role = replica`)
	h.exec(t, `alter table outbox set (autovacuum_enabled = off)`)
	h.exec(t, bubbles("queued", 1, 100))
	h.exec(t, `update outbox set state = 'sent'`)
	h.exec(t, `select pg_stat_force_next_flush()`)
	for end := time.Now().Add(time.Minute); ; { // statistics come a moment later
		u, err := h.Upkeep(t.Context(), time.Minute, time.Minute)
		if err != nil {
			t.Fatal(err)
		}
		outbox := u.Tables[2]
		if outbox.Name == "outbox" && outbox.Live == 100 && outbox.Dead == 100 {
			return
		}
		if time.Now().After(end) {
			t.Fatalf("tables %+v", u.Tables)
		}
	}
}

// A transaction that waits for nobody is reported once it has waited too long.
func TestUpkeepFindsSessionsThatAreTooLong(t *testing.T) {
	t.Parallel()
	h := open(t)
	conn, err := pgx.Connect(t.Context(), h.dsn+" application_name=forgotten")
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(t.Context())
	if _, err := conn.Exec(t.Context(), `begin`); err != nil {
		t.Fatal(err)
	}
	for limit, want := range map[time.Duration]int{time.Minute: 0, 0: 1} {
		u, err := h.Upkeep(t.Context(), limit, time.Minute)
		if err != nil {
			t.Fatal(err)
		}
		if len(u.Sessions) != want {
			t.Errorf("limit %v: sessions %+v", limit, u.Sessions)
		}
		for _, s := range u.Sessions {
			if s.Program != "forgotten" || s.State != "idle in transaction" || s.PID != int(conn.PgConn().PID()) || s.Age <= 0 {
				t.Errorf("session %+v", s)
			}
		}
	}
}
