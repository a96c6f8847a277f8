package whatsapp

import (
	"context"
	"math/rand/v2"
	"sync"
	"time"

	"go.mau.fi/whatsmeow/types"

	"langkah/bot"
	"langkah/bot/pace"
)

// Channel is one number.
type Channel struct {
	*Devices
	number string
	pauses pauses
	typing pace.Waits
	turns  turns
	fetch  bot.Trouble // with WhatsApp
	accept bot.Trouble // with our database
	let    bot.Bell    // rung when WhatsApp has let us in

	mu       sync.Mutex
	status   Status
	governor governor
	last     time.Time            // when we sent something
	proved   types.JID            // the device with which all was well for a while
	failures int                  // to connect, or to keep a message, since all was well
	session  *session             // nil: the number is not ours now, or not linked
	parts    map[int64]int        // of a row: messages that have left
	met      map[string]bool      // people with whom there is a session
	staff    map[string]time.Time // people to whom staff wrote, and until when they are theirs
	uploads  map[string]uploaded  // by their ref: files of ours
	unkept   []unkept             // what WhatsApp does not bring again
}

// pauses of the machine; tests shorten them.
type pauses struct {
	first, most time.Duration // between tries to connect
	tick        time.Duration // between looks at the connection
	login       time.Duration // longest from the connection to the login
	rescan      time.Duration // between looks whether the number was linked anew
	send        time.Duration // longest for WhatsApp's answer to a message
}

const (
	loginWait   = 20 * time.Second
	turnWait    = 3 * time.Second  // longest to wait for one's turn: more of it is spent in the ledger
	acceptWait  = 15 * time.Second // longest for our database to take a message
	stopWait    = 2 * time.Second  // longest for what is being sent at a stop
	typingShows = 8 * time.Second
	staffTime   = time.Hour // people to whom staff wrote are not shown that we type
	manyPeople  = 20_000
)

// Channel makes the channel of a number, by its digits; it need not be linked
// yet. There is to be one of each number.
func (d *Devices) Channel(number string) *Channel {
	return &Channel{
		Devices: d, number: number,
		pauses: pauses{first: 250 * time.Millisecond, most: 15 * time.Second, tick: 5 * time.Second, login: loginWait, rescan: 5 * time.Second, send: 15 * time.Second},
		typing: pace.Waits{Shows: typingShows}, governor: governor{budget: d.cfg.Budget},
		status: Status{Health: bot.Health{Code: Connecting, Since: d.cfg.Now()}},
		parts:  map[int64]int{}, met: map[string]bool{}, staff: map[string]time.Time{}, uploads: map[string]uploaded{},
	}
}

// Abilities of every number.
var Abilities = bot.Caps{GivesPhone: true, Files: true, Receipts: true, OwnIDs: true, WrittenFirst: true, MaxText: maxText, FilesLast: uploadFor}

// Caps implements bot.Channel.
func (c *Channel) Caps() bot.Caps { return Abilities }

// Account implements bot.Channel.
func (c *Channel) Account() bot.Account { return bot.Account{Channel: "whatsapp", Name: c.number} }

// Pace implements bot.Paced: notices and broadcasts, messages a second.
func (c *Channel) Pace() float64 { return c.cfg.Rate }

// Run receives until ctx ends. The number need not be linked when it begins: it
// is looked for again and again.
func (c *Channel) Run(ctx context.Context, sink bot.Sink) error {
	defer c.rest()
	if c.Health().Code == Away {
		c.become(Connecting)
	}
	missed := false
	for ctx.Err() == nil {
		of, _, err := c.device(ctx, c.number)
		switch {
		case err != nil:
			c.tell(&c.fetch, "the keys of the number cannot be read", bare(err))
			c.become(Away)
			bot.Rest(ctx, nil, stray(c.pauses.first*4))
		case of == nil:
			c.unlinked()
			missed = true
			bot.Rest(ctx, nil, c.pauses.rescan)
		case missed: // whoever links it is not through yet
			missed = false
			bot.Rest(ctx, nil, c.pauses.rescan)
		default:
			c.tell(&c.fetch, "the keys of the number cannot be read", nil)
			newSession(ctx, c, of, sink).run(ctx)
		}
	}
	return nil
}

// unlinked keeps what is known of how the link ended.
func (c *Channel) unlinked() {
	switch c.Health().Code {
	case LoggedOut, Locked, Banned:
	default:
		c.become(LoggedOut)
	}
}

// rest leaves word when the number is no more ours. What staff have to see to
// stays in sight.
func (c *Channel) rest() {
	switch c.Health().Code {
	case LoggedOut, Locked, Banned, Outdated, Replaced:
	default:
		c.become(Away)
	}
}

// current is the session, if messages can be sent now.
func (c *Channel) current() *session {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.session != nil && c.session.isReady() {
		return c.session
	}
	return nil
}

// ready is the session, once messages can be sent: a start takes a moment. nil:
// they cannot.
func (c *Channel) ready(ctx context.Context) *session {
	ctx, cancel := context.WithTimeout(ctx, turnWait)
	defer cancel()
	for {
		in := c.let.Wait()
		if s := c.current(); s != nil || ctx.Err() != nil || c.hopeless() {
			return s
		}
		bot.Rest(ctx, in, turnWait)
	}
}

// board is the session that a send may use, which then waits for its end
// (flying). The channel cannot have left it in between.
func (c *Channel) board(ctx context.Context) *session {
	s := c.ready(ctx)
	c.mu.Lock()
	defer c.mu.Unlock()
	if s == nil || c.session != s {
		return nil
	}
	s.flying.Add(1)
	return s
}

// hopeless tells whether it makes no sense to wait for a connection.
func (c *Channel) hopeless() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.session == nil && c.status.Code != Connecting || c.failures > 1
}

func (c *Channel) said(at time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.last = at
}

func (c *Channel) enter(s *session) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.session = s
	clear(c.met) // what another device knew, this one may not
}

func stray(d time.Duration) time.Duration { return d - d/8 + rand.N(d/4+1) }
