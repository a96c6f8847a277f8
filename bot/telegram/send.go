package telegram

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"time"

	"github.com/go-telegram-bot-api/telegram-bot-api/v5"

	"langkah/bot"
)

// longestTurn is how long a bubble waits here for its chat's turn. More it waits
// in the ledger: in flight it would hold up others, and be in doubt at a kill.
const longestTurn = 20 * time.Millisecond

var errRecalls = errors.New("nothing is taken back on Telegram")

// Send implements bot.Sender. A text that is too long for one message goes out
// in several; when one fails, the next try goes on behind those that left.
func (c *Channel) Send(ctx context.Context, out bot.Outbound) (string, error) {
	c.typing.End(out.To.ID)
	if out.Recalls != "" {
		return "", &bot.SendError{Class: bot.Permanent, Code: "no_recalls", Err: errRecalls}
	}
	list := messages(out)
	id := ""
	for i := c.gone(out.ID); i < len(list); i++ {
		if err := c.turn(ctx, out.To.ID); err != nil {
			c.note(out.ID, i, false)
			return "", err
		}
		var err error
		if id, err = c.post(ctx, out, list[i]); err != nil {
			se := classify(err)
			se.Stale = i == 0 && out.Media != nil && out.Media.Handle != "" && unknownFile(err)
			c.note(out.ID, i, se.Class == bot.Permanent || se.Class == bot.OptedOut)
			c.learn(out, se)
			return "", se
		}
	}
	c.note(out.ID, 0, true)
	return id, nil
}

// post makes the call, once more where Telegram says that the chat has moved.
func (c *Channel) post(ctx context.Context, out bot.Outbound, m message) (string, error) {
	m.params["chat_id"] = c.chat(out.To.ID)
	if c.cfg.Paid && out.Lane != bot.LaneReply {
		m.params["allow_paid_broadcast"] = "true"
	}
	res, err := c.carry(ctx, m, callFor)
	var e *tgbotapi.Error
	if errors.As(err, &e) && e.MigrateToChatID != 0 {
		c.move(out.To.ID, e.MigrateToChatID)
		m.params["chat_id"] = c.chat(out.To.ID)
		res, err = c.carry(ctx, m, callFor)
	}
	if err != nil {
		return "", err
	}
	var sent struct { // of a whole message, thousands of times, little else is of use
		MessageID int `json:"message_id"`
	}
	err = json.Unmarshal(res.Result, &sent)
	if err == nil && m.file != nil {
		err = keepHandle(out.Media, res.Result)
	}
	if err != nil {
		return "", fmt.Errorf("read what was sent: %w", err)
	}
	return fmt.Sprintf("%s:%d", m.params["chat_id"], sent.MessageID), nil
}

// keepHandle notes what Telegram calls a file that it was brought.
func keepHandle(of *bot.Media, raw []byte) error {
	var sent tgbotapi.Message
	if err := json.Unmarshal(raw, &sent); err != nil {
		return err
	}
	if _, shown := attached(&sent); shown != nil {
		of.Handle = shown.Ref
	}
	return nil
}

// turn waits until the chat may get its next message.
func (c *Channel) turn(ctx context.Context, chat string) error {
	for {
		wait := c.chats.Wait(chat, c.cfg.Now())
		if wait == 0 {
			return nil
		}
		if wait > longestTurn || ctx.Err() != nil {
			return &bot.SendError{Class: bot.Throttled, After: wait, Code: "own_pace", Err: errors.New("chat has had its share")}
		}
		bot.Rest(ctx, nil, wait)
	}
}

// learn tells whom a failure concerns beside its own row. Where polls fail, too,
// it is everybody: no row is to be given up for that. Of a share that is used up
// Telegram does not say whose: it is that of a chat which got several messages
// just now, or that of all.
func (c *Channel) learn(out bot.Outbound, e *bot.SendError) {
	if e.Class == bot.Retry && c.Health().Code == Away {
		e.Class, e.Scope, e.After = bot.Throttled, bot.ScopeAccount, redial
		return
	}
	if e.Class != bot.Throttled || e.Scope != bot.ScopeChat {
		return
	}
	now := c.cfg.Now()
	if c.chats.Left(out.To.ID, now) > chatBurst-1.01 {
		e.Scope = bot.ScopeBulk // it got no other than this one
	}
	c.chats.Empty(out.To.ID, now) // or an earlier process of ours sent the others
}

func (c *Channel) chat(id string) string {
	c.mu.Lock()
	defer c.mu.Unlock()
	if to, moved := c.moved[id]; moved {
		return to
	}
	return id
}

func (c *Channel) move(from string, to int64) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.moved[from] = strconv.FormatInt(to, 10)
}

// gone is how many messages of a row have left already.
func (c *Channel) gone(row int64) int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.parts[row]
}

// note remembers how far a row came, until it is over.
func (c *Channel) note(row int64, gone int, over bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if over || gone == 0 {
		delete(c.parts, row)
		return
	}
	c.parts[row] = gone
}
