package store

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/jackc/pgx/v5"

	"langkah/bot"
)

// Message is an accepted message, as a turn reads it.
type Message struct {
	ID         int64
	ExternalID string
	To         Address // where the answer goes
	Kind       bot.Kind
	Text, Pick string
	Phone      string
	Media      *bot.Media
	Picture    string // what became of it, where a question asked for it: a FileRef, PictureWanted, or why there is none
	Masked     bool
	At         time.Time
	Tries      int

	ReminderID int64 // whose event it is; 0: somebody wrote
	Reminder   *Reminder
}

// Address is one of a person's, with what the channel vouches for.
type Address struct {
	ID int64
	bot.Address
	Phone   string
	HeardAt time.Time // when they wrote there last, up to an hour late; zero: never
}

// Received is an inbound message ready to be kept.
type Received struct {
	bot.Inbound
	Masked bool
}

// Accept keeps a batch in one commit and a statement a table: unknown senders
// become members (visitors), then every message that is not here yet is
// inserted. at is for messages that bring no time of their own.
func (s *Store) Accept(ctx context.Context, batch []Received, at time.Time) error {
	rows := columnsOf(batch, at)
	err := s.send(ctx, func(b *pgx.Batch) {
		b.Queue(newcomers, rows.channel, rows.account, rows.address, rows.phone, at, rows.kind)
		if slices.ContainsFunc(rows.phone, func(phone string) bool { return phone != "" }) {
			b.Queue(learnPhones, rows.channel, rows.account, rows.address, rows.phone)
		}
		b.Queue(insertInbox, rows.channel, rows.account, rows.address, rows.external, rows.kind,
			rows.text, rows.pick, rows.shared, rows.media, rows.masked, rows.at)
		b.Queue(hear, rows.channel, rows.account, rows.address, rows.kind, rows.at, at, heardStep)
	})
	if err != nil {
		return fmt.Errorf("accept %d messages: %w", len(batch), err)
	}
	return nil
}

// newcomers gives every unknown address a member and a conversation. Two
// processes that meet the same newcomer at once: the second waits on the
// unique key and inserts nothing. Both go by the address, so that they do not
// wait for each other. Whom staff write to is not one by that.
const newcomers = `
with wanted as (
    select distinct on (channel, account, address) channel, account, address, nullif(phone, '') as phone
    from unnest($1::text[], $2::text[], $3::text[], $4::text[], $6::text[]) as w (channel, account, address, phone, kind)
    where kind <> 'staff'
    order by channel, account, address, phone
), fresh as (
    select w.*, nextval(pg_get_serial_sequence('members', 'id')) as member_id
    from wanted w
    where not exists (select from addresses a
                      where (a.channel, a.account, a.address) = (w.channel, w.account, w.address))
), placed as (
    insert into addresses (member_id, channel, account, address, phone, created_at)
    select member_id, channel, account, address, phone, $5 from fresh order by channel, account, address
    on conflict do nothing
    returning member_id
), known as (
    insert into members (id, created_at) select member_id, $5 from placed returning id
)
insert into conversations (member_id, updated_at) select id, $5 from known`

// learnPhones keeps a number that a channel vouches for later than the first
// message, or again after it was erased.
const learnPhones = `
update addresses a set phone = w.phone
from (select distinct on (channel, account, address) *
      from unnest($1::text[], $2::text[], $3::text[], $4::text[]) as w (channel, account, address, phone)
      where phone <> ''
      order by channel, account, address, phone) w
where (a.channel, a.account, a.address) = (w.channel, w.account, w.address) and a.phone is distinct from w.phone`

// insertInbox keeps the order of the batch; what was delivered before is
// passed over.
const insertInbox = `
insert into inbox (channel, account, external_id, member_id, address_id, kind, text, pick, phone, media, masked, at)
select w.channel, w.account, w.external_id, a.member_id, a.id, w.kind, w.text, w.pick, w.phone, w.media::jsonb, w.masked, w.at
from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::bool[], $11::timestamptz[])
     with ordinality as w (channel, account, address, external_id, kind, text, pick, phone, media, masked, at, n)
join addresses a on (a.channel, a.account, a.address) = (w.channel, w.account, w.address)
order by w.n
for key share of a -- whose address it is must not change between this look and the commit
on conflict do nothing`

