package main

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/jackc/pgx/v5"
	"golang.org/x/sync/errgroup"

	"langkah/bot/telegram/tgtest"
)

// TestTelegramSoak: people register on Telegram while the service and its
// PostgreSQL are killed and the Bot API is away for a while. Nothing is lost
// or asked again; seen twice is only what the ledger says may have been.
func TestTelegramSoak(t *testing.T) {
	size := soakSize{people: 15, together: 15, kills: 3, crashes: 1, outage: 6 * time.Second}
	if soaking {
		size = soakSize{people: 500, together: 150, kills: 50, crashes: 10, outage: 5 * time.Minute}
	} else {
		t.Parallel()
	}
	server, err := tgtest.Open(tgtest.Options{Buckets: tgtest.Published})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(server.Close)
	server.Fault(tgtest.Fault{Kind: tgtest.Slow, Method: "sendMessage", Latency: 60 * time.Millisecond}) // as Telegram is
	s := &telegramSoak{server: server}
	s.soak = newSoak(t, size, "TELEGRAM_API="+server.URL(), "TELEGRAM_TOKEN="+server.Token(), "LANGKAH_LOG=trace")
	s.outage = s.goAway
	ctx, cancel := context.WithTimeout(t.Context(), 15*time.Minute)
	defer cancel()
	s.alone(ctx)
	began := time.Now()
	s.run(ctx)
	s.summary(time.Since(began))
	s.check(ctx)
	s.service.stop()
	s.checkLog()
}

// telegramSoak is one run.
type telegramSoak struct {
	*soak
	server *tgtest.Server
	models map[bool]*chatter // by whether they press
	people []*chatter
	page   []*registrant // on the page while the Bot API is away; the first before
	slow   time.Duration // the slowest answer there
	said   int           // lines of log meanwhile
}

// alone has somebody of each sort register while nothing happens.
func (s *telegramSoak) alone(ctx context.Context) {
	s.t.Helper()
	s.models = map[bool]*chatter{false: s.chatter(0, false), true: s.chatter(1, true)}
	s.page = []*registrant{newRegistrant(2, s.random.Uint64())}
	g, ctx := errgroup.WithContext(ctx)
	for _, c := range s.models {
		g.Go(func() error { return c.register(ctx, func(time.Time) {}) })
	}
	g.Go(func() error { return s.page[0].register(ctx, s.service.base, func(time.Time) {}) })
	if err := g.Wait(); err != nil {
		s.t.Fatalf("%v\n%s", err, s.service.log())
	}
	clear(s.open)
}

func (s *telegramSoak) chatter(n int, presses bool) *chatter {
	r := newRegistrant(n, s.random.Uint64())
	r.patience = s.size.outage + time.Minute
	return newChatter(s, r, presses)
}

const onPage = 10 // people who register on the page while the Bot API is away

// run lets everybody register under blows.
func (s *telegramSoak) run(ctx context.Context) {
	s.t.Helper()
	s.t.Logf("undisturbed: %d refused for their pace", s.server.Counts().Chat.Refused)
	moments := s.moments()
	for i := range onPage {
		s.page = append(s.page, newRegistrant(i+3, s.random.Uint64()))
	}
	for i := range s.size.people {
		s.people = append(s.people, s.chatter(len(s.page)+2+i, i%2 == 1))
	}
	s.under(ctx, moments, func(ctx context.Context, i int) error { return s.people[i].register(ctx, s.answered) })
}

// goAway shuts the Bot API for a while. Meanwhile the service is killed once
// more, and people register on the page.
func (s *telegramSoak) goAway(ctx context.Context) (*blow, error) {
	if err := s.until(ctx, "work", func() bool { return !s.felt() }); err != nil { // or an earlier blow is felt longer
		return nil, err
	}
	b := &blow{what: away, from: time.Now()}
	lines := s.lines()
	s.server.Down(true)
	for i, r := range s.page[1:] {
		if i == onPage/3 {
			if err := s.service.kill(ctx); err != nil {
				return nil, err
			}
		}
		if err := r.register(ctx, s.service.base, func(posted time.Time) { s.slow = max(s.slow, time.Since(posted)) }); err != nil {
			return nil, err
		}
		if err := rest(ctx, time.Until(b.from.Add(s.size.outage*time.Duration(i+1)/onPage))); err != nil {
			return nil, err
		}
	}
	s.said = s.lines() - lines
	s.server.Down(false)
	b.at = time.Now()
	return b, nil
}

