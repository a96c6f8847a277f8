package watest

import (
	"context"
	"fmt"
	"sync/atomic"
	"testing"
	"time"

	waBinary "go.mau.fi/whatsmeow/binary"
	"go.mau.fi/whatsmeow/binary/token"
	"go.mau.fi/whatsmeow/types"
)

// ask is a question that our client never asks, put on its connection.
func (w *world) ask(space, kind string, inside ...node) *node {
	w.mu.Lock()
	defer w.mu.Unlock()
	c := w.office.account.devices[1].conn
	q := with("iq", attrs{"id": "1", "xmlns": space, "type": kind}, inside...)
	answer := w.answer(c, &q, space)
	return &answer
}

func TestWhatOtherClientsAsk(t *testing.T) {
	t.Parallel()
	w := begin(t, Options{})
	keys := w.ask("encrypt", "get", with("digest", nil))
	digest := keys.GetChildByTag("digest")
	if string(content(&digest, "identity")) != string(w.client.Store.IdentityKey.Pub[:]) {
		t.Errorf("%s", &digest)
	}
	settings := w.ask("w:sync:app:state", "set",
		with("sync", nil, with("collection", attrs{"name": "regular", "version": "0"})))
	sync := settings.GetChildByTag("sync")
	if list := sync.GetChildren(); len(list) != 1 || str(&list[0], "name") != "regular" {
		t.Errorf("%s", settings)
	}
	for _, space := range []string{"w:p", "w:g2", "anything"} {
		if a := w.ask(space, "get", with("whatever", nil)); len(a.GetChildren()) != 0 {
			t.Errorf("%s: %s", space, a)
		}
	}
	if p := w.client.GetPrivacySettings(t.Context()); p.ReadReceipts != types.PrivacySettingAll {
		t.Errorf("%+v", p)
	}
}

func TestMorePreKeysAreAskedFor(t *testing.T) {
	t.Parallel()
	w := begin(t, Options{})
	stock := func() int {
		w.mu.Lock()
		defer w.mu.Unlock()
		return len(w.office.account.devices[1].bundle.once)
	}
	first := stock()
	for i := range first - 3 { // everybody new takes one
		w.Person(fmt.Sprintf("62812%08d", i), "Orang").Say(office, "halo")
	}
	eventually(t, "more prekeys", func() bool { return stock() > first-3 })
	if first != 50 {
		t.Errorf("%d at first", first)
	}
	w.settled()
}

func TestTheRouteBeforeTheIntro(t *testing.T) {
	t.Parallel()
	intro := string([]byte{'W', 'A', 6, token.DictVersion})
	for _, c := range []struct {
		sent string
		ok   bool
	}{
		{intro, true},
		{"ED\x00\x01\x00\x00\x02ab" + intro, true},
		{"WB\x06\x03", false},
		{"WA\x06\x00", false},
	} {
		f := framed{buf: []byte(c.sent + "rest")}
		got, err := f.intro(context.Background())
		if c.ok != (err == nil) || c.ok && (string(got) != intro || string(f.buf) != "rest") {
			t.Errorf("%q: %q %v, left %q", c.sent, got, err, f.buf)
		}
	}
}

func TestTraceAndClock(t *testing.T) {
	t.Parallel()
	var in, out, nameless atomic.Int32
	now := time.Now().Add(-time.Hour).Truncate(time.Second)
	w := begin(t, Options{Now: func() time.Time { return now }, Trace: func(device string, sent bool, n *waBinary.Node) {
		switch {
		case device == "":
			nameless.Add(1)
		case sent && n.Tag == "ack":
			out.Add(1)
		case !sent && n.Tag == "message":
			in.Add(1)
		}
	}})
	w.Person(siti, "Siti")
	r, err := w.client.send(number(siti), "halo")
	if err != nil || !r.Timestamp.Equal(now) {
		t.Errorf("%v %v", r.Timestamp, err)
	}
	if in.Load() != 1 || out.Load() == 0 || nameless.Load() == 0 {
		t.Errorf("messages %d, acks %d, before login %d", in.Load(), out.Load(), nameless.Load())
	}
}
