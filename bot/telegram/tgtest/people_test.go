package tgtest

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestPersonAsTheBotSeesThem(t *testing.T) {
	t.Parallel()
	w := begin(t, Options{})
	p := w.Person("Siti")
	p.SetUsername("siti_kue")
	p.SetLanguage("jv")
	id := p.Start("ref-42")
	m := w.one().Message
	want := wireMessage{
		MessageID: id, Date: w.clock.now().Unix(), Text: "/start ref-42", Entities: []wireEntity{{"bot_command", 0, 6}},
		From: &wireUser{ID: p.ID(), FirstName: "Siti", Username: "siti_kue", Language: "jv"},
		Chat: wireChat{ID: p.ID(), Type: "private", FirstName: "Siti", Username: "siti_kue"},
	}
	if diff := cmp.Diff(&want, m); diff != "" {
		t.Error(diff)
	}
	if w.Person("Siti") != p || w.PersonByID(p.ID()) != p || w.Person("Budi").ID() == p.ID() || len(w.People()) != 2 {
		t.Error("people are mixed up")
	}
	if p.ID() < 1<<32 {
		t.Error("an id of 32 bits hides mistakes")
	}
	p.Start("")
	if m := w.one().Message; m.Text != "/start" || m.MessageID != id+1 {
		t.Errorf("%+v", m)
	}
	p.Say("🙏 tolong /menu dan a/b")
	if diff := cmp.Diff([]wireEntity{{"bot_command", 10, 5}}, w.one().Message.Entities); diff != "" {
		t.Error(diff)
	}
}

func TestALongTextGoesInParts(t *testing.T) {
	t.Parallel()
	w := begin(t, Options{})
	long := strings.Repeat("🙏", 2049) + "selesai"
	w.Person("Siti").Say(long)
	if id := w.Person("Siti").Say(" "); id != 0 {
		t.Errorf("sent nothing as %d", id)
	}
	list := texts(w.updates())
	if len(list) != 2 || units(list[0]) != 4096 || strings.Join(list, "") != long {
		t.Errorf("%d parts", len(list))
	}
}

func TestEveryKind(t *testing.T) {
	t.Parallel()
	w := begin(t, Options{})
	p := w.Person("Siti")
	carries := map[string]func(m *wireMessage) bool{
		"text":       func(m *wireMessage) bool { return m.Text == "halo" },
		"photo":      func(m *wireMessage) bool { return len(m.Photo) == 3 },
		"document":   func(m *wireMessage) bool { return m.Document.Name == "nib.pdf" && m.Document.MIME == "application/pdf" },
		"voice":      func(m *wireMessage) bool { return m.Voice.Duration == 3 },
		"sticker":    func(m *wireMessage) bool { return m.Sticker.Emoji == "👍" && !*m.Sticker.Animated },
		"location":   func(m *wireMessage) bool { return m.Location.Latitude == -6.1754 },
		"contact":    func(m *wireMessage) bool { return m.Contact.UserID == p.ID() && m.Contact.Phone == p.Phone() },
		"video":      func(m *wireMessage) bool { return m.Video.MIME == "video/mp4" },
		"audio":      func(m *wireMessage) bool { return m.Audio.Name == "lagu.mp3" },
		"animation":  func(m *wireMessage) bool { return m.Animation.ID == m.Document.ID },
		"video_note": func(m *wireMessage) bool { return m.VideoNote.Length == 240 },
		"poll":       func(m *wireMessage) bool { return len(m.Poll.Options) == 2 },
	}
	for i, kind := range Kinds {
		id := p.Send(kind)
		m := w.one().Message
		if m == nil || m.MessageID != id || id != i+1 || !carries[kind](m) {
			t.Errorf("%s: %+v", kind, m)
		}
	}
	for i, m := range p.History() {
		if m.Kind != Kinds[i] || m.By != "Siti" {
			t.Errorf("%s: %+v", Kinds[i], m)
		}
	}
	p.ShareContactOf("0812000")
	if c := w.one().Message.Contact; c.UserID != 0 || c.Phone != "0812000" {
		t.Errorf("%+v", c)
	}
}

func TestEditOfAPerson(t *testing.T) {
	t.Parallel()
	w := begin(t, Options{})
	p := w.Person("Siti")
	if p.Edit("x") == nil {
		t.Error("edited nothing")
	}
	id := p.Say("Sti")
	w.one()
	w.send(p, "Siapa?")
	w.clock.pass(time.Minute)
	_ = p.Edit("Siti")
	if m := w.one().Edited; m == nil || m.MessageID != id || m.Text != "Siti" || m.EditDate-m.Date != 60 {
		t.Errorf("%+v", m)
	}
	p.SendPhoto("a", nil)
	w.one()
	_ = p.Edit("b")
	if m := w.one().Edited; m.Caption != "b" || m.Text != "" || len(m.Photo) != 3 {
		t.Errorf("%+v", m)
	}
}

