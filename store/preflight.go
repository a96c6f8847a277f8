package store

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"langkah/bot"
)

// Preflight is what a broadcast would do if it began now.
type Preflight struct {
	People   int           // whom the audience means and who want news
	OptedOut int           // whom it means, too, and who do not
	Reach    []Through     // by channel, then account
	Calls    int           // reached by no chat, with a phone
	Nowhere  int           // reached by nothing
	Missing  []MissingText // texts that cannot be made, by what is not known
	Examples []bot.Outbound
}

// Through is how many a broadcast reaches by an account: now, or when they next
// write; Full had the week's share of news. Of those now, Begins have not written
// for bot.OpenFor: where people write first, each is a talk that is begun.
type Through struct {
	Account        bot.Account
	Now, Begins    int
	Next           int
	Full, Unfilled int
}

// MissingText is how many texts cannot be made, because of what, and of whom.
type MissingText struct {
	Why     string // missing_kelurahan
	People  int
	Members []string // numbers, the first few
}

const shownMissing = 20

// Preflight looks whom a broadcast would reach; once its rows are being written, who
// is to get it yet. Nothing is written.
func (s *Store) Preflight(ctx context.Context, code string, way Way, at time.Time) (p Preflight, err error) {
	err = s.Within(ctx, func(t Tx) error {
		p = Preflight{}
		b, err := t.broadcast(ctx, code, "")
		if err != nil {
			return err
		}
		b.rest = b.Upto > 0
		return t.preflight(ctx, b, way, at, &p)
	})
	if err != nil {
		return p, fmt.Errorf("look what a broadcast would do: %w", err)
	}
	return p, nil
}

// Unwritten is whom a broadcast that runs reaches beside those whose rows are
// written already.
func (s *Store) Unwritten(ctx context.Context, b Broadcast, way Way, at time.Time) ([]Through, error) {
	var p Preflight
	err := s.Within(ctx, func(t Tx) error {
		p = Preflight{}
		who, args, err := t.whoIsMeant(ctx, b, b.Upto, way, at)
		if err != nil {
			return err
		}
		t.reached(who, args, &p)
		return t.tx.flush(ctx)
	})
	if err != nil {
		return nil, fmt.Errorf("count whom a broadcast reaches yet: %w", err)
	}
	return p.Reach, nil
}

// whoIsMeant begins a query with the members behind one whom a broadcast means: who.
func (t Tx) whoIsMeant(ctx context.Context, b Broadcast, behind int64, way Way, at time.Time) (who string, args []any, err error) {
	segments, err := t.segments(ctx)
	if err != nil {
		return "", nil, err
	}
	args = way.args(at, b.Spends || b.rest) // the week's share was weighed as its rows were written
	cond, err := b.Audience.bind(&args, segments, at)
	t.tx.wide()
	only := fmt.Sprintf(` and m.id > %d`, behind)
	if b.rest {
		only = fmt.Sprintf(` and (m.id > %d or exists (select from outbox o where o.broadcast_id = %d and o.member_id = m.id and o.state in ('queued', 'waiting') offset 0))`, b.Upto, b.ID)
	}
	return `with who as materialized (` + fmt.Sprintf(meant, cond, missing(b.Needs)) + only + `)`, args, err
}

// reached counts them by how they are reached. It is put off.
func (t Tx) reached(who string, args []any, p *Preflight) {
	t.tx.ask("count whom it reaches", func(rows pgx.Rows) error { return p.reached(rows) }, who+fmt.Sprintf(`
		select coalesce(channel, ''), coalesce(account, ''), count(*) filter (where missing is null and not "full" and not cold),
		       count(*) filter (where missing is null and not "full" and not cold and channel = any($1)
		                        and coalesce(heard_at < $3::timestamptz - make_interval(secs => %d), true)),
		       count(*) filter (where missing is null and not "full" and cold), count(*) filter (where missing is null and "full"), count(*) filter (where missing is not null),
		       count(*) filter (where address_id is null and (select phone from members m where m.id = who.id) <> ''), count(*)
		from who group by 1, 2 order by 1, 2`, int(bot.OpenFor.Seconds())), args...)
}

func (t Tx) preflight(ctx context.Context, b Broadcast, way Way, at time.Time, p *Preflight) error {
	who, args, err := t.whoIsMeant(ctx, b, 0, way, at)
	if err != nil {
		return err
	}
	t.reached(who, args, p)
	t.tx.ask("find texts that cannot be made", func(rows pgx.Rows) (err error) {
		p.Missing, err = pgx.CollectRows(rows, func(row pgx.CollectableRow) (m MissingText, err error) {
			return m, row.Scan(&m.Why, &m.People, &m.Members)
		})
		return err
	}, who+fmt.Sprintf(`
		select missing, count(*), (array_agg(m.number order by m.id))[1:%d] from who join members m using (id) where missing is not null and address_id is not null group by 1 order by 1`, shownMissing), args...)
	t.tx.ask("show examples", func(rows pgx.Rows) (err error) {
		p.Examples, err = pgx.CollectRows(rows, func(row pgx.CollectableRow) (o bot.Outbound, err error) {
			var fill []byte
			if err = row.Scan(&o.To.Channel, &o.To.Account, &fill); err == nil {
				err = fillIn(&o, fill)
			}
			return o, err
		})
		return err
	}, who+`, few as (
		select w.*, row_number() over (partition by channel order by id) as n from who w where address_id is not null and missing is null and not "full")
		select o.channel, o.account, `+filling+`
		from (select channel, account, id as member_id, `+fmt.Sprint(b.ID)+`::bigint as broadcast_id from few where n <= 3) o order by 1, 2, o.member_id`, args...)
	return t.optedOut(ctx, b, at, p)
}

func (t Tx) optedOut(ctx context.Context, b Broadcast, at time.Time, p *Preflight) error {
	segments, err := t.segments(ctx)
	if err != nil {
		return err
	}
	args := []any{}
	cond, err := b.Audience.bind(&args, segments, at)
	if err != nil {
		return err
	}
	t.tx.ask("count who want no news", func(rows pgx.Rows) error { return one(rows, &p.OptedOut) }, `
		select count(*) from members m left join conversations c on c.member_id = m.id
		where m.number is not null and m.merged_into is null and m.erased_at is null and not (m.service and m.announcements) and `+cond, args...)
	return t.tx.flush(ctx)
}

func (p *Preflight) reached(rows pgx.Rows) error {
	var r Through
	var calls, all int
	_, err := pgx.ForEachRow(rows, []any{&r.Account.Channel, &r.Account.Name, &r.Now, &r.Begins, &r.Next, &r.Full, &r.Unfilled, &calls, &all}, func() error {
		p.People += all
		if r.Account.Channel == "" {
			p.Calls, p.Nowhere = calls, all-calls
			return nil
		}
		p.Reach = append(p.Reach, r)
		return nil
	})
	return err
}
