package engine

import (
	"cmp"
	"context"
	"time"

	"langkah/bot"
	"langkah/flows"
	"langkah/store"
)

// due is the kind of an inbox row that nobody wrote: a reminder's event.
const due bot.Kind = "due"

const (
	weeklyCap = 2                   // advised and announced, a person and week
	nudgeLife = 14 * 24 * time.Hour // a form is worth a reminder for so long
	busy      = time.Hour           // nobody is interrupted who wrote so lately
	formKind  = "form"
)

// remind weighs the reminder whose event came up. A turn begins only if it is
// to be said now.
func (j *job) remind() error {
	r := j.message().Reminder
	if r == nil || !r.Fired { // replaced or withdrawn meanwhile
		return nil
	}
	end := j.weigh(r)
	if end.State != "said" {
		j.settle(end)
		return nil
	}
	turn, err := j.engine.Router.Begin(j.talk.Session, flows.Input{Kind: flows.Due,
		Due: flows.Reminder{Kind: r.Kind, Ref: r.Ref, Step: end.Step}}, j.facts())
	if err != nil {
		return err
	}
	if turn.Dropped != "" {
		end.State, end.Reason = "dropped", turn.Dropped
		j.settle(end)
		return nil
	}
	j.turn = turn
	j.talk.Unasked = append(j.talk.Unasked, j.now)
	j.settle(end)
	return nil
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

// weigh decides what becomes of a reminder now: said, put off or dropped.
func (j *job) weigh(r *store.Reminder) store.Settled {
	end := store.Settled{ID: r.ID, Step: r.Step}
	drop := func(reason string) store.Settled { end.State, end.Reason = "dropped", reason; return end }
	later := func(at time.Time, reason string) store.Settled {
		at = bot.FirstAllowed(at)
		if at.After(r.Until) {
			return drop(reason)
		}
		end.State, end.Reason, end.Due = "due", reason, at
		return end
	}
	advised := r.Class == flows.Advised
	switch {
	case advised && !j.talk.Person.Advised:
		return drop("stopped")
	case !j.talk.Person.Service:
		return drop("no_consent")
	case j.now.After(r.Until):
		return drop("too_late")
	case bot.Quiet(j.now):
		return later(j.now, "night")
	case advised && j.writing():
		return later(j.lastWord().Add(busy), "talking")
	}
	if r.Kind == formKind {
		step := j.step()
		if step < r.Step {
			return later(j.lastWord().Add(flows.Nudges[r.Step-1]), "talking")
		}
		if step > r.Step {
			end.Step, end.Reason = step, "collapsed"
		}
	}
	if advised {
		if at, reason := j.capped(); reason != "" {
			if r.Kind == formKind && end.Step < len(flows.Nudges) { // the next one comes soon enough
				return drop(reason)
			}
			return later(at, reason)
		}
	}
	end.State = "said"
	return end
}

// writing tells whether the person is in the middle of a talk: they wrote a
// moment ago, or their words wait behind this reminder.
func (j *job) writing() bool {
	for _, m := range j.talk.Messages[j.next+1:] {
		if m.Kind != due {
			return true
		}
	}
	return j.now.Sub(j.talk.HeardAt) < busy
}

// lastWord is when the person wrote last; what waits behind counts as now.
func (j *job) lastWord() time.Time {
	for _, m := range j.talk.Messages[j.next+1:] {
		if m.Kind != due {
			return j.now
		}
	}
	return j.talk.HeardAt
}

// step is how many reminders of a form have come due by now.
func (j *job) step() int {
	n := 0
	for _, after := range flows.Nudges {
		if !bot.FirstAllowed(j.lastWord().Add(after)).After(j.now) {
			n++
		}
	}
	return n
}

// capped tells why nothing more may be said unasked now, and when it may be
// again: never two on one day, at most two a week.
func (j *job) capped() (again time.Time, reason string) {
	list := j.talk.Unasked
	if len(list) == 0 {
		return again, ""
	}
	if len(list) >= weeklyCap {
		return list[len(list)-weeklyCap].Add(store.CapWindow), "cap"
	}
	last, now := list[len(list)-1].In(bot.WIB), j.now.In(bot.WIB)
	if last.YearDay() == now.YearDay() && last.Year() == now.Year() {
		return time.Date(now.Year(), now.Month(), now.Day()+1, now.Hour(), now.Minute(), 0, 0, bot.WIB), "same_day"
	}
	return again, ""
}

// remind writes what became of reminders, and keeps that of an unfinished form
// in step with the talk.
func (e *Engine) remind(ctx context.Context, tx store.Tx, jobs []*job, at time.Time) error {
	var ended []store.Settled
	var pending []store.Pending
	var finished []int64
	for _, j := range jobs {
		ended = append(ended, j.weighed...)
		switch next, some := j.nudge(); {
		case j.waits:
		case some:
			pending = append(pending, next)
		case j.nudging:
			finished = append(finished, j.talk.MemberID)
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
