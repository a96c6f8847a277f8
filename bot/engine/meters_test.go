package engine_test

import (
	"strings"
	"testing"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/testutil"
	"github.com/rs/zerolog"

	"langkah/bot/engine"
)

// One message panics three times, its neighbours are answered; the log of it
// knows the place and the kind, not the words.
func TestMetersOfATroubledBatch(t *testing.T) {
	t.Parallel()
	w := build(t)
	var log strings.Builder
	config := w.engine(t, w.db, nil).Config
	config.Log = zerolog.New(&log)
	e := engine.New(config)
	w.meet(t, w.engine(t, w.db, nil), "siti", "budi")
	accept(t, e, says("siti", "boom bu Rahayu"), says("budi", "x", "y"))
	drain(t, e)
	r := prometheus.NewRegistry()
	r.MustRegister(e.Collectors()...)
	err := testutil.GatherAndCompare(r, strings.NewReader(`
# HELP langkah_accepted_messages_total Messages that channels handed over and that were committed; repeated deliveries count again.
# TYPE langkah_accepted_messages_total counter
langkah_accepted_messages_total{channel="telegram"} 3
# HELP langkah_batch_fallbacks_total Batches that failed and were answered one by one.
# TYPE langkah_batch_fallbacks_total counter
langkah_batch_fallbacks_total 3
# HELP langkah_failed_tries_total Turns that failed alone, by the flow the person was in; batch: before any turn began.
# TYPE langkah_failed_tries_total counter
langkah_failed_tries_total{flow="talk"} 3
# HELP langkah_turns_total Messages by what came of them: answered, retried (failed, to be tried again) or quarantined (set aside after the last try).
# TYPE langkah_turns_total counter
langkah_turns_total{outcome="answered"} 2
langkah_turns_total{outcome="quarantined"} 1
langkah_turns_total{outcome="retried"} 2
`), "langkah_accepted_messages_total", "langkah_batch_fallbacks_total", "langkah_failed_tries_total", "langkah_turns_total")
	if err != nil {
		t.Error(err)
	}
	if !strings.Contains(log.String(), "talk.home: panic: string") || strings.Contains(log.String(), "Rahayu") {
		t.Errorf("logged\n%s", log.String())
	}
}

// What is stored cannot be read: the log must not quote it.
func TestTheLogDoesNotQuoteASession(t *testing.T) {
	t.Parallel()
	w := build(t)
	var log strings.Builder
	config := w.engine(t, w.db, nil).Config
	config.Log = zerolog.New(&log)
	e := engine.New(config)
	w.meet(t, w.engine(t, w.db, nil), "siti")
	w.exec(t, `update conversations set session = '{"a": "Siti Aminah"}'`)
	accept(t, e, says("siti", "x"))
	drain(t, e)
	if !strings.Contains(log.String(), "message set aside") || strings.Contains(log.String(), "Aminah") {
		t.Errorf("logged\n%s", log.String())
	}
}
