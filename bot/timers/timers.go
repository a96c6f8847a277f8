// Package timers brings what falls due before the engine: each reminder as an
// event in the inbox, so that it is answered in its person's order, once, and
// through every crash. Nothing is brought at night. Offers of seats end, classes
// close, and places at events are given, at any hour.
package timers

import (
	"context"
	"errors"
	"time"

	"github.com/rs/zerolog"

	"langkah/bot"
	"langkah/flows/handoff"
	"langkah/store"
	"langkah/templates/programme"
)

const (
	sweep = time.Second // how late a reminder may be
	wait  = 10 * time.Second

	failOverEvery = 30 * time.Second
)

// Config is what the loop works with.
type Config struct {
	Store   *store.Store
	Now     func() time.Time // people's time
	Machine func() time.Time // how long a trouble lasts
	Wake    func()           // called when something was brought
	Talking func() bool      // people are being answered: what is large waits; nil: nobody is
	// FailOver is after how long a notice that somebody asked for, and that has
	// not arrived, goes by another channel of theirs; 0: never. Elsewhere are the
	// channels that it may go by at any time, Receipts those that tell what has arrived.
	FailOver            time.Duration
	Elsewhere, Receipts []string
	Out                 *bot.Bell // rung when something is to be sent
	// WrittenFirst are the channels where people have to write before we may.
	WrittenFirst []string
	// Texts are the words for what staff are told.
	Texts func(lang, key string, args map[string]any) (string, error)
	Rules []programme.Rule // by which members are reminded of their steps; none: they are not
	// StuckList is what a pendamping is told of who is stuck; nil: nothing.
	StuckList func(store.StuckList, time.Time) (store.Bubble, error)
	Log       zerolog.Logger
}

// Loop is shared by all that falls due. Any number may run on one database.
type Loop struct {
	Config
	wait   bot.Trouble
	looked time.Time     // for what goes another way, in vain
	plans  time.Time     // when there is somebody to be planned for again, as far as we know
	asked  string        // the month in which everybody is planned to be asked for their omzet
	sent   time.Time     // the week of which all pendamping have their list
	ended  time.Time     // when broadcasts were last asked whether they are over
	asking time.Duration // and how long they are left alone after it
	rest   time.Duration // before the next look
	papers string        // the day on which reminders of papers were planned last
}

// New is a loop that does nothing yet.
func New(c Config) *Loop { return &Loop{Config: c} }

// Run brings what is due until ctx ends.
func (l *Loop) Run(ctx context.Context) error {
	for ctx.Err() == nil {
		l.rest = 0
		n, err := l.Fire(ctx)
		l.tell(err)
		if n == 0 {
			l.rest = sweep
		}
		bot.Rest(ctx, nil, l.rest)
	}
	return nil
}

// tell logs that reminders wait, and that they come again.
func (l *Loop) tell(err error) {
	if err != nil {
		if lasted, tell := l.wait.Met(l.Machine()); tell {
			l.Log.Warn().Str("err", bot.Told(err)).Dur("lasted", lasted).Msg("reminders wait")
		}
		return
	}
	if lasted, tell := l.wait.Over(l.Machine()); tell {
		l.Log.Info().Dur("lasted", lasted).Msg("reminders come again")
	}
}

// Fire brings one batch, and finishes it even when ctx ends meanwhile. It
// returns how many reminders, classes and members it dealt with. A trouble with
// the ones does not hold the others up.
func (l *Loop) Fire(ctx context.Context) (int, error) {
	now := l.Now()
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), wait)
	defer cancel()
	others, trouble := l.whenever(ctx, now)
	advised, err := l.advise(ctx, now)
	others, trouble = others+advised, errors.Join(trouble, err)
	planned, err := l.omzets(ctx, now)
	others, trouble = others+planned, errors.Join(trouble, err)
	announced, err := l.broadcast(ctx, now)
	others, trouble = others+announced, errors.Join(trouble, err)
	if bot.Quiet(now) {
		return others, trouble
	}
	lists, err := l.stuck(ctx, now)
	others, trouble = others+lists, errors.Join(trouble, err, l.plan(ctx, now))
	talks, err := l.Store.RestTalks(ctx, now, l.rested)
	if talks > 0 {
		l.Out.Ring()
	}
	others, trouble = others+talks, errors.Join(trouble, err)
	n, err := l.Store.Fire(ctx, now, l.WrittenFirst...)
	if n > 0 {
		l.Wake()
	}
	if n += others; err != nil || trouble != nil || n > 0 {
		return n, errors.Join(trouble, err)
	}
	return l.failOver(ctx, now)
}

