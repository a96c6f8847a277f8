package store_test

import (
	"testing"

	"langkah/bot"
	"langkah/flows"
	"langkah/store"
)

// A talk silences the bot in the transaction that opens it, and whoever is told
// of it is of that kecamatan.
func TestATalkBegins(t *testing.T) {
	t.Parallel()
	s := newSchool(t, "siti", "budi")
	s.does(t, "siti", flows.OpenHandoff{}, "nobody")
	s.mentors(t, "rina")
	s.queue(t, at("siti"), bot.LaneReply, "queued", "answer")
	s.queue(t, at("siti"), bot.LaneReply, "leased", "leaving")
	s.queue(t, at("siti"), bot.LaneNotice, "queued", "asked", "advised")
	s.exec(t, `update outbox set class = 'requested' where text = 'asked'`)
	s.exec(t, `update outbox set class = 'advised' where text = 'advised'`)
	s.queue(t, at("budi"), bot.LaneReply, "queued", "another's")
	out := s.does(t, "siti", flows.OpenHandoff{Question: "perlu PIRT?"}, "opened")
	if told, _ := out.Args["Told"].([]flows.Chat); len(told) != 1 {
		t.Errorf("told %+v", out.Args["Told"])
	}
	s.want(t, "answer skipped handoff; leaving leased <nil>; asked queued <nil>; advised skipped handoff; another's queued <nil>",
		`select text, state, reason from outbox order by id`)
	if _, err := s.try(t, "siti", flows.OpenHandoff{}); err == nil {
		t.Error("a second talk of one person")
	}
	member, _ := s.member(t, at("siti"))
	ids := s.keep(t, store.File{Kind: bot.Photo, Name: "foto.jpg", MIME: "image/jpeg", Content: []byte("x"), Expires: s.now.AddDate(0, 0, 1), MemberID: member})
	out = s.does(t, "siti", flows.TellStaff{Kind: "photo", Text: "kuenya", Picture: ids[0]}, "kept")
	if talk := out.Args["Talk"].(flows.Talk); talk.Lines[0].Picture != ids[0] {
		t.Errorf("staff are told %+v", talk)
	}
	s.want(t, "true", `select expires_at = $1 from files`, s.now.AddDate(0, 0, 7))
	taken := s.does(t, "rina", flows.TakeTalk{ID: 1}, "taken")
	if talk := taken.Args["Talk"].(flows.Talk); len(talk.Lines) != 2 || talk.Lines[1].Picture != ids[0] {
		t.Errorf("who opens it sees %+v", talk)
	}
	if err := s.ClearFiles(t.Context(), s.now.AddDate(0, 0, 8)); err != nil {
		t.Fatal(err)
	}
	s.want(t, "photo <nil>", `select kind, picture from handoff_lines where kind = 'photo'`)
	s.exec(t, `delete from handoff_lines where kind = 'photo'`)
	s.want(t, "1 perlu PIRT?", `select h.level, l.text from handoffs h join handoff_lines l on l.handoff_id = h.id`)
}

// What is erased is gone from what staff were told, too.
func TestErasingATalk(t *testing.T) {
	t.Parallel()
	s := newSchool(t, "siti")
	s.mentors(t, "rina")
	s.does(t, "siti", flows.OpenHandoff{Question: "rahasia"}, "opened")
	member, address := s.member(t, at("rina"))
	s.within(t, func(tx store.Tx) error {
		return tx.Say(t.Context(), []store.Bubble{{MemberID: member, AddressID: address, Lane: bot.LaneNotice, Text: "Siti: rahasia", Handoff: 1}}, s.now)
	})
	s.does(t, "siti", flows.EraseMember{}, "erased")
	s.want(t, "0 0 0", `select (select count(*) from handoffs), (select count(*) from handoff_lines), (select count(*) from outbox where text like '%rahasia%')`)
}

// A talk goes along with a link of two chats, and silences both.
func TestATalkIsLinked(t *testing.T) {
	t.Parallel()
	s := newSchool(t, "siti")
	s.mentors(t, "rina")
	s.write(t, phone) // a visitor, who goes
	s.act(t, phone, flows.OpenHandoff{Kecamatan: "31.71.07"})
	s.queue(t, at("siti"), bot.LaneReply, "queued", "answer")
	code := s.code(t, at("siti"), s.now)
	s.asks(t, phone, s.now, flows.LinkAccounts{Code: code})
	kept, _ := s.member(t, at("siti"))
	s.want(t, "1", `select count(*) from handoffs where member_id = $1 and closed_at is null`, kept)
	s.want(t, "skipped handoff", `select state, reason from outbox where text = 'answer'`)
}

// Nobody answers: each level is told once, and then nobody more.
func TestATalkIsRaised(t *testing.T) {
	t.Parallel()
	s := newSchool(t, "siti")
	s.mentors(t, "rina")
	s.mentors(t, "dewi", "joko")
	s.exec(t, `update staff set role = 'officer' where name = 'dewi'`)
	s.exec(t, `update staff set role = 'admin', kecamatan = '{}' where name = 'joko'`)
	s.does(t, "siti", flows.OpenHandoff{}, "opened")
	for _, step := range []struct {
		at, told string
		n        int
	}{{"2026-11-23 10:59", "<nil>", 0}, {"2026-11-23 11:00", "dewi", 1}, {"2026-11-23 11:01", "dewi", 0}, {"2026-11-23 13:00", "dewi, joko", 1}, {"2026-11-23 15:00", "dewi, joko", 1}, {"2026-11-24 15:00", "dewi, joko", 0}} {
		n, err := s.RaiseTalks(t.Context(), wib(step.at), func(store.Raised) (string, error) { return "raised", nil })
		if err != nil || n != step.n {
			t.Errorf("%s: %d raised, want %d (%v)", step.at, n, step.n, err)
		}
		s.want(t, step.told, `select string_agg(a.address, ', ' order by o.id) from outbox o join addresses a on a.id = o.address_id where o.text = 'raised'`)
	}
	s.does(t, "rina", flows.AnswerTalk{ID: 1, Text: "ya"}, "sent")
	s.does(t, "siti", flows.TellStaff{Kind: "text", Text: "satu lagi"}, "kept")
	s.want(t, "2026-11-23 04:00:00", `select to_char(escalate_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS') from handoffs`)
}

// Nobody says anything for a week: the talk is over, and its person is told once.
func TestATalkIsStill(t *testing.T) {
	t.Parallel()
	s := newSchool(t, "siti")
	s.mentors(t, "rina")
	s.does(t, "siti", flows.OpenHandoff{}, "opened")
	s.now = wib("2026-11-24 09:00")
	s.does(t, "rina", flows.AnswerTalk{ID: 1, Text: "ya?"}, "sent")
	for _, step := range []struct {
		at   string
		n    int
		want string
	}{{"2026-11-30 09:00", 0, "open 0"}, {"2026-12-01 08:59", 0, "open 0"}, {"2026-12-01 09:00", 1, "still 1"}, {"2026-12-20 09:00", 0, "still 1"}} {
		n, err := s.RestTalks(t.Context(), wib(step.at), func(r store.Raised) (string, error) { return "rested", nil })
		if err != nil || n != step.n {
			t.Errorf("%s: %d rest, want %d (%v)", step.at, n, step.n, err)
		}
		s.want(t, step.want, `select coalesce(nullif(closed_by, ''), 'open'), (select count(*) from outbox where text = 'rested') from handoffs`)
	}
	s.does(t, "rina", flows.AnswerTalk{ID: 1, Text: "halo?"}, "gone")
	s.does(t, "siti", flows.OpenHandoff{}, "opened")
}
