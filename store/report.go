package store

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"time"

	"github.com/jackc/pgx/v5"
	"golang.org/x/sync/errgroup"

	"langkah/bot"
)

// Period is days in Jakarta, the last included.
type Period struct{ From, To time.Time }

// bounds are the period's first moment, and the first one after it.
func (p Period) bounds() (from, end time.Time) {
	return bot.Day(p.From), bot.Day(p.To).AddDate(0, 0, 1)
}

// Count is what came in a period, and all that had come by its end.
type Count struct{ Period, Total int }

// Area is a kecamatan, "" where none is known.
type Area struct {
	Kecamatan string   // code
	Steps     [7]Count // who reached P1 … P7; P1: who registered
}

// Median is how many days it took those who reached a step in the period, in the
// middle; nil: nobody.
type Median struct {
	Registered *float64 // since they registered
	Before     *float64 // since the step before it, of those who did that first
}

// Kind is what a count is of: an organiser, a kind of paper.
type Kind struct {
	Name string
	Count
}

// Report is the programme in figures.
//
// Days are those of Jakarta. A member is somebody with a number; a step counts
// for whoever has it done now, from the day on which they did: one that was taken
// back counts nowhere, one that was done again from the new day on. People who
// were linked are one member, of the kecamatan of the one who stayed: what either
// did counts from the first day on which one of them did it, and a paper, a
// product or a month's omzet that both have counts once. Whoever was erased counts
// nowhere any more, in earlier periods neither; that it was done is counted.
type Report struct {
	Areas      []Area    // by code
	Medians    [7]Median // the first is empty
	Trained    []Kind    // who had all of a class, by its organiser; a person may have had several
	Classes    []Kind    // that were held, by organiser
	Licences   []Kind    // by the kind of paper
	Products   Count
	Omzets     Count // months that were reported
	Erased     Count // members
	Registered Count // all members
}

// Report counts a period, on two connections that look at the same moment.
func (s *Store) Report(ctx context.Context, p Period) (r Report, err error) {
	from, end := p.bounds()
	var c, other counting
	err = s.Within(ctx, func(t Tx) error {
		c = counting{areas: map[string]*Area{}, kinds: map[string]map[string]Count{}}
		t.tx.put("look at one moment", `set transaction isolation level repeatable read read only`)
		t.tx.wide()
		var ids, roots []int64
		var moment string
		t.tx.ask("name the moment", func(rows pgx.Rows) error { return one(rows, &moment) }, `select pg_export_snapshot()`)
		if err := t.tx.read(ctx, func(rows pgx.Rows) error { return one(rows, &ids, &roots) }, linkedNow); err != nil {
			return err
		}
		beside, ctx := errgroup.WithContext(ctx)
		beside.Go(func() (err error) { other, err = s.countBeside(ctx, moment, from, end, ids, roots); return err })
		t.tx.ask("count steps", c.readSteps, stepsAlone, from, end)
		t.tx.ask("count steps of the linked", c.readSteps, stepsLinked, from, end, ids, roots)
		t.tx.ask("count what the linked have", c.readThings, thingsLinked, from, end, ids, roots)
		return errors.Join(t.tx.flush(ctx), beside.Wait())
	})
	if err != nil {
		return r, fmt.Errorf("report: %w", err)
	}
	c.medians = other.medians
	c.add(other.kinds)
	return c.report(), nil
}

// countBeside counts, as of a moment that another connection looks at, how long
// steps took and what members have whom nobody goes on with.
func (s *Store) countBeside(ctx context.Context, moment string, from, end time.Time, ids, roots []int64) (c counting, err error) {
	err = s.Within(ctx, func(t Tx) error {
		c = counting{kinds: map[string]map[string]Count{}}
		t.tx.put("look at one moment", `set transaction isolation level repeatable read read only`)
		t.tx.put("look at another's moment", "set transaction snapshot '"+moment+"'")
		t.tx.wide()
		t.tx.ask("find medians", c.readMedians, medians, from, end, ids, roots)
		t.tx.ask("count what they have", c.readThings, thingsAlone, from, end)
		return t.tx.flush(ctx)
	})
	return c, err
}

// wide lets a transaction read whole tables, which turns never do, with room for it.
func (l *line) wide() {
	l.put("read whole tables", `
		select set_config('enable_seqscan', 'on', true), set_config('plan_cache_mode', 'force_custom_plan', true), set_config('work_mem', '128MB', true)`)
}

// counting is a report in the making.
type counting struct {
	areas   map[string]*Area
	medians [7]Median
	kinds   map[string]map[string]Count
}

func (c Count) plus(d Count) Count { return Count{c.Period + d.Period, c.Total + d.Total} }

func (c *counting) readSteps(rows pgx.Rows) error {
	var code string
	var stage int
	var n Count
	_, err := pgx.ForEachRow(rows, []any{&code, &stage, &n.Period, &n.Total}, func() error {
		if c.areas[code] == nil {
			c.areas[code] = &Area{Kecamatan: code}
		}
		c.areas[code].Steps[stage-1] = c.areas[code].Steps[stage-1].plus(n)
		return nil
	})
	return err
}

func (c *counting) readMedians(rows pgx.Rows) error {
	var stage int
	var since, before *float64
	_, err := pgx.ForEachRow(rows, []any{&stage, &since, &before}, func() error { c.medians[stage-1] = Median{since, before}; return nil })
	return err
}

func (c *counting) readThings(rows pgx.Rows) error {
	var what, name string
	var n Count
	_, err := pgx.ForEachRow(rows, []any{&what, &name, &n.Period, &n.Total}, func() error {
		c.add(map[string]map[string]Count{what: {name: n}})
		return nil
	})
	return err
}

func (c *counting) add(kinds map[string]map[string]Count) {
	for what, names := range kinds {
		for name, n := range names {
			if c.kinds[what] == nil {
				c.kinds[what] = map[string]Count{}
			}
			c.kinds[what][name] = c.kinds[what][name].plus(n)
		}
	}
}

func (c *counting) report() Report {
	r := Report{Medians: c.medians, Trained: c.of("trained"), Classes: c.of("class"), Licences: c.of("licence"),
		Products: c.kinds["product"][""], Omzets: c.kinds["omzet"][""], Erased: c.kinds["erased"][""]}
	for _, code := range slices.Sorted(maps.Keys(c.areas)) {
		r.Areas = append(r.Areas, *c.areas[code])
		r.Registered = r.Registered.plus(c.areas[code].Steps[0])
	}
	return r
}

func (c *counting) of(what string) (list []Kind) {
	for _, name := range slices.Sorted(maps.Keys(c.kinds[what])) {
		list = append(list, Kind{name, c.kinds[what][name]})
	}
	return list
}
