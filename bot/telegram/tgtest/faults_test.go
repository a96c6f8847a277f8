package tgtest

import (
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"
	"syscall"
	"testing"
	"time"
)

func TestFaults(t *testing.T) {
	t.Parallel()
	timeout := func(err error) bool {
		return errors.Is(err, context.DeadlineExceeded) || errors.Is(err, context.Canceled) || isTimeout(err)
	}
	reset := func(err error) bool { return errors.Is(err, syscall.ECONNRESET) || errors.Is(err, io.EOF) }
	for _, c := range []struct {
		name    string
		fault   Fault
		handled bool
		bad     string
		err     func(error) bool // nil: an answer
	}{
		{"slow", Fault{Kind: Slow, Latency: 30 * time.Millisecond}, true, "", nil},
		{"reset before", Fault{Kind: ResetBefore}, false, "", reset},
		{"reset after", Fault{Kind: ResetAfter}, true, "", reset},
		{"hang before", Fault{Kind: HangBefore}, false, "", timeout},
		{"hang after", Fault{Kind: HangAfter}, true, "", timeout},
		{"500", Fault{Kind: ServerError}, false, "500 Internal Server Error", nil},
		{"429", Fault{Kind: Throttle, RetryAfter: 17}, false, "429 Too Many Requests: retry after 17", nil},
		{"401", Fault{Kind: Unauthorized}, false, "401 Unauthorized", nil},
		{"409", Fault{Kind: Conflicting}, false, "409 " + secondPoller.text, nil},
		{"502", Fault{Kind: BadGateway}, false, "", func(err error) bool { return strings.Contains(err.Error(), "'<'") }},
		{"broken", Fault{Kind: BrokenJSON}, true, "", func(err error) bool { return strings.Contains(err.Error(), "unexpected end") }},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			w := begin(t, Options{})
			p, q := w.Person("Siti").Met(), w.Person("Budi").Met()
			f := c.fault
			f.Method, f.Chat, f.Times = "sendMessage", p.ID(), 1
			trouble := w.Fault(f)
			w.send(q, "orang lain")
			w.call("sendChatAction", "chat_id", p.ID(), "action", "typing")
			if strings.HasPrefix(c.name, "hang") {
				w.client.Timeout = 100 * time.Millisecond
			}
			began := time.Now()
			r, err := w.do("sendMessage", "chat_id", p.ID(), "text", "halo")
			switch {
			case c.err == nil && err != nil, c.err != nil && (err == nil || !c.err(err)):
				t.Errorf("error %v", err)
			case c.err == nil && r.bad() != c.bad:
				t.Errorf("%q, want %q", r.bad(), c.bad)
			case time.Since(began) < c.fault.Latency:
				t.Errorf("after %v", time.Since(began))
			}
			if c.bad != "" && r.Code == 429 && r.Parameters.RetryAfter != 17 {
				t.Errorf("%+v", r.Parameters)
			}
			w.client.Timeout = time.Minute
			w.send(p, "sesudahnya")
			want := 1
			if c.handled {
				want = 2
			}
			if n := len(p.All()); n != want || trouble.Hits() != 1 {
				t.Errorf("%d messages, %d hits", n, trouble.Hits())
			}
		})
	}
}

func isTimeout(err error) bool {
	var e *url.Error
	return errors.As(err, &e) && e.Timeout()
}

func TestBadGatewayIsAPage(t *testing.T) {
	t.Parallel()
	w := begin(t, Options{})
	w.Fault(Fault{Kind: BadGateway})
	resp, err := w.client.Get(w.at("getMe"))
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	body, _ := io.ReadAll(resp.Body)
	if resp.StatusCode != http.StatusBadGateway || !strings.HasPrefix(string(body), "<html>") {
		t.Errorf("%s %s", resp.Status, body)
	}
}

func TestFaultsHoldUntilLiftedInTheirOrder(t *testing.T) {
	t.Parallel()
	w := begin(t, Options{})
	twice := w.Fault(Fault{Kind: Throttle, RetryAfter: 1, Times: 2})
	always := w.Fault(Fault{Kind: ServerError})
	for i, want := range []int{429, 429, 500, 500} {
		if got := w.call("getMe").Code; got != want {
			t.Errorf("call %d: %d", i, got)
		}
	}
	always.Lift()
	if r := w.call("getMe"); !r.OK || twice.Hits() != 2 || always.Hits() != 2 {
		t.Errorf("%q, %d and %d hits", r.bad(), twice.Hits(), always.Hits())
	}
	w.Fault(Fault{Kind: ServerError, Method: "file"})
	resp, err := w.client.Get(w.URL() + "/file/bot" + w.Token() + "/x")
	if err != nil {
		t.Fatal(err)
	}
	resp.Body.Close()
	if resp.StatusCode != 500 {
		t.Errorf("file: %s", resp.Status)
	}
}

func TestDownRefusesAndComesBackOnItsPort(t *testing.T) {
	t.Parallel()
	w := begin(t, Options{})
	waiting := w.poll("timeout", 50)
	addr := strings.TrimPrefix(w.URL(), "http://")
	for range 3 {
		w.Down(true)
		w.Down(true)
		if _, err := net.Dial("tcp", addr); !errors.Is(err, syscall.ECONNREFUSED) {
			t.Errorf("dial: %v", err)
		}
		if _, err := w.do("getMe"); err == nil {
			t.Error("answered while down")
		}
		w.Down(false)
		if r := w.call("getMe"); !r.OK {
			t.Error(r.bad())
		}
	}
	<-waiting.done
	if waiting.err == nil {
		t.Error("the poll outlived the port")
	}
}
