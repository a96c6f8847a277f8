package store_test

import (
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5/pgconn"

	"langkah/store"
)

// node is a step of a plan that was carried out.
type node struct {
	Type      string  `json:"Node Type"`
	Relation  string  `json:"Relation Name"`
	Index     string  `json:"Index Name"`
	Rows      float64 `json:"Actual Rows"`
	Loops     float64 `json:"Actual Loops"`
	Filtered  float64 `json:"Rows Removed by Filter"`
	Rechecked float64 `json:"Rows Removed by Index Recheck"`
	Joined    float64 `json:"Rows Removed by Join Filter"`
	Plans     []node
}

// walked is how many rows a plan looked at, and by what the most of them.
func (n node) walked() (rows float64, most string) {
	rows, most = 0, ""
	peak := 0.0
	if n.Relation != "" || len(n.Plans) == 0 {
		rows = (n.Rows + n.Filtered + n.Rechecked) * n.Loops
		peak, most = rows, fmt.Sprintf("%s on %s %s: %.0f", n.Type, n.Relation, n.Index, rows)
	}
	for _, p := range n.Plans {
		more, by := p.walked()
		if rows += more; more > peak {
			peak, most = more, by
		}
	}
	return rows, most
}

// walks carries a statement out, for any parameters, and takes it back; it tells how
// many rows were looked at.
func (h house) walks(t *testing.T, sql, types, values string) (rows float64, most string) {
	t.Helper()
	conn, err := h.sql.Acquire(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Release()
	results, err := conn.Conn().PgConn().Exec(t.Context(), `set plan_cache_mode = force_generic_plan; begin;
		prepare looked_at (`+types+`) as `+sql+`; explain (analyze, timing off, format json) execute looked_at (`+values+`); rollback; deallocate looked_at`).ReadAll()
	if err != nil {
		t.Fatalf("%v\n%s", err, sql)
	}
	i := slices.IndexFunc(results, func(r *pgconn.Result) bool { return len(r.Rows) > 0 })
	if i < 0 {
		t.Fatal("there is no plan")
	}
	var plans []struct{ Plan node }
	if err := json.Unmarshal(results[i].Rows[0][0], &plans); err != nil {
		t.Fatal(err)
	}
	return plans[0].Plan.walked()
}

// look is a statement with how many rows it may look at.
type look struct {
	name, sql, types, values string
	most                     float64
}

// However many rows a broadcast has that pauses, or is over: what is looked at all the
// time looks at few, whether or not the planner has heard of them.
func TestCrowdsAreNotWalkedThrough(t *testing.T) {
	t.Parallel()
	many := 20_000
	if os.Getenv("LANGKAH_SOAK") != "" {
		many = 385_000
	}
	h := open(t)
	h.exec(t, `alter table outbox set (autovacuum_enabled = off)`)
	h.parish(t, tg.Channel, tg.Name, someNames(300)...)
	h.exec(t, `insert into addresses (member_id, channel, account, address, created_at)
		select m.id, 'webchat', 'web', 'w' || m.id || '.' || i, m.created_at from members m, generate_series(1, 20) i`)
	h.exec(t, `insert into accounts (channel, name, epoch) values ('telegram', 'langkah_bot', 1)`)
	for i, state := range []string{"paused", "done", "done"} {
		b := h.announce(t, store.Broadcast{Starts: people, Expires: people.AddDate(0, 0, 7)})
		h.exec(t, `update broadcasts set state = $1, expanded = true, ended_at = case when $1 = 'done' then created_at end where id = $2`, state, b.ID)
		if i == 0 {
			h.multitude(t, b, tg, "expired", 500_000, 502_000)
			h.exec(t, `analyze`) // in a quiet hour
		}
		h.multitude(t, b, tg, []string{"queued", "sent", "queued"}[i], 1_000, 1_000+many)
		if i == 0 {
			h.multitude(t, b, office, "waiting", 600_000, 600_000+many)
		}
	}
	h.multitude(t, h.announce(t, store.Broadcast{Starts: people, Expires: people.AddDate(0, 0, 6)}), tg, "sent", 1_000, 1_000+many)
	h.exec(t, `update broadcasts set state = 'running', expanded = true where state = 'draft'`)
	h.exec(t, `insert into accounts (channel, name, epoch) values ('whatsapp', $1, 1)`, office.Name)
	cold := h.announce(t, store.Broadcast{Starts: people, Expires: people.AddDate(0, 0, 5)})
	h.exec(t, `update broadcasts set state = 'running' where id = $1`, cold.ID)
	h.multitude(t, cold, office, "queued", 1_000, 1_000+many)
	h.exec(t, `insert into outbox (member_id, address_id, channel, account, lane, state, reason, text, class, created_at, useful_until, broadcast_id)
		select a.member_id, a.id, a.channel, a.account, 2, 'waiting', 'next_contact', '', 'announced', $1, b.expires_at, b.id from addresses a, broadcasts b where a.channel = 'telegram' and b.state = 'running' and b.expanded`, people)
	h.exec(t, `insert into outbox (member_id, address_id, channel, account, lane, state, text, class, created_at, useful_until)
		select a.member_id, a.id, a.channel, a.account, 1, 'queued', 'besok', 'requested', $1::timestamptz, $1::timestamptz + interval '1 day' from addresses a, generate_series(1, 3) where a.channel = 'telegram'`, people)
	claims := `text, text, bigint, int, timestamptz, timestamptz, timestamptz, text[], smallint, smallint`
	bulk, replies := `'telegram', 'langkah_bot', 1, 64, '2026-11-23 09:00Z', '2030-01-01', '2030-01-01', null, 2, 1`, `'telegram', 'langkah_bot', 1, 64, '2026-11-23 09:00Z', '2030-01-01', '2030-01-01', null, 0, 0`
	cool := strings.Replace(bulk, `'telegram', 'langkah_bot'`, `'whatsapp', '`+office.Name+`'`, 1)
	member := h.read(t, `select min(member_id) from addresses`)
	looks := []look{
		{"claim of what we start", store.ClaimBubbles, claims, bulk, 5_000},
		{"claim of replies", store.ClaimBubbles, claims, replies, 500},
		{"claim where people write first", store.ClaimWarmBubbles, claims + `, timestamptz, bool, int, timestamptz, timestamptz`, bulk + `, '2026-10-25', false, 80, '2026-11-22', '2026-11-23'`, 8_000},
		{"claim where nothing may be said first", store.ClaimWarmBubbles, claims + `, timestamptz, bool, int, timestamptz, timestamptz`, bulk + `, '2026-10-25', true, 80, '2026-11-22', '2026-11-23'`, 8_000},
		{"claim where all are cold", store.ClaimWarmBubbles, claims + `, timestamptz, bool, int, timestamptz, timestamptz`, cool + `, '2026-10-25', false, 80, '2026-11-22', '2026-11-23'`, 8_000},
		{"claim where all are cold, and nothing may be said", store.ClaimWarmBubbles, claims + `, timestamptz, bool, int, timestamptz, timestamptz`, cool + `, '2026-10-25', true, 80, '2026-11-22', '2026-11-23'`, 100},
		{"sift of many", store.SiftQueue, `text, text, timestamptz, timestamptz, timestamptz, bool, int, text[], timestamptz, bool, bool`,
			`'whatsapp', '` + office.Name + `', '2026-11-23', '2026-10-25', '2026-11-22', false, 80, '{}', '2030-01-01', true, false`, 10_000}, // of few addresses all are read
		{"expire", store.Expire, `text, text, timestamptz`, `'telegram', 'langkah_bot', '2026-12-23'`, 3_000},
		{"end broadcasts", store.EndBroadcasts, `timestamptz`, `'2026-11-23 09:00Z'`, 1_000},
		{"end rows", store.EndRows, `timestamptz, bigint`, `'2026-11-23 09:00Z', 0`, 1_000},
		{"sift", store.SiftQueue, `text, text, timestamptz, timestamptz, timestamptz, bool, int, text[], timestamptz, bool, bool`,
			`'telegram', 'langkah_bot', '2026-11-23', '2026-10-25', '2026-11-22', false, 80, '{}', '2030-01-01', true, false`, 25_000},
		{"hand over", store.HandOver, `bigint, bigint, int, bool, timestamptz`, member + `, ` + member + `, 2, false, '2026-11-23 09:00Z'`, 1_000},
		{"hand over again", store.HandOver, `bigint, bigint, int, bool, timestamptz`, member + `, ` + member + `, 2, true, '2026-11-23 09:00Z'`, 1_000},
		{"leave the rest", store.LeaveRest, `bigint, timestamptz`, member + `, '2026-11-23 09:00Z'`, 1_000},
		{"count trays", store.CountTrays, `bigint[], timestamptz`, `'{` + member + `}', '2026-11-23 09:00Z'`, 1_000},
		{"count news", store.CountNews, `bigint, timestamptz`, member + `, '2026-11-23 09:00Z'`, 1_000},
	}
	for name, sql := range store.OfOne {
		looks = append(looks, look{name, sql.Text, sql.Types, strings.ReplaceAll(sql.Values, "MEMBER", member), 1_000})
	}
	failovers := [][2]string{{`text[]`, `'{webchat}'`}, {`timestamptz, text[], timestamptz, interval, text[], timestamptz`, `'2026-11-23', '{webchat}', '2026-11-23', '2 days', '{whatsapp}', '2026-10-25'`},
		{`timestamptz, text[], timestamptz, interval, text[]`, `'2026-11-23', '{webchat}', '2026-11-23', '2 days', '{whatsapp}'`},
		{`timestamptz, text[], timestamptz, interval`, `'2026-11-23', '{webchat}', '2026-11-23', '2 days'`},
		{`timestamptz, text[], timestamptz, interval, text[], timestamptz`, `'2026-11-23', '{webchat}', '2026-11-23', '2 days', '{whatsapp}', '2026-10-25'`}}
	for i, sql := range store.FailOvers {
		looks = append(looks, look{fmt.Sprint("fail over ", i), sql, failovers[i][0], failovers[i][1], 8_000})
	}
	for _, when := range []string{"before the planner knows", "when it does"} {
		for _, look := range looks {
			rows, by := h.walks(t, look.sql, look.types, look.values)
			t.Logf("%s, %s: %.0f rows, the most by %s", look.name, when, rows, by)
			if rows > look.most {
				t.Errorf("%s, %s, looks at %.0f rows, the most by %s", look.name, when, rows, by)
			}
		}
		h.exec(t, `analyze`)
	}
	if _, err := h.Gauges(t.Context(), people); err != nil {
		t.Error(err)
	}
}
