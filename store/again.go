package store

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"langkah/bot"
)

// RetryBroadcast queues what failed of a broadcast anew, with the words of today;
// these rows that are in doubt, too, which staff have looked at. What cannot be
// filled in still, whose chat is shut, and who has had the week's share since, stays. It returns how many go again.
func (s *Store) RetryBroadcast(ctx context.Context, code string, doubtful []int64, by Who, at time.Time) (n int, err error) {
	err = s.control(ctx, "retry", code, by, at, func(ctx context.Context, t Tx, b Broadcast) error {
		switch {
		case b.State != BroadcastRunning && b.State != BroadcastPaused && b.State != BroadcastFinished:
			return NotInThisState
		case !at.Before(b.Expires):
			return TooLate
		}
		t.tx.put("go on with a broadcast", `update broadcasts set state = 'running', ended_at = null where id = $1 and state = 'done'`, b.ID)
		tag, err := t.tx.Exec(ctx, `
			update outbox o set state = 'queued', reason = null, text = '', choices = null, media = null, lane = 2, tries = 0, not_before = null, refused_after = null,
			       resent = resent or o.state = 'unknown', in_doubt = in_doubt or o.state = 'unknown'
			from addresses a join members m on m.id = a.member_id
			where o.broadcast_id = $1 and (o.state = 'failed' and ($4 or not `+enough+`) or o.state = 'unknown' and o.id = any($2)) and o.useful_until > $3
			  and m.service and m.announcements and m.erased_at is null and a.id = o.address_id and a.blocked_at is null
			  and `+missing(b.Needs)+` is null and not `+hadAsAnother("$1", " and k.id <> o.id")+`
			  and (m.id = o.member_id or not exists (select from outbox k where k.broadcast_id = $1 and k.member_id = m.id and k.state not in ('failed', 'skipped', 'expired')))`, b.ID, doubtful, at, b.Spends)
		n = int(tag.RowsAffected())
		return err
	})
	return n, err
}

// NotReached means that somebody cannot be sent a trial now.
type NotReached string

// Error is why.
func (n NotReached) Error() string { return string(n) }

// Trial is a broadcast that is sent to one person to be looked at.
type Trial struct {
	Code   string
	Member int64
	Lang   string // "": theirs
	Way    Way
	Render func(bot.Fill) (string, error)
}

// Tried is what was sent to be looked at.
type Tried struct {
	Through bot.Account
	Text    string
	As      string // number of a member for whom it is filled in; "": as it is for who got it
}

// TryBroadcast sends a broadcast to one person as it is now, and notes that it was
// tried out. It is an answer: it leaves at any hour. Staff are often no members, of
// whom nothing is known that it could say: they get one member's.
func (s *Store) TryBroadcast(ctx context.Context, tr Trial, by Who, at time.Time) (did Tried, err error) {
	err = s.control(ctx, "test", tr.Code, by, at, func(ctx context.Context, t Tx, b Broadcast) error {
		if !b.State.Live() {
			return NotInThisState
		}
		o, address, ours, err := t.trial(ctx, b, tr, at)
		if err != nil {
			return err
		}
		did = Tried{Through: bot.Account{Channel: o.To.Channel, Name: o.To.Account}}
		if did.Text, err = tr.Render(*o.Fill); err != nil && ours {
			if did.As, err = t.asAnother(ctx, b, tr, &o, at); err == nil {
				did.Text, err = tr.Render(*o.Fill)
			}
		}
		if err != nil {
			return NotReached(err.Error())
		}
		o = o.Filled(did.Text)
		t.tx.put("note a test", `update broadcasts set tested_at = $2 where id = $1`, b.ID, at)
		return t.Say(ctx, []Bubble{{MemberID: tr.Member, AddressID: address, Lane: bot.LaneReply, Text: o.Text, Choices: o.Choices, Media: o.Media}}, at)
	})
	return did, err
}

// asAnother fills in what is known of the first whom a broadcast means, in the
// language of who gets it.
func (t Tx) asAnother(ctx context.Context, b Broadcast, tr Trial, o *bot.Outbound, at time.Time) (number string, err error) {
	var p Preflight
	if err := t.preflight(ctx, b, tr.Way, at, &p); err != nil {
		return "", err
	}
	if len(p.Examples) == 0 {
		return "", NobodyMeant
	}
	f := *p.Examples[0].Fill
	f.Lang, f.Text, f.Choices = o.Fill.Lang, o.Fill.Text, o.Fill.Choices
	o.Fill = &f
	return f.Number, nil
}

// trial is what somebody would be sent, and where; ours: they are of the staff. Who
// is not gets it only if they want news.
func (t Tx) trial(ctx context.Context, b Broadcast, tr Trial, at time.Time) (o bot.Outbound, address int64, ours bool, err error) {
	var fill []string
	var wanted bool
	args := append(tr.Way.args(at, true)[:2], tr.Member)
	err = t.tx.read(ctx, func(rows pgx.Rows) error {
		_, err := pgx.ForEachRow(rows, []any{&address, &o.To.Channel, &o.To.Account, &ours, &wanted, &fill}, func() error { return fillIn(&o, fill) })
		return err
	}, fmt.Sprintf(`
		select o.address_id, o.channel, o.account, exists (select from staff s where s.member_id = o.member_id and s.disabled_at is null),
		       (select m.service and m.announcements from members m where m.id = o.member_id), `+filling+`
		from (select a.id as address_id, a.channel, a.account, a.member_id, %d::bigint as broadcast_id from addresses a
		      left join conversations c on c.member_id = a.member_id
		      where a.member_id = $3 and a.blocked_at is null and not (a.channel = any($1) and coalesce(a.heard_at < $2, true))
		      order by a.id = c.address_id desc nulls last, a.id desc limit 1) o`, b.ID), args...)
	switch {
	case err != nil:
		return o, 0, false, err
	case address == 0:
		return o, 0, false, NotReached("no chat of theirs is open: they write to us first")
	case !ours && !wanted:
		return o, 0, false, NotReached("they want no news: try it out on yourself (--staff), or on somebody who does")
	case tr.Lang != "":
		o.Fill.Lang, o.Fill.Text, o.Fill.Choices = tr.Lang, b.Texts[tr.Lang], b.Choices[tr.Lang]
	}
	return o, address, ours, nil
}
