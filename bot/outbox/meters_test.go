package outbox_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/testutil"

	"langkah/bot"
	"langkah/store"
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

// A doubt is counted by what followed, whether a send or the owner's end left
// it. Under an id of ours nothing shows twice: that is no doubt.
func TestMetersOfDoubts(t *testing.T) {
	t.Parallel()
	for ours, want := range map[bool]string{false: "resent 3, unknown 2", true: "resent 0, unknown 0"} {
		w := build(t, 4)
		s := &sender{caps: bot.Caps{OwnIDs: ours}}
		w.queue(t, 0, bot.LaneReply, "killed")
		w.queue(t, 1, bot.LaneReply, "killed")
		w.queue(t, 2, bot.LaneNotice, "killed")
		lease, err := w.Own(t.Context(), account, "killed")
		if err != nil {
			t.Fatal(err)
		}
		p := w.pump(t, w.Store, s)
		if _, err := w.Turnover(t.Context(), lease.Lease, nil, store.Due{Limit: 64, MaxLane: bot.LaneBroadcast, People: people, Machine: w.clock()}); err != nil {
			t.Fatal(err)
		}
		lease.Release()
		drain(t, p)
		s.answer = failing(bot.Unknown, 0)
		w.queue(t, 3, bot.LaneReply, "lost")
		w.queue(t, 3, bot.LaneNotice, "lost")
		drain(t, p)
		r := prometheus.NewRegistry()
		r.MustRegister(p.Collectors()...)
		got := map[string]float64{}
		families, err := r.Gather()
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range families {
			for _, m := range f.GetMetric() {
				if f.GetName() == "langkah_doubts_total" {
					got[m.GetLabel()[2].GetValue()] = m.GetCounter().GetValue()
				}
			}
		}
		if found := fmt.Sprintf("resent %v, unknown %v", got["resent"], got["unknown"]); found != want || len(got) != 2 {
			t.Errorf("own ids %v: %s, want %s", ours, found, want)
		}
	}
}
