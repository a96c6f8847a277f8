package webchat

import (
	"net/http/httptest"
	"slices"
	"testing"
	"time"
)

func TestSlotsForgetWhoLeft(t *testing.T) {
	t.Parallel()
	s := &slots{max: 2}
	var got []bool
	for _, key := range []string{"a", "a", "a", "b"} {
		got = append(got, s.take(key))
	}
	if !slices.Equal(got, []bool{true, true, false, true}) {
		t.Errorf("seats: %v", got)
	}
	s.give("a")
	s.give("a")
	s.give("b")
	if len(s.open) != 0 {
		t.Errorf("remembers %v", s.open)
	}
}

func TestFullNetworkGivesTheTabBack(t *testing.T) {
	t.Parallel()
	l := newLimits()
	l.ipStreams.max = 1
	if !l.seat("a", "n") || l.seat("b", "n") || !l.seat("b", "m") {
		t.Error("wrong seats")
	}
	l.leave("a", "n")
	l.leave("b", "m")
	if len(l.personStreams.open)+len(l.ipStreams.open) != 0 {
		t.Errorf("left over: %v %v", l.personStreams.open, l.ipStreams.open)
	}
}

func TestNetworkOfAHousehold(t *testing.T) {
	t.Parallel()
	c := newChannel(t, Config{Mailbox: newLedger()})
	for remote, want := range map[string]string{
		"203.0.113.7:999":            "203.0.113.7",
		"[::ffff:203.0.113.7]:999":   "203.0.113.7",
		"[2001:db8:1:2:3:4:5:6]:999": "2001:db8:1:2::/64",
		"[2001:db8:1:2:ffff::1]:999": "2001:db8:1:2::/64",
		"[fe80::1%eth0]:999":         "fe80::/64",
		"@":                          "unknown",
	} {
		r := httptest.NewRequest("GET", "/chat", nil)
		r.RemoteAddr = remote
		if got := c.network(r); got != want {
			t.Errorf("%s is %q, want %q", remote, got, want)
		}
	}
}

func TestOneNetworkCannotFloodHistory(t *testing.T) {
	t.Parallel()
	at := newClock()
	c := newChannel(t, Config{Mailbox: newLedger(), Now: at.Now})
	ask := func() int {
		w := httptest.NewRecorder()
		c.Handler().ServeHTTP(w, httptest.NewRequest("GET", "/chat/history", nil))
		return w.Code
	}
	for i := range ipBurst {
		if got := ask(); got != 200 {
			t.Fatalf("request %d: %d", i, got)
		}
	}
	if got := ask(); got != 429 {
		t.Errorf("after the burst: %d", got)
	}
	at.add(time.Second / ipRate)
	if got := ask(); got != 200 {
		t.Errorf("later: %d", got)
	}
}
