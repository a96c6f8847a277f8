package telegram

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"langkah/bot"
	"langkah/bot/telegram/tgtest"
)

// Every failure of a send, as the network or Telegram makes it.
func TestFailedSends(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		fault tgtest.Fault
		want  bot.SendError
		shown int // bubbles that arrived all the same
	}{
		"flood":       {tgtest.Fault{Kind: tgtest.Throttle, RetryAfter: 9}, bot.SendError{Class: bot.Throttled, After: 9 * time.Second, Scope: bot.ScopeBulk}, 0},
		"token":       {tgtest.Fault{Kind: tgtest.Unauthorized}, bot.SendError{Class: bot.Throttled, After: time.Minute, Scope: bot.ScopeAccount}, 0},
		"gateway":     {tgtest.Fault{Kind: tgtest.BadGateway}, bot.SendError{Class: bot.Retry}, 0},
		"server":      {tgtest.Fault{Kind: tgtest.ServerError}, bot.SendError{Class: bot.Retry}, 0},
		"broken":      {tgtest.Fault{Kind: tgtest.BrokenJSON}, bot.SendError{Class: bot.Unknown, Again: true}, 1},
		"reset":       {tgtest.Fault{Kind: tgtest.ResetBefore}, bot.SendError{Class: bot.Unknown}, 0},
		"reset after": {tgtest.Fault{Kind: tgtest.ResetAfter}, bot.SendError{Class: bot.Unknown}, 1},
		"hangs":       {tgtest.Fault{Kind: tgtest.HangBefore}, bot.SendError{Class: bot.Unknown}, 0},
		"hangs after": {tgtest.Fault{Kind: tgtest.HangAfter}, bot.SendError{Class: bot.Unknown}, 1},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, tgtest.Options{}, Config{})
			siti := w.server.Person("siti").Met()
			c.fault.Method = "sendMessage"
			trouble := w.server.Fault(c.fault)
			ctx, cancel := context.WithTimeout(t.Context(), atMost(c.fault))
			defer cancel()
			_, err := w.Send(ctx, w.to(siti, "halo"))
			got := bot.Classify(err)
			if err == nil || got.Class != c.want.Class || got.After != c.want.After || got.Scope != c.want.Scope || got.Again != c.want.Again {
				t.Errorf("ended with %v (%s, scope %d, after %v)", err, got.Class, got.Scope, got.After)
			}
			if err != nil && strings.Contains(err.Error(), w.server.Token()[11:]) {
				t.Errorf("holds the token: %v", err)
			}
			if n := len(siti.All()); n != c.shown {
				t.Errorf("%d bubbles arrived, want %d", n, c.shown)
			}
			trouble.Lift()
			budi := w.server.Person("budi").Met()
			if _, err := w.Send(t.Context(), w.to(budi, "lagi")); err != nil {
				t.Errorf("when the trouble is over: %v", err)
			}
		})
	}
}

// Where polls fail as well, all wait together, and no row is given up for it.
func TestATelegramThatFailsForAll(t *testing.T) {
	t.Parallel()
	w := newWorld(t, tgtest.Options{}, Config{})
	w.server.Fault(tgtest.Fault{Kind: tgtest.BadGateway})
	if got := w.fails(w.to(w.server.Person("siti").Met(), "halo")); got.Class != bot.Retry {
		t.Errorf("alone: %s", got.Class)
	}
	w.run()
	w.is(Away)
	if got := w.fails(w.to(w.server.Person("siti").Met(), "halo")); got.Class != bot.Throttled || got.Scope != bot.ScopeAccount {
		t.Errorf("with all others: %s, scope %d", got.Class, got.Scope)
	}
}

func TestClosedChats(t *testing.T) {
	t.Parallel()
	w := newWorld(t, tgtest.Options{}, Config{})
	for name, prepare := range map[string]func(*tgtest.Person){
		"403 bot_was_blocked_by_the_user": func(p *tgtest.Person) { p.Met().Block() },
		"403 user_is_deactivated":         func(p *tgtest.Person) { p.Met().Deactivate() },
		"400 chat_not_found":              func(*tgtest.Person) {},
	} {
		p := w.server.Person(name)
		prepare(p)
		out := w.to(p, "halo")
		if name == "400 chat_not_found" {
			out.To.ID = "123"
		}
		if got := w.fails(out); got.Class != bot.OptedOut || got.Code != name {
			t.Errorf("%s: %s %q", name, got.Class, got.Code)
		}
	}
	siti := w.server.Person("siti").Met()
	long := w.to(siti, "Pilih")
	long.Choices = []bot.Choice{{ID: strings.Repeat("x", 65), Label: "Ya"}}
	if got := w.fails(long); got.Class != bot.Permanent {
		t.Errorf("our own fault is %s %q", got.Class, got.Code)
	}
}

