package engine

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"time"

	"langkah/bot"
	"langkah/flows"
	"langkah/store"
)

const decides = 10 * time.Minute // until somebody is asked again who is being asked something else

// due is the kind of an inbox row that nobody wrote: a reminder's event.
const due bot.Kind = "due"

// remind weighs the reminder whose event came up. A turn begins only if it is
// to be said now.
func (j *job) remind() error {
	r := j.message().Reminder
	if r == nil || !r.Fired { // replaced or withdrawn meanwhile
		return nil
	}
	end := j.weigh(r)
	if end.State == "said" {
		in := flows.Input{Kind: flows.Due, Due: flows.Reminder{Kind: r.Kind, Ref: r.Ref, Step: end.Step}}
		turn, err := j.engine.Router.Begin(j.talk.Session, in, j.facts())
		switch {
		case err != nil:
			return err
		case turn.Dropped == flows.Deciding && r.Class == flows.Requested: // they wait for it: it comes once they have decided
			end = putOff(r, j.now.Add(decides), turn.Dropped)
		case turn.Dropped != "":
			end.State, end.Reason = "dropped", turn.Dropped
		default:
			if j.turn = turn; r.Class != flows.Requested {
				j.talk.Unasked = append(j.talk.Unasked, j.now)
			}
		}
	}
	j.settle(end)
	return nil
}

// gone: the reminder that was to be said has nothing to say any more, and
// changes nothing.
func (j *job) gone() {
	last := &j.weighed[len(j.weighed)-1]
	last.State, last.Reason = "dropped", "gone"
}

// overtake takes back the reminders that have not left of people who write: they
// have not seen them, and go on where they were.
func (e *Engine) overtake(ctx context.Context, tx store.Tx, jobs []*job) error {
	talks := map[int64]*store.Conversation{}
	for _, j := range jobs {
		if e.Router.Reminded(j.talk.Session) && slices.ContainsFunc(j.talk.Messages, written) {
			talks[j.talk.MemberID] = j.talk
		}
	}
	if len(talks) == 0 {
		return nil
	}
	ids, err := tx.Overtake(ctx, slices.Collect(maps.Keys(talks)))
	for _, id := range ids {
		talks[id].Session = e.Router.Unremind(talks[id].Session)
	}
	return err
}

// written tells what a person wrote from what merely happened.
func written(m store.Message) bool {
	return m.Kind != due && m.Kind != bot.Blocked && m.Kind != bot.Reopened && m.Kind != bot.Staff && m.Kind != same
}

// settle notes how a reminder ended. One of a form that is dropped counts, too,
// so that the next one follows.
func (j *job) settle(end store.Settled) {
	j.weighed = append(j.weighed, end)
	switch r := j.message().Reminder; {
	case r.Kind != formKind:
	case end.State == "due":
		j.waits = true
	case end.State == "dropped":
		j.talk.Session = j.engine.Router.Nudged(j.talk.Session, end.Step)
	}
}

// remind writes what became of reminders, and keeps that of an unfinished form
// and the monthly card in step with the talk.
func (e *Engine) remind(ctx context.Context, tx store.Tx, jobs []*job, at time.Time) error {
	var ended []store.Settled
	var pending []store.Pending
	var finished []int64
	for _, j := range jobs {
		ended = append(ended, j.weighed...)
		switch next, some := j.nudge(); {
		case j.waits || j.last:
		case some:
			pending = append(pending, next)
		case j.nudging:
			finished = append(finished, j.talk.MemberID)
		}
		if next, some := j.card(); some {
			pending = append(pending, next)
		}
	}
	if len(ended) > 0 {
		if err := tx.SettleReminders(ctx, ended, at); err != nil {
			return err
		}
	}
	if len(finished) > 0 {
		if err := tx.Withdraw(ctx, finished, formKind, "finished", at); err != nil {
			return err
		}
	}
	if len(pending) > 0 {
		return tx.Remind(ctx, pending, at)
	}
	return nil
}

// nudge is the next reminder of an unfinished form, if there is to be one.
func (j *job) nudge() (p store.Pending, some bool) {
	f := flows.Facts{Now: j.now, Person: j.talk.Person}
	form, ok := j.engine.Router.Unfinished(j.talk.Session, f)
	if !ok || !f.Person.Service || !f.Person.Advised {
		return p, false
	}
	step := form.Nudged + 1
	if j.talk.Session.Flow != form.Flow { // they put it aside themselves: they know
		step = max(step, 2)
	}
	if step > len(flows.Nudges) {
		return p, false
	}
	due := cmp.Or(j.talk.HeardAt, j.now).Add(flows.Nudges[step-1])
	if due.Add(nudgeLife).Before(j.now) {
		return p, false
	}
	return store.Pending{MemberID: j.talk.MemberID, Reminder: flows.Reminder{Kind: formKind, Ref: form.Flow, Step: step},
		Class: flows.Advised, Due: bot.FirstAllowed(due), Until: due.Add(nudgeLife)}, true
}
