package engine_test

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"langkah/bot"
	"langkah/bot/engine"
)

func address(name string) bot.Address {
	return bot.Address{Channel: "telegram", Account: "langkah_bot", ID: name}
}

// says is somebody's messages in their order; every id is unique.
func says(name string, texts ...string) (batch []bot.Inbound) {
	for _, text := range texts {
		batch = append(batch, bot.Inbound{From: address(name), ExternalID: fmt.Sprint(name, serial()), Kind: bot.Text, Text: text})
	}
	return batch
}

var serial = func() func() int {
	var mu sync.Mutex
	n := 0
	return func() int { mu.Lock(); defer mu.Unlock(); n++; return n }
}()

func accept(t *testing.T, e *engine.Engine, batches ...[]bot.Inbound) {
	t.Helper()
	for _, b := range batches {
		if err := e.Accept(t.Context(), b); err != nil {
			t.Fatal(err)
		}
	}
}

func drain(t *testing.T, e *engine.Engine) {
	t.Helper()
	if err := e.Drain(t.Context()); err != nil {
		t.Fatal(err)
	}
}

// running starts an engine and returns what stops it and waits for its end.
func running(t *testing.T, e *engine.Engine) (stop func()) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() { done <- e.Run(ctx) }()
	var once sync.Once
	stop = func() {
		once.Do(func() {
			cancel()
			if err := come(t, done); err != nil {
				t.Errorf("run: %v", err)
			}
		})
	}
	t.Cleanup(stop)
	return stop
}

// meet has people arrive and be greeted; what was said then is cleared away.
func (w *world) meet(t *testing.T, e *engine.Engine, names ...string) {
	t.Helper()
	for _, name := range names {
		accept(t, e, says(name, "halo"))
	}
	drain(t, e)
	w.exec(t, `delete from outbox`)
	w.exec(t, `delete from inbox`)
}

func crowd(n int) (names []string) {
	for i := range n {
		names = append(names, fmt.Sprintf("p%02d", i))
	}
	return names
}

func (w *world) exec(t *testing.T, sql string, args ...any) {
	t.Helper()
	if _, err := w.sql.Exec(t.Context(), sql, args...); err != nil {
		t.Fatalf("%s: %v", sql, err)
	}
}

// read is one value of the database, as text.
func (w *world) read(t *testing.T, sql string, args ...any) string {
	t.Helper()
	var got string
	if err := w.sql.QueryRow(t.Context(), sql, args...).Scan(&got); err != nil {
		t.Fatalf("%s: %v", sql, err)
	}
	return got
}

func (w *world) want(t *testing.T, want, sql string, args ...any) {
	t.Helper()
	if got := w.read(t, sql, args...); got != want {
		t.Errorf("%s\n got %s\nwant %s", sql, got, want)
	}
}

func (w *world) until(t *testing.T, want, sql string, args ...any) {
	t.Helper()
	got := ""
	for end := time.Now().Add(time.Minute); time.Now().Before(end); {
		if got = w.read(t, sql, args...); got == want {
			return
		}
	}
	t.Fatalf("%s\nis still %s\nnot %s", sql, got, want)
}

// come waits for what another goroutine sends.
func come[T any](t *testing.T, c <-chan T) (got T) {
	t.Helper()
	select {
	case got = <-c:
	case <-time.After(time.Minute):
		t.Fatal("it did not come")
	}
	return got
}

const (
	pending = `select count(*)::text from inbox where state = 'pending'`
	answers = `select coalesce(string_agg(replace(o.text, E'\ntalk/go_on', ''), ', ' order by o.id), '')
		from outbox o join addresses a on a.id = o.address_id where a.address = $1`
)

// answered checks that every message has one answer, and that each person got
// theirs in the order of the messages.
func (w *world) answered(ctx context.Context) error {
	var left, unanswered, doubled, disordered int
	err := w.sql.QueryRow(ctx, `
		select (select count(*) from inbox where state <> 'done'),
		       (select count(*) from inbox i where not exists (select from outbox where inbox_id = i.id)),
		       (select count(*) from (select inbox_id from outbox group by 1 having count(*) > 1) d),
		       (select count(*) from (select inbox_id, lag(inbox_id) over (partition by member_id order by id) as before from outbox) o
		        where inbox_id < before)`).Scan(&left, &unanswered, &doubled, &disordered)
	if err == nil && left+unanswered+doubled+disordered > 0 {
		err = fmt.Errorf("%d not done, %d unanswered, %d answered twice, %d out of order", left, unanswered, doubled, disordered)
	}
	return err
}

var errNoText = errors.New("no such text")
