package store

import (
	"context"
	"fmt"
	"slices"
	"time"

	"langkah/flows"
)

// Command carries an action of staff out with all rights: what operators ask for
// on the command line. The outcomes are those of the action, but refused.
func (s *Store) Command(ctx context.Context, action flows.Action, at time.Time) (out flows.Outcome, err error) {
	act := Act{At: at, Action: action, commandLine: true}
	err = s.Within(ctx, func(t Tx) (err error) {
		switch action.(type) {
		case flows.NextProduct, flows.GradeProduct, flows.LookAtStalls, flows.MoveEvent, flows.CancelEvent:
			out, err = t.byJudge(ctx, act)
		default:
			out, err = t.byStaff(ctx, act)
		}
		return err
	})
	return out, err
}

// may tells whether somebody may do what is for staff in a kecamatan ("": in
// none, as online, which is for those who have all of Jakarta). Planning is for
// some roles only.
func (a actor) may(plans bool, kecamatan string) bool {
	switch {
	case a.all:
		return true
	case a.ID == 0 || plans && !a.Plans():
		return false
	case a.Role == flows.Admin || len(a.Kecamatan) == 0:
		return true
	}
	return kecamatan != "" && slices.Contains(a.Kecamatan, kecamatan)
}

// ours tells whether somebody is of the staff at all, or the command line.
func (a actor) ours() bool { return a.ID != 0 || a.all }

// byStaff carries out what is for staff alone. Whoever acts is who the database
// says they are now; what a flow believes does not count.
func (t Tx) byStaff(ctx context.Context, act Act) (out flows.Outcome, err error) {
	who, err := t.actorOf(ctx, act)
	if err != nil {
		return out, err
	}
	d := deed{who: who, at: act.At}
	switch a := act.Action.(type) {
	case flows.StaffClasses:
		return t.staffClasses(ctx, d, a)
	case flows.StaffPapers:
		return t.staffPapers(ctx, d, a)
	case flows.LookAtNoted:
		return t.lookAtNoted(ctx, d, a)
	case flows.JudgePaper:
		return t.judgePaper(ctx, d, a)
	case flows.PlanClass:
		return t.planClass(ctx, d, a)
	case flows.LookAtRoll:
		d.action, d.code, d.looks = "class.look", a.Code, true
		d.do = t.lookAtRoll
	case flows.GiveDayCode:
		d.action, d.code = "class.code", a.Code
		d.do = func(ctx context.Context, d deed, c classRow) (done, error) { return t.dayCode(ctx, d, c, a) }
	case flows.MarkRoll:
		d.action, d.code = "class.mark", a.Code
		d.do = func(ctx context.Context, d deed, c classRow) (done, error) { return t.markRoll(ctx, d, c, a) }
	case flows.MoveClass:
		d.action, d.code, d.plans = "class.move", a.Code, true
		d.do = func(ctx context.Context, d deed, c classRow) (done, error) { return t.moveClass(ctx, d, c, a) }
	case flows.CancelClass:
		d.action, d.code, d.plans = "class.cancel", a.Code, true
		d.do = func(ctx context.Context, d deed, c classRow) (done, error) { return t.cancelClass(ctx, d, c, a) }
	default:
		return out, fmt.Errorf("perform %T: not for staff", act.Action)
	}
	return t.onClass(ctx, d)
}

// deed is what somebody wants to do to a class that there is.
type deed struct {
	who    actor
	at     time.Time
	action string // as it is audited
	code   string
	plans  bool // for who may plan
	looks  bool // changes nothing: needs no lock, and may be done to a cancelled class
	do     func(context.Context, deed, classRow) (done, error)
}

// done is what came of it, with what is kept of it.
type done struct {
	flows.Outcome
	detail flows.Args
}

func came(event string, args, detail flows.Args) done {
	return done{Outcome: flows.Outcome{Event: event, Args: args}, detail: detail}
}

// onClass carries a deed out if there is the class and they have the right, and
// audits what came of it in any case.
func (t Tx) onClass(ctx context.Context, d deed) (out flows.Outcome, err error) {
	r := came("refused", flows.Args{"Class": flows.Class{Code: d.code}}, nil)
	if d.who.ours() { // others find out nothing, not even what there is
		c, found, err := t.sought(ctx, d)
		if err != nil {
			return out, err
		}
		if r, err = t.judge(ctx, d, c, found); err != nil {
			return out, err
		}
	}
	if d.looks && d.who.all { // operators see the database itself
		return r.Outcome, nil
	}
	return r.Outcome, t.keep(d, d.code, r)
}

// sought finds the class of a deed; locked, if that may change it.
func (t Tx) sought(ctx context.Context, d deed) (c classRow, found bool, err error) {
	if !d.looks {
		return t.lockClass(ctx, plain(d.code))
	}
	list, err := t.classes(ctx, 0, `c.code = $2`, plain(d.code))
	if err != nil || len(list) == 0 {
		return c, false, err
	}
	return list[0], true, nil
}

func (t Tx) judge(ctx context.Context, d deed, c classRow, found bool) (done, error) {
	switch {
	case !found:
		return came("gone", flows.Args{}, nil), nil
	case !d.who.may(d.plans, c.Kecamatan):
		return came("refused", flows.Args{"Class": c.told()}, nil), nil
	case c.Cancelled && !d.looks:
		return came("gone", flows.Args{"Class": c.Class}, nil), nil
	}
	return d.do(ctx, d, c)
}

// keep audits a deed with its outcome.
func (t Tx) keep(d deed, subject string, r done) error {
	detail := flows.Args{"outcome": r.Event}
	for k, v := range r.detail {
		detail[k] = v
	}
	return t.audit(entry{actor: d.who, action: d.action, subject: subject, detail: detail, at: d.at})
}

// told is what anybody may know of a class.
func (c classRow) told() flows.Class {
	c.Link = ""
	return c.Class
}
