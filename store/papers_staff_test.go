package store_test

import (
	"fmt"
	"strconv"
	"testing"

	"langkah/bot"
	"langkah/flows"
	"langkah/store"
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

// A picture of an identity card is deleted at once, with the messenger's handle on
// it; the paper is looked at without. Its member may delete one, too.
func TestPicturesOfPapersAreDeleted(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.write(t, siti, phone)
	h.hire(t, siti, flows.Staff{Name: "Rina", Role: flows.Pendamping, Kecamatan: []string{"31.71.07"}})
	id := h.seller(t, phone)
	noted := func() int64 {
		t.Helper()
		file := h.keep(t, store.File{Kind: bot.Photo, Name: "foto.jpg", MIME: "image/jpeg", Content: []byte("x"), Expires: people, MemberID: id})[0]
		h.exec(t, `update inbox set picture = 'file:' || $2::bigint, media = '{"ref": "handle"}' where member_id = $1`, id, file)
		h.act(t, phone, flows.NotePaper{Paper: flows.Paper{Kind: "nib", Number: "1299000000017", Picture: file}})
		paper, _ := strconv.ParseInt(h.read(t, `select id from licences where member_id = $1`, id), 10, 64)
		return paper
	}
	const left = `select (select count(*) from files) || ' ' || (select count(*) from inbox where member_id = $1 and (picture <> '' or media is not null))`
	paper := noted()
	if out := h.act(t, siti, flows.JudgePaper{ID: paper, Card: true}); out.Event != "judged" {
		t.Fatalf("a card is %+v", out)
	}
	h.want(t, "0 0", left, id)
	h.want(t, "nib 1299000000017", drawer, id)
	h.want(t, "paper_card nib requested", `select kind || ' ' || ref || ' ' || class from reminders where member_id = $1 and state = 'due'`, id)
	if out := h.act(t, phone, flows.LookAtPaper{Kind: flows.PaperCard, Ref: "nib"}); out.Event != "told" {
		t.Errorf("the news are %s", out.Event)
	}
	if out := h.act(t, siti, flows.JudgePaper{ID: paper, Card: true}); out.Event != "gone" { // there is no picture any more
		t.Errorf("a second time it is %+v", out)
	}
	noted()
	if out := h.act(t, phone, flows.LookAtPaper{Kind: flows.PaperCard, Ref: "nib"}); out.Event != "gone" {
		t.Errorf("with another picture the news are %s", out.Event)
	}
	for _, want := range []string{"dropped", "gone"} {
		if out := h.act(t, phone, flows.DropPicture{Kind: "nib"}); out.Event != want {
			t.Errorf("dropped is %+v, want %s", out, want)
		}
	}
	h.want(t, "0 0", left, id)
	h.want(t, "paper.card judged, paper.card gone", `select string_agg(action || ' ' || (detail ->> 'outcome'), ', ' order by id) from audit where action like 'paper%'`)
}

// P4 goes with the paper that it rests on, and with no other; what was is in its log.
func TestAStepFollowsItsPaper(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.write(t, siti)
	h.hire(t, siti, flows.Staff{Name: "Rina", Role: flows.Pendamping})
	id := h.seller(t, phone)
	done := flows.MarkStage{Stage: flows.Licensing, Status: flows.Done, Source: "paper", Evidence: "NIB 1299000000017"}
	judge := func(kind, word string) {
		t.Helper()
		h.act(t, phone, flows.NotePaper{Paper: flows.Paper{Kind: kind, Number: "1"}})
		paper, _ := strconv.ParseInt(h.read(t, `select id from licences where (member_id, kind) = ($1, $2)`, id, kind), 10, 64)
		if out := h.act(t, siti, flows.JudgePaper{ID: paper, Word: word}); out.Event != "judged" {
			t.Fatalf("%s is %+v", kind, out)
		}
	}
	const stands = `select status || ' ' || evidence || (case when done_at is null then '' else ' ' || by_whom end) from stages where member_id = $1 and stage = 4`
	h.act(t, phone, done)
	judge("pirt", "buram")
	h.want(t, "done NIB 1299000000017 ", stands, id)
	judge("nib", "")
	h.want(t, "done NIB 1299000000017 Rina", stands, id)
	judge("nib", "buram")
	h.want(t, "in_progress ", stands, id)
	h.act(t, phone, done)
	h.want(t, "done NIB 1299000000017 ", stands, id)
	h.want(t, "done, in_progress, done", `select string_agg(status, ', ' order by id) from stage_log where member_id = $1 and stage = 4`, id)
	h.exec(t, `update stages set source = 'import' where member_id = $1 and stage = 4`, id)
	judge("nib", "buram") // it rests on something else
	h.want(t, "done NIB 1299000000017 ", stands, id)
}
