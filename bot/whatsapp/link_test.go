package whatsapp

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/rs/zerolog"

	"langkah/bot/whatsapp/watest"
	"langkah/store/storetest"
)

// unlinked is a database at a play WhatsApp, without any number.
func unlinked(t *testing.T, o watest.Options) (*watest.Server, *Devices, *logbook) {
	t.Helper()
	server, s, log := newServer(t, o), storetest.New(t), &logbook{}
	return server, newDevices(t, server, tables(t, s), s, time.Now, zerolog.New(log).Level(zerolog.TraceLevel)), log
}

func TestLinkByCode(t *testing.T) {
	t.Parallel()
	server, d, log := unlinked(t, watest.Options{})
	phone := server.Number(office, "Jakpreneur")
	var steps []Step
	number, err := d.Link(t.Context(), How{Phone: office, Show: func(s Step) {
		steps = append(steps, s)
		if s.Code != "" {
			if err := phone.Confirm(s.Code); err != nil {
				t.Error(err)
			}
		}
	}})
	if err != nil || number != office || phone.Linked() != 1 {
		t.Fatalf("%d linked, %q, %v", phone.Linked(), number, err)
	}
	if len(steps) != 2 || len(steps[0].Code) != 9 || time.Until(steps[0].Until) < time.Minute || steps[1].Number != office {
		t.Errorf("shown %+v", steps)
	}
	if strings.Contains(log.String(), steps[0].Code) || strings.Contains(log.String(), office) {
		t.Errorf("logged:\n%s", log)
	}
}

// TestQRCodesStayOnTheScreen: each is a way into the account.
func TestQRCodesStayOnTheScreen(t *testing.T) {
	t.Parallel()
	server, d, log := unlinked(t, watest.Options{})
	phone := server.Number(office, "Jakpreneur")
	var shown Step
	_, err := d.Link(t.Context(), How{Show: func(s Step) {
		if s.QR == "" {
			return
		}
		shown = s
		if err := phone.Scan(s.QR); err != nil {
			t.Error(err)
		}
	}})
	if err != nil || time.Until(shown.Until) < 50*time.Second {
		t.Fatalf("until %v: %v", shown.Until, err)
	}
	_, keys, _ := strings.Cut(shown.QR, "#")
	for _, part := range append(strings.Split(keys, ","), office) {
		if len(part) > 2 && strings.Contains(log.String(), part) {
			t.Errorf("the log holds %s", part)
		}
	}
}

// TestLinkWhoseLineIsCut: the word to log in anew is lost with the connection.
func TestLinkWhoseLineIsCut(t *testing.T) {
	t.Parallel()
	server, d, _ := unlinked(t, watest.Options{})
	server.Fault(watest.Fault{Kind: watest.LoseRestart, Times: 1})
	link(t, d, server.Number(office, "Jakpreneur"))
}

func TestLinkIsNotAdmitted(t *testing.T) {
	t.Parallel()
	server, d, _ := unlinked(t, watest.Options{})
	phone := server.Number(office, "Jakpreneur")
	no := errors.New("it is linked elsewhere")
	number, err := d.Link(t.Context(), How{
		Show:  func(s Step) { _ = phone.Scan(s.QR) },
		Admit: func(number string) error { return no },
	})
	if !errors.Is(err, no) || number != "" {
		t.Errorf("%q, %v", number, err)
	}
	if list, err := d.Numbers(t.Context()); err != nil || len(list) != 0 {
		t.Errorf("%v are linked, %v", list, err)
	}
}

func TestLinkIsGivenUp(t *testing.T) {
	t.Parallel()
	server, d, _ := unlinked(t, watest.Options{})
	shown := make(chan struct{})
	ended := make(chan error)
	go func() {
		_, err := d.Link(t.Context(), How{Show: func(s Step) { close(shown) }})
		ended <- err
	}()
	<-shown
	server.Down(true)
	if err := <-ended; !errors.Is(err, ErrLate) {
		t.Errorf("ended with %v", err)
	}
	if _, err := d.Link(t.Context(), How{}); err == nil || !strings.HasPrefix(err.Error(), "reach WhatsApp") {
		t.Errorf("without WhatsApp: %v", err)
	}
}

// TestLinkedTwice: the newer device goes on, the older is forgotten here.
func TestLinkedTwice(t *testing.T) {
	t.Parallel()
	w := newWorld(t, watest.Options{})
	link(t, w.devices, w.office)
	list, err := w.devices.container().GetAllDevices(t.Context())
	if err != nil || len(list) != 1 || list[0].ID.Device != 2 {
		t.Fatalf("%d devices, %v", len(list), err)
	}
	w.run().is(OK)
	w.meet(siti, "Siti")
}

// TestWhatComesWhileLinking waits for who serves the number.
func TestWhatComesWhileLinking(t *testing.T) {
	t.Parallel()
	w := newWorld(t, watest.Options{})
	w.server.Person(siti, "Siti").Say(office, "satu")
	if err := w.devices.Logout(t.Context(), office, false); err != nil { // logs in, and hears it
		t.Fatal(err)
	}
	link(t, w.devices, w.office)
	w.server.Person(siti, "Siti").Say(office, "dua")
	w.run()
	w.until("dua", func() bool { return slices.Contains(w.texts(), "text dua") })
}

func TestLogout(t *testing.T) {
	t.Parallel()
	w := newWorld(t, watest.Options{})
	if err := w.devices.Logout(t.Context(), "4711", false); !errors.Is(err, ErrNotLinked) {
		t.Errorf("nobody's number: %v", err)
	}
	w.server.Down(true)
	if err := w.devices.Logout(t.Context(), office, false); err == nil {
		t.Error("without WhatsApp it is unlinked")
	}
	w.server.Down(false)
	if err := w.devices.Logout(t.Context(), office, false); err != nil || w.office.Linked() != 0 {
		t.Errorf("%d linked, %v", w.office.Linked(), err)
	}
	link(t, w.devices, w.office)
	w.run().is(OK)
	if err := w.Channel.Logout(t.Context()); err != nil || w.office.Linked() != 0 {
		t.Errorf("%d linked, %v", w.office.Linked(), err)
	}
	w.is(LoggedOut)
	link(t, w.devices, w.office)
	w.is(OK)
	w.stop()
	w.server.Down(true)
	if err := w.devices.Logout(t.Context(), office, true); err != nil {
		t.Error(err)
	}
	if list, err := w.devices.Numbers(t.Context()); err != nil || len(list) != 0 {
		t.Errorf("%v are linked, %v", list, err)
	}
}

func TestOpenIsCareful(t *testing.T) {
	t.Parallel()
	for _, bad := range []string{"web.whatsapp.com:443", "10.0.0.1:80", "127.0.0.1", "localhost:80"} {
		if _, err := Open(Config{Server: bad}); err == nil {
			t.Errorf("%s is taken as a play WhatsApp", bad)
		}
	}
}
