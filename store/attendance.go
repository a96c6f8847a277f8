package store

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"langkah/bot"
)

// complete gives those of some people who were there on all days of a class
// their certificate, and step 2 its evidence. It returns the certificates that
// are new. The class is locked; who has a seat may be absent by now. It tells
// nobody.
func (t Tx) complete(ctx context.Context, c classRow, members []int64, at time.Time) (map[int64]string, error) {
	certificates := map[int64]string{}
	if len(c.Days) == 0 || len(members) == 0 {
		return certificates, nil
	}
	last := c.Days[len(c.Days)-1].Starts
	err := t.tx.read(ctx, func(rows pgx.Rows) error {
		var member int64
		var certificate string
		_, err := pgx.ForEachRow(rows, []any{&member, &certificate}, func() error { certificates[member] = certificate; return nil })
		return err
	}, `
		with done as (
		    update bookings b set state = 'attended', updated_at = $6,
		           certificate = coalesce(certificate, 'SRT-' || $4 || '-' || lpad(nextval('certificate_numbers')::text, 6, '0'))
		    where class_id = $1 and member_id = any($2) and state in ('booked', 'absent')
		      and not exists (select from class_days d where d.class_id = $1
		                      and not exists (select from attendance a where a.class_id = $1 and a.member_id = b.member_id and a.day = d.day))
		    returning member_id, certificate
		), step as (
		    insert into stages as s (member_id, stage, status, source, evidence, at)
		    select member_id, 2, 'done', 'class', $3 || ' ' || certificate, $5 from done order by member_id
		    on conflict (member_id, stage) do update
		    set status = excluded.status, source = excluded.source, evidence = excluded.evidence, at = excluded.at
		    where s.status <> 'done' or s.evidence = ''
		)
		select member_id, certificate from done`, c.id, members, c.Code, last.In(bot.WIB).Format("2006"), last, at)
	if err != nil {
		return nil, fmt.Errorf("complete a class: %w", err)
	}
	return certificates, nil
}
