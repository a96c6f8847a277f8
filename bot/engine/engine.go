// Package engine takes messages in: accepts them, claims the people who wrote,
// runs their flows and writes everything in one commit. No network I/O happens
// inside; what is to be said is queued in the ledger.
package engine

import (
	"cmp"
	"context"
	"sync"
	"sync/atomic"
	"time"

	"github.com/rs/zerolog"
	"golang.org/x/sync/errgroup"

	"langkah/bot"
	"langkah/bot/outbox"
	"langkah/flows"
	"langkah/store"
)

const (
	workers    = 4
	share      = 32                     // people whom a worker takes at once: enough messages to wake the next
	sweep      = 500 * time.Millisecond // finds what another replica accepted
	finishWait = 10 * time.Second       // a batch in hand is finished at a stop
	maxTries   = 3                      // alone, before a message is set aside
	maxPause   = time.Second            // between tries while the database is away
	staffTime  = time.Hour              // staff talk to a person for so long after their last word
)

// Config is what the engine works with.
type Config struct {
	Store  *store.Store
	Router *flows.Router
	Texts  func(lang, key string, args map[string]any) (string, error)
	Caps   func(channel string) bot.Caps
	Now    func() time.Time // people's time

	// Fill makes the text of what a broadcast says to somebody.
	Fill func(bot.Fill) (string, error)

	Announcing store.Announcing // how broadcasts go that staff make

	// Place is the name of a kecamatan by its code.
	Place func(code string) string

	// PublicURL is where people reach our pages, "https://chat.example.id"; "":
	// links begin with a slash.
	PublicURL string

	// StaffTime is how long we keep quiet to a person after staff wrote to them
	// past us; 0: an hour. What the person writes meanwhile is kept, and no flow
	// reads it; after that the talk goes on where it stood.
	StaffTime time.Duration

	// Machine is the wall clock, for how long a trouble lasts; nil: Now.
	Machine func() time.Time
	Log     zerolog.Logger
	// Out is rung when something may be waiting to be sent.
	Out *bot.Bell
	// Desk is where answers are handed over; nil: nowhere.
	Desk *outbox.Desk
}

// Engine answers messages. Any number may run on one database.
type Engine struct {
	Config
	in     chan struct{} // one for each worker that is wanted
	calls  atomic.Int64  // ever made, heard or not
	sweep  time.Duration // the longest rest
	wait   bot.Trouble   // turns cannot be answered
	wanted bot.Bell      // pictures are
	bring  bot.Trouble   // nobody can tell which
	draw   sync.Mutex    // one is drawn at a time: it takes much memory
	meters *meters
}

// New is an engine that does nothing yet.
func New(c Config) *Engine {
	if c.Machine == nil {
		c.Machine = c.Now
	}
	c.StaffTime = cmp.Or(c.StaffTime, staffTime)
	return &Engine{Config: c, in: make(chan struct{}, workers), sweep: sweep, meters: newMeters()}
}

// wake calls as many workers as so many messages may need: for a lone one, four
// would only be in each other's way. When no more calls can be held, every
// worker has one that it has not heard yet, and will find these as well.
func (e *Engine) wake(messages int) {
	e.calls.Add(1)
	for range min(workers, (messages+share-1)/share) {
		select {
		case e.in <- struct{}{}:
		default:
			return
		}
	}
}

// Wake has the engine look for messages that came by another way than Accept.
func (e *Engine) Wake() { e.wake(workers * share) }

// Run works until ctx ends; batches in hand are finished first.
func (e *Engine) Run(ctx context.Context) error {
	g, ctx := errgroup.WithContext(ctx)
	for range workers {
		g.Go(func() error { e.work(ctx); return nil })
	}
	g.Go(func() error { e.pictures(ctx); return nil })
	return g.Wait()
}

func (e *Engine) work(ctx context.Context) {
	pause := 50 * time.Millisecond
	for ctx.Err() == nil {
		calls := e.calls.Load()
		more, err := e.step(ctx)
		e.tell(err)
		switch {
		case err != nil:
			bot.Rest(ctx, nil, pause)
			pause = min(2*pause, maxPause)
		case !more && e.calls.Load() == calls: // whoever was called meanwhile may have found people that we held
			bot.Rest(ctx, e.in, e.sweep)
			fallthrough
		default:
			pause = 50 * time.Millisecond
		}
	}
}

// tell logs that turns wait, and that they go on.
func (e *Engine) tell(err error) {
	if err != nil {
		if lasted, tell := e.wait.Met(e.Machine()); tell {
			e.Log.Error().Str("err", told(err)).Dur("lasted", lasted).Msg("turns wait")
		}
		return
	}
	if lasted, tell := e.wait.Over(e.Machine()); tell {
		e.Log.Info().Dur("lasted", lasted).Msg("turns go on")
	}
}

// step answers one batch, and finishes it even when ctx ends meanwhile.
func (e *Engine) step(ctx context.Context) (more bool, err error) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), finishWait)
	defer cancel()
	_, more, err = e.batch(ctx)
	return more, err
}

// Drain answers until nothing is pending: for scripts and tests, where the
// next line must find the answer.
func (e *Engine) Drain(ctx context.Context) error {
	for {
		people, _, err := e.batch(ctx)
		if err == nil && people == 0 {
			people, err = e.fetch(ctx)
		}
		if err != nil || people == 0 {
			return err
		}
	}
}
