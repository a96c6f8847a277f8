package benchtest

import (
	"slices"
	"testing"
	"time"
)

// Series is what the rounds gave, by unit.
type Series map[string][]float64

// Add notes a round's.
func (s Series) Add(unit string, v float64) { s[unit] = append(s[unit], v) }

// Ratio notes, of each round, what was measured within the same seconds.
func (s Series) Ratio(unit, ours, theirs string) {
	for i := range s[ours] {
		s.Add(unit, s[ours][i]/s[theirs][i])
	}
}

// Report gives the median of each, and where it lies; a round's length says
// nothing.
func (s Series) Report(b *testing.B) {
	b.ReportMetric(0, "ns/op")
	for unit, list := range s {
		b.ReportMetric(Percentile(list, 50), unit)
		b.ReportMetric(slices.Min(list), unit+"-min")
		b.ReportMetric(slices.Max(list), unit+"-max")
	}
}

// Percentile is the p-th of 100.
func Percentile(list []float64, p int) float64 {
	list = slices.Sorted(slices.Values(list))
	return list[(len(list)-1)*p/100]
}

// Timed is how long it takes.
func Timed(b *testing.B, do func() error) time.Duration {
	b.Helper()
	began := time.Now()
	if err := do(); err != nil {
		b.Fatal(err)
	}
	return time.Since(began)
}

// Micro is in microseconds.
func Micro(d time.Duration) float64 { return float64(d.Nanoseconds()) / 1000 }

// Milli is in milliseconds.
func Milli(d time.Duration) float64 { return Micro(d) / 1000 }
