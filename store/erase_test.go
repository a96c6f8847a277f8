package store_test

import (
	"strings"
	"testing"

	"langkah/bot"
	"langkah/flows"
	"langkah/store"
)

// traces lists the columns, of every table there is, in which a word stands.
func (h house) traces(t *testing.T, word string) []string {
	t.Helper()
	columns := h.read(t, `select table_name, column_name from information_schema.columns
		where table_schema = 'public' and data_type in ('text', 'jsonb', 'character varying') order by 1, 2`)
	if strings.Count(columns, ";") < 30 {
		t.Fatalf("only these columns were found: %s", columns)
	}
	var found []string
	for _, line := range strings.Split(columns, "; ") {
		table, column, _ := strings.Cut(line, " ")
		if h.read(t, `select count(*) from `+table+` where strpos(`+column+`::text, $1) > 0`, word) != "0" {
			found = append(found, line)
		}
	}
	return found
}

const marker = "Rahasia"

// lived is a person whose marker stands wherever a person leaves traces.
func lived(t *testing.T, h house, a bot.Address) {
	t.Helper()
	in := bot.Inbound{From: a, ExternalID: a.ID + "1", Kind: bot.Photo, Text: marker, Pick: marker, Phone: "+62" + marker,
		Media: &bot.Media{Ref: marker, Name: marker}, At: people.AddDate(1, 0, 0)} // their clock is ahead
	shared := bot.Inbound{From: a, ExternalID: a.ID + "2", Kind: bot.Contact, Phone: marker}
	if err := h.Accept(t.Context(), []store.Received{{Inbound: in}, {Inbound: shared}}, people); err != nil {
		t.Fatal(err)
	}
	h.act(t, a, flows.Register{Profile: flows.Answers{"name": marker, "phone": marker, "kecamatan": marker, "kelurahan": marker}})
	h.act(t, a, flows.NotePaper{Paper: flows.Paper{Kind: "pirt", Number: marker, Expires: people.AddDate(3, 0, 0)}})
	h.act(t, a, flows.AnswerPaper{Kind: marker, Answer: flows.NotYet})
	for _, state := range []string{"queued", "leased", "sent", "delivered", "read", "failed", "skipped", "expired", "unknown", "waiting"} {
		for _, lane := range []bot.Lane{bot.LaneReply, bot.LaneNotice, bot.LaneBroadcast} {
			h.queue(t, a, lane, state, marker)
		}
	}
	member, _ := h.member(t, a)
	h.exec(t, `update outbox set choices = jsonb_build_array(jsonb_build_object('label', $2::text)),
		media = jsonb_build_object('ref', $2::text) where member_id = $1`, member, marker)
	h.exec(t, `update inbox set state = 'done' where member_id = $1`, member)
	h.exec(t, `insert into products (member_id, name, at) values ($1, $2, $3)`, member, marker, people)
	h.exec(t, `insert into events (code, name, kind, venue, starts_at, ends_at, slots, conditions, register_by, organiser)
		values ('BZR-' || $1::bigint, 'b', 'mall', 'v', $2, $2::timestamptz + interval '1 day', 9, '', $2, 'o')`, member, people)
	h.exec(t, `insert into signups (event_id, member_id, capacity, state, word, queued_at, created_at, updated_at)
		select id, $1, 1, 'attended', $2, $3, $3, $3 from events where code = 'BZR-' || $1::bigint`, member, marker, people)
	h.session(t, a, flows.Session{Flow: "registration", State: "name", Answers: flows.Answers{"name": marker}})
}

func TestEraseLeavesNoTrace(t *testing.T) {
	t.Parallel()
	h := open(t)
	lived(t, h, siti)
	if got := h.traces(t, marker); len(got) < 10 {
		t.Fatalf("the marker stands only in %v", got)
	}
	number := h.person(t, siti).Number
	if out := h.act(t, siti, flows.EraseMember{}); out.Event != "erased" {
		t.Errorf("outcome %+v", out)
	}
	if got := h.traces(t, marker); len(got) != 0 {
		t.Errorf("the marker still stands in %v", got)
	}
	h.want(t, number, `select number from erasures where at = $1`, people)
	if got := h.traces(t, number); len(got) != 1 || got[0] != "erasures number" {
		t.Errorf("the number stands in %v", got)
	}
	if p := h.person(t, siti); p.Number != "" || p.Service || p.Announcements || !p.Registered.IsZero() || p.Stages[0] != flows.NotStarted {
		t.Errorf("what is left: %+v", p)
	}
	h.want(t, "service false; announcements false", `select purpose, given from consents order by id desc limit 2`)
	h.want(t, "siti", `select address from addresses`)
}

func TestEraseTouchesNobodyElse(t *testing.T) {
	t.Parallel()
	h := open(t)
	lived(t, h, siti)
	lived(t, h, budi)
	member, _ := h.member(t, budi)
	const theirs = `select (select count(*) from outbox where member_id = $1 and text = $2 and choices is not null and media is not null),
		(select count(*) from inbox where member_id = $1), (select name from members where id = $1), (select count(*) from stages where member_id = $1)`
	before := h.read(t, theirs, member, marker)
	h.act(t, siti, flows.EraseMember{})
	h.want(t, before, theirs, member, marker)
}

// Nothing that was waiting to be sent leaves any more, empty or not.
func TestEraseSendsNothingLate(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.write(t, siti)
	h.queue(t, siti, bot.LaneReply, "queued", "flying", "next")
	h.queue(t, siti, bot.LaneBroadcast, "queued", "news")
	l := h.own(t, h.Store)
	rows := h.turn(t, l, nil)
	if len(rows) != 2 {
		t.Fatalf("in flight: %+v", rows)
	}
	h.act(t, siti, flows.EraseMember{})
	if late := h.turn(t, l, []store.Result{{ID: rows[0].ID, State: "queued"}, {ID: rows[1].ID, State: "sent", At: people}}); len(late) != 0 {
		t.Errorf("sent after the erasure: %+v", late)
	}
	h.want(t, "expired 0; skipped 0; sent 0", `select state, length(text) from outbox order by id`)
}

// Messages after the one that asked belong to a new conversation.
func TestEraseStopsAtTheMessageThatAsked(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.write(t, siti, siti, siti)
	member, _ := h.member(t, siti)
	h.within(t, func(tx store.Tx) error {
		_, err := tx.Perform(t.Context(), store.Act{MemberID: member, InboxID: 2, At: people, Action: flows.EraseMember{}})
		return err
	})
	h.want(t, "erased ; erased ; text halo", `select kind, text from inbox order by id`)
}

// Somebody erased may come back as anybody else: with a new number.
func TestRegisterAfterErase(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.write(t, siti)
	h.act(t, siti, flows.Register{Profile: profile})
	h.act(t, siti, flows.EraseMember{})
	if out := h.act(t, siti, flows.Register{Profile: profile}); out.Event != "registered" || out.Args["Number"] != "JKP-0000002" {
		t.Errorf("registered again: %+v", out)
	}
	h.want(t, "0", `select count(*) from members where erased_at is not null`)
}
