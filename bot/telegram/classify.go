package telegram

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"
	"unicode"

	"github.com/go-telegram-bot-api/telegram-bot-api/v5"

	"langkah/bot"
)

// classify says what a failed send means (protocols of the Bot API: errors).
// Uploads lose the code; their description begins with its name. An answer
// that cannot be read is a doubt, and the message is sent again.
func classify(err error) *bot.SendError {
	var cut *cutError
	var status *statusError
	var refused *tgbotapi.Error
	switch {
	case errors.As(err, &cut) && !cut.reached:
		return &bot.SendError{Class: bot.Throttled, Scope: bot.ScopeAccount, After: redial, Code: "unreachable", Err: err}
	case errors.As(err, &cut):
		return &bot.SendError{Class: bot.Unknown, Code: "no_answer", Err: err}
	case errors.As(err, &status):
		return &bot.SendError{Class: bot.Retry, Code: fmt.Sprint("http_", status.status), Err: err}
	case errors.As(err, &refused):
		return refusal(refused)
	case broken(err):
		return &bot.SendError{Class: bot.Unknown, Again: true, Code: "broken_json", Err: err}
	}
	return &bot.SendError{Class: bot.Unknown, Code: "unclear", Err: err}
}

// broken tells whether an answer was no whole JSON.
func broken(err error) bool {
	var syntax *json.SyntaxError
	var shape *json.UnmarshalTypeError
	return errors.As(err, &syntax) || errors.As(err, &shape) || errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF)
}

func refusal(e *tgbotapi.Error) *bot.SendError {
	out := &bot.SendError{Class: bot.Permanent, Code: brief(e), Err: e}
	switch code := codeOf(e); {
	case code == http.StatusTooManyRequests:
		out.Class, out.After = bot.Throttled, time.Duration(e.RetryAfter)*time.Second
	case code == http.StatusForbidden, strings.Contains(e.Message, "chat not found"), strings.Contains(e.Message, "user not found"):
		out.Class = bot.OptedOut
	case code == http.StatusUnauthorized, code == http.StatusNotFound: // a token of nobody: only a new one helps
		out.Class, out.Scope, out.After = bot.Throttled, bot.ScopeAccount, refused
	case code >= http.StatusInternalServerError:
		out.Class = bot.Retry
	}
	return out
}

func codeOf(e *tgbotapi.Error) int {
	switch {
	case e.RetryAfter > 0:
		return http.StatusTooManyRequests
	case e.Code != 0:
		return e.Code
	case strings.HasPrefix(e.Message, "Forbidden"):
		return http.StatusForbidden
	case strings.HasPrefix(e.Message, "Unauthorized"):
		return http.StatusUnauthorized
	case strings.HasPrefix(e.Message, "Too Many Requests"):
		return http.StatusTooManyRequests
	}
	return http.StatusBadRequest
}

// brief is the code for the ledger: the number and Telegram's own words, cut
// before anything that may quote ours.
func brief(e *tgbotapi.Error) string {
	words, _, _ := strings.Cut(e.Message, `"`)
	_, reason, found := strings.Cut(words, ": ")
	if !found {
		reason = words
	}
	reason, _, _ = strings.Cut(reason, ":")
	list := strings.FieldsFunc(strings.ToLower(reason), func(r rune) bool { return !unicode.IsLetter(r) })
	return fmt.Sprint(codeOf(e), " ", strings.Join(list[:min(len(list), 8)], "_"))
}

// unknownFile tells whether Telegram does not know a file by its handle any more.
func unknownFile(err error) bool {
	var e *tgbotapi.Error
	if !errors.As(err, &e) || codeOf(e) != http.StatusBadRequest {
		return false
	}
	said := strings.ToLower(e.Message)
	return strings.Contains(said, "file identifier") || strings.Contains(said, "file_id") || strings.Contains(said, "file_reference") || strings.Contains(said, "file reference")
}
