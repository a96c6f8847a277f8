package outbox_test

import (
	"strings"
	"testing"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/testutil"

	"langkah/bot"
)

// Every class has its line; one that nobody knows counts as unknown.
func TestMetersOfSends(t *testing.T) {
	t.Parallel()
	classes := []bot.SendClass{"", bot.Retry, bot.Throttled, bot.Permanent, bot.OptedOut, bot.Held, bot.Unknown, "odd"}
	w := build(t, len(classes))
	s := &sender{}
	p := w.pump(t, w.Store, s)
	for i, class := range classes {
		w.queue(t, i, bot.LaneBroadcast, "x")
		if s.answer = failing(class, 0); class == "" {
			s.answer = nil
		}
		drain(t, p)
	}
	r := prometheus.NewRegistry()
	r.MustRegister(p.Collectors()...)
	err := testutil.GatherAndCompare(r, strings.NewReader(`
# HELP langkah_sends_total Tries to send a bubble: sent, or how they failed.
# TYPE langkah_sends_total counter
langkah_sends_total{account="langkah_bot",channel="telegram",result="held"} 1
langkah_sends_total{account="langkah_bot",channel="telegram",result="opted_out"} 1
langkah_sends_total{account="langkah_bot",channel="telegram",result="permanent"} 1
langkah_sends_total{account="langkah_bot",channel="telegram",result="retry"} 1
langkah_sends_total{account="langkah_bot",channel="telegram",result="sent"} 1
langkah_sends_total{account="langkah_bot",channel="telegram",result="throttled"} 1
langkah_sends_total{account="langkah_bot",channel="telegram",result="unknown"} 2
`), "langkah_sends_total")
	if err != nil {
		t.Error(err)
	}
}
