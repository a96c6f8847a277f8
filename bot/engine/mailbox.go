package engine

import (
	"context"

	"langkah/bot"
)

// mailbox is the ledger as a pulled channel reads it.
type mailbox struct{ *Engine }

// Mailbox lets a pulled channel read what was said to an address.
func (e *Engine) Mailbox() bot.Mailbox { return mailbox{e} }

func (m mailbox) After(ctx context.Context, to bot.Address, last int64) ([]bot.Outbound, error) {
	now := m.Now()
	rows, err := m.Store.Pull(ctx, to, last, now, bot.MaxLane(now))
	m.meters.fetched.WithLabelValues(to.Channel).Add(float64(len(rows)))
	return rows, err
}

func (m mailbox) History(ctx context.Context, to bot.Address, limit int) ([]bot.Bubble, error) {
	return m.Store.History(ctx, to, limit)
}

func (m mailbox) Wake() <-chan struct{} { return m.Out.Wait() }
