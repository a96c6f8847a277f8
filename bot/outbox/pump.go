// Package outbox takes messages out: it owns an account, claims what may
// leave, sends it, and settles how it ended. The ledger decides the order; the
// channel only sends and classifies its errors.
package outbox

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"
	"time"

	"github.com/rs/zerolog"
	"golang.org/x/sync/errgroup"

	"langkah/bot"
	"langkah/store"
)

const (
	patience  = 20 * time.Second       // longest a channel may take for one bubble
	lease     = 3 * patience           // a row in flight is nobody else's for so long
	sweep     = 500 * time.Millisecond // finds rows that another replica wrote
	heartbeat = 2 * time.Second        // how soon a lost lock is noticed
	sifting   = 5 * time.Second        // between looks whom the account may write to first
	standBy   = time.Second            // how soon a free account is taken
	turnWait  = 10 * time.Second       // longest for the database to settle and claim
	breath    = 100 * time.Millisecond // between tries to settle while the database is away
)

// Config is what a pump works with.
type Config struct {
	Store   *store.Store
	Sender  bot.Sender
	Sink    bot.Sink
	Replica string           // names this process to staff
	People  func() time.Time // people's time: what is still useful
	Machine func() time.Time // wall clock: leases and backoff
	Out     *bot.Bell        // rung when rows were written
	Desk    *Desk            // where answers are handed over; nil: nowhere
	Log     zerolog.Logger

	// Elsewhere are the channels by which a notice that somebody asked for may go
	// when their messenger wants people to write first, and they have not.
	Elsewhere []string

	// Fill makes the text of a row of a broadcast.
	Fill func(bot.Fill) (string, error)

	// Patience is the longest that the channel may take for one bubble. A stop
	// takes a quarter more at most. 0: 20 s.
	Patience time.Duration
}

// Pump serves one account of one channel.
type Pump struct {
	Config
	own     *store.Ownership      // held between two drains; Run holds its own
	pools   [2]*pool              // replies, and all that we start ourselves
	answers atomic.Pointer[shift] // of the replies; nil: not yet
	meters  *meters
	shares  shares // files of broadcasts

	waiting, settling, barred bot.Trouble
}

// New is a pump that does nothing yet.
func New(c Config) *Pump {
	if c.Patience == 0 {
		c.Patience = patience
	}
	answers := replies()
	p := &Pump{Config: c, pools: [2]*pool{answers, bulk(c.Sender, answers)}, meters: newMeters(c.Sender.Account())}
	c.Desk.know(p)
	return p
}

// landing is how long sends in flight are waited for at a stop.
func (p *Pump) landing() time.Duration { return p.Patience * 5 / 4 }

// Run owns the account whenever it is free, and serves it: the channel
// receives, the ledger is sent. It ends with ctx.
func (p *Pump) Run(ctx context.Context) error {
	for ctx.Err() == nil {
		own, err := p.Store.Own(ctx, p.Sender.Account(), p.Replica)
		if err == nil {
			err = p.serve(ctx, own)
			own.Release()
		}
		if err != nil && !errors.Is(err, store.ErrOwned) && ctx.Err() == nil {
			p.tell(&p.waiting, "account waits", err)
		}
		bot.Rest(ctx, nil, standBy)
	}
	return nil
}

// tell logs a trouble and its end.
func (p *Pump) tell(t *bot.Trouble, what string, err error) {
	if err != nil {
		if lasted, tell := t.Met(p.Machine()); tell {
			p.event(zerolog.WarnLevel).Str("err", bot.Told(err)).Dur("lasted", lasted).Msg(what)
		}
		return
	}
	if lasted, tell := t.Over(p.Machine()); tell {
		p.event(zerolog.InfoLevel).Dur("lasted", lasted).Msg(what + ": over")
	}
}

// serve runs until ctx ends, the lock may be lost, or the channel gives up.
func (p *Pump) serve(ctx context.Context, own *store.Ownership) error {
	if err := p.recover(ctx, own.Lease); err != nil {
		return err
	}
	p.tell(&p.waiting, "account waits", nil)
	g, ctx := errgroup.WithContext(ctx)
	g.Go(func() error {
		for ctx.Err() == nil {
			bot.Rest(ctx, nil, heartbeat)
			if err := own.Alive(context.WithoutCancel(ctx)); err != nil {
				return err
			}
		}
		return nil
	})
	g.Go(func() error { return p.receive(ctx) })
	g.Go(func() error { p.siftOn(ctx); return nil })
	answers, rest := begin(own.Lease, p.pools[0]), begin(own.Lease, p.pools[1])
	answering := make(chan struct{}) // the first answers are on their way
	g.Go(func() error {
		return p.send(ctx, answers, sync.OnceFunc(func() { p.answers.Store(answers); close(answering) }))
	})
	g.Go(func() error {
		bot.Rest(ctx, answering, turnWait)
		return p.send(ctx, rest, func() {})
	})
	g.Go(func() error {
		select {
		case <-answers.doubt:
			return errDoubt
		case <-ctx.Done():
			return nil
		}
	})
	return g.Wait()
}

