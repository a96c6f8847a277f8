package engine

import (
	"time"

	"langkah/bot"
	"langkah/flows"
	"langkah/store"
)

// monthlyKind is the card that invites a member to write again, while we may
// still write to them first.
const monthlyKind = "monthly"

const (
	cardAfter  = 24 * 24 * time.Hour // of silence: they cool, and there are days left to put it off
	cardMargin = time.Hour           // an address may have been heard so much earlier than its talk
	cardHour   = 9                   // o'clock in WIB
	cardSpan   = 8 * 60              // minutes from then on: each person has one of their own, so that a day's cards are no burst
)

// cardDue is when a card is due to somebody who wrote last at heard.
func cardDue(member int64, heard time.Time) time.Time {
	day := heard.Add(cardAfter).In(bot.WIB)
	return time.Date(day.Year(), day.Month(), day.Day(), cardHour, int(member%cardSpan), 0, 0, bot.WIB)
}

func cardUntil(heard time.Time) time.Time { return heard.Add(bot.ColdAfter - cardMargin) }

// cardFor tells whether somebody may get cards. A visitor has been told that
// the last reminder was the last.
func cardFor(p flows.Person) bool { return p.Number != "" && p.Service && p.Advised }

// carded is the address whose card is up to date, 0 if none is: it goes by the
// day on which they wrote, so that the other messages of that day write nothing.
func carded(c *store.Conversation, now time.Time) int64 {
	if !cardFor(c.Person) || !sameDay(c.HeardAt, now) {
		return 0
	}
	return c.AddressID
}

// card is the reminder to be written now that they wrote, if there is to be one.
func (j *job) card() (p store.Pending, some bool) {
	m := j.heard()
	if m == nil || m.To.ID == j.carded || !cardFor(j.talk.Person) || !j.writtenFirst(m) {
		return p, false
	}
	return store.Pending{MemberID: j.talk.MemberID, Reminder: flows.Reminder{Kind: monthlyKind, Step: 1}, Class: flows.Advised,
		Due: cardDue(j.talk.MemberID, j.talk.HeardAt), Until: cardUntil(j.talk.HeardAt)}, true
}

// heard is the last message that somebody wrote; nil if nobody did.
func (j *job) heard() *store.Message {
	for i := len(j.talk.Messages) - 1; i >= 0; i-- {
		if m := &j.talk.Messages[i]; written(*m) {
			return m
		}
	}
	return nil
}

func (j *job) writtenFirst(m *store.Message) bool {
	return j.engine.Caps(m.To.Channel).WrittenFirst
}

// misplaced: a card goes where people must write first, if they wrote there last.
func (j *job) misplaced() bool {
	m := j.message()
	return m.To.ID != j.talk.AddressID || !j.writtenFirst(m)
}

func sameDay(a, b time.Time) bool {
	a, b = a.In(bot.WIB), b.In(bot.WIB)
	return a.YearDay() == b.YearDay() && a.Year() == b.Year()
}
