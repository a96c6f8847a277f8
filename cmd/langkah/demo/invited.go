package demo

import (
	"fmt"
	"math/rand/v2"
	"time"

	"langkah/flows"
	"langkah/flows/registration"
	"langkah/store"
	"langkah/templates"
)

// remembered: of so many members one still has the invitation of back then.
const remembered = 16

// live gives some members what comes after a registration, and returns where
// that leaves the conversation. Half of those who have done nothing yet came in
// the last two weeks, unless it is published when they came.
func (c census) live(n int, r *store.Resident) flows.Session {
	d := c.dice(n, 4)
	diary := diary{now: c.now}
	switch {
	case c.parts == nil && idle(r.Stages) && d.Float64() < 0.5:
		c.arrive(d, r)
		diary.training(r.Since, r.Stopped)
	case n%remembered == 1 && r.Since.Add(invited+2*24*time.Hour).Before(c.now):
		diary.training(r.Since, time.Time{})
		r.Heard = diary.told[0].Settled.Add(time.Duration(1+d.IntN(600)) * time.Minute) // they answered on that day
	}
	if r.Told = diary.told; len(r.Told) == 1 && r.Told[0].State == "said" && r.Heard.IsZero() {
		return c.invited
	}
	return c.home
}

// arrive is a registration of these days: the invitation is to come, was said,
// or was stopped in time.
func (c census) arrive(d *rand.Rand, r *store.Resident) {
	u, hour := d.Float64(), 9+d.IntN(9)
	if u < 0.5 {
		r.Since = c.ago(1+d.IntN(2), hour, d)
		return
	}
	r.Since = c.ago(4+d.IntN(10), hour, d)
	if u < 0.75 {
		r.Consents = allNews
		r.Stopped = r.Since.Add(time.Duration(2+d.IntN(40)) * time.Hour)
		r.Heard = r.Stopped
	}
}

func idle(stages [7]flows.StageStatus) bool {
	for _, s := range stages[1:] {
		if s != flows.NotStarted {
			return false
		}
	}
	return true
}

// invite puts the words into what was said and still waits for an answer.
func (c census) invite(r *store.Resident) (err error) {
	if r.Session.Flow != c.invited.Flow {
		return nil
	}
	said := &r.Told[0]
	said.Choices = c.invitation.choices
	said.Text, err = templates.Text("", "reminder/training", flows.Args{"Name": r.Profile()[registration.Name]})
	if err != nil {
		return fmt.Errorf("write an invitation: %w", err)
	}
	return nil
}