// A chat that got several messages just now is refused for its own sake; a
// quiet one because of everybody.
func TestWhoseShareIsUsedUp(t *testing.T) {
	t.Parallel()
	w := newWorld(t, tgtest.Options{}, Config{})
	siti, budi := w.server.Person("siti").Met(), w.server.Person("budi").Met()
	for range 3 {
		if _, err := w.Send(t.Context(), w.to(siti, "halo")); err != nil {
			t.Fatal(err)
		}
	}
	w.server.Fault(tgtest.Fault{Kind: tgtest.Throttle, Method: "sendMessage", RetryAfter: 4})
	if got := w.fails(w.to(siti, "halo")); got.Scope != bot.ScopeChat {
		t.Errorf("after three: scope %d", got.Scope)
	}
	if got := w.fails(w.to(budi, "halo")); got.Scope != bot.ScopeBulk {
		t.Errorf("a quiet chat: scope %d", got.Scope)
	}
	if left := w.chats.Left(w.to(budi, "").To.ID, time.Now()); left >= 1.5 { // an earlier process may have sent what it got
		t.Errorf("we give it %.1f more", left)
	}
}

// Five at once, then one a second, by our own doing.
func TestAChatHasItsPace(t *testing.T) {
	t.Parallel()
	now := time.Unix(1_795_000_000, 0)
	w := newWorld(t, tgtest.Options{Now: func() time.Time { return now }, Buckets: tgtest.Published}, Config{Now: func() time.Time { return now }})
	siti := w.server.Person("siti").Met()
	ctx, cancel := context.WithCancel(t.Context())
	cancel() // nobody waits here
	for i := range 5 {
		if wait := w.chats.Wait("1", now); wait != 0 {
			t.Fatalf("the %dth waits %v", i+1, wait)
		}
	}
	for range 5 {
		if _, err := w.Send(t.Context(), w.to(siti, "halo")); err != nil {
			t.Fatal(err)
		}
	}
	got := bot.Classify(func() error { _, err := w.Send(ctx, w.to(siti, "halo")); return err }())
	if got.Class != bot.Throttled || got.After != time.Second || got.Scope != bot.ScopeChat || got.Code != "own_pace" {
		t.Errorf("the sixth: %+v", got)
	}
	now = now.Add(time.Second)
	if _, err := w.Send(t.Context(), w.to(siti, "halo")); err != nil {
		t.Errorf("a second later: %v", err)
	}
	if n := w.server.Counts().Chat.Refused; n != 0 {
		t.Errorf("Telegram refused %d", n)
	}
}

// A text that is too long is cut where a paragraph ends; a failure in the
// middle does not repeat what has left.
func TestLongTextsAreCutAtParagraphs(t *testing.T) {
	t.Parallel()
	w := newWorld(t, tgtest.Options{}, Config{})
	siti := w.server.Person("siti").Met()
	first, second := strings.Repeat("satu dua tiga\n", 200)+"\n", strings.Repeat("👍 empat ", 300)
	out := w.to(siti, first+second)
	out.Choices = []bot.Choice{{ID: "a", Label: "Ya"}}
	if _, err := w.Send(t.Context(), w.to(siti, strings.Repeat("a", 4096))); err != nil {
		t.Fatal(err)
	}
	w.server.Fault(tgtest.Fault{Kind: tgtest.BadGateway, Method: "sendMessage", Times: 1})
	w.fails(out)
	trouble := w.server.Fault(tgtest.Fault{Kind: tgtest.Slow, Method: "sendMessage"})
	w.server.Person("siti").OnMessage(func(m tgtest.Message) {
		if strings.HasPrefix(m.Text, "satu") { // the part behind it fails once
			w.server.Fault(tgtest.Fault{Kind: tgtest.BadGateway, Method: "sendMessage", Times: 1})
			trouble.Lift()
		}
	})
	w.fails(out)
	if _, err := w.Send(t.Context(), out); err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, m := range siti.All()[1:] {
		got = append(got, m.Text)
	}
	want := []string{strings.TrimSpace(first), strings.TrimSpace(second)}
	for i := range got {
		got[i] = strings.TrimSpace(got[i])
	}
	if !slices.Equal(got, want) {
		t.Errorf("%d messages: %.40q", len(got), got)
	}
	if all := siti.All(); len(all[1].Buttons) != 0 || len(all[2].Buttons) != 1 {
		t.Error("the buttons do not stand under the last")
	}
	if len(w.parts) != 0 {
		t.Errorf("remembers %v", w.parts)
	}
}

