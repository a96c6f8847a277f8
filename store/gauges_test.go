package store_test

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"langkah/bot"
	"langkah/store"
)

// A ledger with a long past and a quiet hour's statistics: what is settled is
// never looked at.
func TestGaugesCostWhatIsOpen(t *testing.T) {
	t.Parallel()
	h := open(t)
	for _, sql := range []string{
		`set session_replication_role = replica`,
		`alter table inbox set (autovacuum_enabled = off)`,
		`alter table outbox set (autovacuum_enabled = off)`,
		messages("done", 1, 100_000), bubbles("sent", 1, 100_000),
		`analyze`,
		messages("pending", 100_001, 101_000), messages("quarantined", 101_001, 101_010),
		bubbles("queued", 100_001, 101_000), bubbles("leased", 101_001, 101_064),
		bubbles("unknown", 102_001, 102_100), bubbles("waiting", 102_101, 102_200), bubbles("failed", 102_201, 102_300),
		`reset session_replication_role`,
	} {
		h.exec(t, sql)
	}
	for _, statistics := range []string{"of a quiet hour", "of now"} {
		plan := h.plan(t, store.ReadGauges, `timestamptz`, `'2026-01-01 06:00+00'`)
		for _, bad := range []string{"Seq Scan on inbox", "Seq Scan on outbox"} {
			if strings.Contains(plan, bad) {
				t.Errorf("with statistics %s the gauges have a %s:\n%s", statistics, bad, plan)
			}
		}
		for _, index := range []string{"inbox_pending", "inbox_quarantined", "outbox_aside"} {
			if !strings.Contains(plan, index) {
				t.Errorf("with statistics %s the gauges do not use %s:\n%s", statistics, index, plan)
			}
		}
		h.exec(t, `analyze`)
	}
	got, err := h.Gauges(t.Context(), time.Date(2026, 1, 1, 6, 0, 0, 0, time.UTC))
	if err != nil {
		t.Fatal(err)
	}
	at := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	news := func(state string, rows int64, oldest time.Time) store.OpenRows {
		return store.OpenRows{State: state, Channel: "telegram", Lane: bot.LaneBroadcast, Count: rows, Oldest: oldest}
	}
	want := store.Gauges{
		Inbox: []store.OpenRows{{State: "pending", Count: 1000, Oldest: at}, {State: "quarantined", Count: 10}},
		Outbox: []store.OpenRows{
			news("failed", 100, time.Time{}), news("leased", 64, time.Time{}), news("queued", 1000, at),
			news("unknown", 100, time.Time{}), news("waiting", 100, time.Time{}),
		},
	}
	if diff := cmp.Diff(want, got, byState, sameInstant); diff != "" {
		t.Errorf("gauges (-want +got)\n%s", diff)
	}
}

var (
	byState     = cmp.Transformer("sorted", sortedByState)
	sameInstant = cmp.Comparer(func(x, y time.Time) bool { return x.Equal(y) })
)

func sortedByState(list []store.OpenRows) map[string]store.OpenRows {
	by := map[string]store.OpenRows{}
	for _, o := range list {
		by[strings.Join([]string{o.State, o.Channel, o.Lane.String()}, " ")] = o
	}
	return by
}

func TestGaugesTellLanesAndChannelsApart(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.exec(t, `set session_replication_role = replica`)
	insert := `insert into outbox (member_id, address_id, channel, account, lane, state, text, created_at) values (1, 1, $1, $2, $3, $4, '', $5)`
	old, young := people.Add(-time.Hour), people.Add(-time.Minute)
	for _, row := range []struct {
		channel, account string
		lane             bot.Lane
		state            string
		at               time.Time
	}{
		{"telegram", "one", bot.LaneReply, "queued", young},
		{"telegram", "two", bot.LaneReply, "queued", old},
		{"telegram", "one", bot.LaneNotice, "queued", young},
		{"webchat", "web", bot.LaneReply, "queued", young},
		{"telegram", "one", bot.LaneReply, "failed", people.Add(-25 * time.Hour)}, // too long ago
		{"telegram", "one", bot.LaneReply, "failed", old},
		{"telegram", "one", bot.LaneReply, "sent", old},
	} {
		h.exec(t, insert, row.channel, row.account, int16(row.lane), row.state, row.at)
	}
	got, err := h.Gauges(t.Context(), people)
	if err != nil {
		t.Fatal(err)
	}
	want := []store.OpenRows{
		{State: "queued", Channel: "telegram", Lane: bot.LaneReply, Count: 2, Oldest: old},
		{State: "queued", Channel: "telegram", Lane: bot.LaneNotice, Count: 1, Oldest: young},
		{State: "queued", Channel: "webchat", Lane: bot.LaneReply, Count: 1, Oldest: young},
		{State: "failed", Channel: "telegram", Lane: bot.LaneReply, Count: 1},
	}
	if diff := cmp.Diff(want, got.Outbox, byState, sameInstant); diff != "" {
		t.Errorf("gauges (-want +got)\n%s", diff)
	}
}

func TestGaugesKnowWhoOwnsAnAccount(t *testing.T) {
	t.Parallel()
	h := open(t)
	account := bot.Account{Channel: "telegram", Name: "langkah_bot"}
	owners := func(held bool, epoch int64) {
		t.Helper()
		g, err := h.Gauges(t.Context(), people)
		if err != nil {
			t.Fatal(err)
		}
		want := []store.Owner{{Account: account, Replica: "one", Epoch: epoch, Held: held, Queued: 5}}
		if diff := cmp.Diff(want, g.Owners); diff != "" {
			t.Errorf("owners (-want +got)\n%s", diff)
		}
	}
	h.exec(t, `set session_replication_role = replica`)
	h.exec(t, bubbles("queued", 1, 5))
	for epoch := range int64(3) {
		own, err := h.Own(t.Context(), account, "one")
		if err != nil {
			t.Fatal(err)
		}
		owners(true, epoch+1)
		own.Release()
		owners(false, epoch+1)
	}
}
