package store

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"langkah/flows"
)

// merging is two people who become one: one goes on as the other.
type merging struct {
	kept, gone int64
	by         string // code, whatsapp
}

// merge moves the addresses of one to the other, and what is under way there.
// What has been said and done stays where it was, so that it can be undone. Both
// conversations are locked. Locks: members, classes and events, reminders, outbox, addresses,
// inbox; whoever has received something for an address ends first, whoever comes
// after finds its new owner.
func (t Tx) merge(ctx context.Context, act Act, m merging) error {
	if err := t.lockMembers(ctx, m.kept, m.gone); err != nil {
		return err
	}
	bookings, err := t.giveBookings(ctx, act, m.gone, m.kept, nil)
	if err != nil {
		return err
	}
	signups, err := t.giveSignups(ctx, act, m.gone, m.kept, nil)
	if err != nil {
		return err
	}
	w, err := t.underway(ctx, m.gone, nil)
	if err != nil {
		return err
	}
	if w, err = t.move(ctx, act, w, m.gone, m.kept); err != nil {
		return err
	}
	t.tx.put("link members", `update members set merged_into = case when id = $2 then $1 end, linked = linked or id = $1 where id in ($1, $2)`, m.kept, m.gone)
	t.tx.put("skip what the other had of a broadcast", hadAlready, m.kept)
	t.tx.put("log the link", `insert into merges (kept, gone, addresses, reminders, bookings, signups, by, at) values ($1, $2, $3, $4, $5, $6, $7, $8)`,
		m.kept, m.gone, w.addresses, w.reminders, bookings, signups, m.by, act.At)
	t.giveHandoff(m.gone, m.kept, act.At)
	t.giveVisits(m.gone, m.kept, act.At)
	t.tx.put("take over stages", takeStages, m.kept, m.gone, act.At)
	t.tx.put("take over diagnoses", `
		insert into diagnoses (member_id, answers, steps, at) select $1, answers, steps, at from diagnoses where member_id = $2
		on conflict (member_id, at) do nothing`, m.kept, m.gone)
	t.tx.put("take over omzets", takeOmzets, m.kept, m.gone)
	t.tx.put("take over interests", takeInterests, m.kept, m.gone)
	t.tx.put("take over papers", takePapers, m.kept, m.gone)
	t.tx.put("take over answers about papers", takePaperAnswers, m.kept, m.gone)
	t.tx.put("note where they wrote last", `
		update conversations k set heard_at = g.heard_at, address_id = g.address_id
		from (select heard_at, address_id from conversations where member_id = $2 and $3 <> $2
		      union all select $4, address_id from inbox where id = $5 and $3 = $2) g
		where k.member_id = $1 and g.heard_at >= coalesce(k.heard_at, '-infinity')`, m.kept, m.gone, act.MemberID, act.At, act.InboxID)
	return t.strictest(ctx, act, m.gone, m.kept)
}

// takeStages gives somebody ($1) what another ($2) is further with.
const takeStages = `
	insert into stages as s (member_id, stage, status, source, evidence, by_whom, at)
	select $1, stage, status, 'linked', evidence, by_whom, $3 from stages where member_id = $2
	on conflict (member_id, stage) do update
	set status = excluded.status, source = excluded.source, evidence = excluded.evidence, by_whom = excluded.by_whom, at = excluded.at
	where array_position(array['not_needed', 'stuck', 'in_progress', 'done'], excluded.status) > array_position(array['not_needed', 'stuck', 'in_progress', 'done'], s.status)`

// takeOmzets gives somebody ($1) the months that only another ($2) reported.
const takeOmzets = `
	insert into omzets (member_id, month, omzet, costs, at) select $1, month, omzet, costs, at from omzets where member_id = $2
	on conflict do nothing`

// takeInterests likewise, of capital.
const takeInterests = `
	insert into interests (member_id, offer, state, of_age, amount, at, changed_at)
	select $1, offer, state, of_age, amount, at, changed_at from interests where member_id = $2
	on conflict do nothing`

func (t Tx) lockMembers(ctx context.Context, ids ...int64) error {
	if _, err := t.tx.Exec(ctx, `select from members where id = any($1) order by id for no key update`, ids); err != nil {
		return fmt.Errorf("lock members: %w", err)
	}
	return nil
}

