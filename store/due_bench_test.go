package store_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"langkah/store"
)

// dueSizes: as many reminders as the programme has today for a tenth of its
// members, and a hundred times as many.
var dueSizes = []int{38_500, 3_850_000}

const (
	dueAtOnce = 256 // what one Fire takes
	looks     = 20  // in vain, for each that finds something
)

// BenchmarkDue finds and brings what is due among few reminders and among many,
// in turns; -benchtime 15x does each so often. Ten reminders a person, most of
// them for later or over. Goal: a hundred times as many cost at most 1.3 times
// as much.
func BenchmarkDue(b *testing.B) {
	var yards []*dueYard
	for _, n := range dueSizes {
		yards = append(yards, newDueYard(b, n))
	}
	b.Logf("the scans of the plan among %d:\n%s", dueSizes[1], yards[1].plan(b))
	for b.Loop() {
		for _, y := range yards {
			y.round(b)
		}
	}
	few, many := yards[0], yards[1]
	b.ReportMetric(0, "ns/op")
	b.ReportMetric(middle(few.look), "ms-look-few")
	b.ReportMetric(middle(many.look), "ms-look-many")
	b.ReportMetric(middle(many.look)/middle(few.look), "look-ratio")
	b.ReportMetric(middle(few.bring), "ms-bring-few")
	b.ReportMetric(middle(many.bring), "ms-bring-many")
	b.ReportMetric(middle(many.bring)/middle(few.bring), "bring-ratio")
}

type dueYard struct {
	store       *store.Store
	sql         *pgx.Conn
	rows        int
	rounds      int
	look, bring []float64 // milliseconds: nothing due; 256 due
}

func newDueYard(b *testing.B, rows int) *dueYard {
	b.Helper()
	members := rows / 10
	s, conn := benched(b,
		`set session_replication_role = replica`, // no foreign keys: quicker
		fmt.Sprintf(`insert into members (id, created_at) select i, '2026-01-01' from generate_series(1, %d) i`, members),
		fmt.Sprintf(`insert into addresses (id, member_id, channel, account, address, created_at)
			select i, i, 'telegram', 'langkah_bot', 'p' || i, '2026-01-01' from generate_series(1, %d) i`, members),
		fmt.Sprintf(`insert into conversations (member_id, flow, version, address_id, updated_at)
			select i, 'menu', 1, i, '2026-01-01' from generate_series(1, %d) i`, members),
		fmt.Sprintf(`insert into reminders (id, member_id, kind, ref, class, due_at, useful_until, state, created_at)
			select i, 1 + i / 10 %% %d, 'form', 'f' || i %% 10, 'advised', timestamptz '2027-01-01' + i * interval '1 second', '2028-01-01',
			       case when i %% 10 < 7 then 'said' else 'due' end, '2026-01-01' from generate_series(0, %d) i`, members, rows-1),
		`reset session_replication_role`,
		`vacuum analyze`)
	return &dueYard{store: s, sql: conn, rows: rows}
}

func (y *dueYard) exec(b *testing.B, sql string, args ...any) {
	b.Helper()
	if _, err := y.sql.Exec(b.Context(), sql, args...); err != nil {
		b.Fatalf("%s: %v", sql, err)
	}
}

// round looks when nothing is due, then brings what is due in one go: people
// who wrote on one day, as it is.
func (y *dueYard) round(b *testing.B) {
	b.Helper()
	for range looks {
		y.look = append(y.look, y.fire(b, 0))
	}
	from := (y.rounds*997_003 + 5_000) % (y.rows - 10*dueAtOnce)
	y.rounds++
	y.exec(b, `update reminders set due_at = '2026-06-01'
		where id in (select id from reminders where id >= $1 and state = 'due' order by id limit $2)`, from, dueAtOnce)
	y.bring = append(y.bring, y.fire(b, dueAtOnce))
}

func (y *dueYard) fire(b *testing.B, want int) float64 {
	b.Helper()
	began := time.Now()
	n, err := y.store.Fire(b.Context(), people)
	took := time.Since(began)
	if err != nil || n != want {
		b.Fatalf("brought %d, want %d: %v", n, want, err)
	}
	return float64(took.Nanoseconds()) / 1e6
}

func (y *dueYard) plan(b *testing.B) string {
	b.Helper()
	rows, err := y.sql.Query(b.Context(), "explain (costs off) "+store.FireReminders, people, []string{"whatsapp"}, people)
	if err != nil {
		b.Fatal(err)
	}
	lines, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if err != nil {
		b.Fatal(err)
	}
	lines = slices.DeleteFunc(lines, func(line string) bool { return !strings.Contains(line, "Scan") })
	plan := strings.Join(lines, "\n")
	if !strings.Contains(plan, "Index Scan using reminders_due") {
		b.Errorf("what is due is not found by its index:\n%s", plan)
	}
	return plan
}

func middle(list []float64) float64 {
	list = slices.Sorted(slices.Values(list))
	return list[len(list)/2]
}
