package main

import (
	"context"
	"errors"
	"fmt"

	"golang.org/x/sync/errgroup"

	"langkah/bot"
	"langkah/bot/script"
	"langkah/bot/webchat"
	"langkah/store"
)

type chatCommand struct {
	Script string `help:"Play this conversation on a fresh database and a virtual clock." type:"existingfile" placeholder:"FILE"`
	Person string `help:"Talk as this person; the conversation is kept under the name." default:"terminal"`
}

// Run talks as one person, or plays a script.
func (c chatCommand) Run(s *surroundings) error {
	if c.Script != "" {
		return c.play(s)
	}
	return withStore(s, func(st *store.Store) error { return c.talk(s, st) })
}

func (c chatCommand) talk(s *surroundings, st *store.Store) error {
	ctx, stop := context.WithCancel(s.ctx)
	defer stop()
	svc := newService(st, s.logger(), s.clock(), map[string]bot.Caps{"webchat": webchat.Abilities})
	g, ctx := errgroup.WithContext(ctx)
	g.Go(func() error { return svc.engine.Run(ctx) })
	g.Go(func() error {
		defer stop()
		return webchat.Terminal(ctx, webchat.TerminalConfig{
			Sink: svc.engine, Mailbox: svc.engine.Mailbox(), Person: c.Person, In: s.in, Out: s.out,
		})
	})
	return g.Wait()
}

// play runs a script on a database of its own, which is gone afterwards.
func (c chatCommand) play(s *surroundings) (err error) {
	text, err := script.ReadFile(c.Script)
	if err != nil {
		return err
	}
	db, err := openDatabase(s.ctx, s.config, s.logger())
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.close()) }()
	st, drop, err := store.Scratch(s.ctx, db.dsn)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, drop()) }()
	on := newStage(s, st)
	defer on.close()
	err = script.Play(s.ctx, text, on)
	var differs *script.Difference
	if errors.As(err, &differs) {
		fmt.Fprintln(s.out, differs)
		return exit(1)
	}
	return err
}
