package store

import (
	"cmp"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"

	"langkah/bot"
	"langkah/flows"
)

// past is a sample that may have new dates: nobody has anything to do with it
// any more.
const past = `c.sample and c.starts_at <= $2 and (c.closes_at is null or not exists (select from bookings b where b.class_id = c.id))`

// putClass keeps a class that is not here yet, with its days. A sample that is
// over takes the dates of its new likeness, and its bookings go: whoever was in
// it keeps the evidence of their step.
func putClass(b *pgx.Batch, c flows.Class, now time.Time) {
	days := daysOf(c)
	var starts, ends []time.Time
	for _, d := range days {
		starts, ends = append(starts, d.Starts), append(ends, d.Ends)
	}
	b.Queue(`select from classes where code = $1 for update`, c.Code)
	for _, table := range []string{"attendance", "class_days", "bookings"} { // bookings last: whether there are some decides
		b.Queue(`delete from `+table+` where class_id = (select c.id from classes c where c.code = $1 and $3 and `+past+`)`, c.Code, now, c.Sample)
	}
	b.Queue(`
		insert into classes (code, title, kind, subject, organiser, kecamatan, venue, starts_at, ends_at, closes_at, capacity, who, fields, once, min_stage,
		                     bring, map, link, sample)
		values ($1, $3, $4, $5, $6, nullif($7, ''), $8, $9, $10, $9, $11, $12, $13, $14, $15, $16, $17, $18, $19)
		on conflict (code) do update set starts_at = excluded.starts_at, ends_at = excluded.ends_at, closes_at = excluded.closes_at, taken = 0, waiting = 0,
		    sequence = classes.sequence + 1, changed_at = $2, cancelled_at = null, reason = ''
		where excluded.sample and exists (select from classes c where c.id = classes.id and `+past+`)`,
		c.Code, now, c.Title, c.Kind, subjectOf(c), c.Organiser, c.Kecamatan, c.Venue, days[0].Starts, days[len(days)-1].Ends, c.Capacity,
		cmp.Or(c.Who, "all"), append([]string{}, c.Fields...), c.Once, max(1, c.MinStage), c.Bring, c.Map, c.Link, c.Sample)
	b.Queue(`
		insert into class_days (class_id, day, starts_at, ends_at)
		select c.id, (d.starts at time zone 'Asia/Jakarta')::date, d.starts, d.ends
		from classes c, unnest($2::timestamptz[], $3::timestamptz[]) as d (starts, ends)
		where c.code = $1 and not exists (select from class_days o where o.class_id = c.id)`, c.Code, starts, ends)
}

// subjectOf is what makes two classes the same kind.
func subjectOf(c flows.Class) string {
	return strings.ToLower(cmp.Or(c.Subject, c.Title))
}

// daysOf are the days of a class: as they were given, else from the clock of its
// beginning to that of its end on every day that is worked between them. Holidays
// are for whoever gives the days.
func daysOf(c flows.Class) []flows.Day {
	first, last := bot.Day(c.Starts), bot.Day(c.Ends)
	if len(c.Days) > 0 || first.Equal(last) {
		return orDays(c.Days, flows.Day{Starts: c.Starts, Ends: c.Ends})
	}
	opens, closes := c.Starts.Sub(first), c.Ends.Sub(last)
	if closes <= opens { // until after midnight
		closes += 24 * time.Hour
	}
	var all, worked []flows.Day
	for day := first; !day.After(last); day = day.AddDate(0, 0, 1) {
		d := flows.Day{Starts: day.Add(opens), Ends: day.Add(closes)}
		all = append(all, d)
		if w := day.Weekday(); w != time.Saturday && w != time.Sunday {
			worked = append(worked, d)
		}
	}
	return orDays(worked, all...)
}

func orDays(list []flows.Day, other ...flows.Day) []flows.Day {
	if len(list) == 0 {
		return other
	}
	return list
}

// putEvent keeps an event that is not here yet. A sample that is over takes the
// dates of its new likeness, if nobody has anything to do with it any more.
func putEvent(b *pgx.Batch, e flows.Event, now time.Time) {
	const old = `e.sample and e.register_by <= $2 and (e.closes_at is null or not exists (select from signups s where s.event_id = e.id))`
	b.Queue(`select from events where code = $1 for update`, e.Code)
	b.Queue(`delete from signups where event_id = (select e.id from events e where e.code = $1 and $3 and `+old+`)`, e.Code, now, e.Sample)
	b.Queue(`
		insert into events (code, name, kind, organiser, kota, kecamatan, venue, starts_at, ends_at, register_by, slots, conditions, curated, sample, closes_at)
		values ($1, $3, $4, $5, nullif($6, ''), nullif($7, ''), $8, $9, $10, $11, $12, $13, $14, $15, $11)
		on conflict (code) do update set starts_at = excluded.starts_at, ends_at = excluded.ends_at, register_by = excluded.register_by,
		    closes_at = excluded.closes_at, taken = 0, waiting = 0, placed_at = null, cancelled_at = null, reason = ''
		where excluded.sample and exists (select from events e where e.id = events.id and `+old+`)`,
		e.Code, now, e.Name, e.Kind, e.Organiser, e.Kota, e.Kecamatan, e.Venue, e.Starts, e.Ends, e.RegisterBy, e.Slots, e.Conditions, e.Curated, e.Sample)
}
