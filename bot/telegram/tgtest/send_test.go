package tgtest

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

type keys map[string]any

func inline(text, data string) keys {
	return keys{"inline_keyboard": []any{[]any{keys{"text": text, "callback_data": data}}}}
}

func TestWhatMaySent(t *testing.T) {
	t.Parallel()
	const long = "400 Bad Request: message is too long"
	const empty = "400 Bad Request: message text is empty"
	const data = "400 Bad Request: BUTTON_DATA_INVALID"
	for _, c := range []struct {
		name, text string
		markup     any
		want       string
	}{
		{"plain", "halo", nil, ""},
		{"nothing", "", nil, empty},
		{"only spaces", " \n\t", nil, empty},
		{"4096", strings.Repeat("a", 4096), nil, ""},
		{"4097", strings.Repeat("a", 4097), nil, long},
		{"2048 emoji are 4096 units", strings.Repeat("🙏", 2048), nil, ""},
		{"2049 emoji are 4098 units", strings.Repeat("🙏", 2049), nil, long},
		{"spaces around do not count", strings.Repeat("a", 4096) + "   ", nil, ""},
		{"not UTF-8", "a\xff", nil, "400 Bad Request: strings must be encoded in UTF-8"},
		{"64 bytes of data", "halo", inline("Ya", strings.Repeat("d", 64)), ""},
		{"65 bytes of data", "halo", inline("Ya", strings.Repeat("d", 65)), data},
		{"33 letters of 2 bytes", "halo", inline("Ya", strings.Repeat("é", 33)), data},
		{"no data", "halo", inline("Ya", ""), data},
		{"a button without words", "halo", inline("", "x"), "400 Bad Request: BUTTON_INVALID"},
		{"a button that does nothing", "halo", keys{"inline_keyboard": []any{[]any{keys{"text": "Ya"}}}},
			"400 Bad Request: can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"},
		{"not JSON", "halo", keys{}, ""},
		{"a link", "halo", keys{"inline_keyboard": []any{[]any{keys{"text": "Peta", "url": "https://a.id"}}}}, ""},
		{"a keyboard of strings", "halo", keys{"keyboard": []any{[]any{"Ya", keys{"text": "Tidak"}}}}, ""},
		{"a label that is missing", "halo", keys{"keyboard": []any{[]any{keys{"request_contact": true}}}},
			`400 Bad Request: can't parse keyboard button: Can't find field "text"`},
		{"a list", "halo", []string{}, "400 Bad Request: object expected as reply markup"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			w := begin(t, Options{})
			args := []any{"chat_id", w.Person("Siti").Met().ID(), "text", c.text}
			if c.markup != nil {
				args = append(args, "reply_markup", c.markup)
			}
			if got := w.call("sendMessage", args...).bad(); got != c.want {
				t.Errorf("%q, want %q", got, c.want)
			}
			if n := len(w.Person("Siti").All()); (n == 1) != (c.want == "") {
				t.Errorf("%d messages", n)
			}
		})
	}
	w := begin(t, Options{})
	got := w.call("sendMessage", "chat_id", w.Person("Siti").Met().ID(), "text", "halo", "reply_markup", "{").bad()
	if got != "400 Bad Request: can't parse reply keyboard markup JSON object" {
		t.Error(got)
	}
}

func TestMessageAsThePersonSeesIt(t *testing.T) {
	t.Parallel()
	w := begin(t, Options{})
	p := w.Person("Siti").Met()
	r := w.call("sendMessage", "chat_id", p.ID(), "text", " Mau *daftar*? ", "parse_mode", "MarkdownV2",
		"allow_paid_broadcast", "true", "reply_markup", inline("Ya", "y"))
	var m wireMessage
	r.read(t, &m)
	chat := wireChat{ID: p.ID(), Type: "private", FirstName: "Siti"}
	back := wireMessage{MessageID: 1, From: &w.bot, Chat: chat, Date: w.clock.now().Unix(), Text: "Mau *daftar*?",
		Markup: &wireMarkup{Inline: [][]Button{{{Text: "Ya", Data: "y"}}}}}
	if diff := cmp.Diff(back, m); diff != "" {
		t.Error(diff)
	}
	want := Message{ID: 1, Text: "Mau *daftar*?", ParseMode: "MarkdownV2", Buttons: [][]Button{{{Text: "Ya", Data: "y"}}}, At: w.clock.now(), Paid: true}
	if diff := cmp.Diff([]Message{want}, p.Read(1, soon)); diff != "" {
		t.Error(diff)
	}
}

