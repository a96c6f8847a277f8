package main

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"langkah/bot"
	"langkah/bot/whatsapp"
	"langkah/store"
)

// whatsappCommand is what operators do about our numbers. All of it works
// beside a running `langkah serve`.
type whatsappCommand struct {
	Link   whatsappLinkCommand   `cmd:"" help:"Link a number: scan the code with the phone that has it (WhatsApp: Settings, Linked devices)."`
	Status whatsappStatusCommand `cmd:"" help:"Tell how each linked number is, and what to do."`
	Logout whatsappLogoutCommand `cmd:"" help:"Unlink a number, here and on its phone."`
}

// asDigits is a number as people write it: +62 812-3456-7890.
func asDigits(number string) (string, error) {
	digits := strings.Map(func(r rune) rune {
		if strings.ContainsRune("+ -.()", r) {
			return -1
		}
		return r
	}, number)
	if len(digits) < 8 || len(digits) > 15 || strings.Trim(digits, "0123456789") != "" || digits[0] == '0' {
		return "", fmt.Errorf("%q is not a number with its country code, as 6281234567890", number)
	}
	return digits, nil
}

// withNumbers runs fn on the database's numbers.
func withNumbers(s *surroundings, fn func(*numberDesk) error) error {
	return withStore(s, func(st *store.Store) error {
		devices, done, err := onWhatsApp(s.ctx, s.config, st, s.logger())
		if err != nil {
			return err
		}
		defer done()
		return fn(&numberDesk{surroundings: s, store: st, devices: devices})
	})
}

// numberDesk is where operators link and unlink.
type numberDesk struct {
	*surroundings
	store   *store.Store
	devices *whatsapp.Devices
}

const (
	ownWait   = 20 * time.Second // longest for the owner to let a number go
	ownGlance = 200 * time.Millisecond
)

// take has a running service leave the number alone; it goes on there when it
// is released.
func (d *numberDesk) take(ctx context.Context, number string) (*store.Ownership, error) {
	account := ofNumber(number)
	own, err := d.store.Own(ctx, account, replica())
	if !errors.Is(err, store.ErrOwned) {
		return own, err
	}
	end := machineClock().Add(ownWait)
	if err := d.store.LetGo(ctx, account, end); err != nil {
		return nil, err
	}
	defer func() { _ = d.store.LetGo(context.WithoutCancel(ctx), account, time.Time{}) }() // it ends by itself, too
	for errors.Is(err, store.ErrOwned) && ctx.Err() == nil && machineClock().Before(end) {
		bot.Rest(ctx, nil, ownGlance)
		own, err = d.store.Own(ctx, account, replica())
	}
	if errors.Is(err, store.ErrOwned) {
		err = fmt.Errorf("take %s: the langkah serve that has it does not let go of it; stop that one first", number)
	}
	return own, err
}

type whatsappLogoutCommand struct {
	Number string `arg:"" help:"The number, as 6281234567890."`
	Force  bool   `help:"Forget the number here even if WhatsApp cannot be told; then unlink it on the phone as well."`
}

// Run unlinks the number; a running service ends serving it.
func (l whatsappLogoutCommand) Run(s *surroundings) error {
	number, err := asDigits(l.Number)
	if err != nil {
		return err
	}
	return withNumbers(s, func(d *numberDesk) error {
		if err := d.known(number); err != nil {
			return err
		}
		own, err := d.take(s.ctx, number)
		if err != nil {
			return err
		}
		defer own.Release()
		err = d.devices.Logout(s.ctx, number, l.Force)
		switch {
		case errors.Is(err, whatsapp.ErrNotLinked):
			fmt.Fprintf(s.out, "%s was not linked any more; forgotten\n", number)
		case err != nil:
			return fmt.Errorf("%w; --force forgets the number here all the same", err)
		default:
			fmt.Fprintf(s.out, "%s is unlinked; what people write to it now stays on its phone\n", number)
		}
		return d.store.NoteGivenUp(s.ctx, ofNumber(number))
	})
}

// known refuses a number that was never linked here.
func (d *numberDesk) known(number string) error {
	linked, err := d.devices.Numbers(d.ctx)
	if err != nil {
		return err
	}
	list, err := numbersOf(d.ctx, d.store)
	if err != nil {
		return err
	}
	for _, n := range list {
		linked = append(linked, n.Name)
	}
	for _, n := range linked {
		if n == number {
			return nil
		}
	}
	return fmt.Errorf("%s is not linked here; langkah whatsapp status lists the numbers that are", number)
}

// numbersOf are those that are linked, or whose link ended without us.
func numbersOf(ctx context.Context, st *store.Store) ([]store.Number, error) {
	all, err := st.Numbers(ctx, "whatsapp")
	var list []store.Number
	for _, n := range all {
		if !n.LinkedAt.IsZero() || n.Code != "" {
			list = append(list, n)
		}
	}
	return list, err
}
