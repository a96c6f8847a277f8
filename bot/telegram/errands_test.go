package telegram

import (
	"bytes"
	"slices"
	"strconv"
	"strings"
	"testing"

	"langkah/bot"
	"langkah/bot/telegram/tgtest"
)

func itoa(n int64) string { return strconv.FormatInt(n, 10) }

// Every press is answered, or its button waits; an old one as well.
func TestPressesAreAnswered(t *testing.T) {
	t.Parallel()
	w := newWorld(t, tgtest.Options{}, Config{}).run()
	siti := w.server.Person("siti").Met()
	out := w.to(siti, "Setuju?")
	out.Choices = []bot.Choice{{ID: "registration.consent:yes", Label: "Setuju"}}
	for range 2 {
		if _, err := w.Send(t.Context(), out); err != nil {
			t.Fatal(err)
		}
	}
	if err := siti.PressOld(siti.All()[0].ID, "Setuju"); err != nil {
		t.Fatal(err)
	}
	if err := siti.Press("Setuju"); err != nil {
		t.Fatal(err)
	}
	w.until("both answered", func() bool {
		list := siti.Callbacks()
		return len(list) == 2 && list[0].Answers == 1 && list[1].Answers == 1
	})
	want := "pick registration.consent:yes"
	if got := w.texts(); !slices.Equal(got, []string{want, want}) {
		t.Errorf("accepted %v", got)
	}
}

// Presses that Telegram does not let us answer keep nobody's message from us.
func TestErrandsHoldNobodyUp(t *testing.T) {
	t.Parallel()
	w := newWorld(t, tgtest.Options{}, Config{}).run()
	siti := w.server.Person("siti").Met()
	out := w.to(siti, "Setuju?")
	out.Choices = []bot.Choice{{ID: "a", Label: "Setuju"}}
	if _, err := w.Send(t.Context(), out); err != nil {
		t.Fatal(err)
	}
	w.server.Fault(tgtest.Fault{Kind: tgtest.HangBefore, Method: "answerCallbackQuery"})
	for range 3 * errands {
		if err := siti.Press("Setuju"); err != nil {
			t.Fatal(err)
		}
	}
	siti.Say("masih di sini")
	w.until("the message", func() bool { return slices.Contains(w.texts(), "text masih di sini") })
}

// A group reads why, once, and is left; nobody there becomes a person of ours.
func TestGroupsAreLeft(t *testing.T) {
	t.Parallel()
	w := newWorld(t, tgtest.Options{}, Config{Private: "Chat pribadi saja, ya."}).run()
	siti, group := w.server.Person("siti"), w.server.Group("Warung")
	group.AddBot(siti)
	group.Say(siti, "halo bot")
	w.until("that it left", func() bool { return w.server.Calls("leaveChat") > 0 })
	siti.Say("halo")
	w.until("the private message", func() bool { return len(w.texts()) == 1 })
	if got := w.texts(); !slices.Equal(got, []string{"text halo"}) {
		t.Errorf("accepted %v", got)
	}
	if list := group.Read(1, soon); len(list) != 1 || list[0].Text != "Chat pribadi saja, ya." {
		t.Errorf("the group read %+v", list)
	}
}

func TestBlockingIsTold(t *testing.T) {
	t.Parallel()
	w := newWorld(t, tgtest.Options{}, Config{}).run()
	siti := w.server.Person("siti")
	siti.Start("pusat-317406")
	siti.Block()
	siti.Unblock()
	w.until("all three", func() bool { return slices.Equal(w.texts(), []string{"start pusat-317406", "blocked ", "reopened "}) })
}

// Telegram hands the last message out again after a start; it keeps its id.
func TestASecondDeliveryKeepsItsID(t *testing.T) {
	t.Parallel()
	w := newWorld(t, tgtest.Options{}, Config{}).run()
	siti := w.server.Person("siti")
	siti.Say("halo")
	w.until("the first", func() bool { return len(w.texts()) == 1 })
	siti.Again()
	w.until("the second", func() bool { return len(w.texts()) == 2 })
	if got := w.sink.all(); got[0].ExternalID != got[1].ExternalID {
		t.Errorf("%q became %q", got[0].ExternalID, got[1].ExternalID)
	}
}

// Who waits longer than a moment sees that we are at it; who has their answer
// does not.
func TestTypingIsShown(t *testing.T) {
	t.Parallel()
	w := newWorld(t, tgtest.Options{}, Config{}).run()
	siti, budi := w.server.Person("siti"), w.server.Person("budi")
	siti.Say("halo")
	budi.Say("halo")
	w.until("both", func() bool { return len(w.texts()) == 2 })
	if _, err := w.Send(t.Context(), w.to(budi, "Halo, Kak!")); err != nil {
		t.Fatal(err)
	}
	w.until("typing", func() bool { return siti.Doing() == "typing" })
	if got := budi.Doing(); got != "" {
		t.Errorf("budi sees %q", got)
	}
}

