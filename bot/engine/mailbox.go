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
	if err != nil {
		return nil, err
	}
	m.meters.fetched.WithLabelValues(to.Channel).Add(float64(len(rows)))
	if rows, err = m.fill(ctx, rows); err != nil {
		return nil, err
	}
	shown := make([]*bot.Outbound, len(rows))
	for i := range rows {
		shown[i] = &rows[i]
	}
	return rows, m.linked(ctx, to, shown)
}

func (m mailbox) History(ctx context.Context, to bot.Address, limit int) ([]bot.Bubble, error) {
	list, err := m.Store.History(ctx, to, limit)
	if err != nil {
		return nil, err
	}
	shown := make([]*bot.Outbound, len(list))
	for i := range list {
		shown[i] = &list[i].Outbound
	}
	return list, m.linked(ctx, to, shown)
}

// fill makes the texts of what broadcasts say, and keeps them. What cannot be made
// is not shown, and has failed.
func (m mailbox) fill(ctx context.Context, rows []bot.Outbound) ([]bot.Outbound, error) {
	var made, shown []bot.Outbound
	var failed []int64
	for _, o := range rows {
		if o.Fill != nil {
			text, err := m.Fill(*o.Fill)
			if err != nil {
				failed = append(failed, o.ID)
				continue
			}
			o = o.Filled(text)
			made = append(made, o)
		}
		shown = append(shown, o)
	}
	if len(made)+len(failed) == 0 {
		return rows, nil
	}
	return shown, m.Store.Fill(ctx, made, failed)
}

func (m mailbox) Wake() <-chan struct{} { return m.Out.Wait() }
