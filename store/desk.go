package store

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"

	"github.com/jackc/pgx/v5"

	"langkah/flows"
)

// lastLines is how many lines of a talk staff read when they open it.
const lastLines = 8

// answers tells whether somebody may talk with the people of a kecamatan.
func (a actor) answers(kecamatan string) bool {
	return a.ID != 0 && slices.Contains(levels, a.Role) && a.may(false, kecamatan)
}

// atDesk carries out what staff do in talks with people.
func (t Tx) atDesk(ctx context.Context, act Act) (out flows.Outcome, err error) {
	who, err := t.actorOf(ctx, act)
	if err != nil {
		return out, err
	}
	switch a := act.Action.(type) {
	case flows.StaffQueue:
		return t.talks(ctx, who, a)
	case flows.TakeTalk:
		return t.onTalk(ctx, deed{who: who, at: act.At, action: "talk.take"}, a.ID, t.take)
	case flows.AnswerTalk:
		return t.onTalk(ctx, deed{who: who, at: act.At, action: "talk.answer"}, a.ID, func(ctx context.Context, d deed, h handoff) (flows.Outcome, error) {
			t.line(h.ID, d.who.ID, flows.TalkLine{Kind: "text", Text: a.Text, At: d.at})
			t.tx.put("note an answer", `update handoffs set staff_id = $2, waiting_since = null, escalate_at = null where id = $1`, h.ID, d.who.ID)
			return t.toPerson(ctx, "sent", h)
		})
	case flows.CloseTalk:
		return t.onTalk(ctx, deed{who: who, at: act.At, action: "talk.close"}, a.ID, func(ctx context.Context, d deed, h handoff) (flows.Outcome, error) {
			t.shut(h.ID, "staff", d.at)
			return t.toPerson(ctx, "closed", h)
		})
	}
	return out, fmt.Errorf("perform %T: not for the desk", act.Action)
}

// onTalk does something to an open talk, if somebody may, and audits it.
func (t Tx) onTalk(ctx context.Context, d deed, id int64, do func(context.Context, deed, handoff) (flows.Outcome, error)) (out flows.Outcome, err error) {
	h, found, err := t.lockTalk(ctx, `h.id = $1`, id)
	switch {
	case err != nil:
		return out, err
	case !d.who.ours() || found && !d.who.answers(h.Kecamatan):
		out = flows.Outcome{Event: "refused"}
	case !found:
		out = flows.Outcome{Event: "gone"}
	default:
		if out, err = do(ctx, d, h); err != nil {
			return out, err
		}
	}
	return out, t.keep(d, "talk "+strconv.FormatInt(id, 10), done{Outcome: out})
}

// take makes a talk somebody's: what the person writes is told to them alone.
func (t Tx) take(ctx context.Context, d deed, h handoff) (out flows.Outcome, err error) {
	t.tx.put("take a talk", `update handoffs set staff_id = $2 where id = $1`, h.ID, d.who.ID)
	err = t.tx.read(ctx, func(rows pgx.Rows) (err error) {
		h.Lines, err = pgx.CollectRows(rows, func(row pgx.CollectableRow) (l flows.TalkLine, err error) {
			return l, row.Scan(&l.By, &l.Kind, &l.Text, &l.At, &l.Picture)
		})
		return err
	}, `
		select by, kind, text, at, picture from (
		    select l.id, coalesce(s.name, '') as by, l.kind, l.text, l.at, coalesce(l.picture, 0) as picture from handoff_lines l left join staff s on s.id = l.staff_id
		    where l.handoff_id = $1 order by l.id desc limit $2) l
		order by id`, h.ID, lastLines)
	if err != nil {
		return out, fmt.Errorf("read a talk: %w", err)
	}
	return flows.Outcome{Event: "taken", Args: flows.Args{"Talk": h.Talk}}, nil
}

// toPerson is an outcome of which the person of a talk is told.
func (t Tx) toPerson(ctx context.Context, event string, h handoff) (out flows.Outcome, err error) {
	to := flows.Chat{MemberID: h.member}
	err = t.tx.QueryRow(ctx, `
		select coalesce((select a.id from addresses a where a.member_id = c.member_id
		                 order by a.blocked_at is not null, a.id = c.address_id is true desc, a.id desc limit 1), 0), c.lang
		from conversations c where c.member_id = $1`, h.member).Scan(&to.AddressID, &to.Lang)
	if err != nil {
		return out, fmt.Errorf("find where a person reads: %w", err)
	}
	return flows.Outcome{Event: event, Args: flows.Args{"Talk": h.Talk, "To": to}}, nil
}

// talks lists those that are open and that somebody may answer: who waits first.
func (t Tx) talks(ctx context.Context, who actor, a flows.StaffQueue) (out flows.Outcome, err error) {
	if !who.ours() || !slices.Contains(levels, who.Role) {
		return flows.Outcome{Event: "refused"}, nil
	}
	all := who.Role == flows.Admin || len(who.Kecamatan) == 0
	var list []handoff
	err = t.tx.read(ctx, func(rows pgx.Rows) (err error) { list, err = pgx.CollectRows(rows, scanHandoff); return err },
		`select `+handoffColumns+fromHandoffs+`
		where h.closed_at is null and ($1 or h.kecamatan = any($2)) order by h.waiting_since is null, h.waiting_since, h.id offset $3 limit $4`,
		all, who.Kecamatan, a.Skip, a.Limit+1)
	if err != nil {
		return out, fmt.Errorf("list talks: %w", err)
	}
	if len(list) == 0 {
		return flows.Outcome{Event: "none"}, nil
	}
	var talks []flows.Talk
	for _, h := range list[:min(a.Limit, len(list))] {
		talks = append(talks, h.Talk)
	}
	if talks, err = t.lastSaid(ctx, talks); err != nil {
		return out, err
	}
	return flows.Outcome{Event: "some", Args: flows.Args{"Talks": talks, "More": len(list) > a.Limit}}, nil
}

// lastSaid adds what each person said last.
func (t Tx) lastSaid(ctx context.Context, list []flows.Talk) ([]flows.Talk, error) {
	for i := range list {
		var l flows.TalkLine
		err := t.tx.QueryRow(ctx, `select kind, text, at, coalesce(picture, 0) from handoff_lines where handoff_id = $1 and staff_id is null order by id desc limit 1`, list[i].ID).
			Scan(&l.Kind, &l.Text, &l.At, &l.Picture)
		if errors.Is(err, pgx.ErrNoRows) {
			continue
		}
		if err != nil {
			return nil, fmt.Errorf("read a talk: %w", err)
		}
		list[i].Lines = []flows.TalkLine{l}
	}
	return list, nil
}

// talkWith is whose rows an act at the desk changes.
func (t Tx) talkWith(ctx context.Context, talk int64) (members []int64, err error) {
	err = t.tx.read(ctx, func(rows pgx.Rows) (err error) { members, err = pgx.CollectRows(rows, pgx.RowTo[int64]); return err },
		`select member_id from handoffs where id = $1`, talk)
	if err != nil {
		return nil, fmt.Errorf("find whose talk it is: %w", err)
	}
	return members, nil
}
