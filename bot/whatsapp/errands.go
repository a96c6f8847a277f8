package whatsapp

import (
	"context"
	"time"

	"go.mau.fi/whatsmeow/types"

	"langkah/bot"
	"langkah/bot/pace"
)

// beside does something whose end changes nothing for the service. It never
// makes anybody wait: when too much waits already, it is left out.
func (s *session) beside(do func()) {
	select {
	case s.errand <- do:
	default:
	}
}

func (s *session) runErrands(ctx context.Context) {
	for {
		select {
		case do := <-s.errand:
			do()
		case <-ctx.Done():
			return
		case <-s.ctx.Done():
			return
		}
	}
}

// appear says that we are there, by the name that the phone gave: only then is
// it shown that we type.
func (s *session) appear() {
	s.beside(func() {
		if s.cli.Store.PushName != "" {
			_ = s.cli.SendPresence(s.ctx, types.PresenceAvailable)
		}
	})
}

// taken sees to what the person sees of us: that it was read, and that we type.
// Not while staff talk to them: on the phone it stays unread.
func (s *session) taken(id, message string, from person) {
	now := s.cfg.Now()
	if s.withStaff(id, now) {
		return
	}
	s.typing.Begin(id, now)
	s.beside(func() {
		ctx, cancel := context.WithTimeout(s.ctx, acceptWait)
		defer cancel()
		_ = s.cli.MarkRead(ctx, []types.MessageID{message}, now, from.jid(), types.EmptyJID)
	})
}

func (s *session) keepTyping(ctx context.Context) {
	for ctx.Err() == nil && s.ctx.Err() == nil {
		for _, id := range s.typing.Due(s.cfg.Now()) {
			s.beside(func() {
				within, cancel := context.WithTimeout(s.ctx, acceptWait)
				defer cancel()
				if to, err := s.whereIs(within, id); err == nil {
					_ = s.cli.SendChatPresence(within, to.jid(), types.ChatPresenceComposing, "")
				}
			})
		}
		bot.Rest(ctx, nil, pace.Look)
	}
}

// mindStaff notes that staff wrote to somebody.
func (c *Channel) mindStaff(id string, at time.Time) {
	c.typing.End(id)
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(c.staff) >= manyPeople {
		clear(c.staff)
	}
	c.staff[id] = at.Add(staffTime)
}

func (c *Channel) withStaff(id string, now time.Time) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	until, theirs := c.staff[id]
	if theirs && !now.Before(until) {
		delete(c.staff, id)
		theirs = false
	}
	return theirs
}

const phoneNote = time.Hour // how often it is written down that the phone is there

// phoneIs notes that the phone was on the net.
func (s *session) phoneIs(at time.Time) {
	s.Channel.mu.Lock()
	before := s.status.PhoneSeen
	if fresh := at.Sub(before) >= phoneNote; !fresh {
		s.Channel.mu.Unlock()
		return
	}
	s.status.PhoneSeen = at
	s.Channel.mu.Unlock()
	s.beside(func() {
		ctx, cancel := context.WithTimeout(s.ctx, acceptWait)
		defer cancel()
		_ = s.cfg.People.PhoneSeen(ctx, s.Account(), at) // it will be seen again
	})
}

// soFar reads when the phone was last seen. A number that is new to us is seen
// now.
func (s *session) soFar(ctx context.Context) {
	at, err := s.cfg.People.PhoneSeenAt(ctx, s.Account())
	if err != nil {
		return
	}
	if at.IsZero() {
		s.phoneIs(s.cfg.Now())
		return
	}
	s.Channel.mu.Lock()
	defer s.Channel.mu.Unlock()
	if at.After(s.status.PhoneSeen) {
		s.status.PhoneSeen = at
	}
}
