package whatsapp

import (
	"time"

	"github.com/rs/zerolog"

	"langkah/bot"
)

// Codes of a number's health.
const (
	OK         = "ok"
	Connecting = "connecting" // not heard of WhatsApp since the start
	Away       = "away"       // WhatsApp, or our database, does not answer
	LoggedOut  = "logged_out" // the device was unlinked: on the phone, by us, or by WhatsApp
	Replaced   = "replaced"   // another program speaks with the keys of this device
	Outdated   = "outdated"   // WhatsApp takes no program of this version any more
	Banned     = "banned"     // WhatsApp has locked the number out, for a while or for good
	Locked     = "locked"     // WhatsApp has locked the account of the phone
	Refused    = "refused"    // WhatsApp refuses the login for another reason
	PhoneAway  = "phone_away" // all is well, but the phone has not been on the net for long
)

// Advice is what staff can do about a code of a number's health, or of why it
// says less unasked; "": nothing is to be done.
func Advice(code string) string {
	return map[string]string{
		Connecting: "wait a moment; if it stays, is the network up?",
		Away:       "are the network and the database up? we try again by ourselves, and WhatsApp keeps what people write",
		LoggedOut:  "link the number again with the phone that has it (langkah whatsapp link); what people write meanwhile stays on the phone",
		Replaced:   "another copy of the service runs with the same database keys: stop it, then restart langkah serve",
		Outdated:   "install the newest langkah; nothing can be sent or received until then",
		Banned:     "look at what was sent to whom, and ask WhatsApp in the app on the phone for a review; where WhatsApp named a time the number comes back by itself then, else link it again once it is free (langkah whatsapp link)",
		Locked:     "open WhatsApp on the phone and do what it asks; then link the number again (langkah whatsapp link)",
		Refused:    "look at the log for WhatsApp's code; is langkah the newest? we try again now and then",
		PhoneAway:  "bring the phone that has the number on the net: WhatsApp unlinks its devices when it stays away for two weeks",

		NoNewChats: "WhatsApp refuses new chats: have people write first, send nothing unasked; those who write are answered as ever",
		TooMuch:    "WhatsApp says that it gets too much: notices and broadcasts wait, and go on by themselves; if it comes again, lower WHATSAPP_RATE",
		NoAnswer:   "WhatsApp did not confirm a message: notices and broadcasts wait until it confirms one, or ten minutes; if it stays, is the network good, and the phone on?",
	}[code]
}

// phonePatience is how long the phone may be away before staff hear of it:
// WhatsApp unlinks devices after 14 days.
const phonePatience = 4 * 24 * time.Hour

// Status is what staff see of a number.
type Status struct {
	Number string
	bot.Health
	Until     time.Time // Banned: when it ends; zero: WhatsApp does not say
	PhoneSeen time.Time // when its phone was last known to be on the net; zero: never
	Detail    string    // WhatsApp's own code or reason
	Linked    time.Time // zero: not known

	HeldUntil   time.Time // WhatsApp refuses new chats until then; zero: it does not
	PausedUntil time.Time // nothing is said first until then; zero: it may be
	Pause       string    // why: TooMuch, NoAnswer
	NewChats    Allowance // of today
}

// Status tells how the number is, without asking anybody.
func (c *Channel) Status() Status {
	c.mu.Lock()
	defer c.mu.Unlock()
	s := c.status
	s.Number = c.number
	now := c.cfg.Now()
	if s.Code == OK && now.Sub(s.PhoneSeen) > phonePatience && c.last.After(s.PhoneSeen) { // it confirms what we send
		s.Code, s.Since = PhoneAway, s.PhoneSeen.Add(phonePatience)
	}
	g := &c.governor
	s.Linked, s.NewChats = g.linked, g.allowance(now)
	s.PausedUntil, s.Pause = g.paused(now)
	if g.lock.After(now) {
		s.HeldUntil = g.lock
	}
	return s
}

// Health implements bot.Channel.
func (c *Channel) Health() bot.Health { return c.Status().Health }

func (c *Channel) become(code string) { c.becomes(code, "", time.Time{}) }

func (c *Channel) becomes(code, detail string, until time.Time) {
	c.mu.Lock()
	changed := c.status.Code != code
	if changed {
		c.status.Health = bot.Health{Code: code, Since: c.cfg.Now()}
	}
	c.status.Detail, c.status.Until = detail, until
	c.mu.Unlock()
	if changed {
		level := zerolog.WarnLevel
		if code == OK || code == Away || code == Connecting {
			level = zerolog.InfoLevel
		}
		c.event(level).Str("health", code).Str("detail", detail).Msg("whatsapp changed")
	}
}

func (c *Channel) event(level zerolog.Level) *zerolog.Event {
	return c.cfg.Log.WithLevel(level).Str("channel", "whatsapp").Str("account", c.number)
}

// tell logs a trouble and its end.
func (c *Channel) tell(t *bot.Trouble, what string, err error) {
	if err != nil {
		if lasted, tell := t.Met(c.cfg.Now()); tell {
			c.event(zerolog.WarnLevel).Str("err", bot.Told(err)).Dur("lasted", lasted).Msg(what)
		}
		return
	}
	if lasted, tell := t.Over(c.cfg.Now()); tell {
		c.event(zerolog.InfoLevel).Dur("lasted", lasted).Msg(what + ": over")
	}
}
