package store_test

import (
	"fmt"
	"testing"

	"golang.org/x/sync/errgroup"

	"langkah/bot"
	"langkah/flows"
	"langkah/store"
)

// act carries one action out for a, asked for by their message "m1".
func (h house) act(t *testing.T, a bot.Address, action flows.Action) flows.Outcome {
	t.Helper()
	member, _ := h.member(t, a)
	var out flows.Outcome
	h.within(t, func(tx store.Tx) (err error) {
		out, err = tx.Perform(t.Context(), store.Act{MemberID: member, ExternalID: "m1", At: people, Action: action})
		return err
	})
	return out
}

func (h house) person(t *testing.T, a bot.Address) flows.Person {
	t.Helper()
	return h.load(t, a).Person
}

func TestConsentIsProved(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.write(t, siti, budi)
	h.act(t, siti, flows.RecordConsent{Purpose: flows.Service, Given: true, Text: "layanan-1"})
	h.act(t, siti, flows.RecordConsent{Purpose: flows.Announcements, Given: true, Text: "kabar-1"})
	h.act(t, siti, flows.RecordConsent{Purpose: flows.Announcements, Given: false, Text: "kabar-2"})
	h.want(t, "service true layanan-1 m1; announcements true kabar-1 m1; announcements false kabar-2 m1",
		`select purpose, given, text, external_id from consents where at = $1 order by id`, people)
	if p := h.person(t, siti); !p.Service || p.Announcements {
		t.Errorf("consents of siti: %+v", p)
	}
	if p := h.person(t, budi); p.Service || p.Announcements {
		t.Errorf("consents of budi: %+v", p)
	}
}

var profile = flows.Answers{
	"name": "Siti Aminah", "phone": "+6281234567890", "kecamatan": "31.71.07", "kelurahan": "31.71.07.1002",
	"before": "yes", "news": "yes",
}

func TestRegisterTwice(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.write(t, siti)
	first := h.act(t, siti, flows.Register{Profile: profile})
	if first.Event != "registered" || first.Args["Number"] != "JKP-0000001" {
		t.Fatalf("registered: %+v", first)
	}
	h.want(t, "Siti Aminah +6281234567890 31.71.07 31.71.07.1002 true true",
		`select name, phone, kecamatan, kelurahan, claims_member, registered_at = $1 from members`, people)
	again := h.act(t, siti, flows.Register{Profile: flows.Answers{"name": "Siti A."}})
	if again.Event != "updated" || again.Args["Number"] != "JKP-0000001" {
		t.Errorf("registered again: %+v", again)
	}
	h.want(t, "Siti A. <nil> <nil> <nil> false map[name:Siti A.]",
		`select name, phone, kecamatan, kelurahan, claims_member, profile from members`)
	p := h.person(t, siti)
	if p.Number != "JKP-0000001" || p.Stages[0] != flows.Done || p.Stages[1] != flows.NotStarted || !p.Registered.Equal(people) {
		t.Errorf("member: %+v", p)
	}
}

func TestNumbersAreUnique(t *testing.T) {
	t.Parallel()
	h := open(t)
	var crowd []bot.Address
	for i := range 40 {
		a := siti
		a.ID = fmt.Sprint("p", i)
		crowd = append(crowd, a)
	}
	h.write(t, crowd...)
	var g errgroup.Group
	for w := range 8 {
		g.Go(func() error {
			for i := range crowd {
				member := int64((i*(2*w+1))%40 + 1)
				err := h.Within(t.Context(), func(tx store.Tx) error {
					_, err := tx.Perform(t.Context(), store.Act{MemberID: member, At: people, Action: flows.Register{Profile: profile}})
					return err
				})
				if err != nil {
					return err
				}
			}
			return nil
		})
	}
	if err := g.Wait(); err != nil {
		t.Fatal(err)
	}
	h.want(t, "40 40 40", `select count(distinct number), count(number), (select count(*) from stages) from members`)
}

