package store_test

import (
	"fmt"
	"strconv"
	"strings"
	"testing"
	"time"

	"langkah/bot"
	"langkah/store"
)

// told writes bubbles into rooms and returns what may leave. Words are of the
// address with the number in front: "1a 1b 2a"; in capitals they are notices.
func (h house) told(t *testing.T, texts string, rooms ...store.Room) (leave []bot.Outbound) {
	t.Helper()
	var list []store.Bubble
	for _, text := range strings.Fields(texts) {
		who, err := strconv.ParseInt(text[:1], 10, 64)
		if err != nil {
			t.Fatal(err)
		}
		b := store.Bubble{MemberID: who, AddressID: who, Text: text}
		if strings.ToUpper(text) == text {
			b.Lane = bot.LaneNotice
		}
		list = append(list, b)
	}
	h.within(t, func(tx store.Tx) error {
		return tx.SayInto(t.Context(), rooms, list, people, func(rows []bot.Outbound) { leave = rows })
	})
	return leave
}

// crowd is people with the ids 1 to n.
func (h house) crowd(t *testing.T, n int) {
	t.Helper()
	var batch []store.Received
	for i := range n {
		from := bot.Address{Channel: tg.Channel, Account: tg.Name, ID: fmt.Sprint("c", i)}
		batch = append(batch, store.Received{Inbound: bot.Inbound{From: from, ExternalID: from.ID, Kind: bot.Text}})
	}
	if err := h.Accept(t.Context(), batch, people); err != nil {
		t.Fatal(err)
	}
}

func roomOf(l store.Lease, rows int) store.Room {
	return store.Room{Lease: l, Rows: rows, Until: machine.Add(time.Minute)}
}

// The first answer of everybody leaves with the commit as far as there is room;
// what stands behind it is claimed once it is settled.
func TestRoom(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.crowd(t, 5)
	l := h.own(t, h.Store)
	h.told(t, "1waits")
	out := h.told(t, "1a 2a 2b 3A 3b 4a 5a", roomOf(l, 3))
	if got := words(out); got != "2a 3b 4a" {
		t.Fatalf("%q leave with the commit", got)
	}
	if o := out[0]; o.To != (bot.Address{Channel: tg.Channel, Account: tg.Name, ID: "c1"}) || o.Tries != 1 || o.ExternalID != "" {
		t.Errorf("the first is %+v", o)
	}
	if got := h.read(t, `select string_agg(distinct state || ' ' || epoch || ' ' || tries || ' ' || (leased_until at time zone 'UTC'), ', ') from outbox where epoch is not null`); got != "leased 1 1 2030-01-01 00:01:00" {
		t.Errorf("leased as %s", got)
	}
	if got := words(h.turn(t, l, nil)); got != "1waits 5a 3A" {
		t.Errorf("%q are claimed", got)
	}
	if got := words(h.turn(t, l, []store.Result{gone(out[0])})); got != "2b" {
		t.Errorf("%q is claimed behind the first", got)
	}
}

// An owner that was replaced gets nothing any more, and another account's room
// is for that one only.
func TestRoomOfAnotherOwner(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.crowd(t, 3)
	old := h.own(t, h.Store)
	late := old
	late.Epoch--
	foreign := store.Lease{Account: bot.Account{Channel: tg.Channel, Name: "other"}, Epoch: old.Epoch}
	h.exec(t, `insert into accounts (channel, name, epoch, owner) values ($1, 'other', $2, '')`, tg.Channel, foreign.Epoch)
	if out := h.told(t, "1a 2a 3a", roomOf(late, 64), roomOf(foreign, 64)); len(out) != 0 {
		t.Errorf("%q leave", words(out))
	}
	if got := words(h.turn(t, old, nil)); got != "1a 2a 3a" {
		t.Errorf("%q are claimed", got)
	}
}

// Ids of ours are stored with the commit; an account without them has none,
// also beside one that has.
func TestRoomGivesIDs(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.crowd(t, 3)
	h.exec(t, `insert into accounts (channel, name, epoch, owner) values ('whatsapp', '62', 1, '')`)
	h.exec(t, `update addresses set channel = 'whatsapp', account = '62' where id = 2`)
	plain, n := roomOf(h.own(t, h.Store), 2), 0
	named := roomOf(store.Lease{Account: bot.Account{Channel: "whatsapp", Name: "62"}, Epoch: 1}, 2)
	named.NewID = func() string { n++; return fmt.Sprint("id", n) }
	out := h.told(t, "1a 2a 3a", plain, named)
	if len(out) != 3 || out[0].ExternalID+out[2].ExternalID != "" || !strings.HasPrefix(out[1].ExternalID, "id") {
		t.Fatalf("%+v leave", out)
	}
	if got := h.read(t, `select string_agg(external_id, ' ') from outbox`); got != out[1].ExternalID {
		t.Errorf("%s is stored, %s is used", got, out[1].ExternalID)
	}
}
