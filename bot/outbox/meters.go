package outbox

import (
	"github.com/prometheus/client_golang/prometheus"

	"langkah/bot"
)

// meters count what this pump sends. No label holds anything of a person: the
// account is ours.
type meters struct {
	sends  *prometheus.CounterVec // by result
	doubts *prometheus.CounterVec // by what followed
	took   prometheus.Histogram   // seconds
}

// sent is the result of a send that did not fail; the others are the classes of
// bot.SendError.
const sent = "sent"

var results = []string{sent, string(bot.Retry), string(bot.Throttled), string(bot.Permanent), string(bot.OptedOut), string(bot.Held), string(bot.Unknown)}

// What follows a doubt.
const (
	resent  = "resent"
	unknown = "unknown"
)

func newMeters(a bot.Account) *meters {
	ours := prometheus.Labels{"channel": a.Channel, "account": a.Name}
	m := &meters{
		sends: prometheus.NewCounterVec(prometheus.CounterOpts{Name: "langkah_sends_total",
			Help: "Tries to send a bubble: sent, or how they failed.", ConstLabels: ours}, []string{"result"}),
		doubts: prometheus.NewCounterVec(prometheus.CounterOpts{Name: "langkah_doubts_total",
			Help: "Bubbles that may have arrived: resent and marked, or unknown and left to staff.", ConstLabels: ours}, []string{"followed"}),
		took: prometheus.NewHistogram(prometheus.HistogramOpts{Name: "langkah_send_seconds",
			Help: "What the messenger took for one bubble, failures included.", ConstLabels: ours,
			Buckets: []float64{0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20}}),
	}
	for _, r := range results {
		m.sends.WithLabelValues(r) // a rate needs to see the zero
	}
	m.doubts.WithLabelValues(resent)
	m.doubts.WithLabelValues(unknown)
	return m
}

// Collectors are this pump's meters, for a registry.
func (p *Pump) Collectors() []prometheus.Collector {
	return []prometheus.Collector{p.meters.sends, p.meters.doubts, p.meters.took}
}

// result is a class as a label; one that nobody knows may have left.
func result(class bot.SendClass) string {
	for _, r := range results {
		if r == string(class) {
			return r
		}
	}
	return string(bot.Unknown)
}
