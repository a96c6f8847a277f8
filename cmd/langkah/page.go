package main

import (
	"context"
	"time"

	"github.com/rs/zerolog"

	"langkah/bot"
	"langkah/bot/webchat"
	"langkah/store"
)

// pageConfig is how the chat page runs over what lives in the database.
func pageConfig(c config, st *store.Store, svc *service, here store.Inhabitants) webchat.Config {
	page := webchat.Config{Mailbox: svc.engine.Mailbox(), Log: svc.log, Now: machineClock, PublicURL: c.PublicURL, Sample: here.Sample}
	if pretending(c, here) {
		page.MadeUp = func(ctx context.Context, name string) (bool, error) {
			member, err := st.At(ctx, atPage(name))
			return member != 0, err
		}
	}
	return page
}

// pretending: the page may be opened as a made-up person, but only in a made-up
// city, and where nobody else can reach it.
func pretending(c config, here store.Inhabitants) bool { return here.Sample && private(c) }

// atPage is somebody's address in the page's channel.
func atPage(name string) bot.Address {
	return bot.Address{Channel: webchat.Account.Channel, Account: webchat.Account.Name, ID: name}
}

// sweepEvery: bubbles that nobody came for are of no use any more after days.
const sweepEvery = 10 * time.Minute

// sweepPage sets those aside that are too late, until ctx ends.
func sweepPage(ctx context.Context, st *store.Store, log zerolog.Logger) error {
	for ctx.Err() == nil {
		if err := st.Expire(ctx, webchat.Account, wallClock()); err != nil && ctx.Err() == nil {
			log.Warn().Str("err", bot.Told(err)).Msg("page is not swept")
		}
		bot.Rest(ctx, nil, sweepEvery)
	}
	return nil
}
