package engine

import (
	"slices"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"langkah/bot"
	"langkah/store"
)

// meters count what this engine does. No label holds anything of a person.
type meters struct {
	accepted  *prometheus.CounterVec // by channel
	turns     *prometheus.CounterVec // by outcome
	failed    *prometheus.CounterVec // tries, by flow
	reminders *prometheus.CounterVec // by outcome
	fallbacks prometheus.Counter
	fetched   *prometheus.CounterVec // by channel
	people    prometheus.Histogram
	batch     prometheus.Histogram // seconds
	answer    prometheus.Histogram // seconds
}

// Outcomes of a turn.
const (
	answered    = "answered"
	retried     = "retried"
	quarantined = "quarantined"
)

// A batch takes milliseconds; an answer may wait for a database that is away,
// or for a messenger that was.
var (
	batchBuckets = []float64{0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10}
	turnBuckets  = []float64{0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 1800}
)

func newMeters() *meters {
	m := &meters{
		accepted: vec("langkah_accepted_messages_total", "Messages that channels handed over and that were committed; repeated deliveries count again.", "channel"),
		turns: vec("langkah_turns_total",
			"Messages by what came of them: answered, retried (failed, to be tried again) or quarantined (set aside after the last try).", "outcome"),
		failed:    vec("langkah_failed_tries_total", "Turns that failed alone, by the flow the person was in; batch: before any turn began.", "flow"),
		reminders: vec("langkah_reminders_total", "Reminders that came due, by what became of them: said, put off, or why they were dropped.", "outcome"),
		fetched:   vec("langkah_fetched_bubbles_total", "Bubbles that people's pages fetched; a page that reconnects may fetch again.", "channel"),
		fallbacks: prometheus.NewCounter(prometheus.CounterOpts{Name: "langkah_batch_fallbacks_total", Help: "Batches that failed and were answered one by one."}),
		people: prometheus.NewHistogram(prometheus.HistogramOpts{Name: "langkah_batch_people", Help: "People who shared a batch.",
			Buckets: prometheus.ExponentialBuckets(1, 2, 6)}),
		batch: prometheus.NewHistogram(prometheus.HistogramOpts{Name: "langkah_batch_seconds",
			Help: "What a batch took, from the claim of its people to the commit.", Buckets: batchBuckets}),
		answer: prometheus.NewHistogram(prometheus.HistogramOpts{Name: "langkah_turn_seconds",
			Help: "How long people waited, from writing (by the channel's clock) to the commit of the answer.", Buckets: turnBuckets}),
	}
	for _, outcome := range []string{answered, retried, quarantined} {
		m.turns.WithLabelValues(outcome) // a rate needs to see the zero
	}
	return m
}

func vec(name, help, label string) *prometheus.CounterVec {
	return prometheus.NewCounterVec(prometheus.CounterOpts{Name: name, Help: help}, []string{label})
}

// Collectors are this engine's meters, for a registry.
func (e *Engine) Collectors() []prometheus.Collector {
	m := e.meters
	return []prometheus.Collector{m.accepted, m.turns, m.failed, m.reminders, m.fallbacks, m.fetched, m.people, m.batch, m.answer}
}

func (m *meters) accept(batch []bot.Inbound) {
	for _, in := range batch {
		m.accepted.WithLabelValues(in.From.Channel).Inc()
	}
}

// committed counts the answers of a batch that reached the database at at.
func (m *meters) committed(jobs []*job, at time.Time) {
	for _, j := range jobs {
		for _, w := range j.weighed {
			m.reminders.WithLabelValues(outcomeOf(w)).Inc()
		}
		for _, message := range j.talk.Messages {
			if message.Kind == bot.Staff || slices.Contains(j.left, message.ID) {
				continue
			}
			m.turns.WithLabelValues(answered).Inc()
			m.answer.Observe(max(0, at.Sub(message.At).Seconds())) // a phone's clock may be fast
		}
	}
}

func outcomeOf(w store.Settled) string {
	switch w.State {
	case "said":
		return "said"
	case "due":
		return "put_off"
	}
	return w.Reason
}

// failure counts a try that failed, and whether it was the last.
func (m *meters) failure(flow string, last bool) {
	m.failed.WithLabelValues(flow).Inc()
	outcome := retried
	if last {
		outcome = quarantined
	}
	m.turns.WithLabelValues(outcome).Inc()
}
