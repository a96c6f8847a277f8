package main

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/jackc/pgx/v5"

	"langkah/bot/telegram/tgtest"
)

// chatter is a registrant on Telegram. Who presses uses every button there is
// and shares the own contact; who does not writes, now and then two messages
// at once.
type chatter struct {
	*registrant
	them    *tgtest.Person
	presses bool
	posted  func(at time.Time) // is told of every message
	again   int                // bubbles that were seen again
}

func newChatter(s *telegramSoak, r *registrant, presses bool) *chatter {
	c := &chatter{registrant: r, them: s.server.Person(r.phone), presses: presses, posted: s.posted}
	c.them.SetPhone("62" + r.phone[1:])
	return c
}

func (c *chatter) register(ctx context.Context, answered func(posted time.Time)) error {
	atOnce := 2
	if c.presses {
		atOnce = 1
	}
	return c.goAllTheWay(ctx, c, atOnce, answered)
}

// onButtons is what stands on the button for what people write.
var onButtons = map[string]string{
	"mau daftar kak": "Daftar anggota", "setuju": "Setuju", "sudah": "Sudah", "blm pernah": "Belum pernah", "udah jualan": "Sudah jalan",
	"makanan": "Makanan dan minuman", "blm": "Belum punya", "kb kacang": "Kebon Kacang", "boleh": "Ya, mau", "ya": "Ya, sudah benar",
}

// write implements correspondence: Telegram takes it at once, whatever the bot does.
func (c *chatter) write(_ context.Context, text string) (began time.Time, err error) {
	began = time.Now()
	c.posted(began)
	label, button := onButtons[text]
	switch {
	case c.presses && button:
		return began, c.them.Press(label)
	case c.presses && text == c.phone:
		return began, c.them.PressKey("Bagikan nomor HP")
	}
	c.them.Say(text)
	return began, nil
}

func (c *chatter) await(ctx context.Context, from int, want string) (int, error) {
	for {
		changed := c.them.Changed()
		seen := c.them.All()
		for i := from; i < len(seen); i++ {
			if strings.Contains(seen[i].Text, want) {
				return i + 1, nil
			}
		}
		select {
		case <-changed:
		case <-ctx.Done():
			return 0, fmt.Errorf("no answer with %q among %v", want, seen[min(from, len(seen)):])
		}
	}
}

// story is what both ends keep; what was seen twice is in it once.
func (c *chatter) story(ctx context.Context, t *testing.T, db *pgx.Conn) story {
	t.Helper()
	id := c.member(ctx, t, db)
	kept := c.kept(ctx, t, db, id)
	kept.Saw = c.saw(ctx, t, db, id)
	c.number(ctx, t, db, id, fmt.Sprint(c.them.All()))
	return kept
}

// member finds whose messages ours are: each is one row, no more and no less.
func (c *chatter) member(ctx context.Context, t *testing.T, db *pgx.Conn) (id int64) {
	t.Helper()
	var wrote, rows []string
	for _, m := range c.them.History() {
		if m.By != "" {
			wrote = append(wrote, fmt.Sprintf("m:%d:%d", c.them.ID(), m.ID))
		}
	}
	for _, p := range c.them.Callbacks() {
		wrote = append(wrote, "c:"+p.ID)
	}
	err := db.QueryRow(ctx, `select coalesce(min(a.member_id), 0), coalesce(array_agg(i.external_id) filter (where i.id is not null), '{}')
		from addresses a left join inbox i on i.address_id = a.id
		where a.channel = 'telegram' and a.address = $1`, fmt.Sprint(c.them.ID())).Scan(&id, &rows)
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(wrote)
	slices.Sort(rows)
	if diff := cmp.Diff(wrote, rows); diff != "" {
		t.Errorf("%s wrote other messages than were taken (-wrote +taken)\n%s", c.name(), diff)
	}
	return id
}

// saw is every bubble of the ledger as it was seen. Seen again is only what the
// ledger says may have been; of several the last is the one that it knows.
func (c *chatter) saw(ctx context.Context, t *testing.T, db *pgx.Conn, member int64) (texts []string) {
	t.Helper()
	seen := c.them.All()
	c.again = 0
	for _, row := range c.ledger(ctx, t, db, member) {
		n := 0
		for n < len(seen) && seen[n].Text == strings.TrimSpace(row.Text) {
			n++
		}
		if n == 0 {
			t.Errorf("%s did not see, or not in its turn: %q", c.name(), row.Text)
			return texts
		}
		last := seen[n-1]
		seen = seen[n:]
		if n > 1 && !row.Resent {
			t.Errorf("%s saw %d times what was not marked: %q", c.name(), n, row.Text)
		}
		if at := fmt.Sprintf("%d:%d", c.them.ID(), last.ID); at != row.External {
			t.Errorf("%s saw %s, the ledger has %s: %q", c.name(), at, row.External, row.Text)
		}
		texts = append(texts, c.plain(fmt.Sprint(last.Text, last.Buttons, last.Keyboard, last.RemovedKeyboard)))
		c.again += n - 1
	}
	if len(seen) > 0 {
		t.Errorf("%s saw more than the ledger holds: %v", c.name(), seen)
	}
	return texts
}

// ledgerRow is a bubble as the ledger has it.
type ledgerRow struct {
	Text, External string
	Resent         bool
}

func (c *chatter) ledger(ctx context.Context, t *testing.T, db *pgx.Conn, member int64) []ledgerRow {
	t.Helper()
	rows, err := db.Query(ctx, `select text, resent, coalesce(external_id, '') as external from outbox where member_id = $1 order by id`, member)
	if err != nil {
		t.Fatal(err)
	}
	list, err := pgx.CollectRows(rows, pgx.RowToStructByName[ledgerRow])
	if err != nil {
		t.Fatal(err)
	}
	return list
}