// moving is what goes from one person to another.
type moving struct{ addresses, reminders []int64 }

// underway locks what is to move: all of a person's (m.addresses nil), or that
// of a link that is undone.
func (t Tx) underway(ctx context.Context, of int64, m *moving) (w moving, err error) {
	var addresses, reminders []int64
	if m != nil {
		addresses, reminders = m.addresses, m.reminders
	}
	ids := func(into *[]int64) func(pgx.Rows) error {
		return func(rows pgx.Rows) (err error) { *into, err = pgx.CollectRows(rows, pgx.RowTo[int64]); return err }
	}
	t.tx.ask("lock reminders", ids(&w.reminders), `
		select id from reminders where member_id = $1 and state in ('due', 'fired', 'waiting') and ($2 or id = any($3)) order by id for update`, of, m == nil, reminders)
	t.tx.put("lock what waits to leave", lockOpen, of, m == nil, addresses)
	t.tx.ask("lock addresses", ids(&w.addresses), `
		select id from addresses where member_id = $1 and ($2 or id = any($3)) order by id for update`, of, m == nil, addresses)
	err = t.tx.flush(ctx)
	return w, err
}

const lockOpen = `select from outbox where member_id = $1 and (state in ('queued', 'leased') or state || '' = 'waiting') and ($2 or address_id = any($3)) order by id for update`

// move gives what is under way to somebody else. A reminder of which they have
// one of the same kind is dropped. What the turn answers stays, and what it
// answered before.
func (t Tx) move(ctx context.Context, act Act, w moving, from, to int64) (moved moving, err error) {
	t.tx.put("move addresses", `update addresses set member_id = $2 where id = any($1)`, w.addresses, to)
	t.staffFollows(from, to)
	t.tx.put("drop reminders of the same", `
		update reminders r set state = 'dropped', reason = 'linked', settled_at = $3
		where id = any($1) and exists (select from reminders k where k.member_id = $2 and (k.kind, k.ref) = (r.kind, r.ref) and k.state in ('due', 'fired', 'waiting'))`,
		w.reminders, to, act.At)
	moved.addresses, moved.reminders = w.addresses, []int64{}
	t.tx.ask("move reminders", func(rows pgx.Rows) (err error) {
		moved.reminders, err = pgx.AppendRows(moved.reminders, rows, pgx.RowTo[int64])
		return err
	}, `update reminders set member_id = $2 where id = any($1) and state in ('due', 'fired', 'waiting') returning id`, w.reminders, to)
	t.tx.put("move messages", `
		update inbox set member_id = $3
		where member_id = $2 and state = 'pending' and address_id = any($1) and ($2 <> $4 or id > $5)`, w.addresses, from, to, act.MemberID, act.InboxID)
	t.tx.put("have the better chat of a broadcast", betterChat, w.addresses, from, to)
	t.tx.put("skip what both were to get of a broadcast", `
		update outbox o set state = 'skipped', reason = 'linked'
		where member_id = $2 and (state in ('queued', 'waiting') or state = 'skipped' and reason = 'tray') and address_id = any($1)
		  and broadcast_id is not null and exists (select from outbox k where k.broadcast_id = o.broadcast_id and k.member_id = $3)`, w.addresses, from, to)
	t.tx.put("move what waits to leave", `
		update outbox o set member_id = $3
		where member_id = $2 and (state in ('queued', 'leased', 'waiting') or state = 'skipped' and reason = 'tray') and address_id = any($1)
		  and (broadcast_id is null or not exists (select from outbox k where k.broadcast_id = o.broadcast_id and k.member_id = $3))`, w.addresses, from, to)
	err = t.tx.flush(ctx)
	return moved, err
}

