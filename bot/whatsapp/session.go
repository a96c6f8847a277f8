package whatsapp

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"go.mau.fi/whatsmeow"
	"go.mau.fi/whatsmeow/store"
	"go.mau.fi/whatsmeow/types"
	"go.mau.fi/whatsmeow/types/events"

	"langkah/bot"
)

// session is a device while it is ours: it connects, and connects again.
type session struct {
	*Channel
	jid      types.JID // of the device
	cli      *whatsmeow.Client
	guard    *guard
	sink     bot.Sink
	ctx      context.Context // the library's
	cancel   context.CancelFunc
	wake     chan struct{} // something has happened
	errand   chan func()
	receipts chan *events.Receipt // that are to be kept
	flying   sync.WaitGroup       // sends

	mu    sync.Mutex
	state state
}

// state is what events have told.
type state struct {
	began  time.Time // of the connection; zero: there is none
	ready  bool      // WhatsApp has let us in
	broken bool      // a message could not be kept: what comes now must wait
	over   bool      // the session is
	gone   bool      // the device is one no more
	barred bool      // only staff can help
	until  time.Time // banned until then
}

func newSession(ctx context.Context, c *Channel, of *store.Device, sink bot.Sink) *session {
	s := &session{Channel: c, jid: *of.ID, sink: sink, wake: make(chan struct{}, 1), errand: make(chan func(), 1000),
		receipts: make(chan *events.Receipt, 4*manyReceipts)}
	s.ctx, s.cancel = detached(ctx)
	s.guard = guarded(of, func(err error) { s.breaks("the keys of the number cannot be read", err) })
	s.cli = c.client(of, s.handle)
	s.cli.GetMessageForRetry = s.again
	return s
}

// run keeps the device connected until ctx ends or it is unlinked.
func (s *session) run(ctx context.Context) {
	var beside sync.WaitGroup
	beside.Go(func() { s.keepTyping(ctx) })
	beside.Go(func() { s.runErrands(ctx) })
	beside.Go(s.keepReceipts)
	s.soFar(ctx)
	s.change(func(st *state) { st.until = s.banned() })
	s.keepLate(ctx)
	s.enter(s)
	for ctx.Err() == nil && !s.look().over {
		s.step(ctx)
	}
	s.enter(nil)
	s.stop()
	beside.Wait()
	if s.look().gone {
		if err := s.drop(ctx, func(j types.JID) bool { return j == s.jid }); err != nil {
			s.tell(&s.fetch, "the keys of the number cannot be read", bare(err)) // WhatsApp will tell us again
		}
	}
}

// step does what is next. A connection without login, and a paired device
// without connection, both seen when WhatsApp cuts the line at the wrong
// moment, do not last.
func (s *session) step(ctx context.Context) {
	now, st := s.cfg.Now(), s.look()
	switch {
	case st.barred:
		bot.Rest(ctx, nil, s.pauses.rescan)
		s.superseded(ctx)
	case now.Before(st.until):
		bot.Rest(ctx, s.wake, min(st.until.Sub(now), s.pauses.rescan))
	case st.broken:
		s.mend(ctx)
	case !s.cli.IsConnected():
		s.connect(ctx)
	case (!st.ready || !s.cli.IsLoggedIn()) && now.Sub(st.began) > s.pauses.login:
		s.stumble(ctx, errLogin)
	default:
		if st.ready && now.Sub(st.began) > s.pauses.most {
			s.wells()
		}
		bot.Rest(ctx, s.wake, s.pauses.tick)
	}
}

var errLogin = errors.New("WhatsApp does not let us in, and does not say why")

// closing is for how long the library may still be closing a connection, without a
// lock, that it says it has no longer. Who connects meanwhile writes what that reads.
const closing = 50 * time.Millisecond

