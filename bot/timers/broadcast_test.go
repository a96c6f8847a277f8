package timers_test

import (
	"testing"
	"time"

	"github.com/rs/zerolog"

	"langkah/bot"
	"langkah/bot/timers"
)

// TestABroadcastIsOverSoon: staff who watch it see that all have it.
func TestABroadcastIsOverSoon(t *testing.T) {
	t.Parallel()
	w := build(t, 1)
	machine := time.Unix(1e9, 0)
	loop := timers.New(timers.Config{Store: w.store, Now: func() time.Time { return w.now }, Machine: func() time.Time { return machine }, Out: &bot.Bell{}, Log: zerolog.Nop()})
	fire := func() {
		t.Helper()
		if _, err := loop.Fire(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	w.says("siti", "halo")
	w.settle()
	w.exec(`insert into broadcasts (code, audience, texts, author, state, expanded, starts_at, expires_at, created_at)
		values ('SR-1', '{}', '{"id": "Halo"}', 'x', 'running', true, $1, $1::timestamptz + interval '1 day', $1)`, w.now)
	w.exec(`insert into outbox (member_id, address_id, channel, account, lane, state, text, class, created_at, broadcast_id)
		select a.member_id, a.id, a.channel, a.account, 2, 'queued', 'Halo', 'announced', $1, b.id from addresses a, broadcasts b`, w.now)
	fire()
	w.exec(`update outbox set state = 'sent', sent_at = $1 where broadcast_id is not null`, w.now)
	w.now = w.now.Add(6 * time.Second)
	fire()
	if state := value[string](w, `select state from broadcasts`); state != "done" {
		t.Errorf("six seconds after the last row left it is %s", state)
	}
}
