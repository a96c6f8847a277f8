package main

import (
	"fmt"
	"testing"
	"time"

	"langkah/bot/whatsapp/watest"
	"langkah/store"
	"langkah/store/pg"
	"langkah/store/storetest"
)

// TestWhatsAppBroadcastSoak: the service is killed again and again during a broadcast
// on four numbers. A row that was in flight leaves again under its id, and a phone,
// which knows a message by that, shows everybody's once.
func TestWhatsAppBroadcastSoak(t *testing.T) {
	people, kills := 48, 3
	if soaking {
		people, kills = 2000, 30
	} else {
		t.Parallel()
	}
	data := storetest.DataDir(t)
	db, err := pg.Open(t.Context(), pg.Config{Dir: data})
	if err != nil {
		t.Fatal(err)
	}
	of := newOffice(t, watest.Options{LID: true}, db.DSN())
	for i, n := range of.linkAll(4) { // at a kill something is on its way, and something has arrived that nobody has settled
		of.server.Fault(watest.Fault{Kind: []watest.FaultKind{watest.Slow, watest.LateAck}[i%2], From: n.Phone(), Latency: 400 * time.Millisecond})
	}
	c := newCampaign(t, data, append(playing(of.server), "WHATSAPP_RATE=60", "LANGKAH_LOG=info")...)
	if err := db.Close(); err != nil { // from now on it is the service's
		t.Fatal(err)
	}
	var list []*phone
	for i := range people {
		p := newPhone(of.server, newRegistrant(i, 1))
		p.to, p.way = numberOf(i%4), p.way[:1]
		list = append(list, p)
	}
	of.hurry(list) // everybody has said halo
	for _, p := range list {
		p.them.OnMessage(func(watest.Message) { c.note() })
	}
	execute(t, of.dsn, `update members set number = 'JKP-' || lpad(id::text, 7, '0'), service = true, announcements = true
		where id in (select member_id from addresses where channel = 'whatsapp')`)
	execute(t, of.dsn, `update addresses set heard_at = $1 where channel = 'whatsapp'`, atNoon())
	st, err := store.Open(t.Context(), of.dsn)
	if err != nil {
		t.Fatal(err)
	}
	announce(t, st)
	st.Close()
	c.run(kills, people)

	of.until("every receipt is kept", func() bool {
		return single(t.Context(), t, c.db, `select count(*)::text from outbox where broadcast_id is not null and state not in ('delivered', 'read')`) == "0"
	})
	by := map[string]toldRow{}
	for _, r := range c.told() {
		by[r.external] = r
	}
	again := 0
	for _, p := range list {
		shown := 0
		for _, m := range p.them.All() {
			r, ours := by[m.ID]
			if !ours {
				continue
			}
			shown++
			again += m.Times - 1
			if m.Text != r.says() {
				t.Errorf("%s read %q", r.number, m.Text)
			}
			delete(by, m.ID)
		}
		if shown != 1 {
			t.Errorf("%s was shown it %d times", p.name(), shown)
		}
	}
	if len(by) > 0 {
		t.Errorf("nobody was shown %d rows of the ledger", len(by))
	}
	t.Logf("%d came to a phone again under their id and were not shown again", again)
	c.holds(map[string]string{
		`select count(*) || ' ' || count(distinct member_id) from outbox where broadcast_id is not null`:                          fmt.Sprint(people, " ", people),
		`select count(distinct account)::text from outbox where broadcast_id is not null`:                                         "4",
		`select count(*)::text from outbox where broadcast_id is not null and external_id !~ '^3EB0[0-9A-F]+'`:                    "0",
		`select count(*)::text from outbox where state in ('unknown', 'failed', 'queued', 'leased') and broadcast_id is not null`: "0",
	})
}
