package whatsapp

import (
	"context"
	"fmt"
	"runtime/debug"

	"github.com/rs/zerolog"
	waBinary "go.mau.fi/whatsmeow/binary"
	"go.mau.fi/whatsmeow/types"
	"go.mau.fi/whatsmeow/types/events"

	"langkah/bot"
)

const (
	manyReceipts = 256 // kept in one commit
	hosted       = 99  // a device that the library names by another server than WhatsApp does
)

// receipt raises what we sent, in a while and together with others: the library
// brings one thing after the other, and who writes does not wait behind the
// receipts of a hundred notices. It thanks for none of these (false); that is
// done when they are kept.
func (s *session) receipt(e *events.Receipt) (kept bool) {
	if len(s.raised(e)) == 0 {
		return true
	}
	if s.guard.shut.Load() {
		return false
	}
	if e.Sender.Device != hosted {
		select {
		case s.receipts <- e:
			return false
		default: // too many wait
		}
	}
	return s.raise([]*events.Receipt{e})
}

// raised is what a receipt says of rows of ours. A bubble has come when the last
// of its parts has. Ids that are not ours are the ledger's to pass over.
func (s *session) raised(e *events.Receipt) (batch []bot.Receipt) {
	kind := bot.Delivered
	switch e.Type {
	case types.ReceiptTypeDelivered, types.ReceiptTypeInactive:
	case types.ReceiptTypeRead, types.ReceiptTypePlayed:
		kind = bot.Read
	default:
		return nil
	}
	if e.IsFromMe || elsewhere(e.MessageSource) {
		return nil
	}
	for _, id := range e.MessageIDs {
		if whole, part := wholeID(id); part < 0 {
			batch = append(batch, bot.Receipt{Account: s.Account(), ExternalID: whole, Kind: kind, At: e.Timestamp})
		}
	}
	return batch
}

// keepReceipts keeps what has come until the session ends. What it does not
// come to is brought again.
func (s *session) keepReceipts() {
	for {
		select {
		case e := <-s.receipts:
			list := []*events.Receipt{e}
			for more := true; more && len(list) < manyReceipts; {
				select {
				case e := <-s.receipts:
					list = append(list, e)
				default:
					more = false
				}
			}
			if s.raise(list) {
				s.thank(list)
			}
		case <-s.ctx.Done():
			return
		}
	}
}

// raise keeps receipts in one commit.
func (s *session) raise(list []*events.Receipt) (kept bool) {
	defer func() {
		if p := recover(); p != nil {
			s.event(zerolog.ErrorLevel).Str("stack", string(debug.Stack())).Msg("panic at receipts")
			s.refuse(fmt.Errorf("panic: %T", p))
			kept = false
		}
	}()
	if s.guard.shut.Load() {
		return false
	}
	var batch []bot.Receipt
	for _, e := range list {
		batch = append(batch, s.raised(e)...)
	}
	ctx, cancel := context.WithTimeout(s.ctx, acceptWait)
	defer cancel()
	if err := s.sink.Receipts(ctx, batch); err != nil {
		s.refuse(err)
		return false
	}
	return true
}

// thank says that receipts were kept, as the library would have.
func (s *session) thank(list []*events.Receipt) {
	for _, e := range list {
		of := waBinary.Attrs{"id": e.MessageIDs[0], "from": e.Sender}
		if e.Type != types.ReceiptTypeDelivered {
			of["type"] = string(e.Type)
		}
		if !e.MessageSender.IsEmpty() {
			of["recipient"] = e.MessageSender
		}
		//lint:ignore SA1019 nothing else of the library thanks for what was kept later
		s.cli.DangerousInternals().SendAck(s.ctx, &waBinary.Node{Tag: "receipt", Attrs: of}, 0)
	}
}
