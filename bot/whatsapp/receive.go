package whatsapp

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"time"

	"github.com/rs/zerolog"
	"go.mau.fi/whatsmeow/types"
	"go.mau.fi/whatsmeow/types/events"

	"langkah/bot"
)

// handle takes what the library brings, one event after the other. False: it is
// not kept, and must be brought again.
func (s *session) handle(event any) (kept bool) {
	defer func() { // the library would take it for kept
		if p := recover(); p != nil {
			s.event(zerolog.ErrorLevel).Str("stack", string(debug.Stack())).Msg("panic at what whatsapp brings")
			s.breaks("what whatsapp brings cannot be kept yet", fmt.Errorf("panic: %T", p))
			kept = false
		}
	}()
	switch e := event.(type) {
	case *events.Message:
		s.sign(e.Info.MessageSource, e.Info.Timestamp)
		return s.take(e)
	case *events.UndecryptableMessage:
		return s.unseen(e)
	case *events.Receipt:
		s.sign(e.MessageSource, e.Timestamp)
		return s.receipt(e)
	default:
		s.happened(e)
	}
	return true
}

// happened takes what concerns the connection.
func (s *session) happened(event any) {
	switch e := event.(type) {
	case *events.Connected:
		// It is told even when the line was cut amid the login.
		if st := s.look(); st.broken || st.barred || st.over || !s.cli.IsConnected() {
			return
		}
		s.change(func(st *state) { st.ready = true })
		s.tell(&s.fetch, "whatsapp does not answer", nil)
		s.become(OK)
		s.let.Ring()
		s.appear()
	case *events.PushNameSetting:
		s.appear()
	case *events.Disconnected:
		s.change(func(st *state) { st.ready = false })
	case *events.KeepAliveTimeout:
		if e.ErrorCount > 1 {
			s.stumble(s.ctx, errKeepAlive)
		}
	case *events.NotifyAccountReachoutTimelock:
		s.hold(e.IsActive, e.TimeEnforcementEnds.Time)
	default:
		s.ends(e)
	}
	s.stir()
}

var errKeepAlive = errors.New("WhatsApp has answered nothing for a while")

// ends takes what WhatsApp says when it lets us in no more.
func (s *session) ends(event any) {
	switch e := event.(type) {
	case *events.LoggedOut:
		code := LoggedOut
		switch e.Reason {
		case events.ConnectFailureMainDeviceGone:
			code = Locked
		case events.ConnectFailureUnknownLogout:
			code = Banned
		}
		s.leave(code, detail(int(e.Reason)), func(st *state) { st.over, st.gone = true, true })
	case *events.TemporaryBan:
		s.leave(Banned, detail(e.Code), func(st *state) { st.until = s.cfg.Now().Add(cmp.Or(e.Expire, banWait)) })
	case *events.StreamReplaced:
		s.replaced()
	case *events.ClientOutdated:
		s.leave(Outdated, detail(int(events.ConnectFailureClientOutdated)), func(st *state) { st.barred = true })
	case *events.ConnectFailure:
		s.leave(Refused, detail(int(e.Reason)), func(st *state) { st.until = s.cfg.Now().Add(refusedWait) })
	case *events.StreamError:
		s.tell(&s.fetch, "whatsapp does not answer", fmt.Errorf("stream error %q", e.Code))
	}
}

// Before we look again whether WhatsApp lets us in.
const (
	refusedWait = 5 * time.Minute
	banWait     = time.Hour // where it does not say how long
)

// replaced: another program has logged in with our keys. We do not fight with
// it. But one that has just linked the number does so, once, and goes.
func (s *session) replaced() {
	s.Channel.mu.Lock()
	linked := s.proved != s.jid
	s.proved = s.jid
	s.Channel.mu.Unlock()
	if linked {
		s.leave(Connecting, "", func(st *state) { st.until = s.cfg.Now().Add(s.pauses.most) })
		return
	}
	s.leave(Replaced, "", func(st *state) { st.barred = true })
}

// take keeps a message. One that our reading of it fails on is kept as unknown:
// it would come again for ever.
func (s *session) take(e *events.Message) bool {
	in, from := s.read(e)
	if in.Kind == "" {
		return true
	}
	if s.guard.shut.Load() {
		return false
	}
	ctx, cancel := context.WithTimeout(s.ctx, acceptWait)
	defer cancel()
	if err := s.keep(ctx, in, from); err != nil {
		s.refuse(err)
		return false
	}
	s.tell(&s.accept, "what whatsapp brings cannot be kept yet", nil)
	return true
}

// refuse breaks off at something that could not be kept, before the library can
// thank for it.
func (s *session) refuse(err error) {
	s.breaks("what whatsapp brings cannot be kept yet", err)
	s.hangUp()
}

