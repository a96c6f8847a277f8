// Package webchat is the chat in our own page and in the terminal: a channel
// like any other, except that people fetch their bubbles (bot.Mailbox) where
// other channels are sent to. Its account has no owner: every replica serves
// it at once.
package webchat

import (
	"context"
	"net/http"
	"sync/atomic"
	"time"

	"github.com/rs/zerolog"

	"langkah/bot"
	"langkah/templates/web"
)

// Account is the one end of ours in the browser.
var Account = bot.Account{Channel: "webchat", Name: "web"}

// maxBubble is the length, in runes, that the page shows in one bubble.
const maxBubble = 4096

// Config is what a Channel needs. Mailbox and Now are required.
type Config struct {
	Mailbox bot.Mailbox
	Log     zerolog.Logger
	Now     func() time.Time // machine time: rates, write deadlines, health

	// PublicURL is where people reach us, "https://chat.example.id". With
	// https the cookie is kept to https; posts from that origin are ours even
	// behind a proxy that rewrites the host.
	PublicURL string

	// Sample: what is spoken of is made up, and the page says so.
	Sample bool

	// MadeUp tells whether an address is that of a made-up person whom anybody
	// may be: then /chat?person=NAME opens the page as them. nil: nobody is.
	// Only for a page that nobody else than this machine's user can reach.
	MadeUp func(ctx context.Context, name string) (bool, error)

	// ClientIP tells whom a request comes from where a proxy stands in front;
	// nil: the peer of the connection.
	ClientIP func(*http.Request) string
}

// Channel is the browser's channel.
type Channel struct {
	cfg     Config
	open    atomic.Pointer[reception] // nil: not receiving
	changed atomic.Pointer[time.Time] // when open last changed
	limits  limits
	handler http.Handler
	plain   []byte // the page

	reading, accepting bot.Trouble // with the ledger
}

// reception is one Run: where messages go, until when.
type reception struct {
	ctx  context.Context
	sink bot.Sink
}

// New makes a channel that serves its page at once and receives while Run runs.
func New(cfg Config) (*Channel, error) {
	if cfg.ClientIP == nil {
		cfg.ClientIP = peer
	}
	c := &Channel{cfg: cfg, limits: newLimits(), plain: web.Chat(cfg.Sample, "")}
	c.change(nil)
	handler, err := c.routes()
	if err != nil {
		return nil, err
	}
	c.handler = handler
	return c, nil
}

// Account implements bot.Channel.
func (c *Channel) Account() bot.Account { return Account }

// Abilities of the page, and of the terminal that stands in for it.
var Abilities = bot.Caps{Buttons: true, OwnIDs: true, MaxText: maxBubble}

// Caps implements bot.Channel.
func (c *Channel) Caps() bot.Caps { return Abilities }

// Open receives from now on, until ctx ends: for whoever wants to say that the
// page is ready before Run has got its turn.
func (c *Channel) Open(ctx context.Context, sink bot.Sink) {
	c.change(&reception{ctx: ctx, sink: sink})
}

// Run receives until ctx ends; open streams end with it.
func (c *Channel) Run(ctx context.Context, sink bot.Sink) error {
	c.Open(ctx, sink)
	defer c.change(nil)
	<-ctx.Done()
	return nil
}

func (c *Channel) change(to *reception) {
	now := c.cfg.Now()
	c.changed.Store(&now)
	c.open.Store(to)
}

// Health implements bot.Channel: "ok" while Run runs, else "away".
func (c *Channel) Health() bot.Health {
	code := "away"
	if c.open.Load() != nil {
		code = "ok"
	}
	return bot.Health{Code: code, Since: *c.changed.Load()}
}

// tell logs that the ledger is away for what, and that it is back.
func (c *Channel) tell(t *bot.Trouble, what string, err error) {
	if err != nil {
		if lasted, tell := t.Met(c.cfg.Now()); tell {
			c.cfg.Log.Warn().Str("channel", Account.Channel).Str("account", Account.Name).Str("err", bot.Told(err)).Dur("lasted", lasted).Msg(what)
		}
		return
	}
	if lasted, tell := t.Over(c.cfg.Now()); tell {
		c.cfg.Log.Info().Str("channel", Account.Channel).Str("account", Account.Name).Dur("lasted", lasted).Msg(what + ": works again")
	}
}

// Handler serves /chat and everything below it.
func (c *Channel) Handler() http.Handler { return c.handler }
