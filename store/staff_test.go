package store_test

import (
	"errors"
	"fmt"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/sync/errgroup"

	"langkah/bot"
	"langkah/flows"
	"langkah/store"
)

// hire adds somebody to the staff, and has whoever is at a become them.
func (h house) hire(t *testing.T, a bot.Address, who flows.Staff) int64 {
	t.Helper()
	id, code, err := h.AddStaff(t.Context(), who, people)
	if err != nil {
		t.Fatal(err)
	}
	if out := h.asks(t, a, people, flows.BecomeStaff{Code: code}); out.Event != "staff" {
		t.Fatalf("become staff: %+v", out)
	}
	return id
}

// staffOf is what somebody is for the programme, as their turns see it.
func (h house) staffOf(t *testing.T, a bot.Address) string {
	t.Helper()
	s := h.person(t, a).Staff
	if s.ID == 0 {
		return ""
	}
	return fmt.Sprint(s.Name, " ", s.Role, " ", s.Kecamatan)
}

func TestBecomingStaff(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.write(t, siti, budi)
	become := func(from bot.Address, at time.Time, code, want string) {
		t.Helper()
		if out := h.asks(t, from, at, flows.BecomeStaff{Code: code}); out.Event != want {
			t.Errorf("%s by %s: %+v, want %s", code, from.ID, out, want)
		}
	}
	id, code, err := h.AddStaff(t.Context(), flows.Staff{Name: " Rina Kartika ", Role: flows.Officer, Kecamatan: []string{"31.71.07"}}, people)
	if err != nil || !regexp.MustCompile(`^[CDFHJKMNPRTVWXY][2-9][CDFHJKMNPRTVWXY][2-9][CDFHJKMNPRTVWXY]{2}[2-9][CDFHJKMNPRTVWXY]$`).MatchString(code) {
		t.Fatalf("code %q: %v", code, err)
	}
	h.want(t, "0", `select count(*) from staff_codes where encode(hash, 'escape') like '%' || $1 || '%'`, code)
	become(siti, people, "K2K2KK2K", "wrong")
	become(siti, people.Add(store.StaffCodeLife), code, "expired")
	become(siti, people.Add(store.StaffCodeLife-time.Second), strings.ToLower(code[:4])+"-"+code[4:]+" ", "staff")
	if got := h.staffOf(t, siti); got != "Rina Kartika officer [31.71.07]" {
		t.Errorf("siti is %q", got)
	}
	become(budi, people, code, "used")
	become(siti, people, code, "taken") // twice
	_, other, err := h.AddStaff(t.Context(), flows.Staff{Name: "Joko", Role: flows.Trainer}, people)
	if err != nil {
		t.Fatal(err)
	}
	become(siti, people, other, "taken")
	become(budi, people, other, "staff")
	if got := h.staffOf(t, budi); got != "Joko trainer []" {
		t.Errorf("budi is %q", got)
	}
	h.want(t, "command line staff.add staff 1; Rina Kartika, officer staff.link staff 1; command line staff.add staff 2; Joko, trainer staff.link staff 2",
		`select actor, action, subject from audit order by id`)
	h.want(t, "1 telegram", `select s.id, a.channel from staff s join addresses a on a.id = s.address_id where s.id = $1`, id)
	if _, _, err := h.AddStaff(t.Context(), flows.Staff{Name: "X", Role: "boss"}, people); err == nil {
		t.Error("added a boss")
	}
}

// Wrong codes count together, whatever they were meant to be.
func TestStaffCodesAreNotGuessed(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.write(t, siti, budi)
	_, code, err := h.AddStaff(t.Context(), flows.Staff{Name: "Rina", Role: flows.Admin}, people)
	if err != nil {
		t.Fatal(err)
	}
	for i := range 5 {
		var guess flows.Action = flows.BecomeStaff{Code: "K2K2KK2K"}
		if i%2 == 1 {
			guess = flows.CheckLinkCode{Code: "K2K2KK"}
		}
		if out := h.asks(t, siti, people, guess); out.Event != "wrong" {
			t.Errorf("guess %d: %+v", i, out)
		}
	}
	if out := h.asks(t, siti, people, flows.BecomeStaff{Code: code}); out.Event != "many" {
		t.Errorf("the sixth: %+v", out)
	}
	if out := h.asks(t, budi, people, flows.BecomeStaff{Code: code}); out.Event != "staff" {
		t.Errorf("somebody else: %+v", out)
	}
}

// Of many who type one code at once, one has it.
func TestOneCodeOnePerson(t *testing.T) {
	t.Parallel()
	h := open(t)
	_, code, err := h.AddStaff(t.Context(), flows.Staff{Name: "Rina", Role: flows.Admin}, people)
	if err != nil {
		t.Fatal(err)
	}
	var crowd []bot.Address
	for i := range 8 {
		a := siti
		a.ID = fmt.Sprint("p", i)
		crowd = append(crowd, a)
	}
	h.write(t, crowd...)
	got := make([]string, len(crowd))
	var g errgroup.Group
	for i := range crowd {
		g.Go(func() error {
			return h.Within(t.Context(), func(tx store.Tx) error {
				out, err := tx.Perform(t.Context(), store.Act{MemberID: int64(i + 1), InboxID: int64(i + 1), At: people, Action: flows.BecomeStaff{Code: code}})
				got[i] = out.Event
				return err
			})
		})
	}
	if err := g.Wait(); err != nil {
		t.Fatal(err)
	}
	if list := strings.Join(got, " "); strings.Count(list, "staff") != 1 || strings.Count(list, "used") != 7 {
		t.Errorf("they are %s", list)
	}
}

