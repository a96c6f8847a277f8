package telegram

import (
	"slices"
	"strings"
	"testing"

	"langkah/bot/telegram/tgtest"
)

// What was not kept is not confirmed: it comes again, whatever happens to us.
func TestNothingIsConfirmedBeforeItIsKept(t *testing.T) {
	t.Parallel()
	w := newWorld(t, tgtest.Options{}, Config{})
	siti := w.server.Person("siti")
	w.sink.close(true)
	siti.Say("satu")
	w.run()
	w.until("refused deliveries", func() bool { return w.server.Calls("getUpdates") > 2 })
	if n := w.server.Pending(); n != 1 {
		t.Fatalf("%d updates wait, want 1", n)
	}
	w.stop()
	w.sink.close(false)
	siti.Say("dua")
	w.run()
	w.until("both", func() bool { return slices.Equal(w.texts(), []string{"text satu", "text dua"}) })
	w.until("confirmation", func() bool { return w.server.Pending() == 0 })
}

// A whole answer of Telegram's is kept at once.
func TestACrowdIsAcceptedTogether(t *testing.T) {
	t.Parallel()
	w := newWorld(t, tgtest.Options{}, Config{})
	siti := w.server.Person("siti")
	var want []string
	for range 150 {
		siti.Say("halo")
		want = append(want, "text halo")
	}
	w.run()
	w.until("all", func() bool { return slices.Equal(w.texts(), want) })
	if !slices.Equal(w.sink.sets, []int{100, 50}) {
		t.Errorf("accepted in sets of %d", w.sink.sets)
	}
}

// Telegram may count anew after a quiet week: lower numbers are not lost.
func TestNumbersMayBeginAnew(t *testing.T) {
	t.Parallel()
	w := newWorld(t, tgtest.Options{}, Config{}).run()
	siti := w.server.Person("siti")
	siti.Say("satu")
	w.until("the first", func() bool { return len(w.texts()) == 1 && w.server.Pending() == 0 })
	w.stop() // a poll under way holds the old offset; a week has many
	w.run()
	w.server.Renumber(5)
	siti.Say("dua")
	w.until("the second", func() bool { return slices.Equal(w.texts(), []string{"text satu", "text dua"}) })
}

func TestPollingTroubles(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		kind tgtest.FaultKind
		want string
	}{
		"token":      {tgtest.Unauthorized, Refused},
		"rival":      {tgtest.Conflicting, Conflict},
		"gateway":    {tgtest.BadGateway, Away},
		"server":     {tgtest.ServerError, Away},
		"broken":     {tgtest.BrokenJSON, Away},
		"reset":      {tgtest.ResetBefore, Away},
		"reset late": {tgtest.ResetAfter, Away},
		"flood":      {tgtest.Throttle, Away},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, tgtest.Options{}, Config{})
			trouble := w.server.Fault(tgtest.Fault{Kind: c.kind, Method: "getUpdates", RetryAfter: 1})
			w.server.Person("siti").Say("halo")
			w.run()
			w.is(c.want)
			if len(w.texts()) != 0 {
				t.Errorf("accepted %v", w.texts())
			}
			w.stop()
			trouble.Lift()
			w.run()
			w.is(OK)
			w.until("what was said meanwhile", func() bool { return slices.Equal(w.texts(), []string{"text halo"}) })
			w.leaksNothing()
		})
	}
}

// A bot may be started while Telegram is down; it is heard when it is back.
func TestStartWithoutTelegram(t *testing.T) {
	t.Parallel()
	w := newWorld(t, tgtest.Options{}, Config{})
	w.server.Down(true)
	w.run()
	w.is(Away)
	w.server.Person("siti").Say("halo")
	w.server.Down(false)
	w.until("the message", func() bool { return slices.Equal(w.texts(), []string{"text halo"}) })
	w.is(OK)
	w.leaksNothing()
}

// A webhook from before would keep all polls from being answered.
func TestPollingEndsAWebhook(t *testing.T) {
	t.Parallel()
	w := newWorld(t, tgtest.Options{}, Config{})
	siti := w.server.Person("siti")
	siti.Say("satu")
	hooked := newChannel(t, Config{Token: w.server.Token(), API: w.server.URL(), Webhook: "http://127.0.0.1:1/telegram"})
	if err := hooked.hook(t.Context()); err != nil {
		t.Fatal(err)
	}
	w.run()
	w.until("the message", func() bool { return slices.Equal(w.texts(), []string{"text satu"}) })
	if err := hooked.hook(t.Context()); err != nil { // and somebody sets one while we poll
		t.Fatal(err)
	}
	siti.Say("dua")
	w.until("the next", func() bool { return slices.Contains(w.texts(), "text dua") })
}

// leaksNothing: the token is in no line of the log, at the lowest level.
func (w *world) leaksNothing() {
	w.t.Helper()
	_, secret, _ := strings.Cut(w.server.Token(), ":")
	if lines := w.log.String(); strings.Contains(lines, secret) || lines == "" {
		w.t.Errorf("the log says\n%s", lines)
	}
}
