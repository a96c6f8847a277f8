package main

import (
	"time"

	"github.com/rs/zerolog"

	"langkah/bot"
	"langkah/bot/engine"
	"langkah/bot/outbox"
	"langkah/bot/timers"
	"langkah/flows/catalogue"
	"langkah/store"
	"langkah/templates"
)

// service is the parts that every way of running shares: an engine on a store,
// and the bell between it and whoever sends.
type service struct {
	store  *store.Store
	engine *engine.Engine
	timers *timers.Loop
	out    *bot.Bell
	desk   *outbox.Desk
	log    zerolog.Logger
}

// newService wires an engine. caps are what each channel can do.
func newService(st *store.Store, log zerolog.Logger, now func() time.Time, caps map[string]bot.Caps) *service {
	s := &service{store: st, out: &bot.Bell{}, desk: &outbox.Desk{}, log: log}
	s.engine = engine.New(engine.Config{
		Store: st, Router: catalogue.Router(), Texts: templates.Text, Now: now, Machine: machineClock, Log: log, Out: s.out, Desk: s.desk,
		Caps: func(channel string) bot.Caps { return caps[channel] },
	})
	s.timers = timers.New(timers.Config{Store: st, Now: now, Machine: machineClock, Wake: s.engine.Wake, Log: log})
	return s
}

// logger writes to stderr: JSON for machines, without personal data.
func (s *surroundings) logger() zerolog.Logger {
	level, err := zerolog.ParseLevel(s.config.Log)
	if err != nil { // checked when the settings were read
		level = zerolog.InfoLevel
	}
	return zerolog.New(s.err).Level(level).With().Timestamp().Logger()
}
