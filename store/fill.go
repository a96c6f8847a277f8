package store

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/jackc/pgx/v5"

	"langkah/bot"
)

// filling is what a row (o) of a broadcast says, and to whom.
const filling = `(
    select jsonb_build_object('id', b.id, 'lang', coalesce(c.lang, 'id'), 'text', coalesce(b.texts ->> c.lang, b.texts ->> 'id'),
           'choices', coalesce(b.choices -> c.lang, b.choices -> 'id'), 'photo', coalesce(b.photo_id, 0), 'name', coalesce(m.name, ''), 'number', coalesce(m.number, ''),
           'business', coalesce(m.profile ->> 'business', ''), 'kecamatan', coalesce(m.kecamatan, ''), 'kelurahan', coalesce(m.kelurahan, ''))
    from broadcasts b join members m on m.id = o.member_id left join conversations c on c.member_id = m.id where b.id = o.broadcast_id)`

func fillIn(o *bot.Outbound, raw []byte) error {
	if err := json.Unmarshal(raw, &o.Fill); err != nil {
		return fmt.Errorf("read what a broadcast says: %w", err)
	}
	return nil
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
