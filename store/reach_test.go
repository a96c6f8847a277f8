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

var office = bot.Account{Channel: "whatsapp", Name: "628110000000"}

func onWhatsApp(name string) bot.Address {
	return bot.Address{Channel: office.Channel, Account: office.Name, ID: name}
}

// hears has somebody write at.
func (h house) hears(t *testing.T, a bot.Address, at time.Time) {
	t.Helper()
	m := text(a, fmt.Sprint(a.ID, serial()), "halo")
	m.At = at
	if err := h.Accept(t.Context(), []store.Received{m}, at); err != nil {
		t.Fatal(err)
	}
}

func (h house) ownOffice(t *testing.T) store.Lease {
	t.Helper()
	o, err := h.Own(t.Context(), office, t.Name())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(o.Release)
	return o.Lease
}

func (h house) sift(t *testing.T, g bot.Gate, at time.Time) {
	t.Helper()
	for {
		n, err := h.Sift(t.Context(), office, store.Reach{Gate: g, People: at, Elsewhere: []string{"telegram"}})
		if err != nil {
			t.Fatal(err)
		}
		if n == 0 {
			return
		}
	}
}

// history is people who write, rows that are queued, a clock that jumps and a
// gate that opens and shuts, in any order; some talks are refused.
type history struct {
	house
	t       *testing.T
	rt      *rapid.T
	lease   store.Lease
	now     time.Time
	gate    bot.Gate
	heard   map[string]time.Time
	begun   map[string]map[string]int // by day: with whom a talk was begun, by how many rows
	vain    []func()                  // takes back that a talk was begun, once it is settled that it was refused
	settled []store.Result            // what left, to be settled
	refused map[int64]time.Time       // rows that were, by the last word of their person
}

func (w *history) who() string {
	return rapid.SampledFrom([]string{"ani", "budi", "cici", "dodi"}).Draw(w.rt, "who")
}

func (w *history) write() {
	name := w.who()
	w.heard[name] = w.now
	w.hears(w.t, onWhatsApp(name), w.now)
	w.exec(w.t, `update members set announcements = true where not announcements`)
}

func (w *history) queue() {
	name := w.who()
	if w.heard[name].IsZero() {
		return
	}
	member, address := w.member(w.t, onWhatsApp(name))
	lane := bot.Lane(rapid.IntRange(0, 2).Draw(w.rt, "lane"))
	b := store.Bubble{MemberID: member, AddressID: address, Lane: lane, Text: name}
	if lane > 0 {
		b.Class = rapid.SampledFrom([]flows.MessageClass{flows.Requested, flows.Advised, flows.Announced}).Draw(w.rt, "class")
	}
	var rooms []store.Room
	if rapid.Bool().Draw(w.rt, "into room") {
		rooms = []store.Room{{Lease: w.lease, Rows: 3, Until: machine.Add(time.Hour), Cold: w.now.Add(-bot.ColdAfter)}}
	}
	w.within(w.t, func(tx store.Tx) error {
		return tx.SayInto(w.t.Context(), rooms, []store.Bubble{b}, w.now, w.leave)
	})
}

func (w *history) send() {
	d := store.Due{Limit: rapid.IntRange(1, 8).Draw(w.rt, "limit"), MaxLane: bot.LaneBroadcast, People: w.now, Machine: machine, Lease: time.Minute,
		Reach: &store.Reach{Gate: w.gate, People: w.now}}
	rows, err := w.Turnover(w.t.Context(), w.lease, nil, d)
	if err != nil {
		w.t.Fatal(err)
	}
	for _, o := range rows {
		if o.Lane > 0 && w.gate.Shut {
			w.rt.Errorf("%s is written to through a gate that is shut", o.Text)
		}
	}
	w.leave(rows)
}

