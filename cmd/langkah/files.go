package main

import (
	"context"
	"net/http"
	"strings"

	"github.com/rs/zerolog"

	"langkah/bot"
	"langkah/bot/files"
	"langkah/store"
)

// mountFiles hands out files by their links.
func mountFiles(mux *http.ServeMux, st *store.Store, log zerolog.Logger) {
	mux.Handle(files.Path+"{token}", files.NewDoor(files.DoorConfig{Store: st, People: wallClock, Machine: machineClock, Log: log}))
}

// publicURL is how links to our pages begin.
func publicURL(c config) string {
	if c.PublicURL == "" {
		return "http://" + c.Listen
	}
	return strings.TrimRight(c.PublicURL, "/")
}

// clearFiles clears away files and links whose time is over, until ctx ends.
func clearFiles(ctx context.Context, st *store.Store, log zerolog.Logger) error {
	for ctx.Err() == nil {
		if err := st.ClearFiles(ctx, wallClock()); err != nil && ctx.Err() == nil {
			log.Warn().Str("err", bot.Told(err)).Msg("files are not cleared away")
		}
		bot.Rest(ctx, nil, sweepEvery)
	}
	return nil
}
