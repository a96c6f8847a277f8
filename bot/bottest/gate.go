package bottest

import (
	"context"
	"errors"
	"slices"
	"sync"
	"time"

	"langkah/bot"
)

// gate is the engine with a doorkeeper who notes and may refuse.
type gate struct {
	sink bot.Sink

	mu       sync.Mutex
	shut     bool
	refused  int
	in       []bot.Inbound
	receipts []bot.Receipt
}

func (g *gate) Accept(ctx context.Context, batch []bot.Inbound) error {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.shut {
		g.refused++
		return errors.New("refused")
	}
	if err := g.sink.Accept(ctx, batch); err != nil {
		return err
	}
	g.in = append(g.in, batch...)
	return nil
}

func (g *gate) Receipts(ctx context.Context, batch []bot.Receipt) error {
	if err := g.sink.Receipts(ctx, batch); err != nil {
		return err
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	g.receipts = append(g.receipts, batch...)
	return nil
}

// close refuses from now on, or no more.
func (g *gate) close(shut bool) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.shut = shut
}

func (g *gate) refusals() int {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.refused
}

// accepted is all that came, second deliveries too.
func (g *gate) accepted() []bot.Inbound {
	g.mu.Lock()
	defer g.mu.Unlock()
	return slices.Clone(g.in)
}

func (g *gate) received(kind bot.ReceiptKind, externalID string) bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	return slices.ContainsFunc(g.receipts, func(r bot.Receipt) bool { return r.Kind == kind && r.ExternalID == externalID })
}

// sent notes how sends ended.
type sent struct {
	mu   sync.Mutex
	list []sending

	hold    chan struct{} // what we say first waits until it is closed; nil: nothing waits
	replied func()
}

// holdUntilReplied keeps notices and broadcasts in flight until a reply has
// been sent.
func (s *sent) holdUntilReplied() {
	s.hold = make(chan struct{})
	s.replied = sync.OnceFunc(func() { close(s.hold) })
}

func (s *sent) wait(lane bot.Lane) {
	if s.hold == nil || lane == bot.LaneReply {
		return
	}
	select {
	case <-s.hold:
	case <-time.After(patience):
	}
}

type sending struct {
	out bot.Outbound
	id  string
	err error
}

func (s *sent) all() []sending {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.list)
}

// over is the sender, watched. A sender that makes no ids must not seem to.
func (s *sent) over(inner bot.Sender) bot.Sender {
	w := watched{inner, s}
	if ids, ok := inner.(bot.IDMaker); ok {
		return watchedIDs{w, ids}
	}
	return w
}

type watched struct {
	bot.Sender
	log *sent
}

func (w watched) Send(ctx context.Context, out bot.Outbound) (string, error) {
	w.log.wait(out.Lane)
	id, err := w.Sender.Send(ctx, out)
	w.log.mu.Lock()
	defer w.log.mu.Unlock()
	w.log.list = append(w.log.list, sending{out, id, err})
	if err == nil && w.log.replied != nil && out.Lane == bot.LaneReply {
		w.log.replied()
	}
	return id, err
}

// Pace is the sender's own; 0 where it has none.
func (w watched) Pace() float64 {
	if p, ok := w.Sender.(bot.Paced); ok {
		return p.Pace()
	}
	return 0
}

type watchedIDs struct {
	watched
	bot.IDMaker
}
