package main

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"langkah/bot/script"
	"langkah/store"
	"langkah/templates"
)

// broadcast has one go out in a script: event=BZR-001 (none: about nothing),
// text="Halo {{nama}}, …", en="…", to=31.71.07,31.71.01 (none: everybody),
// until="2026-11-26 17:00" (else in a week), starts=…, opens=8, closes=20 (o'clock).
func (g *stage) broadcast(ctx context.Context, given script.Given) error {
	b := store.Broadcast{Texts: map[string]string{}, Author: store.CommandLine, Starts: g.now(), Expires: g.now().AddDate(0, 0, 7), Opens: 8, Closes: 20}
	for key, value := range given.Attrs {
		var err error
		switch key {
		case "event":
			b.Event = value
		case "text":
			b.Texts["id"] = value
		case "en":
			b.Texts["en"] = value
		case "to":
			b.Audience.Kecamatan = strings.Split(value, ",")
		case "until":
			b.Expires, err = hourOrNothing(value)
		case "starts":
			b.Starts, err = hourOrNothing(value)
		case "opens":
			b.Opens, err = strconv.Atoi(value)
		case "closes":
			b.Closes, err = strconv.Atoi(value)
		default:
			err = fmt.Errorf("there is none")
		}
		if err != nil {
			return fmt.Errorf("given: a broadcast has %s=%s: %w", key, value, err)
		}
	}
	needs, err := templates.Holds(b.Texts["id"] + b.Texts["en"])
	if err != nil {
		return fmt.Errorf("given: a broadcast says: %w", err)
	}
	b.Needs = needs
	if b.Event != "" {
		if b.Choices, err = invitation(b.Event); err != nil {
			return err
		}
	}
	code, err := g.store.CreateBroadcast(ctx, b, g.now())
	if err != nil {
		return err
	}
	everybody := store.BroadcastLimits{Test: 1 << 30, Approve: 1 << 30}
	return g.store.StartBroadcast(ctx, code, store.Way{WrittenFirst: g.service.timers.WrittenFirst}, everybody, store.Who{Name: store.CommandLine}, g.now())
}

// limit sets from how many people on a broadcast of a script is tried out, and
// approved: test=1 approve=2.
func (g *stage) limit(given script.Given) (err error) {
	limits := usualLimits
	for key, value := range given.Attrs {
		n := &limits.Test
		if key == "approve" {
			n = &limits.Approve
		}
		if *n, err = strconv.Atoi(value); err != nil {
			return fmt.Errorf("given: a limit %s=%s: %w", key, value, err)
		}
	}
	g.limits, g.service.engine.Announcing.Limits = &limits, limits
	return nil
}
