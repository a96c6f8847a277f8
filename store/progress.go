package store

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"langkah/bot"
)

// Tally is how many rows of a broadcast are in a state for a reason, by account.
type Tally struct {
	Account       bot.Account
	State, Reason string
	People        int
	Minute, Ten   int // of these, how many left in the last minute, in the last ten
}

// Tallies counts a broadcast's rows.
func (s *Store) Tallies(ctx context.Context, b Broadcast, at time.Time) ([]Tally, error) {
	rows, err := s.pool.Query(ctx, `
		select channel, account, state, coalesce(reason, ''), count(*), count(*) filter (where sent_at > $2), count(*) filter (where sent_at > $3)
		from outbox where broadcast_id = $1 group by 1, 2, 3, 4 order by 1, 2, 3, 4`, b.ID, at.Add(-time.Minute), at.Add(-10*time.Minute))
	if err != nil {
		return nil, fmt.Errorf("count a broadcast: %w", err)
	}
	list, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (t Tally, err error) {
		return t, row.Scan(&t.Account.Channel, &t.Account.Name, &t.State, &t.Reason, &t.People, &t.Minute, &t.Ten)
	})
	if err != nil {
		return nil, fmt.Errorf("count a broadcast: %w", err)
	}
	return list, nil
}

// Queue is what a broadcast has to send by an account. Begins as in Through.
type Queue struct {
	Code    string
	Account bot.Account
	Left    int
	Begins  int
}

// BroadcastQueues are those of all broadcasts that are not over: what is queued,
// and what is held until its number may send.
func (s *Store) BroadcastQueues(ctx context.Context, way Way, at time.Time) ([]Queue, error) {
	rows, err := s.pool.Query(ctx, `
		select b.code, q.channel, q.account, count(*), count(*) filter (where q.channel = any($1) and coalesce(a.heard_at < $2, true))
		from broadcasts b join lateral (
		    select o.channel, o.account, o.address_id from outbox o where o.broadcast_id = b.id and o.state || '' = 'queued' and o.lane > 0
		    union all
		    select o.channel, o.account, o.address_id from outbox o where o.broadcast_id = b.id and o.state || '' = 'waiting' and o.reason = 'number_held'
		) q on true join addresses a on a.id = q.address_id
		where b.state in ('running', 'paused') group by 1, 2, 3 order by 1, 2, 3`, way.args(at, false)[0], at.Add(-bot.OpenFor))
	if err != nil {
		return nil, fmt.Errorf("count what broadcasts have to send: %w", err)
	}
	list, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (q Queue, err error) {
		return q, row.Scan(&q.Code, &q.Account.Channel, &q.Account.Name, &q.Left, &q.Begins)
	})
	if err != nil {
		return nil, fmt.Errorf("count what broadcasts have to send: %w", err)
	}
	return list, nil
}

// BroadcastRow is what became of a broadcast for one person. Zero times: not.
type BroadcastRow struct {
	ID            int64
	Number, Name  string
	Channel       string
	State, Reason string
	Written, Sent time.Time
	Delivered     time.Time
	Read          time.Time
}

const selectBroadcastRows = `
	select o.id, coalesce(m.number, ''), coalesce(m.name, ''), o.channel, o.state, coalesce(o.reason, ''), o.created_at, o.sent_at, o.delivered_at, o.read_at
	from outbox o join members m on m.id = o.member_id where o.broadcast_id = $1 `

// ExportBroadcast gives a broadcast's rows to see, one a person, and notes who
// asked.
func (s *Store) ExportBroadcast(ctx context.Context, code string, by Who, at time.Time, see func(BroadcastRow) error) error {
	var id int64
	if err := s.control(ctx, "export", code, by, at, func(_ context.Context, _ Tx, b Broadcast) error { id = b.ID; return nil }); err != nil {
		return err
	}
	if err := s.eachRow(ctx, see, selectBroadcastRows+`order by o.member_id`, id); err != nil {
		return fmt.Errorf("export a broadcast: %w", err)
	}
	return nil
}

// Doubtful are a broadcast's rows that may have arrived, or not: nobody knows.
func (s *Store) Doubtful(ctx context.Context, b Broadcast) (list []BroadcastRow, err error) {
	err = s.eachRow(ctx, func(r BroadcastRow) error { list = append(list, r); return nil }, selectBroadcastRows+`and o.state = 'unknown' order by o.id`, b.ID)
	if err != nil {
		return nil, fmt.Errorf("list what is in doubt: %w", err)
	}
	return list, nil
}

func (s *Store) eachRow(ctx context.Context, see func(BroadcastRow) error, sql string, args ...any) error {
	rows, err := s.pool.Query(ctx, sql, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var r BroadcastRow
		var sent, delivered, read *time.Time
		if err := rows.Scan(&r.ID, &r.Number, &r.Name, &r.Channel, &r.State, &r.Reason, &r.Written, &sent, &delivered, &read); err != nil {
			return err
		}
		r.Sent, r.Delivered, r.Read = orZero(sent), orZero(delivered), orZero(read)
		if err := see(r); err != nil {
			return err
		}
	}
	return rows.Err()
}
