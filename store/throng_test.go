package store_test

import (
	"os"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"
	"golang.org/x/sync/errgroup"
	"pgregory.net/rapid"

	"langkah/flows"
	"langkah/store"
)

// throng is many people who want the same at once.
type throng struct {
	*school
	t      *testing.T
	rt     *rapid.T
	people []int64
	lapse  func() error // ends what ends by itself by now
}

// game is what many do to it, step by step.
type game interface {
	begin()
	step()
	check()
	end()
}

// newThrong makes so many members; watch has the database itself judge each change.
func newThrong(t *testing.T, watch string, members int) *throng {
	t.Helper()
	s := &school{open(t), monday}
	s.exec(t, watch)
	s.exec(t, `insert into members (number, created_at, kecamatan) select 'JKP-' || i, '2026-01-01', '31.71.07' from generate_series(1, $1::int) i`, members)
	s.exec(t, `insert into conversations (member_id, flow, version, updated_at) select id, 'menu', 1, '2026-01-01' from members`)
	w := &throng{school: s, t: t}
	if err := s.sql.QueryRow(t.Context(), `select array_agg(id) from members`).Scan(&w.people); err != nil {
		t.Fatal(err)
	}
	return w
}

// play plays a game in random ways: 100 in all, 1,200 in a soak.
func (w *throng) play(g game) {
	rounds := 5
	if os.Getenv("LANGKAH_SOAK") != "" {
		rounds = 3
	}
	rapid.Check(w.t, func(rt *rapid.T) {
		w.rt = rt
		for range rounds {
			g.begin()
			for range rapid.IntRange(4, 12).Draw(rt, "steps") {
				g.step()
				g.check()
			}
			g.end()
		}
	})
}

// one is what somebody does.
type one struct {
	member int64        // 0: staff
	action flows.Action // nil: time goes by
}

func (w *throng) together(acts []one) {
	var g errgroup.Group
	for _, a := range acts {
		g.Go(func() error { return w.do(a) })
	}
	if err := g.Wait(); err != nil {
		w.rt.Fatalf("at %v: %v", w.now, err)
	}
}

// do is a turn of its own, as the engine has it; who is being answered is left
// alone.
func (w *throng) do(o one) error {
	switch {
	case o.action == nil:
		return w.lapse()
	case o.member == 0:
		_, err := w.Command(w.t.Context(), o.action, w.now)
		return err
	}
	return w.Within(w.t.Context(), func(tx store.Tx) error {
		if free, err := tx.ClaimWith(w.t.Context(), o.member, nil, ours); err != nil || !free {
			return err
		}
		_, err := tx.Perform(w.t.Context(), store.Act{MemberID: o.member, At: w.now, Action: o.action})
		return err
	})
}

// holds fails where one of some counts is not zero.
func (w *throng) holds(broken map[string]string) {
	var parts []string
	for what, sql := range broken {
		parts = append(parts, "select '"+what+"', ("+sql+")")
	}
	rows, err := w.sql.Query(w.t.Context(), strings.Join(parts, " union all "))
	if err != nil {
		w.t.Fatal(err)
	}
	var what string
	var n int
	if _, err := pgx.ForEachRow(rows, []any{&what, &n}, func() error {
		if n != 0 {
			w.rt.Errorf("at %v: %s: %d", w.now, what, n)
		}
		return nil
	}); err != nil {
		w.t.Fatal(err)
	}
}
