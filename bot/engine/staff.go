package engine

import (
	"slices"
	"time"

	"langkah/bot"
	"langkah/flows"
	"langkah/store"
)

// hushed is for how long something that we say first is put off while staff talk
// to its person.
const hushed = 30 * time.Minute

// hush takes back what this very commit would have answered: from here on staff
// talk to the person. What others are told stays, and what was asked for.
func (j *job) hush() {
	j.bubbles = slices.DeleteFunc(j.bubbles, func(b store.Bubble) bool { return b.Lane == bot.LaneReply && b.Class != flows.Requested })
	j.behind, j.shows, j.splits = nil, 0, false
}

// holds puts a reminder off while staff talk to its person; what they asked for
// is said at last, before it is of no use.
func (j *job) holds(r *store.Reminder) (later store.Settled, put bool) {
	if j.talk.Person.Handoff == 0 {
		return later, false
	}
	later = putOff(r, j.now.Add(hushed), "handoff")
	return later, r.Class != flows.Requested || later.State == "due"
}

// ofStaff takes what belongs to a talk that staff have with the person
// themselves: their own words, which make us quiet, and what the person writes
// until a while after them, by the messenger's clock. Nobody has to give the
// talk back to us: that time ends by itself.
func (j *job) ofStaff(m *store.Message) bool {
	if m.Kind == bot.Staff {
		if until := m.At.Add(j.engine.StaffTime); until.After(j.talk.QuietUntil) {
			j.talk.QuietUntil = until
		}
		return true
	}
	if !written(*m) || !m.At.Before(j.talk.QuietUntil) {
		return false
	}
	j.talk.HeardAt, j.talk.AddressID = j.now, m.To.ID
	j.left = append(j.left, m.ID)
	return true
}
