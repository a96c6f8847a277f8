package telegram

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/hex"
	"encoding/json"
	"io"
	"net/http"
	"time"

	"github.com/go-telegram-bot-api/telegram-bot-api/v5"
	"github.com/rs/zerolog"

	"langkah/bot"
)

const (
	secretHeader = "X-Telegram-Bot-Api-Secret-Token"
	maxUpdate    = 1 << 20          // bytes
	inspect      = 30 * time.Second // how often we ask whether Telegram can deliver
)

// secret is what Telegram shows with every delivery. It comes from the token,
// so that every replica knows it and it needs no setting.
func (c *Channel) secret() string {
	mac := hmac.New(sha256.New, []byte(c.cfg.Token))
	mac.Write([]byte("webhook"))
	return hex.EncodeToString(mac.Sum(nil))
}

func (c *Channel) hook(ctx context.Context) error {
	_, err := c.call(ctx, "setWebhook", tgbotapi.Params{
		"url": c.cfg.Webhook, "secret_token": c.secret(), "allowed_updates": wanted, "max_connections": "40", "drop_pending_updates": "false",
	}, callFor)
	return err
}

// watchWebhook looks now and then whether Telegram reaches us; every replica
// may be the one that it reaches.
func (c *Channel) watchWebhook(ctx context.Context) {
	c.become(OK)
	for ctx.Err() == nil {
		bot.Rest(ctx, nil, inspect)
		if ctx.Err() != nil {
			return
		}
		var info struct {
			URL       string `json:"url"`
			ErrorDate int64  `json:"last_error_date"`
			Pending   int    `json:"pending_update_count"`
		}
		res, err := c.call(ctx, "getWebhookInfo", nil, callFor)
		if err == nil {
			err = json.Unmarshal(res.Result, &info)
		}
		switch {
		case err != nil:
			c.stumble(ctx, err, 1)
		case info.URL != c.cfg.Webhook: // somebody polled with our token
			c.introduce(ctx)
			c.become(OK)
		case info.Pending > 0 && c.cfg.Now().Sub(time.Unix(info.ErrorDate, 0)) < 2*inspect:
			c.become(Unhooked)
		default:
			c.become(OK)
		}
	}
}

// Handler takes what Telegram delivers. It answers 200 after the commit; with
// anything else Telegram delivers again.
func (c *Channel) Handler(sink bot.Sink) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if subtle.ConstantTimeCompare([]byte(r.Header.Get(secretHeader)), []byte(c.secret())) != 1 {
			http.Error(w, "forbidden", http.StatusForbidden)
			return
		}
		raw, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxUpdate))
		if err != nil {
			http.Error(w, "not read", http.StatusRequestEntityTooLarge)
			return
		}
		u, err := c.read(raw)
		if err != nil { // it would come again for ever
			c.event(zerolog.ErrorLevel).Int("update", u.id).Str("err", "not decodable").Msg("passed over what telegram brought")
			return
		}
		err = c.take(r.Context(), sink, []update{u})
		c.tell(&c.accept, "what telegram brings cannot be kept yet", err)
		if err != nil {
			http.Error(w, "not kept", http.StatusServiceUnavailable)
		}
	})
}
