package watest

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"go.mau.fi/whatsmeow"
)

// talking is a world in which a person and the office have written to each other.
func talking(t *testing.T, o Options) (*world, *Person) {
	t.Helper()
	w := begin(t, o)
	return w, w.talk()
}

// talk opens the sessions between a person and the office.
func (w *world) talk() *Person {
	t := w.t
	t.Helper()
	p := w.Person(siti, "Siti")
	p.Say(office, "halo")
	await(w.client, said("halo"))
	if _, err := w.client.send(number(siti), "halo juga"); err != nil {
		t.Fatal(err)
	}
	w.read(p, 1)
	w.settled()
	return p
}

func TestDropBefore(t *testing.T) {
	t.Parallel()
	w, p := talking(t, Options{})
	fault := w.Fault(Fault{Kind: DropBefore, Times: 1})
	r, err := w.client.send(number(siti), "jatuh") // the library sends the same bytes again
	if err != nil {
		t.Fatal(err)
	}
	if m := w.read(p, 1)[0]; m.ID != r.ID || m.Times != 1 || w.Came(r.ID) != 2 || fault.Hits() != 1 {
		t.Errorf("%+v came %d", m, w.Came(r.ID))
	}
}

func TestDropAfter(t *testing.T) {
	t.Parallel()
	w, p := talking(t, Options{})
	w.Fault(Fault{Kind: DropAfter, Times: 1})
	r, err := w.client.send(number(siti), "jatuh")
	if err != nil {
		t.Fatal(err)
	}
	eventually(t, "twice", func() bool { return times(p, r.ID) == 2 })
	if n := len(p.All()); n != 2 || w.Came(r.ID) != 2 {
		t.Errorf("shows %d, came %d", n, w.Came(r.ID))
	}
}

// settled waits until the client has acknowledged all that it was sent.
func (w *world) settled() {
	w.t.Helper()
	eventually(w.t, "acknowledged", func() bool { return w.office.Waiting() == 0 })
}

// times is how often a message came to a phone.
func times(p *Person, id string) int {
	for _, m := range p.All() {
		if m.ID == id {
			return m.Times
		}
	}
	return 0
}

func TestDroppedForGood(t *testing.T) {
	t.Parallel()
	w, p := talking(t, Options{})
	fault := w.Fault(Fault{Kind: DropBefore, From: office, To: siti})
	id := w.client.GenerateMessageID()
	if _, err := w.client.send(number(siti), "jatuh", whatsmeow.SendRequestExtra{ID: id}); err == nil {
		t.Fatal("sent")
	}
	fault.Lift()
	eventually(t, "connected", w.client.IsLoggedIn)
	if n := times(p, id); n != 0 {
		t.Errorf("came %d times", n)
	}
}

func TestAcks(t *testing.T) {
	t.Parallel()
	w, p := talking(t, Options{})
	id := w.client.GenerateMessageID()
	again := whatsmeow.SendRequestExtra{ID: id, Timeout: 50 * time.Millisecond}
	w.Fault(Fault{Kind: NeverAck, Times: 1})
	if _, err := w.client.send(number(siti), "diam", again); !errors.Is(err, whatsmeow.ErrMessageTimedOut) {
		t.Error(err)
	}
	w.Fault(Fault{Kind: LateAck, Latency: time.Second, Times: 1})
	if _, err := w.client.send(number(siti), "diam", again); !errors.Is(err, whatsmeow.ErrMessageTimedOut) {
		t.Error(err)
	}
	again.Timeout = soon
	w.Fault(Fault{Kind: LateAck, Latency: 30 * time.Millisecond, Times: 1})
	began := time.Now()
	if _, err := w.client.send(number(siti), "diam", again); err != nil || time.Since(began) < 30*time.Millisecond {
		t.Errorf("%v after %v", err, time.Since(began))
	}
	// A resend under the same id, encrypted anew, shows once.
	eventually(t, "three times", func() bool { return times(p, id) == 3 })
	if list := p.All(); len(list) != 2 || w.Came(id) != 3 {
		t.Errorf("%d shown, %d came", len(list), w.Came(id))
	}
}

