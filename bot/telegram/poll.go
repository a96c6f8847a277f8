package telegram

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/http"
	"strconv"
	"time"

	"github.com/go-telegram-bot-api/telegram-bot-api/v5"
	"github.com/rs/zerolog"

	"langkah/bot"
)

// Pauses: a breath after an answer that is empty at once; the others after a
// failure, and they stray by a quarter.
const (
	breath    = 50 * time.Millisecond
	shortly   = time.Second      // Telegram or our database does not answer
	rival     = 5 * time.Second  // another program polls
	refused   = time.Minute      // the token is not valid: only a new one helps
	mostPause = 30 * time.Second // whatever Telegram asks for, we look again
	redial    = 2 * time.Second  // before sends try an address again where nobody answers
)

// poll receives until ctx ends. The offset, which confirms what came before,
// moves only after our commit; what is not confirmed comes again, also to
// another process. An answer without updates has confirmed all: from there the
// next one is the oldest that is left, so it does no harm when Telegram starts
// to count anew, as it may after a quiet week.
func (c *Channel) poll(ctx context.Context, sink bot.Sink) {
	offset, failures := 0, 0
	for ctx.Err() == nil {
		asked := c.cfg.Now()
		list, err := c.updates(ctx, offset)
		if err != nil {
			failures++
			c.stumble(ctx, err, failures)
			continue
		}
		failures = 0
		c.tell(&c.fetch, "telegram does not answer", nil)
		c.become(OK)
		if len(list) == 0 {
			offset = 0
			if c.cfg.Now().Sub(asked) < breath { // a server that does not wait for what comes
				bot.Rest(ctx, nil, breath)
			}
			continue
		}
		if err := c.take(ctx, sink, list); err != nil {
			c.tell(&c.accept, "what telegram brings cannot be kept yet", err)
			bot.Rest(ctx, nil, stray(shortly))
			continue
		}
		c.tell(&c.accept, "what telegram brings cannot be kept yet", nil)
		offset = list[len(list)-1].id + 1
	}
}

func (c *Channel) updates(ctx context.Context, offset int) ([]update, error) {
	wait := pollFor
	if h := c.Health(); h.Code != OK { // be sure of it soon
		wait = 0
	}
	res, err := c.call(ctx, "getUpdates", tgbotapi.Params{
		"offset": strconv.Itoa(offset), "limit": strconv.Itoa(maxBatch), "timeout": strconv.Itoa(int(wait.Seconds())), "allowed_updates": wanted,
	}, wait+callFor)
	if err != nil {
		return nil, err
	}
	var raw []json.RawMessage
	if err := json.Unmarshal(res.Result, &raw); err != nil {
		return nil, fmt.Errorf("decode updates: %w", err)
	}
	list := make([]update, 0, len(raw))
	for _, r := range raw {
		u, err := c.read(r)
		if err != nil {
			c.event(zerolog.ErrorLevel).Int("update", u.id).Str("err", "not decodable").Msg("passed over what telegram brought")
		}
		list = append(list, u)
	}
	return list, nil
}

// take hands a batch to the service, and afterwards sees to what is Telegram's
// own: presses are answered, groups left.
func (c *Channel) take(ctx context.Context, sink bot.Sink, list []update) error {
	batch := make([]bot.Inbound, 0, len(list))
	for _, u := range list {
		if u.in.Kind != "" {
			batch = append(batch, u.in)
		}
	}
	if len(batch) > 0 {
		if err := sink.Accept(ctx, batch); err != nil {
			return err
		}
	}
	now := c.cfg.Now()
	for _, u := range list {
		if u.callback != "" {
			c.errandTo(ctx, "answerCallbackQuery", tgbotapi.Params{"callback_query_id": u.callback})
		}
		if u.group != 0 {
			c.leave(ctx, u.group)
		}
		if u.in.Kind != "" && u.in.Kind != bot.Blocked {
			c.typing.Begin(u.in.From.ID, now)
		}
	}
	return nil
}

// stumble says what a failed poll means, and rests.
func (c *Channel) stumble(ctx context.Context, err error, failures int) {
	if ctx.Err() != nil {
		return
	}
	code, pause := Away, shortly<<min(failures-1, 2)
	var e *tgbotapi.Error
	if errors.As(err, &e) {
		switch codeOf(e) {
		case http.StatusUnauthorized, http.StatusNotFound:
			code, pause = Refused, refused
		case http.StatusConflict:
			code, pause = Conflict, rival
			c.unhook(ctx) // or it is a webhook of ours from before
		case http.StatusTooManyRequests:
			pause = min(time.Duration(e.RetryAfter)*time.Second, mostPause)
		}
	}
	c.become(code)
	c.tell(&c.fetch, "telegram does not answer", err)
	bot.Rest(ctx, nil, stray(pause))
}

func stray(d time.Duration) time.Duration { return d - d/8 + rand.N(d/4+1) }
