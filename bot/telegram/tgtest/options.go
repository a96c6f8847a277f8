package tgtest

import (
	"net/http"
	"time"
)

// DefaultToken is a made-up token in the right shape.
const DefaultToken = "7000000000:AAF-play-telegram-on-this-machine-0"

// Options are the server's settings; the zero value is a server without limits
// on a free port.
type Options struct {
	Token    string           // DefaultToken
	Listen   string           // "127.0.0.1:0"
	Username string           // the bot's, without @; "langkah_play_bot"
	Now      func() time.Time // people's clock: dates, limits, ages; time.Now
	Buckets  Buckets          // off

	CallbackAge time.Duration // how long a press can be answered; 10 minutes
	Keep        int           // messages kept of one chat; 500
	FirstUpdate int64         // id of the first update; 100,000,001
	Fresh       bool          // ids go on by the clock: for a bot that remembers an earlier server's

	WebhookPause time.Duration // before a refused update is tried again, doubling up to 50 times that; 10 ms

	Page func(*Server) http.Handler // makes what answers everything else on the listener; nil: 404

	firstID int64 // of messages and presses
}

func (o *Options) defaults() {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Fresh {
		o.firstID = int64(4 * o.Now().Sub(time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)).Seconds())
		o.FirstUpdate = o.firstID
	}
	o.Token = or(o.Token, DefaultToken)
	o.Listen = or(o.Listen, "127.0.0.1:0")
	o.Username = or(o.Username, "langkah_play_bot")
	o.CallbackAge = or(o.CallbackAge, 10*time.Minute)
	o.Keep = or(o.Keep, 500)
	o.FirstUpdate = or(o.FirstUpdate, 100_000_001)
	o.WebhookPause = or(o.WebhookPause, 10*time.Millisecond)
	if o.Page == nil {
		o.Page = func(*Server) http.Handler { return http.NotFoundHandler() }
	}
}

func or[T comparable](v, otherwise T) T {
	var zero T
	if v == zero {
		return otherwise
	}
	return v
}
