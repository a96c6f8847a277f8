package store_test

import (
	"fmt"
	"testing"

	"langkah/bot"
	"langkah/flows"
	"langkah/store"
)

const waiting = `select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`

// during links b to a and runs fn before that is committed.
func (h house) during(t *testing.T, a, b bot.Address, fn func()) {
	t.Helper()
	code := h.code(t, a, people)
	h.write(t, b)
	member, address := h.member(t, b)
	owner, _ := h.member(t, a)
	act := store.Act{MemberID: member, At: people, Action: flows.LinkAccounts{Code: code}}
	if err := h.sql.QueryRow(t.Context(), `select max(id) from inbox where address_id = $1`, address).Scan(&act.InboxID); err != nil {
		t.Fatal(err)
	}
	h.within(t, func(tx store.Tx) error {
		if _, err := tx.ClaimWith(t.Context(), member, []int64{owner}, ours); err != nil {
			return err
		}
		out, err := tx.Perform(t.Context(), act)
		if err == nil && out.Event != "linked" {
			t.Errorf("link: %+v", out)
		}
		if err == nil {
			err = tx.Flush(t.Context())
		}
		fn()
		return err
	})
}

// A message that comes while its chat is being linked is of whoever stays.
func TestAMessageThatComesMeanwhile(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.write(t, siti)
	kept, _ := h.member(t, siti)
	accepted := make(chan error, 1)
	h.during(t, siti, phone, func() {
		go func() {
			accepted <- h.Accept(t.Context(), []store.Received{text(phone, "meanwhile", "halo"), text(siti, "there", "halo")}, people)
		}()
		h.until(t, "1", waiting)
	})
	if err := <-accepted; err != nil {
		t.Fatal(err)
	}
	h.want(t, fmt.Sprintf("meanwhile %d; there %d", kept, kept), `select external_id, member_id from inbox where external_id in ('meanwhile', 'there') order by id`)
}

// A message that is being written when its chat is to be linked goes along.
func TestAMessageThatIsOnItsWay(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.write(t, siti)
	kept, _ := h.member(t, siti)
	code := h.code(t, phone, people) // the one who gives it goes
	gone, address := h.member(t, phone)
	way, err := h.sql.Begin(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	_, err = way.Exec(t.Context(), `insert into inbox (channel, account, external_id, member_id, address_id, kind, at)
		values ('whatsapp', '62811', 'on its way', $1, $2, 'text', $3)`, gone, address, people)
	if err != nil {
		t.Fatal(err)
	}
	linked := make(chan struct{})
	go func() { defer close(linked); h.asks(t, siti, people, flows.LinkAccounts{Code: code}) }()
	h.until(t, "1", waiting)
	if err := way.Commit(t.Context()); err != nil {
		t.Fatal(err)
	}
	<-linked
	h.want(t, fmt.Sprint(kept), `select member_id from inbox where external_id = 'on its way'`)
}

// The locks are taken in the order of ids, whoever asks.
func TestClaimWithWaitsForTheOthers(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.write(t, siti, budi)
	s, _ := h.member(t, siti)
	b, _ := h.member(t, budi)
	for _, pair := range [][2]int64{{s, b}, {b, s}} {
		other := siti
		if pair[1] == b {
			other = budi
		}
		claimed := make(chan error, 1)
		h.holding(t, other, func() {
			go func() {
				claimed <- h.Within(t.Context(), func(tx store.Tx) error {
					free, err := tx.ClaimWith(t.Context(), pair[0], []int64{pair[1]}, ours)
					if err == nil && !free {
						t.Errorf("%d is not free", pair[0])
					}
					return err
				})
			}()
			h.until(t, "1", waiting)
		})
		if err := <-claimed; err != nil {
			t.Error(err)
		}
	}
}

// Two ids of WhatsApp that turn out to be one person, at the same number of
// ours: the conversations become one. At another number, where only the younger
// id was known, the older leads to the same.
func TestTheSamePersonOnWhatsApp(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.exec(t, `insert into accounts (channel, name) values ('whatsapp', '62811'), ('whatsapp', '62822')`)
	who := func(phone, lid string) string {
		t.Helper()
		id, err := h.WhatsAppPerson(t.Context(), phone, lid, people)
		if err != nil {
			t.Fatal(err)
		}
		return id
	}
	at := func(account, id string) bot.Address {
		return bot.Address{Channel: "whatsapp", Account: account, ID: id}
	}
	older, younger := who("+628123", ""), who("", "99")
	h.write(t, at("62811", older))
	h.write(t, at("62811", younger))
	h.write(t, at("62822", younger))
	err := h.Notice(t.Context(), at("62811", younger), store.Bubble{Lane: bot.LaneNotice, Class: flows.Requested, Text: "kelas"}, people)
	if err != nil {
		t.Fatal(err)
	}
	first, goes := h.member(t, at("62811", older))
	second, _ := h.member(t, at("62822", younger))
	if got := who("+628123", "99"); got != older {
		t.Fatalf("the person is %s, not %s", got, older)
	}
	who("+628123", "99")
	h.want(t, fmt.Sprintf("same 62811 %d", first), `select kind, account, member_id from inbox where kind = 'same'`)
	if member, _ := h.member(t, at("62822", older)); member != second {
		t.Errorf("at the other number %d, not %d", member, second)
	}
	var act store.Act
	if err := h.sql.QueryRow(t.Context(), `select id, member_id from inbox where kind = 'same'`).Scan(&act.InboxID, &act.MemberID); err != nil {
		t.Fatal(err)
	}
	act.At, act.Action = people, flows.SamePerson{}
	for range 2 { // the second finds nothing to do
		h.within(t, func(tx store.Tx) error {
			others, err := tx.Touches(t.Context(), act)
			if err == nil {
				_, err = tx.ClaimWith(t.Context(), act.MemberID, others, ours)
			}
			if err == nil {
				_, err = tx.Perform(t.Context(), act)
			}
			return err
		})
	}
	h.want(t, "whatsapp 1", `select by, count(*) from merges group by 1`)
	h.want(t, fmt.Sprintf("%d queued %d", first, goes), `select member_id, state, address_id from outbox`)
	h.want(t, fmt.Sprintf("%d; %d", first, first), `select member_id from addresses where account = '62811' order by id`)
	if out := h.asks(t, at("62811", older), people, flows.UnlinkAccounts{}); out.Event != "nothing" {
		t.Errorf("they undo what WhatsApp told: %+v", out)
	}
}
