package store

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"

	"langkah/bot"
	"langkah/flows"
	"langkah/templates/programme"
)

// myPapers lists what a person has noted, and what they said of the others.
func (t Tx) myPapers(ctx context.Context, act Act) (flows.Outcome, error) {
	list, err := t.papers(ctx, act.MemberID, "")
	return flows.Outcome{Event: "found", Args: flows.Args{"Papers": list}}, err
}

// papers are those of somebody, or one kind of them.
func (t Tx) papers(ctx context.Context, member int64, kind string) (list []flows.Paper, err error) {
	err = t.tx.read(ctx, func(rows pgx.Rows) (err error) { list, err = pgx.CollectRows(rows, scanPaper); return err }, `
		select kind, number, issued_on, expires_on, coalesce(picture, 0), by_whom, returned, '' from licences where member_id = $1 and $2 in ('', kind)
		union all
		select kind, '', null, null, 0, '', '', answer from paper_answers a
		where member_id = $1 and $2 in ('', kind) and not exists (select from licences l where (l.member_id, l.kind) = (a.member_id, a.kind))`, member, kind)
	if err != nil {
		return nil, fmt.Errorf("read papers: %w", err)
	}
	return list, nil
}

func scanPaper(row pgx.CollectableRow) (p flows.Paper, err error) {
	var issued, expires *time.Time
	if err := row.Scan(&p.Kind, &p.Number, &issued, &expires, &p.Picture, &p.By, &p.Returned, &p.Answer); err != nil {
		return p, err
	}
	p.Issued, p.Expires = dayAt(issued), dayAt(expires)
	return p, nil
}

// dayAt is a day of the database where people are; zero for none.
func dayAt(d *time.Time) time.Time {
	if d == nil {
		return time.Time{}
	}
	y, m, day := d.Date()
	return time.Date(y, m, day, 0, 0, 0, 0, bot.WIB)
}

func orNoDay(d time.Time) *string {
	if d.IsZero() {
		return nil
	}
	s := asDate(d)
	return &s
}

// notePaper notes a paper instead of an earlier one. What was to be said of that,
// or of its lack, is taken back.
func (t Tx) notePaper(act Act, a flows.NotePaper) (flows.Outcome, error) {
	var picture *int64
	if a.Picture != 0 {
		picture = &a.Picture
		t.keepPicture(act.MemberID, a.Picture)
	}
	t.tx.put("let an earlier picture go", `
		update files set expires_at = $3 where id in (select picture from licences where (member_id, kind) = ($1, $2)) and id is distinct from $4`, act.MemberID, a.Kind, act.At, picture)
	t.tx.put("note a paper", `
		insert into licences as l (member_id, kind, number, issued_on, expires_on, picture, at)
		select $1, $2, $3, $4::date, $5::date, (select id from files where id = $6 and person_now(member_id) = person_now($1)), $7
		on conflict (member_id, kind) do update
		set number = excluded.number, issued_on = excluded.issued_on, expires_on = excluded.expires_on, picture = excluded.picture, by_whom = '', returned = '', at = excluded.at`,
		act.MemberID, a.Kind, plain(a.Number), orNoDay(a.Issued), orNoDay(a.Expires), picture, act.At)
	t.tx.put("forget what was said of it", `delete from paper_answers where (member_id, kind) = ($1, $2)`, act.MemberID, a.Kind)
	t.silencePaper(act.MemberID, a.Kind, "noted", act.At)
	t.planPapers(act.MemberID, act.At)
	return flows.Outcome{Event: flows.Next}, nil
}

// silencePaper takes back what is still to be said of a kind of paper.
func (t Tx) silencePaper(member int64, kind, reason string, at time.Time) {
	t.tx.put("take back reminders of a paper", `
		update reminders set state = 'dropped', reason = $3, settled_at = $4
		where member_id = $1 and kind in ('paper_ends', 'paper_missing', 'paper_returned', 'paper_card') and split_part(ref, ':', 1) = $2 and state in ('due', 'fired', 'waiting')`,
		member, kind, reason, at)
}

// answerPaper keeps what somebody says of a paper that they do not have.
func (t Tx) answerPaper(act Act, a flows.AnswerPaper) {
	t.tx.put("note an answer about a paper", `
		insert into paper_answers (member_id, kind, answer, at) values ($1, $2, $3, $4)
		on conflict (member_id, kind) do update set answer = excluded.answer, at = excluded.at`, act.MemberID, a.Kind, string(a.Answer), act.At)
	if a.Answer == flows.NotNeeds {
		t.silencePaper(act.MemberID, a.Kind, "not_needed", act.At)
	}
}

// lookAtPaper finds what a reminder is about, if that is so still.
func (t Tx) lookAtPaper(ctx context.Context, act Act, a flows.LookAtPaper) (flows.Outcome, error) {
	gone := flows.Outcome{Event: "gone"}
	kind, rest, _ := strings.Cut(a.Ref, ":")
	list, err := t.papers(ctx, act.MemberID, kind)
	if err != nil {
		return gone, err
	}
	p := flows.Paper{Kind: kind, Answer: flows.NotYet}
	if len(list) > 0 {
		p = list[0]
	}
	ends, _, _ := strings.Cut(rest, ":")
	still := false
	switch a.Kind {
	case flows.PaperEnds:
		still = p.Answer == "" && !p.Expires.IsZero() && asDate(p.Expires) == ends
	case flows.PaperMissing:
		still = p.Answer == flows.NotYet || p.Answer == flows.PaperSoon
	case flows.PaperReturned:
		still = p.Returned != ""
	case flows.PaperCard:
		still = p.Answer == "" && p.Picture == 0
	}
	if !still {
		return gone, nil
	}
	return flows.Outcome{Event: "told", Args: flows.Args{"Paper": p}}, nil
}

