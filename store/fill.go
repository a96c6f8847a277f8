package store

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
	"strconv"

	"github.com/jackc/pgx/v5"

	"langkah/bot"
)

// filling is what a row (o) of a broadcast says, and to whom: a text[], as fillIn
// takes it. JSON would cost either side four times as much, for each row.
const filling = `(
    select array[b.id::text, coalesce(c.lang, 'id'), coalesce(b.texts ->> c.lang, b.texts ->> 'id', ''), coalesce((b.choices -> c.lang)::text, (b.choices -> 'id')::text, ''),
           coalesce(b.photo_id, 0)::text, coalesce(m.name, ''), coalesce(m.number, ''), coalesce(m.profile ->> 'business', ''), coalesce(m.kecamatan, ''), coalesce(m.kelurahan, '')]
    from broadcasts b join members m on m.id = o.member_id left join conversations c on c.member_id = m.id where b.id = o.broadcast_id)`

// fillIn reads what filling says; nil: the row has its text.
func fillIn(o *bot.Outbound, said []string) (err error) {
	if said == nil {
		return nil
	}
	f := &bot.Fill{Lang: said[1], Text: said[2], Name: orNothing(said[5], named), Number: said[6], Business: orNothing(said[7], called), Kecamatan: said[8], Kelurahan: said[9]}
	if said[3] != "" {
		err = json.Unmarshal([]byte(said[3]), &f.Choices)
	}
	var number, photo error
	f.Broadcast, number = strconv.ParseInt(said[0], 10, 64)
	f.Photo, photo = strconv.ParseInt(said[4], 10, 64)
	if err = errors.Join(err, number, photo); err != nil {
		return fmt.Errorf("read what a broadcast says: %w", err)
	}
	o.Fill = f
	return nil
}

// What is no name, as "-" for a business without one, stands for what is not known: as
// in lacking.
var (
	named  = regexp.MustCompile(`\pL.*[\pL\pN]`)
	called = regexp.MustCompile(`[\pL\pN]`)
)

func orNothing(text string, is *regexp.Regexp) string {
	if !is.MatchString(text) {
		return ""
	}
	return text
}

// Fill keeps what rows of broadcasts said, where their person fetched them, and which
// could not be made.
func (s *Store) Fill(ctx context.Context, list []bot.Outbound, failed []int64) error {
	n := len(list)
	ids, texts, choices, media := make([]int64, n), make([]string, n), make([]*string, n), make([]*string, n)
	for i, o := range list {
		ids[i], texts[i], choices[i], media[i] = o.ID, o.Text, choicesJSON(o.Choices), mediaJSON(o.Media)
	}
	err := s.send(ctx, func(b *pgx.Batch) {
		b.Queue(`
			update outbox o set text = f.text, choices = f.choices::jsonb, media = f.media::jsonb
			from unnest($1::bigint[], $2::text[], $3::text[], $4::text[]) as f (id, text, choices, media)
			where o.id = f.id and o.text = '' and (select erased_at from members m where m.id = o.member_id) is null`, ids, texts, choices, media)
		b.Queue(`update outbox set state = 'failed', reason = 'permanent not_filled', sent_at = null where id = any($1) and state = 'sent' and text = ''`, failed)
	})
	if err != nil {
		return fmt.Errorf("keep what broadcasts said: %w", err)
	}
	return nil
}

func choicesJSON(list []bot.Choice) *string {
	if len(list) == 0 {
		return nil
	}
	raw, _ := json.Marshal(list) // strings and numbers: cannot fail
	text := string(raw)
	return &text
}