func TestCommandsAreShown(t *testing.T) {
	t.Parallel()
	w := newWorld(t, tgtest.Options{}, Config{Commands: map[string][]Command{
		"": {{"menu", "Menu utama"}}, "en": {{"menu", "Main menu"}},
	}}).run()
	w.is(OK)
	siti := w.server.Person("siti")
	for lang, want := range map[string]string{"id": "Menu utama", "en": "Main menu"} {
		siti.SetLanguage(lang)
		if got := siti.Commands(); len(got) != 1 || got[0].Description != want {
			t.Errorf("in %s: %+v", lang, got)
		}
	}
}

// A server that does not know the menu keeps nobody from writing.
func TestNoMenuStopsNothing(t *testing.T) {
	t.Parallel()
	for _, how := range []tgtest.FaultKind{tgtest.ServerError, tgtest.BadGateway, tgtest.BrokenJSON, tgtest.Unauthorized} {
		w := newWorld(t, tgtest.Options{}, Config{Commands: map[string][]Command{"": {{"menu", "Menu utama"}}}})
		w.server.Fault(tgtest.Fault{Kind: how, Method: "setMyCommands"})
		w.run()
		w.server.Person("siti").Say("halo")
		w.until("the message", func() bool { return len(w.texts()) == 1 })
		if !strings.Contains(w.log.String(), "does not take our menu") {
			t.Errorf("%v: nobody is told:\n%s", how, w.log)
		}
	}
}

// Where it is only not reached, it is asked again.
func TestTheMenuIsAskedForAgain(t *testing.T) {
	t.Parallel()
	w := newWorld(t, tgtest.Options{}, Config{Commands: map[string][]Command{"": {{"menu", "Menu utama"}}}})
	w.server.Fault(tgtest.Fault{Kind: tgtest.ResetBefore, Method: "setMyCommands", Times: 1})
	w.run().is(OK)
	if got := w.server.Person("siti").Commands(); len(got) != 1 {
		t.Errorf("menu %+v", got)
	}
}

// A file that somebody sent can be read, and goes to others by its handle.
func TestFiles(t *testing.T) {
	t.Parallel()
	w := newWorld(t, tgtest.Options{}, Config{}).run()
	siti, budi := w.server.Person("siti"), w.server.Person("budi").Met()
	siti.SendDocument("nib.pdf", "application/pdf", []byte("isi"))
	siti.SendPhoto("warung saya", nil)
	w.until("both", func() bool { return len(w.texts()) == 2 })
	doc, photo := w.sink.all()[0], w.sink.all()[1]
	if raw, err := w.Fetch(t.Context(), *doc.Media); err != nil || string(raw) != "isi" {
		t.Errorf("fetched %q, %v", raw, err)
	}
	if raw, err := w.Fetch(t.Context(), *photo.Media); err != nil || !bytes.Equal(raw, tgtest.Picture()) {
		t.Errorf("fetched %d bytes, %v", len(raw), err)
	}
	if _, err := w.Fetch(t.Context(), bot.Media{Ref: "nothing"}); err == nil || strings.Contains(err.Error(), w.server.Token()) {
		t.Errorf("a file that is not: %v", err)
	}
	out := w.to(budi, "Dari Siti")
	out.Media = &bot.Media{Kind: bot.Photo, Ref: photo.Media.Ref}
	if _, err := w.Send(t.Context(), out); err != nil {
		t.Fatal(err)
	}
	if m := budi.Read(1, soon)[0]; m.File.Kind != "photo" || m.Caption != "Dari Siti" || m.File.ID != photo.Media.Ref {
		t.Errorf("budi sees %+v", m)
	}
}

func TestStatus(t *testing.T) {
	t.Parallel()
	w := newWorld(t, tgtest.Options{Username: "langkah_uji_bot"}, Config{})
	if s, err := w.Status(t.Context()); err != nil || s.Username != "langkah_uji_bot" || s.Webhook != "" {
		t.Errorf("%+v, %v", s, err)
	}
	other := newChannel(t, Config{Token: token, API: w.server.URL()})
	if _, err := other.Status(t.Context()); err != ErrToken {
		t.Errorf("a token of nobody: %v", err)
	}
	if link, err := Link("langkah_uji_bot", "pusat-317406"); err != nil || link != "https://t.me/langkah_uji_bot?start=pusat-317406" {
		t.Errorf("%q, %v", link, err)
	}
	if _, err := Link("x", "pusat 3"); err == nil {
		t.Error("a link that Telegram would not take")
	}
}
