package store

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"langkah/flows"
	"langkah/flows/calendar"
)

// patience is how long offices are open until a question that nobody answers is
// brought before the next level.
const patience = 2 * time.Hour

// still is for how long a talk may be without a word until it is over.
const still = 7 * 24 * time.Hour

// levels are who is told of a talk: the centre, then officers, then admins.
var levels = []string{flows.Pendamping, flows.Officer, flows.Admin}

// handoff is an open talk of a person with staff.
type handoff struct {
	flows.Talk
	member int64
	level  int
	staff  int64 // who answers; 0: nobody yet
	known  bool  // the person knows that what they write arrives
}

const handoffColumns = `
	h.id, h.member_id, coalesce(m.number, ''), coalesce(m.name, ''), h.kecamatan, h.level, coalesce(s.id, 0), coalesce(s.name, ''), h.waiting_since, h.acknowledged,
	(select count(*) from handoff_lines l where l.handoff_id = h.id)`

// fromHandoffs are the talks, each with who answers, if they still may.
const fromHandoffs = ` from handoffs h join members m on m.id = h.member_id left join staff s on s.id = h.staff_id and s.disabled_at is null and s.member_id is not null `

func scanHandoff(row pgx.CollectableRow) (h handoff, err error) {
	var since *time.Time
	err = row.Scan(&h.ID, &h.member, &h.Number, &h.Name, &h.Kecamatan, &h.level, &h.staff, &h.By, &since, &h.known, &h.Count)
	h.Since = orZero(since)
	return h, err
}

// lockTalk finds an open talk by its id or its person, and locks it: whoever is
// to be told of it, or closes it meanwhile, waits.
func (t Tx) lockTalk(ctx context.Context, where string, id int64) (h handoff, found bool, err error) {
	err = t.tx.read(ctx, func(rows pgx.Rows) (err error) {
		h, err = pgx.CollectExactlyOneRow(rows, scanHandoff)
		return err
	}, `select `+handoffColumns+fromHandoffs+`where h.closed_at is null and `+where+` for update of h`, id)
	if errors.Is(err, pgx.ErrNoRows) {
		return h, false, nil
	}
	if err != nil {
		return h, false, fmt.Errorf("lock a talk: %w", err)
	}
	return h, true, nil
}

// openHandoff begins a talk where there is somebody to be told of it. What the bot
// had still to say is not said, but what they asked for.
func (t Tx) openHandoff(ctx context.Context, act Act, a flows.OpenHandoff) (out flows.Outcome, err error) {
	h := handoff{member: act.MemberID, Talk: flows.Talk{Since: act.At, Kecamatan: a.Kecamatan}}
	err = t.tx.QueryRow(ctx, `select coalesce(number, ''), coalesce(name, ''), coalesce(nullif($2, ''), kecamatan, '') from members where id = $1`,
		act.MemberID, plain(a.Kecamatan)).Scan(&h.Number, &h.Name, &h.Kecamatan)
	if err != nil {
		return out, fmt.Errorf("read who wants to talk: %w", err)
	}
	told, err := t.above(ctx, &h)
	if err != nil || len(told) == 0 {
		return flows.Outcome{Event: "nobody"}, err
	}
	err = t.tx.QueryRow(ctx, `
		insert into handoffs (member_id, kecamatan, level, opened_at, waiting_since, escalate_at, acknowledged, rests_at) values ($1, $2, $3, $4, $4, $5, $6, $7)
		returning id`, act.MemberID, h.Kecamatan, h.level, act.At, calendar.OfficeTime(act.At, patience), a.Question != "", act.At.Add(still)).Scan(&h.ID)
	if err != nil {
		return out, fmt.Errorf("open a talk: %w", err)
	}
	if a.Question != "" {
		t.line(h.ID, 0, flows.TalkLine{Kind: "text", Text: a.Question, At: act.At})
	}
	t.hush(act.MemberID)
	centre, err := t.findCentre(ctx, flows.FindCentre{Kecamatan: h.Kecamatan})
	out = flows.Outcome{Event: "opened", Args: centre.Args}
	if err == nil {
		out.Args["Told"], out.Args["Talk"], out.Args["Officers"] = told, h.Talk, h.level > 1
	}
	return out, err
}

