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
// write; Full had the week's share of news.
type Through struct {
	Account        bot.Account
	Now, Next      int
	Full, Unfilled int
}

// MissingText is how many texts cannot be made, because of what, and of whom.
type MissingText struct {
	Why     string // missing_kelurahan
	People  int
	Members []string // numbers, the first few
}

const shownMissing = 20

// Preflight looks whom a broadcast would reach. Nothing is written.
func (s *Store) Preflight(ctx context.Context, code string, way Way, at time.Time) (p Preflight, err error) {
	err = s.Within(ctx, func(t Tx) error {
		p = Preflight{}
		b, err := t.broadcast(ctx, code, "")
		if err != nil {
			return err
		}
		return t.preflight(ctx, b, way, at, &p)
	})
	if err != nil {
		return p, fmt.Errorf("look what a broadcast would do: %w", err)
	}
	return p, nil
}

func (t Tx) preflight(ctx context.Context, b Broadcast, way Way, at time.Time, p *Preflight) error {
	segments, err := t.segments(ctx)
	if err != nil {
		return err
	}
	args := way.args(at, b.Spends)
	cond, err := b.Audience.bind(&args, segments, at)
	if err != nil {
		return err
	}
	who := `with who as materialized (` + fmt.Sprintf(meant, cond, missing(b.Needs)) + `)`
	t.tx.wide()
	t.tx.ask("count whom it reaches", func(rows pgx.Rows) error { return p.reached(rows) }, who+`
		select coalesce(channel, ''), coalesce(account, ''), count(*) filter (where missing is null and not "full" and not cold),
		       count(*) filter (where missing is null and not "full" and cold), count(*) filter (where missing is null and "full"), count(*) filter (where missing is not null),
		       count(*) filter (where address_id is null and (select phone from members m where m.id = who.id) <> ''), count(*)
		from who group by 1, 2 order by 1, 2`, args...)
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
	segmentArgs := []any{}
	if cond, err = b.Audience.bind(&segmentArgs, segments, at); err != nil {
		return err
	}
	t.tx.ask("count who want no news", func(rows pgx.Rows) error { return one(rows, &p.OptedOut) }, `
		select count(*) from members m left join conversations c on c.member_id = m.id
		where m.number is not null and m.merged_into is null and m.erased_at is null and not (m.service and m.announcements) and `+cond, segmentArgs...)
	return t.tx.flush(ctx)
}

func (p *Preflight) reached(rows pgx.Rows) error {
	var r Through
	var calls, all int
	_, err := pgx.ForEachRow(rows, []any{&r.Account.Channel, &r.Account.Name, &r.Now, &r.Next, &r.Full, &r.Unfilled, &calls, &all}, func() error {
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
