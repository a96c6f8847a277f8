package main

import (
	"context"
	"fmt"
	"strconv"

	"langkah/bot"
	"langkah/bot/script"
	"langkah/flows"
	"langkah/store"
)

// notice queues something for people of a script, as a broadcast, a class or a
// reminder would: class=announced|advised|requested, text="…", days=7 (how long
// it is of use).
func (g *stage) notice(ctx context.Context, given script.Given) error {
	b := store.Bubble{Lane: bot.LaneNotice, Class: flows.Announced}
	for key, value := range given.Attrs {
		switch key {
		case "class":
			b.Class = flows.MessageClass(value)
		case "text":
			b.Text = value
		case "days":
			n, err := strconv.Atoi(value)
			if err != nil {
				return fmt.Errorf("given: days=%s is no number", value)
			}
			b.UsefulUntil = g.now().AddDate(0, 0, n)
		default:
			return fmt.Errorf("given: a notice has no %s", key)
		}
	}
	for _, p := range given.People {
		if err := g.store.Notice(ctx, p.Address, b, g.now()); err != nil {
			return err
		}
	}
	return nil
}
