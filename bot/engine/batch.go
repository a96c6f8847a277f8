package engine

import (
	"context"
	"errors"
	"fmt"
	"time"

	"langkah/bot"
	"langkah/flows"
	"langkah/store"
)

// fault blames one person's message for a failed turn.
type fault struct {
	member, inbox int64
	err           error
}

func (f *fault) Error() string { return fmt.Sprintf("answer message %d: %v", f.inbox, f.err) }
func (f *fault) Unwrap() error { return f.err }

// batch answers the people it can claim and returns how many. When the batch
// fails it is rolled back and each of its people is answered alone.
func (e *Engine) batch(ctx context.Context) (int, error) {
	var ids []int64
	err := e.Store.Within(ctx, func(tx store.Tx) error {
		var err error
		if ids, err = tx.Claim(ctx, e.Router.Versions()); err != nil || len(ids) == 0 {
			return err
		}
		return e.answer(ctx, tx, ids)
	})
	switch {
	case err == nil:
		if len(ids) > 0 {
			e.Out.Ring()
		}
		return len(ids), nil
	case len(ids) == 0 || store.Passing(err):
		return 0, err
	}
	e.Log.Warn().Err(err).Int("people", len(ids)).Msg("batch falls back to one by one")
	for _, id := range ids {
		if err := e.alone(ctx, id); err != nil {
			return 0, err
		}
	}
	return len(ids), nil
}

// alone answers one person. Only a failure here counts as a try.
func (e *Engine) alone(ctx context.Context, member int64) error {
	var first int64
	err := e.Store.Within(ctx, func(tx store.Tx) error {
		free, err := tx.ClaimOne(ctx, member)
		if err != nil || !free {
			return err
		}
		return e.answer(ctx, tx, []int64{member})
	})
	if err == nil {
		e.Out.Ring()
		return nil
	}
	if store.Passing(err) {
		return err
	}
	var f *fault
	if errors.As(err, &f) {
		first = f.inbox
	}
	return e.count(ctx, member, first, err)
}

// count notes a failed try; the last one sets the message aside for staff and
// tells the person that it was us.
func (e *Engine) count(ctx context.Context, member, inbox int64, cause error) error {
	err := e.Store.Within(ctx, func(tx store.Tx) error {
		at := e.Now()
		m, lang, last, err := tx.Fail(ctx, member, inbox, fmt.Sprintf("%T", errors.Unwrap(cause)), maxTries)
		if err != nil || !last {
			return err
		}
		e.Log.Error().Err(cause).Int64("inbox", m.ID).Msg("message set aside")
		text, err := e.Texts(lang, "common/sorry", nil)
		if err != nil {
			return err
		}
		return tx.Say(ctx, []store.Bubble{{MemberID: member, AddressID: m.To.ID, InboxID: m.ID, Lane: bot.LaneReply, Text: text}}, at)
	})
	if err != nil {
		return fmt.Errorf("count failed turn: %w", err)
	}
	e.Out.Ring()
	return nil
}

// answer runs the turns of all claimed people and writes them set-based.
func (e *Engine) answer(ctx context.Context, tx store.Tx, ids []int64) error {
	list, err := tx.Load(ctx, ids)
	if err != nil {
		return err
	}
	at := e.Now()
	jobs := make([]*job, len(list))
	for i, c := range list {
		jobs[i] = &job{engine: e, talk: c, now: at}
	}
	for {
		more, err := e.round(ctx, tx, jobs)
		if err != nil {
			return err
		}
		if !more {
			return e.write(ctx, tx, jobs, at)
		}
	}
}

// round lets every person go on until done or until something has to happen
// in the world, lets that happen, and reports whether anybody acted.
func (e *Engine) round(ctx context.Context, tx store.Tx, jobs []*job) (bool, error) {
	var acting []*job
	for _, j := range jobs {
		if err := j.advance(); err != nil {
			return false, j.blame(err)
		}
		if j.acts() {
			acting = append(acting, j)
		}
	}
	if len(acting) == 0 {
		return false, nil
	}
	ids := make([]int64, len(acting))
	for i, j := range acting {
		ids[i] = j.talk.MemberID
		if err := j.perform(ctx, tx); err != nil {
			return false, j.blame(err)
		}
	}
	people, err := tx.Persons(ctx, ids)
	if err != nil {
		return false, err
	}
	for _, j := range acting {
		j.talk.Person = people[j.talk.MemberID]
		if err := j.resume(); err != nil {
			return false, j.blame(err)
		}
	}
	return true, nil
}

func (e *Engine) write(ctx context.Context, tx store.Tx, jobs []*job, at time.Time) error {
	var talks []*store.Conversation
	var bubbles []store.Bubble
	var done []int64
	for _, j := range jobs {
		talks = append(talks, j.talk)
		bubbles = append(bubbles, j.bubbles...)
		for _, m := range j.talk.Messages {
			done = append(done, m.ID)
		}
	}
	if err := tx.Save(ctx, talks, at); err != nil {
		return err
	}
	if err := tx.Finish(ctx, done, at); err != nil {
		return err
	}
	return tx.Say(ctx, bubbles, at)
}

var _ bot.Sink = (*Engine)(nil)
var _ flows.Action = flows.Register{}
