package store_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"pgregory.net/rapid"

	"langkah/bot"
	"langkah/flows"
	"langkah/store"
)

const (
	crowd   = 60
	courses = 5
)

// watch has the database itself judge every booking at the moment it changes:
// nobody is offered a seat while somebody waits who is before them, and no seat
// is given twice. Seats that are taken past a queue are written down: they may
// be where no offer is possible any more.
const watch = `
create table past_queue (at timestamptz, starts_at timestamptz);
create function watch() returns trigger language plpgsql as $$
begin
    if new.state = 'offered' and (tg_op = 'INSERT' or old.state <> 'offered') and exists (select from bookings q where q.class_id = new.class_id and q.state = 'waiting'
                                         and (q.had, q.queued_at, q.member_id) < (new.had, new.queued_at, new.member_id)) then
        raise exception 'a seat of % is offered to %, who is not the first', new.class_id, new.member_id;
    end if;
    if (select count(*) from bookings where class_id = new.class_id and state in ('booked', 'offered', 'attended', 'absent'))
       > (select capacity from classes where id = new.class_id) then
        raise exception 'a seat of % is given twice', new.class_id;
    end if;
    if new.state = 'booked' and (tg_op = 'INSERT' or old.state not in ('offered', 'booked'))
       and exists (select from bookings q where q.class_id = new.class_id and q.state = 'waiting') then
        insert into past_queue select new.updated_at, starts_at from classes where id = new.class_id;
    end if;
    return null;
end $$;
create trigger watch after insert or update on bookings for each row execute function watch();`

// term is a few days of classes that many people want.
type term struct{ *throng }

// TestSeatsInAnyOrder: whatever people do to a few classes, one by one and at
// once: no seat too many, the queue keeps its order, everybody stands in one way
// with a class, and is reminded as they stand.
func TestSeatsInAnyOrder(t *testing.T) {
	t.Parallel()
	w := term{newThrong(t, watch, crowd)}
	w.lapse = func() error {
		if _, err := w.LapseOffers(t.Context(), w.now); err != nil {
			return err
		}
		_, err := w.CloseClasses(t.Context(), w.now)
		return err
	}
	w.play(w)
}

// begin plans the classes: few seats, one to three days, at hours that overlap;
// twenty people want them at once. A third of all had a class before.
func (w term) begin() {
	for _, table := range []string{"attendance", "class_days", "bookings", "classes", "reminders", "stages", "past_queue"} {
		w.exec(w.t, `delete from `+table)
	}
	w.exec(w.t, `insert into stages (member_id, stage, status, source, at) select id, 2, 'done', 'x', '2026-01-01' from members where id % 3 = 0`)
	w.now = monday
	for i := range courses {
		starts := bot.Day(monday).AddDate(0, 0, rapid.IntRange(1, 4).Draw(w.rt, "day")).Add(time.Duration(rapid.IntRange(16, 28).Draw(w.rt, "hour")) * 30 * time.Minute)
		var days []time.Time
		for d := range rapid.IntRange(1, 3).Draw(w.rt, "days") {
			days = append(days, starts.AddDate(0, 0, d))
		}
		w.plan(w.t, fmt.Sprint("K", i), rapid.IntRange(1, 4).Draw(w.rt, "seats"), days...)
	}
	w.exec(w.t, `update class_days set code = '1234'`)
	rush := make([]one, 20)
	for i := range rush {
		rush[i] = one{w.who(), flows.QueueForClass{Code: w.class()}}
	}
	w.together(rush)
}

// who is anybody, but half the time one of ten, who so come to want several
// classes.
func (w term) who() int64 {
	return w.people[rapid.IntRange(0, rapid.SampledFrom([]int{10, crowd}).Draw(w.rt, "of")-1).Draw(w.rt, "who")]
}

func (w term) class() string {
	return fmt.Sprint("K", rapid.IntRange(0, courses-1).Draw(w.rt, "class"))
}

// stands is a booking that somebody may do something about.
type stands struct {
	member int64
	code   string
	state  flows.BookingState
}

func (w term) live() (list []stands) {
	rows, err := w.sql.Query(w.t.Context(), `select b.member_id, c.code, b.state from bookings b join classes c on c.id = b.class_id
		where b.state in ('booked', 'offered', 'waiting') order by b.state = 'offered' desc, 1, 2`)
	if err != nil {
		w.t.Fatal(err)
	}
	defer rows.Close()
	for rows.Next() {
		var s stands
		if err := rows.Scan(&s.member, &s.code, &s.state); err != nil {
			w.t.Fatal(err)
		}
		list = append(list, s)
	}
	return list
}