// receive runs the channel. One that stops by itself is started anew, with
// the account.
func (p *Pump) receive(ctx context.Context) error {
	ended := make(chan error, 1)
	go func() { ended <- p.Sender.Run(ctx, p.Sink) }()
	select {
	case err := <-ended:
		if err == nil && ctx.Err() == nil {
			err = errStopped
		}
		return err
	case <-ctx.Done():
	}
	t := time.NewTimer(p.landing())
	defer t.Stop()
	select {
	case err := <-ended:
		return err
	case <-t.C:
		return errHangs
	}
}

var (
	errStopped = errors.New("channel stopped receiving")
	errHangs   = errors.New("channel does not stop receiving")
	errDoubt   = errors.New("a commit may have leased rows that nobody has")
)

func (p *Pump) recover(ctx context.Context, l store.Lease) error {
	own := p.Sender.Caps().OwnIDs
	again, lost, err := p.Store.Recover(ctx, l, store.Recovery{OwnIDs: own, Latest: p.Machine().Add(longestBackoff)})
	if err != nil {
		return err
	}
	if !own {
		p.meters.doubts.WithLabelValues(resent).Add(float64(again))
	}
	p.meters.doubts.WithLabelValues(unknown).Add(float64(lost))
	if again+lost > 0 {
		p.event(zerolog.WarnLevel).Int64("requeued", again).Int64("unknown", lost).Msg("took over rows in flight")
	}
	return nil
}

// Drain sends until nothing more may leave now, whatever the pace, and holds
// the account until Close: for scripts and tests.
func (p *Pump) Drain(ctx context.Context) error {
	if err := p.hold(ctx); err != nil {
		return err
	}
	if err := p.sift(ctx); err != nil {
		return err
	}
	var done []store.Result
	for {
		rows, err := p.Store.Turnover(ctx, p.own.Lease, done, p.due(bot.LaneReply, p.highest(), window))
		if err != nil {
			p.Close() // what was claimed all the same is recovered by the next owner
			return err
		}
		if len(rows) == 0 {
			return nil
		}
		done = done[:0]
		for _, out := range rows {
			ended := make(chan store.Result, 1)
			go p.deliver(ctx, out, func(r store.Result) { ended <- r })
			done = append(done, <-ended)
		}
	}
}

// hold takes the account, or takes it again where the lock was lost.
func (p *Pump) hold(ctx context.Context) error {
	if p.own != nil && p.own.Alive(ctx) == nil {
		return nil
	}
	p.Close()
	own, err := p.Store.Own(ctx, p.Sender.Account(), p.Replica)
	if err != nil {
		return err
	}
	p.own = own
	if err = p.recover(ctx, own.Lease); err != nil {
		p.Close()
	}
	return err
}

// Close gives up what Drain held.
func (p *Pump) Close() {
	if p.own != nil {
		p.own.Release()
		p.own = nil
	}
}

// highest is the last lane that does not pause; below the first, all do.
func (p *Pump) highest() bot.Lane {
	now := p.Machine()
	for _, l := range p.pools {
		if l.pause(now) > 0 {
			return l.from - 1
		}
	}
	return bot.LaneBroadcast
}

func (p *Pump) due(from, to bot.Lane, limit int) store.Due {
	d := store.Due{Limit: limit, MinLane: from, MaxLane: min(to, bot.MaxLane(p.People())), People: p.People(), Machine: p.Machine(), Lease: lease, Reach: p.reach()}
	if ids, ok := p.Sender.(bot.IDMaker); ok {
		d.NewID = ids.NewID
	}
	return d
}

// event begins a line of the log that says whose it is.
func (p *Pump) event(level zerolog.Level) *zerolog.Event {
	a := p.Sender.Account()
	return p.Log.WithLevel(level).Str("channel", a.Channel).Str("account", a.Name)
}
