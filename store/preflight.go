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

const (
	shownMissing = 20
	openFor      = int(bot.OpenFor / time.Second)
)

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
		return t.meant(ctx, b, b.Upto, way, at, &p)
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

// reaching counts who by how they are reached; of those now, who has not written
// for so many seconds.
const reaching = `
	select coalesce(channel, '') as a, coalesce(account, '') as b, array[count(*) filter (where missing is null and not "full" and not cold),
	       count(*) filter (where missing is null and not "full" and not cold and channel = any($1)
	                        and coalesce(heard_at < $3::timestamptz - make_interval(secs => %[1]d), true)),
	       count(*) filter (where missing is null and not "full" and cold), count(*) filter (where missing is null and "full"), count(*) filter (where missing is not null),
	       count(*) filter (where address_id is null and (select phone from members m where m.id = who.id) <> ''), count(*)] as counts,
	       null::text[] as members, null::text[] as fill, 0::bigint as id
	from who group by 1, 2`

// foreseeing tells, too, which texts cannot be made, and shows three that can for
// each channel. Everybody is read once: there may be hundreds of thousands.
const foreseeing = reaching + `
	union all
	select missing, '', array[count(*)], (array_agg(m.number order by m.id))[1:%[2]d], null, 0 from who join members m using (id) where missing is not null and address_id is not null group by 1
	union all
	select o.channel, o.account, null, null, ` + filling + `, o.member_id
	from (select channel, account, id as member_id, %[3]d::bigint as broadcast_id from (
	          select w.*, row_number() over (partition by channel order by id) as n from who w where address_id is not null and missing is null and not "full") few
	      where n <= 3) o`

// reached reads what those say. It is put off.
func (t Tx) reached(who, sql string, args []any, p *Preflight) {
	t.tx.ask("look whom it reaches", p.read, who+` select a, b, counts, members, fill from (`+sql+`) x order by a, b, id`, args...)
}

func (t Tx) preflight(ctx context.Context, b Broadcast, way Way, at time.Time, p *Preflight) error {
	who, args, err := t.whoIsMeant(ctx, b, 0, way, at)
	if err != nil {
		return err
	}
	t.reached(who, fmt.Sprintf(foreseeing, openFor, shownMissing, b.ID), args, p)
	return t.optedOut(ctx, b, at, p)
}

// meant counts them alone.
func (t Tx) meant(ctx context.Context, b Broadcast, behind int64, way Way, at time.Time, p *Preflight) error {
	who, args, err := t.whoIsMeant(ctx, b, behind, way, at)
	if err != nil {
		return err
	}
	t.reached(who, fmt.Sprintf(reaching, openFor), args, p)
	return t.tx.flush(ctx)
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

// read takes what reaching and foreseeing say.
func (p *Preflight) read(rows pgx.Rows) error {
	var a, b string
	var counts []int
	var members []string
	var fill []string
	_, err := pgx.ForEachRow(rows, []any{&a, &b, &counts, &members, &fill}, func() error {
		switch {
		case fill != nil:
			o := bot.Outbound{To: bot.Address{Channel: a, Account: b}}
			err := fillIn(&o, fill)
			p.Examples = append(p.Examples, o)
			return err
		case members != nil:
			p.Missing = append(p.Missing, MissingText{Why: a, People: counts[0], Members: members})
			return nil
		}
		p.People += counts[6]
		if a == "" {
			p.Calls, p.Nowhere = counts[5], counts[6]-counts[5]
			return nil
		}
		p.Reach = append(p.Reach, Through{Account: bot.Account{Channel: a, Name: b}, Now: counts[0], Begins: counts[1], Next: counts[2], Full: counts[3], Unfilled: counts[4]})
		return nil
	})
	return err
}
