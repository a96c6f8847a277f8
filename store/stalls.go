package store

import (
	"context"
	"fmt"
	"slices"

	"github.com/jackc/pgx/v5"

	"langkah/flows"
	"langkah/templates/programme"
)

const marketing = "event" // the source of what step 5 rests on

// seller is a person as the conditions of an event ask for them.
type seller struct {
	member           bool
	kecamatan, field string
	papers           []string
	began            bool // with step 5
}

func (t Tx) seller(ctx context.Context, member int64) (s seller, err error) {
	var nib bool
	err = t.tx.read(ctx, func(rows pgx.Rows) error {
		return one(rows, &s.member, &s.kecamatan, &s.field, &nib, &s.papers, &s.began)
	}, `
		select number is not null, coalesce(kecamatan, ''), coalesce(profile ->> 'field', ''), coalesce(profile ->> 'nib', '') = 'yes',
		       array(select kind from licences where member_id = m.id order by kind), exists (select from stages where member_id = m.id and stage = 5 and status <> 'not_needed') from members m where id = $1`, member)
	if err != nil {
		return s, fmt.Errorf("read who signs up: %w", err)
	}
	if nib && !slices.Contains(s.papers, "nib") {
		s.papers = append(s.papers, "nib")
	}
	return s, nil
}

// missing are the conditions of an event that somebody does not meet, by their
// phrases. A grade is for kurasi to give.
func (s seller) missing(e eventRow) (list []string) {
	conditions, _ := programme.ReadConditions(e.Conditions)
	for _, c := range conditions {
		met := true
		switch has := func(v string) bool { return slices.Contains(s.papers, v) }; {
		case !c.Binds(s.field):
		case c.Check == "paper":
			met = slices.ContainsFunc(c.Values, has)
		case c.Check == "home":
			met = e.Kecamatan == "" || s.kecamatan == e.Kecamatan
		case c.Check == "field":
			met = slices.Contains(c.Values, s.field)
		}
		if !met {
			list = append(list, c.Phrase)
		}
	}
	return list
}

// bar is the lowest grade that an event takes.
func (e eventRow) bar() string {
	lowest := "C"
	conditions, _ := programme.ReadConditions(e.Conditions)
	for _, c := range conditions {
		if c.Check == "grade" {
			lowest = min(lowest, slices.Max(c.Values))
		}
	}
	return lowest
}

// overlapping is another event that a person ($1) counts on while one ($2) is.
const overlapping = `
	where s.state in ('kurasi', 'waiting', 'accepted') and e.id <> $2 and e.cancelled_at is null and e.starts_at < $4 and e.ends_at > $3
	order by e.starts_at, e.id limit 1`

// signUp puts a product in for an event.
func (t Tx) signUp(ctx context.Context, act Act, a flows.SignUp) (out flows.Outcome, err error) {
	e, err := t.lockEvent(ctx, act.MemberID, a.Code)
	if err != nil {
		return out, err
	}
	who, err := t.seller(ctx, act.MemberID)
	if err != nil {
		return out, err
	}
	if out, err = t.turnedAway(ctx, act, e, who); err != nil || out.Event != "" {
		return out, err
	}
	if a.Photo != 0 {
		t.keepPicture(act.MemberID, a.Photo)
	}
	product, err := t.showProduct(ctx, act, a)
	if err != nil {
		return out, err
	}
	e.Mine = flows.Stall{State: flows.InLine, Product: a.Product, Price: a.Price, Capacity: a.Capacity}
	if e.Curated {
		e.Mine.State = flows.InKurasi
	}
	t.withdrawEvent(e.Code, []int64{act.MemberID}, "signed", act.At)
	t.tx.put("sign up", `
		insert into signups (event_id, member_id, product_id, capacity, state, queued_at, created_at, updated_at) values ($1, $2, $3, $4, $5, $6, $6, $6)
		on conflict (event_id, member_id) do update set product_id = excluded.product_id, capacity = excluded.capacity, state = excluded.state, grade = null,
		    word = '', graded_by = '', queued_at = excluded.queued_at, reply = '', updated_at = excluded.updated_at`,
		e.id, act.MemberID, product, a.Capacity, string(e.Mine.State), act.At)
	t.countPlaces(e.id)
	e.Waiting++
	if !who.began {
		t.MarkStage(act.MemberID, flows.MarkStage{Stage: flows.Marketing, Status: flows.InProgress, Source: marketing, Evidence: e.Code}, act.At)
	}
	return e.outcome("signed"), nil
}

