package telegram

import (
	"github.com/rs/zerolog"

	"langkah/bot"
)

// Codes of a bot's health.
const (
	OK         = "ok"
	Connecting = "connecting"    // not heard of Telegram since the start
	Away       = "away"          // Telegram does not answer
	Refused    = "token_refused" // the token is not valid any more
	Conflict   = "conflict"      // another program polls with this token
	Unhooked   = "webhook_fails" // Telegram cannot deliver to our address
)

// Health implements bot.Channel.
func (c *Channel) Health() bot.Health {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.health
}

func (c *Channel) become(code string) {
	c.mu.Lock()
	changed := c.health.Code != code
	if changed {
		c.health = bot.Health{Code: code, Since: c.cfg.Now()}
	}
	c.mu.Unlock()
	if changed {
		level := zerolog.WarnLevel
		if code == OK || code == Away {
			level = zerolog.InfoLevel
		}
		c.event(level).Str("health", code).Msg("telegram changed")
	}
}

func (c *Channel) event(level zerolog.Level) *zerolog.Event {
	return c.cfg.Log.WithLevel(level).Str("channel", "telegram").Str("account", c.name)
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
