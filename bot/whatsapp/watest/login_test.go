package watest

import (
	"testing"
	"time"

	"go.mau.fi/whatsmeow/types/events"
)

func TestUnlinked(t *testing.T) {
	t.Parallel()
	w := begin(t, Options{})
	w.office.Unlink()
	if e := await[*events.LoggedOut](w.client, nil); e.OnConnect {
		t.Errorf("%+v", e)
	}
	w.client.ended()
	if w.office.Linked() != 0 {
		t.Error("still linked")
	}
}

func TestTheClientLogsItselfOut(t *testing.T) {
	t.Parallel()
	w := begin(t, Options{})
	if err := w.client.Logout(t.Context()); err != nil {
		t.Fatal(err)
	}
	if w.office.Linked() != 0 {
		t.Error("still linked")
	}
}

func TestWhoIsNotLinkedIsLoggedOut(t *testing.T) {
	t.Parallel()
	w := begin(t, Options{})
	w.client.Disconnect()
	eventually(t, "online", func() bool { return w.office.Online() == 0 })
	w.office.Unlink()
	if err := w.client.Connect(); err != nil {
		t.Fatal(err)
	}
	if e := await[*events.LoggedOut](w.client, nil); !e.OnConnect || e.Reason != events.ConnectFailureLoggedOut {
		t.Errorf("%+v", e)
	}
}

func TestASecondProcessTakesOver(t *testing.T) {
	t.Parallel()
	w := begin(t, Options{})
	second := startClient(t, w.Server, w.client.store)
	if err := second.Connect(); err != nil {
		t.Fatal(err)
	}
	await[*events.StreamReplaced](w.client, nil)
	await[*events.Connected](second, nil)
	w.Person(siti, "Siti").Say(office, "halo")
	await(second, said("halo"))
	w.office.Replace()
	await[*events.StreamReplaced](second, nil)
}

func TestRefusedLogins(t *testing.T) {
	t.Parallel()
	loggedOut := func(reason events.ConnectFailureReason) func(*testing.T, *client) {
		return func(t *testing.T, c *client) {
			if e := await[*events.LoggedOut](c, nil); !e.OnConnect || e.Reason != reason {
				t.Errorf("%+v", e)
			}
		}
	}
	for name, test := range map[string]struct {
		fault Fault
		check func(*testing.T, *client)
	}{
		"logged out": {Fault{Code: 401}, loggedOut(events.ConnectFailureLoggedOut)},
		"locked":     {Fault{Code: 403}, loggedOut(events.ConnectFailureMainDeviceGone)},
		"banned":     {Fault{Code: 406}, loggedOut(events.ConnectFailureUnknownLogout)},
		"outdated":   {Fault{Code: 405}, func(_ *testing.T, c *client) { await[*events.ClientOutdated](c, nil) }},
		"away":       {Fault{Code: 503, Times: 1}, func(_ *testing.T, c *client) { await[*events.Connected](c, nil) }},
		"banned for an hour": {Fault{Code: 402, Ban: 101, Expire: time.Hour}, func(t *testing.T, c *client) {
			if e := await[*events.TemporaryBan](c, nil); e.Code != events.TempBanSentToTooManyPeople || e.Expire != time.Hour {
				t.Errorf("%+v", e)
			}
		}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := begin(t, Options{})
			w.client.forget()
			test.fault.Kind = RefuseLogin
			fault := w.Fault(test.fault)
			w.office.Cut()
			test.check(t, w.client)
			if fault.Hits() == 0 {
				t.Error("nobody was refused")
			}
		})
	}
}

func TestAStreamError(t *testing.T) {
	t.Parallel()
	w := begin(t, Options{Linger: time.Hour}) // else the end may overtake the last words, which the client then drops
	w.client.forget()
	w.office.StreamError(599)
	if e := await[*events.StreamError](w.client, nil); e.Code != "599" {
		t.Errorf("%+v", e)
	}
}

func TestTheServerGoesAway(t *testing.T) {
	t.Parallel()
	w := begin(t, Options{Linger: time.Millisecond})
	w.client.forget()
	w.office.StreamError(503)
	await[*events.Connected](w.client, nil)
}

func TestTheServerIsAway(t *testing.T) {
	t.Parallel()
	w := begin(t, Options{})
	w.client.forget()
	w.Down(true)
	await[*events.Disconnected](w.client, nil)
	if _, err := w.client.send(number(siti), "halo"); err == nil {
		t.Error("sent into the void")
	}
	addr := w.Addr()
	w.Person(siti, "Siti").Say(office, "masih di sana?")
	w.Down(false)
	await[*events.Connected](w.client, nil)
	await(w.client, said("masih di sana?"))
	if w.Addr() != addr {
		t.Errorf("%s, then %s", addr, w.Addr())
	}
}

func TestTimeLock(t *testing.T) {
	t.Parallel()
	w := begin(t, Options{})
	until := time.Unix(1800000000, 0)
	w.office.TimeLock(true, until)
	e := await(w.client, func(e *events.NotifyAccountReachoutTimelock) bool { return e.IsActive })
	if !e.TimeEnforcementEnds.Equal(until) || e.EnforcementType == "" {
		t.Errorf("%+v", e)
	}
	w.office.TimeLock(false, time.Time{})
	await(w.client, func(e *events.NotifyAccountReachoutTimelock) bool { return !e.IsActive })
	w.settled()
}