// leave judges what leaves by what the test knows, and settles it.
func (w *history) leave(rows []bot.Outbound) {
	var done []store.Result
	day := w.now.In(bot.WIB).Format(time.DateOnly)
	for _, o := range rows {
		since := w.now.Sub(w.heard[o.Text])
		if since > bot.ColdAfter {
			w.rt.Errorf("%s, lane %d, is written to %v after their last word", o.Text, o.Lane, since)
		}
		if o.Lane > 0 && since > bot.OpenFor {
			if w.begun[day] == nil {
				w.begun[day] = map[string]int{}
			}
			w.begun[day][o.Text]++
			if w.gate.Begin >= 0 && len(w.begun[day]) > w.gate.Begin {
				w.rt.Errorf("%d talks are begun, %d may be", len(w.begun[day]), w.gate.Begin)
			}
		}
		if after, was := w.refused[o.ID]; was && o.Lane > 0 && w.gate.Begin == 0 && !w.heard[o.Text].After(after) {
			w.rt.Errorf("%s, lane %d, was refused, and is written to again", o.Text, o.Lane)
		}
		r := gone(o)
		r.At = w.now
		if rapid.IntRange(0, 3).Draw(w.rt, "refuses") == 0 {
			r.State, r.Reason, r.Refused, r.NotBefore = "waiting", "number_held", true, machine.Add(time.Hour)
			w.refused[o.ID] = w.heard[o.Text]
			if o.Lane > 0 && since > bot.OpenFor {
				w.vain = append(w.vain, func() {
					if w.begun[day][o.Text]--; w.begun[day][o.Text] == 0 {
						delete(w.begun[day], o.Text)
					}
				})
			}
		}
		done = append(done, r)
	}
	w.settled = append(w.settled, done...)
}

func (w *history) settle() {
	if _, err := w.Turnover(w.t.Context(), w.lease, w.settled, store.Due{}); err != nil {
		w.t.Fatal(err)
	}
	for _, undo := range w.vain {
		undo()
	}
	w.settled, w.vain = nil, nil
}

// TestNothingColdLeaves: whatever happened, nobody is written to who has not
// written for 28 days, no more talks are begun than may be, nothing passes a gate
// that is shut, and what was refused is not tried again for nothing. Nothing is
// lost: each row has left, or waits, or says why not.
func TestNothingColdLeaves(t *testing.T) {
	t.Parallel()
	h := open(t)
	lease := h.ownOffice(t)
	rapid.Check(t, func(rt *rapid.T) {
		h.exec(t, `delete from calls`)
		h.exec(t, `delete from outbox`)
		h.exec(t, `update addresses set heard_at = null`)
		w := &history{house: h, t: t, rt: rt, lease: lease, now: people, gate: bot.Gate{Begin: -1}, heard: map[string]time.Time{}, begun: map[string]map[string]int{}, refused: map[int64]time.Time{}}
		acts := []func(){w.write, w.queue, w.queue, w.send, w.settle,
			func() {
				w.now = w.now.Add(time.Duration(rapid.SampledFrom([]int{1, 12, 25, 24 * 7, 24 * 14, 24 * 29}).Draw(rt, "hours")) * time.Hour)
			},
			func() { w.sift(t, w.gate, w.now) },
			func() { w.queue(); w.now = w.now.Add(29 * 24 * time.Hour); w.send() },
			func() {
				w.gate.Shut = rapid.IntRange(0, 3).Draw(rt, "shut") == 0
				w.gate.Begin = max(rapid.IntRange(-1, 2).Draw(rt, "begin"), w.least())
			},
		}
		for range rapid.IntRange(20, 120).Draw(rt, "steps") {
			acts[rapid.IntRange(0, len(acts)-1).Draw(rt, "act")]()
		}
		w.settle()
		w.sift(t, w.gate, w.now)
		w.ends()
	})
}

// least: a budget that is cut during a day cannot take back what was begun.
func (w *history) least() int { return len(w.begun[w.now.In(bot.WIB).Format(time.DateOnly)]) }

func (w *history) ends() {
	left := w.read(w.t, `select count(*) from outbox where not (
		state = 'sent' or state = 'queued' or state = 'waiting' and reason in ('next_contact', 'number_held') or state = 'expired' and reason = 'cold')`)
	if left != "0" {
		w.rt.Errorf("%s rows are lost: %s", left, w.read(w.t, `select state, coalesce(reason, ''), count(*) from outbox group by 1, 2`))
	}
	calls := w.read(w.t, `select (select count(*) from calls) - (select count(*) from outbox where state = 'waiting' and reason = 'next_contact' and class = 'requested')`)
	if calls != "0" {
		w.rt.Errorf("%s calls too many", calls)
	}
}
