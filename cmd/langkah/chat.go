package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"golang.org/x/sync/errgroup"

	"langkah/bot"
	"langkah/bot/script"
	"langkah/bot/webchat"
	"langkah/flows/region"
	"langkah/store"
	"langkah/templates/web"
)

type chatCommand struct {
	Script string `help:"Play this conversation on a fresh database and a virtual clock, and show it." type:"existingfile" placeholder:"FILE"`
	Quiet  bool   `help:"With --script: show only what is not as the script says."`
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
	if err := c.introduce(s, st); err != nil {
		return err
	}
	ctx, stop := context.WithCancel(s.ctx)
	defer stop()
	svc := newService(st, s.logger(), s.clock(), map[string]bot.Caps{"webchat": webchat.Abilities})
	svc.engine.PublicURL = publicURL(s.config)
	svc.engine.Announcing.Limits = store.BroadcastLimits{Test: s.config.BroadcastTest, Approve: s.config.BroadcastOk}
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

// introduce says who a made-up person is. A name like theirs that nobody has is
// refused: a stranger would be made under it.
func (c chatCommand) introduce(s *surroundings, st *store.Store) error {
	if !strings.HasPrefix(strings.ToLower(c.Person), "demo-") {
		return nil
	}
	member, err := st.At(s.ctx, atPage(c.Person))
	if err != nil {
		return err
	}
	if member == 0 {
		return nobody(s, st, c.Person)
	}
	v, err := st.Standing(s.ctx, member)
	if err != nil {
		return err
	}
	k, _ := region.KecamatanByCode(v.Kecamatan)
	if strings.HasPrefix(c.Person, store.HostName) {
		fmt.Fprintf(s.out, web.Word("terminal_staff")+"\n", c.Person)
		return nil
	}
	fmt.Fprintln(s.out, web.Introduction(c.Person, v.Name, v.Number, k.Name))
	return nil
}

// nobody tells which made-up people there are.
func nobody(s *surroundings, st *store.Store, name string) error {
	v, err := st.Inhabitants(s.ctx)
	switch {
	case err != nil:
		return err
	case !v.MadeUp():
		return fmt.Errorf("talk as %s: no made-up people live here; to make some: %sbin/langkah demo", name, here(s.config))
	}
	return fmt.Errorf("talk as %s: there is demo-1 to demo-%d, demo-tamu-1 to demo-tamu-%d, and %s of the staff; for more: %sbin/langkah demo --members N",
		name, v.Members, v.Visitors, store.HostName, here(s.config))
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
	show := s.out
	if c.Quiet {
		show = io.Discard
	}
	err = script.Play(s.ctx, text, on, show)
	var differs *script.Difference
	if errors.As(err, &differs) {
		fmt.Fprintln(s.out, differs)
		return exit(1)
	}
	if err == nil {
		fmt.Fprintf(show, "\nok, %d lines\n", text.Lines())
	}
	return err
}
