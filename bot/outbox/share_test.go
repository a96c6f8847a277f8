package outbox_test

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"

	"langkah/bot"
	"langkah/store"
)

// announce writes the rows of a broadcast with a photo, for everybody.
func (w *world) announce(t *testing.T) {
	t.Helper()
	code, err := w.CreateBroadcast(t.Context(), store.Broadcast{
		Texts: map[string]string{"id": "Bazar"}, PhotoFile: &store.File{Kind: bot.Photo, Name: "bazar.jpg", MIME: "image/jpeg", Content: []byte("isi")},
		Author: "Wati", Starts: people, Expires: people.AddDate(0, 0, 1), Opens: 8, Closes: 20,
	}, people)
	if err != nil {
		t.Fatal(err)
	}
	for _, sql := range []string{
		`update broadcasts set state = 'running', expanded = true where code = '` + code + `'`,
		`insert into outbox (member_id, address_id, channel, account, lane, state, text, created_at, broadcast_id)
		 select a.member_id, a.id, a.channel, a.account, 2, 'queued', '', b.created_at, b.id from addresses a, broadcasts b where b.code = '` + code + `' order by a.id`,
	} {
		if _, err := w.sql.Exec(t.Context(), sql); err != nil {
			t.Fatal(err)
		}
	}
}

// keeper is a messenger that gives each file it is brought a name, and refuses the
// names in stale.
type keeper struct {
	mu      sync.Mutex
	brought int
	shown   map[string]int // by what it was called
	stale   map[string]bool
}

func (k *keeper) answer(_ context.Context, out bot.Outbound) (string, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	m := out.Media
	switch {
	case k.stale[m.Handle]:
		return "", &bot.SendError{Class: bot.Permanent, Stale: true, Code: "400", Err: errors.New("wrong file identifier")}
	case m.Handle == "" && string(m.Content) == "isi" && m.Name == "bazar.jpg" && m.MIME == "image/jpeg":
		k.brought++
		m.Handle = fmt.Sprint("h", k.brought)
	case m.Handle == "":
		return "", &bot.SendError{Class: bot.Permanent, Err: fmt.Errorf("came with %q", m.Content)}
	}
	if k.shown == nil {
		k.shown = map[string]int{}
	}
	k.shown[m.Handle]++
	return fmt.Sprint("x", out.ID), nil
}

const sentPhotos = `select count(*)::text from outbox where state = 'sent' and media is not null and text = 'Bazar'`

// The photo of a broadcast is brought once, whoever sends it, and again only where
// the messenger does not know it any more.
func TestAPhotoIsBroughtOnce(t *testing.T) {
	t.Parallel()
	w := build(t, 200)
	w.announce(t)
	first := &keeper{}
	p := w.pump(t, w.Store, &sender{caps: bot.Caps{Files: true}, answer: first.answer})
	running(t, p)
	w.until(t, "200", sentPhotos)
	if first.brought != 1 || first.shown["h1"] != 200 {
		t.Errorf("brought %d times, shown %v", first.brought, first.shown)
	}
	w.want(t, "1 telegram langkah_bot h1", `select concat_ws(' ', file_id, channel, account, handle) from handles`)
}

// Another process knows what the messenger calls it. A name that is refused is
// forgotten, and the photo brought once more; a second refusal is the row's end.
func TestAPhotoThatIsNotKnownAnyMore(t *testing.T) {
	t.Parallel()
	w := build(t, 30)
	w.announce(t)
	if err := w.KeepHandle(t.Context(), account, 1, "h0", w.clock()); err != nil {
		t.Fatal(err)
	}
	knows, forgot := &keeper{}, &keeper{brought: 4, stale: map[string]bool{"h0": true}}
	one, two := &sender{caps: bot.Caps{Files: true}, answer: knows.answer}, &sender{caps: bot.Caps{Files: true}, answer: forgot.answer}
	if _, err := w.sql.Exec(t.Context(), `update outbox set state = 'waiting' where id > 10`); err != nil {
		t.Fatal(err)
	}
	p := w.pump(t, w.Store, one)
	drain(t, p)
	p.Close()
	if knows.brought != 0 || knows.shown["h0"] != 10 {
		t.Errorf("who knows it: brought %d times, shown %v", knows.brought, knows.shown)
	}
	if _, err := w.sql.Exec(t.Context(), `update outbox set state = 'queued' where id > 10`); err != nil {
		t.Fatal(err)
	}
	running(t, w.pump(t, w.another(t), two))
	w.until(t, "30", sentPhotos)
	if forgot.brought != 5 || forgot.shown["h5"] != 20 {
		t.Errorf("who does not: brought %d times, shown %v", forgot.brought, forgot.shown)
	}
	w.want(t, "h5", `select handle from handles`)
}
