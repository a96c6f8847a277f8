package tgtest

import (
	"math"
	"sync"
	"time"
)

// Buckets are the limits on what the bot sends; the zero value has none.
// Telegram publishes only the rates; a burst of 0 is 1.
type Buckets struct {
	Chat, ChatBurst   int // messages a second to one chat
	All, AllBurst     int // messages a second to everybody who did not write in the last minute
	Paid              int // the same with allow_paid_broadcast; 0: 1,000
	Group, GroupBurst int // messages a minute to one group
}

// Published are the limits of the Bot FAQ, with the bursts that people report.
var Published = Buckets{Chat: 1, ChatBurst: 5, All: 30, AllBurst: 30, Paid: 1000, Group: 20, GroupBurst: 20}

// talking is how long a chat in which a person wrote, or pressed something, is
// free of Buckets.All.
const talking = time.Minute

// BucketCount is what one kind of bucket let through and refused.
type BucketCount struct{ Sent, Refused int }

// Counts is what was sent, by the bucket that it counted in.
type Counts struct {
	Chat BucketCount // every message counts here
	All  BucketCount
	Paid BucketCount // asked for with allow_paid_broadcast
	Free int         // answers to people who had just written: in no bucket but their own
}

type limits struct {
	rates Buckets

	mu     sync.Mutex
	all    bucket
	paid   bucket
	counts Counts
}

// Counts says what the buckets let through and refused.
func (s *Server) Counts() Counts {
	s.limit.mu.Lock()
	defer s.limit.mu.Unlock()
	return s.limit.counts
}

// SetBuckets changes the limits from now on.
func (s *Server) SetBuckets(b Buckets) {
	s.limit.mu.Lock()
	defer s.limit.mu.Unlock()
	s.limit.rates = b
}

// admit takes a token for one message to c, whose lock is held.
func (l *limits) admit(c *chat, paid bool, now time.Time) *failure {
	l.mu.Lock()
	defer l.mu.Unlock()
	own := c.rate(l.rates)
	if wait := c.bucket.wait(own, now); wait > 0 {
		l.counts.Chat.Refused++
		return tooMany(seconds(wait))
	}
	shared, pace, count := &l.all, pace{float64(l.rates.All), l.rates.AllBurst}, &l.counts.All
	if paid {
		shared, pace.rate, pace.burst, count = &l.paid, float64(or(l.rates.Paid, 1000)), or(l.rates.Paid, 1000), &l.counts.Paid
	}
	if l.rates.All == 0 {
		pace.rate = 0
	}
	if !paid && now.Sub(c.wrote) < talking {
		l.counts.Free++
	} else if wait := shared.wait(pace, now); wait > 0 {
		count.Refused++
		return tooMany(seconds(wait))
	} else {
		shared.take(pace)
		count.Sent++
	}
	c.bucket.take(own)
	l.counts.Chat.Sent++
	return nil
}

func (c *chat) rate(b Buckets) pace {
	if c.kind == "private" {
		return pace{float64(b.Chat), b.ChatBurst}
	}
	return pace{float64(b.Group) / 60, b.GroupBurst}
}

// pace is tokens a second and how many may gather; a rate of 0 has no limit.
type pace struct {
	rate  float64
	burst int
}

type bucket struct {
	tokens float64
	at     time.Time
}

// wait fills the bucket up to now and says how long until there is a token.
func (b *bucket) wait(p pace, now time.Time) time.Duration {
	if p.rate == 0 {
		return 0
	}
	if room := float64(max(p.burst, 1)); b.at.IsZero() {
		b.tokens = room
	} else {
		b.tokens = min(room, b.tokens+p.rate*max(0, now.Sub(b.at).Seconds()))
	}
	b.at = now
	if b.tokens >= 1-1e-9 {
		return 0
	}
	return time.Duration((1 - b.tokens) / p.rate * float64(time.Second))
}

func (b *bucket) take(p pace) {
	if p.rate > 0 {
		b.tokens--
	}
}

// seconds is a wait in whole seconds, as Telegram says it.
func seconds(wait time.Duration) int { return max(1, int(math.Ceil(wait.Seconds()-1e-6))) }
