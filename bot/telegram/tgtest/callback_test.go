package tgtest

import (
	"testing"
	"time"
)

func TestPressIsAnsweredInTime(t *testing.T) {
	t.Parallel()
	w := begin(t, Options{CallbackAge: time.Minute})
	p := w.Person("Siti")
	p.Say("halo")
	w.one()
	id := w.send(p, "Mau?", "reply_markup", inline("Ya", "d:y"))
	if err := p.Press("Ya"); err != nil {
		t.Fatal(err)
	}
	cb := w.one().Callback
	if cb == nil || cb.Data != "d:y" || cb.From.ID != p.ID() || cb.Message.MessageID != id || cb.Message.Text != "Mau?" ||
		cb.Message.Markup == nil || cb.Message.From.ID != w.bot.ID {
		t.Fatalf("%+v", cb)
	}
	const tooOld = "400 Bad Request: query is too old and response timeout expired or query ID is invalid"
	for _, c := range []struct {
		id    string
		after time.Duration
		want  string
	}{
		{cb.ID, 0, ""},
		{"", 0, tooOld},
		{"123", 0, tooOld},
		{callbackID(p.ID(), 2), 0, tooOld},
		{cb.ID, 30 * time.Second, ""},
		{cb.ID, 31 * time.Second, tooOld},
	} {
		w.clock.pass(c.after)
		if got := w.call("answerCallbackQuery", "callback_query_id", c.id, "text", "Sip", "show_alert", "true").bad(); got != c.want {
			t.Errorf("%q: %q, want %q", c.id, got, c.want)
		}
	}
	got := p.Callbacks()
	if len(got) != 1 || got[0].Answers != 2 || got[0].Text != "Sip" || !got[0].Alert || got[0].MessageID != id {
		t.Errorf("%+v", got)
	}
}

func TestPressTakesTheNewestButton(t *testing.T) {
	t.Parallel()
	w := begin(t, Options{})
	p := w.Person("Siti").Met()
	old := w.send(p, "1?", "reply_markup", inline("Ya", "1"))
	fresh := w.send(p, "2?", "reply_markup", inline("Ya", "2"))
	w.send(p, "tanpa tombol")
	press := func(want string, do func() error) {
		t.Helper()
		if err := do(); err != nil {
			t.Fatal(err)
		}
		if e := w.one(); e.Callback == nil || e.Callback.Data != want {
			t.Errorf("%+v", e)
		}
	}
	press("2", func() error { return p.Press("Ya") })
	press("1", func() error { return p.PressOld(old, "Ya") })
	w.call("deleteMessage", "chat_id", p.ID(), "message_id", fresh)
	press("1", func() error { return p.Press("Ya") })
	if err := p.PressOld(fresh, "Ya"); err != nil {
		t.Fatal(err)
	}
	if cb := w.one().Callback; cb.Message.Date != 0 || cb.Message.MessageID != fresh || cb.Message.Text != "" {
		t.Errorf("a message that is gone: %+v", cb.Message)
	}
	if p.Press("Tidak") == nil || p.PressOld(old, "Tidak") == nil || p.PressOld(99, "Ya") == nil {
		t.Error("pressed what is not there")
	}
	w.send(p, "Peta", "reply_markup", keys{"inline_keyboard": []any{[]any{keys{"text": "Buka", "url": "https://a.id"}}}})
	if err := p.Press("Buka"); err == nil || w.Pending() != 0 {
		t.Error("a link told the bot")
	}
}

func TestOldPressesAreForgotten(t *testing.T) {
	t.Parallel()
	w := begin(t, Options{})
	p := w.Person("Siti").Met()
	w.send(p, "?", "reply_markup", inline("Ya", "1"))
	for range keepCallbacks + 1 {
		_ = p.Press("Ya")
	}
	got := p.Callbacks()
	if len(got) != keepCallbacks || got[0].ID != callbackID(p.ID(), 2) {
		t.Errorf("%d, first %s", len(got), got[0].ID)
	}
}

func TestKeyboardButtonsSendWordsOrTheContact(t *testing.T) {
	t.Parallel()
	w := begin(t, Options{})
	p := w.Person("Siti").Met()
	p.SetPhone("628111222333")
	w.send(p, "Nomornya?", "reply_markup", keys{"keyboard": []any{[]any{keys{"text": "Kirim nomor", "request_contact": true}, "Lewati"}}})
	_ = p.Press("Lewati")
	if m := w.one().Message; m == nil || m.Text != "Lewati" {
		t.Errorf("%+v", m)
	}
	_ = p.Press("Kirim nomor")
	if m := w.one().Message; m == nil || m.Contact == nil || *m.Contact != (wireContact{"628111222333", "Siti", p.ID()}) {
		t.Errorf("%+v", m)
	}
	if p.Press("Tidak ada") == nil {
		t.Error("pressed what is not there")
	}
}