func TestKeyboardStaysUntilRemoved(t *testing.T) {
	t.Parallel()
	w := begin(t, Options{})
	p := w.Person("Siti").Met()
	w.send(p, "Nomornya?", "reply_markup", keys{"keyboard": []any{[]any{keys{"text": "Kirim nomor", "request_contact": true}}, []any{"Lewati"}}})
	w.send(p, "Ya?", "reply_markup", inline("Ya", "y"))
	rows, contact := p.Keyboard()
	if diff := cmp.Diff([][]string{{"Kirim nomor"}, {"Lewati"}}, rows); diff != "" || contact != "Kirim nomor" {
		t.Error(diff, contact)
	}
	if m := p.All()[0]; m.ContactLabel != "Kirim nomor" || len(m.Keyboard) != 2 {
		t.Errorf("%+v", m)
	}
	w.send(p, "Baik", "reply_markup", keys{"remove_keyboard": true})
	if rows, contact = p.Keyboard(); rows != nil || contact != "" || !p.All()[2].RemovedKeyboard {
		t.Errorf("still %v", rows)
	}
}

func TestEdit(t *testing.T) {
	t.Parallel()
	w := begin(t, Options{})
	p := w.Person("Siti")
	own := p.Say("halo")
	id := w.send(p, "Mau?", "reply_markup", inline("Ya", "y"))
	const same = "400 Bad Request: message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message"
	for _, c := range []struct {
		method  string
		args    []any
		want    string
		text    string
		buttons int
	}{
		{"editMessageText", []any{"message_id", id, "text", "Mau?", "reply_markup", inline("Ya", "y")}, same, "Mau?", 1},
		{"editMessageText", []any{"message_id", id, "text", "Baik", "reply_markup", inline("Ya", "y")}, "", "Baik", 1},
		{"editMessageText", []any{"message_id", id, "text", ""}, "400 Bad Request: message text is empty", "Baik", 1},
		{"editMessageReplyMarkup", []any{"message_id", id, "reply_markup", inline("Tidak", "n")}, "", "Baik", 1},
		{"editMessageReplyMarkup", []any{"message_id", id}, "", "Baik", 0},
		{"editMessageReplyMarkup", []any{"message_id", id}, same, "Baik", 0},
		{"editMessageReplyMarkup", []any{"message_id", id, "reply_markup", inline("Tidak", "n")}, "", "Baik", 1},
		{"editMessageText", []any{"message_id", id, "text", "Selesai"}, "", "Selesai", 0}, // buttons not named again are gone
		{"editMessageText", []any{"message_id", own, "text", "x"}, "400 Bad Request: message can't be edited", "Selesai", 0},
		{"editMessageText", []any{"message_id", 99, "text", "x"}, "400 Bad Request: message to edit not found", "Selesai", 0},
	} {
		r := w.call(c.method, append(c.args, "chat_id", p.ID())...)
		if r.bad() != c.want {
			t.Errorf("%s %v: %q", c.method, c.args, r.bad())
		}
		if m := p.All()[0]; m.Text != c.text || len(m.Buttons) != c.buttons {
			t.Errorf("%s %v: %+v", c.method, c.args, m)
		}
	}
	if m := p.All()[0]; m.Edits != 5 {
		t.Errorf("%d edits", m.Edits)
	}
}

