package demo

import (
	"time"

	"langkah/bot"
	"langkah/flows"
	"langkah/flows/registration"
	"langkah/flows/reminder"
	"langkah/store"
)

// As reminders are written and weighed: so many advised ones a week, each of
// use for so long; the invitation to a class so long after the registration.
const (
	weekly  = 2
	life    = 14 * 24 * time.Hour
	invited = 3 * 24 * time.Hour
)

// diary is what reminders have done to one person until now, and will do next.
type diary struct {
	now  time.Time
	told []store.Reminded
}

// form tells of an unfinished registration since its person wrote, up to
// somewhen: until they wrote again, or now. first is 2 for whoever put the form
// aside themselves.
func (d *diary) form(wrote time.Time, first int, upTo time.Time) {
	written := wrote
	for step := first; step <= len(flows.Nudges); step++ {
		at := wrote.Add(flows.Nudges[step-1])
		r := store.Reminded{Reminder: flows.Reminder{Kind: reminder.Form, Ref: registration.Flow.Name, Step: step},
			State: "due", Written: written, Due: bot.FirstAllowed(at), Until: at.Add(life)}
		for r.State == "due" && !r.Due.After(upTo) {
			d.weigh(&r)
		}
		if r.State == "due" && upTo.Before(d.now) {
			return // they wrote: it begins anew
		}
		d.told = append(d.told, r)
		if written = r.Settled; r.State == "due" {
			return
		}
	}
}

// weigh is for a reminder of a form whose time has come.
func (d *diary) weigh(r *store.Reminded) {
	again, reason := d.capped(r.Due)
	again = bot.FirstAllowed(again)
	switch {
	case reason == "":
		r.State, r.Reason, r.Settled = "said", "", r.Due
	case r.Step < len(flows.Nudges) || again.After(r.Until):
		r.State, r.Reason, r.Settled = "dropped", reason, r.Due
	default:
		r.Due, r.Reason = again, reason
	}
}

func (d *diary) capped(at time.Time) (again time.Time, reason string) {
	var said []time.Time
	for _, r := range d.told {
		if r.State == "said" && r.Settled.After(at.Add(-store.CapWindow)) {
			said = append(said, r.Settled)
		}
	}
	switch n := len(said); {
	case n >= weekly:
		return said[n-weekly].Add(store.CapWindow), "cap"
	case n > 0 && said[n-1].In(wib).Format(time.DateOnly) == at.In(wib).Format(time.DateOnly):
		return at.AddDate(0, 0, 1), "same_day"
	}
	return again, ""
}

// training tells of the invitation that follows a registration, for whoever did
// not want it any more at stopped (zero: they did).
func (d *diary) training(registered, stopped time.Time) {
	at := registered.Add(invited)
	r := store.Reminded{Reminder: flows.Reminder{Kind: reminder.Training, Step: 1}, State: "due", Written: registered,
		Due: bot.FirstAllowed(at), Until: at.Add(life)}
	switch {
	case !stopped.IsZero():
		r.State, r.Reason, r.Settled = "dropped", "stopped", stopped
	case !r.Due.After(d.now):
		r.State, r.Settled = "said", r.Due
	}
	d.told = append(d.told, r)
}
