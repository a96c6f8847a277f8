package store_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"langkah/flows"
	"langkah/store"
)

// imports brings classes in and tells what became of each.
func (h house) imports(t *testing.T, apply bool, at time.Time, plans ...store.Plan) string {
	t.Helper()
	list, err := h.Import(t.Context(), plans, apply, at)
	if err != nil {
		t.Fatal(err)
	}
	var said []string
	for _, m := range list {
		line := fmt.Sprint(m.Code, " ", m.State)
		for _, c := range m.Changes {
			line += fmt.Sprintf(" %s(%s > %s)", c.What, c.From, c.To)
		}
		if m.Told > 0 {
			line += fmt.Sprint(" tells ", m.Told)
		}
		if m.Why.Key != "" {
			line += " " + strings.TrimPrefix(m.Why.Key, "staff/")
		}
		said = append(said, line)
	}
	return strings.Join(said, "; ")
}

func TestImporting(t *testing.T) {
	t.Parallel()
	h := open(t)
	at := wibs(t, "2026-11-23 09:00")
	a := store.Plan{Class: sewing(t), Given: []string{"bring", "once"}}
	a.Code, a.Bring, a.Once, a.Capacity = "PLT-1", "Gunting", true, 30
	b := store.Plan{Class: sewing(t)}
	b.Code, b.Kecamatan = "PLT-2", ""
	says := func(want string, apply bool, at time.Time, plans ...store.Plan) {
		t.Helper()
		if got := h.imports(t, apply, at, plans...); got != want {
			t.Errorf("\n got %s\nwant %s", got, want)
		}
	}
	says("PLT-1 new; PLT-2 new", false, at, a, b)
	h.want(t, "0", `select count(*) from classes`)
	says("PLT-1 new; PLT-2 new", true, at, a, b)
	says("PLT-1 unchanged; PLT-2 unchanged", true, at, a, b)
	says("PLT-1 unchanged; PLT-2 unchanged", true, at.AddDate(1, 0, 0), a, b) // over, but as it was
	h.want(t, "class.plan PLT-1 command line; class.plan PLT-2 command line", `select action, subject, actor from audit order by id`)
	h.fill(t, "PLT-1", "booked", 1001, 30)
	h.fill(t, "PLT-1", "waiting", 2001, 4)

	a.Title, a.Given, a.Bring, a.Once = "Menjahit Lanjutan", []string{"who"}, "", false // what is not given stays
	a.Who = "kota"
	says("PLT-1 changed title(Menjahit Busana Dasar > Menjahit Lanjutan) subject(menjahit busana dasar > menjahit lanjutan) who(all > kota)", true, at, a)
	h.want(t, "Menjahit Lanjutan kota Gunting true 1 0", `select title, who, bring, once, sequence, (select count(*) from reminders where kind = 'class_moved') from classes where code = 'PLT-1'`)

	a.Capacity = 29
	b.Capacity = 10
	says("PLT-1 wrong capacity(30 > 29) wrong_taken; PLT-2 changed capacity(100 > 10)", true, at, a, b)
	h.want(t, "0", `select count(*) from classes where capacity = 10`) // all or none
	a.Capacity = 33
	says("PLT-1 changed capacity(30 > 33)", true, at, a)
	h.want(t, "booked 30; offered 3; waiting 1", `select state, count(*) from bookings group by 1 order by 1`)

	// Another place is news for all; another link for who has a seat, or is offered one.
	b.Capacity = 100
	was := a.Venue
	a.Venue = "RPTRA Melati"
	says("PLT-1 changed venue("+was+" > RPTRA Melati) tells 34", true, at, a)
	h.want(t, "class_moved 34", `select kind, count(*) from reminders where state = 'due' and kind = 'class_moved' group by 1`)
	h.exec(t, `delete from reminders where kind = 'class_moved'`)
	a.Given, a.Link = append(a.Given, "link"), "https://jakpreneur.jakarta.go.id/kelas"
	says("PLT-1 changed link( > https://jakpreneur.jakarta.go.id/kelas) tells 33", true, at, a)
	h.want(t, "class_moved 33", `select kind, count(*) from reminders where state = 'due' and kind = 'class_moved' group by 1`)
	a.Organiser = "Universitas Yarsi"
	says("PLT-1 changed organizer(Universitas Mercu Buana > Universitas Yarsi)", true, at, a)
	h.command(t, "moved", at, flows.MoveClass{Code: "PLT-1", Starts: wibs(t, "2026-12-08 09:00"), Reason: "Aula dipakai"})

	a.Starts, a.Ends = wibs(t, "2026-12-23 09:00"), wibs(t, "2026-12-29 15:00")
	const to = "2026-12-23 09.00-15.00, 2026-12-28 09.00-15.00, 2026-12-29 09.00-15.00"
	says("PLT-1 changed days(2026-12-08 09.00-15.00, 2026-12-09 09.00-15.00, 2026-12-10 09.00-15.00, 2026-12-11 09.00-15.00 > "+to+") tells 34", true, at, a)
	says("PLT-1 unchanged", true, at, a)
	h.want(t, "class_moved 34", `select kind, count(*) from reminders where state = 'due' and kind = 'class_moved' group by 1`)
	h.want(t, "", `select reason from classes where code = 'PLT-1'`) // that of the move before is not why
	a.Starts = a.Starts.Add(time.Hour)
	says("PLT-1 wrong days("+to+" > "+strings.ReplaceAll(to, "09.00", "10.00")+") wrong_begun", true, wibs(t, "2026-12-28 09:00"), a)

	h.command(t, "cancelled", at, flows.CancelClass{Code: "PLT-1"})
	says("PLT-1 cancelled; PLT-2 unchanged", true, at, a, store.Plan{Class: func() flows.Class { c := b.Class; c.Capacity = 100; return c }()})
	late := store.Plan{Class: sewing(t)}
	late.Code = "PLT-3"
	says("PLT-3 wrong wrong_past", true, wibs(t, "2026-11-26 09:00"), late)
}
