package watest

import (
	"context"
	"net/http"
	"sync"
	"time"

	"github.com/coder/websocket"
)

// conn is one connection of a client.
type conn struct {
	s     *Server
	line  *secured
	hello *hello
	cut   context.CancelFunc

	device  *device // who logged in; nil: nobody yet. Set before the first stanza is read
	joining *device // about to be linked; s.mu
	active  bool    // takes messages; s.mu

	mu    sync.Mutex
	wait  []node // to be written
	last  bool   // nothing is said or heard after these
	ready chan struct{}
}

func (s *Server) serveSocket(w http.ResponseWriter, r *http.Request) {
	ws, err := websocket.Accept(w, r, &websocket.AcceptOptions{
		InsecureSkipVerify: true, // clients say that they come from WhatsApp's own page
		CompressionMode:    websocket.CompressionDisabled,
	})
	if err != nil {
		return
	}
	defer ws.CloseNow()
	ws.SetReadLimit(1 << 24)
	ctx, cut := context.WithCancel(context.Background())
	defer cut()
	c := &conn{s: s, cut: cut, ready: make(chan struct{}, 1)}
	defer s.gone(c)
	if !s.opened(c) {
		return
	}
	if c.line, c.hello, err = shake(ctx, ws, s.authority); err != nil {
		return
	}
	s.work.Go(func() { c.write(ctx) })
	s.greet(c)
	c.read(ctx)
}

// greet lets a client in: to be linked, or as a device that is.
func (s *Server) greet(c *conn) {
	if c.hello.payload.GetDevicePairingData() != nil {
		s.offerLink(c)
		return
	}
	s.login(c)
}

func (c *conn) read(ctx context.Context) {
	for {
		n, err := c.line.receive(ctx)
		if err != nil || ctx.Err() != nil || n.Tag == "xmlstreamend" {
			return
		}
		c.s.opt.Trace(c.who(), false, n)
		if !c.ended() {
			c.s.hear(ctx, c, n)
		}
	}
}

func (c *conn) who() string {
	if c.device == nil {
		return ""
	}
	return c.device.pn().String()
}

// send says something when the connection comes to it; it never waits.
func (c *conn) send(n node) { c.say(false, n) }

// end says something as the last words of the connection.
func (c *conn) end(n node) { c.say(true, n) }

func (c *conn) say(last bool, n node) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.last {
		return
	}
	c.wait = append(c.wait, n)
	c.last = last
	select {
	case c.ready <- struct{}{}:
	default:
	}
}

func (c *conn) ended() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.last
}

func (c *conn) write(ctx context.Context) {
	for {
		select {
		case <-c.ready:
		case <-ctx.Done():
			return
		}
		list, last := c.waiting()
		for i := range list {
			c.s.opt.Trace(c.who(), true, &list[i])
			if c.line.send(ctx, &list[i]) != nil {
				return
			}
		}
		if last {
			c.linger(ctx)
			return
		}
	}
}

func (c *conn) waiting() (list []node, last bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	list, c.wait = c.wait, nil
	return list, c.last
}

// linger leaves a client time to read the last words before it is cut.
func (c *conn) linger(ctx context.Context) {
	timer := time.NewTimer(c.s.opt.Linger)
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-ctx.Done():
	}
	c.cut()
}