// hush takes back what the bot had still to say to somebody who talks with staff,
// but what they asked for. It is put off.
func (t Tx) hush(member int64) {
	t.tx.put("keep silent", `
		update outbox set state = 'skipped', reason = 'handoff'
		where member_id = $1 and (state = 'queued' or state || '' = 'waiting') and (lane = 0 and class is distinct from 'requested' or class = 'advised')
		  and exists (select from handoffs h where h.member_id = $1 and h.closed_at is null)`, member)
}

// line keeps what was said in a talk, which goes on with it. It is put off.
func (t Tx) line(talk, staff int64, l flows.TalkLine) {
	t.tx.put("keep a line of a talk", `
		insert into handoff_lines (handoff_id, staff_id, kind, text, at, picture) values ($1, nullif($2, 0), $3, $4, $5, (select id from files where id = $6))`,
		talk, staff, l.Kind, plain(l.Text), l.At, l.Picture)
	t.tx.put("go on with a talk", `update handoffs set rests_at = $2 where id = $1`, talk, l.At.Add(still))
}

// talkPicture is how long staff can look at a picture that a person sent them:
// holidays are over by then.
const talkPicture = 7 * 24 * time.Hour

// lend keeps a picture that its person sent to staff for a while. It is put off.
func (t Tx) lend(member, id int64, until time.Time) {
	t.tx.put("lend a picture", `update files set expires_at = $3 where id = $2 and person_now(member_id) = person_now($1) and expires_at < $3`, member, id, until)
}

// above brings a talk to the next level that has somebody, and tells who they
// are; none: there is nobody.
func (t Tx) above(ctx context.Context, h *handoff) (told []flows.Chat, err error) {
	for level := h.level + 1; level <= len(levels); level++ {
		if told, err = t.staffOf(ctx, *h, level); err != nil || len(told) > 0 {
			h.level = level
			return told, err
		}
	}
	return nil, nil
}

// staffOf are the chats of those of a level who may answer a talk.
func (t Tx) staffOf(ctx context.Context, h handoff, level int) ([]flows.Chat, error) {
	return t.chats(ctx, `s.role = $2 and (s.role = 'admin' or s.kecamatan = '{}' or $3 = any(s.kecamatan)) and s.member_id <> $4`,
		h.ID, levels[level-1], h.Kecamatan, h.member)
}

// listeners are who is told what happens in a talk: whoever answers it, else all
// of its level.
func (t Tx) listeners(ctx context.Context, h handoff) ([]flows.Chat, error) {
	if h.staff != 0 {
		return t.chats(ctx, `s.id = $2`, h.ID, h.staff)
	}
	return t.staffOf(ctx, h, h.level)
}

// chats are where staff are told of a talk ($1).
func (t Tx) chats(ctx context.Context, where string, args ...any) (list []flows.Chat, err error) {
	err = t.tx.read(ctx, func(rows pgx.Rows) (err error) {
		list, err = pgx.CollectRows(rows, func(row pgx.CollectableRow) (c flows.Chat, err error) {
			return c, row.Scan(&c.MemberID, &c.AddressID, &c.Lang, &c.Here)
		})
		return err
	}, `
		select s.member_id, a.id, c.lang, c.flow = 'desk' and c.state = 'talk' and c.session #>> '{a,talk}' = $1::bigint::text is true
		from staff s join conversations c on c.member_id = s.member_id
		cross join lateral (select a.id from addresses a where a.member_id = s.member_id and a.blocked_at is null
		                    order by a.id = c.address_id is true desc, a.id = s.address_id is true desc, a.id desc limit 1) a
		where s.disabled_at is null and `+where+` order by s.id`, args...)
	if err != nil {
		return nil, fmt.Errorf("find whom of the staff to tell: %w", err)
	}
	return list, nil
}

