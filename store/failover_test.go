package store_test

import (
	"fmt"
	"testing"
	"time"

	"pgregory.net/rapid"

	"langkah/bot"
	"langkah/flows"
	"langkah/store"
)

const patience = 30 * time.Minute

// two is somebody with WhatsApp and Telegram, who has just written on both.
func (h house) two(t *testing.T, name string) (whatsapp, telegram int64) {
	t.Helper()
	other := bot.Address{Channel: tg.Channel, Account: tg.Name, ID: name}
	h.hears(t, onWhatsApp(name), people)
	h.hears(t, other, people)
	member, whatsapp := h.member(t, onWhatsApp(name))
	_, telegram = h.member(t, other)
	h.exec(t, `update addresses set member_id = $1 where id = $2`, member, telegram)
	return whatsapp, telegram
}

func (h house) asked(t *testing.T, name string, at time.Time) {
	t.Helper()
	err := h.Notice(t.Context(), onWhatsApp(name), store.Bubble{Lane: bot.LaneNotice, Class: flows.Requested, Text: name}, at)
	if err != nil {
		t.Fatal(err)
	}
}

func (h house) failOver(t *testing.T, at time.Time) {
	t.Helper()
	f := store.FailOver{Since: at.Add(-patience), Elsewhere: []string{"telegram"}, Written: []string{office.Channel}, Receipts: []string{"whatsapp"}}
	if _, err := h.FailOver(t.Context(), f, at); err != nil {
		t.Fatal(err)
	}
}

const ledger = `select channel, state, coalesce(reason, '-') from outbox order by id`

func TestFailOver(t *testing.T) {
	t.Parallel()
	h := open(t)
	later := people.Add(patience + time.Minute)
	for state, want := range map[string]string{
		"queued":                     "whatsapp skipped other_channel; telegram queued -",
		"waiting/number_held":        "whatsapp skipped other_channel; telegram queued -",
		"waiting/next_contact":       "whatsapp skipped other_channel; telegram queued -",
		"failed/opted_out":           "whatsapp skipped other_channel; telegram queued -",
		"queued/in_doubt":            "whatsapp queued in_doubt",
		"queued/throttled not_there": "whatsapp skipped other_channel; telegram queued -",
		"unknown/owner_lost":         "whatsapp unknown owner_lost",
		"leased":                     "whatsapp leased -",
		"sent":                       "whatsapp sent -; whatsapp queued -",
		"delivered":                  "whatsapp delivered -",
		"read":                       "whatsapp read -",
	} {
		name := fmt.Sprint("p", serial())
		h.exec(t, `delete from outbox`)
		h.two(t, name)
		h.asked(t, name, people)
		h.exec(t, `update outbox set state = split_part($1, '/', 1), reason = nullif(split_part($1, '/', 2), ''), sent_at = $2,
			in_doubt = $1 like '%in_doubt'`, state, people)
		h.failOver(t, people.Add(patience-time.Minute))
		h.want(t, "1", `select count(*) from outbox`)
		h.failOver(t, later)
		h.want(t, want, ledger)
		h.failOver(t, later.Add(time.Minute)) // once is enough
		h.want(t, want, ledger)
	}
}

// Nothing goes another way that nobody asked for, or to whom no other leads.
func TestNoFailOver(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.hears(t, onWhatsApp("alone"), people)
	h.asked(t, "alone", people)
	h.two(t, "both")
	h.exec(t, `update members set announcements = true`)
	for _, class := range []flows.MessageClass{flows.Advised, flows.Announced} {
		if err := h.Notice(t.Context(), onWhatsApp("both"), store.Bubble{Lane: bot.LaneNotice, Class: class, Text: "x"}, people); err != nil {
			t.Fatal(err)
		}
	}
	h.two(t, "shut")
	h.asked(t, "shut", people)
	h.exec(t, `update addresses set blocked_at = $1 where channel = 'telegram' and address = 'shut'`, people)
	h.failOver(t, people.Add(2*patience))
	h.want(t, "4", `select count(*) from outbox where state = 'queued' and channel = 'whatsapp'`)
	h.want(t, "4", `select count(*) from outbox`)
}

// TestNeverBoth: whatever the order of sends, receipts, recalls and looks, the
// person is never left with the same notice on both, and has it on one in the
// end, once both messengers work.
func TestNeverBoth(t *testing.T) {
	t.Parallel()
	h := open(t)
	rapid.Check(t, func(rt *rapid.T) {
		h.exec(t, `delete from outbox`)
		name := fmt.Sprint("n", serial())
		h.two(t, name)
		h.asked(t, name, people)
		w := &twoPhones{house: h, t: t, now: people, way: map[int64]int64{}}
		acts := []func(){
			func() {
				w.now = w.now.Add(rapid.SampledFrom([]time.Duration{time.Minute, 31 * time.Minute}).Draw(rt, "pass"))
			},
			func() { h.failOver(t, w.now) },
			func() { w.send("whatsapp") }, func() { w.send("telegram") }, w.online,
		}
		for range rapid.IntRange(5, 30).Draw(rt, "steps") {
			acts[rapid.IntRange(0, len(acts)-1).Draw(rt, "act")]()
			if w.onWhatsApp && w.onTelegram {
				rt.Fatalf("shown on both: %s", h.read(t, ledger))
			}
		}
		for range 6 { // all is well from here on
			w.send("whatsapp")
			w.send("telegram")
			w.online()
			w.now = w.now.Add(31 * time.Minute)
			h.failOver(t, w.now)
		}
		if w.onWhatsApp == w.onTelegram {
			rt.Fatalf("on WhatsApp %v, on Telegram %v: %s", w.onWhatsApp, w.onTelegram, h.read(t, ledger))
		}
	})
}

