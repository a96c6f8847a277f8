package timers_test

import (
	"fmt"
	"testing"
	"time"

	"golang.org/x/sync/errgroup"
	"pgregory.net/rapid"
)

// texts are what people write who begin, go on, put off and refuse.
var texts = []string{"daftar", "setuju", "ya", "belum", "Siti Aminah", "belum", "kebon kacang", "081234567890", "ya", "lanjut", "nanti saja",
	"batal", "3", "berhenti", "ulang", "menu", "halo", "2", "hapus data", "kembali"}

// TestRandomHistories: whatever people write and whenever, with or without
// the service running: nothing at night, at most one a day and two a week,
// nothing after "berhenti", nothing twice, and no reminder is lost.
func TestRandomHistories(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		w := build(t, 2)
		defer w.close() // hundreds of worlds would take all connections
		w.now = w.now.Add(time.Duration(rapid.IntRange(0, 24*60).Draw(rt, "start")) * time.Minute)
		stopped := map[string]time.Time{}
		w.open = rapid.SampledFrom([][]string{{"siti", "budi"}, {"siti"}, nil}).Draw(rt, "open")
		for range rapid.IntRange(3, 25).Draw(rt, "length") {
			who := rapid.SampledFrom([]string{"siti", "budi"}).Draw(rt, "who")
			switch rapid.IntRange(0, 4).Draw(rt, "what") {
			case 0:
				w.pass(time.Duration(rapid.IntRange(1, 80*60).Draw(rt, "minutes")) * time.Minute)
			case 1: // the service is down meanwhile
				w.now = w.now.Add(time.Duration(rapid.IntRange(1, 80*60).Draw(rt, "down")) * time.Minute)
			case 2: // pages are opened and shut
				w.open = rapid.SampledFrom([][]string{{"siti", "budi"}, {"budi"}, nil}).Draw(rt, "open")
				w.settle()
			default:
				at := rapid.IntRange(0, len(texts)-1).Draw(rt, "from")
				list := texts[at:min(len(texts), at+rapid.IntRange(1, 5).Draw(rt, "texts"))]
				w.says(who, list...)
				if rapid.Bool().Draw(rt, "at once") {
					w.settle()
				}
				for _, text := range list {
					if text == "berhenti" {
						stopped[who] = w.now
					} else if text == "hapus data" || text == "ya" { // erased, or news wanted again
						delete(stopped, who)
					}
				}
			}
		}
		w.pass(40 * 24 * time.Hour)
		w.check(rt, stopped)
	})
}

// check looks at the whole ledger.
func (w *world) check(rt *rapid.T, stopped map[string]time.Time) {
	for what, sql := range map[string]string{
		"said at night": `select count(*) from outbox where class is not null
			and extract(hour from coalesce(sent_at, created_at) at time zone 'Asia/Jakarta') not between 8 and 19`,
		"a third in a week": `select count(*) from outbox o where class = 'advised' and (select count(*) from outbox p
			where p.member_id = o.member_id and p.class = 'advised' and p.sent_at between o.sent_at - interval '7 days' + interval '1 second' and o.sent_at) > 2`,
		"two on a day": `select count(*) from (select from outbox where class = 'advised' and sent_at is not null
			group by member_id, (sent_at at time zone 'Asia/Jakarta')::date having count(*) > 1) d`,
		"two that wait": `select count(*) from (select from outbox where class = 'advised' and state = 'queued'
			group by member_id having count(*) > 1) d`,
		"said without a bubble, or with two": `select count(*) from reminders r where state = 'said'
			and (select count(*) from outbox o where o.reminder_id = r.id) <> 1`,
		"dropped and said all the same": `select count(*) from reminders r join outbox o on o.reminder_id = r.id where r.state = 'dropped'`,
		"pending for ever":              `select count(*) from reminders where state in ('due', 'fired', 'waiting')`,
		"messages without an answer":    `select count(*) from inbox where state <> 'done'`,
		"due at night": `select count(*) from reminders
			where extract(hour from due_at at time zone 'Asia/Jakarta') not between 8 and 19`,
		"after three nudges": `select count(*) from reminders where kind = 'form' and step > 3`,
	} {
		if n := value[int](w, sql); n != 0 {
			rt.Errorf("%s: %d", what, n)
		}
	}
	for who, at := range stopped {
		n := value[int](w, `select count(*) from outbox o join addresses a on a.id = o.address_id
			where a.address = $1 and o.class = 'advised' and o.created_at > $2`, who, at.Add(time.Second))
		if n != 0 {
			rt.Errorf("%s was reminded %d times after they had said berhenti at %s", who, n, at)
		}
	}
}

// TestManyAtOnce: several replicas bring and answer the same reminders; each
// is said once.
func TestManyAtOnce(t *testing.T) {
	t.Parallel()
	const people = 300
	w := build(t, 3)
	defer w.close()
	for i := range people {
		w.says(fmt.Sprint("p", i), "daftar", "setuju", "ya")
	}
	w.settle()
	w.now = w.now.Add(2 * time.Hour)
	var g errgroup.Group
	for _, r := range w.parts {
		g.Go(func() error {
			for range 5 {
				if _, err := r.timers.Fire(t.Context()); err != nil {
					return err
				}
				if err := r.engine.Drain(t.Context()); err != nil {
					return err
				}
			}
			return nil
		})
	}
	if err := g.Wait(); err != nil {
		t.Fatal(err)
	}
	w.settle()
	if n := value[int](w, `select count(distinct member_id) from outbox where class = 'advised'`); n != people {
		t.Errorf("%d people were reminded, want %d", n, people)
	}
	if n := value[int](w, `select count(*) from outbox where class = 'advised'`); n != people {
		t.Errorf("%d reminders were said, want %d", n, people)
	}
}

// TestNobodyThere: whoever shut their only address is left out, with the reason.
func TestNobodyThere(t *testing.T) {
	t.Parallel()
	w := build(t, 1)
	defer w.close()
	w.says("siti", "daftar", "setuju", "ya")
	w.settle()
	if _, err := w.sql.Exec(t.Context(), `update addresses set blocked_at = $1`, w.now); err != nil {
		t.Fatal(err)
	}
	w.pass(2 * time.Hour)
	if got := value[string](w, `select state || ' ' || reason from reminders`); got != "dropped unreachable" {
		t.Errorf("the reminder is %s", got)
	}
}
