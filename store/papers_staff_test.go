package store_test

import (
	"fmt"
	"testing"

	"langkah/flows"
)

// Staff see and judge what members of their kecamatan noted; everything is audited.
func TestPapersAreJudged(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.write(t, siti, budi, phone)
	h.hire(t, siti, flows.Staff{Name: "Rina", Role: flows.Pendamping, Kecamatan: []string{"31.71.07"}})
	h.hire(t, budi, flows.Staff{Name: "Joko", Role: flows.Pendamping, Kecamatan: []string{"31.71.08"}})
	id := h.seller(t, phone)
	h.act(t, phone, flows.NotePaper{Paper: flows.Paper{Kind: "nib", Number: "1299000000017"}})
	h.act(t, phone, pirt("206317101000126", wibDay(2031, 5, 12)))
	if out := h.act(t, budi, flows.StaffPapers{Limit: 5}); out.Event != "none" {
		t.Errorf("of another kecamatan: %+v", out)
	}
	if out := h.act(t, phone, flows.StaffPapers{Limit: 5}); out.Event != "refused" {
		t.Errorf("nobody of the staff: %+v", out)
	}
	out := h.act(t, siti, flows.StaffPapers{Limit: 5})
	list, _ := out.Args["Papers"].([]flows.NotedPaper)
	if out.Event != "some" || len(list) != 2 || list[0].Number != "1299000000017" || list[0].Kecamatan != "31.71.07" || list[1].Whose != id {
		t.Fatalf("the list is %+v", out)
	}
	nib, irt := list[0].ID, list[1].ID
	for action, want := range map[flows.Action]string{flows.LookAtNoted{ID: nib}: "refused", flows.JudgePaper{ID: nib}: "refused", flows.LookAtNoted{ID: 999}: "gone"} {
		if out := h.act(t, budi, action); out.Event != want {
			t.Errorf("%T of another kecamatan: %+v, want %s", action, out, want)
		}
	}
	if out := h.act(t, siti, flows.LookAtNoted{ID: nib}); out.Event != "found" {
		t.Errorf("looked at: %+v", out)
	}
	if out := h.act(t, siti, flows.JudgePaper{ID: nib}); out.Event != "judged" {
		t.Errorf("confirmed: %+v", out)
	}
	if out := h.act(t, siti, flows.JudgePaper{ID: nib, Word: "salah"}); out.Event != "gone" {
		t.Errorf("judged twice: %+v", out)
	}
	h.command(t, "judged", people, flows.JudgePaper{ID: irt, Word: "nomornya buram"})
	h.want(t, "nib 1299000000017 Rina, pendamping, pirt 206317101000126 2031-05-12 nomornya buram", drawer, id)
	h.want(t, "paper_returned pirt requested", `select kind || ' ' || ref || ' ' || class from reminders where member_id = $1 and state = 'due'`, id)
	h.want(t, "paper.confirm judged, paper.return judged", fmt.Sprintf(`select string_agg(action || ' ' || (detail ->> 'outcome'), ', ' order by id)
		from audit where subject in ('paper %d', 'paper %d') and detail ->> 'outcome' = 'judged'`, nib, irt))
	h.act(t, phone, pirt("206317101000131", wibDay(2031, 5, 12))) // put right: it is to be looked at again, and no word is left
	h.want(t, "0", `select count(*) from reminders where member_id = $1 and kind = 'paper_returned' and state = 'due'`, id)
	if out := h.act(t, siti, flows.StaffPapers{Limit: 5}); out.Event != "some" {
		t.Errorf("put right: %+v", out)
	}
}
