package store

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"langkah/bot"
	"langkah/flows"
)

// books are what somebody has reported; member tells whether they may.
func (t Tx) books(ctx context.Context, id int64) (b flows.Books, member bool, err error) {
	t.tx.ask("read a member", func(rows pgx.Rows) error { return one(rows, &member) }, `select number is not null from members where id = $1`, id)
	err = t.tx.read(ctx, func(rows pgx.Rows) (err error) { b, err = pgx.CollectRows(rows, scanOmzet); return err }, `
		select month, omzet, coalesce(costs, -1) from omzets where member_id = $1 order by month desc`, id)
	if err != nil {
		return nil, false, fmt.Errorf("read books: %w", err)
	}
	return b, member, nil
}

func scanOmzet(row pgx.CollectableRow) (o flows.Omzet, err error) {
	var month time.Time
	err = row.Scan(&month, &o.Sales, &o.Costs)
	o.Month = flows.MonthOf(month)
	return o, err
}

func (t Tx) lookAtBooks(ctx context.Context, act Act, a flows.LookAtBooks) (flows.Outcome, error) {
	b, member, err := t.books(ctx, act.MemberID)
	if err != nil || !member {
		return flows.Outcome{Event: "visitor"}, err
	}
	return a.Outcome(b), nil
}

// reportOmzet writes a month and where its person stands by it. Nobody is asked
// for it any more.
func (t Tx) reportOmzet(ctx context.Context, act Act, a flows.ReportOmzet) (flows.Outcome, error) {
	t.tx.put("report omzet", `
		insert into omzets (member_id, month, omzet, costs, at)
		select id, $2::date, $3::bigint, nullif($4::bigint, -1), $5::timestamptz from members where id = $1 and number is not null
		on conflict (member_id, month) do update set omzet = excluded.omzet, costs = excluded.costs, at = excluded.at`,
		act.MemberID, a.Month.First(), a.Sales, a.Costs, act.At)
	t.tx.put("withdraw the asking for a month", `
		update reminders set state = 'dropped', reason = 'reported', settled_at = $4
		where member_id = $1 and kind = $2 and ref = $3 and state in ('due', 'fired', 'waiting')`, act.MemberID, flows.OmzetReminder, a.Month.String(), act.At)
	b, member, err := t.books(ctx, act.MemberID)
	if err != nil || !member {
		return flows.Outcome{Event: "visitor"}, err
	}
	was, err := t.stageOf(ctx, act.MemberID, flows.Bookkeeping)
	if err != nil {
		return flows.Outcome{}, err
	}
	mark := a.Stage(b)
	t.MarkStage(act.MemberID, mark, act.At)
	return flows.Outcome{Event: "saved", Args: flows.Args{"Books": b, "Reached": mark.Status == flows.Done && was != flows.Done}}, nil
}

// stageOf is where somebody stands in a step.
func (t Tx) stageOf(ctx context.Context, member int64, stage int) (s flows.StageStatus, err error) {
	err = t.tx.QueryRow(ctx, `select coalesce((select status from stages where member_id = $1 and stage = $2), '')`, member, stage).Scan(&s)
	if err != nil {
		return s, fmt.Errorf("read a step: %w", err)
	}
	return s, nil
}

const (
	askedWithin = 6       // months since a report: who stopped longer ago is asked no more
	askDays     = 5       // of a month, on which is asked for the one before
	askOpens    = 8 * 60  // the first minute of a day
	askSpan     = 12 * 60 // minutes from then on
	roundBatch  = 1000    // members planned in one statement
)

// planRound writes the next reminders of a round: each person has a day and a
// minute of their own. Whose has gone by while nothing ran comes at that minute
// of a later day.
const planRound = `
with round as materialized (
    select month, upto from omzet_rounds where month = $1 and done_at is null for update skip locked
), chosen as materialized (
    select o.member_id from round r
    cross join lateral (select distinct member_id from omzets where member_id > r.upto and month >= $2 and month <= $1 order by member_id limit $3) o
), timed as (
    select m.id, $4::timestamptz + make_interval(days => (m.id % $5)::int, mins => ($6 + m.id / $5 % $7)::int) as due
    from chosen s join members m on m.id = s.member_id
    where m.number is not null and m.service and m.advised and m.merged_into is null
      and not exists (select from omzets o where o.member_id = m.id and o.month = $1)
      and not exists (select from reminders r where r.member_id = m.id and r.kind = $8 and r.ref = $9)
), planned as (
    insert into reminders (member_id, kind, ref, class, due_at, useful_until, created_at)
    select id, $8, $9, 'advised', due + interval '1 day' * late, $10, $11
    from timed, lateral (select greatest(0, ceil(extract(epoch from $11::timestamptz - due) / 86400)) as late) l
    where due + interval '1 day' * late < $10 order by id
    on conflict do nothing
), gone as (select count(*) as n, max(member_id) as last from chosen)
update omzet_rounds r set upto = coalesce(gone.last, r.upto), done_at = case when gone.n < $3 then $11 end
from round, gone where r.month = round.month
returning gone.n, r.done_at is not null`

// AskForOmzet plans, on the first days of a month, the reminders of whoever is to
// report the one before: of so many as one statement takes. Several replicas may.
// done is true when there is nothing more to plan this month.
func (s *Store) AskForOmzet(ctx context.Context, now time.Time) (n int, done bool, err error) {
	month, first, until := round(now)
	if !now.Before(until) {
		return 0, true, nil
	}
	err = s.Within(ctx, func(t Tx) error {
		n, done = 0, false
		t.tx.put("begin a round", `insert into omzet_rounds (month) values ($1) on conflict do nothing`, month.First())
		t.tx.ask("look at a round", func(rows pgx.Rows) error { return one(rows, &done) }, `select done_at is not null from omzet_rounds where month = $1`, month.First())
		return t.tx.read(ctx, func(rows pgx.Rows) error {
			_, err := pgx.ForEachRow(rows, []any{&n, &done}, func() error { return nil })
			return err
		}, planRound, month.First(), (month - askedWithin).First(), roundBatch, first, askDays, askOpens, askSpan, flows.OmzetReminder, month.String(), until, now)
	})
	if err != nil {
		return 0, false, fmt.Errorf("ask for omzet: %w", err)
	}
	return n, done, nil
}

// NextRound is when there is something to plan next; zero: nobody reports.
func (s *Store) NextRound(ctx context.Context, now time.Time) (at time.Time, err error) {
	month, first, until := round(now)
	var reports, done bool
	err = s.pool.QueryRow(ctx, `
		select exists (select from omzets where month > $1), exists (select from omzet_rounds where month = $2 and done_at is not null)`,
		(month-askedWithin).First(), month.First()).Scan(&reports, &done)
	switch {
	case err != nil:
		return at, fmt.Errorf("find the next round: %w", err)
	case !reports:
		return at, nil
	case !done && now.Before(until):
		return now, nil
	}
	return first.AddDate(0, 1, 0), nil
}

// round is the month that is to be reported in a month, when that begins in
// Jakarta, and until when it is asked for.
func round(now time.Time) (month flows.Month, first, until time.Time) {
	l := now.In(bot.WIB)
	first = time.Date(l.Year(), l.Month(), 1, 0, 0, 0, 0, bot.WIB)
	return flows.MonthOf(l) - 1, first, first.AddDate(0, 0, askDays-1).Add(time.Minute * (askOpens + askSpan))
}
