package main

import (
	"errors"
	"fmt"
	"time"

	"github.com/rs/zerolog"

	"langkah/bot"
	"langkah/bot/telegram"
)

// telegramCommand is what operators do about the bot.
type telegramCommand struct {
	Status telegramStatusCommand `cmd:"" help:"Ask Telegram who our bot is, and how it delivers."`
}

type telegramStatusCommand struct{}

// Run prints what Telegram says, or what to do.
func (telegramStatusCommand) Run(s *surroundings) error {
	st, err := statusOf(s)
	if err != nil {
		return err
	}
	fmt.Fprintf(s.out, "bot       @%s (%s)\nlink      https://t.me/%s\n", st.Username, st.Name, st.Username)
	how := "by polling"
	if st.Webhook != "" {
		how = "to " + st.Webhook
	}
	fmt.Fprintf(s.out, "delivers  %s\nwaiting   %d messages\n", how, st.Pending)
	if st.Trouble != "" {
		fmt.Fprintf(s.out, "trouble   %s, last at %s\n", st.Trouble, st.At.In(bot.WIB).Format(time.DateTime))
	}
	return nil
}

var errNoToken = errors.New("there is no Telegram bot: get a token from @BotFather in Telegram and set TELEGRAM_TOKEN")

func statusOf(s *surroundings) (telegram.Status, error) {
	ch, err := newTelegram(s.config, zerolog.Nop())
	if err != nil {
		return telegram.Status{}, err
	}
	if ch == nil {
		return telegram.Status{}, errNoToken
	}
	st, err := ch.Status(s.ctx)
	if errors.Is(err, telegram.ErrToken) {
		return st, fmt.Errorf("%w: look it up with @BotFather (/mybots) and set TELEGRAM_TOKEN anew", err)
	}
	return st, err
}
