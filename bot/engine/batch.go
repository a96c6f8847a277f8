package engine

import (
	"context"
	"errors"
	"slices"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"langkah/bot"
	"langkah/store"
)

// batch answers the people it can claim, and returns how many and whether more
// may have waited than it took. When the batch fails it is rolled back and each
// of its people is answered alone.
func (e *Engine) batch(ctx context.Context) (people int, more bool, err error) {
	var ids []int64
	var jobs []*job
	took := prometheus.NewTimer(e.meters.batch)
	err = e.within(ctx, func(tx store.Tx, h *handover) (err error) {
		if ids, err = tx.Claim(ctx, e.Router.Versions()); err != nil || len(ids) == 0 {
			return err
		}
		jobs, err = e.answer(ctx, tx, h, scope{ids: ids})
		return err
	})
	switch {
	case err == nil && len(ids) == 0:
		return 0, false, nil
	case err == nil:
		took.ObserveDuration()
		e.meters.people.Observe(float64(len(jobs)))
		e.meters.committed(jobs, e.Now())
		e.ringFor(jobs)
		apart := parted(jobs)
		more = len(ids) == store.BatchPeople || len(apart) > 0 || slices.ContainsFunc(jobs, (*job).full)
		return len(ids), more, e.each(ctx, apart)
	case len(ids) == 0 || store.Passing(err):
		return 0, false, err
	}
	e.meters.fallbacks.Inc()
	e.Log.Warn().Str("err", told(err)).Int("people", len(ids)).Msg("batch falls back to one by one")
	return len(ids), true, e.each(ctx, ids)
}

// each answers people one by one. Nobody waits behind somebody else's failure,
// unless it is the database's.
func (e *Engine) each(ctx context.Context, ids []int64) error {
	var failed error
	for _, id := range ids {
		err := e.alone(ctx, id)
		if store.Passing(err) {
			return err
		}
		failed = errors.Join(failed, err)
	}
	return failed
}

// alone answers one person. Only a failure here counts as a try, and only
// against the message that failed: what came before it is answered first.
func (e *Engine) alone(ctx context.Context, member int64) error {
	err := e.one(ctx, member, 0)
	if err == nil || store.Passing(err) {
		return err
	}
	f := blamed(err) // nothing (0): the oldest message is
	if f.earlier {
		if err := e.one(ctx, member, f.inbox); err != nil {
			return err
		}
	}
	return e.count(ctx, member, f.inbox, err)
}

// scope is who is answered in a transaction.
type scope struct {
	ids    []int64
	until  int64   // messages before this one; 0: all
	alone  bool    // nobody else's failure or batch: what is shared may be touched
	others []int64 // who are locked as well
}

// answer runs the turns of all claimed people and writes them set-based. It
// returns whom it answered, if that is committed.
func (e *Engine) answer(ctx context.Context, tx store.Tx, h *handover, whom scope) ([]*job, error) {
	at := e.Now()
	list, err := tx.Load(ctx, whom.ids, at)
	if err != nil {
		return nil, err
	}
	jobs := e.jobs(list, whom.until, at)
	if err := e.overtake(ctx, tx, jobs); err != nil {
		return nil, err
	}
	for {
		more, err := e.round(ctx, tx, jobs, whom)
		if err != nil {
			return nil, err
		}
		if !more {
			return jobs, e.write(ctx, tx, h, jobs, at)
		}
	}
}

// jobs leaves out whoever was answered elsewhere while they were claimed.
func (e *Engine) jobs(list []*store.Conversation, until int64, at time.Time) []*job {
	var jobs []*job
	for _, c := range list {
		for i, m := range c.Messages {
			if until != 0 && m.ID >= until {
				c.Messages = c.Messages[:i]
				break
			}
		}
		if len(c.Messages) > 0 {
			jobs = append(jobs, newJob(e, c, at))
		}
	}
	return jobs
}

// round lets every person go on until done or until something has to happen
// in the world, lets that happen, and reports whether anybody acted.
func (e *Engine) round(ctx context.Context, tx store.Tx, jobs []*job, whom scope) (bool, error) {
	var acting []*job
	for _, j := range jobs {
		if err := j.advance(); err != nil {
			return false, j.blame(err)
		}
		switch {
		case !j.acts():
			continue
		case j.shared() != nil && !whom.alone:
			j.part()
			continue
		case j.shared() != nil:
			if err := held(ctx, tx, j, whom.others); err != nil {
				return false, err
			}
			j.last = true
		}
		acting = append(acting, j)
	}
	if len(acting) == 0 {
		return false, nil
	}
	ids := make([]int64, len(acting))
	for i, j := range acting {
		ids[i] = j.talk.MemberID
		err := j.perform(ctx, tx)
		if err == nil && len(jobs) == 1 { // alone, it must show whose failure it is
			err = tx.Flush(ctx)
		}
		if err != nil {
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

func (e *Engine) write(ctx context.Context, tx store.Tx, h *handover, jobs []*job, at time.Time) error {
	var talks []*store.Conversation
	var done, left []int64
	for _, j := range jobs {
		talks, left = append(talks, j.talk), append(left, j.left...)
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
	e.wantPictures(tx, jobs)
	if len(left) > 0 {
		if err := tx.Leave(ctx, left); err != nil {
			return err
		}
	}
	if err := rehouse(ctx, tx, jobs); err != nil {
		return err
	}
	if err := h.say(ctx, tx, jobs, at); err != nil {
		return err
	}
	if err := e.handOver(ctx, tx, h, jobs, at); err != nil {
		return err
	}
	if err := e.remind(ctx, tx, jobs, at); err != nil {
		return err
	}
	tx.CountQuestions(askedBy(jobs)) // last: others wait for these rows only as long as the commit takes
	return nil
}

var _ bot.Sink = (*Engine)(nil)