func TestDelete(t *testing.T) {
	t.Parallel()
	w := begin(t, Options{})
	p := w.Person("Siti")
	own := p.Say("nomor saya …")
	id, old := w.send(p, "a"), w.send(p, "lama")
	for _, c := range []struct {
		id    int
		after time.Duration
		want  string
	}{
		{id, 0, ""},
		{id, 0, "400 Bad Request: message to delete not found"},
		{own, 0, ""},
		{77, 0, "400 Bad Request: message to delete not found"},
		{old, 49 * time.Hour, "400 Bad Request: message can't be deleted"},
	} {
		w.clock.pass(c.after)
		if got := w.call("deleteMessage", "chat_id", p.ID(), "message_id", c.id).bad(); got != c.want {
			t.Errorf("%d: %q, want %q", c.id, got, c.want)
		}
	}
	if diff := cmp.Diff([]string{"lama"}, said(p.Read(9, 0))); diff != "" {
		t.Error(diff)
	}
	if list := p.All(); len(list) != 2 || !list[0].Deleted {
		t.Errorf("%+v", list)
	}
}

func TestChatAction(t *testing.T) {
	t.Parallel()
	w := begin(t, Options{})
	p := w.Person("Siti").Met()
	for _, c := range []struct{ action, want, doing string }{
		{"typing", "", "typing"},
		{"upload_document", "", "upload_document"},
		{"sleeping", "400 Bad Request: wrong parameter action in request", "upload_document"},
	} {
		if got := w.call("sendChatAction", "chat_id", p.ID(), "action", c.action).bad(); got != c.want || p.Doing() != c.doing {
			t.Errorf("%s: %q, doing %q", c.action, got, p.Doing())
		}
	}
	if w.send(p, "halo"); p.Doing() != "" {
		t.Errorf("still %s", p.Doing())
	}
}

func TestCommandsOfTheMenu(t *testing.T) {
	t.Parallel()
	w := begin(t, Options{})
	set := func(scope any, lang, name string) {
		t.Helper()
		args := []any{"commands", []Command{{name, "uji"}}, "language_code", lang}
		if scope != nil {
			args = append(args, "scope", scope)
		}
		if r := w.call("setMyCommands", args...); !r.OK {
			t.Fatal(r.bad())
		}
	}
	p, q := w.Person("Siti"), w.Person("John")
	q.SetLanguage("en-GB")
	set(nil, "", "menu")
	set(keys{"type": "all_private_chats"}, "en", "help")
	set(keys{"type": "chat", "chat_id": p.ID()}, "id", "petugas")
	for _, c := range []struct {
		p    *Person
		want string
	}{{p, "petugas"}, {q, "help"}, {w.Person("Budi"), "menu"}} {
		if got := c.p.Commands(); len(got) != 1 || got[0].Command != c.want {
			t.Errorf("%s sees %v", c.p.Name(), got)
		}
	}
	var list []Command
	w.call("getMyCommands", "scope", keys{"type": "all_private_chats"}, "language_code", "en").read(t, &list)
	if diff := cmp.Diff([]Command{{"help", "uji"}}, list); diff != "" {
		t.Error(diff)
	}
	w.call("deleteMyCommands", "scope", keys{"type": "all_private_chats"}, "language_code", "en")
	if got := q.Commands(); len(got) != 1 || got[0].Command != "menu" {
		t.Errorf("after deleting: %v", got)
	}
	for _, c := range []struct {
		commands any
		want     string
	}{
		{[]Command{{"Menu", "x"}}, "400 Bad Request: BOT_COMMAND_INVALID"},
		{[]Command{{"menu", ""}}, "400 Bad Request: BOT_COMMAND_DESCRIPTION_INVALID"},
		{"x", "400 Bad Request: can't parse commands JSON object"},
	} {
		if got := w.call("setMyCommands", "commands", c.commands).bad(); got != c.want {
			t.Errorf("%v: %q", c.commands, got)
		}
	}
}
