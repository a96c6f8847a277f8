package engine

import (
	"langkah/bot"
	"langkah/store"
)

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
