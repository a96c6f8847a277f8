package telegram

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"regexp"
	"time"

	"github.com/go-telegram-bot-api/telegram-bot-api/v5"
)

// Status is what Telegram says of a bot.
type Status struct {
	Username string // without "@"
	Name     string
	Webhook  string // where it delivers; "": the bot polls
	Pending  int    // messages that wait to be delivered
	Trouble  string // its last failure to deliver; "": none
	At       time.Time
}

// ErrToken means that Telegram does not know the token.
var ErrToken = errors.New("telegram does not know this token")

// Status asks Telegram; it changes nothing.
func (c *Channel) Status(ctx context.Context) (Status, error) {
	var s Status
	me, err := c.call(ctx, "getMe", nil, callFor)
	if err != nil {
		var e *tgbotapi.Error
		if errors.As(err, &e) && (codeOf(e) == http.StatusUnauthorized || codeOf(e) == http.StatusNotFound) {
			return s, ErrToken
		}
		return s, err
	}
	var bot tgbotapi.User
	if err := json.Unmarshal(me.Result, &bot); err != nil {
		return s, fmt.Errorf("read who we are: %w", err)
	}
	s.Username, s.Name = bot.UserName, bot.FirstName
	hook, err := c.call(ctx, "getWebhookInfo", nil, callFor)
	if err != nil {
		return s, err
	}
	var info tgbotapi.WebhookInfo
	if err := json.Unmarshal(hook.Result, &info); err != nil {
		return s, fmt.Errorf("read how telegram delivers: %w", err)
	}
	s.Webhook, s.Pending, s.Trouble = info.URL, info.PendingUpdateCount, info.LastErrorMessage
	if info.LastErrorDate != 0 {
		s.At = time.Unix(int64(info.LastErrorDate), 0)
	}
	return s, nil
}

var payload = regexp.MustCompile(`^[A-Za-z0-9_-]{1,64}$`)

// Link opens a chat with the bot; what it carries arrives as the text of the
// Start message. Whoever has the link can change it: it proves nothing.
func Link(username, carries string) (string, error) {
	if !payload.MatchString(carries) {
		return "", fmt.Errorf("make a link: %q is not 1 to 64 of A-Z a-z 0-9 _ -", carries)
	}
	return "https://t.me/" + username + "?start=" + carries, nil
}
