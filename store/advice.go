package store

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"

	"langkah/bot"
	"langkah/templates/programme"
)

// Advice is the kind of the reminders that are planned by the rules.
const Advice = "advice"

const (
	planBatch = 2000 // members a commit
	planHour  = 5    // o'clock in WIB, when a day's planning begins
)

// planningDay is the day whose planning is to be done at that time.
func planningDay(now time.Time) time.Time { return bot.Day(now.Add(-planHour * time.Hour)) }

// stepStands are where a step can stand, as the view member_tags numbers them.
var stepStands = []string{"none", "in_progress", "done", "not_needed", "stuck"}

// ruleColumns are the rules as the statements take them, and then the time.
func ruleColumns(rules []programme.Rule, now time.Time) []any {
	n := len(rules)
	name, since, needs, bars, class, mark := make([]string, n), make([]string, n), make([]string, n), make([]string, n), make([]string, n), make([]string, n)
	stage, stands, days, every, rest, until, opens := make([]int32, n), make([]int32, n), make([]int32, n), make([]int32, n), make([]int32, n), make([]int32, n), make([]int32, n)
	for i, r := range rules {
		for _, s := range r.Status {
			stands[i] |= 1 << slices.Index(stepStands, s)
		}
		name[i], since[i], class[i], mark[i] = r.Name, r.Since, r.Class, r.Mark
		needs[i], bars[i] = strings.Join(r.With, " "), strings.Join(r.Not, " ")
		stage[i], days[i], every[i], rest[i], until[i], opens[i] = int32(r.Stage), int32(r.Days), int32(r.Every), int32(r.Rest), int32(r.Until), int32(r.Opens)
	}
	return []any{name, stage, stands, since, days, every, rest, needs, bars, class, until, mark, opens, now, bot.Day(now).Format(time.DateOnly)}
}

// Planned is what a planning did.
type Planned struct {
	Members, Written, Dropped int
	upto                      int64
}

// plan plans the next reminder of members: those after one's id, or those of a
// list of ids.
func (t Tx) plan(ctx context.Context, rules []programme.Rule, whose string, ids any, now time.Time) (p Planned, err error) {
	args := append(ruleColumns(rules, now), ids, planBatch)
	err = t.tx.read(ctx, func(rows pgx.Rows) error { return one(rows, &p.Members, &p.upto, &p.Written, &p.Dropped) }, planSome(whose), args...)
	if err != nil {
		return p, fmt.Errorf("plan reminders: %w", err)
	}
	return p, nil
}

// PlanAdvice goes on with the planning of a day, by one batch of members; done:
// there is nothing more to plan on it. Several replicas may: one does. Other
// rules begin a planning of their own.
func (s *Store) PlanAdvice(ctx context.Context, rules []programme.Rule, now time.Time) (p Planned, done bool, err error) {
	hash, day := programme.Hash(rules), planningDay(now).Format(time.DateOnly)
	err = s.Within(ctx, func(t Tx) error {
		p, done = Planned{}, false
		t.tx.put("begin a planning", `
			insert into plannings as p (rules, day, upto, ended) values ($1, $2, 0, false)
			on conflict (rules) do update set day = excluded.day, upto = 0, ended = false where p.day < excluded.day`, hash, day)
		var upto *int64
		err := t.tx.read(ctx, func(rows pgx.Rows) error {
			_, err := pgx.ForEachRow(rows, []any{&upto, &done}, func() error { return nil })
			return err
		}, `select upto, ended from plannings where rules = $1 for update skip locked`, hash)
		if err != nil || upto == nil || done {
			return err
		}
		if p, err = t.plan(ctx, rules, after, *upto, now); err != nil {
			return err
		}
		done = p.Members < planBatch
		t.tx.put("note how far a planning is", `
			update plannings set upto = greatest(upto, $2), ended = $3 where rules = $1`, hash, p.upto, done)
		t.tx.put("forget the plannings of other rules", `delete from plannings where rules <> $1`, hash)
		return nil
	})
	return p, done, err
}

// NextPlanning is when the planning of the next day begins; now where that of
// this day is not done, zero where nobody is to be planned for.
func (s *Store) NextPlanning(ctx context.Context, rules []programme.Rule, now time.Time) (at time.Time, err error) {
	var any, done bool
	err = s.pool.QueryRow(ctx, `
		select exists (select from members where number is not null), exists (select from plannings where rules = $1 and day = $2 and ended)`,
		programme.Hash(rules), planningDay(now).Format(time.DateOnly)).Scan(&any, &done)
	switch {
	case err != nil:
		return at, fmt.Errorf("find the next planning: %w", err)
	case !any:
		return at, nil
	case !done:
		return now, nil
	}
	return planningDay(now).AddDate(0, 0, 1).Add(planHour * time.Hour), nil
}

// Ahead is how many active members have exactly one thing that they will hear
// of or do next, and who has not.
type Ahead struct {
	Members int // active
	Missing int // with nothing
	Double  int // with more than one
	IDs     []int64
}

// Ahead looks at all active members; it lists up to limit who have not one.
func (s *Store) Ahead(ctx context.Context, now time.Time, limit int) (st Ahead, err error) {
	err = s.Within(ctx, func(t Tx) error {
		t.tx.wide()
		return t.tx.read(ctx, func(rows pgx.Rows) error { return one(rows, &st.Members, &st.Missing, &st.Double, &st.IDs) },
			aheadOfAll, now, limit, planningDay(now).Add(planHour*time.Hour))
	})
	if err != nil {
		return st, fmt.Errorf("look at everybody's next step: %w", err)
	}
	return st, nil
}

// Heal plans the next reminder of members anew.
func (s *Store) Heal(ctx context.Context, rules []programme.Rule, members []int64, now time.Time) (total Planned, err error) {
	for len(members) > 0 && err == nil {
		some := members[:min(planBatch, len(members))]
		members = members[len(some):]
		err = s.Within(ctx, func(t Tx) error {
			p, err := t.plan(ctx, rules, these, some, now)
			total.Members, total.Written, total.Dropped = total.Members+p.Members, total.Written+p.Written, total.Dropped+p.Dropped
			return err
		})
	}
	return total, err
}

// loadAdvice tells which of the reminders that were planned by a rule still hold.
func (t Tx) loadAdvice(ctx context.Context, list map[int64]*Reminder, rules []programme.Rule, at time.Time) error {
	var ids, members []int64
	for id, r := range list {
		if r.Kind == Advice {
			ids, members = append(ids, id), append(members, r.member)
		}
	}
	if len(ids) == 0 {
		return nil
	}
	rows, err := t.tx.Query(ctx, holding, append(ruleColumns(rules, at), ids, members)...)
	if err != nil {
		return fmt.Errorf("look what still holds: %w", err)
	}
	var id int64
	_, err = pgx.ForEachRow(rows, []any{&id}, func() error {
		list[id].Holds = true
		return nil
	})
	if err != nil {
		return fmt.Errorf("look what still holds: %w", err)
	}
	return nil
}

// Who tells the numbers of members, in the order of their ids.
func (s *Store) Who(ctx context.Context, ids []int64) (numbers []string, err error) {
	rows, err := s.pool.Query(ctx, `select number from members where id = any($1) and number is not null order by id`, ids)
	if err == nil {
		numbers, err = pgx.CollectRows(rows, pgx.RowTo[string])
	}
	if err != nil {
		return nil, fmt.Errorf("read numbers of members: %w", err)
	}
	return numbers, nil
}