// A text in more messages than a chat may get at once goes on where it was.
func TestALongTextTakesItsTime(t *testing.T) {
	t.Parallel()
	now := time.Unix(1_795_000_000, 0)
	w := newWorld(t, tgtest.Options{}, Config{Now: func() time.Time { return now }})
	siti := w.server.Person("siti").Met()
	var want []string
	for _, part := range strings.Split("abcdefgh", "") {
		want = append(want, strings.Repeat(part, maxText))
	}
	out := w.to(siti, strings.Join(want, ""))
	for tries := 0; ; tries++ {
		_, err := w.Send(t.Context(), out)
		if err == nil {
			break
		}
		if got := bot.Classify(err); got.Code != "own_pace" || tries > len(want) {
			t.Fatal(err)
		}
		now = now.Add(time.Second)
	}
	var got []string
	for _, m := range siti.All() {
		got = append(got, m.Text)
	}
	if !slices.Equal(got, want) {
		t.Errorf("%d messages, want %d: %.3q", len(got), len(want), got)
	}
}

func TestAChatThatMoved(t *testing.T) {
	t.Parallel()
	w := newWorld(t, tgtest.Options{}, Config{})
	siti, group := w.server.Person("siti"), w.server.Group("Warung")
	group.AddBot(siti)
	out := w.to(siti, "halo")
	out.To.ID = itoa(group.ID())
	group.Upgrade(siti)
	for range 2 {
		if _, err := w.Send(t.Context(), out); err != nil {
			t.Fatal(err)
		}
	}
	if n := len(group.Read(2, soon)); n != 2 {
		t.Errorf("%d arrived", n)
	}
	if n := w.server.Calls("sendMessage"); n != 3 {
		t.Errorf("%d calls: the new address is not remembered", n)
	}
}

func TestKeyboards(t *testing.T) {
	t.Parallel()
	w := newWorld(t, tgtest.Options{}, Config{Paid: true})
	siti := w.server.Person("siti").Met()
	show := func(change func(*bot.Outbound)) tgtest.Message {
		t.Helper()
		out := w.to(siti, "Nomor HP?")
		change(&out)
		if _, err := w.Send(t.Context(), out); err != nil {
			t.Fatal(err)
		}
		return siti.Read(1, soon)[0]
	}
	m := show(func(o *bot.Outbound) {
		o.ShareContact, o.Choices = "Bagikan nomor", []bot.Choice{{ID: "menu", Label: "Menu"}}
	})
	if m.ContactLabel != "Bagikan nomor" || !slices.Equal(slices.Concat(m.Keyboard...), []string{"Bagikan nomor", "Menu"}) || len(m.Buttons) != 0 {
		t.Errorf("sharing: %+v", m)
	}
	if m := show(func(*bot.Outbound) {}); !m.RemovedKeyboard || m.Paid {
		t.Errorf("a plain reply: %+v", m)
	}
	if m := show(func(o *bot.Outbound) { o.Lane = bot.LaneBroadcast }); !m.Paid {
		t.Error("a broadcast is not paid for")
	}
}

// A photo of ours is brought once: then it is shown by its handle, until Telegram
// does not know that any more.
func TestAPhotoIsShownByItsHandle(t *testing.T) {
	t.Parallel()
	w := newWorld(t, tgtest.Options{}, Config{})
	photo := func(name string, m bot.Media) (bot.Outbound, *tgtest.Person) {
		p := w.server.Person(name).Met()
		out := w.to(p, "Bazar di Monas")
		m.Kind, m.Ref = bot.Photo, bot.FileRef(7)
		out.Media = &m
		return out, p
	}
	first, siti := photo("siti", bot.Media{Content: tgtest.Picture(), MIME: "image/jpeg"})
	if _, err := w.Send(t.Context(), first); err != nil || first.Media.Handle == "" {
		t.Fatalf("brought: handle %q, %v", first.Media.Handle, err)
	}
	second, budi := photo("budi", bot.Media{Handle: first.Media.Handle})
	if _, err := w.Send(t.Context(), second); err != nil {
		t.Fatal(err)
	}
	one, two := siti.All(), budi.All()
	if len(one) != 1 || len(two) != 1 || one[0].File.ID != two[0].File.ID || two[0].Caption != "Bazar di Monas" {
		t.Errorf("shown %+v and %+v", one, two)
	}
	third, _ := photo("wati", bot.Media{Handle: "AgACAgUAAxkBp99999999"})
	if e := w.fails(third); e.Class != bot.Permanent || !e.Stale {
		t.Errorf("a handle of nothing: %v, stale %v", e, e.Stale)
	}
}
