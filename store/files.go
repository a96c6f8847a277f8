package store

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"langkah/bot"
)

// MaxFile is the most that a file of ours may hold, in bytes.
const MaxFile = 1 << 20

// File is a document or picture of ours.
type File struct {
	Kind     bot.Kind  // Document or Photo
	Name     string    // with its ending, without folders
	MIME     string    // text/calendar
	Content  []byte    // at most MaxFile
	Expires  time.Time // people's time: from then on it may be cleared away; zero: it is kept
	MemberID int64     // whom it was made for; it goes when they are erased; 0: nobody in particular

	// Token is of the link in the bubble's own text that leads to it: it does not
	// go with the bubble. "": it does.
	Token string
}

// ErrNoFile: there is none, or no more.
var ErrNoFile = errors.New("no such file")

// PutFiles keeps files and returns their ids, in their order.
func (t Tx) PutFiles(ctx context.Context, list []File, at time.Time) ([]int64, error) {
	n := len(list)
	kinds, names, mimes := make([]string, n), make([]string, n), make([]string, n)
	contents, expires, members := make([][]byte, n), make([]*time.Time, n), make([]*int64, n)
	for i, f := range list {
		kinds[i], names[i], mimes[i], contents[i] = string(f.Kind), plain(f.Name), plain(f.MIME), f.Content
		expires[i] = orNull(f.Expires)
		if f.MemberID != 0 {
			members[i] = &list[i].MemberID
		}
	}
	rows, err := t.tx.Query(ctx, `
		insert into files (kind, name, mime, content, created_at, expires_at, member_id)
		select f.kind, f.name, f.mime, f.content, $7, f.expires, f.member
		from unnest($1::text[], $2::text[], $3::text[], $4::bytea[], $5::timestamptz[], $6::bigint[])
		     with ordinality as f (kind, name, mime, content, expires, member, n)
		order by f.n
		returning id`, kinds, names, mimes, contents, expires, members, at)
	if err != nil {
		return nil, fmt.Errorf("put %d files: %w", n, err)
	}
	ids, err := pgx.CollectRows(rows, pgx.RowTo[int64])
	if err != nil {
		return nil, fmt.Errorf("put %d files: %w", n, err)
	}
	return ids, nil
}

// File reads a file; ErrNoFile if there is none.
func (s *Store) File(ctx context.Context, id int64) (f File, err error) {
	err = s.pool.QueryRow(ctx, `select kind, name, mime, content from files where id = $1`, id).
		Scan(&f.Kind, &f.Name, &f.MIME, &f.Content)
	switch {
	case errors.Is(err, pgx.ErrNoRows):
		return f, ErrNoFile
	case err != nil:
		return f, fmt.Errorf("read file: %w", err)
	}
	return f, nil
}

// withFiles keeps the files that go with bubbles, and says which each has.
func (t Tx) withFiles(ctx context.Context, list []Bubble, at time.Time) ([]*bot.Media, error) {
	media, files := make([]*bot.Media, len(list)), []File(nil)
	for i, b := range list {
		if media[i] = b.Media; b.File != nil {
			f := *b.File
			f.MemberID = b.MemberID
			if until := b.UsefulUntil.Add(LinkFor); !f.Expires.IsZero() && until.After(f.Expires) {
				f.Expires = until // it may leave as late as that
			}
			files = append(files, f)
		}
	}
	if len(files) == 0 {
		return media, nil
	}
	ids, err := t.PutFiles(ctx, files, at)
	if err != nil {
		return nil, err
	}
	for i, b := range list {
		switch f := b.File; {
		case f == nil:
		case f.Token != "":
			t.tx.put("link a file", `insert into file_links (hash, file_id, expires_at) values ($1, $2, $3)`, hashOf(f.Token), ids[0], at.Add(LinkFor))
			ids = ids[1:]
		default:
			media[i] = &bot.Media{Kind: f.Kind, Ref: bot.FileRef(ids[0]), Name: f.Name, MIME: f.MIME, Size: int64(len(f.Content))}
			ids = ids[1:]
		}
	}
	return media, nil
}

// ClearFiles deletes files and links whose time is over, a thousand of each.
func (s *Store) ClearFiles(ctx context.Context, at time.Time) error {
	err := s.send(ctx, func(b *pgx.Batch) {
		b.Queue(`delete from file_links where hash in (select hash from file_links where expires_at <= $1 order by expires_at limit 1000 for update skip locked)`, at)
		b.Queue(`delete from files where id in (select id from files where expires_at <= $1 order by expires_at limit 1000 for update skip locked)`, at)
	})
	if err != nil {
		return fmt.Errorf("clear files: %w", err)
	}
	return nil
}
