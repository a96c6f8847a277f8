package outbox

import (
	"math"
	"sync"
	"time"

	"golang.org/x/time/rate"

	"langkah/bot"
)

const (
	window    = 64  // replies in flight, and as many rows that we start ourselves
	unpaced   = 160 // of these, where there is no pace
	maxWindow = 256 // where a pace asks for more
	few       = 32  // of them, without a pace: fewer are not worth a commit

	// Whoever rings has mostly written replies: the bulk sender looks a moment
	// later, for all who rang meanwhile.
	calm = 20 * time.Millisecond

	// What the bulk sender has sent is settled with its next claim, or by now: a commit
	// for each handful would take the disk from the replies.
	gather = 20 * time.Millisecond

	// At a pace so many leave together, and the rows of a claim within so long.
	together  = 4
	gathering = 24 * time.Millisecond

	// What has no pace takes this one, in rows a second, while people are being
	// answered: beside it they wait hardly longer than beside nothing.
	beside = 1000
	talk   = 500 * time.Millisecond // for so long behind an answer
)

// pool is one sender's share of an account: its lanes, and what of them may be
// in flight. Times are machine time.
type pool struct {
	from, to bot.Lane
	window   int           // rows in flight without a pace
	calm     time.Duration // from a ring to the look
	gather   time.Duration // how long what has come back may wait to be settled
	pace     func() float64
	answers  *pool         // what goes before it; nil: nothing
	last     float64       // pace that was asked for last
	most     int           // rows in flight with it
	bucket   *rate.Limiter // once there was a pace

	mu    sync.Mutex
	spoke time.Time // rows left last
	until time.Time // nothing leaves before
	next  time.Time // a row that was put off may leave; zero: none is known
}

// replies have no pace: the messenger says when one chat gets too many.
func replies() *pool {
	return &pool{from: bot.LaneReply, to: bot.LaneReply, window: window, pace: noPace}
}

// bulk is all that we start ourselves, behind the answers.
func bulk(s bot.Sender, answers *pool) *pool {
	l := &pool{from: bot.LaneNotice, to: bot.LaneBroadcast, answers: answers, window: unpaced, calm: calm, gather: gather, pace: noPace}
	if p, ok := s.(bot.Paced); ok {
		l.pace = p.Pace
	}
	return l
}

func noPace() float64 { return 0 }

// room is how many rows may leave now, when so many are in flight.
func (l *pool) room(now time.Time, flying int) int {
	if l.pause(now) > 0 {
		return 0
	}
	l.follow(now)
	if l.last == 0 {
		if free := l.window - flying; l.gather == 0 || free >= few {
			return free
		}
		return 0
	}
	free := l.most - flying
	n := min(free, int(l.bucket.TokensAt(now)))
	if n < min(free, l.flock()) {
		return 0
	}
	return n
}

// follow sets the bucket to the sender's pace, with a burst of half a second:
// what a slow commit, or a busy machine, holds up leaves behind it.
func (l *pool) follow(now time.Time) {
	pace := max(0, l.pace())
	if math.IsInf(pace, 1) {
		pace = 0
	}
	// A messenger that takes a quarter of a second must not be what slows us.
	l.most = min(max(window, int(pace/4)), maxWindow)
	held := 0.5 // seconds of burst
	if pace == 0 && l.answers != nil && l.answers.talking(now) {
		pace, held, l.most = beside, 1./32, l.window // nobody counts on it
	}
	if pace == l.last {
		return
	}
	l.last = pace
	limit, burst := rate.Limit(pace), max(2, int(pace*held))
	switch {
	case pace == 0:
	case l.bucket == nil:
		l.bucket = rate.NewLimiter(limit, burst)
	default:
		l.bucket.SetLimitAt(now, limit)
		l.bucket.SetBurstAt(now, burst)
	}
}

// flock is how many leave together at a pace: what 32 ms bring. A commit each
// would be too many where a thousand leave in a second.
func (l *pool) flock() int { return max(1, int(l.last/32)) }

// left notes that rows have left. None must not touch the bucket: wait asks it
// for a moment before.
func (l *pool) left(now time.Time, rows int) {
	if rows == 0 {
		return
	}
	if l.last > 0 {
		l.bucket.ReserveN(now, rows)
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	l.spoke = now
}

// talking tells whether rows have left of late.
func (l *pool) talking(now time.Time) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return now.Before(l.spoke.Add(talk))
}

// wait is how long to rest when nothing could be claimed by the room that there
// was when it was asked for. What the pace has brought since counts as missing:
// nobody has looked whether there are rows for it.
func (l *pool) wait(asked, now time.Time) time.Duration {
	if pause := l.pause(now); pause > 0 {
		return min(pause, sweep)
	}
	if l.last == 0 {
		return min(l.putOff(now), sweep)
	}
	missing := float64(l.flock()) - l.bucket.TokensAt(asked)
	if missing <= 0 {
		return sweep
	}
	there := asked.Add(time.Duration(missing/l.last*float64(time.Second)) + time.Millisecond)
	return min(max(0, there.Sub(now)), sweep)
}

// again notes when a row that was put off may leave.
func (l *pool) again(at time.Time) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.next.IsZero() || at.Before(l.next) {
		l.next = at
	}
}

// putOff is how long until the first row that was put off may leave, or a
// sweep. It is told once.
func (l *pool) putOff(now time.Time) time.Duration {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.next.IsZero() {
		return sweep
	}
	wait := max(0, l.next.Sub(now)) + time.Millisecond
	if wait <= sweep {
		l.next = time.Time{}
	}
	return wait
}

// pause is for how long nothing may leave; 0: something may.
func (l *pool) pause(now time.Time) time.Duration {
	l.mu.Lock()
	defer l.mu.Unlock()
	return max(0, l.until.Sub(now))
}

// hold has the pool pause, and tells whether it did not yet.
func (l *pool) hold(now, until time.Time) (begun bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	begun = !now.Before(l.until)
	if until.After(l.until) {
		l.until = until
	}
	return begun
}
