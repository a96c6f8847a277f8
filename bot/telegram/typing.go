package telegram

import (
	"context"
	"sync"
	"time"

	"github.com/go-telegram-bot-api/telegram-bot-api/v5"

	"langkah/bot"
)

const (
	moment   = time.Second             // an answer that takes longer shows that we type
	shows    = 4500 * time.Millisecond // Telegram shows it for five seconds
	patience = 30 * time.Second        // after that nobody believes it
	mostWait = 1000                    // people to whom it is shown
)

// typing knows who waits for an answer, since when, and when they are shown
// next that we are at it.
type typing struct {
	mu   sync.Mutex
	list map[string]waiting
}

type waiting struct{ since, next time.Time }

func (t *typing) waits(chat string, now time.Time) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.list == nil {
		t.list = map[string]waiting{}
	}
	if _, waits := t.list[chat]; !waits && len(t.list) < mostWait {
		t.list[chat] = waiting{now, now.Add(moment)}
	}
}

func (t *typing) answered(chat string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	delete(t.list, chat)
}

// due are the chats that are to be shown now.
func (t *typing) due(now time.Time) (chats []string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	for chat, w := range t.list {
		switch {
		case now.Sub(w.since) > patience:
			delete(t.list, chat)
		case !now.Before(w.next):
			t.list[chat] = waiting{w.since, now.Add(shows)}
			chats = append(chats, chat)
		}
	}
	return chats
}

func (c *Channel) keepTyping(ctx context.Context) {
	for ctx.Err() == nil {
		for _, chat := range c.typing.due(c.cfg.Now()) {
			c.errandTo(ctx, "sendChatAction", tgbotapi.Params{"chat_id": chat, "action": "typing"})
		}
		bot.Rest(ctx, nil, moment/4)
	}
}