func (s *session) read(e *events.Message) (in bot.Inbound, from person) {
	defer func() {
		if p := recover(); p != nil {
			s.event(zerolog.ErrorLevel).Str("stack", string(debug.Stack())).Msg("panic at a message")
			in, from = bot.Inbound{Kind: bot.Other, ExternalID: e.Info.ID, At: e.Info.Timestamp}, personOf(e.Info.MessageSource)
		}
	}()
	return convert(e)
}

// keep finds out whose a message is, and hands it to the service.
func (s *session) keep(ctx context.Context, in bot.Inbound, from person) (err error) {
	if err = s.complete(ctx, &from); err != nil {
		return err
	}
	if from == (person{}) {
		s.event(zerolog.ErrorLevel).Msg("passed over a message of nobody")
		return nil
	}
	if in.Kind == bot.Staff {
		return s.ofStaff(ctx, in, from)
	}
	id, err := s.cfg.People.WhatsAppPerson(ctx, from.phone, from.lid, s.cfg.Now())
	if err != nil {
		return err
	}
	message := in.ExternalID
	s.address(&in, id)
	if in.Kind != bot.Contact {
		in.Phone = from.phone
	}
	if err := s.sink.Accept(ctx, []bot.Inbound{in}); err != nil {
		return err
	}
	s.taken(id, message, from)
	return nil
}

// address says where a message came from. Only with its writer is WhatsApp's id
// of it one.
func (s *session) address(in *bot.Inbound, id string) {
	in.From = bot.Address{Channel: "whatsapp", Account: s.number, ID: id}
	in.ExternalID = id + ":" + in.ExternalID
}

// complete adds what the library knows of a person.
func (s *session) complete(ctx context.Context, p *person) error {
	switch {
	case p.phone == "" && p.lid != "":
		pn, err := s.cli.Store.LIDs.GetPNForLID(ctx, types.NewJID(p.lid, types.HiddenUserServer))
		if err != nil {
			return err
		}
		if pn.User != "" {
			p.phone = "+" + pn.User
		}
	case p.lid == "" && p.phone != "":
		lid, err := s.cli.Store.LIDs.GetLIDForPN(ctx, types.NewJID(p.phone[1:], types.DefaultUserServer))
		if err != nil {
			return err
		}
		p.lid = lid.User
	}
	return nil
}

// ofStaff takes what staff typed on the phone, to somebody whom the service
// knows: their other chats are no concern of ours.
func (s *session) ofStaff(ctx context.Context, in bot.Inbound, to person) error {
	id, err := s.cfg.People.WhatsAppKnown(ctx, to.phone, to.lid)
	if err != nil || id == "" {
		return err
	}
	whole, _ := wholeID(in.ExternalID)
	if _, ours, err := s.cfg.People.Sent(ctx, s.Account(), whole); err != nil || ours {
		return err
	}
	s.address(&in, id)
	if err := s.sink.Accept(ctx, []bot.Inbound{in}); err != nil {
		return err
	}
	s.mindStaff(id, in.At)
	return nil
}

// unseen takes a message that came without its content: what is to be seen once
// only comes to the phone alone.
func (s *session) unseen(e *events.UndecryptableMessage) bool {
	if !e.IsUnavailable || e.UnavailableType != events.UnavailableTypeViewOnce || e.Info.IsFromMe || elsewhere(e.Info.MessageSource) {
		return true
	}
	from := personOf(e.Info.MessageSource)
	in := bot.Inbound{Kind: bot.Other, ExternalID: e.Info.ID, At: e.Info.Timestamp, Name: e.Info.PushName}
	ctx, cancel := context.WithTimeout(s.ctx, acceptWait)
	defer cancel()
	if err := s.keep(ctx, in, from); err != nil {
		s.late(unkept{in, from})
		s.refuse(err)
		return false
	}
	return true
}

// unkept came without its content while it could not be kept. The library has
// thanked for it by then, so WhatsApp does not bring it again.
type unkept struct {
	in   bot.Inbound
	from person
}

func (c *Channel) late(u unkept) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(c.unkept) < manyPeople {
		c.unkept = append(c.unkept, u)
	}
}

// keepLate keeps what could not be kept before. A restart forgets it.
func (s *session) keepLate(ctx context.Context) {
	s.Channel.mu.Lock()
	list := s.Channel.unkept
	s.Channel.unkept = nil
	s.Channel.mu.Unlock()
	for _, u := range list {
		ctx, cancel := context.WithTimeout(ctx, acceptWait)
		if err := s.keep(ctx, u.in, u.from); err != nil {
			s.late(u)
		}
		cancel()
	}
}

// sign: what another device of ours does from number 0 is the phone's.
func (s *session) sign(from types.MessageSource, at time.Time) {
	if from.IsFromMe && from.Sender.Device == 0 {
		s.phoneIs(at)
	}
}
