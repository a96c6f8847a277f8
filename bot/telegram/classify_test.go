package telegram

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"testing"
	"time"

	"github.com/go-telegram-bot-api/telegram-bot-api/v5"

	"langkah/bot"
)

func TestFailuresAreToldApart(t *testing.T) {
	t.Parallel()
	refused := func(code, after int, text string) error {
		return fmt.Errorf("call: %w", &tgbotapi.Error{Code: code, Message: text, ResponseParameters: tgbotapi.ResponseParameters{RetryAfter: after}})
	}
	var syntax error = &json.SyntaxError{}
	for _, c := range []struct {
		err   error
		class bot.SendClass
		code  string
		after time.Duration
	}{
		{refused(429, 7, "Too Many Requests: retry after 7"), bot.Throttled, "429 retry_after", 7 * time.Second},
		{refused(0, 7, "Too Many Requests: retry after 7"), bot.Throttled, "429 retry_after", 7 * time.Second},
		{refused(403, 0, "Forbidden: bot was blocked by the user"), bot.OptedOut, "403 bot_was_blocked_by_the_user", 0},
		{refused(0, 0, "Forbidden: user is deactivated"), bot.OptedOut, "403 user_is_deactivated", 0},
		{refused(403, 0, "Forbidden: bot can't initiate conversation with a user"), bot.OptedOut, "403 bot_can_t_initiate_conversation_with_a_user", 0},
		{refused(400, 0, "Bad Request: chat not found"), bot.OptedOut, "400 chat_not_found", 0},
		{refused(400, 0, "Bad Request: message is too long"), bot.Permanent, "400 message_is_too_long", 0},
		{refused(400, 0, `Bad Request: can't parse entities: unsupported tag "Siti Aminah"`), bot.Permanent, "400 can_t_parse_entities", 0},
		{refused(401, 0, "Unauthorized"), bot.Throttled, "401 unauthorized", time.Minute},
		{refused(0, 0, "Unauthorized"), bot.Throttled, "401 unauthorized", time.Minute},
		{refused(404, 0, "Not Found"), bot.Throttled, "404 not_found", time.Minute},
		{refused(500, 0, "Internal Server Error"), bot.Retry, "500 internal_server_error", 0},
		{fmt.Errorf("call: %w", &statusError{502}), bot.Retry, "http_502", 0},
		{fmt.Errorf("call: %w", &cutError{false, errors.New("connection refused")}), bot.Throttled, "unreachable", 2 * time.Second},
		{fmt.Errorf("call: %w", &cutError{true, errors.New("connection reset")}), bot.Unknown, "no_answer", 0},
		{fmt.Errorf("call: %w", syntax), bot.Unknown, "broken_json", 0},
		{fmt.Errorf("call: %w", io.ErrUnexpectedEOF), bot.Unknown, "broken_json", 0},
		{errors.New("what"), bot.Unknown, "unclear", 0},
	} {
		if got := classify(c.err); got.Class != c.class || got.Code != c.code || got.After != c.after || !errors.Is(got, c.err) && !errors.Is(c.err, got.Err) {
			t.Errorf("%v: %s %q after %v, want %s %q after %v", c.err, got.Class, got.Code, got.After, c.class, c.code, c.after)
		}
		if got := classify(c.err); got.Again != (c.code == "broken_json") {
			t.Errorf("%v: again %v", c.err, got.Again)
		}
	}
}