// strictest has somebody stop what another has stopped, with the proof.
func (t Tx) strictest(ctx context.Context, act Act, who, also int64) error {
	var silent, noNews bool
	err := t.tx.QueryRow(ctx, `
		select not advised, coalesce((select not given from consents c where c.member_id = m.id and purpose = 'announcements' order by id desc limit 1), false)
		from members m where id = $1`, who).Scan(&silent, &noNews)
	if err != nil {
		return fmt.Errorf("look what was stopped: %w", err)
	}
	theirs := act
	theirs.MemberID = also
	switch {
	case silent && noNews:
		return t.stop(ctx, theirs, flows.StopMessages{Text: linkedText})
	case silent:
		return t.stopAdvised(ctx, theirs)
	case noNews:
		t.tx.put("stop announcements", `
			with proof as (
			    insert into consents (member_id, purpose, given, text, external_id, at)
			    select id, 'announcements', false, $2, $3, $4 from members where id = $1 and announcements
			), taken as (
			    update outbox set useful_until = '-infinity', state = case when state = 'leased' then state else 'skipped' end,
			           reason = case when state = 'leased' then reason else 'stopped' end
			    where member_id = $1 and class = 'announced' and state in ('queued', 'waiting', 'leased')
			)
			update members set announcements = false, profile = case when profile ? 'news' then jsonb_set(profile, '{news}', '"no"') else profile end
			where id = $1 and announcements`, also, linkedText, act.ExternalID, act.At)
	}
	return nil
}

// linkedText is the "text" under which a consent ends because it had ended where
// the person was linked from.
const linkedText = "linked"

// merged is a link that may be undone.
type merged struct {
	moving
	id, kept, gone int64
	bookings       []int64 // the classes
	signups        []int64 // the events
}

// latestMerge is the link of a person that is undone next: theirs, or of
// somebody who goes on as them. People may undo what they did by a code, for a
// day; staff anything.
func (t Tx) latestMerge(ctx context.Context, act Act, staff bool) (m merged, found bool, err error) {
	all, err := t.everyoneOf(ctx, act.MemberID)
	if err != nil {
		return m, false, err
	}
	err = t.tx.QueryRow(ctx, `
		select id, kept, gone, addresses, reminders, bookings, signups from merges
		where kept = any($1) and undone_at is null and ($2 or by = 'code' and at > $3)
		order by id desc limit 1`, all, staff, act.At.Add(-flows.LinkUndo)).Scan(&m.id, &m.kept, &m.gone, &m.addresses, &m.reminders, &m.bookings, &m.signups)
	if errors.Is(err, pgx.ErrNoRows) {
		return m, false, nil
	}
	if err != nil {
		return m, false, fmt.Errorf("find a link to undo: %w", err)
	}
	return m, true, nil
}

// unmerge gives somebody their own back, as it stands now: a booking as the two
// had it. What both had said no to meanwhile, both have.
func (t Tx) unmerge(ctx context.Context, act Act, m merged, by string) error {
	if err := t.lockMembers(ctx, act.MemberID, m.gone); err != nil {
		return err
	}
	if _, err := t.giveBookings(ctx, act, act.MemberID, m.gone, append([]int64{}, m.bookings...)); err != nil {
		return err
	}
	if _, err := t.giveSignups(ctx, act, act.MemberID, m.gone, append([]int64{}, m.signups...)); err != nil {
		return err
	}
	w, err := t.underway(ctx, act.MemberID, &m.moving)
	if err != nil {
		return err
	}
	if _, err := t.move(ctx, act, w, act.MemberID, m.gone); err != nil {
		return err
	}
	t.tx.put("take back what went to the other's chat", backHome, m.kept, m.gone, act.At)
	t.tx.put("unlink members", `update members set merged_into = null where id = $1`, m.gone)
	t.tx.put("unlink members", `update members set linked = exists (select from members g where g.merged_into = $1) where id = $1`, m.kept)
	t.tx.put("log the end of a link", `update merges set undone_at = $2, undone_by = $3 where id = $1`, m.id, act.At, by)
	return t.strictest(ctx, act, act.MemberID, m.gone)
}

// backHome: what was to be said in a chat that is somebody else's again is said
// where it was first.
const backHome = `
with back as (
    update outbox r set state = 'skipped', reason = 'unlinked'
    from outbox o, addresses ra, addresses oa
    where r.instead_of = o.id and r.state in ('queued', 'waiting') and ra.id = r.address_id and oa.id = o.address_id and ra.member_id <> oa.member_id
      and oa.member_id = any(array[$1, $2]::bigint[]) and r.created_at > $3::timestamptz - interval '2 days'
    returning o.id, oa.member_id
)
update outbox o set state = 'queued', reason = null, external_id = null, member_id = back.member_id from back where o.id = back.id`

