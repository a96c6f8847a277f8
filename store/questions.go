package store

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/jackc/pgx/v5"

	"langkah/flows"
)

// Asked is how a question fared, in the month in which it was put.
type Asked struct {
	flows.Question
	Asked    int // how often somebody came to it
	Answered int
	Missed   int // answers that were not understood
}

// Left is how often it was not answered: they went elsewhere, or fell silent.
func (a Asked) Left() int { return max(0, a.Asked-a.Answered) }

// CountQuestions adds up what became of questions, in one statement, which is put
// off. A question stands in the list once.
func (t Tx) CountQuestions(list []Asked) {
	if len(list) == 0 {
		return
	}
	slices.SortFunc(list, func(a, b Asked) int { return strings.Compare(a.Flow+" "+a.State, b.Flow+" "+b.State) })
	n := len(list)
	names, states, months := make([]string, n), make([]string, n), make([]int32, n)
	asked, answered, missed := make([]int32, n), make([]int32, n), make([]int32, n)
	for i, a := range list {
		names[i], states[i], months[i] = a.Flow, a.State, int32(a.Month)
		asked[i], answered[i], missed[i] = int32(a.Asked), int32(a.Answered), int32(a.Missed)
	}
	t.tx.put("count questions", `
		insert into questions as q (flow, state, month, slot, asked, answered, missed)
		select flow, state, make_date(month / 100, month % 100, 1), pg_backend_pid() % 64, asked, answered, missed
		from unnest($1::text[], $2::text[], $3::int[], $4::int[], $5::int[], $6::int[]) as n (flow, state, month, asked, answered, missed)
		on conflict (flow, state, month, slot)
		do update set asked = q.asked + excluded.asked, answered = q.answered + excluded.answered, missed = q.missed + excluded.missed`,
		names, states, months, asked, answered, missed)
}

// Questions are those of the months that a period touches, by flow, state and
// month.
func (s *Store) Questions(ctx context.Context, p Period) ([]Asked, error) {
	from, end := p.bounds()
	rows, err := s.pool.Query(ctx, `
		select flow, state, extract(year from month)::int * 100 + extract(month from month)::int, sum(asked), sum(answered), sum(missed)
		from questions
		where month between date_trunc('month', $1 at time zone 'Asia/Jakarta') and ($2 at time zone 'Asia/Jakarta')::date - 1
		group by 1, 2, 3 order by 1, 2, 3`, from, end)
	if err != nil {
		return nil, fmt.Errorf("read questions: %w", err)
	}
	list, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (a Asked, err error) {
		return a, row.Scan(&a.Flow, &a.State, &a.Month, &a.Asked, &a.Answered, &a.Missed)
	})
	if err != nil {
		return nil, fmt.Errorf("read questions: %w", err)
	}
	return list, nil
}
