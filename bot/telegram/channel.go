// Package telegram is a bot of ours on the Bot API: what people write comes by
// long polling or by webhook and is confirmed only after our commit; what we
// say goes out one call a bubble, each failure told apart. Of the client
// library it takes the types and MakeRequest: its own update channel confirms
// what nobody has kept yet.
package telegram

import (
	"cmp"
	"context"
	"errors"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/go-telegram-bot-api/telegram-bot-api/v5"
	"github.com/rs/zerolog"
	"golang.org/x/time/rate"

	"langkah/bot"
	"langkah/bot/pace"
)

// PublicAPI is where Telegram itself serves the Bot API.
const PublicAPI = "https://api.telegram.org"

// Limits of the Bot API (core.telegram.org/bots/api, /bots/faq).
const (
	maxText     = 4096 // UTF-16 units of a message
	maxCaption  = 1024 // the same of a caption
	chatRate    = 1    // messages a second to one chat …
	chatBurst   = 5    // … after so many at once
	bulkRate    = 30   // messages a second to all chats
	manyChats   = 5_000
	pollFor     = 50 * time.Second // how long Telegram keeps an empty answer
	callFor     = 20 * time.Second // longest for any other call
	maxBatch    = 100              // updates in one answer
	maxAnswer   = 32 << 20         // bytes of one answer that are read
	maxDownload = 20 << 20         // bytes: larger files are not given to bots
)

// Config is what a Channel needs. Token, Now and Log are required.
type Config struct {
	Token string
	API   string // root of the Bot API; "": PublicAPI
	Now   func() time.Time
	Log   zerolog.Logger

	// Webhook is the https address at which Telegram is to deliver; "": we poll.
	Webhook string
	// Rate is the pace of notices and broadcasts, messages a second; 0: 30.
	Rate float64
	// ChatRate is how many messages a second one chat gets after the first five;
	// 0: 1, which is what Telegram allows.
	ChatRate float64
	// Paid buys broadcasts beyond 30 a second from the bot's balance.
	Paid bool
	// Commands of the menu, by language; "" is for every other.
	Commands map[string][]Command
	// Private is said to a group before we leave it.
	Private string
}

// Command is a line of the commands menu: [a-z0-9_]{1,32}, and what it does.
type Command struct{ Name, About string }

// Channel is one bot.
type Channel struct {
	cfg     Config
	name    string // the bot's id, which begins its token
	client  *http.Client
	chats   *pace.Rates
	typing  pace.Waits
	errand  chan struct{} // room for calls beside the answers
	waiting atomic.Int64  // of them
	fetch   bot.Trouble   // with Telegram
	accept  bot.Trouble   // with our database

	mu     sync.Mutex
	health bot.Health
	parts  map[int64]int // of a row: bubbles that have left
	left   map[int64]bool
	moved  map[string]string // chats that became others
}

// New makes the channel of a token; it calls nobody yet.
func New(cfg Config) (*Channel, error) {
	id, secret, ok := strings.Cut(cfg.Token, ":")
	if !ok || id == "" || secret == "" || strings.Trim(id, "0123456789") != "" || strings.ContainsAny(secret, "/?#% \n") {
		return nil, errors.New("read the Telegram token: it is not of the form 123456:ABC…")
	}
	if cfg.API == "" {
		cfg.API = PublicAPI
	}
	cfg.API = strings.TrimRight(cfg.API, "/")
	if u, err := url.Parse(cfg.API); err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" || strings.Contains(cfg.API, "%") {
		return nil, errors.New("read the Telegram API address: it is not of the form https://host")
	}
	cfg.Rate = cmp.Or(cfg.Rate, bulkRate)
	return &Channel{
		cfg: cfg, name: id, client: newClient(),
		chats:  &pace.Rates{Limit: rate.Limit(cmp.Or(cfg.ChatRate, chatRate)), Burst: chatBurst, Keys: manyChats},
		typing: pace.Waits{Shows: typingShows},
		errand: make(chan struct{}, errands),
		health: bot.Health{Code: Connecting, Since: cfg.Now()},
		parts:  map[int64]int{}, left: map[int64]bool{}, moved: map[string]string{},
	}, nil
}

// Abilities of every bot.
var Abilities = bot.Caps{Buttons: true, ShareContact: true, Files: true, MaxText: maxText}

// Caps implements bot.Channel.
func (c *Channel) Caps() bot.Caps { return Abilities }

// Account implements bot.Channel.
func (c *Channel) Account() bot.Account { return bot.Account{Channel: "telegram", Name: c.name} }

// Pace implements bot.Paced: notices and broadcasts, messages a second.
func (c *Channel) Pace() float64 { return c.cfg.Rate }

// Run receives until ctx ends. Telegram may be down when it begins.
func (c *Channel) Run(ctx context.Context, sink bot.Sink) error {
	defer c.become(Away)
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	var typed sync.WaitGroup
	typed.Go(func() { c.keepTyping(ctx) })
	defer typed.Wait()
	defer cancel()
	c.introduce(ctx)
	if c.cfg.Webhook != "" {
		c.watchWebhook(ctx)
		return nil
	}
	c.poll(ctx, sink)
	return nil
}

// The library's own log would hold addresses, and with them the token.
var _ = tgbotapi.SetLogger(silent{})

type silent struct{}

func (silent) Println(...any)        {}
func (silent) Printf(string, ...any) {}
