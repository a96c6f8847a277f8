package store

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"langkah/bot"
)

const (
	// LinkFor is how long the link to a file leads to it.
	LinkFor = 72 * time.Hour

	// A link is for one person, once. What looks at links with them (previews, virus
	// scanners, a download that is begun anew) does so within minutes, and must not
	// use it up; then it is over.
	linkFetches = 5
	linkOnce    = 10 * time.Minute
)

// NewToken draws what a link is known by: 130 bits, in capitals and digits. Only
// its hash is kept.
func NewToken() string { return rand.Text() }

// FileLine is a link to a file, as a bubble's last line.
type FileLine struct {
	Row   int64 // of the ledger
	Ref   string
	Token string
	Text  string
}

// LinkFile turns the file of a bubble into a link, for a channel that carries
// none, and returns the bubble's text. Where that has been done, or the file is
// no more, the text is as it stands.
func (s *Store) LinkFile(ctx context.Context, l FileLine, at time.Time) (text string, err error) {
	id, _ := (&bot.Media{Ref: l.Ref}).File()
	err = s.Within(ctx, func(t Tx) error {
		err := t.tx.QueryRow(ctx, `
			with said as (
			    update outbox o set text = o.text || case when o.text = '' then '' else E'\n' end || $3, media = null
			    from files f where o.id = $1 and o.media ->> 'ref' = $2 and f.id = $4
			    returning o.text
			), link as (
			    insert into file_links (hash, file_id, expires_at) select $5, $4, $6 from said
			)
			select text from said`, l.Row, l.Ref, l.Text, id, hashOf(l.Token), at.Add(LinkFor)).Scan(&text)
		if errors.Is(err, pgx.ErrNoRows) {
			err = t.tx.QueryRow(ctx, `select text from outbox where id = $1`, l.Row).Scan(&text)
		}
		return err
	})
	if err != nil {
		return "", fmt.Errorf("link a file: %w", err)
	}
	return text, nil
}

// Fetch is the file that a link leads to, once: with what a phone does at the same
// time, see linkOnce. ErrNoFile: the token is nobody's, its time is over, or it was
// used; nobody can tell which.
func (s *Store) Fetch(ctx context.Context, token string, at time.Time) (f File, err error) {
	err = s.pool.QueryRow(ctx, `
		with link as (
		    update file_links set fetched = fetched + 1, expires_at = least(expires_at, $4) where hash = $1 and expires_at > $2 and fetched < $3 returning file_id
		)
		select kind, name, mime, content from files where id = (select file_id from link)`, hashOf(token), at, linkFetches, at.Add(linkOnce)).
		Scan(&f.Kind, &f.Name, &f.MIME, &f.Content)
	switch {
	case errors.Is(err, pgx.ErrNoRows):
		return f, ErrNoFile
	case err != nil:
		return f, fmt.Errorf("fetch a file: %w", discreet(err))
	}
	return f, nil
}

// Language is the one in which an address is spoken to; "" where nobody is.
func (s *Store) Language(ctx context.Context, of bot.Address) (lang string, err error) {
	err = s.pool.QueryRow(ctx, `
		select c.lang from addresses a join conversations c on c.member_id = a.member_id
		where (a.channel, a.account, a.address) = ($1, $2, $3)`, of.Channel, of.Account, of.ID).Scan(&lang)
	if err != nil && !errors.Is(err, pgx.ErrNoRows) {
		return "", fmt.Errorf("read language: %w", discreet(err))
	}
	return lang, nil
}
