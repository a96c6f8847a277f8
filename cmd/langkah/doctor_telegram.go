package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"langkah/bot"
	"langkah/bot/telegram"
)

// telegramWait is how long the doctor waits for Telegram.
const telegramWait = 10 * time.Second

// manyWaiting messages at Telegram mean that nobody fetches them.
const manyWaiting = 100

// ofTelegram asks Telegram about the bot; nothing without a token.
func ofTelegram(s *surroundings) []finding {
	if s.config.TelegramToken == "" {
		return nil
	}
	f := finding{Name: "telegram"}
	ctx, cancel := context.WithTimeout(s.ctx, telegramWait)
	defer cancel()
	within := *s
	within.ctx = ctx
	st, err := statusOf(&within)
	switch {
	case errors.Is(err, telegram.ErrToken):
		f.Seen, f.Cure = "Telegram does not know the token", "look it up with @BotFather (/mybots), set TELEGRAM_TOKEN, restart langkah serve; what people write is kept by Telegram for a day"
	case err != nil:
		f.Seen, f.Cure = "Telegram does not answer: "+bot.Told(err), "is the network up, and TELEGRAM_API right? langkah serve tries again by itself; what people write is kept by Telegram for a day"
	default:
		f.ofStatus(s.config, st)
	}
	return []finding{f}
}

func (f *finding) ofStatus(c config, st telegram.Status) {
	hooked := st.Webhook != ""
	how := "polled"
	if hooked {
		how = "delivers to " + st.Webhook
	}
	f.Seen = fmt.Sprintf("@%s, %s, %d messages wait there", st.Username, how, st.Pending)
	switch {
	case hooked != (c.TelegramMode == "webhook"):
		f.Cure = "TELEGRAM_MODE is " + c.TelegramMode + ", and something else was set up: restart langkah serve, which sets it right; is another program using this token?"
	case hooked && st.Pending > 0 && st.Trouble != "":
		f.Cure = fmt.Sprintf("Telegram cannot deliver (%s, %s): can it reach LANGKAH_PUBLIC_URL%s, with a valid certificate?", st.Trouble, st.At.In(bot.WIB).Format(time.DateTime), hookPath)
	case st.Pending >= manyWaiting:
		f.Cure = "nobody fetches them: is langkah serve running, and its database up?"
	default:
		f.OK = true
	}
}
