package store

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/jackc/pgx/v5"

	"langkah/bot"
	"langkah/flows"
	"langkah/flows/calendar"
)

// When the pendamping get the list of a week: on its first day that is worked,
// from eight o'clock on; after a trouble later that day, but not at its end.
const (
	stuckOpens  = 8 * time.Hour
	stuckCloses = 15 * time.Hour
	stuckUseful = 17 * time.Hour
	stuckBatch  = 8 // pendamping at a time
	stuckNamed  = 5 // members in a list
)

// StuckWeek is the week that is to be told at some time, by its Monday; false:
// none is. next is when the next one begins to be.
func StuckWeek(now time.Time) (monday time.Time, is bool, next time.Time) {
	today := bot.Day(now)
	monday = today.AddDate(0, 0, -(int(today.Weekday())+6)%7)
	for week := monday; ; week = week.AddDate(0, 0, 7) {
		day := calendar.Workdays(week, 1)[0]
		switch opens := day.Add(stuckOpens); {
		case !day.Before(week.AddDate(0, 0, 7)): // nobody works that week
		case now.Before(opens):
			return monday, is, opens
		case now.Before(day.Add(stuckCloses)):
			is = true
		}
	}
}

// StuckList is what a pendamping is sent.
type StuckList struct {
	StaffID, MemberID int64
	Lang, Name        string
	Kecamatan         []string
	figures
	Until time.Time
}

// figures are those of a centre.
type figures struct {
	StuckCount // of all its kecamatan together
	People     []Stuck
	Funnel     [7]int
}

// waitingStaff are the pendamping of a centre who were not sent the list of a
// week ($1) yet.
const waitingStaff = `
	from staff s join conversations c on c.member_id = s.member_id
	where s.role = 'pendamping' and s.disabled_at is null and cardinality(s.kecamatan) > 0
	  and not exists (select from stuck_weeks w where w.week = $1 and w.staff_id = s.id)`

// StuckLists are the next few lists of a week.
func (s *Store) StuckLists(ctx context.Context, week, now time.Time) ([]StuckList, error) {
	rows, err := s.pool.Query(ctx, `select s.id, s.member_id, c.lang, s.name, s.kecamatan`+waitingStaff+` order by s.kecamatan, s.id limit $2`, asDate(week), stuckBatch)
	if err != nil {
		return nil, fmt.Errorf("find who is to be sent a list: %w", err)
	}
	list, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (l StuckList, err error) {
		return l, row.Scan(&l.StaffID, &l.MemberID, &l.Lang, &l.Name, &l.Kecamatan)
	})
	if err != nil {
		return nil, fmt.Errorf("find who is to be sent a list: %w", err)
	}
	for i := range list {
		if i > 0 && slices.Equal(list[i].Kecamatan, list[i-1].Kecamatan) { // of one centre
			list[i].figures = list[i-1].figures
		} else if list[i].figures, err = s.stuckAt(ctx, list[i].Kecamatan, now); err != nil {
			return nil, err
		}
		list[i].Until = bot.Day(now).Add(stuckUseful)
	}
	return list, nil
}

func (s *Store) stuckAt(ctx context.Context, kecamatan []string, now time.Time) (f figures, err error) {
	before := now.Add(-StuckAfter)
	counts, err := s.StuckCounts(ctx, kecamatan, before)
	if err != nil {
		return f, err
	}
	for _, c := range counts {
		f.Stuck, f.Halted, f.Idle = f.Stuck+c.Stuck, f.Halted+c.Halted, f.Idle+c.Idle
	}
	if f.People, err = s.StuckPeople(ctx, kecamatan, before, stuckNamed); err != nil {
		return f, err
	}
	f.Funnel, err = s.Funnel(ctx, kecamatan)
	return f, err
}

// TellStuck sends lists where nobody else has meanwhile; b has no text where
// there is nothing to say. It returns how many pendamping are done with.
func (s *Store) TellStuck(ctx context.Context, week time.Time, lists []StuckList, say []Bubble, at time.Time) (n int, err error) {
	err = s.Within(ctx, func(t Tx) error {
		n = 0
		for i, l := range lists {
			tag, err := t.tx.Exec(ctx, `insert into stuck_weeks (week, staff_id, at) values ($1, $2, $3) on conflict do nothing`, asDate(week), l.StaffID, at)
			if err != nil {
				return err
			}
			if n++; tag.RowsAffected() == 0 || say[i].Text == "" {
				continue
			}
			b := say[i]
			b.MemberID, b.Lane, b.Class, b.UsefulUntil, b.Stays = l.MemberID, bot.LaneNotice, flows.Requested, l.Until, true
			if b.AddressID, err = t.lastHeard(ctx, l.MemberID); err != nil || b.AddressID == 0 {
				return err
			}
			if err := t.Say(ctx, []Bubble{b}, at); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return 0, fmt.Errorf("send who is stuck: %w", err)
	}
	return n, nil
}

// NextStuck is when the clock alone has lists sent; zero: there is nobody to send
// them to.
func (s *Store) NextStuck(ctx context.Context, now time.Time) (at time.Time, err error) {
	monday, is, next := StuckWeek(now)
	var waits, some bool
	err = s.pool.QueryRow(ctx, `select exists (select `+waitingStaff+`), exists (select from staff where role = 'pendamping' and member_id is not null and disabled_at is null)`,
		asDate(monday)).Scan(&waits, &some)
	switch {
	case err != nil:
		return at, fmt.Errorf("look when lists are sent: %w", err)
	case is && waits:
		return now, nil
	case some:
		return next, nil
	}
	return at, nil
}
