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
	var m store.Message
	var last bool
	err := e.Store.Within(ctx, func(tx store.Tx) (err error) {
		var lang string
		m, lang, last, err = tx.Fail(ctx, member, inbox, note(cause), maxTries)
		if err != nil || !last {
			return err
		}
		if m.Kind == due { // nobody asked: silence is no trouble
			return tx.SettleReminders(ctx, []store.Settled{{ID: m.ReminderID, State: "dropped", Reason: "fault"}}, e.Now())
		}
		if talks, err := tx.LostInTalk(ctx, member, e.Now()); err != nil || talks { // staff answer them, not we
			return err
		}
		return tx.Say(ctx, e.sorry(member, lang, m), e.Now())
	})
	switch {
	case err != nil:
		return fmt.Errorf("count failed turn: %w", err)
	case m.ID == 0: // answered meanwhile, elsewhere
		return nil
	case last:
		e.Log.Error().Str("err", note(cause)).Int64("inbox", m.ID).Msg("message set aside")
	}
	e.meters.failure(flowOf(cause), last)
	e.Out.Ring()
	return nil
}

// sorry is the apology. A text that fails too must not keep the message from
// being set aside.
func (e *Engine) sorry(member int64, lang string, m store.Message) []store.Bubble {
	text, err := e.Texts(lang, "common/sorry", nil)
	if err != nil {
		e.Log.Error().Str("err", note(err)).Int64("inbox", m.ID).Msg("no words for the apology")
		return nil
	}
	return []store.Bubble{{MemberID: member, AddressID: m.To.ID, InboxID: m.ID, Lane: bot.LaneReply, Text: text}}
}
