package engine

import (
	"context"
	"time"

	"langkah/bot"
	"langkah/bot/outbox"
	"langkah/store"
)

// quiet is how many people a commit may answer whose answers leave with it. In a
// crowd it is cheaper to claim, send and settle many together.
const quiet = 4

// handover is what a commit hands to the senders of this process: the answers
// that were written into room which they promised.
type handover struct {
	desk  *outbox.Desk
	rooms []*outbox.Room
	rows  []bot.Outbound
	told  int  // people who are told something, and notices
	more  bool // something was brought before the engine
}

// within is a transaction whose answers leave with its commit. For others the
// bell is rung; what a person is told beyond the first follows it by itself.
func (e *Engine) within(ctx context.Context, fn func(store.Tx, *handover) error) error {
	h := &handover{desk: e.Desk}
	err := e.Store.Within(ctx, func(tx store.Tx) error {
		h.fill() // the try before was rolled back
		return fn(tx, h)
	})
	switch {
	case err == nil:
		rest := h.told > len(h.rows)
		if h.more {
			e.wake(1)
		}
		h.fill(h.rows...)
		if rest {
			e.Out.Ring()
		}
	case store.Passing(err):
		for _, r := range h.rooms {
			r.Doubt()
		}
	default:
		h.fill()
	}
	return err
}

// fill ends the promises. What was leased leaves.
func (h *handover) fill(rows ...bot.Outbound) {
	for _, r := range h.rooms {
		var its []bot.Outbound
		for _, out := range rows {
			if out.To.Channel == r.Account.Channel && out.To.Account == r.Account.Name {
				its = append(its, out)
			}
		}
		r.Fill(its)
	}
	h.rooms, h.rows, h.told, h.more = nil, nil, 0, false
}

// say writes what everybody is told, into room as far as there is any.
func (h *handover) say(ctx context.Context, tx store.Tx, jobs []*job, at time.Time) error {
	var bubbles []store.Bubble
	people := map[bot.Account]int{} // who are told something
	for _, j := range jobs {
		if len(j.bubbles) > 0 {
			bubbles = append(bubbles, j.bubbles...)
			people[j.from]++
			h.told += 1 + j.notices
		}
	}
	var rooms []store.Room
	if h.told <= quiet {
		rooms = h.ask(people)
	}
	return tx.SayInto(ctx, rooms, bubbles, at, func(leased []bot.Outbound) { h.rows = leased })
}

// ask is the room that there is for so many people of each account.
func (h *handover) ask(people map[bot.Account]int) (rooms []store.Room) {
	for of, n := range people {
		if r := h.desk.Ask(of, n); r != nil {
			h.rooms, rooms = append(h.rooms, r), append(rooms, r.Room)
		}
	}
	return rooms
}
