package main

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"langkah/bot/telegram/tgtest"
	"langkah/store"
	"langkah/store/storetest"
)

// TestTelegramBroadcastSoak: the service is killed again and again during a
// broadcast. Everybody has one row, and nobody is lost: who has it was sent it
// once, and who may have it waits for a word of staff, in flight at a kill.
func TestTelegramBroadcastSoak(t *testing.T) {
	people, kills := 1000, 5
	if soaking {
		people, kills = 20_000, 100
	} else {
		t.Parallel()
	}
	server, err := tgtest.Open(tgtest.Options{Keep: 20})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(server.Close)
	server.Fault(tgtest.Fault{Kind: tgtest.Slow, Method: "sendMessage", Latency: 60 * time.Millisecond}) // as Telegram is
	data := storetest.DataDir(t)
	c := newCampaign(t, data, "TELEGRAM_API="+server.URL(), "TELEGRAM_TOKEN="+server.Token(), "TELEGRAM_RATE=200", "LANGKAH_LOG=info")
	dsn := c.db.Config().ConnString()
	list := residents(t, dsn, server, people, func(tgtest.Message) { c.note() })
	st, err := store.Open(t.Context(), dsn)
	if err != nil {
		t.Fatal(err)
	}
	announce(t, st)
	st.Close() // between two services nobody else is connected as one
	c.run(kills, people)

	rows := c.told()
	sent, unknown, seen := 0, 0, 0
	for _, p := range list {
		r := rows[fmt.Sprint(p.ID())]
		all := p.All()
		for _, m := range all {
			if m.Text != r.says() {
				t.Errorf("%s read %q", r.number, m.Text)
			}
		}
		switch {
		case r.state == "sent" && len(all) == 1:
			sent++
			if at := fmt.Sprintf("%d:%d", p.ID(), all[0].ID); at != r.external {
				t.Errorf("%s saw %s, the ledger has %s", r.number, at, r.external)
			}
		case r.state == "unknown" && len(all) <= 1 && c.at[r.id] > 0:
			unknown++
			seen += len(all)
		default:
			t.Errorf("%s is %q, saw it %d times, and was in flight at %d kills", r.number, r.state, len(all), c.at[r.id])
		}
	}
	t.Logf("%d sent, %d unknown (of them %d arrived), %d were in flight at a kill", sent, unknown, seen, len(c.at))
	if sent+unknown != people {
		t.Errorf("%d sent and %d unknown of %d", sent, unknown, people)
	}
	c.holds(map[string]string{
		`select count(*) || ' ' || count(distinct member_id) from outbox where broadcast_id is not null`: fmt.Sprint(people, " ", people),
		`select count(*)::text from outbox where resent`:                                                 "0",
	})
	c.lists(data, unknown)
}

// lists: the doctor tells of every row in doubt.
func (c *campaign) lists(data string, unknown int) {
	out, _ := command(c.t, data, "doctor", "--json").Output() // what needs care makes it fail
	var list []finding
	if err := json.Unmarshal(out, &list); err != nil {
		c.t.Fatalf("%v in %s", err, out)
	}
	for _, f := range list {
		if f.Name == "in doubt" && !strings.HasPrefix(f.Seen, fmt.Sprint(unknown, " bubbles")) {
			c.t.Errorf("%d are in doubt, the doctor says %s", unknown, f.Seen)
		}
	}
}
