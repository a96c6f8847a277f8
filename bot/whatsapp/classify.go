package whatsapp

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"go.mau.fi/whatsmeow"
	"go.mau.fi/whatsmeow/store"

	"langkah/bot"
)

const (
	redial    = 2 * time.Second // before sends look again whether we are connected
	lockCode  = 463             // the number may not write to people who have not written of late
	badStanza = 479             // the message is not built as WhatsApp wants it
)

// Codes that the governor minds.
const (
	codeLock      = "463 time_lock"
	codeMuch      = "429 message"
	codeMuchAsked = "429 query"
	codeSilent    = "no_answer"
)

var (
	errAway    = errors.New("the number is not connected to WhatsApp")
	errNobody  = errors.New("nobody on WhatsApp has that address")
	errTurn    = errors.New("others are being sent")
	errNothing = errors.New("no device of the person could be written to")
)

// classify says what a failed send means. Ours are the ids, so what may have
// left is sent again without being seen twice.
func classify(err error) *bot.SendError {
	var cut *whatsmeow.DisconnectedError
	var iq *whatsmeow.IQError
	var known *bot.SendError
	switch {
	case errors.As(err, &known):
		return known
	case errors.Is(err, whatsmeow.ErrServerReturnedError):
		return refusal(err)
	case errors.As(err, &cut) && strings.HasPrefix(cut.Action, "info query"), isAny(err, errAway, whatsmeow.ErrNotConnected, whatsmeow.ErrNotLoggedIn, store.ErrDeviceDeleted):
		return &bot.SendError{Class: bot.Throttled, Scope: bot.ScopeAccount, After: redial, Code: "not_connected", Err: bare(err)}
	case errors.As(err, &cut):
		return &bot.SendError{Class: bot.Unknown, Code: "cut", Err: bare(err)}
	case errors.Is(err, whatsmeow.ErrMessageTimedOut):
		return &bot.SendError{Class: bot.Unknown, Code: codeSilent, Err: err}
	case errors.Is(err, whatsmeow.ErrIQTimedOut):
		return &bot.SendError{Class: bot.Retry, Code: "no_answer_to_query", Err: bare(err)}
	case errors.As(err, &iq) && iq.Code == 429:
		return &bot.SendError{Class: bot.Throttled, Scope: bot.ScopeBulk, After: slower, Code: codeMuchAsked, Err: bare(err)}
	case errors.As(err, &iq):
		return query(iq)
	case isAny(err, errNobody) || strings.HasPrefix(err.Error(), "no LID found for"):
		return &bot.SendError{Class: bot.OptedOut, Code: "not_on_whatsapp", Err: errNobody}
	case isAny(err, whatsmeow.ErrRecipientADJID, whatsmeow.ErrUnknownServer, errHandle):
		return &bot.SendError{Class: bot.Permanent, Code: "not_sendable", Err: bare(err)}
	case isAny(err, errChanged):
		return &bot.SendError{Class: bot.Retry, Code: "sessions_changed", Err: errChanged}
	case isAny(err, errNothing):
		return &bot.SendError{Class: bot.Unknown, Code: "no_device", Err: err}
	case isAny(err, context.Canceled, context.DeadlineExceeded):
		return &bot.SendError{Class: bot.Unknown, Code: "given_up", Err: bare(err)}
	}
	return &bot.SendError{Class: bot.Unknown, Code: "unclear", Err: bare(err)}
}

// refusal reads the number that WhatsApp's answer to a message ends with; the
// library gives it in words only.
func refusal(err error) *bot.SendError {
	words := strings.Fields(err.Error())
	code, _ := strconv.Atoi(words[len(words)-1])
	out := &bot.SendError{Class: bot.Permanent, Code: fmt.Sprint(code, " message"), Err: fmt.Errorf("%w %d", whatsmeow.ErrServerReturnedError, code)}
	switch {
	case code == lockCode:
		out.Class, out.Code = bot.Held, codeLock
	case code == badStanza:
		out.Code = "479 not_understood"
	case code == 429:
		out.Class, out.Scope, out.After = bot.Throttled, bot.ScopeAccount, slower
	case code >= 500 && code < 600:
		out.Class = bot.Retry
	case code == 0:
		out.Class, out.Code = bot.Unknown, "unclear"
	}
	return out
}

// query: what comes before a message was refused, so it was not sent.
func query(e *whatsmeow.IQError) *bot.SendError {
	out := &bot.SendError{Class: bot.Permanent, Code: fmt.Sprint(e.Code, " query"), Err: fmt.Errorf("query was answered with %d", e.Code)}
	if e.Code >= 500 || e.Code == 0 {
		out.Class = bot.Retry
	}
	return out
}

func isAny(err error, targets ...error) bool {
	for _, t := range targets {
		if errors.Is(err, t) {
			return true
		}
	}
	return false
}
