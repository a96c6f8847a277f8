package store_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"sync"
	"syscall"
	"testing"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"langkah/bot"
	"langkah/flows"
	"langkah/store"
)

func TestPassing(t *testing.T) {
	t.Parallel()
	server := func(code string) error {
		return fmt.Errorf("save: %w", &pgconn.PgError{Code: code, Message: "x"})
	}
	for code, want := range map[string]bool{
		"08006": true, "08P01": true, // connection
		"40001": true, "40P01": true, // collision
		"53100": true, "53200": true, "53300": true, // full
		"55P03": true, "55006": true, // in use
		"57P01": true, "57P02": true, "57P03": true, "57014": true, // shut down, crashed, starting, cancelled
		"58030": true,                // input and output
		"25006": true, "25P03": true, // a standby takes over
		"23505": false, "23503": false, "22P02": false, "22021": false, "42P01": false, "42601": false,
		"25P02": false, "54000": false, "XX000": false, "P0001": false, "": false, "4": false,
	} {
		if got := store.Passing(server(code)); got != want {
			t.Errorf("%q: passing %v, want %v", code, got, want)
		}
	}
	refused := &net.OpError{Op: "dial", Err: os.NewSyscallError("connect", syscall.ECONNREFUSED)}
	for _, err := range []error{
		context.Canceled, context.DeadlineExceeded, io.EOF, io.ErrUnexpectedEOF, net.ErrClosed, refused,
		&net.OpError{Op: "write", Err: os.NewSyscallError("write", syscall.EPIPE)},
	} {
		if !store.Passing(fmt.Errorf("claim: %w", err)) {
			t.Errorf("%v does not pass", err)
		}
	}
	for _, err := range []error{nil, errors.New("x"), flows.ErrNewer, pgx.ErrNoRows, &store.NewerError{}} {
		if store.Passing(err) {
			t.Errorf("%v passes", err)
		}
	}
}

// What really happens when the server goes away under a transaction.
func TestPassingOfAKilledConnection(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.write(t, siti)
	for name, last := range map[string]func(store.Tx) error{
		"at the next statement": func(tx store.Tx) error { _, err := tx.Claim(t.Context(), ours); return err },
		"at the commit":         func(store.Tx) error { return nil },
	} {
		err := h.Within(t.Context(), func(tx store.Tx) error {
			if _, err := tx.Claim(t.Context(), ours); err != nil {
				return err
			}
			h.want(t, "true", `select pg_terminate_backend(pid, 20000) from pg_stat_activity
				where datname = current_database() and state = 'idle in transaction'`)
			return last(tx)
		})
		if err == nil || !store.Passing(err) {
			t.Errorf("killed %s: %v", name, err)
		}
	}
	if got := h.claimed(t); len(got) != 1 {
		t.Errorf("after the kills %v can be claimed", got)
	}
}

func TestPassingWithoutADatabase(t *testing.T) {
	t.Parallel()
	for _, dsn := range []string{"host=127.0.0.1 port=1 connect_timeout=5", "host=" + t.TempDir()} {
		s, err := store.Open(t.Context(), dsn)
		if err != nil {
			t.Fatal(err)
		}
		if err := s.Ping(t.Context()); err == nil || !store.Passing(err) {
			t.Errorf("%s: %v", dsn, err)
		}
		s.Close()
	}
	h := open(t)
	wrong, err := store.Open(t.Context(), h.dsn+" dbname=nobodys")
	if err != nil {
		t.Fatal(err)
	}
	defer wrong.Close()
	if err := wrong.Ping(t.Context()); err == nil || !store.Passing(err) {
		t.Errorf("a database that is not there: %v", err)
	}
}

func TestReachable(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.write(t, siti)
	h.Reachable(false)
	if err := h.Ping(t.Context()); err == nil || !store.Passing(err) {
		t.Errorf("shut away: %v", err)
	}
	if err := h.Accept(t.Context(), []store.Received{text(siti, "lost", "x")}, people); err == nil || !store.Passing(err) {
		t.Errorf("accept: %v", err)
	}
	h.Reachable(true)
	if err := h.Ping(t.Context()); err != nil {
		t.Errorf("let back: %v", err)
	}
	h.want(t, "1", `select count(*) from inbox`)
}

// Two transactions that wait for each other: the one that is rolled back runs
// again, and both take place.
func TestCollisionsAreTriedAgain(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.write(t, siti, budi)
	s, sa := h.member(t, siti)
	b, ba := h.member(t, budi)
	reach := func(member, address int64) func(store.Tx) error {
		return func(tx store.Tx) error {
			_, err := tx.Perform(t.Context(), store.Act{MemberID: member, At: people, Action: flows.Reach{AddressID: address, Blocked: true}})
			return errors.Join(err, tx.Flush(t.Context()))
		}
	}
	var both sync.WaitGroup
	both.Add(2)
	runs := make(chan struct{}, 10)
	cross := func(first, second func(store.Tx) error) error {
		met := false
		return h.Within(t.Context(), func(tx store.Tx) error {
			runs <- struct{}{}
			if err := first(tx); err != nil {
				return err
			}
			if !met {
				met = true
				both.Done()
				both.Wait()
			}
			return second(tx)
		})
	}
	done := make(chan error, 1)
	go func() { done <- cross(reach(s, sa), reach(b, ba)) }()
	if err := errors.Join(cross(reach(b, ba), reach(s, sa)), <-done); err != nil {
		t.Fatal(err)
	}
	if len(runs) < 3 {
		t.Errorf("%d runs, want 3: one was rolled back", len(runs))
	}
	h.want(t, "2", `select count(*) from addresses where blocked_at is not null`)
}

func TestAnActOfNobody(t *testing.T) {
	t.Parallel()
	h := open(t)
	err := h.Within(t.Context(), func(tx store.Tx) error {
		_, err := tx.Perform(t.Context(), store.Act{MemberID: 1, At: people})
		return err
	})
	if err == nil || store.Passing(err) {
		t.Errorf("an act that nobody carries out: %v", err)
	}
}

func TestEnrol(t *testing.T) {
	t.Parallel()
	h := open(t)
	e := store.Enrolment{Address: siti, Phone: "+62811", Profile: profile, Stage: 3, Service: true}
	if err := h.Enrol(t.Context(), e, people); err != nil {
		t.Fatal(err)
	}
	h.write(t, siti)
	p := h.person(t, siti)
	want := [7]flows.StageStatus{flows.Done, flows.Done, flows.Done}
	if p.Number == "" || p.Name != "Siti Aminah" || !p.Service || p.Announcements || p.Stages != want {
		t.Errorf("enrolled %+v", p)
	}
	h.want(t, "1 +62811", `select count(*), max(phone) from addresses`)
}

func TestSigns(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.write(t, siti)
	for _, state := range []string{"queued", "failed", "unknown", "leased"} {
		h.queue(t, siti, bot.LaneReply, state, state)
	}
	h.exec(t, `update outbox set leased_until = $1 where state = 'leased'`, machine.Add(-1))
	s, err := h.Signs(t.Context(), people.Add(90e9), machine, ours)
	if err != nil {
		t.Fatal(err)
	}
	got := fmt.Sprint(s.Pending, s.OldestWait, s.Quarantined, s.Queued, s.Failed, s.Unknown, s.Overdue, s.Newer)
	if got != "1 1m30s 0 1 1 1 1 0" || s.Server < 150000 || s.DatabaseSize == 0 || s.MaxAllowed == 0 || s.Fsync {
		t.Errorf("signs %s: %+v", got, s)
	}
}
