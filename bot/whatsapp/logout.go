package whatsapp

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"go.mau.fi/whatsmeow"
	"go.mau.fi/whatsmeow/store"
	"go.mau.fi/whatsmeow/types"
)

// drop forgets devices here.
func (d *Devices) drop(ctx context.Context, which func(types.JID) bool) error {
	list, err := d.container().GetAllDevices(ctx)
	if err != nil {
		return fmt.Errorf("read linked number: %w", err)
	}
	for _, old := range list {
		if which(*old.ID) {
			if err := old.Delete(ctx); err != nil {
				return fmt.Errorf("forget a device: %w", err)
			}
		}
	}
	return nil
}

// ErrNotLinked means that a number is not linked here.
var ErrNotLinked = errors.New("the number is not linked")

// Logout unlinks a number that nobody serves now, also on its phone. forced
// forgets it here even if WhatsApp cannot be told.
func (d *Devices) Logout(ctx context.Context, number string, forced bool) error {
	number = strings.TrimPrefix(number, "+")
	device, _, err := d.device(ctx, number)
	if err != nil {
		return err
	}
	if device == nil {
		return ErrNotLinked
	}
	err = d.tellLogout(ctx, device)
	if err != nil && !forced && !errors.Is(err, ErrNotLinked) {
		return fmt.Errorf("unlink the number: %w", err)
	}
	return d.drop(ctx, func(j types.JID) bool { return j.User == number })
}

func (d *Devices) tellLogout(ctx context.Context, device *store.Device) error {
	l := &linking{Devices: d, happened: make(chan any, 64)}
	var done context.CancelFunc
	l.ctx, done = detached(ctx)
	defer done()
	device.Container = keeper{device.Container}
	l.cli = d.client(device, l.handle)
	defer l.cli.Disconnect()
	if err := l.cli.ConnectContext(l.ctx); err != nil {
		return bare(err)
	}
	if err := l.enter(ctx); err != nil {
		return err
	}
	return logout(ctx, l.cli)
}

// logout tells WhatsApp; what is here stays.
func logout(ctx context.Context, cli *whatsmeow.Client) error {
	if err := cli.Logout(ctx); err != nil && !errors.Is(err, errKept) {
		return bare(err)
	}
	return nil
}

// Logout unlinks the number that this channel serves, also on its phone.
func (c *Channel) Logout(ctx context.Context) error {
	s := c.current()
	if s == nil {
		return fmt.Errorf("unlink the number: %w", errAway)
	}
	if err := logout(ctx, s.cli); err != nil {
		return fmt.Errorf("unlink the number: %w", err)
	}
	s.leave(LoggedOut, "by us", func(st *state) { st.over, st.gone = true, true })
	return nil
}
