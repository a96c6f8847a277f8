package benchtest

import (
	"slices"
	"testing"
)

// Registration is what somebody writes from the first word to the card.
var Registration = []string{
	"halo", "mau daftar", "setuju", "ya", "blm pernah", "siti aminah", "udah jualan", "nasi uduk bu siti", "makanan",
	"3 tahun lalu", "5jtan", "blm punya", "tn abang", "kb kacang", "0812 3456 7890", "boleh",
}

// Enrolled is the same up to the member number.
var Enrolled = append(slices.Clone(Registration), "ya")

// Turn is what one turn writes.
type Turn struct{ words, session, answer, choices string }

func (t Turn) size() int { return len(t.session) + len(t.answer) + len(t.choices) }

// Typical is the turn of a registration whose size is nearest to the mean. hand
// takes the only person's message into the database dsn, and answers it.
func Typical(b *testing.B, dsn string, hand func(text string) error) Turn {
	b.Helper()
	var all []Turn
	sum := 0
	for _, text := range Registration {
		if err := hand(text); err != nil {
			b.Fatal(err)
		}
		t := Turn{words: text}
		Read(b, dsn, `
			select c.session::text, string_agg(o.text, E'\n' order by o.id), coalesce(max(o.choices::text), 'null')
			from conversations c join outbox o using (member_id)
			where o.inbox_id = (select max(id) from inbox) group by c.session`, &t.session, &t.answer, &t.choices)
		all, sum = append(all, t), sum+t.size()
	}
	mean := sum / len(all)
	return slices.MinFunc(all, func(a, b Turn) int { return abs(a.size()-mean) - abs(b.size()-mean) })
}

func abs(n int) int { return max(n, -n) }
