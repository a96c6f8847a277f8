package outbox_test

import (
	"bytes"
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/rs/zerolog"

	"langkah/bot"
)

// What becomes of a row after its first try, by how it failed, its lane, and
// whether the channel takes our ids.
func TestWhatFollowsAFailure(t *testing.T) {
	t.Parallel()
	cases := []struct {
		class bot.SendClass
		lane  bot.Lane
		ours  bool
		want  string
	}{
		{bot.Retry, bot.LaneReply, false, "queued retry 429 false"},
		{bot.Retry, bot.LaneBroadcast, true, "queued retry 429 false"},
		{bot.Throttled, bot.LaneReply, false, "queued throttled 429 false"},
		{bot.Permanent, bot.LaneReply, false, "failed permanent 429 false"},
		{bot.OptedOut, bot.LaneNotice, false, "failed opted_out 429 false"},
		{bot.Held, bot.LaneReply, false, "waiting number_held false"},
		{bot.Unknown, bot.LaneReply, false, "queued unknown 429 true"},
		{bot.Unknown, bot.LaneReply, true, "queued unknown 429 false"},
		{bot.Unknown, bot.LaneNotice, false, "unknown unknown 429 false"},
		{bot.Unknown, bot.LaneNotice, true, "queued unknown 429 false"},
		{bot.Unknown, bot.LaneBroadcast, false, "unknown unknown 429 false"},
		{"odd", bot.LaneBroadcast, false, "unknown odd 429 false"},
	}
	w := build(t, len(cases))
	for i, c := range cases {
		w.queue(t, i, c.lane, "x")
		s := &sender{caps: bot.Caps{OwnIDs: c.ours}, answer: failing(c.class, 0)}
		p := w.pump(t, w.Store, s)
		drain(t, p)
		p.Close()
		if got := w.read(t, `select state || ' ' || reason || ' ' || resent from outbox where member_id = $1`, i+1); got != c.want {
			t.Errorf("%s lane %d, own ids %v: %s, want %s", c.class, c.lane, c.ours, got, c.want)
		}
		if len(s.sent) != 1 || s.sent[0].Tries != 1 {
			t.Errorf("%s: sent %+v", c.class, s.sent)
		}
		if _, err := w.sql.Exec(t.Context(), `update outbox set state = 'skipped'`); err != nil {
			t.Fatal(err)
		}
	}
	w.want(t, "1", `select count(*)::text from inbox where kind = 'blocked'`)
}

func TestAnUnclassifiedErrorMayHaveLeft(t *testing.T) {
	t.Parallel()
	w := build(t, 1)
	w.queue(t, 0, bot.LaneNotice, "x")
	drain(t, w.pump(t, w.Store, &sender{answer: func(context.Context, bot.Outbound) (string, error) { return "", errors.New("eh") }}))
	w.want(t, "x unknown", states)
}

func TestAPanicIsADoubt(t *testing.T) {
	t.Parallel()
	w := build(t, 2)
	w.queue(t, 0, bot.LaneNotice, "poison")
	w.queue(t, 1, bot.LaneNotice, "fine")
	drain(t, w.pump(t, w.Store, &sender{answer: func(_ context.Context, o bot.Outbound) (string, error) {
		if o.Text == "poison" {
			panic("Siti said this")
		}
		return "id", nil
	}}))
	w.want(t, "poison unknown, fine sent", states)
	w.want(t, "unknown panic", `select reason from outbox where text = 'poison'`)
}

// notBefore is how long a row has to wait from now on.
func (w *world) notBefore(t *testing.T) time.Duration {
	t.Helper()
	var at time.Time
	if err := w.sql.QueryRow(t.Context(), `select not_before from outbox where text = 'x'`).Scan(&at); err != nil {
		t.Fatal(err)
	}
	return at.Sub(w.clock())
}

func TestBackoffGrowsAndIsBounded(t *testing.T) {
	t.Parallel()
	w := build(t, 1)
	w.queue(t, 0, bot.LaneReply, "x", "next")
	s := &sender{answer: failing(bot.Retry, 0)}
	p := w.pump(t, w.Store, s)
	for try := 1; try < 30; try++ {
		drain(t, p)
		drain(t, p) // nothing leaves before its time
		if len(s.sent) != try {
			t.Fatalf("after %d pauses it was sent %d times", try-1, len(s.sent))
		}
		ideal := min(time.Second<<min(try-1, 10), time.Minute)
		wait := w.notBefore(t)
		if wait < ideal*7/8-time.Millisecond || wait > ideal*9/8 {
			t.Errorf("try %d: waits %v, want about %v", try, wait, ideal)
		}
		w.pass(wait)
	}
	s.answer = func(_ context.Context, o bot.Outbound) (string, error) {
		if o.Text == "next" {
			return "id", nil
		}
		return failing(bot.Retry, 0)(nil, o)
	}
	drain(t, p)
	w.want(t, "x failed, next sent", states)
}

