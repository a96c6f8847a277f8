package telegram

import (
	"context"
	"errors"
	"net/http"
	"strconv"

	"github.com/go-telegram-bot-api/telegram-bot-api/v5"
	"github.com/rs/zerolog"

	"langkah/bot"
)

// Calls beside the answers: at once, and waiting for their turn.
const (
	errands     = 32
	mostErrands = 2000
)

// errandTo makes a call whose end changes nothing for the service: a press that
// is too old to be answered, a chat that does not show that we type.
func (c *Channel) errandTo(ctx context.Context, method string, params tgbotapi.Params) {
	ctx = context.WithoutCancel(ctx) // it outlives what asked for it
	c.beside(func() { _, _ = c.call(ctx, method, params, callFor) })
}

// beside does something later. It never makes anybody wait: when too much waits
// already, it is left out.
func (c *Channel) beside(do func()) {
	if c.waiting.Add(1) > mostErrands {
		c.waiting.Add(-1)
		return
	}
	go func() {
		defer c.waiting.Add(-1)
		c.errand <- struct{}{}
		defer func() { <-c.errand }()
		do()
	}()
}

// leave tells a group that we speak with one person at a time, and goes.
func (c *Channel) leave(ctx context.Context, group int64) {
	if c.leaves(group) {
		return
	}
	ctx = context.WithoutCancel(ctx)
	chat := strconv.FormatInt(group, 10)
	c.beside(func() {
		if c.cfg.Private != "" {
			_, _ = c.call(ctx, "sendMessage", tgbotapi.Params{"chat_id": chat, "text": c.cfg.Private}, callFor)
		}
		_, _ = c.call(ctx, "leaveChat", tgbotapi.Params{"chat_id": chat}, callFor)
		c.mu.Lock()
		defer c.mu.Unlock()
		delete(c.left, group) // who adds us again is told again
	})
}

// leaves tells whether we are about to go; from now on we are.
func (c *Channel) leaves(group int64) (already bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	already = c.left[group]
	if len(c.left) > manyChats {
		clear(c.left)
	}
	c.left[group] = true
	return already
}

// introduce waits until Telegram knows us, then says what it should show and
// how it should deliver.
func (c *Channel) introduce(ctx context.Context) {
	for failures := 1; ctx.Err() == nil; failures++ {
		err := c.greet(ctx)
		if err == nil {
			c.tell(&c.fetch, "telegram does not answer", nil)
			return
		}
		c.stumble(ctx, err, failures)
	}
}

func (c *Channel) greet(ctx context.Context) error {
	if _, err := c.call(ctx, "getMe", nil, callFor); err != nil {
		return err
	}
	if c.cfg.Webhook != "" {
		if err := c.hook(ctx); err != nil {
			return err
		}
	} else if err := c.unhook(ctx); err != nil {
		return err
	}
	for lang, list := range c.cfg.Commands {
		if err := c.showCommands(ctx, lang, list); err != nil {
			return err
		}
	}
	return nil
}

func (c *Channel) showCommands(ctx context.Context, lang string, list []Command) error {
	commands := make([]tgbotapi.BotCommand, 0, len(list))
	for _, cmd := range list {
		commands = append(commands, tgbotapi.BotCommand{Command: cmd.Name, Description: cmd.About})
	}
	params := tgbotapi.Params{"scope": `{"type":"all_private_chats"}`}
	if lang != "" {
		params["language_code"] = lang
	}
	if err := params.AddInterface("commands", commands); err != nil {
		return err
	}
	_, err := c.call(ctx, "setMyCommands", params, callFor)
	var cut *cutError
	var e *tgbotapi.Error
	if err == nil || errors.As(err, &cut) || errors.As(err, &e) && codeOf(e) == http.StatusTooManyRequests {
		return err
	}
	// A menu that is not liked, or a server that knows none, stops nothing.
	c.event(zerolog.WarnLevel).Str("err", bot.Told(err)).Msg("telegram does not take our menu")
	return nil
}

// unhook has Telegram keep updates for our polls; none is dropped.
func (c *Channel) unhook(ctx context.Context) error {
	_, err := c.call(ctx, "deleteWebhook", tgbotapi.Params{"drop_pending_updates": "false"}, callFor)
	return err
}
