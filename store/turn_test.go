package store_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"langkah/bot"
	"langkah/flows"
	"langkah/store"
)

// load is one person's conversation, read in a transaction of its own.
func (h house) load(t *testing.T, a bot.Address) (c *store.Conversation) {
	t.Helper()
	id, _ := h.member(t, a)
	h.within(t, func(tx store.Tx) error {
		list, err := tx.Load(t.Context(), []int64{id}, people)
		if err == nil {
			c = list[0]
		}
		return err
	})
	return c
}

func TestLoadReadsWhatWasKept(t *testing.T) {
	t.Parallel()
	h := open(t)
	in := bot.Inbound{
		From: siti, ExternalID: "m1", Kind: bot.Photo, Text: "ini", Pick: "p", Phone: "+62811",
		Media: &bot.Media{Ref: "r", Name: "n", MIME: "image/jpeg", Size: 9}, At: people.Add(-time.Hour),
	}
	if err := h.Accept(t.Context(), []store.Received{{Inbound: in, Masked: true}}, people); err != nil {
		t.Fatal(err)
	}
	member, address := h.member(t, siti)
	want := &store.Conversation{
		MemberID: member, Person: flows.Person{Profile: flows.Answers{}, Advised: true},
		Messages: []store.Message{{
			ID: 1, ExternalID: "m1", Kind: bot.Photo, Text: "ini", Pick: "p", Masked: true, At: in.At, Media: in.Media,
			To: store.Address{ID: address, Address: siti, Phone: "+62811", HeardAt: in.At},
		}},
	}
	got := h.load(t, siti)
	got.Messages[0].At, got.Messages[0].To.HeardAt = got.Messages[0].At.UTC(), got.Messages[0].To.HeardAt.UTC()
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestSaveAndLoad(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.write(t, siti, budi)
	s := flows.Session{
		Flow: "menu", State: "home", Version: 1, Lang: "en", Answers: flows.Answers{"name": "Siti"},
		Offer: []flows.Choice{{Value: "a", Label: "Ä \"b\""}}, Trail: " x y", Misses: 2, Page: 1,
		Parked: &flows.Session{Flow: "registration", State: "name", Version: 3, Answers: flows.Answers{"k": "v"}},
	}
	h.session(t, siti, s)
	if diff := cmp.Diff(s, h.load(t, siti).Session); diff != "" {
		t.Error(diff)
	}
	h.want(t, "menu home 1 en", `select flow, state, version, lang from conversations where flow <> ''`)
	s.Lang = ""
	h.session(t, siti, s)
	h.want(t, "en", `select lang from conversations where flow <> ''`)
	if got := h.load(t, budi).Session; got.Flow != "" {
		t.Errorf("another person's session became %+v", got)
	}
	h.session(t, budi, flows.Session{Flow: "menu", Answers: flows.Answers{"name": "Bud\xff"}})
	if got := h.load(t, budi).Session.Answers["name"]; got != "Bud\uFFFD" {
		t.Errorf("half a letter was kept as %q", got)
	}
}

func TestFinish(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.write(t, siti, budi, siti)
	h.within(t, func(tx store.Tx) error { return tx.Finish(t.Context(), []int64{1, 2}, people) })
	h.want(t, "done true; done true; pending false", `select state, done_at = $1 is true from inbox order by id`, people)
}

func TestSayKeepsOrderAndContents(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.write(t, siti, budi)
	s, sa := h.member(t, siti)
	b, ba := h.member(t, budi)
	h.within(t, func(tx store.Tx) error {
		if err := tx.Say(t.Context(), nil, people); err != nil {
			return err
		}
		return tx.Say(t.Context(), []store.Bubble{
			{MemberID: s, AddressID: sa, InboxID: 1, Text: "satu", Choices: []bot.Choice{{ID: "x", Label: "X", Number: 1}}, Contact: "Bagikan"},
			{MemberID: b, AddressID: ba, Lane: bot.LaneNotice, Text: "dua", UsefulUntil: people.Add(time.Hour)},
			{MemberID: s, AddressID: sa, InboxID: 1, Text: "tiga"},
		}, people)
	})
	h.want(t, `satu 0 queued 1 [map[id:x label:X n:1]] Bagikan false; dua 1 queued <nil> <nil>  true; tiga 0 queued 1 <nil>  false`,
		`select text, lane, state, inbox_id, choices, contact, useful_until is not null from outbox order by id`)
	h.want(t, "3", `select count(*) from outbox where channel = 'telegram' and account = 'langkah_bot' and created_at = $1`, people)
}

// fail counts a try and commits.
func (h house) fail(t *testing.T, a bot.Address, inbox int64) (id int64, last bool) {
	t.Helper()
	member, _ := h.member(t, a)
	h.within(t, func(tx store.Tx) error {
		m, lang, gone, err := tx.Fail(t.Context(), member, inbox, "menu.home: panic", 3)
		if err == nil && m.ID != 0 && (lang != "id" || m.To.ID == 0) {
			t.Errorf("failed message %+v in %q", m, lang)
		}
		id, last = m.ID, gone
		return err
	})
	return id, last
}

func TestFailSetsAsideAfterThreeTries(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.write(t, siti, budi, siti, siti)
	for try, last := range []bool{false, false, true} {
		if id, gone := h.fail(t, siti, 3); id != 3 || gone != last {
			t.Errorf("try %d: message %d, set aside %v", try+1, id, gone)
		}
	}
	h.want(t, "1 pending 0 <nil>; 2 pending 0 <nil>; 3 quarantined 3 menu.home: panic; 4 pending 0 <nil>",
		`select id, state, tries, fault from inbox order by id`)
	if id, _ := h.fail(t, siti, 0); id != 1 {
		t.Errorf("nobody blamed: counted %d, want the oldest", id)
	}
	// The one that was blamed is settled: nobody else takes the blame.
	if id, last := h.fail(t, siti, 3); id != 0 || last {
		t.Errorf("counted %d (%v) for a message that is not pending", id, last)
	}
	h.exec(t, `update inbox set state = 'done'`)
	if id, _ := h.fail(t, siti, 0); id != 0 {
		t.Errorf("counted %d of nothing", id)
	}
}

// An apology must not overtake answers that another worker is writing.
func TestFailWaitsForWhoHoldsTheConversation(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.write(t, siti)
	member, address := h.member(t, siti)
	counted := make(chan error, 1)
	h.holding(t, siti, func() {
		go func() {
			counted <- h.Within(t.Context(), func(tx store.Tx) error {
				m, _, _, err := tx.Fail(t.Context(), member, 1, "x", 1)
				if err != nil {
					return err
				}
				return tx.Say(t.Context(), []store.Bubble{{MemberID: member, AddressID: m.To.ID, Text: "maaf"}}, people)
			})
		}()
		h.until(t, "1", `select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`)
		h.within(t, func(tx store.Tx) error {
			return tx.Say(t.Context(), []store.Bubble{{MemberID: member, AddressID: address, Text: "jawaban"}}, people)
		})
	})
	if err := <-counted; err != nil {
		t.Fatal(err)
	}
	h.want(t, "jawaban; maaf", `select text from outbox order by id`)
}