// turnedAway is why somebody cannot sign up; without an event if they can.
func (t Tx) turnedAway(ctx context.Context, act Act, e eventRow, s seller) (out flows.Outcome, err error) {
	switch {
	case e.Code == "" || e.Cancelled:
		return flows.Outcome{Event: "gone", Args: flows.Args{"Event": flows.Event{}}}, nil
	case e.Mine.State.Live():
		return e.outcome("already"), nil
	case e.begun(act.At):
		return e.outcome("begun"), nil
	case !e.Open(act.At):
		return e.outcome("closed"), nil
	case !s.member:
		return e.outcome("visitor"), nil
	}
	if missing := s.missing(e); len(missing) > 0 {
		out = e.outcome("missing")
		out.Args["Missing"] = missing
		return out, nil
	}
	others, err := t.events(ctx, act.MemberID, overlapping, e.id, e.Starts, e.Ends)
	if err == nil && len(others) > 0 {
		out = e.outcome("clash")
		out.Args["Other"] = others[0].Event
	}
	return out, err
}

// showProduct keeps what somebody sells: one of that name, as they say it last.
func (t Tx) showProduct(ctx context.Context, act Act, a flows.SignUp) (id int64, err error) {
	err = t.tx.read(ctx, func(rows pgx.Rows) error { return one(rows, &id) }, `
		with known as (
		    update products set price = $3, photo_id = coalesce(nullif($4, 0), photo_id)
		    where id = (select id from products where member_id = $1 and lower(name) = lower($2) order by id limit 1) returning id
		), new as (
		    insert into products (member_id, name, price, photo_id, at) select $1, $2, $3, nullif($4, 0), $5 where not exists (select from known) returning id
		)
		select id from known union all select id from new`, act.MemberID, plain(a.Product), a.Price, a.Photo, act.At)
	if err != nil {
		return 0, fmt.Errorf("keep a product: %w", err)
	}
	return id, nil
}

// leaveEvent frees what somebody has of an event; who is next has it.
func (t Tx) leaveEvent(ctx context.Context, act Act, a flows.LeaveEvent) (out flows.Outcome, err error) {
	e, err := t.lockEvent(ctx, act.MemberID, a.Code)
	switch {
	case err != nil:
		return out, err
	case e.Code == "" || e.Cancelled || !e.Mine.State.Live():
		return e.outcome("gone"), nil
	case e.begun(act.At):
		return e.outcome("begun"), nil
	}
	was := e.Mine.State
	err = t.stepBack(ctx, e, act)
	e.Mine.State = was
	return e.outcome("left"), err
}

func (t Tx) stepBack(ctx context.Context, e eventRow, act Act) error {
	t.withdrawEvent(e.Code, []int64{act.MemberID}, "withdrawn", act.At)
	t.tx.put("step back from an event", `update signups set state = 'withdrawn', updated_at = $3 where event_id = $1 and member_id = $2`, e.id, act.MemberID, act.At)
	return t.giveOn(ctx, e, act.At)
}

func (t Tx) confirmEvent(ctx context.Context, act Act, a flows.ConfirmEvent) (out flows.Outcome, err error) {
	e, err := t.lockEvent(ctx, act.MemberID, a.Code)
	if err != nil || e.Cancelled || e.Mine.State != flows.Placed || !act.At.Before(e.Ends) {
		return e.outcome("gone"), err
	}
	t.tx.put("note a reply", `update signups set reply = 'coming', updated_at = $3 where event_id = $1 and member_id = $2`, e.id, act.MemberID, act.At)
	e.Mine.Coming = true
	return e.outcome("confirmed"), nil
}

// reportSales notes what somebody sold: with that step 5 is done.
func (t Tx) reportSales(ctx context.Context, act Act, a flows.ReportSales) (out flows.Outcome, err error) {
	e, err := t.lockEvent(ctx, act.MemberID, a.Code)
	if had := e.Mine.State == flows.Placed || e.Mine.State == flows.Sold || e.Mine.State == flows.StayedAway; err != nil || e.Cancelled || !had || !e.begun(act.At) {
		return e.outcome("gone"), err
	}
	e.Mine.State, e.Mine.Pieces, e.Mine.Omzet = flows.Sold, a.Pieces, a.Omzet
	if a.Absent {
		e.Mine.State, e.Mine.Pieces, e.Mine.Omzet = flows.StayedAway, 0, 0
	}
	t.withdrawEvent(e.Code, []int64{act.MemberID}, "reported", act.At)
	t.tx.put("note what was sold", `update signups set state = $3, sold = $4, omzet = $5, updated_at = $6 where event_id = $1 and member_id = $2`,
		e.id, act.MemberID, string(e.Mine.State), e.Mine.Pieces, e.Mine.Omzet, act.At)
	if !a.Absent {
		t.MarkStage(act.MemberID, flows.MarkStage{Stage: flows.Marketing, Status: flows.Done, Source: marketing, Evidence: e.Code + " " + asDate(e.Starts)}, act.At)
	}
	return e.outcome("reported"), nil
}
