package whatsapp

import (
	"errors"
	"time"

	"github.com/rs/zerolog"

	"langkah/bot"
)

// Gate implements bot.Governed: what the number may say first, as WhatsApp's
// signals, its health and its budget have it.
func (c *Channel) Gate() bot.Gate {
	c.mu.Lock()
	defer c.mu.Unlock()
	now := c.cfg.Now()
	switch until := c.status.Until; c.status.Code {
	case LoggedOut, Locked, Outdated, Replaced:
		return bot.Gate{Shut: true}
	case Banned:
		if until.IsZero() || until.After(now) {
			return bot.Gate{Shut: true, Opens: until}
		}
	}
	return c.governor.gate(now)
}

// Recall has the number go on as its last owner left it: what WhatsApp refused
// that one is not tried again, and who is banned for a while does not knock. It
// is to be called before the number runs, each time: meanwhile others may have
// had it, or it was linked anew.
func (c *Channel) Recall(past Status) {
	c.mu.Lock()
	defer c.mu.Unlock()
	now := c.cfg.Now()
	c.governor.linked, c.governor.lock = past.Linked, past.HeldUntil
	switch past.Pause {
	case TooMuch:
		c.governor.slow = past.PausedUntil
	case NoAnswer:
		c.governor.silent = past.PausedUntil
	}
	switch {
	case past.Code == Banned && past.Until.After(now):
		c.status.Health, c.status.Detail, c.status.Until = past.Health, past.Detail, past.Until
	case c.status.Code == Banned:
		c.status.Health, c.status.Detail, c.status.Until = bot.Health{Code: Connecting, Since: now}, "", time.Time{}
	}
}

// banned is until when the number need not knock.
func (c *Channel) banned() (until time.Time) {
	if st := c.Status(); st.Code == Banned {
		until = st.Until
	}
	return until
}

var errGate = errors.New("the number says nothing first now")

// shut keeps back what was claimed before the gate was shut. What begins a talk
// is not known here: WhatsApp refuses it, and it waits.
func (c *Channel) shut(out bot.Outbound) error {
	if out.Lane == bot.LaneReply || !c.Gate().Shut {
		return nil
	}
	return &bot.SendError{Class: bot.Held, Kept: true, Code: "number_held", Err: errGate}
}

// learn has the governor hear how a send ended; nil: WhatsApp took it.
func (c *Channel) learn(e *bot.SendError) {
	switch {
	case e == nil:
		c.govern("", func(g *governor, _ time.Time) { g.answered() })
	case e.Code == codeLock:
		c.govern(NoNewChats, (*governor).refused)
	case e.Code == codeMuch || e.Code == codeMuchAsked:
		c.govern(TooMuch, (*governor).tooMuch)
	case e.Code == codeSilent:
		c.govern(NoAnswer, (*governor).unanswered)
	}
}

// hold is WhatsApp's word on new talks.
func (c *Channel) hold(is bool, until time.Time) {
	c.govern(NoNewChats, func(g *governor, now time.Time) { g.locked(is, until, now) })
}

// govern tells the governor of a signal, and the log of what waits for it now.
func (c *Channel) govern(code string, signal func(*governor, time.Time)) {
	now := c.cfg.Now()
	c.mu.Lock()
	before := c.governor
	signal(&c.governor, now)
	until := c.governor.grown(before)
	c.mu.Unlock()
	if !until.IsZero() {
		c.event(zerolog.WarnLevel).Str("code", code).Dur("pause", until.Sub(now)).Msg("number says less unasked")
	}
}
