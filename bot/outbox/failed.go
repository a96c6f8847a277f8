package outbox

import (
	"errors"
	"math/rand/v2"
	"time"

	"github.com/rs/zerolog"

	"langkah/bot"
	"langkah/store"
)

const (
	firstBackoff = time.Second
	maxBackoff   = time.Minute
	maxTries     = 30 // about half an hour of a channel that always says "later"
	maxResend    = 3  // tries of a reply when nobody knows whether it arrived
)

// failed decides what follows a classified failure.
func (p *Pump) failed(r store.Result, out bot.Outbound, e *bot.SendError) store.Result {
	r.Reason = reason(e)
	switch e.Class {
	case bot.Retry:
		r.State, r.NotBefore = "queued", p.Machine().Add(backoff(out.Tries))
		if out.Tries >= maxTries {
			r.State = "failed"
		}
	case bot.Throttled:
		r.State, r.NotBefore, r.Uncounted = "queued", p.Machine().Add(told(e.After)), true
		p.halt(e, r.NotBefore)
		p.pools[min(out.Lane, bot.LaneNotice)].again(r.NotBefore)
		if e.Scope == bot.ScopeAccount { // all its rows fare alike: one line for them
			p.tell(&p.barred, "account pauses", errors.New(r.Reason))
			return r
		}
	case bot.Held:
		r = p.held(r)
		r.Uncounted, r.Refused = e.Kept, !e.Kept
	case bot.OptedOut:
		r.State, r.Blocked = "failed", true
	case bot.Permanent:
		r.State = "failed"
	default:
		r = p.doubt(r, out, e.Again)
	}
	level := zerolog.WarnLevel
	if e.Class == bot.Throttled { // what was certainly not sent leaves in a moment
		level = zerolog.DebugLevel
	}
	p.event(level).Int64("outbox", out.ID).Stringer("lane", out.Lane).Str("class", string(e.Class)).Str("code", e.Code).
		Int("tries", out.Tries).Str("state", r.State).Msg("send failed")
	return r
}

// halt has those pause whom a refusal concerns beside its chat.
func (p *Pump) halt(e *bot.SendError, until time.Time) {
	now := p.Machine()
	for _, l := range p.pools {
		concerned := e.Scope == bot.ScopeAccount || (e.Scope == bot.ScopeBulk && l.from > bot.LaneReply)
		if concerned && l.hold(now, until) && e.Scope == bot.ScopeBulk {
			p.event(zerolog.WarnLevel).Stringer("lane", l.from).Str("code", e.Code).Dur("pause", until.Sub(now)).Msg("account pauses")
		}
	}
}

// told is how long a messenger wants us to wait; where it does not say, or has
// it pass already, nobody is asked again at once.
func told(after time.Duration) time.Duration {
	if after <= 0 {
		return firstBackoff
	}
	return after
}

// doubt: with an id of ours the row can be sent again safely; a reply, and what
// the channel says so of, is worth a repetition, however often it was certainly
// not sent before; anything else waits for staff.
func (p *Pump) doubt(r store.Result, out bot.Outbound, again bool) store.Result {
	r.Doubt = true
	own := p.Sender.Caps().OwnIDs
	worth := (again || out.Lane == bot.LaneReply) && (out.Tries < maxResend || !out.Resent)
	if out.Tries < maxTries && (own || worth) {
		r.State, r.NotBefore, r.Resent = "queued", p.Machine().Add(backoff(out.Tries)), !own
		if r.Resent {
			p.meters.doubts.WithLabelValues(resent).Inc()
		}
		return r
	}
	r.State = unknown
	p.meters.doubts.WithLabelValues(unknown).Inc()
	return r
}

func reason(e *bot.SendError) string {
	if e.Code == "" {
		return string(e.Class)
	}
	return string(e.Class) + " " + e.Code
}

// longestBackoff is more than any backoff strays to.
const longestBackoff = maxBackoff + maxBackoff/8

// backoff doubles from a second to a minute, and strays by a quarter so that
// a thousand rows do not come back together.
func backoff(tries int) time.Duration {
	d := firstBackoff << min(max(tries-1, 0), 6)
	d = min(d, maxBackoff)
	return d - d/8 + rand.N(d/4)
}