// While a batch of turns gives somebody a number, their next message arrives.
func TestRegisteringDoesNotHoldUpMessages(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.write(t, siti)
	member, _ := h.member(t, siti)
	h.within(t, func(tx store.Tx) error {
		_, err := tx.Perform(t.Context(), store.Act{MemberID: member, At: people, Action: flows.Register{Profile: profile}})
		h.write(t, siti)
		return err
	})
	h.want(t, "2", `select count(*) from inbox`)
}

// queue writes rows of member a straight into the ledger, a word each.
func (h house) queue(t *testing.T, a bot.Address, lane bot.Lane, state string, words ...string) {
	t.Helper()
	member, address := h.member(t, a)
	for _, w := range words {
		h.exec(t, `insert into outbox (member_id, address_id, channel, account, lane, state, text, created_at, epoch)
			values ($1, $2, $3, $4, $5, $6, $7, $8, 1)`, member, address, a.Channel, a.Account, lane, state, w, people)
	}
}

func TestStopSkipsWhatWeStartOurselves(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.write(t, siti, budi)
	h.act(t, siti, flows.Register{Profile: profile})
	h.act(t, siti, flows.RecordConsent{Purpose: flows.Announcements, Given: true, Text: "kabar-1"})
	for _, a := range []bot.Address{siti, budi} {
		h.queue(t, a, bot.LaneReply, "queued", "reply")
		h.queue(t, a, bot.LaneNotice, "queued", "notice")
		h.queue(t, a, bot.LaneBroadcast, "waiting", "waiting")
		h.queue(t, a, bot.LaneBroadcast, "leased", "flying")
		h.queue(t, a, bot.LaneBroadcast, "sent", "gone")
	}
	h.act(t, siti, flows.StopMessages{Text: "kabar-1"})
	const states = `select text, state, reason, useful_until is not null from outbox where member_id = $1 order by id`
	s, _ := h.member(t, siti)
	b, _ := h.member(t, budi)
	h.want(t, "reply queued <nil> false; notice skipped stopped true; waiting skipped stopped true; flying leased <nil> true; gone sent <nil> false", states, s)
	h.want(t, "reply queued <nil> false; notice queued <nil> false; waiting waiting <nil> false; flying leased <nil> false; gone sent <nil> false", states, b)
	h.want(t, "announcements false kabar-1 m1", `select purpose, given, text, external_id from consents order by id desc limit 1`)
	if p := h.person(t, siti); p.Announcements || p.Advised || p.Profile["news"] != "no" {
		t.Errorf("after the stop: %+v", p)
	}
	h.act(t, siti, flows.ResumeMessages{Text: "kabar-2"})
	h.want(t, "announcements true kabar-2 m1", `select purpose, given, text, external_id from consents order by id desc limit 1`)
	if p := h.person(t, siti); !p.Announcements || !p.Advised || p.Profile["news"] != "yes" {
		t.Errorf("after the way back: %+v", p)
	}
}

// What was in flight when they said stop, and did not arrive, is not tried again.
func TestStopReachesWhatIsInFlight(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.write(t, siti)
	h.queue(t, siti, bot.LaneBroadcast, "queued", "news")
	l := h.own(t, h.Store)
	rows := h.turn(t, l, nil)
	h.act(t, siti, flows.StopMessages{})
	if again := h.turn(t, l, []store.Result{{ID: rows[0].ID, State: "queued"}}); len(again) != 0 {
		t.Errorf("sent again: %+v", again)
	}
	h.want(t, "expired", `select state from outbox`)
}

func TestReach(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.write(t, siti, budi)
	_, address := h.member(t, siti)
	h.act(t, siti, flows.Reach{AddressID: address, Blocked: true})
	h.want(t, "siti", `select address from addresses where blocked_at = $1`, people)
	h.act(t, siti, flows.Reach{AddressID: address})
	h.want(t, "0", `select count(*) from addresses where blocked_at is not null`)
}
