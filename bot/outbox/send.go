package outbox

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"sync/atomic"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/rs/zerolog"

	"langkah/bot"
	"langkah/store"
)

// send keeps up to a window of a shift's rows in flight. What came back is
// settled in the same commit that claims the next rows. It claims once in any
// case: a channel that gives up at once, every time, keeps no row from leaving.
// begun is called behind each claim.
func (p *Pump) send(ctx context.Context, s *shift, begun func()) error {
	var done []store.Result
	for first := true; ; first = false {
		ring := p.Out.Wait()
		done = s.collect(done)
		limit, asked := 0, p.Machine()
		if first || ctx.Err() == nil {
			limit = p.room(s.pool, asked, int(s.flying.Load())-len(done))
		}
		rows, err := p.turnover(ctx, s.lease, done, p.due(s.from, s.to, limit))
		if err != nil {
			return p.land(s, done, err)
		}
		s.left(p.Machine(), len(rows)) // now, not when they were asked for
		s.flying.Add(int64(len(rows) - len(done)))
		done = done[:0]
		if s.last > 0 && len(rows) > together {
			go s.spread(rows, p.leave)
		} else {
			s.fly(rows, p.leave)
		}
		begun()
		if ctx.Err() != nil {
			return p.land(s, done, nil)
		}
		if len(rows) == 0 || len(rows) < limit {
			done = s.await(ctx, s.wait(asked, p.Machine()), done, ring)
		}
	}
}

// room is how many rows of a pool may be claimed now. At night nothing leaves
// but replies.
func (p *Pump) room(of *pool, now time.Time, flying int) int {
	if bot.MaxLane(p.People()) < of.from {
		return 0
	}
	return of.room(now, flying)
}

// turnover does nothing when there is neither room nor news.
func (p *Pump) turnover(ctx context.Context, l store.Lease, done []store.Result, due store.Due) ([]bot.Outbound, error) {
	if due.Limit <= 0 && len(done) == 0 {
		return nil, nil
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), turnWait)
	defer cancel()
	return p.Store.Turnover(ctx, l, done, due)
}

// land waits for what is in flight and settles each row as it comes, also
// after the database was away for a while: a stop or a lost turn leaves as
// little doubt as can be.
func (p *Pump) land(s *shift, done []store.Result, cause error) error {
	s.end()
	ctx, cancel := context.WithTimeout(context.Background(), p.landing())
	defer cancel()
	for s.flying.Load() > 0 {
		if len(done) == 0 {
			select {
			case r := <-s.back:
				done = append(done, r)
			case <-ctx.Done():
				return errors.Join(cause, fmt.Errorf("settle %d sends: %w", s.flying.Load(), ctx.Err()))
			}
		}
		done = s.collect(done)
		_, err := p.Store.Turnover(ctx, s.lease, done, store.Due{})
		switch {
		case err == nil:
			p.tell(&p.settling, "settling waits for the database", nil)
			s.flying.Add(-int64(len(done)))
			done = done[:0]
		case ctx.Err() != nil || !store.Passing(err):
			return errors.Join(cause, err)
		default:
			p.tell(&p.settling, "settling waits for the database", err)
			bot.Rest(ctx, nil, breath)
		}
	}
	return cause
}

// leave delivers one row whatever ends meanwhile.
func (p *Pump) leave(out bot.Outbound, back func(store.Result)) {
	p.deliver(context.Background(), out, back)
}

// deliver sends one row and says once how the ledger is to keep it. A channel that
// does not come back at its deadline is given up: the row must not keep its place in
// the window for ever. Whatever the channel does later is a doubt.
func (p *Pump) deliver(ctx context.Context, out bot.Outbound, back func(store.Result)) {
	r := store.Result{ID: out.ID, At: p.People()}
	if out.Fill != nil {
		text, err := p.Fill(*out.Fill)
		if err != nil {
			back(p.failed(r, out, &bot.SendError{Class: bot.Permanent, Code: "not_filled", Err: err}))
			return
		}
		out = out.Filled(text)
		r.Said = &out
	}
	took := prometheus.NewTimer(p.meters.took)
	var told atomic.Bool
	tell := func(id string, err error) {
		if !told.Swap(true) {
			took.ObserveDuration()
			back(p.ended(r, out, id, err))
		}
	}
	ctx, cancel := context.WithTimeout(ctx, p.Patience)
	defer cancel()
	hangs := time.AfterFunc(p.Patience+p.Patience/20, func() {
		tell("", &bot.SendError{Class: bot.Unknown, Code: "hangs", Err: context.DeadlineExceeded})
	})
	defer hangs.Stop()
	tell(p.attempt(ctx, out))
}

// ended is how the ledger is to keep a row.
func (p *Pump) ended(r store.Result, out bot.Outbound, id string, err error) store.Result {
	if err == nil {
		p.tell(&p.barred, "account pauses", nil)
		p.meters.sends.WithLabelValues(sent).Inc()
		r.State, r.ExternalID = "sent", id
		return r
	}
	e := bot.Classify(err)
	p.meters.sends.WithLabelValues(result(e.Class)).Inc()
	return p.failed(r, out, e)
}

// attempt sends. A bubble that makes the channel panic is in doubt; it must
// not take the process, and its next start, with it.
func (p *Pump) attempt(ctx context.Context, out bot.Outbound) (id string, err error) {
	defer func() {
		if v := recover(); v != nil {
			p.event(zerolog.ErrorLevel).Int64("outbox", out.ID).Str("stack", string(debug.Stack())).Msg("panic in a send")
			err = &bot.SendError{Class: bot.Unknown, Code: "panic", Err: fmt.Errorf("panic: %T", v)}
		}
	}()
	if file, ours := out.Media.File(); ours && out.Fill != nil && p.Sender.Caps().Files {
		return p.show(ctx, out, file)
	}
	if err := p.load(ctx, &out); err != nil {
		return "", err
	}
	return p.Sender.Send(ctx, out)
}
