package store_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"langkah/flows"
)

const stepSeven = `select coalesce((select concat_ws(' ', status, evidence, source) from stages where member_id = $1 and stage = 7), '')`

// What decides about capital is found: papers that have not run out, the books,
// what was said before. An amount is the step.
func TestStandingAndInterest(t *testing.T) {
	t.Parallel()
	s := newSchool(t, "ani")
	id, _ := s.member(t, at("ani"))
	s.exec(t, `insert into licences (member_id, kind, expires_on, at) values ($1, 'nib', null, $2), ($1, 'pirt', '2026-11-23', $2), ($1, 'halal', '2026-11-22', $2)`, id, monday)
	s.exec(t, `insert into licences (member_id, kind, returned, at) values ($1, 'merek', 'fotonya buram', $2)`, id, monday)
	s.reports(t, "ani", "2026-10", 5, 1)
	kur := func(state flows.InterestState, age string, amount int64) flows.NoteInterest {
		return flows.NoteInterest{Interest: flows.Interest{Offer: "kur_mikro", State: state}, Name: "KUR mikro", OfAge: age, Amount: amount}
	}
	s.does(t, "ani", flows.LookAtInterest{Offer: "kur_mikro", Now: monday}, "gone")
	for _, c := range []struct {
		note flows.NoteInterest
		step string
		asks string
	}{
		{kur(flows.Interested, "yes", 0), "in_progress KUR mikro capital", "open"},
		{kur(flows.Applied, "", 0), "in_progress KUR mikro capital", "open"},
		{kur(flows.Refused, "", 0), "stuck KUR mikro capital", "gone"},
		{kur(flows.Approved, "", 0), "in_progress KUR mikro capital", "gone"},
		{kur(flows.Approved, "", 10_000_000), "done KUR mikro Rp10000000 capital", "gone"},
		{kur(flows.Interested, "", 0), "done KUR mikro Rp10000000 capital", "gone"}, // an old button
	} {
		s.does(t, "ani", c.note, "noted")
		s.want(t, c.step, stepSeven, id)
		s.does(t, "ani", flows.LookAtInterest{Offer: "kur_mikro", Now: monday}, c.asks)
	}
	out := s.does(t, "ani", flows.LookAtStanding{Now: monday.Add(10 * time.Hour)}, flows.Next)
	want := flows.Standing{Papers: []string{"nib", "pirt"}, Books: flows.Books{{Month: monthOf(t, "2026-10"), Sales: 5, Costs: 1}}, OfAge: "yes",
		Interests: []flows.Interest{{Offer: "kur_mikro", State: flows.Approved}}}
	if diff := cmp.Diff(want, out.Args["Standing"], cmpopts.EquateEmpty()); diff != "" {
		t.Error(diff)
	}
	s.act(t, at("ani"), flows.EraseMember{})
	s.want(t, "0", `select count(*) from interests`)
	s.write(t, at("budi"))
	s.does(t, "budi", kur(flows.Interested, "", 0), "visitor")
	s.want(t, "0", `select count(*) from interests`)
}
