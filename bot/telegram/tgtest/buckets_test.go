package tgtest

import (
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// shoot sends n messages and says how many arrived, and the last refusal's wait.
func (w *world) shoot(n int, chat int64, pairs ...any) (sent, after int) {
	w.t.Helper()
	for range n {
		r := w.call("sendMessage", append([]any{"chat_id", chat, "text", "halo"}, pairs...)...)
		if r.OK {
			sent++
			continue
		}
		after = r.Parameters.RetryAfter
		if want := fmt.Sprintf("429 Too Many Requests: retry after %d", after); r.bad() != want || r.Status != 429 || after < 1 {
			w.t.Errorf("%q, want %q", r.bad(), want)
		}
	}
	return sent, after
}

func TestOneASecondInAChat(t *testing.T) {
	t.Parallel()
	w := begin(t, Options{Buckets: Buckets{Chat: 1, ChatBurst: 3}})
	p, q := w.Person("Siti").Met(), w.Person("Budi").Met()
	for i, c := range []struct {
		pass        time.Duration
		p           *Person
		n, sent, in int
	}{
		{0, p, 5, 3, 1},
		{0, q, 1, 1, 0},
		{500 * time.Millisecond, p, 1, 0, 1},
		{500 * time.Millisecond, p, 2, 1, 1},
		{2 * time.Second, p, 3, 2, 1},
		{time.Hour, p, 4, 3, 1},
	} {
		w.clock.pass(c.pass)
		if sent, in := w.shoot(c.n, c.p.ID()); sent != c.sent || in != c.in {
			t.Errorf("step %d: %d sent, retry after %d", i, sent, in)
		}
	}
	if got := w.Counts().Chat; got != (BucketCount{Sent: 10, Refused: 6}) {
		t.Errorf("%+v", got)
	}
}

func TestThirtyASecondToEverybody(t *testing.T) {
	t.Parallel()
	w := begin(t, Options{Buckets: Buckets{All: 30, AllBurst: 10, Paid: 20}})
	var people []*Person
	for i := range 60 {
		people = append(people, w.Person(fmt.Sprint(i)).Met())
	}
	broadcast := func(n int, pairs ...any) (sent int) {
		for _, p := range people[:n] {
			s, _ := w.shoot(1, p.ID(), pairs...)
			sent += s
		}
		return sent
	}
	if n := broadcast(12); n != 10 {
		t.Errorf("at once: %d", n)
	}
	w.clock.pass(200 * time.Millisecond)
	if n := broadcast(10); n != 6 {
		t.Errorf("after 0.2 s: %d", n)
	}
	talker := w.Person("Siti")
	talker.Say("halo")
	if n, _ := w.shoot(3, talker.ID()); n != 3 {
		t.Errorf("to who just wrote: %d", n)
	}
	w.clock.pass(50 * time.Second)
	w.send(talker, "?", "reply_markup", inline("Ya", "y"))
	w.clock.pass(20 * time.Second)
	w.shoot(10, people[0].ID())
	if n, _ := w.shoot(1, talker.ID()); n != 0 {
		t.Error("70 s after the last word it was still free")
	}
	if _ = talker.Press("Ya"); w.send(talker, "Baik") == 0 {
		t.Error("not free after a press")
	}
	w.clock.pass(time.Minute)
	w.shoot(10, people[0].ID())
	if n, in := w.shoot(1, talker.ID()); n != 0 || in != 1 {
		t.Errorf("a minute later: %d, retry after %d", n, in)
	}
	if n := broadcast(25, "allow_paid_broadcast", true); n != 20 {
		t.Errorf("paid: %d", n)
	}
	want := Counts{Chat: BucketCount{61, 0}, All: BucketCount{36, 8}, Paid: BucketCount{20, 5}, Free: 5}
	if diff := cmp.Diff(want, w.Counts()); diff != "" {
		t.Error(diff)
	}
}

func TestAChatRefusalTakesNothingFromTheOthers(t *testing.T) {
	t.Parallel()
	w := begin(t, Options{Buckets: Buckets{Chat: 1, ChatBurst: 1, All: 1, AllBurst: 2}})
	p, q, r := w.Person("a").Met(), w.Person("b").Met(), w.Person("c").Met()
	w.shoot(3, p.ID())
	if n, _ := w.shoot(1, q.ID()); n != 1 {
		t.Error("the second token was gone")
	}
	w.shoot(1, r.ID()) // refused by the shared bucket: keeps its own token
	w.clock.pass(time.Second)
	if n, _ := w.shoot(1, r.ID()); n != 1 {
		t.Error("the own token was gone")
	}
}

func TestTwentyAMinuteInAGroup(t *testing.T) {
	t.Parallel()
	w := begin(t, Options{Buckets: Published})
	g := w.Group("Warung")
	g.AddBot(w.Person("Siti"))
	if n, in := w.shoot(22, g.ID()); n != 20 || in != 3 {
		t.Errorf("%d sent, retry after %d", n, in)
	}
	w.SetBuckets(Buckets{})
	if n, _ := w.shoot(50, g.ID()); n != 50 {
		t.Errorf("without limits: %d", n)
	}
}

func TestRetryAfterIsWholeSeconds(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		wait time.Duration
		want int
	}{{time.Millisecond, 1}, {time.Second, 1}, {1001 * time.Millisecond, 2}, {time.Minute, 60}} {
		if got := seconds(c.wait); got != c.want {
			t.Errorf("%v: %d", c.wait, got)
		}
	}
}
