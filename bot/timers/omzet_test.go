package timers_test

import (
	"testing"
	"time"

	"langkah/bot"
)

// Who reports is asked on the first days of a month, once, by day and at an hour
// of their own, also where two replicas plan; who has reported is not.
func TestOmzetIsAskedOnceByDay(t *testing.T) {
	t.Parallel()
	w := build(t, 2)
	defer w.close()
	w.now = time.Date(2026, 11, 28, 9, 0, 0, 0, bot.WIB)
	w.exec(`insert into members (number, name, service, created_at) select 'JKP-' || n, 'Siti', true, $1 from generate_series(1, 40) n`, w.now)
	w.exec(`insert into conversations (member_id, updated_at) select id, $1 from members`, w.now)
	w.exec(`insert into addresses (member_id, channel, account, address, created_at) select id, 'webchat', 'web', 'p' || id, $1 from members`, w.now)
	w.exec(`insert into omzets (member_id, month, omzet, at) select id, '2026-10-01', 5000000, $1 from members`, w.now)
	w.exec(`insert into omzets (member_id, month, omzet, at) select id, '2026-11-01', 5000000, $1 from members where id % 4 = 0`, w.now)
	if at, some, err := w.parts[0].timers.Next(t.Context()); err != nil || !some || !at.Equal(time.Date(2026, 12, 1, 0, 0, 0, 0, bot.WIB)) {
		t.Fatalf("next is %v, %v, %v", at, some, err)
	}
	w.pass(10 * 24 * time.Hour)
	const said = `select count(*) || ' ' || count(distinct member_id) || ' ' || count(distinct created_at) || ' ' ||
		bool_and((created_at at time zone 'Asia/Jakarta')::time >= '08:00' and (created_at at time zone 'Asia/Jakarta')::time < '20:00'
		         and (created_at at time zone 'Asia/Jakarta')::date between '2026-12-01' and '2026-12-05' and class = 'advised')
		from outbox where text like '%November 2026 sudah lewat%'`
	if got := value[string](w, said); got != "30 30 30 true" {
		t.Errorf("asked %s, want 30 people, each at a minute of their own", got)
	}
	w.pass(20 * 24 * time.Hour)
	if got := value[int](w, `select count(*) from outbox where class = 'advised'`); got != 30 {
		t.Errorf("%d things were said unasked, want 30", got)
	}
}