// hear notes when people wrote, by the messenger's clock but never ahead of ours.
// It may lag behind by a step, so that not every message of a talk writes it.
const hear = `
update addresses a set heard_at = w.at
from (select channel, account, address, least(max(at), $6) as at
      from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::timestamptz[]) as w (channel, account, address, kind, at)
      where kind not in ('due', 'staff', 'blocked', 'reopened')
      group by 1, 2, 3 order by 1, 2, 3) w
where (a.channel, a.account, a.address) = (w.channel, w.account, w.address)
  and (a.heard_at is null or a.heard_at < w.at - $7::interval)`

const heardStep = time.Hour

type inboxColumns struct {
	channel, account, address, phone, external, kind, text, pick, shared []string
	media                                                                []*string
	masked                                                               []bool
	at                                                                   []time.Time
}

func columnsOf(batch []Received, at time.Time) inboxColumns {
	var c inboxColumns
	for _, m := range batch {
		c.channel = append(c.channel, m.From.Channel)
		c.account = append(c.account, m.From.Account)
		c.address = append(c.address, plain(m.From.ID))
		c.external = append(c.external, key(m.ExternalID))
		c.kind = append(c.kind, string(m.Kind))
		c.text = append(c.text, plain(m.Text))
		c.pick = append(c.pick, plain(m.Pick))
		own, shared := plain(m.Phone), ""
		if m.Kind == bot.Contact {
			own, shared = "", own
		}
		c.phone = append(c.phone, own)
		c.shared = append(c.shared, shared)
		c.media = append(c.media, mediaJSON(m.Media))
		c.masked = append(c.masked, m.Masked)
		if m.At.IsZero() {
			m.At = at
		}
		c.at = append(c.at, m.At)
	}
	return c
}

func mediaJSON(m *bot.Media) *string {
	if m == nil {
		return nil
	}
	raw, _ := json.Marshal(plainMedia(*m)) // strings and a number: cannot fail
	text := string(raw)
	return &text
}

// Finish marks messages as answered. It is put off.
func (t Tx) Finish(_ context.Context, ids []int64, at time.Time) error {
	t.tx.put("finish messages", `update inbox set state = 'done', done_at = $2 where id = any($1)`, ids, at)
	return nil
}

// Leave marks messages as left to staff, who talk to the person themselves. It
// is put off.
func (t Tx) Leave(_ context.Context, ids []int64) error {
	t.tx.put("leave messages to staff", `update inbox set quiet = true where id = any($1)`, ids)
	return nil
}

// Fail counts a try of a member's message that failed alone (id 0: their
// oldest). After the last try the message is set aside for staff. It locks the
// conversation: what is said about the failure must not overtake answers that
// are being written. A message that was answered meanwhile is not counted.
func (t Tx) Fail(ctx context.Context, member, id int64, fault string, tries int) (m Message, lang string, last bool, err error) {
	err = t.tx.QueryRow(ctx, `select lang from conversations where member_id = $1 for update`, member).Scan(&lang)
	if err != nil {
		return m, "", false, fmt.Errorf("lock conversation: %w", err)
	}
	err = t.tx.QueryRow(ctx, `
		update inbox set tries = tries + 1, fault = $3, state = case when tries + 1 >= $4 then 'quarantined' else state end
		where member_id = $1 and state = 'pending'
		  and id = coalesce(nullif($2, 0), (select min(id) from inbox where member_id = $1 and state = 'pending'))
		returning id, address_id, kind, coalesce(reminder_id, 0), state = 'quarantined'`, member, id, plain(fault), tries).
		Scan(&m.ID, &m.To.ID, &m.Kind, &m.ReminderID, &last)
	if err != nil && !errors.Is(err, pgx.ErrNoRows) {
		return m, "", false, fmt.Errorf("count a failed try: %w", err)
	}
	return m, lang, last, nil
}
