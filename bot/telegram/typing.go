package telegram

import (
	"context"
	"time"

	"github.com/go-telegram-bot-api/telegram-bot-api/v5"

	"langkah/bot"
	"langkah/bot/pace"
)

const typingShows = 4500 * time.Millisecond // Telegram shows it for five seconds

func (c *Channel) keepTyping(ctx context.Context) {
	for ctx.Err() == nil {
		for _, chat := range c.typing.Due(c.cfg.Now()) {
			c.errandTo(ctx, "sendChatAction", tgbotapi.Params{"chat_id": chat, "action": "typing"})
		}
		bot.Rest(ctx, nil, pace.Look)
	}
}
