package store

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"langkah/bot"
)

// Contacts is how an account stands with people.
type Contacts struct {
	Warm    int64 // who wrote there within bot.ColdAfter, and has not shut it
	Cooling int64 // of these, who last wrote before bot.CoolAfter
	Held    int64 // rows that wait until the account may send
	Trays   int64 // rows that wait until their person writes
	Begun   int64 // people with whom it has begun a talk today, a day of WIB
}

// ContactsOf are those of a channel's accounts; who is not among them has to do
// with nobody. people is people's time.
func (s *Store) ContactsOf(ctx context.Context, channel string, people time.Time) (map[string]Contacts, error) {
	rows, err := s.pool.Query(ctx, contacts, channel, people.Add(-bot.ColdAfter), people.Add(-bot.CoolAfter), bot.Day(people))
	if err != nil {
		return nil, fmt.Errorf("count whom %s reaches: %w", channel, err)
	}
	list := map[string]Contacts{}
	var name string
	var n Contacts
	_, err = pgx.ForEachRow(rows, []any{&name, &n.Warm, &n.Cooling, &n.Held, &n.Trays, &n.Begun}, func() error {
		list[name] = n
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("count whom %s reaches: %w", channel, err)
	}
	return list, nil
}

// contacts goes through the addresses of the channel, and by the partial
// indexes of the ledger. What a refusal held before there was a governor counts
// as held.
const contacts = `
select account, sum(warm)::bigint, sum(cooling)::bigint, sum(held)::bigint, sum(trays)::bigint, sum(begun)::bigint from (
    select account, count(*) as warm, count(*) filter (where heard_at < $3) as cooling, 0 as held, 0 as trays, 0 as begun
    from (select account, member_id, max(heard_at) as heard_at from addresses
          where channel = $1 and heard_at >= $2 and blocked_at is null group by account, member_id) people group by account
    union all
    select account, 0, 0, count(*) filter (where reason = 'number_held' or reason like 'held %'), count(*) filter (where reason = 'next_contact'), 0
    from outbox where channel = $1 and state = 'waiting' group by account
    union all
    select account, 0, 0, 0, 0, count(distinct member_id)
    from outbox where channel = $1 and begins and sent_at >= $4 group by account
) counts group by account`
