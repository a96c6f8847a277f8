package main

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"langkah/bot/telegram/tgtest"
)

// echo is a tiny bot: it polls, and says back what it hears.
type echo struct {
	api string
	ctx context.Context
}

func startEcho(t *testing.T, s *tgtest.Server) {
	t.Helper()
	ctx, stop := context.WithCancel(context.Background())
	done := make(chan struct{})
	e := &echo{api: s.URL() + "/bot" + s.Token() + "/", ctx: ctx}
	e.call("setMyCommands", "commands", `[{"command":"menu","description":"Pilihan utama"},{"command":"bantuan","description":"Tanya petugas"}]`)
	go func() { defer close(done); e.run() }()
	t.Cleanup(func() { stop(); <-done })
}

func (e *echo) call(method string, pairs ...string) json.RawMessage {
	form := url.Values{}
	for i := 0; i < len(pairs); i += 2 {
		form.Set(pairs[i], pairs[i+1])
	}
	req, _ := http.NewRequestWithContext(e.ctx, http.MethodPost, e.api+method, strings.NewReader(form.Encode()))
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return nil
	}
	defer resp.Body.Close()
	var answer struct{ Result json.RawMessage }
	_ = json.NewDecoder(resp.Body).Decode(&answer)
	return answer.Result
}

// heard is what the bot understands of an update.
type heard struct {
	ID      int64 `json:"update_id"`
	Message *struct {
		Chat    struct{ ID int64 }
		Text    string
		Contact *struct {
			Phone string `json:"phone_number"`
		}
		Sticker *struct{ Emoji string }
		Photo   []struct {
			ID string `json:"file_id"`
		}
	}
	Edited *struct {
		Chat struct{ ID int64 }
		Text string
	} `json:"edited_message"`
	Press *struct {
		ID, Data string
		From     struct{ ID int64 }
	} `json:"callback_query"`
}

func (e *echo) run() {
	for offset := int64(0); e.ctx.Err() == nil; {
		var list []heard
		if json.Unmarshal(e.call("getUpdates", "timeout", "20", "offset", fmt.Sprint(offset)), &list) != nil {
			time.Sleep(10 * time.Millisecond) // nobody answers: do not ask in a circle
		}
		for _, u := range list {
			offset = u.ID + 1
			e.answer(u)
		}
	}
}

func (e *echo) answer(u heard) {
	say := func(chat int64, text string, more ...string) {
		e.call("sendMessage", append([]string{"chat_id", fmt.Sprint(chat), "text", text}, more...)...)
	}
	switch {
	case u.Press != nil:
		e.call("answerCallbackQuery", "callback_query_id", u.Press.ID, "text", "Dicatat")
		say(u.Press.From.ID, "Dipilih: "+u.Press.Data)
	case u.Edited != nil:
		say(u.Edited.Chat.ID, "Diubah menjadi: "+u.Edited.Text)
	case u.Message == nil:
	case u.Message.Contact != nil:
		say(u.Message.Chat.ID, "Nomor "+u.Message.Contact.Phone, "reply_markup", `{"remove_keyboard":true}`)
	case u.Message.Sticker != nil:
		say(u.Message.Chat.ID, "Stiker bagus")
	case len(u.Message.Photo) > 0:
		e.call("sendPhoto", "chat_id", fmt.Sprint(u.Message.Chat.ID), "photo", u.Message.Photo[2].ID, "caption", "Fotonya sampai")
	case strings.Contains(u.Message.Text, "nomor"):
		say(u.Message.Chat.ID, "Boleh minta nomor HP-nya, Kak?", "reply_markup",
			`{"keyboard":[[{"text":"Kirim nomor saya","request_contact":true}],["Ketik sendiri","Nanti saja"]]}`)
	case strings.Contains(u.Message.Text, "ketik"):
		e.call("sendChatAction", "chat_id", fmt.Sprint(u.Message.Chat.ID), "action", "typing")
	default:
		say(u.Message.Chat.ID, "Gema: "+u.Message.Text+"\nLihat https://jakpreneur.jakarta.go.id.", "reply_markup",
			`{"inline_keyboard":[[{"text":"Daftar anggota","callback_data":"daftar"},{"text":"Lihat langkah","callback_data":"langkah"}],[{"text":"Tanya petugas pendampingan di kecamatan","callback_data":"petugas"}]]}`)
	}
}
