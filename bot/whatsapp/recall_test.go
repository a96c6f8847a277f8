package whatsapp

import (
	"strings"
	"testing"

	"langkah/bot"
	"langkah/bot/whatsapp/watest"
	"langkah/store"
)

// TestRecall: what is taken back is not shown any more, or never was where the
// phone was off the net; a long one in all its parts.
func TestRecall(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, o watest.Options) {
		w := newWorld(t, o).run().is(OK)
		p := w.meet(siti, "Siti")
		long := strings.Repeat("kelas ", maxText/5)
		for _, text := range []string{"Kelas besok", long} {
			for _, away := range []bool{false, true} {
				shown := len(p.All())
				p.Offline(away)
				w.tell(store.Bubble{Text: text})
				id := ""
				if err := w.cfg.DB.QueryRowContext(t.Context(), `select external_id from public.outbox where state in ('sent', 'delivered') order by id desc limit 1`).Scan(&id); err != nil {
					t.Fatal(err)
				}
				back := w.to(p, "")
				back.Recalls, back.Lane = id, bot.LaneNotice
				w.sends(back)
				p.Offline(false)
				w.until("taken back", func() bool {
					for _, m := range p.All()[shown:] {
						if !m.Recalled {
							return false
						}
					}
					return len(p.All()) > shown
				})
			}
		}
		lost := w.to(p, "")
		lost.Recalls = "3EB0000000000000000000"
		if e := w.fails(lost); e.Class != bot.Permanent {
			t.Errorf("what nobody sent: %v", e)
		}
	})
}