const (
	paperUseful = 21 * 24 * time.Hour // so long a word about the end of a paper is of use
	paperHour   = 9                   // o'clock in WIB
	paperSpan   = 8 * 60              // minutes from then on: each person has one of their own, so that a day's reminders are no burst
	missAfter   = 30 * 24 * time.Hour // somebody was registered, before they are told what they lack
	missEvery   = 120 * 24 * time.Hour
)

// planEnds writes what is to be said before papers end, of one person or of all
// ($1 = 0); what was written before, or is of no use any more, is left.
const planEnds = `
insert into reminders (member_id, kind, ref, class, step, due_at, useful_until, created_at)
select l.member_id, 'paper_ends', l.kind || ':' || l.expires_on || ':' || w.days, 'advised', w.step, d.due, d.due + $5::interval, $6
from licences l
join unnest($2::text[], $3::int[], $4::smallint[]) as w (kind, days, step) on w.kind = l.kind
cross join lateral (select ((l.expires_on - w.days)::timestamp + make_interval(hours => $7, mins => (l.member_id % $8)::int)) at time zone 'Asia/Jakarta' as due) d
where ($1::bigint = 0 or l.member_id = $1) and l.expires_on is not null and l.returned = '' and d.due >= $6
  and exists (select from members m where m.id = l.member_id and m.merged_into is null and m.service and m.advised)
  and not exists (select from reminders r where (r.member_id, r.kind, r.ref) = (l.member_id, 'paper_ends', l.kind || ':' || l.expires_on || ':' || w.days) and r.state <> 'dropped')
on conflict do nothing`

func (t Tx) planPapers(member int64, at time.Time) {
	t.tx.put("plan reminders of papers", planEnds, paperPlan(member, at)...)
}

// paperPlan are the arguments of planEnds: the programme's table.
func paperPlan(member int64, at time.Time) []any {
	var kinds []string
	var days []int32
	var steps []int16
	for _, p := range programme.Papers {
		for i, n := range p.Remind {
			kinds, days, steps = append(kinds, p.Kind), append(days, int32(n)), append(steps, int16(i+1))
		}
	}
	return []any{member, kinds, days, steps, paperUseful, at, paperHour, paperSpan}
}

// planMissing has members told, once in some months, of a paper that is
// compulsory for their business since a while and that they have not noted. Each
// has their turn on another day of that time: there are many of them.
const planMissing = `
insert into reminders (member_id, kind, ref, class, step, due_at, useful_until, created_at)
select m.id, 'paper_missing', w.kind, 'advised', 1, d.due, d.due + $4::interval, $3
from members m
join unnest($1::text[], $2::text[]) as w (kind, field) on m.profile ->> 'field' = w.field
cross join lateral (select (($3::timestamptz at time zone 'Asia/Jakarta')::date::timestamp + make_interval(days => 1 + (m.id % $9)::int, hours => $5, mins => (m.id % $6)::int)) at time zone 'Asia/Jakarta' as due) d
where m.number is not null and m.merged_into is null and m.service and m.advised and m.registered_at <= $3::timestamptz - $7::interval
  and not exists (select from licences l where (l.member_id, l.kind) = (m.id, w.kind))
  and not exists (select from paper_answers a where (a.member_id, a.kind) = (m.id, w.kind) and (a.answer = 'not_needed' or a.at > $3::timestamptz - $7::interval))
  and not exists (select from reminders r where (r.member_id, r.kind, r.ref) = (m.id, 'paper_missing', w.kind) and r.created_at > $3::timestamptz - $8::interval)
on conflict do nothing`

// PlanPapers writes what is to be said of papers, of everybody: that one ends, or
// that one is missing. It may be done any number of times.
func (s *Store) PlanPapers(ctx context.Context, at time.Time) (n int64, err error) {
	var kinds, fields []string
	for _, p := range programme.Papers {
		if p.Since.IsZero() || at.Before(p.Since) {
			continue
		}
		for _, field := range p.Who {
			kinds, fields = append(kinds, p.Kind), append(fields, field)
		}
	}
	err = s.Within(ctx, func(t Tx) error {
		ends, err := t.tx.Exec(ctx, planEnds, paperPlan(0, at)...)
		if err != nil {
			return err
		}
		missing, err := t.tx.Exec(ctx, planMissing, kinds, fields, at, paperUseful, paperHour, paperSpan, missAfter, missEvery, int(missEvery/(24*time.Hour)))
		n = ends.RowsAffected() + missing.RowsAffected()
		return err
	})
	if err != nil {
		return 0, fmt.Errorf("plan reminders of papers: %w", err)
	}
	return n, nil
}

// takePapers gives somebody ($1) the papers of another ($2) that they lack.
const takePapers = `
	insert into licences (member_id, kind, number, issued_on, expires_on, by_whom, picture, returned, at)
	select $1, kind, number, issued_on, expires_on, by_whom, picture, returned, at from licences where member_id = $2
	on conflict do nothing`

const takePaperAnswers = `
	insert into paper_answers (member_id, kind, answer, at) select $1, kind, answer, at from paper_answers where member_id = $2
	on conflict do nothing`
