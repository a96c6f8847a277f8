package engine

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"langkah/bot"
	"langkah/flows/understand"
	"langkah/store"
)

const maxText = 4096 // runes kept of one message: longer than any answer

// Accept keeps what a channel received, in one commit. ID numbers are masked
// before they are written anywhere.
func (e *Engine) Accept(ctx context.Context, batch []bot.Inbound) error {
	if len(batch) == 0 {
		return nil
	}
	ordered := slices.Clone(batch)
	slices.SortStableFunc(ordered, func(a, b bot.Inbound) int { return cmp.Compare(a.Seq, b.Seq) })
	kept := make([]store.Received, len(ordered))
	for i, in := range ordered {
		kept[i].Inbound = in
		kept[i].Text, kept[i].Masked = clean(in.Text)
		kept[i].Pick, _ = clean(in.Pick)
		if in.Media != nil { // scans of a card are named after its number
			media := *in.Media
			media.Name, _ = clean(media.Name)
			kept[i].Media = &media
		}
	}
	if err := e.Store.Accept(ctx, kept, e.Now()); err != nil {
		return err
	}
	e.meters.accept(ordered)
	e.wake(len(batch))
	return nil
}

// Receipts notes how far our bubbles came.
func (e *Engine) Receipts(ctx context.Context, batch []bot.Receipt) error {
	if len(batch) == 0 {
		return nil
	}
	return e.Store.Receipts(ctx, batch)
}

// clean makes a text fit for the database and masks IDs in it.
func clean(text string) (string, bool) {
	text = strings.ReplaceAll(strings.ToValidUTF8(text, "�"), "\x00", "")
	text, masked := understand.MaskIDs(text)
	n := 0
	for i := range text {
		if n++; n > maxText {
			return text[:i], masked
		}
	}
	return text, masked
}
