package telegram

import (
	"context"
	"strings"
	"testing"
	"time"

	"langkah/bot"
	"langkah/bot/telegram/tgtest"
)

// odd holds what ends the parts of a form, and what is no text.
const odd = "BEGIN\r\n--\r\n\x00\xff\r\nContent-Disposition: form-data; name=\"chat_id\"\r\n\r\n1\r\nEND"

func kelas(out bot.Outbound) bot.Outbound {
	out.Media = &bot.Media{Kind: bot.Document, Ref: bot.FileRef(7), Name: `kelas "PLT-0001".ics`, MIME: "text/calendar", Content: []byte(odd)}
	return out
}

func TestAFileOfOursIsUploaded(t *testing.T) {
	t.Parallel()
	w := newWorld(t, tgtest.Options{}, Config{})
	siti := w.server.Person("siti").Met()
	out := kelas(w.to(siti, "Sampai jumpa, Kak 👍"))
	out.Choices = []bot.Choice{{ID: "a", Label: "Ya"}}
	for range 2 { // it is not used up
		if _, err := w.Send(t.Context(), out); err != nil {
			t.Fatal(err)
		}
	}
	photo := w.to(siti, "")
	photo.Media = &bot.Media{Kind: bot.Photo, Ref: bot.FileRef(8), Name: "peta.jpg", MIME: "image/jpeg", Content: tgtest.Picture()}
	if _, err := w.Send(t.Context(), photo); err != nil {
		t.Fatal(err)
	}
	got := siti.Read(3, soon)
	if len(got) != 3 {
		t.Fatalf("%d messages", len(got))
	}
	for _, m := range got[:2] {
		if m.Caption != out.Text || m.File.Kind != "document" || m.File.MIME != "text/calendar" || len(m.Buttons) != 1 || string(w.server.Contents(m.File.ID)) != odd {
			t.Errorf("shown as %+v", m)
		}
		if !strings.Contains(m.File.Name, "PLT-0001") || !strings.HasSuffix(m.File.Name, ".ics") {
			t.Errorf("its name is %q", m.File.Name)
		}
	}
	if m := got[2]; m.File.Kind != "photo" || string(w.server.Contents(m.File.ID)) != string(tgtest.Picture()) {
		t.Errorf("shown as %+v", m)
	}
}

// What is too long for a caption follows the file, which is not sent again when
// that fails.
func TestALongTextFollowsItsFile(t *testing.T) {
	t.Parallel()
	w := newWorld(t, tgtest.Options{}, Config{})
	siti := w.server.Person("siti").Met()
	out := kelas(w.to(siti, strings.Repeat("kelas ", maxCaption/5)))
	w.server.Fault(tgtest.Fault{Kind: tgtest.BadGateway, Method: "sendMessage", Times: 1})
	w.fails(out)
	if _, err := w.Send(t.Context(), out); err != nil {
		t.Fatal(err)
	}
	if got := siti.Read(2, soon); len(got) != 2 || got[0].File.Kind != "document" || got[1].File.Kind != "" || len(siti.All()) != 2 {
		t.Errorf("shown as %+v", siti.All())
	}
}

// An upload fails as a text does: no code is lost, and no token is told.
func TestUploadsThatFail(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		fault tgtest.Fault
		want  bot.SendError
	}{
		"flood":   {tgtest.Fault{Kind: tgtest.Throttle, RetryAfter: 9}, bot.SendError{Class: bot.Throttled, After: 9 * time.Second, Scope: bot.ScopeBulk}},
		"token":   {tgtest.Fault{Kind: tgtest.Unauthorized}, bot.SendError{Class: bot.Throttled, After: time.Minute, Scope: bot.ScopeAccount}},
		"gateway": {tgtest.Fault{Kind: tgtest.BadGateway}, bot.SendError{Class: bot.Retry}},
		"broken":  {tgtest.Fault{Kind: tgtest.BrokenJSON}, bot.SendError{Class: bot.Unknown, Again: true}},
		"reset":   {tgtest.Fault{Kind: tgtest.ResetAfter}, bot.SendError{Class: bot.Unknown}},
		"hangs":   {tgtest.Fault{Kind: tgtest.HangBefore}, bot.SendError{Class: bot.Unknown}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, tgtest.Options{}, Config{})
			siti := w.server.Person("siti").Met()
			c.fault.Method = "sendDocument"
			trouble := w.server.Fault(c.fault)
			ctx, cancel := context.WithTimeout(t.Context(), atMost(c.fault))
			defer cancel()
			_, err := w.Send(ctx, kelas(w.to(siti, "ini")))
			got := bot.Classify(err)
			if err == nil || got.Class != c.want.Class || got.After != c.want.After || got.Scope != c.want.Scope || got.Again != c.want.Again {
				t.Fatalf("ended with %v (%s, scope %d, after %v)", err, got.Class, got.Scope, got.After)
			}
			if strings.Contains(err.Error(), w.server.Token()[11:]) {
				t.Errorf("holds the token: %v", err)
			}
			trouble.Lift()
			if _, err := w.Send(t.Context(), kelas(w.to(w.server.Person("budi").Met(), "ini"))); err != nil {
				t.Errorf("when the trouble is over: %v", err)
			}
		})
	}
	w := newWorld(t, tgtest.Options{}, Config{})
	blocked := w.server.Person("siti").Met()
	blocked.Block()
	if got := w.fails(kelas(w.to(blocked, "ini"))); got.Class != bot.OptedOut || got.Code != "403 bot_was_blocked_by_the_user" {
		t.Errorf("blocked: %+v", got)
	}
	empty := kelas(w.to(w.server.Person("ani").Met(), "ini"))
	empty.Media.Content = nil
	if got := w.fails(empty); got.Class != bot.Permanent {
		t.Errorf("empty: %+v", got)
	}
}

func TestAFileFollowsAChatThatMoved(t *testing.T) {
	t.Parallel()
	w := newWorld(t, tgtest.Options{}, Config{})
	siti, group := w.server.Person("siti"), w.server.Group("Warung")
	group.AddBot(siti)
	out := kelas(w.to(siti, "ini"))
	out.To.ID = itoa(group.ID())
	group.Upgrade(siti)
	if _, err := w.Send(t.Context(), out); err != nil {
		t.Fatal(err)
	}
	if got := group.Read(1, soon); len(got) != 1 || string(w.server.Contents(got[0].File.ID)) != odd {
		t.Errorf("shown as %+v", got)
	}
}