// twoPhones is a phone with both messengers; WhatsApp keeps what comes while it
// is off the net.
type twoPhones struct {
	house
	t                      *testing.T
	now                    time.Time
	way                    map[int64]int64 // rows on their way to the phone, and what they take back
	order                  []int64
	onWhatsApp, onTelegram bool
}

// send has a messenger take what is queued for it.
func (w *twoPhones) send(channel string) {
	rows, err := w.sql.Query(w.t.Context(), `
		update outbox set state = 'sent', sent_at = $2, external_id = 'x' || id where channel = $1 and state = 'queued' returning id, coalesce(recalls, 0)`, channel, w.now)
	if err != nil {
		w.t.Fatal(err)
	}
	defer rows.Close()
	for rows.Next() {
		var id, recalls int64
		if err := rows.Scan(&id, &recalls); err != nil {
			w.t.Fatal(err)
		}
		if channel == "telegram" {
			w.onTelegram = true
			continue
		}
		w.way[id] = recalls
		w.order = append(w.order, id)
	}
}

// online brings what waited, in order, and tells that it came.
func (w *twoPhones) online() {
	for _, id := range w.order {
		w.onWhatsApp = w.way[id] == 0
		r := bot.Receipt{Account: office, ExternalID: fmt.Sprint("x", id), Kind: bot.Delivered, At: w.now}
		if err := w.Receipts(w.t.Context(), []bot.Receipt{r}); err != nil {
			w.t.Fatal(err)
		}
	}
	w.order = nil
}

// What was taken back and can be said nowhere else any more is a call, also
// when it was long on its way.
func TestTakenBackForNothingIsACall(t *testing.T) {
	t.Parallel()
	for _, after := range []time.Duration{time.Hour, 48*time.Hour + 20*time.Minute} {
		h := open(t)
		h.two(t, "siti")
		h.asked(t, "siti", people)
		h.exec(t, `update outbox set state = 'sent', sent_at = $1`, people)
		h.failOver(t, people.Add(patience+time.Minute))
		h.want(t, "sent; queued", `select state from outbox order by id`)
		h.exec(t, `update outbox set state = 'sent', sent_at = $1 where recalls is not null`, people.Add(after))
		h.exec(t, `insert into members (created_at) values ($1)`, people)
		h.exec(t, `update addresses set member_id = (select max(id) from members) where channel = 'telegram'`)
		for range 2 {
			h.failOver(t, people.Add(after))
		}
		h.want(t, "siti open", `select o.text, c.state from calls c join outbox o on o.id = c.outbox_id`)
		h.want(t, "sent; sent", `select state from outbox order by id`)
	}
}

// A picture without words goes the other way like anything else.
func TestAPictureGoesTheOtherWay(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.two(t, "siti")
	h.asked(t, "siti", people)
	h.exec(t, `update outbox set state = 'sent', sent_at = $1, text = '', media = '{"Kind":"photo"}'`, people)
	h.failOver(t, people.Add(patience+time.Minute))
	h.exec(t, `update outbox set state = 'sent', sent_at = $1 where recalls is not null`, people)
	h.failOver(t, people.Add(patience+2*time.Minute))
	h.want(t, "whatsapp skipped recalled; whatsapp sent -; telegram queued -", ledger)
}

// What Telegram does not bring goes by WhatsApp, to who has written there of
// late, and by no third way after that: then it is a call.
func TestFailOverToWhatsApp(t *testing.T) {
	t.Parallel()
	h := open(t)
	later := people.Add(patience + time.Minute)
	for _, c := range []struct {
		state string
		heard time.Time
		want  string
		calls string
	}{
		{"queued", people, "telegram skipped other_channel; whatsapp queued -", "0"},
		{"failed", people, "telegram skipped other_channel; whatsapp queued -", "0"},
		{"queued", longAgo, "telegram queued -", "0"},
		{"failed", longAgo, "telegram failed -", "1"},
		{"sent", people, "telegram sent -", "0"}, // it has arrived
		{"unknown", people, "telegram unknown -", "0"},
	} {
		name := fmt.Sprint("w", serial())
		h.exec(t, `delete from calls`)
		h.exec(t, `delete from outbox`)
		h.two(t, name)
		h.exec(t, `update addresses set heard_at = $1 where channel = 'whatsapp'`, c.heard)
		at := bot.Address{Channel: tg.Channel, Account: tg.Name, ID: name}
		if err := h.Notice(t.Context(), at, store.Bubble{Lane: bot.LaneNotice, Class: flows.Requested, Text: name}, people); err != nil {
			t.Fatal(err)
		}
		h.exec(t, `update outbox set state = $1, sent_at = $2`, c.state, people)
		h.failOver(t, later)
		h.failOver(t, later.Add(time.Minute))
		h.want(t, c.want, ledger)
		h.want(t, c.calls, `select count(*) from calls`)
	}
}

// Where neither messenger works a notice goes to and fro once, no more.
func TestFailOverEnds(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.two(t, "siti")
	h.asked(t, "siti", people)
	for at := people; at.Before(people.Add(24 * time.Hour)); at = at.Add(patience + time.Minute) {
		h.failOver(t, at)
	}
	h.want(t, "whatsapp skipped other_channel; telegram queued -", ledger)
	h.exec(t, `update outbox set state = 'failed' where state = 'queued'`)
	h.exec(t, `update addresses set blocked_at = $1 where channel = 'telegram'`, people)
	h.failOver(t, people.Add(25*time.Hour))
	h.want(t, "1", `select count(*) from calls`)
}
