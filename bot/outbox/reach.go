package outbox

import (
	"context"
	"time"

	"langkah/bot"
	"langkah/store"
)

// reach is to whom the account may speak first now; nil: to all.
func (p *Pump) reach() *store.Reach {
	if !p.Sender.Caps().WrittenFirst {
		return nil
	}
	r := &store.Reach{Gate: bot.Gate{Begin: -1}, People: p.People(), Machine: p.Machine(), Elsewhere: p.Elsewhere}
	if g, ok := p.Sender.(bot.Governed); ok {
		r.Gate = g.Gate()
	}
	return r
}

// held is what becomes of a row that the account may not send: it is not tried
// again before the account may, since to try makes it worse.
func (p *Pump) held(r store.Result) store.Result {
	r.State, r.Reason, r.NotBefore = "waiting", "number_held", p.Machine().Add(heldFor)
	if reach := p.reach(); reach != nil && reach.Opens.After(p.Machine()) {
		r.NotBefore = reach.Opens
	}
	return r
}

const heldFor = 24 * time.Hour // where the messenger names no time

// sift keeps the queue in step with that. The claims hold to it in any case.
func (p *Pump) sift(ctx context.Context) error {
	r := p.reach()
	if r == nil {
		return nil
	}
	for pass := range passes {
		n, err := p.Store.Sift(ctx, p.Sender.Account(), *r)
		if err != nil {
			return err
		}
		if n == 0 {
			if pass > 0 {
				p.Out.Ring() // what may go now, here or elsewhere
			}
			return nil
		}
	}
	p.Out.Ring()
	return nil
}

const passes = 10 // of a thousand rows each; the rest at the next look

// siftOn sifts until ctx ends. Who claims tells of a database that is away.
func (p *Pump) siftOn(ctx context.Context) {
	for ctx.Err() == nil {
		within, cancel := context.WithTimeout(ctx, turnWait)
		_ = p.sift(within)
		cancel()
		bot.Rest(ctx, nil, sifting)
	}
}
