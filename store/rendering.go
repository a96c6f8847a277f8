package store

import (
	"context"
	"fmt"
	"time"

	"langkah/bot"
)

// EachText gives everybody's text of a broadcast to see, as it would be filled in
// now: by member number. Who is reached by no chat has none.
func (s *Store) EachText(ctx context.Context, code string, way Way, at time.Time, see func(number string, o bot.Outbound) error) error {
	var who string
	var args []any
	var id int64
	err := s.Within(ctx, func(t Tx) error {
		b, err := t.broadcast(ctx, code, "")
		if err == nil {
			id, b.rest = b.ID, b.Upto > 0
			who, args, err = t.whoIsMeant(ctx, b, 0, way, at)
		}
		return err
	})
	if err == nil {
		err = s.seeTexts(ctx, who+fmt.Sprintf(`
			select o.number, o.channel, o.account, `+filling+`
			from (select w.channel, w.account, w.id as member_id, m.number, %d::bigint as broadcast_id from who w join members m using (id) where w.address_id is not null) o
			order by o.member_id`, id), args, see)
	}
	if err != nil {
		return fmt.Errorf("make the texts of a broadcast: %w", err)
	}
	return nil
}

// seeTexts keeps none of them: there may be hundreds of thousands.
func (s *Store) seeTexts(ctx context.Context, sql string, args []any, see func(string, bot.Outbound) error) error {
	rows, err := s.pool.Query(ctx, sql, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var number string
		var o bot.Outbound
		var fill []string
		if err := rows.Scan(&number, &o.To.Channel, &o.To.Account, &fill); err != nil {
			return err
		}
		if err := fillIn(&o, fill); err != nil {
			return err
		}
		if err := see(number, o); err != nil {
			return err
		}
	}
	return rows.Err()
}
