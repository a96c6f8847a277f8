package outbox

import (
	"testing"
	"time"

	"langkah/bot"
)

type thirty struct{ bot.Sender }

func (thirty) Pace() float64 { return 30 }

// A pool that found no room looks again when the pace has brought some, also
// where settling took longer than that; not only when a sweep is over.
func TestAPoolLooksAgainAtItsPace(t *testing.T) {
	t.Parallel()
	at := time.Date(2026, 11, 2, 12, 0, 0, 0, time.UTC)
	l := bulk(thirty{}, nil)
	l.left(at, l.room(at, 0))
	if n := l.room(at, 0); n != 0 {
		t.Fatalf("room for %d behind the burst", n)
	}
	for settling, want := range map[time.Duration]time.Duration{0: 34, 10: 24, 40: 0, 400: 0} {
		settled := at.Add(settling * time.Millisecond)
		l.left(settled, 0)
		wait := l.wait(at, settled).Round(time.Millisecond)
		if want *= time.Millisecond; wait != want {
			t.Errorf("when settling took %d ms it rests for %v, want %v", settling, wait, want)
		}
	}
	later := at.Add(time.Second) // there was room, and no row for it
	if wait := l.wait(later, later); wait != sweep {
		t.Errorf("with nothing to send it rests for %v", wait)
	}
}

// What has no pace keeps to one while answers leave, without a burst, and for a moment
// behind them.
func TestBulkGivesWayToAnswers(t *testing.T) {
	t.Parallel()
	at := time.Date(2026, 11, 2, 12, 0, 0, 0, time.UTC)
	answers := replies()
	l := bulk(nil, answers)
	if n := l.room(at, 0); n != unpaced {
		t.Fatalf("room for %d beside nothing, want %d", n, unpaced)
	}
	sent := 0
	for ms := range 1000 {
		now := at.Add(time.Duration(ms) * time.Millisecond)
		if ms%100 == 0 {
			answers.left(now, 1)
		}
		n := l.room(now, 0)
		l.left(now, n)
		sent += n
	}
	if sent < beside*9/10 || sent > beside*11/10 {
		t.Errorf("%d rows left in a second beside answers, want about %d", sent, beside)
	}
	last := at.Add(1200 * time.Millisecond)
	answers.left(last, 1)
	if n := l.room(last, unpaced); n != 0 {
		t.Errorf("beside answers there is room for %d more than with nobody to answer", n)
	}
	over := last.Add(talk)
	if n := l.room(over.Add(-time.Millisecond), 0); n >= unpaced {
		t.Errorf("room for %d while they may still be talking", n)
	}
	if n := l.room(over, 0); n != unpaced {
		t.Errorf("room for %d behind the last answer, want %d", n, unpaced)
	}
}
