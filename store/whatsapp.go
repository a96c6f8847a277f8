package store

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"time"

	"github.com/jackc/pgx/v5"

	"langkah/bot"
)

// WhatsAppPerson is our id of whoever has the phone (E.164), the LID or both; ""
// where WhatsApp does not tell. It stays theirs for ever: when both turn out to
// be one person, the older id goes on, and the younger still leads to them.
func (s *Store) WhatsAppPerson(ctx context.Context, phone, lid string, at time.Time) (id string, err error) {
	err = s.pool.QueryRow(ctx, `select whatsapp_person(nullif($1, ''), nullif($2, ''), $3)::text`, plain(phone), plain(lid), at).Scan(&id)
	if err != nil {
		return "", fmt.Errorf("find person on whatsapp: %w", discreet(err))
	}
	return id, nil
}

// WhatsAppKnown is the same of whoever is known already; else "".
func (s *Store) WhatsAppKnown(ctx context.Context, phone, lid string) (id string, err error) {
	err = s.pool.QueryRow(ctx, `
		select coalesce((select id from whatsapp_people where lid = $2),
		                (select id from whatsapp_people where phone = $1), 0)::text`, plain(phone), plain(lid)).Scan(&id)
	if err != nil {
		return "", fmt.Errorf("find person on whatsapp: %w", discreet(err))
	}
	if id == "0" {
		return "", nil
	}
	return id, nil
}

// WhatsAppAt is where that person is reached; both are "" for an id of nobody.
func (s *Store) WhatsAppAt(ctx context.Context, id string) (phone, lid string, err error) {
	n, err := strconv.ParseInt(id, 10, 64)
	if err != nil {
		return "", "", nil
	}
	err = s.pool.QueryRow(ctx, `
		select coalesce(p.phone, ''), coalesce(p.lid, '') from whatsapp_people p
		where p.id = (select coalesce(into_id, id) from whatsapp_people where id = $1)`, n).Scan(&phone, &lid)
	if err != nil && !errors.Is(err, pgx.ErrNoRows) {
		return "", "", fmt.Errorf("find address on whatsapp: %w", discreet(err))
	}
	return phone, lid, nil
}

// Sent is the row that carries an id of ours, or a messenger's: to be shown
// again as it was, with what a file of ours holds. Erased ones are gone.
func (s *Store) Sent(ctx context.Context, of bot.Account, externalID string) (out bot.Outbound, found bool, err error) {
	rows, err := s.pool.Query(ctx, `
		select o.id, o.channel, o.account, a.address, coalesce(o.external_id, ''), o.text, o.choices, o.contact, o.resent, o.tries, o.lane, o.media,
       coalesce((select r.external_id from outbox r where r.id = o.recalls), '')
		from outbox o join addresses a on a.id = o.address_id
		where (o.channel, o.account, o.external_id) = ($1, $2, $3) and (o.text <> '' or o.media is not null)
		order by o.id desc limit 1`, of.Channel, of.Name, key(externalID))
	if err == nil {
		out, err = pgx.CollectExactlyOneRow(rows, scanOutbound)
	}
	switch {
	case errors.Is(err, pgx.ErrNoRows):
		return out, false, nil
	case err != nil:
		return out, false, fmt.Errorf("find a row by its id: %w", discreet(err))
	}
	if id, ours := out.Media.File(); ours {
		f, err := s.File(ctx, id)
		if err != nil && !errors.Is(err, ErrNoFile) {
			return out, false, err
		}
		out.Media.Content = f.Content
	}
	return out, true, nil
}

// PhoneSeen notes that the phone of a number was on the net; it never goes back.
func (s *Store) PhoneSeen(ctx context.Context, of bot.Account, at time.Time) error {
	_, err := s.pool.Exec(ctx, `
		insert into accounts (channel, name, phone_seen_at) values ($1, $2, $3)
		on conflict (channel, name) do update set phone_seen_at = greatest(accounts.phone_seen_at, $3)`, of.Channel, of.Name, at)
	if err != nil {
		return fmt.Errorf("note the phone of %s: %w", of, err)
	}
	return nil
}

// PhoneSeenAt is when that was. Zero: never.
func (s *Store) PhoneSeenAt(ctx context.Context, of bot.Account) (time.Time, error) {
	n, err := s.Number(ctx, of)
	return n.PhoneSeen, err
}
