package engine

import (
	"slices"
	"time"

	"langkah/bot"
	"langkah/flows"
	"langkah/store"
)

// WeeklyCap is how often a person gets something advised or announced in seven
// days.
const WeeklyCap = 2

const (
	nudgeLife = 14 * 24 * time.Hour // a form is worth a reminder for so long
	busy      = time.Hour           // nobody is interrupted who wrote so lately
	formKind  = "form"
)

// weigh decides what becomes of a reminder now: said, put off or dropped.
func (j *job) weigh(r *store.Reminder) store.Settled {
	if r.Kind == monthlyKind { // by their last word; the row may lag behind it
		r.Until = cardUntil(j.lastWord())
	}
	if reason := j.unwanted(r); reason != "" {
		return store.Settled{ID: r.ID, Step: r.Step, State: "dropped", Reason: reason}
	}
	if later, put := j.holds(r); put {
		return later
	}
	advised := r.Class == flows.Advised
	switch {
	case bot.Quiet(j.now):
		return putOff(r, j.now, "night")
	case j.now.Before(j.talk.QuietUntil):
		return putOff(r, j.talk.QuietUntil, "staff")
	case r.Kind == monthlyKind && j.now.Before(cardDue(j.talk.MemberID, j.lastWord())):
		return putOff(r, cardDue(j.talk.MemberID, j.lastWord()), "warm")
	case advised && !r.Asked && j.cold():
		return store.Settled{ID: r.ID, Step: r.Step, State: store.Waits, Reason: "next_contact"}
	case advised && !r.Asked && j.now.Sub(j.lastWord()) < busy:
		return putOff(r, j.lastWord().Add(busy), "talking")
	}
	end := store.Settled{ID: r.ID, Step: r.Step, State: "said"}
	if r.Kind == formKind {
		step := j.step()
		if step < r.Step {
			return putOff(r, j.lastWord().Add(flows.Nudges[r.Step-1]), "talking")
		}
		if step > r.Step {
			end.Step, end.Reason = step, "collapsed"
		}
	}
	again, reason := j.capped(r)
	switch {
	case !advised || reason == "":
		return end
	case r.Kind == formKind && end.Step < len(flows.Nudges): // the next one comes soon enough
		end.State, end.Reason = "dropped", reason
		return end
	}
	return putOff(r, again, reason)
}

// cold tells whether the person has to write first.
func (j *job) cold() bool {
	to := j.message().To
	return j.engine.Caps(to.Channel).WrittenFirst && bot.Warmth(to.HeardAt, j.now) == bot.Cold
}

// unwanted tells why a reminder is not to be said at all; "": it may be.
func (j *job) unwanted(r *store.Reminder) string {
	switch {
	case r.Class == flows.Advised && !j.talk.Person.Advised:
		return "stopped"
	case !j.talk.Person.Service:
		return "no_consent"
	case r.Kind == monthlyKind && j.misplaced():
		return "elsewhere"
	case r.Kind == store.Advice && !r.Holds:
		return "gone"
	case j.now.After(r.Until):
		return "too_late"
	}
	return ""
}

// putOff has a reminder come again, if it is of use then.
func putOff(r *store.Reminder, at time.Time, reason string) store.Settled {
	at = bot.FirstAllowed(at)
	if at.After(r.Until) {
		return store.Settled{ID: r.ID, Step: r.Step, State: "dropped", Reason: reason}
	}
	return store.Settled{ID: r.ID, Step: r.Step, State: "due", Reason: reason, Due: at}
}

// lastWord is when the person wrote last; what waits behind counts as now.
func (j *job) lastWord() time.Time {
	if slices.ContainsFunc(j.talk.Messages[j.next+1:], written) {
		return j.now
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
// again: one at a time where a channel is down, never two on one day, at most
// two a week.
func (j *job) capped(r *store.Reminder) (again time.Time, reason string) {
	list := j.talk.Unasked
	if r.Behind {
		return j.now.AddDate(0, 0, 1), "unsent"
	}
	if len(list) == 0 {
		return again, ""
	}
	if len(list) >= WeeklyCap {
		return list[len(list)-WeeklyCap].Add(store.CapWindow), "cap"
	}
	if now := j.now.In(bot.WIB); sameDay(list[len(list)-1], now) {
		return time.Date(now.Year(), now.Month(), now.Day()+1, now.Hour(), now.Minute(), 0, 0, bot.WIB), "same_day"
	}
	return again, ""
}