func (s *telegramSoak) summary(took time.Duration) {
	s.soak.summary(took)
	s.t.Logf("Bot API away for %s: back at work after %s, all who waited had their answers after %s; %d lines of log; meanwhile %d people registered on the page, slowest answer %s",
		s.size.outage, feltFor(s.back(away)), s.waited().Round(time.Millisecond), s.said, onPage, s.slow.Round(time.Millisecond))
	if w := s.waited(); w > backLimit {
		s.t.Errorf("all who waited had their answers after %s, want at most %s", w, backLimit)
	}
	calm := 64 + int(10*s.size.outage.Minutes()) // one for each send that was cut off, and a few a minute
	if s.said > calm || s.slow > 5*time.Second {
		s.t.Errorf("while the Bot API was away: %d lines of log, an answer on the page took %s", s.said, s.slow)
	}
}

// waited is how long the last answer took to what was written while the Bot API
// was away.
func (s *telegramSoak) waited() time.Duration {
	at := slices.IndexFunc(s.blows, func(b *blow) bool { return b.what == away })
	return s.blows[at].whole
}

// check compares both ends, as the page's soak does.
func (s *telegramSoak) check(ctx context.Context) {
	db := connect(s.t, s.service.data)
	want := map[bool]story{}
	for presses, c := range s.models {
		kept := c.story(ctx, s.t, db)
		if diff := cmp.Diff(answered, []string{kept.Card, kept.Profile, kept.Consents, kept.Stages}); diff != "" {
			s.t.Errorf("kept is not what was answered (-want +got)\n%s", diff)
		}
		want[presses] = kept
	}
	for _, c := range s.people {
		if diff := cmp.Diff(want[c.presses], c.story(ctx, s.t, db)); diff != "" {
			s.t.Errorf("%s (presses: %v) has another story than undisturbed people (-want +got)\n%s", c.name(), c.presses, diff)
		}
	}
	for _, r := range s.page[1:] {
		r.hasStoryOf(s.t, s.page[0], db)
	}
	everybody := fmt.Sprint(len(s.people) + len(s.models) + len(s.page))
	s.holds(ctx, db, map[string]string{
		`select count(*)::text from members where number is not null`:        everybody,
		`select count(*)::text from (select distinct number from members) n`: everybody,
		`select count(*)::text from outbox where resent and lane <> 0`:       "0",
	})
	s.tally(ctx, db)
}

// tally says what the faults left to see.
func (s *telegramSoak) tally(ctx context.Context, db *pgx.Conn) {
	again, presses, spin := 0, 0, 0
	for _, c := range s.people {
		again += c.again
		for _, p := range c.them.Callbacks() {
			presses++
			if p.Answers == 0 {
				spin++
			}
		}
	}
	s.t.Logf("%s bubbles, %s marked as perhaps seen before, %d seen again; %d presses, %d of them without an end on the phone; refused for their pace: %d",
		single(ctx, s.t, db, `select count(*)::text from outbox where channel = 'telegram'`),
		single(ctx, s.t, db, `select count(*)::text from outbox where resent`), again, presses, spin, s.server.Counts().Chat.Refused)
}

// checkLog: nothing that the service said, at the finest level, holds the token.
func (s *telegramSoak) checkLog() {
	said := s.service.log()
	_, secret, _ := strings.Cut(s.server.Token(), ":")
	for line := range strings.Lines(said) {
		if strings.Contains(line, secret) {
			s.t.Errorf("the log holds the token: %s", line)
		}
	}
	if !strings.Contains(said, `"level":"trace"`) {
		s.t.Error("the log is not at its finest level")
	}
	s.t.Logf("%d bytes of log, looked through for the token", len(said))
}
