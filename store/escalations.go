package store

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"langkah/bot"
	"langkah/flows"
	"langkah/flows/calendar"
)

// fewTalks is how many one transaction of the timers deals with.
const fewTalks = 16

// Raised is a talk that nobody answered in time, with somebody who is told now.
type Raised struct {
	flows.Talk
	To flows.Chat
}

// RaiseTalks brings talks that nobody answers before the next level: officers,
// then admins, each once. say is what each of them is told. It returns with how
// many it dealt. Several replicas may: each takes others.
func (s *Store) RaiseTalks(ctx context.Context, at time.Time, say func(Raised) (string, error)) (n int, err error) {
	err = s.Within(ctx, func(t Tx) error {
		var list []handoff
		err := t.tx.read(ctx, func(rows pgx.Rows) (err error) { list, err = pgx.CollectRows(rows, scanHandoff); return err },
			`select `+handoffColumns+fromHandoffs+`where h.escalate_at <= $1 order by h.id limit $2 for update of h skip locked`, at, fewTalks)
		if err != nil {
			return fmt.Errorf("find talks that nobody answers: %w", err)
		}
		if list, err = t.withLast(ctx, list); err != nil {
			return err
		}
		n = len(list)
		for _, h := range list {
			if err := t.raise(ctx, h, at, say); err != nil {
				return err
			}
		}
		return nil
	})
	return n, err
}

func (t Tx) withLast(ctx context.Context, list []handoff) ([]handoff, error) {
	talks := make([]flows.Talk, len(list))
	for i, h := range list {
		talks[i] = h.Talk
	}
	talks, err := t.lastSaid(ctx, talks)
	for i := range list {
		list[i].Talk = talks[i]
	}
	return list, err
}

func (t Tx) raise(ctx context.Context, h handoff, at time.Time, say func(Raised) (string, error)) error {
	told, err := t.above(ctx, &h)
	if err != nil {
		return err
	}
	var next *time.Time // behind the last level there is nobody
	if len(told) > 0 {
		again := calendar.OfficeTime(at, patience)
		next = &again
	}
	t.tx.put("raise a talk", `update handoffs set level = $2, escalate_at = $3 where id = $1`, h.ID, h.level, next)
	var list []Bubble
	for _, c := range told {
		text, err := say(Raised{h.Talk, c})
		if err != nil {
			return err
		}
		list = append(list, Bubble{MemberID: c.MemberID, AddressID: c.AddressID, Lane: bot.LaneNotice, Text: text, Class: flows.Requested,
			Stays: true, Handoff: h.ID})
	}
	return t.Say(ctx, list, at)
}

// RestTalks ends talks in which nobody has said anything for a week: somebody has
// forgotten them, and we are silent meanwhile. say is what the person is told. It
// returns with how many it dealt. Who writes at that very moment goes on with theirs:
// their conversation is locked first, as a turn does it.
func (s *Store) RestTalks(ctx context.Context, at time.Time, say func(Raised) (string, error)) (n int, err error) {
	err = s.Within(ctx, func(t Tx) error {
		n = 0
		var whose []int64
		err := t.tx.read(ctx, func(rows pgx.Rows) (err error) { whose, err = pgx.CollectRows(rows, pgx.RowTo[int64]); return err },
			`select member_id from handoffs where closed_at is null and rests_at <= $1 order by rests_at, member_id limit $2`, at, fewTalks)
		if err != nil || len(whose) == 0 {
			return err
		}
		t.tx.put("lock who talks", `select from conversations where member_id = any($1) order by member_id for update`, whose)
		var list []handoff
		err = t.tx.read(ctx, func(rows pgx.Rows) (err error) { list, err = pgx.CollectRows(rows, scanHandoff); return err },
			`select `+handoffColumns+fromHandoffs+`where h.closed_at is null and h.rests_at <= $1 and h.member_id = any($2) order by h.id for update of h`, at, whose)
		if err != nil {
			return fmt.Errorf("find talks that are still: %w", err)
		}
		n = len(list)
		for _, h := range list {
			if err := t.rest(ctx, h, at, say); err != nil {
				return err
			}
		}
		return nil
	})
	return n, err
}

func (t Tx) rest(ctx context.Context, h handoff, at time.Time, say func(Raised) (string, error)) error {
	t.shut(h.ID, "still", at)
	out, err := t.toPerson(ctx, "closed", h)
	if err != nil {
		return err
	}
	to, _ := out.Args["To"].(flows.Chat)
	text, err := say(Raised{h.Talk, to})
	if err != nil || to.AddressID == 0 {
		return err
	}
	return t.Say(ctx, []Bubble{{MemberID: to.MemberID, AddressID: to.AddressID, Lane: bot.LaneNotice, Text: text, Class: flows.Requested}}, at)
}

// OpenTalk is an open talk, as operators see it: nothing of what was said.
type OpenTalk struct {
	ID        int64
	Number    string
	Kecamatan string
	Level     string // who was told last: pendamping, officer, admin
	By        string // who answers; "" nobody yet
	Opened    time.Time
	Since     time.Time // waits for an answer since then; zero: does not
	Raise     time.Time // when the next level is told; zero: never
}

// OpenTalks lists them, who waits longest first.
func (s *Store) OpenTalks(ctx context.Context) ([]OpenTalk, error) {
	rows, err := s.pool.Query(ctx, `
		select h.id, coalesce(m.number, ''), h.kecamatan, h.level, coalesce(s.name, ''), h.opened_at, h.waiting_since, h.escalate_at
		from handoffs h join members m on m.id = h.member_id left join staff s on s.id = h.staff_id
		where h.closed_at is null order by h.waiting_since is null, h.waiting_since, h.id`)
	if err != nil {
		return nil, fmt.Errorf("list talks: %w", err)
	}
	list, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (o OpenTalk, err error) {
		var level int
		var since, raise *time.Time
		err = row.Scan(&o.ID, &o.Number, &o.Kecamatan, &level, &o.By, &o.Opened, &since, &raise)
		o.Level, o.Since, o.Raise = levels[level-1], orZero(since), orZero(raise)
		return o, err
	})
	if err != nil {
		return nil, fmt.Errorf("list talks: %w", err)
	}
	return list, nil
}
