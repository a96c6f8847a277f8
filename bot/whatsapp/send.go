package whatsapp

import (
	"context"
	"errors"
	"time"

	"go.mau.fi/whatsmeow"
	"go.mau.fi/whatsmeow/proto/waE2E"
	"go.mau.fi/whatsmeow/types"

	"langkah/bot"
)

// Send implements bot.Sender. A bubble that is too long for one message goes
// out in several; when one fails, the next try goes on behind those that left.
func (c *Channel) Send(ctx context.Context, out bot.Outbound) (string, error) {
	c.typing.End(out.To.ID)
	s := c.board(ctx)
	if s == nil {
		return "", classify(errAway)
	}
	defer s.flying.Done()
	id, err := s.send(context.WithValue(ctx, sending{}, true), out)
	if err != nil {
		e := classify(err)
		c.learn(e)
		return "", e
	}
	c.learn(nil)
	return id, nil
}

func (s *session) send(ctx context.Context, out bot.Outbound) (string, error) {
	to, err := s.whereIs(ctx, out.To.ID)
	if err != nil {
		return "", err
	}
	list, err := s.content(ctx, to, out)
	if err != nil {
		return "", err
	}
	if out.ExternalID == "" {
		out.ExternalID = newID()
	}
	if !s.turns.take(ctx, out.Lane == bot.LaneReply, turnWait) {
		return "", &bot.SendError{Class: bot.Throttled, After: time.Second, Code: "own_turn", Err: errTurn}
	}
	defer s.turns.give()
	if err := s.shut(out); err != nil {
		return "", err
	}
	for i := s.gone(out.ID); i < len(list); i++ {
		if err := s.post(ctx, to, partID(out.ExternalID, i, len(list)), list[i]); err != nil {
			s.note(out.ID, i)
			return "", err
		}
	}
	s.note(out.ID, 0)
	s.said(s.cfg.Now())
	return out.ExternalID, nil
}

// content is what a row is on WhatsApp: its bubble, or what takes another back.
func (s *session) content(ctx context.Context, to person, out bot.Outbound) ([]*waE2E.Message, error) {
	if out.Recalls == "" {
		return s.shown(ctx, out)
	}
	sent, found, err := s.cfg.People.Sent(ctx, s.Account(), out.Recalls)
	switch {
	case err != nil:
		return nil, &bot.SendError{Class: bot.Retry, Code: "database", Err: err}
	case !found:
		return nil, &bot.SendError{Class: bot.Permanent, Code: "nothing_to_recall", Err: errNobody}
	}
	if _, ours := sent.Media.File(); ours {
		sent.Media = placeholder()
	}
	list, err := messages(sent)
	for i := range list {
		list[i] = s.cli.BuildRevoke(to.jid(), types.EmptyJID, partID(out.Recalls, i, len(list)))
	}
	return list, err
}

// whereIs finds a person of ours on WhatsApp.
func (s *session) whereIs(ctx context.Context, id string) (person, error) {
	phone, lid, err := s.cfg.People.WhatsAppAt(ctx, id)
	switch {
	case err != nil:
		return person{}, &bot.SendError{Class: bot.Retry, Code: "database", Err: err}
	case phone == "" && lid == "":
		return person{}, errNobody
	}
	return person{phone, lid}, nil
}

// post sends one message.
func (s *session) post(ctx context.Context, to person, id string, m *waE2E.Message) error {
	before := s.guard.failed.Load()
	err := s.hand(ctx, to, id, m)
	if errors.Is(err, errChanged) {
		within, release := s.guard.insist(ctx)
		defer release()
		err = s.hand(within, to, id, m)
	}
	switch {
	case err != nil && s.guard.failed.Load() != before:
		return &bot.SendError{Class: bot.Unknown, Code: "database", Err: errStore}
	case err != nil:
		return err
	case s.guard.failed.Load() != before:
		return &bot.SendError{Class: bot.Unknown, Code: "database", Err: errStore}
	}
	return s.reached(ctx, to)
}

func (s *session) hand(ctx context.Context, to person, id string, m *waE2E.Message) error {
	_, err := s.cli.SendMessage(ctx, to.jid(), m, whatsmeow.SendRequestExtra{ID: id, Timeout: s.pauses.send})
	return err
}

// reached makes sure that the message was for somebody. The library leaves out
// devices whose keys it could not get, and WhatsApp takes a message for none.
func (s *session) reached(ctx context.Context, to person) error {
	if s.knows(to) {
		return nil
	}
	if err := s.complete(ctx, &to); err != nil {
		return &bot.SendError{Class: bot.Unknown, Code: "database", Err: errStore}
	}
	for _, j := range []types.JID{types.NewJID(to.lid, types.HiddenUserServer), person{phone: to.phone}.jid()} {
		if j.User == "" {
			continue
		}
		has, err := s.cli.Store.ContainsSession(ctx, j.SignalAddress())
		if err != nil {
			return &bot.SendError{Class: bot.Unknown, Code: "database", Err: errStore}
		}
		if has {
			s.meets(to)
			return nil
		}
	}
	return errNothing
}

func (c *Channel) knows(p person) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.met[p.phone+" "+p.lid]
}

func (c *Channel) meets(p person) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(c.met) >= manyPeople {
		clear(c.met)
	}
	c.met[p.phone+" "+p.lid] = true
}

// again is a message that somebody's device could not read, once more.
func (s *session) again(_, to types.JID, id types.MessageID) *waE2E.Message {
	ctx, cancel := context.WithTimeout(s.ctx, acceptWait)
	defer cancel()
	whole, part := wholeID(id)
	out, found, err := s.cfg.People.Sent(ctx, s.Account(), whole)
	if err != nil || !found {
		return nil
	}
	whose, err := s.whereIs(ctx, out.To.ID)
	if err != nil || to.User != whose.lid && "+"+to.User != whose.phone {
		return nil
	}
	list, err := s.shown(ctx, out)
	if err != nil {
		return nil
	}
	if part < 0 || part >= len(list) {
		part = len(list) - 1
	}
	return list[part]
}

// gone is how many messages of a row have left already.
func (c *Channel) gone(row int64) int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.parts[row]
}

// note remembers how far a row came, until it is over.
func (c *Channel) note(row int64, gone int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(c.parts) >= manyPeople {
		clear(c.parts) // the same id again does no harm
	}
	if gone == 0 {
		delete(c.parts, row)
		return
	}
	c.parts[row] = gone
}
