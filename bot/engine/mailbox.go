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
	if err := m.fill(ctx, rows); err != nil {
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
// is not shown: whoever sent it reads of it.
func (m mailbox) fill(ctx context.Context, rows []bot.Outbound) error {
	var made []bot.Outbound
	for i, o := range rows {
		if o.Fill == nil {
			continue
		}
		text, err := m.Fill(*o.Fill)
		if err != nil {
			m.Log.Warn().Int64("outbox", o.ID).Msg("a broadcast cannot be filled in")
			continue
		}
		rows[i] = o.Filled(text)
		made = append(made, rows[i])
	}
	if len(made) == 0 {
		return nil
	}
	return m.Store.Fill(ctx, made)
}

func (m mailbox) Wake() <-chan struct{} { return m.Out.Wait() }