// staff is what staff do to a class; they mark who is there now and then.
func (w term) staff() one {
	code := w.class()
	switch what := rapid.IntRange(0, 5).Draw(w.rt, "staff"); what {
	case 0:
		return one{action: flows.CancelClass{Code: code}}
	case 1, 2:
		day := bot.Day(w.now).AddDate(0, 0, rapid.IntRange(1, 5).Draw(w.rt, "to day"))
		return one{action: flows.MoveClass{Code: code, Starts: day.Add(time.Duration(rapid.IntRange(16, 28).Draw(w.rt, "to hour")) * 30 * time.Minute)}}
	}
	var numbers []string
	for range rapid.IntRange(1, 6).Draw(w.rt, "marked") {
		numbers = append(numbers, fmt.Sprint("JKP-", 1+rapid.IntRange(0, crowd-1).Draw(w.rt, "who")))
	}
	at := rapid.IntRange(0, len(numbers)).Draw(w.rt, "present")
	return one{action: flows.MarkRoll{Code: code, Day: w.now, Present: numbers[:at], Absent: numbers[at:]}}
}

// draw is what somebody does.
func (w term) draw(live []stands) one {
	if rapid.IntRange(0, 11).Draw(w.rt, "by staff") == 11 {
		return w.staff()
	}
	s := stands{member: w.who(), code: w.class()}
	code := s.code
	if again := rapid.IntRange(0, 9).Draw(w.rt, "again"); len(live) > 0 && again > 3 {
		if offers := slices.IndexFunc(live, func(s stands) bool { return s.state != flows.Offered }); offers > 0 && again > 6 {
			live = live[:offers]
		}
		s = live[rapid.IntRange(0, len(live)-1).Draw(w.rt, "whose")]
	}
	what := rapid.IntRange(0, 9).Draw(w.rt, "what")
	switch {
	case s.state == "" && what < 3:
		return one{s.member, flows.BookClass{Code: s.code}}
	case s.state == "":
		return one{s.member, flows.QueueForClass{Code: s.code}}
	case s.state == flows.Offered && what < 8:
		return one{s.member, flows.AnswerOffer{Code: s.code, Take: what < 5}}
	case s.state == flows.Waiting && what < 6: // meanwhile, another
		return one{s.member, flows.BookClass{Code: code}}
	case what < 2:
		return one{s.member, flows.ConfirmBooking{Code: s.code}}
	case what < 4:
		return one{s.member, flows.CheckIn{Code: "1234"}}
	case what == 4:
		return one{s.member, flows.MoveBooking{From: s.code, To: code}}
	case what == 5: // late, or twice
		return one{s.member, flows.AnswerOffer{Code: code, Take: true}}
	}
	return one{s.member, flows.CancelBooking{Code: s.code}}
}

// step has a few people act at once, some time later: often as a day of a class
// begins.
func (w term) step() {
	minutes := rapid.SampledFrom([]int{0, 0, 0, 0, 1, 30, 125, 400, 600, -1, -1}).Draw(w.rt, "minutes")
	if minutes < 0 {
		if err := w.sql.QueryRow(w.t.Context(), `select coalesce(min(starts_at), $1) from class_days where starts_at > $1`, w.now).Scan(&w.now); err != nil {
			w.t.Fatal(err)
		}
		minutes = rapid.SampledFrom([]int{0, 10, -20}).Draw(w.rt, "late")
	}
	w.now = w.now.Add(time.Duration(minutes) * time.Minute)
	live := w.live()
	acts := make([]one, rapid.IntRange(1, 8).Draw(w.rt, "at once"))
	for i := range acts { // before any begins: a draw may be the last
		acts[i] = w.draw(live)
	}
	if rapid.Bool().Draw(w.rt, "on time") {
		w.clock(w.t, w.now)
	} else { // two replicas look for what is over meanwhile
		acts = append([]one{{}, {}}, acts...)
	}
	w.together(acts)
}

