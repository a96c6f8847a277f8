package script

import (
	"bytes"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"image"
	"image/jpeg"
	"io"
	"io/fs"
	"os"
	"strconv"
	"sync"
	"time"

	"langkah/bot"
)

// The channels that scripts know.
const (
	webchat  = "webchat"
	telegram = "telegram"
	whatsapp = "whatsapp"
)

var channels = []string{webchat, telegram, whatsapp}

// Sim is a messenger with everybody's phones in it, at the seam where the real
// ones are: it takes Outbound, shows what a person would see, and gives what
// they do as Inbound, again and in order until it is accepted.
type Sim struct {
	account bot.Account
	caps    bot.Caps
	now     func() time.Time
	show    *show

	mu     sync.Mutex
	down   bool
	phones []*Phone
	byID   map[string]*Phone
	held   []bot.Inbound // written and not yet accepted, oldest first
	seq    int64
	sent   int
	wake   bot.Bell

	delivering sync.Mutex
}

// NewSim is the messenger of that name as it can be seen by the service; the
// clock stamps messages. Webchat is pulled, the others are sent to.
func NewSim(channel string, now func() time.Time) (*Sim, error) {
	s := &Sim{account: bot.Account{Channel: channel}, now: now, show: &show{out: io.Discard, now: now}, byID: map[string]*Phone{}}
	switch channel {
	case webchat:
		s.account.Name, s.caps = "web", bot.Caps{Buttons: true, MaxText: 4096}
	case telegram:
		s.account.Name, s.caps = "langkah_script_bot", bot.Caps{Buttons: true, ShareContact: true, Files: true, MaxText: 4096}
	case whatsapp:
		s.account.Name, s.caps = "628110000000", bot.Caps{GivesPhone: true, Files: true, OwnIDs: true, WrittenFirst: true, MaxText: 4096}
	default:
		return nil, fmt.Errorf("simulate %q: no such channel", channel)
	}
	return s, nil
}

// Sender is the messenger as the outbox sees it: where the service makes the
// ids, it can be asked for them.
func (s *Sim) Sender() bot.Sender {
	if s.caps.OwnIDs {
		return named{s}
	}
	return s
}

type named struct{ *Sim }

func (named) NewID() string { return "3EB0" + rand.Text()[:18] }

// Account is our end of the messenger.
func (s *Sim) Account() bot.Account { return s.account }

// Caps are those of the messenger that is simulated.
func (s *Sim) Caps() bot.Caps { return s.caps }

// Health is ok unless the script took the messenger down.
func (s *Sim) Health() bot.Health {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.down {
		return bot.Health{Code: "connecting", Since: s.now()}
	}
	return bot.Health{Code: "ok", Since: s.now()}
}

// SetDown cuts the service off from the messenger, or connects it again. What
// people write meanwhile is held.
func (s *Sim) SetDown(down bool) {
	s.mu.Lock()
	s.down = down
	s.mu.Unlock()
	s.wake.Ring()
}

// retryPause is how long a messenger waits before it delivers again.
const retryPause = 20 * time.Millisecond

// Run delivers until ctx ends. The player does not need it: it calls Deliver
// when it is a message's turn.
func (s *Sim) Run(ctx context.Context, sink bot.Sink) error {
	for ctx.Err() == nil {
		wake := s.wake.Wait()
		var again <-chan time.Time
		if err := s.Deliver(ctx, sink); err != nil {
			again = time.After(retryPause)
		}
		select {
		case <-ctx.Done():
		case <-wake:
		case <-again:
		}
	}
	return ctx.Err()
}

// Deliver gives what is held to the service, oldest first, and keeps what was
// not accepted.
func (s *Sim) Deliver(ctx context.Context, sink bot.Sink) error {
	s.delivering.Lock()
	defer s.delivering.Unlock()
	for {
		s.mu.Lock()
		if s.down || len(s.held) == 0 {
			s.mu.Unlock()
			return nil
		}
		in := s.held[0]
		s.mu.Unlock()
		if err := sink.Accept(ctx, []bot.Inbound{in}); err != nil {
			return fmt.Errorf("deliver to the service: %w", err)
		}
		s.mu.Lock()
		s.held = s.held[1:]
		s.mu.Unlock()
	}
}

// Send shows a bubble on the phone that it is for.
func (s *Sim) Send(ctx context.Context, out bot.Outbound) (string, error) {
	if err := ctx.Err(); err != nil {
		return "", &bot.SendError{Class: bot.Retry, Code: "cancelled", Err: err}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	p := s.byID[out.To.ID]
	switch {
	case s.down:
		return "", &bot.SendError{Class: bot.Retry, Code: "down", Err: errors.New("messenger is down")}
	case p == nil:
		return "", &bot.SendError{Class: bot.Permanent, Code: "no_such_chat", Err: errors.New("nobody has this address")}
	case p.shut:
		return "", &bot.SendError{Class: bot.OptedOut, Code: "blocked", Err: errors.New("blocked by the person")}
	}
	id := out.ExternalID
	if out.Recalls != "" {
		return "", &bot.SendError{Class: bot.Permanent, Code: "no_recalls", Err: errors.New("nothing is taken back here")}
	}
	if !s.caps.OwnIDs {
		s.sent++
		id = "s" + strconv.Itoa(s.sent)
	}
	p.show(id, out)
	return id, nil
}

// Fetch reads a file that somebody sent: the one beside the script, or, where only
// its kind matters, a small picture.
func (s *Sim) Fetch(_ context.Context, m bot.Media) ([]byte, error) {
	raw, err := os.ReadFile(m.Ref)
	if errors.Is(err, fs.ErrNotExist) {
		return drawn(), nil
	}
	return raw, err
}

// drawn is what a file shows that is not there.
var drawn = sync.OnceValue(func() []byte {
	var b bytes.Buffer
	_ = jpeg.Encode(&b, image.NewGray(image.Rect(0, 0, 16, 16)), nil) // into memory: cannot fail
	return b.Bytes()
})

// Pull fetches what the service has for each phone: for a channel that is not
// sent to.
func (s *Sim) Pull(ctx context.Context, box bot.Mailbox) error {
	s.mu.Lock()
	phones := append([]*Phone(nil), s.phones...)
	s.mu.Unlock()
	for _, p := range phones {
		if err := p.pull(ctx, box); err != nil {
			return fmt.Errorf("pull for %s: %w", p.name, err)
		}
	}
	return nil
}
