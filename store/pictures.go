package store

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"langkah/bot"
	"langkah/flows"
)

// PictureWanted marks a message that waits for its picture: nobody answers it, nor
// what the person wrote after it.
const PictureWanted = "wanted"

// What a picture of somebody's is called and is, as we keep it.
const (
	PictureName = "foto.jpg"
	PictureMIME = "image/jpeg"
)

// Fetching is what this process can fetch now. Times are machine time.
type Fetching struct {
	From   []bot.Account
	Limit  int
	Now    time.Time
	Until  time.Time // nobody else takes them before
	Nobody time.Time // what was due before then can be fetched by nobody
}

// Wanted is a picture to be fetched.
type Wanted struct {
	InboxID int64
	Account bot.Account
	Media   bot.Media
	Tries   int // this one included
}

// Fetched is what became of it: the picture as we keep it, or Trouble.
type Fetched struct {
	InboxID int64
	Content []byte
	Trouble string    // flows.PictureAway …
	Expires time.Time // people's time
}

// WantPicture has a message wait for its picture. It is put off.
func (t Tx) WantPicture(inbox int64, machine time.Time) {
	t.tx.put("want a picture", `update inbox set picture = 'wanted', fetch_at = $2 where id = $1 and picture = ''`, inbox, machine)
}

// TakePictures gives pictures to be fetched, and tells how many were given up
// because nobody can.
func (s *Store) TakePictures(ctx context.Context, f Fetching) (list []Wanted, given int, err error) {
	channels, accounts := make([]string, len(f.From)), make([]string, len(f.From))
	for i, a := range f.From {
		channels[i], accounts[i] = a.Channel, a.Name
	}
	err = s.Within(ctx, func(t Tx) error {
		list = nil
		tag, err := t.tx.Exec(ctx, `update inbox set picture = $2 where picture = 'wanted' and fetch_at < $1`, f.Nobody, flows.PictureAway)
		if err != nil {
			return err
		}
		given = int(tag.RowsAffected())
		rows, err := t.tx.Query(ctx, `
			update inbox set fetch_at = $4, fetches = fetches + 1
			where id in (
			    select i.id from inbox i join unnest($1::text[], $2::text[]) a (channel, account) using (channel, account)
			    where i.picture = 'wanted' and i.fetch_at <= $3 order by i.fetch_at limit $5 for update of i skip locked)
			returning id, channel, account, media, fetches`, channels, accounts, f.Now, f.Until, f.Limit)
		if err != nil {
			return err
		}
		list, err = pgx.CollectRows(rows, func(row pgx.CollectableRow) (w Wanted, err error) {
			var media []byte
			if err := row.Scan(&w.InboxID, &w.Account.Channel, &w.Account.Name, &media, &w.Tries); err != nil || media == nil {
				return w, err
			}
			return w, json.Unmarshal(media, &w.Media)
		})
		return err
	})
	if err != nil {
		return nil, 0, fmt.Errorf("take pictures: %w", err)
	}
	return list, given, nil
}

// PutOffPicture has a picture tried again.
func (s *Store) PutOffPicture(ctx context.Context, inbox int64, machine time.Time) error {
	err := s.send(ctx, func(b *pgx.Batch) {
		b.Queue(`update inbox set fetch_at = $2 where id = $1 and picture = 'wanted'`, inbox, machine)
	})
	if err != nil {
		return fmt.Errorf("put off a picture: %w", err)
	}
	return nil
}

// SettlePicture has the message answered, with its picture or without. Where it
// is not waited for any more, nothing is kept.
func (s *Store) SettlePicture(ctx context.Context, f Fetched, at time.Time) error {
	err := s.send(ctx, func(b *pgx.Batch) {
		if f.Trouble != "" {
			b.Queue(`update inbox set picture = $2 where id = $1 and picture = 'wanted'`, f.InboxID, f.Trouble)
			return
		}
		b.Queue(`
			with waits as (
			    select id, member_id from inbox where id = $1 and picture = 'wanted' for update
			), kept as (
			    insert into files (kind, name, mime, content, created_at, expires_at, member_id)
			    select 'photo', $5, $6, $2, $3, $4, member_id from waits returning id
			)
			update inbox set picture = 'file:' || kept.id from kept where inbox.id = $1 -- a bot.FileRef`, f.InboxID, f.Content, at, f.Expires, PictureName, PictureMIME)
	})
	if err != nil {
		return fmt.Errorf("settle a picture: %w", err)
	}
	return nil
}

// keepPicture has a picture that its person sent stay with them, as long as they
// do. It is put off.
func (t Tx) keepPicture(member, id int64) {
	t.tx.put("keep a picture", `update files set expires_at = null where id = $2 and person_now(member_id) = person_now($1)`, member, id)
}