func TestThrottledWaitsAsLongAsItIsTold(t *testing.T) {
	t.Parallel()
	w := build(t, 1)
	w.queue(t, 0, bot.LaneReply, "x")
	s := &sender{}
	p := w.pump(t, w.Store, s)
	for told, want := range map[time.Duration]time.Duration{
		37 * time.Second: 37 * time.Second, time.Hour: time.Hour,
		0: time.Second, -time.Minute: time.Second, // nobody is asked again at once
	} {
		s.answer = failing(bot.Throttled, told)
		drain(t, p)
		if got := w.notBefore(t); got != want {
			t.Errorf("told %v: waits %v, want %v", told, got, want)
		}
		w.pass(want)
	}
	s.answer = nil
	drain(t, p)
	w.want(t, "x sent", states)
	w.want(t, "1", `select tries::text from outbox`) // to be put off is no try
}

// Where nobody answers, all rows wait together: no try is counted, and the log
// has one line for them and one when it is over.
func TestNobodyAnswers(t *testing.T) {
	t.Parallel()
	w := build(t, 3)
	var log bytes.Buffer
	w.log = zerolog.New(&log)
	for i := range 3 {
		w.queue(t, i, bot.LaneReply, "x")
	}
	s := &sender{answer: putOff(bot.ScopeAccount)}
	p := w.pump(t, w.Store, s)
	for range 2 {
		drain(t, p)
		w.want(t, "x queued, x queued, x queued", states)
		w.want(t, "0", `select max(tries)::text from outbox`)
		w.pass(time.Minute)
	}
	s.answer = nil
	drain(t, p)
	w.want(t, "x sent, x sent, x sent", states)
	if lines := strings.Count(log.String(), "account pauses"); lines != 3 || strings.Count(log.String(), "\n") != 3 { // a minute later once more
		t.Errorf("the log has\n%s", &log)
	}
}

// A doubt that the channel says is worth a repetition is repeated in every lane,
// marked, and not for ever.
func TestADoubtIsSentAgainWhereTheChannelSaysSo(t *testing.T) {
	t.Parallel()
	for _, lane := range []bot.Lane{bot.LaneReply, bot.LaneNotice, bot.LaneBroadcast} {
		w := build(t, 1)
		w.queue(t, 0, lane, "x")
		s := &sender{answer: func(context.Context, bot.Outbound) (string, error) {
			return "", &bot.SendError{Class: bot.Unknown, Again: true, Code: "broken", Err: errors.New("half an answer")}
		}}
		p := w.pump(t, w.Store, s)
		for try, want := range []string{"queued true", "queued true", "unknown true", "unknown true"} {
			drain(t, p)
			w.want(t, want, `select state || ' ' || resent from outbox`)
			if sent := min(try+1, 3); len(s.sent) != sent {
				t.Errorf("lane %s: sent %d times, want %d", lane, len(s.sent), sent)
			}
			w.pass(2 * time.Minute)
		}
	}
}

// doubts runs a row through many unknown ends, after n that were certainly not
// sent, and counts how often it was sent in doubt.
func (w *world) doubts(t *testing.T, lane bot.Lane, ours bool, certain int) (sent int, state string) {
	t.Helper()
	if _, err := w.sql.Exec(t.Context(), `delete from outbox`); err != nil {
		t.Fatal(err)
	}
	w.queue(t, 0, lane, "x")
	s := &sender{caps: bot.Caps{OwnIDs: ours}, answer: failing(bot.Retry, 0)}
	p := w.pump(t, w.Store, s)
	if ours {
		p = w.pump(t, w.Store, owner{s})
	}
	defer p.Close()
	for range certain {
		drain(t, p)
		w.pass(2 * time.Minute)
	}
	s.answer = failing(bot.Unknown, 0)
	for range 40 {
		drain(t, p)
		w.pass(2 * time.Minute)
	}
	if ids := map[string]bool{}; ours {
		for _, o := range s.sent {
			ids[o.ExternalID] = true
		}
		if len(ids) != 1 || ids[""] {
			t.Errorf("sent under the ids %v, want one", ids)
		}
	}
	return len(s.sent) - certain, w.read(t, `select state from outbox`)
}

func TestDoubts(t *testing.T) {
	t.Parallel()
	w := build(t, 1)
	for _, c := range []struct {
		lane    bot.Lane
		ours    bool
		certain int
		sent    int
	}{
		{bot.LaneReply, false, 0, 3},
		{bot.LaneReply, false, 7, 2}, // a reply is always worth one repetition
		{bot.LaneNotice, false, 0, 1},
		{bot.LaneNotice, false, 7, 1},
		{bot.LaneReply, true, 0, 30}, // shows once, however often it is sent
		{bot.LaneBroadcast, true, 7, 23},
	} {
		if sent, state := w.doubts(t, c.lane, c.ours, c.certain); sent != c.sent || state != "unknown" {
			t.Errorf("%+v: sent %d times in doubt and then %s", c, sent, state)
		}
	}
}