func (s *session) connect(ctx context.Context) {
	if !s.look().began.IsZero() {
		bot.Rest(ctx, nil, closing)
	}
	s.change(func(st *state) { st.ready, st.began = false, time.Time{} })
	if s.Health().Code == OK {
		s.become(Away)
	}
	if n := s.tries(); n > 0 {
		bot.Rest(ctx, nil, s.pause(n))
		if ctx.Err() != nil {
			return
		}
	}
	s.change(func(st *state) { st.began, st.until = s.cfg.Now(), time.Time{} })
	ended := make(chan error, 1)
	go func() { ended <- s.cli.ConnectContext(s.ctx) }()
	select {
	case err := <-ended:
		if err != nil && !errors.Is(err, whatsmeow.ErrAlreadyConnected) {
			s.stumble(ctx, err)
		}
	case <-ctx.Done():
	}
	s.fails() // until all has been well for a while
}

// stumble says that WhatsApp cannot be reached.
func (s *session) stumble(ctx context.Context, err error) {
	if errors.Is(err, store.ErrDeviceDeleted) {
		s.change(func(st *state) { st.over = true })
		return
	}
	s.become(Away)
	s.tell(&s.fetch, "whatsapp does not answer", bare(err))
	s.hangUp()
	s.fails()
}

// mend ends the session behind a message that could not be kept, once the
// database answers: the next one begins with nothing that the library remembers
// of a failure. All that came since is brought again.
func (s *session) mend(ctx context.Context) {
	s.hangUp()
	s.become(Away)
	bot.Rest(ctx, nil, s.pause(max(1, s.tries())))
	if ctx.Err() != nil {
		return
	}
	within, cancel := context.WithTimeout(ctx, s.pauses.tick)
	defer cancel()
	if err := s.cfg.DB.PingContext(within); err != nil {
		s.fails()
		return
	}
	s.fails()
	s.change(func(st *state) { st.over = true })
}

// breaks stops taking messages at once: what comes behind one that could not be
// kept must not be acknowledged before it.
func (s *session) breaks(what string, err error) {
	if s.ctx.Err() != nil {
		return
	}
	s.guard.close()
	s.change(func(st *state) { st.broken, st.ready = true, false })
	s.tell(&s.accept, what, err)
	s.stir()
}

// superseded ends the session when the number was linked anew.
func (s *session) superseded(ctx context.Context) {
	newest, _, err := s.Devices.device(ctx, s.number)
	if err == nil && (newest == nil || *newest.ID != s.jid) {
		s.change(func(st *state) { st.over = true })
	}
}

// hangUp ends the connection. WhatsApp is told so, which may take a while where
// it does not answer: nobody waits for that.
func (s *session) hangUp() {
	s.change(func(st *state) { st.ready = false })
	gone := make(chan struct{})
	go func() { s.cli.Disconnect(); close(gone) }()
	t := time.NewTimer(time.Second)
	defer t.Stop()
	select {
	case <-gone:
	case <-t.C:
	}
}

// stop lets what is being sent end, and takes nothing more.
func (s *session) stop() {
	s.guard.close()
	landed := make(chan struct{})
	go func() { s.flying.Wait(); close(landed) }()
	t := time.NewTimer(stopWait)
	defer t.Stop()
	select {
	case <-landed:
	case <-t.C:
	}
	s.hangUp()
	s.cancel()
}

func (s *session) look() state {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.state
}

func (s *session) change(how func(*state)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	how(&s.state)
}

func (s *session) isReady() bool {
	return s.look().ready && s.cli.IsConnected() && s.cli.IsLoggedIn()
}

// stir has the session look at what has happened.
func (s *session) stir() {
	select {
	case s.wake <- struct{}{}:
	default:
	}
}

// tries is how often it has failed since all was well.
func (c *Channel) tries() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.failures
}

func (c *Channel) fails() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.failures++
}

func (s *session) wells() {
	s.Channel.mu.Lock()
	defer s.Channel.mu.Unlock()
	s.failures, s.proved = 0, s.jid
}

// pause before the next try.
func (c *Channel) pause(tries int) time.Duration {
	return stray(min(c.pauses.first<<min(tries-1, 10), c.pauses.most))
}

// leave ends the session for a reason that staff must see.
func (s *session) leave(code, detail string, how func(*state)) {
	s.change(func(st *state) { st.ready = false; how(st) })
	s.becomes(code, detail, s.look().until)
	s.stir()
}

func detail(code any) string { return fmt.Sprint(code) }