func TestBlockAndComeBack(t *testing.T) {
	t.Parallel()
	w := begin(t, Options{})
	p := w.Person("Siti").Met()
	send := func() string { return w.call("sendMessage", "chat_id", p.ID(), "text", "halo").bad() }
	status := func() string {
		m := w.one().Membership
		if m == nil || m.From.ID != p.ID() || m.New.User.ID != w.bot.ID {
			t.Fatalf("%+v", m)
		}
		return m.Old.Status + " " + m.New.Status
	}
	p.Block()
	p.Block() // once is enough
	if got := status(); got != "member kicked" || !p.Blocked() {
		t.Error(got)
	}
	if got := send(); got != "403 Forbidden: bot was blocked by the user" {
		t.Error(got)
	}
	p.Unblock()
	p.Unblock()
	if got := status(); got != "kicked member" || p.Blocked() {
		t.Error(got)
	}
	if got := send(); got != "" {
		t.Error(got)
	}
	p.Block()
	w.one()
	p.Say("saya kembali") // writing unblocks first
	list := w.updates()
	if len(list) != 2 || list[0].Membership == nil || list[1].Message == nil {
		t.Errorf("%+v", list)
	}
}

func TestWhoCannotBeWrittenTo(t *testing.T) {
	t.Parallel()
	w := begin(t, Options{})
	gone, stranger := w.Person("Budi").Met(), w.Person("Dewi")
	gone.Deactivate()
	for _, c := range []struct{ chat, want string }{
		{"", "400 Bad Request: chat_id is empty"},
		{"12345", "400 Bad Request: chat not found"},
		{"@siapa", "400 Bad Request: chat not found"},
		{form("c", gone.ID()).Get("c"), "403 Forbidden: user is deactivated"},
		{form("c", stranger.ID()).Get("c"), "403 Forbidden: bot can't initiate conversation with a user"},
	} {
		for _, method := range []string{"sendMessage", "sendChatAction"} {
			if got := w.call(method, "chat_id", c.chat, "text", "halo", "action", "typing").bad(); got != c.want {
				t.Errorf("%s %q: %q, want %q", method, c.chat, got, c.want)
			}
		}
	}
	if got := w.call("getChat", "chat_id", stranger.ID()).bad(); got != "400 Bad Request: chat not found" {
		t.Error(got)
	}
	stranger.Say("halo")
	w.send(stranger, "halo")
	var chat wireChat
	w.call("getChat", "chat_id", stranger.ID()).read(t, &chat)
	if chat.FirstName != "Dewi" || chat.Type != "private" {
		t.Errorf("%+v", chat)
	}
}

func TestReadWaits(t *testing.T) {
	t.Parallel()
	w := begin(t, Options{})
	p := w.Person("Siti").Met()
	got := make(chan []Message)
	go func() { got <- p.Read(2, soon) }()
	w.send(p, "a")
	w.send(p, "b")
	if diff := cmp.Diff([]string{"a", "b"}, said(<-got)); diff != "" {
		t.Error(diff)
	}
	changed := p.Changed()
	w.send(p, "c")
	select {
	case <-changed:
	case <-time.After(soon):
		t.Error("no news")
	}
	if diff := cmp.Diff([]string{"c"}, said(p.Read(5, time.Millisecond))); diff != "" {
		t.Error(diff)
	}
}

func TestHookMayAnswerAtOnce(t *testing.T) {
	t.Parallel()
	w := begin(t, Options{})
	p := w.Person("Siti").Met()
	p.OnMessage(func(m Message) {
		if err := p.Press("Ya"); err != nil {
			t.Error(err)
		}
		p.Say("balas " + m.Text)
	})
	w.send(p, "satu", "reply_markup", inline("Ya", "y"))
	list := w.updates()
	if len(list) != 2 || list[0].Callback == nil || list[1].Message.Text != "balas satu" {
		t.Errorf("%+v", list)
	}
}

// A bot that remembers an earlier server must not take what is new for old.
func TestFreshIDsGoOn(t *testing.T) {
	t.Parallel()
	ids := func(w *world) (message int, update int64, press string) {
		p := w.Person("Siti")
		p.Say("halo")
		w.send(p, "?", "reply_markup", inline("Ya", "y"))
		_ = p.Press("Ya")
		list := w.updates()
		return list[0].Message.MessageID, list[0].ID, list[1].Callback.ID
	}
	first, second := begin(t, Options{Fresh: true}), begin(t, Options{Fresh: true})
	m1, u1, c1 := ids(first)
	second.Close()
	clock := second.clock
	clock.pass(time.Minute)
	later := New(Options{Fresh: true, Now: clock.now})
	t.Cleanup(later.Close)
	m2, u2, c2 := ids(&world{Server: later, t: t, client: second.client, clock: clock})
	if m2 <= m1+100 || u2 <= u1+100 || c1 == c2 || m2 > 1<<31-1 {
		t.Errorf("%d %d %s, then %d %d %s", m1, u1, c1, m2, u2, c2)
	}
	if r := first.call("answerCallbackQuery", "callback_query_id", c1); !r.OK {
		t.Error(r.bad())
	}
}
