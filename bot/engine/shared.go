package engine

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"langkah/bot"
	"langkah/flows"
	"langkah/store"
)

// same is the kind of an inbox row that nobody wrote: two whom a messenger knew
// are one person.
const same bot.Kind = "same"

// shared is what the turn is about to do to other people's rows as well; nil:
// nothing.
func (j *job) shared() flows.Action {
	for _, a := range append(slices.Clip(j.turn.Do), j.turn.Act) {
		if s, ok := a.(flows.Shared); ok {
			return s
		}
	}
	return nil
}

// part leaves what is not yet answered to a transaction of its own.
func (j *job) part() {
	j.talk.Messages, j.turn, j.apart = j.talk.Messages[:j.next], nil, true
	j.wrote = false // what they said is not answered yet
}

// parted are the people whose turns must run alone.
func parted(jobs []*job) (ids []int64) {
	for _, j := range jobs {
		if j.apart {
			ids = append(ids, j.talk.MemberID)
		}
	}
	return ids
}

// lacks says that a turn needs other people locked, too.
type lacks struct{ others []int64 }

func (l *lacks) Error() string { return fmt.Sprintf("%d more people are to be locked", len(l.others)) }

// held tells whether all whom a shared act touches are locked.
func held(ctx context.Context, tx store.Tx, j *job, others []int64) error {
	act := j.act()
	act.Action = j.shared()
	touched, err := tx.Touches(ctx, act)
	if err != nil {
		return j.blame(err)
	}
	if slices.ContainsFunc(touched, func(id int64) bool { return !slices.Contains(others, id) }) {
		return &lacks{touched}
	}
	return nil
}

const relocks = 5 // whom an act touches may change between two looks

// one answers a person's messages, those before until if it is not 0. When a
// turn touches others, it begins anew with all of them locked.
func (e *Engine) one(ctx context.Context, member, until int64) error {
	var others []int64
	for range relocks {
		err := e.together(ctx, member, others, until)
		var more *lacks
		if !errors.As(err, &more) {
			return err
		}
		others = more.others
	}
	return errors.New("lock people: they change faster than they are locked")
}

func (e *Engine) together(ctx context.Context, member int64, others []int64, until int64) error {
	var jobs []*job
	err := e.within(ctx, func(tx store.Tx, h *handover) error {
		jobs = nil
		free, err := tx.ClaimWith(ctx, member, others, e.Router.Versions())
		if err != nil || !free {
			return err
		}
		jobs, err = e.answer(ctx, tx, h, scope{ids: []int64{member}, until: until, alone: true, others: others})
		return err
	})
	if err == nil {
		e.meters.committed(jobs, e.Now())
		e.ringFor(jobs)
	}
	return err
}

// rehouse gives what is said to whose address it is now.
func rehouse(ctx context.Context, tx store.Tx, jobs []*job) error {
	if !slices.ContainsFunc(jobs, func(j *job) bool { return j.last }) {
		return nil
	}
	var addresses []int64
	for _, j := range jobs {
		for _, b := range j.bubbles {
			addresses = append(addresses, b.AddressID)
		}
	}
	owners, err := tx.Owners(ctx, addresses)
	if err != nil {
		return err
	}
	for _, j := range jobs {
		for i, b := range j.bubbles {
			j.bubbles[i].MemberID = owners[b.AddressID]
		}
	}
	return nil
}

// notices are what a turn has said elsewhere.
func (e *Engine) notices(t *flows.Turn, at time.Time) ([]store.Bubble, error) {
	var list []store.Bubble
	for _, n := range t.Tell {
		b, err := e.bubble(n.Lang, n.Say, at)
		if err != nil {
			return nil, err
		}
		b.MemberID, b.AddressID, b.Lane, b.Class, b.UsefulUntil, b.Stays, b.Handoff = n.MemberID, n.AddressID, bot.LaneNotice, flows.Requested, n.Until, true, n.Handoff
		for i, c := range n.Choices {
			b.Choices = append(b.Choices, bot.Choice{ID: c.Value, Label: c.Label, Number: i + 1})
		}
		if n.Spoken {
			b.Lane = bot.LaneReply
		}
		list = append(list, b)
	}
	return list, nil
}
