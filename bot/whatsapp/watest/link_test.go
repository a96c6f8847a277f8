package watest

import (
	"errors"
	"strings"
	"testing"

	"go.mau.fi/whatsmeow"
	"go.mau.fi/whatsmeow/types/events"
)

func TestLinkByCode(t *testing.T) {
	t.Parallel()
	s := New(Options{})
	t.Cleanup(s.Close)
	n := s.Number(office, "Jakpreneur")
	c := newClient(t, s)
	if n.Confirm("ABCD-EFGH") == nil {
		t.Error("confirmed what nobody asked for")
	}
	if err := c.Connect(); err != nil {
		t.Fatal(err)
	}
	await[*events.QR](c, nil)
	if _, err := c.pair("6289999999999"); err == nil {
		t.Error("a code for a number that nobody has")
	}
	code, err := c.pair(office)
	if err != nil {
		t.Fatal(err)
	}
	if err := n.Confirm(code); err != nil {
		t.Fatal(err)
	}
	if e := await[*events.PairSuccess](c, nil); e.ID.User != office || e.LID.User != n.LID() || e.BusinessName != "Jakpreneur" {
		t.Errorf("%+v", e)
	}
	await[*events.Connected](c, nil)
	if n.Linked() != 1 {
		t.Errorf("%d clients", n.Linked())
	}
	s.Person(siti, "Siti").Say(office, "halo")
	await(c, said("halo"))
}

func (c *client) pair(phone string) (string, error) {
	return c.PairPhone(c.t.Context(), phone, true, whatsmeow.PairClientChrome, "Chrome (Linux)")
}

func TestAWrongCodeLinksNobody(t *testing.T) {
	t.Parallel()
	s := New(Options{})
	t.Cleanup(s.Close)
	n := s.Number(office, "Jakpreneur")
	c := newClient(t, s)
	if err := c.Connect(); err != nil {
		t.Fatal(err)
	}
	await[*events.QR](c, nil)
	code, err := c.pair(office)
	if err != nil {
		t.Fatal(err)
	}
	if err := n.Confirm(strings.Map(func(r rune) rune { return 'A' }, code)); err != nil {
		t.Fatal(err)
	}
	c.settle()
	if n.Linked() != 0 || count[*events.PairSuccess](c, nil) != 0 {
		t.Error("linked")
	}
}

// settle waits until the server has answered all that came before.
func (c *client) settle() {
	c.t.Helper()
	if _, err := c.pair(office); err != nil {
		c.t.Fatal(err)
	}
}

func TestCodesThatLinkNobody(t *testing.T) {
	t.Parallel()
	s := New(Options{})
	t.Cleanup(s.Close)
	n := s.Number(office, "Jakpreneur")
	c := newClient(t, s)
	if err := c.Connect(); err != nil {
		t.Fatal(err)
	}
	codes := await[*events.QR](c, nil).Codes
	if len(codes) != 6 {
		t.Errorf("%d codes", len(codes))
	}
	for _, bad := range []string{"https://wa.me/6281", "2@unknown,a,b,YQ==", codes[0][:len(codes[0])-9] + "!!!!!!!!,1"} {
		if n.Scan(bad) == nil {
			t.Errorf("scanned %q", bad)
		}
	}
	parts := strings.Split(codes[0], ",")
	parts[3] = "AAAA"
	if err := n.Scan(strings.Join(parts, ",")); err != nil {
		t.Fatal(err)
	}
	await[*events.PairError](c, nil)
	if n.Linked() != 0 {
		t.Error("linked")
	}
}

func TestTheRestartAfterLinkingIsLost(t *testing.T) {
	t.Parallel()
	s := New(Options{})
	t.Cleanup(s.Close)
	n := s.Number(office, "Jakpreneur")
	fault := s.Fault(Fault{Kind: LoseRestart, Times: 1})
	c := newClient(t, s)
	if err := c.Connect(); err != nil {
		t.Fatal(err)
	}
	if err := n.Scan(await[*events.QR](c, nil).Codes[0]); err != nil {
		t.Fatal(err)
	}
	await[*events.PairSuccess](c, nil)
	c.ended()
	if fault.Hits() != 1 || n.Linked() != 1 || count[*events.Connected](c, nil) != 0 {
		t.Errorf("hits %d linked %d", fault.Hits(), n.Linked())
	}
	if err := c.Connect(); err != nil { // what a watchdog does
		t.Fatal(err)
	}
	await[*events.Connected](c, nil)
}

// ended waits until the client sees that its connection is gone, and has let go of
// it: the library must not be connecting anew while it still does.
func (c *client) ended() {
	c.t.Helper()
	eventually(c.t, "disconnected", func() bool { return !c.IsConnected() })
	eventually(c.t, "without a socket", func() bool {
		return errors.Is(c.SetPassive(c.t.Context(), true), whatsmeow.ErrNotConnected)
	})
}

func TestSeveralClientsOfANumber(t *testing.T) {
	t.Parallel()
	w := begin(t, Options{})
	other := newClient(t, w.Server).link(w.office)
	if w.office.Linked() != 2 || w.office.Online() != 2 || w.client.Store.ID.Device == other.Store.ID.Device {
		t.Errorf("%s and %s of %d", w.client.Store.ID, other.Store.ID, w.office.Linked())
	}
	w.Person(siti, "Siti").Say(office, "halo")
	await(w.client, said("halo"))
	await(other, said("halo"))
	if _, err := other.send(number(siti), "ya"); err != nil {
		t.Fatal(err)
	}
	if m := await(w.client, copied("ya")); m.Info.Sender.Device != other.Store.ID.Device {
		t.Errorf("%+v", m.Info)
	}
}

func TestTheFirstPreKeys(t *testing.T) {
	t.Parallel()
	s := New(Options{ManyPreKeys: true})
	t.Cleanup(s.Close)
	c := newClient(t, s).link(s.Number(office, "Jakpreneur"))
	if n, err := c.Store.PreKeys.UploadedPreKeyCount(t.Context()); err != nil || n != 812 {
		t.Errorf("%d %v", n, err)
	}
}
