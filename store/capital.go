package store

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"langkah/bot"
	"langkah/flows"
)

// standing is what decides about capital for somebody. Papers that have run out
// on a day of Jakarta are none, nor are those that staff have returned.
func (t Tx) standing(ctx context.Context, member int64, now time.Time) (s flows.Standing, err error) {
	t.tx.ask("read papers", func(rows pgx.Rows) (err error) { s.Papers, err = pgx.CollectRows(rows, pgx.RowTo[string]); return err }, `
		select kind from licences where member_id = $1 and returned = '' and (expires_on is null or expires_on >= $2::date) order by kind`, member, bot.Day(now).Format(time.DateOnly))
	t.tx.ask("read interests", func(rows pgx.Rows) error {
		var i flows.Interest
		var age *bool
		_, err := pgx.ForEachRow(rows, []any{&i.Offer, &i.State, &age}, func() error {
			s.Interests = append(s.Interests, i)
			if age != nil {
				s.OfAge = map[bool]string{true: "yes", false: "no"}[*age]
			}
			return nil
		})
		return err
	}, `select offer, state, of_age from interests where member_id = $1 order by changed_at, offer`, member)
	s.Books, _, err = t.books(ctx, member)
	return s, err
}

func (t Tx) lookAtStanding(ctx context.Context, act Act, a flows.LookAtStanding) (flows.Outcome, error) {
	s, err := t.standing(ctx, act.MemberID, a.Now)
	return flows.Outcome{Event: flows.Next, Args: flows.Args{"Standing": s}}, err
}

// lookAtInterest: what is decided is asked after no more.
func (t Tx) lookAtInterest(ctx context.Context, act Act, a flows.LookAtInterest) (flows.Outcome, error) {
	s, err := t.standing(ctx, act.MemberID, a.Now)
	out := flows.Outcome{Event: "gone", Args: flows.Args{"Standing": s}}
	for _, i := range s.Interests {
		if i.Offer == a.Offer && (i.State == flows.Interested || i.State == flows.Applied) {
			out.Event = "open"
		}
	}
	return out, err
}

func (t Tx) noteInterest(ctx context.Context, act Act, a flows.NoteInterest) (flows.Outcome, error) {
	var offer string
	err := t.tx.QueryRow(ctx, `
		insert into interests as i (member_id, offer, state, of_age, amount, at, changed_at)
		select id, $2::text, $3::text, case $4::text when 'yes' then true when 'no' then false end, nullif($5::bigint, 0), $6::timestamptz, $6 from members where id = $1 and number is not null
		on conflict (member_id, offer) do update
		set state = case when excluded.state = 'interested' and i.state in ('applied', 'approved') then i.state else excluded.state end, of_age = coalesce(excluded.of_age, i.of_age), amount = coalesce(excluded.amount, i.amount), changed_at = excluded.changed_at
		returning offer`, act.MemberID, a.Offer, string(a.State), a.OfAge, a.Amount, act.At).Scan(&offer)
	switch {
	case errors.Is(err, pgx.ErrNoRows):
		return flows.Outcome{Event: "visitor"}, nil
	case err != nil:
		return flows.Outcome{}, fmt.Errorf("note interest: %w", err)
	}
	t.MarkStage(act.MemberID, a.Stage(), act.At)
	return flows.Outcome{Event: "noted"}, nil
}