// whenever does what is due at any hour.
func (l *Loop) whenever(ctx context.Context, now time.Time) (int, error) {
	classes, trouble := l.classes(ctx, now)
	talks, err := l.Store.RaiseTalks(ctx, now, l.raised)
	if talks > 0 {
		l.Out.Ring()
	}
	return classes + talks, errors.Join(trouble, err)
}

// raised is what somebody is told of a talk that nobody answered in time.
func (l *Loop) raised(r store.Raised) (string, error) {
	say := handoff.Raised(r.Talk, r.To)
	return l.Texts(r.To.Lang, say.Key, say.Args)
}

// rested is what a person is told whose talk with staff is over by itself.
func (l *Loop) rested(r store.Raised) (string, error) {
	say := handoff.Rested(r.Talk)
	return l.Texts(r.To.Lang, say.Key, say.Args)
}

// plan writes once a day what is to be said of papers.
func (l *Loop) plan(ctx context.Context, now time.Time) error {
	day := now.In(bot.WIB).Format(time.DateOnly)
	if l.papers == day {
		return nil
	}
	_, err := l.Store.PlanPapers(ctx, now)
	if err == nil {
		l.papers = day
	}
	return err
}

// classes ends offers of seats before it closes the queue that they go to, and
// gives the places at events.
func (l *Loop) classes(ctx context.Context, now time.Time) (int, error) {
	lapsed, err := l.Store.LapseOffers(ctx, now)
	if err != nil {
		return 0, err
	}
	closed, err := l.Store.CloseClasses(ctx, now)
	if err != nil {
		return lapsed, err
	}
	placed, err := l.Store.CloseEvents(ctx, now)
	return lapsed + closed + placed, err
}

// omzets plans whom to ask for the month that is over, some at a time, until all
// are.
func (l *Loop) omzets(ctx context.Context, now time.Time) (int, error) {
	month := now.In(bot.WIB).Format("2006-01")
	if l.asked == month {
		return 0, nil
	}
	n, done, err := l.Store.AskForOmzet(ctx, now)
	if err == nil && done {
		l.asked = month
	}
	return n, err
}

// failOver looks every half minute. What was queued in the night counts from the
// morning.
func (l *Loop) failOver(ctx context.Context, now time.Time) (int, error) {
	since := now.Add(-l.FailOver)
	if l.FailOver == 0 || len(l.Elsewhere) == 0 || bot.Quiet(since) || now.Sub(l.looked).Abs() < failOverEvery {
		return 0, nil
	}
	n, err := l.Store.FailOver(ctx, store.FailOver{Since: since, Elsewhere: l.Elsewhere, Written: l.WrittenFirst, Receipts: l.Receipts}, now)
	if err == nil && n == 0 {
		l.looked = now
	}
	if n > 0 {
		l.Out.Ring()
	}
	return int(n), err
}

// Next is when the clock alone makes something happen: a reminder falls due, an
// offer ends, a class closes, a month is over that is to be reported, or the
// night is over for what waits.
func (l *Loop) Next(ctx context.Context) (at time.Time, some bool, err error) {
	coming, err := l.Store.NextDue(ctx)
	if err != nil {
		return at, false, err
	}
	now := l.Now()
	lists, err := l.Store.NextStuck(ctx, now)
	if err != nil {
		return at, false, err
	}
	plan, err := l.nextPlan(ctx, now)
	if err != nil {
		return at, false, err
	}
	soonest := func(t time.Time) {
		if !some || t.Before(at) {
			at, some = t, true
		}
	}
	week, is, _ := store.StuckWeek(now)
	told := is && l.sent.Equal(week) && !lists.After(now) // whoever came since then is told next week
	if l.StuckList != nil && !lists.IsZero() && !told {
		soonest(lists)
	}
	if !plan.IsZero() {
		soonest(plan)
	}
	if coming.Class != nil {
		soonest(later(*coming.Class, now))
	}
	if coming.Talk != nil {
		soonest(later(*coming.Talk, now))
	}
	if coming.Still != nil {
		soonest(bot.FirstAllowed(later(*coming.Still, now)))
	}
	if coming.Queued && bot.Quiet(now) {
		soonest(bot.FirstAllowed(now))
	}
	if coming.Reminder != nil {
		soonest(bot.FirstAllowed(later(*coming.Reminder, now)))
	}
	switch news, err := l.Store.NextBroadcast(ctx, now); {
	case err != nil:
		return at, false, err
	case !news.IsZero():
		soonest(news)
	}
	switch round, err := l.Store.NextRound(ctx, now); {
	case err != nil:
		return at, false, err
	case !round.IsZero():
		soonest(round)
	}
	return at, some, nil
}

func later(a, b time.Time) time.Time {
	if a.Before(b) {
		return b
	}
	return a
}
