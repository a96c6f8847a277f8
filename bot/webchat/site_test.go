package webchat

import (
	"net"
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"
	"time"
)

// site serves a channel on an address that a later site can take over.
type site struct {
	t      *testing.T
	url    string
	addr   string
	ledger *ledger
	now    func() time.Time
	stop   func()
}

func newSite(t *testing.T, l *ledger) *site {
	t.Helper()
	s := &site{t: t, ledger: l, addr: "127.0.0.1:0", now: time.Now}
	s.start()
	t.Cleanup(func() { s.stop() })
	return s
}

func (s *site) start() {
	s.t.Helper()
	listener, err := net.Listen("tcp", s.addr)
	if err != nil {
		s.t.Fatal(err)
	}
	c := newChannel(s.t, Config{Mailbox: s.ledger, Now: s.now})
	server := &httptest.Server{Listener: listener, Config: &http.Server{Handler: c.Handler()}}
	server.Start()
	s.addr, s.url = listener.Addr().String(), server.URL
	end := run(s.t, c, s.ledger)
	s.stop = sync.OnceFunc(func() {
		end()
		server.CloseClientConnections()
		server.Close()
	})
}