var broken = map[string]string{
	"seats that are not counted": `select count(*) from classes c where taken <> (select count(*) from bookings b where b.class_id = c.id and state in ('booked', 'offered', 'attended', 'absent'))
		or waiting <> (select count(*) from bookings b where b.class_id = c.id and state = 'waiting')`,
	"more seats than there are": `select count(*) from classes where taken > capacity`,
	"offers without an end":     `select count(*) from bookings where (state = 'offered') <> (offer_until is not null) or state = 'waiting' and queued_at is null`,
	"offers that end at night": `select count(*) from bookings b join classes c on c.id = b.class_id where state = 'offered' and offer_until <> starts_at
		and (offer_until - interval '1 second') at time zone 'Asia/Jakarta' - (offer_until at time zone 'Asia/Jakarta')::date not between interval '8 hours' and interval '20 hours'`,
	"certificates of nothing":     `select count(*) from bookings where (state = 'attended') <> (certificate is not null)`,
	"attendance without a seat":   `select count(*) from attendance join bookings using (class_id, member_id) where state not in ('booked', 'attended', 'absent', 'withdrawn')`,
	"attended, but not every day": `select count(*) from bookings b where (state = 'attended') <> (state in ('booked', 'attended', 'absent') and (select count(*) from attendance a where (a.class_id, a.member_id) = (b.class_id, b.member_id)) = (select count(*) from class_days d where d.class_id = b.class_id))`,
	"two seats at the same time": `select count(*) from bookings a join class_days x on x.class_id = a.class_id join bookings b on b.member_id = a.member_id and b.class_id > a.class_id
		join class_days y on y.class_id = b.class_id and x.starts_at < y.ends_at and y.starts_at < x.ends_at where a.state = 'booked' and b.state = 'booked'
		and not exists (select from classes c where c.id in (a.class_id, b.class_id) and c.sequence > 0)`,
	"reminded without a seat": `select count(*) from reminders r where state = 'due' and kind in ('class_h3', 'class_h1', 'class_h0')
		and not exists (select from bookings b join classes c on c.id = b.class_id where c.code = r.ref and b.member_id = r.member_id and b.state in ('booked', 'attended', 'absent'))`,
	"told of no offer, or not of one": `select count(*) from (select member_id, ref from reminders where state = 'due' and kind = 'class_offer') r
		full join (select b.member_id, c.code from bookings b join classes c on c.id = b.class_id where b.state = 'offered') b on (r.member_id, r.ref) = (b.member_id, b.code)
		where r.ref is null or b.code is null`,
	"not told of a cancelled or moved class": `select count(*) from bookings b join classes c on c.id = b.class_id
		where b.state = 'withdrawn' and not exists (
		select from reminders r where r.member_id = b.member_id and r.ref = c.code and r.state = 'due' and r.kind = 'class_cancelled')`,
	"withdrawn, and not cancelled": `select count(*) from bookings b join classes c on c.id = b.class_id where (b.state = 'withdrawn') and c.cancelled_at is null
		or c.cancelled_at is not null and b.state in ('booked', 'waiting', 'offered')`,
	"not told": `select count(*) from bookings b join classes c on c.id = b.class_id where b.state in ('lapsed', 'unseated', 'absent') and c.cancelled_at is null and not exists (
		select from reminders r where r.member_id = b.member_id and r.ref = c.code and r.state = 'due'
		and r.kind = case b.state when 'lapsed' then 'class_lapsed' when 'unseated' then 'class_unseated' else 'class_missed' end)`,
}

// reminded counts who has a seat in one of some classes ($1) and is not reminded
// of it as is planned: kinds ($2), when ($3) and until when ($4).
const reminded = `
	select count(*) from unnest($1::bigint[], $2::text[], $3::timestamptz[], $4::timestamptz[]) as p (id, kind, due, until)
	join classes c on c.id = p.id join bookings b on b.class_id = p.id and b.state = 'booked'
	where not exists (select from reminders r where r.member_id = b.member_id and r.ref = c.code and r.kind = p.kind and r.state = 'due'
	                  and (r.due_at, r.useful_until) = (p.due, p.until))`

func (w term) check() {
	w.holds(broken)
	var offering, ids []int64
	var kinds []string
	var due, until []time.Time
	for id, starts := range w.classes() {
		if _, ok := store.OfferUntil(w.now, starts); ok {
			offering = append(offering, id)
		}
		for i, r := range store.RemindersOf(starts) {
			if r[0].After(w.now) {
				ids, kinds = append(ids, id), append(kinds, []string{flows.ClassH3, flows.ClassH1, flows.ClassH0}[i])
				due, until = append(due, r[0]), append(until, r[1])
			}
		}
	}
	if n := w.read(w.t, reminded, ids, kinds, due, until); n != "0" {
		w.rt.Errorf("at %v: %s are not reminded", w.now, n)
	}
	if n := w.read(w.t, `select count(*) from classes where id = any($1) and cancelled_at is null and taken < capacity and waiting > 0`, offering); n != "0" {
		w.rt.Errorf("at %v: a seat is free, and people wait for it", w.now)
	}
}

// classes are when they begin.
func (w term) classes() map[int64]time.Time {
	found := map[int64]time.Time{}
	rows, err := w.sql.Query(w.t.Context(), `select id, starts_at from classes`)
	if err != nil {
		w.t.Fatal(err)
	}
	var id int64
	var starts time.Time
	if _, err := pgx.ForEachRow(rows, []any{&id, &starts}, func() error { found[id] = starts; return nil }); err != nil {
		w.t.Fatal(err)
	}
	return found
}

// end lets time go by until all is over.
func (w term) end() {
	rows, err := w.sql.Query(w.t.Context(), `select at, starts_at from past_queue`)
	if err != nil {
		w.t.Fatal(err)
	}
	var at, starts time.Time
	if _, err := pgx.ForEachRow(rows, []any{&at, &starts}, func() error {
		if _, offered := store.OfferUntil(at, starts); offered {
			w.rt.Errorf("at %v a seat was taken past the queue", at)
		}
		return nil
	}); err != nil {
		w.t.Fatal(err)
	}
	w.clock(w.t, w.now.AddDate(0, 0, 9))
	w.check()
	if n := w.read(w.t, `select count(*) from bookings where state in ('booked', 'offered', 'waiting')`); n != "0" {
		w.rt.Errorf("%s are left when all is over", n)
	}
	w.want(w.t, "0", `select count(*) from classes where closes_at is not null`)
}
