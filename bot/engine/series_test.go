package engine

import (
	"encoding/json"
	"slices"
	"testing"
)

// series is what the rounds gave: turns a second, microseconds of CPU a turn.
type series struct {
	rounds               int
	ours, accepted, peer []float64
	oursCPU, oursServer  []float64
	peerCPU, peerServer  []float64
	peak                 []float64
}

func (s *series) report(b *testing.B) {
	b.ReportMetric(0, "ns/op") // a round's length says nothing
	spread(b, s.ours, "turns/s")
	spread(b, s.accepted, "accepted-turns/s")
	spread(b, s.peer, "peer-turns/s")
	spread(b, over(s.ours, s.peer), "ratio")
	spread(b, over(s.accepted, s.peer), "accepted-ratio")
	spread(b, s.oursCPU, "µs-bot/turn")
	spread(b, s.oursServer, "µs-postgres/turn")
	spread(b, s.peerCPU, "µs-peer-bot/turn")
	spread(b, s.peerServer, "µs-peer-postgres/turn")
	b.ReportMetric(slices.Max(s.peak), "peak-MiB")
}

// over is the ratio of each round: what was measured within the same seconds.
func over(ours, theirs []float64) []float64 {
	list := make([]float64, len(ours))
	for i := range ours {
		list[i] = ours[i] / theirs[i]
	}
	return list
}

// spread reports the median, and where it lies.
func spread(b *testing.B, list []float64, unit string) {
	list = slices.Sorted(slices.Values(list))
	b.ReportMetric(list[len(list)/2], unit)
	b.ReportMetric(list[0], unit+"-min")
	b.ReportMetric(list[len(list)-1], unit+"-max")
}

// turn is what one turn writes.
type turn struct{ words, session, answer, choices string }

func (t turn) size() int { return len(t.session) + len(t.answer) + len(t.choices) }

// typical is the turn of a registration whose size is nearest to the mean.
func typical(b *testing.B) turn {
	b.Helper()
	e := benchEngine()
	var all []turn
	session, sum := []byte("{}"), 0
	for _, text := range registration {
		next, said, err := spoken(e, session, text)
		if err != nil {
			b.Fatal(err)
		}
		session = next
		t := turn{words: text, session: string(next)}
		for i, bubble := range said {
			if i > 0 {
				t.answer += "\n"
			}
			t.answer += bubble.Text
			if bubble.Choices != nil {
				raw, err := json.Marshal(bubble.Choices)
				if err != nil {
					b.Fatal(err)
				}
				t.choices = string(raw)
			}
		}
		all, sum = append(all, t), sum+t.size()
	}
	mean := sum / len(all)
	return slices.MinFunc(all, func(a, b turn) int { return abs(a.size()-mean) - abs(b.size()-mean) })
}

func abs(n int) int { return max(n, -n) }