// unlinkAccounts undoes the latest link. Both people are locked.
func (t Tx) unlinkAccounts(ctx context.Context, act Act) (out flows.Outcome, err error) {
	m, found, err := t.latestMerge(ctx, act, false)
	if err != nil {
		return out, err
	}
	if !found {
		return flows.Outcome{Event: "nothing"}, nil
	}
	if err := t.unmerge(ctx, act, m, "person"); err != nil {
		return out, err
	}
	var here int64 // whose chat this is now
	err = t.tx.QueryRow(ctx, `select a.member_id from inbox i join addresses a on a.id = i.address_id where i.id = $1`, act.InboxID).Scan(&here)
	if err != nil {
		return out, fmt.Errorf("find who undid a link: %w", err)
	}
	theirs := m.gone
	if here == m.gone {
		theirs = act.MemberID
	}
	there, err := t.lastHeard(ctx, theirs)
	if err != nil {
		return out, err
	}
	link := flows.LinkArgs{}
	if there != 0 {
		link, err = t.between(ctx, act, theirs, there)
	}
	return flows.Outcome{Event: "parted", Args: flows.Args{"Link": link, "Stays": here == act.MemberID}}, err
}

// lastHeard is the address where somebody wrote last; 0: there is none.
func (t Tx) lastHeard(ctx context.Context, member int64) (address int64, err error) {
	err = t.tx.QueryRow(ctx, `
		select coalesce((select id from addresses where member_id = $1
		                 order by blocked_at is not null, heard_at desc nulls last, id desc limit 1), 0)`, member).Scan(&address)
	if err != nil {
		return 0, fmt.Errorf("find where somebody wrote last: %w", err)
	}
	return address, nil
}

// Parted is one of two who were one, to be told so.
type Parted struct {
	MemberID, AddressID  int64
	Channel, Lang        string
	Number, Name, Others string // Others: the channel of the other
}

// Unlink is what staff do: the latest link of a person is undone, however old
// and however it came. say is what both are told. It returns whom it parted;
// none: there was no link.
func (s *Store) Unlink(ctx context.Context, member int64, at time.Time, say func(Parted) ([]Bubble, error)) (parted []Parted, err error) {
	act := Act{MemberID: member, At: at, ExternalID: "staff", Action: flows.UnlinkAccounts{}}
	for range 5 { // another link may come between the look and the locks
		again := false
		err = s.Within(ctx, func(t Tx) (err error) {
			parted, again, err = t.unlink(ctx, act, say)
			return err
		})
		if err != nil || !again {
			return parted, err
		}
	}
	return nil, errors.New("unlink: this person is being linked; try again")
}

func (t Tx) unlink(ctx context.Context, act Act, say func(Parted) ([]Bubble, error)) (parted []Parted, again bool, err error) {
	m, found, err := t.latestMerge(ctx, act, true)
	if err != nil || !found {
		return nil, false, err
	}
	if err := t.hold(ctx, []int64{act.MemberID, m.gone}); err != nil {
		return nil, false, err
	}
	now, found, err := t.latestMerge(ctx, act, true)
	if err != nil || !found || now.id != m.id {
		return nil, true, err
	}
	if err := t.unmerge(ctx, act, now, "staff"); err != nil {
		return nil, false, err
	}
	parted, err = t.sides(ctx, act.MemberID, m.gone)
	if err != nil {
		return nil, false, err
	}
	var list []Bubble
	for _, p := range parted {
		if p.AddressID == 0 {
			continue
		}
		its, err := say(p)
		if err != nil {
			return nil, false, err
		}
		list = append(list, its...)
	}
	return parted, false, t.Say(ctx, list, act.At)
}

// sides are two people with where each is told.
func (t Tx) sides(ctx context.Context, ids ...int64) (list []Parted, err error) {
	for _, id := range ids {
		p := Parted{MemberID: id}
		if p.AddressID, err = t.lastHeard(ctx, id); err != nil {
			return nil, err
		}
		err = t.tx.QueryRow(ctx, `
			select coalesce(m.number, ''), coalesce(m.name, ''), c.lang, coalesce((select channel from addresses where id = $2), '')
			from members m join conversations c on c.member_id = m.id where m.id = $1`, id, p.AddressID).Scan(&p.Number, &p.Name, &p.Lang, &p.Channel)
		if err != nil {
			return nil, fmt.Errorf("read who was parted: %w", err)
		}
		list = append(list, p)
	}
	list[0].Others, list[1].Others = list[1].Channel, list[0].Channel
	return list, nil
}