func TestRefusedByAck(t *testing.T) {
	t.Parallel()
	w, p := talking(t, Options{})
	for _, code := range []int{463, 429, 479, 400, 503} {
		w.Fault(Fault{Kind: RefuseAck, Code: code, To: siti, Times: 1})
		_, err := w.client.send(number(siti), "tolak")
		if !errors.Is(err, whatsmeow.ErrServerReturnedError) || !strings.HasSuffix(err.Error(), fmt.Sprint(code)) {
			t.Errorf("%d: %v", code, err)
		}
	}
	w.Person("6281200000002", "Budi")
	w.Fault(Fault{Kind: RefuseAck, Code: 463, To: "6281200000002"})
	if _, err := w.client.send(number(siti), "boleh"); err != nil {
		t.Error(err)
	}
	if m := w.read(p, 1)[0]; m.Text != "boleh" {
		t.Errorf("%+v", m)
	}
}

func TestSlow(t *testing.T) {
	t.Parallel()
	w, p := talking(t, Options{})
	w.Fault(Fault{Kind: Slow, Latency: 40 * time.Millisecond})
	began := time.Now()
	if _, err := w.client.send(number(siti), "pelan"); err != nil || time.Since(began) < 40*time.Millisecond {
		t.Errorf("%v after %v", err, time.Since(began))
	}
	w.read(p, 1)
}

func TestDuplicates(t *testing.T) {
	t.Parallel()
	w, p := talking(t, Options{})
	w.Fault(Fault{Kind: Duplicate, From: office, Copies: 2, Times: 1})
	r, err := w.client.send(number(siti), "tiga")
	if err != nil {
		t.Fatal(err)
	}
	eventually(t, "three times", func() bool { return times(p, r.ID) == 3 })
	if len(p.All()) != 2 || w.Came(r.ID) != 1 {
		t.Errorf("%d shown, came %d", len(p.All()), w.Came(r.ID))
	}
	fault := w.Fault(Fault{Kind: Duplicate, From: siti, Times: 1})
	p.Say(office, "dua")
	await(w.client, said("dua"))
	w.settled()
	if fault.Hits() != 1 {
		t.Errorf("%d hits", fault.Hits())
	}
}

func TestRefusedQuestions(t *testing.T) {
	t.Parallel()
	w := begin(t, Options{})
	w.Person(siti, "Siti")
	fault := w.Fault(Fault{Kind: RefuseIQ, Space: "usync", Code: 429, From: office})
	if _, err := w.client.send(number(siti), "halo"); !errors.Is(err, whatsmeow.ErrIQRateOverLimit) {
		t.Error(err)
	}
	fault.Lift()
	if _, err := w.client.send(number(siti), "halo"); err != nil {
		t.Error(err)
	}
	w.Fault(Fault{Kind: HangIQ, Space: "usync", Times: 1})
	began := time.Now()
	ctx, stop := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer stop()
	if _, err := w.client.IsOnWhatsApp(ctx, []string{"+" + siti}); err == nil || time.Since(began) < 50*time.Millisecond {
		t.Errorf("%v after %v", err, time.Since(began))
	}
}

func TestFaultsHaveTheirTimesAndTheirTurn(t *testing.T) {
	t.Parallel()
	w, _ := talking(t, Options{})
	first := w.Fault(Fault{Kind: RefuseAck, Code: 463, Times: 2})
	second := w.Fault(Fault{Kind: RefuseAck, Code: 429})
	for i, want := range []string{"463", "463", "429", "429"} {
		if _, err := w.client.send(number(siti), "x"); err == nil || !strings.HasSuffix(err.Error(), want) {
			t.Errorf("%d: %v, want %s", i, err, want)
		}
	}
	second.Lift()
	if _, err := w.client.send(number(siti), "x"); err != nil || first.Hits() != 2 || second.Hits() != 2 {
		t.Errorf("%v, %d and %d hits", err, first.Hits(), second.Hits())
	}
}