func TestDisabledStaffHaveNoRights(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.write(t, siti, budi)
	id := h.hire(t, siti, flows.Staff{Name: "Rina", Role: flows.Admin})
	if _, err := h.DisableStaff(t.Context(), 99, people); !errors.Is(err, store.ErrNotStaff) {
		t.Errorf("nobody: %v", err)
	}
	code, err := h.NewStaffCode(t.Context(), id, people)
	if err != nil {
		t.Fatal(err)
	}
	if got := h.staffOf(t, siti); got != "" {
		t.Errorf("with a lost phone: %q", got)
	}
	again, err := h.NewStaffCode(t.Context(), id, people)
	if err != nil {
		t.Fatal(err)
	}
	if out := h.asks(t, budi, people, flows.BecomeStaff{Code: code}); out.Event != "expired" {
		t.Errorf("the first of two codes: %+v", out)
	}
	if out := h.asks(t, budi, people, flows.BecomeStaff{Code: again}); out.Event != "staff" || h.staffOf(t, budi) != "Rina admin []" {
		t.Errorf("on another phone: %+v %s", out, h.staffOf(t, budi))
	}
	last, err := h.NewStaffCode(t.Context(), id, people)
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []bool{true, false} {
		if was, err := h.DisableStaff(t.Context(), id, people); err != nil || was != want {
			t.Errorf("disabled %d: %v, %v", i, was, err)
		}
	}
	if out := h.asks(t, siti, people, flows.BecomeStaff{Code: last}); out.Event != "expired" {
		t.Errorf("a code of who is disabled: %+v", out)
	}
	if _, err := h.NewStaffCode(t.Context(), id, people); err == nil {
		t.Error("a code for who is disabled")
	}
	h.want(t, "staff.add; staff.link; staff.code; staff.code; staff.link; staff.code; staff.disable", `select action from audit order by id`)
	list, err := h.Staff(t.Context(), people)
	want := []store.Colleague{{Staff: flows.Staff{ID: id, Name: "Rina", Role: flows.Admin, Kecamatan: []string{}}, Created: people, Disabled: people}}
	if diff := cmp.Diff(want, list, cmp.Comparer(time.Time.Equal)); diff != "" || err != nil {
		t.Error(diff, err)
	}
}

// The rights go with the chat, through links and partings; of two who are staff
// each has their own again.
func TestStaffFollowTheirChat(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.write(t, siti, phone, budi)
	h.act(t, siti, flows.Register{Profile: profile})
	h.hire(t, phone, flows.Staff{Name: "Rina", Role: flows.Officer})
	h.link(t, siti, phone, people)
	if got := h.staffOf(t, siti); got != "Rina officer []" {
		t.Errorf("linked: %q", got)
	}
	if out := h.asks(t, siti, people, flows.UnlinkAccounts{}); out.Event != "parted" {
		t.Fatal(out)
	}
	if a, b := h.staffOf(t, siti), h.staffOf(t, phone); a != "" || b != "Rina officer []" {
		t.Errorf("parted: %q, %q", a, b)
	}
	boss := h.hire(t, siti, flows.Staff{Name: "Joko", Role: flows.Admin})
	h.link(t, siti, phone, people)
	if got := h.staffOf(t, siti); got != "Joko admin []" {
		t.Errorf("both are staff: %q", got)
	}
	if out := h.asks(t, siti, people, flows.UnlinkAccounts{}); out.Event != "parted" {
		t.Fatal(out)
	}
	if a, b := h.staffOf(t, siti), h.staffOf(t, phone); a != "Joko admin []" || b != "Rina officer []" {
		t.Errorf("parted again: %q, %q", a, b)
	}
	h.link(t, siti, phone, people)
	if _, err := h.DisableStaff(t.Context(), boss, people); err != nil {
		t.Fatal(err)
	}
	if got := h.staffOf(t, siti); got != "Rina officer []" {
		t.Errorf("one of two ended: %q", got)
	}
	h.act(t, siti, flows.EraseMember{})
	if got := h.staffOf(t, siti); got != "Rina officer []" {
		t.Errorf("erased: %q", got)
	}
}

func TestAuditIsAppendOnly(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.write(t, siti)
	h.hire(t, siti, flows.Staff{Name: "Rina", Role: flows.Officer, Kecamatan: []string{"31.71.07"}})
	for _, sql := range []string{`update audit set actor = 'nobody'`, `delete from audit`, `truncate audit`, `truncate staff cascade`, `update audit set actor = '' where false`} {
		if _, err := h.sql.Exec(t.Context(), sql); err == nil || !strings.Contains(err.Error(), "append-only") {
			t.Errorf("%s: %v", sql, err)
		}
	}
	for want, f := range map[string]store.AuditFilter{
		"staff.link staff.add": {},
		"staff.link":           {Staff: 1},
		"staff.add":            {Action: "staff.add"},
		"":                     {Since: people.Add(time.Second)},
	} {
		list, err := h.Audit(t.Context(), f)
		var got []string
		for _, a := range list {
			got = append(got, a.Action)
		}
		if strings.Join(got, " ") != want || err != nil {
			t.Errorf("%+v: %v, %v", f, got, err)
		}
	}
	list, err := h.Audit(t.Context(), store.AuditFilter{Subject: "staff 1", Action: "staff", Limit: 2})
	if err != nil || len(list) != 2 || list[1].Actor != store.CommandLine || list[1].Detail["role"] != "officer" || !list[1].At.Equal(people) {
		t.Errorf("%+v, %v", list, err)
	}
}
