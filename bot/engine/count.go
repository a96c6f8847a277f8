package engine

import (
	"context"
	"fmt"

	"langkah/bot"
	"langkah/store"
)

// count notes a failed try; the last one sets the message aside for staff and
// tells the person that it was us.
func (e *Engine) count(ctx context.Context, member, inbox int64, cause error) error {
	err := e.Store.Within(ctx, func(tx store.Tx) error {
		m, lang, last, err := tx.Fail(ctx, member, inbox, note(cause), maxTries)
		if err != nil || !last {
			return err
		}
		e.Log.Error().Str("fault", note(cause)).Int64("inbox", m.ID).Msg("message set aside")
		return tx.Say(ctx, e.sorry(member, lang, m), e.Now())
	})
	if err != nil {
		return fmt.Errorf("count failed turn: %w", err)
	}
	e.Out.Ring()
	return nil
}

// sorry is the apology. A text that fails too must not keep the message from
// being set aside.
func (e *Engine) sorry(member int64, lang string, m store.Message) []store.Bubble {
	text, err := e.Texts(lang, "common/sorry", nil)
	if err != nil {
		e.Log.Error().Err(err).Msg("render apology")
		return nil
	}
	return []store.Bubble{{MemberID: member, AddressID: m.To.ID, InboxID: m.ID, Lane: bot.LaneReply, Text: text}}
}
