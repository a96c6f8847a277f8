package webchat

import (
	"context"
	"errors"
	"slices"
	"sync"
	"testing"

	"langkah/bot"
)

var errAway = errors.New("ledger away")

// ledger is the far side of the channel in memory: it keeps what was accepted
// once per external id and answers at once.
type ledger struct {
	answer func(bot.Inbound) []bot.Outbound

	bell   bot.Bell
	mu     sync.Mutex
	away   bool // every call fails
	asleep bool // accepts, answers nothing
	silent bool // history tells no external ids
	inbox  []bot.Inbound
	rows   []bot.Bubble
	next   int64
	looks  int
}

// echo answers every message with its own text and three choices.
func echo(in bot.Inbound) []bot.Outbound {
	return []bot.Outbound{{Text: "Jawaban: " + in.Text, Choices: []bot.Choice{
		{ID: "echo:yes", Label: "Ya", Number: 1},
		{ID: "echo:no", Label: "Tidak", Number: 2},
		{ID: "echo:why", Label: "Kenapa?", Number: -1},
		{ID: "menu", Label: "Menu", Number: 0},
	}}}
}

func newLedger() *ledger { return &ledger{answer: echo} }

func (l *ledger) set(change func(*ledger)) {
	l.mu.Lock()
	defer l.mu.Unlock()
	change(l)
}

func (l *ledger) Accept(ctx context.Context, batch []bot.Inbound) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.away {
		return errAway
	}
	for _, in := range batch {
		same := func(old bot.Inbound) bool { return old.ExternalID == in.ExternalID }
		if slices.ContainsFunc(l.inbox, same) {
			continue
		}
		l.inbox = append(l.inbox, in)
		l.rows = append(l.rows, bot.Bubble{Kind: in.Kind, Outbound: bot.Outbound{
			ID: int64(len(l.inbox)), To: in.From, ExternalID: in.ExternalID, Text: in.Text,
		}})
		if !l.asleep {
			l.say(in.From, l.answer(in)...)
		}
	}
	return nil
}

func (l *ledger) Receipts(context.Context, []bot.Receipt) error { return nil }

func (l *ledger) say(to bot.Address, rows ...bot.Outbound) {
	for _, row := range rows {
		l.next++
		row.ID, row.To = l.next, to
		l.rows = append(l.rows, bot.Bubble{Outbound: row})
	}
	l.bell.Ring()
}

// notice is a bubble that the person did not ask for.
func (l *ledger) notice(to bot.Address, text string) {
	l.set(func(l *ledger) { l.say(to, bot.Outbound{Text: text}) })
}

func (l *ledger) After(_ context.Context, to bot.Address, last int64) ([]bot.Outbound, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.looks++
	if l.away {
		return nil, errAway
	}
	var list []bot.Outbound
	for _, row := range l.rows {
		if row.Kind == "" && row.To == to && row.ID > last {
			list = append(list, row.Outbound)
		}
	}
	return list, nil
}

func (l *ledger) History(_ context.Context, to bot.Address, limit int) ([]bot.Bubble, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.away {
		return nil, errAway
	}
	var list []bot.Bubble
	for _, row := range l.rows {
		if row.To != to {
			continue
		}
		if l.silent {
			row.ExternalID = ""
		}
		list = append(list, row)
	}
	return list[max(0, len(list)-limit):], nil
}

func (l *ledger) Wake() <-chan struct{} { return l.bell.Wait() }

// received is what was accepted, in order.
func (l *ledger) received() []bot.Inbound {
	l.mu.Lock()
	defer l.mu.Unlock()
	return slices.Clone(l.inbox)
}

func (l *ledger) texts() []string {
	var list []string
	for _, in := range l.received() {
		list = append(list, in.Text)
	}
	return list
}

// run makes c receive into l until the test or stop ends it.
func run(t *testing.T, c *Channel, l *ledger) (stop func()) {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- c.Run(ctx, l) }()
	for c.Health().Code != "ok" {
		select {
		case err := <-done:
			t.Fatalf("run ended: %v", err)
		default:
		}
	}
	stop = sync.OnceFunc(func() {
		cancel()
		if err := <-done; err != nil {
			t.Errorf("run: %v", err)
		}
	})
	t.Cleanup(stop)
	return stop
}
