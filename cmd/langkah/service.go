package main

import (
	"slices"
	"time"

	"github.com/rs/zerolog"

	"langkah/bot"
	"langkah/bot/engine"
	"langkah/bot/outbox"
	"langkah/bot/timers"
	"langkah/flows/catalogue"
	"langkah/flows/region"
	"langkah/store"
	"langkah/templates"
	"langkah/templates/programme"
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

	elsewhere []string // channels that we may write to first
}

// newService wires an engine. caps are what each channel can do.
func newService(st *store.Store, log zerolog.Logger, now func() time.Time, caps map[string]bot.Caps) *service {
	s := &service{store: st, out: &bot.Bell{}, desk: &outbox.Desk{}, log: log, elsewhere: writtenFirst(caps, false)}
	s.engine = engine.New(engine.Config{
		Store: st, Router: catalogue.Router(), Texts: templates.Text, Now: now, Machine: machineClock, Log: log, Out: s.out, Desk: s.desk,
		Caps: func(channel string) bot.Caps { return caps[channel] }, Place: kecamatanName, Fill: fill,
		Announcing: store.Announcing{Way: store.Way{WrittenFirst: writtenFirst(caps, true)}, Limits: usualLimits},
	})
	s.timers = timers.New(timers.Config{Store: st, Now: now, Machine: machineClock, Wake: s.engine.Wake, Talking: s.desk.Talking, Log: log, Out: s.out, Elsewhere: s.elsewhere,
		WrittenFirst: writtenFirst(caps, true), Receipts: receipts(caps), FailOver: failOverAfter, Texts: templates.Text, StuckList: s.engine.StuckList,
		Rules: programme.Must(timers.Rules())})
	return s
}

// usualLimits are those where nobody has set others.
var usualLimits = store.BroadcastLimits{Test: 500, Approve: 5000}

// kecamatanName is the name of a kecamatan by its code.
func kecamatanName(code string) string {
	k, _ := region.KecamatanByCode(code)
	return k.Name
}

// failOverAfter is how long a notice may take where nobody has set it.
const failOverAfter = 30 * time.Minute

// writtenFirst are the channels where people have to write before we may, or
// those to which we can send at any time.
func writtenFirst(caps map[string]bot.Caps, must bool) (list []string) {
	for channel, c := range caps {
		if c.WrittenFirst == must && channel != "webchat" { // its people fetch what we say
			list = append(list, channel)
		}
	}
	slices.Sort(list)
	return list
}

// receipts are the channels that tell what has arrived.
func receipts(caps map[string]bot.Caps) (list []string) {
	for channel, c := range caps {
		if c.Receipts {
			list = append(list, channel)
		}
	}
	return list
}

// logger writes to stderr: JSON for machines, without personal data.
func (s *surroundings) logger() zerolog.Logger {
	level, err := zerolog.ParseLevel(s.config.Log)
	if err != nil { // checked when the settings were read
		level = zerolog.InfoLevel
	}
	return zerolog.New(s.err).Level(level).With().Timestamp().Logger()
}
