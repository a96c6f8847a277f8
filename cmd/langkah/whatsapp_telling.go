package main

import (
	"context"
	"time"

	"langkah/bot"
	"langkah/bot/telegram"
	"langkah/bot/whatsapp"
	"langkah/store"
)

const (
	tellEvery = time.Second      // looks how the number is
	heardMost = 30 * time.Second // between notes that all is well
	tellWait  = 2 * time.Second
)

// telling is a number whose owner writes down how it is, for staff who ask
// another process.
type telling struct {
	*whatsapp.Channel
	store *store.Store
}

// Run implements bot.Channel.
func (t telling) Run(ctx context.Context, sink bot.Sink) error {
	past, err := t.store.Number(ctx, t.Account())
	if err != nil {
		return err
	}
	t.Recall(recalled(past))
	watched := make(chan struct{})
	within, stop := context.WithCancel(ctx)
	go func() { defer close(watched); t.watch(within) }()
	err = t.Channel.Run(ctx, sink)
	stop()
	<-watched
	t.note(context.WithoutCancel(ctx), t.condition()) // before somebody else owns it
	return err
}

func (t telling) watch(ctx context.Context) {
	var last store.Condition
	for ctx.Err() == nil {
		now := t.condition()
		heard := now.HeardAt
		now.HeardAt = last.HeardAt
		if now != last || heard.Sub(last.HeardAt) > heardMost {
			now.HeardAt = heard
			if t.note(ctx, now) {
				last = now
			}
		}
		bot.Rest(ctx, nil, tellEvery)
	}
}

// note tells nobody of a failure: who reads and writes messages does.
func (t telling) note(ctx context.Context, c store.Condition) bool {
	ctx, cancel := context.WithTimeout(ctx, tellWait)
	defer cancel()
	return t.store.NoteCondition(ctx, t.Account(), c) == nil
}

// recalled is how the number was when its last owner told.
func recalled(n store.Number) whatsapp.Status {
	return whatsapp.Status{
		Health: n.Health, Detail: n.Detail, Until: n.Until, Linked: n.LinkedAt, HeldUntil: n.Condition.Held,
		PausedUntil: n.Paused, Pause: n.Pause,
	}
}

func (t telling) condition() store.Condition {
	st := t.Status()
	c := store.Condition{Health: st.Health, Detail: st.Detail, Until: st.Until, Held: st.HeldUntil,
		Paused: st.PausedUntil, Pause: st.Pause, NewChats: store.Allowance(st.NewChats)}
	if st.Code == whatsapp.OK || st.Code == whatsapp.PhoneAway {
		c.HeardAt = machineClock()
	}
	return c
}

// Pictures that people send are read from both messengers.
var _ = []bot.Fetcher{(*telegram.Channel)(nil), telling{}}
