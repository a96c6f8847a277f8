package main

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"langkah/bot"
	"langkah/bot/outbox"
	"langkah/bot/script"
	"langkah/bot/timers"
	"langkah/bot/webchat"
	"langkah/store"
	"langkah/templates/programme"
)

// stage is the service as a conversation script plays it: nothing runs by
// itself, everything is driven until nothing is left to do.
type stage struct {
	around  *surroundings
	store   *store.Store
	service *service
	pumps   []*outbox.Pump
	now     func() time.Time
	settled int
	rules   []programme.Rule // none, until they are given
	limits  *store.BroadcastLimits
}

func newStage(s *surroundings, st *store.Store) *stage { return &stage{around: s, store: st} }

// Start wires the service anew on the same database.
func (g *stage) Start(_ context.Context, on script.Stage) (script.Ends, error) {
	log := g.around.logger()
	caps := map[string]bot.Caps{"webchat": webchat.Abilities}
	for _, sender := range on.Senders {
		caps[sender.Account().Channel] = sender.Caps()
	}
	g.now = on.Now
	g.service = newService(g.store, log, on.Now, caps)
	g.service.timers.Rules = g.rules
	if g.limits != nil {
		g.service.engine.Announcing.Limits = *g.limits
	}
	g.close()
	for _, sender := range on.Senders {
		g.pumps = append(g.pumps, outbox.New(outbox.Config{
			Store: g.store, Sender: sender, Sink: g.service.engine, Replica: "script",
			People: on.Now, Machine: g.machine, Out: g.service.out, Desk: g.service.desk, Log: log, Elsewhere: g.service.elsewhere, Fill: fill,
		}))
	}
	return script.Ends{Sink: g.service.engine, Mailbox: g.service.engine.Mailbox()}, nil
}

// close gives up the accounts that the pumps hold.
func (g *stage) close() {
	for _, p := range g.pumps {
		p.Close()
	}
	g.pumps = nil
}

// machine is a wall clock that has moved past every backoff each time the
// script settles: a script does not wait.
func (g *stage) machine() time.Time {
	return time.Unix(0, 0).Add(time.Duration(g.settled) * time.Hour)
}

// Settle answers and sends until nothing is left.
func (g *stage) Settle(ctx context.Context) error {
	g.settled++
	for {
		if err := g.service.engine.Drain(ctx); err != nil {
			return err
		}
		n, err := g.service.timers.Fire(ctx)
		if err != nil {
			return err
		}
		if n == 0 {
			break
		}
	}
	for range 2 { // what one account may not send can go to the other
		for _, p := range g.pumps {
			if err := p.Drain(ctx); err != nil {
				return err
			}
		}
	}
	return nil
}

// Due tells when the clock alone makes something happen.
func (g *stage) Due(ctx context.Context) (time.Time, bool, error) { return g.service.timers.Next(ctx) }

// Restored has the service begin on its database as on a copy from elsewhere.
func (g *stage) Restored(ctx context.Context) error {
	if err := g.store.AsRestored(ctx); err != nil {
		return err
	}
	_, err := g.store.Recognise(ctx, g.now())
	return err
}

// Database plays an outage.
func (g *stage) Database(_ context.Context, up bool) error {
	g.store.Reachable(up)
	return nil
}

// Command runs a command line on the script's database and clock.
func (g *stage) Command(ctx context.Context, args []string, out io.Writer) int {
	return run(&surroundings{ctx: ctx, config: g.around.config, out: out, err: out, store: g.store, now: g.now}, args)
}

// Given puts people into the database before they act.
func (g *stage) Given(ctx context.Context, given script.Given) error {
	if slices.Equal(given.Words, []string{"notice"}) {
		return g.notice(ctx, given)
	}
	if slices.Equal(given.Words, []string{"rules"}) {
		list, err := timers.Rules()
		g.rules, g.service.timers.Rules = list, list
		return err
	}
	if slices.Equal(given.Words, []string{"class"}) {
		return g.class(ctx, given)
	}
	if slices.Equal(given.Words, []string{"event"}) {
		return g.event(ctx, given)
	}
	if slices.Equal(given.Words, []string{"limits"}) {
		return g.limit(given)
	}
	if slices.Equal(given.Words, []string{"broadcast"}) {
		return g.broadcast(ctx, given)
	}
	if !slices.Equal(given.Words, []string{"member"}) {
		return fmt.Errorf("given: this release knows members, classes, events, broadcasts and notices only, not %q", strings.Join(given.Words, " "))
	}
	for i, p := range given.People {
		m, err := enrolment(p, given.Attrs, i)
		if err != nil {
			return err
		}
		if err := g.store.Enrol(ctx, m, g.now()); err != nil {
			return err
		}
	}
	return nil
}
