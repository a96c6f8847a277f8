package main

import (
	"net/http"
	"testing"

	"github.com/go-telegram-bot-api/telegram-bot-api/v5"

	"langkah/bot/telegram/tgtest"
	"langkah/store/benchtest"
)

// parrot is people on a play Telegram with a bot, in this process, that says
// everything again. With k it keeps what must not be lost.
func parrot(b *testing.B, k func(*talk) *benchtest.Keeper) *talk {
	b.Helper()
	tg := tgtest.New(tgtest.Options{Keep: 20})
	b.Cleanup(tg.Close)
	api, err := tgbotapi.NewBotAPIWithClient(tg.Token(), tg.URL()+"/bot%s/%s", &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: 8}})
	if err != nil {
		b.Fatal(err)
	}
	t := newTalk(tg)
	if k == nil {
		go poll(b, api, nil)
	} else {
		go poll(b, api, k(t))
	}
	return t
}

// keeper is the same with the least that loses nothing.
func keeper(b *testing.B, y *benchtest.Yard, turn benchtest.Turn) *talk {
	return parrot(b, func(t *talk) *benchtest.Keeper {
		var chats []int64
		for _, who := range t.people {
			chats = append(chats, who.chat.ID())
		}
		return y.Keeper(b, turn, chats)
	})
}

func poll(b *testing.B, api *tgbotapi.BotAPI, k *benchtest.Keeper) {
	for next := 0; b.Context().Err() == nil; {
		list, _ := api.GetUpdates(tgbotapi.UpdateConfig{Offset: next, Timeout: 30})
		for _, u := range list {
			if k != nil {
				if err := k.Accept(b.Context(), u.Message.Chat.ID, u.Message.MessageID, u.Message.Text); err != nil {
					b.Error(err)
				}
			}
			next = u.UpdateID + 1
			go reply(b, api, k, u.Message)
		}
	}
}

func reply(b *testing.B, api *tgbotapi.BotAPI, k *benchtest.Keeper, m *tgbotapi.Message) {
	var row int64
	if k != nil {
		var err error
		if row, err = k.Turn(b.Context(), m.Chat.ID, m.MessageID); err != nil {
			b.Error(err)
		}
	}
	if _, err := api.Send(tgbotapi.NewMessage(m.Chat.ID, m.Text)); err != nil || k == nil {
		return
	}
	if err := k.Settle(b.Context(), row); err != nil {
		b.Error(err)
	}
}