// tellStaff keeps what a person wrote in their talk.
func (t Tx) tellStaff(ctx context.Context, act Act, a flows.TellStaff) (out flows.Outcome, err error) {
	h, found, err := t.lockTalk(ctx, `h.member_id = $1`, act.MemberID)
	if err != nil || !found {
		return flows.Outcome{Event: "kept"}, err
	}
	if a.Kind == "pick" {
		if a.Text, err = t.pressed(ctx, act.MemberID, a.Text); err != nil {
			return out, err
		}
	}
	said := flows.TalkLine{Kind: a.Kind, Text: a.Text, At: act.At, Picture: a.Picture}
	if t.line(h.ID, 0, said); a.Picture != 0 {
		t.lend(act.MemberID, a.Picture, act.At.Add(talkPicture))
	}
	t.tx.put("note who waits", `
		update handoffs set waiting_since = coalesce(waiting_since, $2), acknowledged = true, escalate_at = case when waiting_since is null then $3 else escalate_at end
		where id = $1`, h.ID, act.At, calendar.OfficeTime(act.At, patience))
	t.tx.put("leave a message to staff", `update inbox set quiet = true where id = $1`, act.InboxID)
	told, err := t.listeners(ctx, h)
	h.Lines = []flows.TalkLine{said}
	return flows.Outcome{Event: "kept", Args: flows.Args{"Told": told, "Talk": h.Talk, "First": !h.known}}, err
}

// LostInTalk has staff know that a message of a person could not be read, where
// they talk to them. It tells whether they do.
func (t Tx) LostInTalk(ctx context.Context, member int64, at time.Time) (talks bool, err error) {
	h, talks, err := t.lockTalk(ctx, `h.member_id = $1`, member)
	if err == nil && talks {
		t.line(h.ID, 0, flows.TalkLine{Kind: "lost", At: at})
	}
	return talks, err
}

// pressed is what stood on a button that a person pressed.
func (t Tx) pressed(ctx context.Context, member int64, pick string) (label string, err error) {
	err = t.tx.QueryRow(ctx, `
		select coalesce((select c ->> 'label' from outbox o, jsonb_array_elements(o.choices) c
		                 where o.member_id = $1 and c ->> 'id' = $2 order by o.id desc limit 1), '')`, member, pick).Scan(&label)
	if err != nil {
		return "", fmt.Errorf("find a button: %w", err)
	}
	return label, nil
}

// endHandoff gives a person back to the bot, because they want it.
func (t Tx) endHandoff(ctx context.Context, act Act) (out flows.Outcome, err error) {
	h, found, err := t.lockTalk(ctx, `h.member_id = $1`, act.MemberID)
	if err != nil || !found {
		return flows.Outcome{Event: "ended"}, err
	}
	t.shut(h.ID, "person", act.At)
	told, err := t.listeners(ctx, h)
	return flows.Outcome{Event: "ended", Args: flows.Args{"Told": told, "Talk": h.Talk}}, err
}

// shut ends a talk. It is put off.
func (t Tx) shut(id int64, by string, at time.Time) {
	t.tx.put("end a talk", `update handoffs set closed_at = $2, closed_by = $3, waiting_since = null, escalate_at = null where id = $1`, id, at, by)
}

// giveHandoff takes the open talk of one person to another, unless they have one
// themselves: their chats are one now, and silent. It is put off.
func (t Tx) giveHandoff(from, to int64, at time.Time) {
	t.tx.put("give a talk", `
		update handoffs h set member_id = $2
		where member_id = $1 and closed_at is null and not exists (select from handoffs k where k.member_id = $2 and k.closed_at is null)`, from, to)
	t.tx.put("end a talk", `
		update handoffs set closed_at = $2, closed_by = 'linked', waiting_since = null, escalate_at = null where member_id = $1 and closed_at is null`, from, at)
	t.hush(to)
}

// eraseTalks forgets what a person said to staff, and what staff were told of it.
func eraseTalks(b *pgx.Batch, member int64) {
	b.Queue(`
		update outbox set text = '', choices = null, media = null, state = case when state in ('queued', 'waiting') then 'skipped' else state end,
		       reason = case when state in ('queued', 'waiting') then 'erased' else reason end
		where handoff_id in (select id from handoffs where member_id = $1) and member_id <> $1`, member)
	b.Queue(`delete from handoffs where member_id = $1`, member)
}
