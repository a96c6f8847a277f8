package store_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"langkah/bot"
	"langkah/flows"
	"langkah/flows/understand"
	"langkah/store"
)

var phone = bot.Address{Channel: "whatsapp", Account: "62811", ID: "7"} // another chat of Siti's

// asks carries an action out for whoever wrote at a, as their latest message
// asks for it, with everybody locked whom it touches.
func (h house) asks(t *testing.T, a bot.Address, at time.Time, action flows.Action) (out flows.Outcome) {
	t.Helper()
	h.write(t, a)
	member, address := h.member(t, a)
	act := store.Act{MemberID: member, ExternalID: "m1", At: at, Action: action}
	h.within(t, func(tx store.Tx) (err error) {
		if err := h.sql.QueryRow(t.Context(), `select max(id) from inbox where address_id = $1`, address).Scan(&act.InboxID); err != nil {
			return err
		}
		others, err := tx.Touches(t.Context(), act)
		if err != nil {
			return err
		}
		if _, err = tx.ClaimWith(t.Context(), member, others, ours); err != nil {
			return err
		}
		if out, err = tx.Perform(t.Context(), act); err != nil {
			return err
		}
		return tx.Finish(t.Context(), []int64{act.InboxID}, at)
	})
	return out
}

func (h house) code(t *testing.T, a bot.Address, at time.Time) string {
	t.Helper()
	out := h.asks(t, a, at, flows.GiveLinkCode{})
	code, _ := out.Args["Code"].(string)
	if out.Event != "given" || code == "" {
		t.Fatalf("a code: %+v", out)
	}
	return code
}

// link makes b one with a, who gives the code.
func (h house) link(t *testing.T, a, b bot.Address, at time.Time) flows.Outcome {
	t.Helper()
	code := h.code(t, a, at)
	if out := h.asks(t, b, at, flows.CheckLinkCode{Code: code}); out.Event != "found" {
		t.Fatalf("check: %+v", out)
	}
	out := h.asks(t, b, at, flows.LinkAccounts{Code: code})
	if out.Event != "linked" {
		t.Fatalf("link: %+v", out)
	}
	return out
}

const whose = `select string_agg(distinct member_id::text, ',') from addresses`

func TestCodesAreReadAsWritten(t *testing.T) {
	t.Parallel()
	h := open(t)
	seen := map[string]bool{}
	for range 50 {
		code := h.code(t, siti, people)
		if got, ok := understand.LinkCode(code); !ok || got != code || seen[code] {
			t.Fatalf("code %q is read as %q, %v; seen %v", code, got, ok, seen[code])
		}
		seen[code] = true
	}
	h.want(t, "0", `select count(*) from link_codes where encode(hash, 'escape') ~ '^[A-Z0-9]{6}$'`)
}

func TestCodesThatLeadToNobody(t *testing.T) {
	t.Parallel()
	h := open(t)
	check := func(from bot.Address, at time.Time, code, want string) {
		t.Helper()
		if out := h.asks(t, from, at, flows.CheckLinkCode{Code: code}); out.Event != want {
			t.Errorf("%s by %s: %s, want %s", code, from.ID, out.Event, want)
		}
	}
	old := h.code(t, siti, people)
	check(siti, people, old, "own")
	check(budi, people, old, "found")
	check(budi, people.Add(14*time.Minute), old, "found")
	check(budi, people.Add(15*time.Minute), old, "expired")
	code := h.code(t, siti, people.Add(time.Minute))
	check(budi, people.Add(time.Minute), old, "expired") // only the newest counts
	if out := h.asks(t, phone, people.Add(time.Minute), flows.LinkAccounts{Code: code}); out.Event != "linked" {
		t.Fatal(out)
	}
	check(budi, people.Add(time.Minute), code, "used")
	check(phone, people.Add(time.Minute), code, "joined")
	for range 5 {
		check(budi, people.Add(time.Hour), "K7M4PX", "wrong")
	}
	fresh := h.code(t, siti, people.Add(time.Hour))
	check(budi, people.Add(time.Hour), fresh, "many")
	check(budi, people.Add(2*time.Hour-time.Second), fresh, "many")
	check(budi, people.Add(2*time.Hour), fresh, "expired")
}

// A crowd of new people on one channel finds no code by trying; the other
// channels go on.
func TestACrowdDoesNotGuess(t *testing.T) {
	t.Parallel()
	h := open(t)
	code := h.code(t, siti, people)
	h.write(t, budi)
	member, _ := h.member(t, budi)
	h.exec(t, `insert into link_misses (member_id, channel, at) select $1, 'webchat', $2 from generate_series(1, 100)`, member, people)
	page := bot.Address{Channel: "webchat", Account: "web", ID: "new"}
	if out := h.asks(t, page, people, flows.CheckLinkCode{Code: code}); out.Event != "many" {
		t.Errorf("on the page: %s", out.Event)
	}
	if out := h.asks(t, phone, people, flows.CheckLinkCode{Code: code}); out.Event != "found" {
		t.Errorf("on whatsapp: %s", out.Event)
	}
}

func TestWhoStays(t *testing.T) {
	t.Parallel()
	form := flows.Session{Flow: "registration", State: "name", Version: 3, Answers: flows.Answers{"name": "Budi Santoso"}}
	parked := flows.Session{Flow: "menu", State: "home", Version: 1, Parked: &form}
	cases := map[string]struct {
		a, b func(h house)
		want string // whose row; a came first
	}{
		"the older":                 {nil, nil, "a"},
		"who is registered":         {nil, func(h house) { h.act(t, budi, flows.Register{Profile: profile}) }, "b"},
		"who has begun":             {nil, func(h house) { h.session(t, budi, form) }, "b"},
		"who has begun, and parked": {nil, func(h house) { h.session(t, budi, parked) }, "b"},
		"registered before begun":   {func(h house) { h.act(t, siti, flows.Register{Profile: profile}) }, func(h house) { h.session(t, budi, form) }, "a"},
		"who was registered earlier": {func(h house) {
			h.act(t, siti, flows.Register{Profile: profile})
			h.exec(t, `update members set registered_at = $1 where number is not null`, people.Add(time.Hour))
		}, func(h house) { h.act(t, budi, flows.Register{Profile: profile}) }, "b"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := open(t)
			h.write(t, siti)
			h.write(t, budi)
			for _, prepare := range []func(house){c.a, c.b} {
				if prepare != nil {
					prepare(h)
				}
			}
			a, _ := h.member(t, siti)
			b, _ := h.member(t, budi)
			out := h.link(t, siti, budi, people)
			want, stays := fmt.Sprint(a), false
			if c.want == "b" {
				want, stays = fmt.Sprint(b), true
			}
			h.want(t, want, whose)
			if out.Args["Stays"] != stays {
				t.Errorf("outcome %+v", out)
			}
		})
	}
}

// What is under way moves, the rest stays; undone, all is as it was.
func TestLinkAndUndo(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.write(t, siti)
	h.act(t, siti, flows.Register{Profile: profile})
	h.write(t, phone, phone)
	s, _ := h.member(t, siti)
	p, pa := h.member(t, phone)
	h.exec(t, `update inbox set state = 'done' where id <> (select max(id) from inbox)`)
	for _, state := range []string{"queued", "leased", "waiting", "sent"} {
		h.queue(t, phone, bot.LaneReply, state, state)
	}
	for _, kind := range []string{"form", "class"} {
		h.act(t, phone, flows.Remind{Kind: kind, Class: flows.Advised, Due: people.Add(time.Hour), Until: people.Add(2 * time.Hour)})
	}
	h.act(t, siti, flows.Remind{Kind: "form", Class: flows.Advised, Due: people.Add(time.Hour), Until: people.Add(2 * time.Hour)})
	h.within(t, func(tx store.Tx) error {
		tx.MarkStage(p, flows.MarkStage{Stage: 2, Status: flows.Done, Source: "x"}, people)
		tx.MarkStage(s, flows.MarkStage{Stage: 3, Status: flows.Done, Source: "x"}, people)
		return nil
	})
	before := h.read(t, `select flow, session, lang from conversations where member_id = $1`, p)
	out := h.link(t, phone, siti, people)
	h.want(t, fmt.Sprint(s), whose)
	const rows = `select state, member_id = $1 from outbox where member_id in ($1, $2) order by id`
	h.want(t, "queued true; leased true; waiting true; sent false", rows, s, p)
	h.want(t, "1", `select count(*) from inbox where state = 'pending' and member_id = $1 and address_id = $2`, s, pa)
	h.want(t, "0", `select count(*) from inbox where state = 'pending' and member_id <> $1`, s)
	h.want(t, "form dropped linked false; class due <nil> true; form due <nil> true", `select kind, state, reason, member_id = $1 from reminders order by id`, s)
	h.want(t, "1 done registration; 2 done linked; 3 done x", `select stage, status, source from stages where member_id = $1 order by stage`, s)
	h.want(t, before, `select flow, session, lang from conversations where member_id = $1`, p)
	if l := out.Args["Link"].(flows.LinkArgs); l.Channel != "whatsapp" || l.Here != "telegram" || out.Args["Number"] != "JKP-0000001" {
		t.Errorf("outcome %+v", out)
	}
	if got := h.person(t, siti).Linked; !slices.Equal(got, []string{"telegram", "whatsapp"}) {
		t.Errorf("linked on %v", got)
	}
	if found, err := h.Find(t.Context(), fmt.Sprintf("#%d", p)); err != nil || !slices.Equal(found, []int64{s}) {
		t.Errorf("found %v, %v", found, err)
	}
	h.exec(t, `update inbox set state = 'done'`)
	out = h.asks(t, phone, people.Add(23*time.Hour), flows.UnlinkAccounts{})
	if out.Event != "parted" || out.Args["Stays"] != false {
		t.Fatalf("undo: %+v", out)
	}
	h.want(t, fmt.Sprintf("%d,%d", s, p), whose)
	h.want(t, "queued false; leased false; waiting false; sent false", rows, s, p)
	h.want(t, "form dropped false; class due false; form due true", `select kind, state, member_id = $1 from reminders order by id`, s)
	h.want(t, "2 done linked", `select stage, status, source from stages where member_id = $1 and stage = 2`, s) // that is left
	h.want(t, "person false false", `select undone_by, m.linked, m.merged_into is not null from merges x join members m on m.id = x.kept`)
	if again := h.asks(t, siti, people.Add(23*time.Hour), flows.UnlinkAccounts{}); again.Event != "nothing" {
		t.Errorf("undone twice: %+v", again)
	}
}

func TestUndoIsForADayAndForStaffAlways(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.link(t, siti, phone, people)
	s, _ := h.member(t, siti)
	late := people.Add(24 * time.Hour)
	if out := h.asks(t, siti, late, flows.UnlinkAccounts{}); out.Event != "nothing" {
		t.Errorf("after a day: %+v", out)
	}
	var told []string
	say := func(p store.Parted) ([]store.Bubble, error) {
		told = append(told, p.Channel+" of "+p.Others)
		return []store.Bubble{{MemberID: p.MemberID, AddressID: p.AddressID, Lane: bot.LaneNotice, Class: flows.Requested, Text: "dipisah"}}, nil
	}
	parted, err := h.Unlink(t.Context(), s, late, say)
	if err != nil || len(parted) != 2 || !slices.Equal(told, []string{"telegram of whatsapp", "whatsapp of telegram"}) {
		t.Errorf("staff: %+v, %v, told %v", parted, err, told)
	}
	h.want(t, "requested telegram true; requested whatsapp true",
		`select class, o.channel, o.member_id = a.member_id from outbox o join addresses a on a.id = o.address_id where class is not null order by o.id`)
	parted, err = h.Unlink(t.Context(), s, late, say)
	if err != nil || len(parted) != 0 {
		t.Errorf("staff again: %+v, %v", parted, err)
	}
}

// Three chats: the last link is undone first, and what is undone in any order
// ends where it began.
func TestChainsComeApart(t *testing.T) {
	t.Parallel()
	h := open(t)
	page := bot.Address{Channel: "webchat", Account: "web", ID: "siti"}
	h.write(t, siti)
	h.write(t, phone)
	h.write(t, page)
	was := h.read(t, `select id, member_id from addresses order by id`)
	h.link(t, phone, page, people) // page goes on as phone
	h.link(t, siti, phone, people) // and both as siti
	s, _ := h.member(t, siti)
	h.want(t, fmt.Sprint(s), whose)
	if out := h.asks(t, page, people, flows.UnlinkAccounts{}); out.Event != "parted" {
		t.Fatalf("%+v", out)
	}
	p, _ := h.member(t, phone)
	h.want(t, fmt.Sprintf("%d; %d; %d", s, p, p), `select member_id from addresses order by id`)
	if out := h.asks(t, page, people, flows.UnlinkAccounts{}); out.Event != "parted" {
		t.Fatalf("%+v", out)
	}
	h.want(t, was, `select id, member_id from addresses order by id`)
	h.want(t, "0", `select count(*) from members where merged_into is not null or linked`)
}

// The strictest consent of the two is that of the one.
func TestWhatEitherStoppedIsStopped(t *testing.T) {
	t.Parallel()
	news := flows.RecordConsent{Purpose: flows.Announcements, Given: true, Text: "kabar-1"}
	noNews := flows.RecordConsent{Purpose: flows.Announcements, Text: "kabar-1"}
	stop := flows.StopMessages{Text: "kabar-1"}
	cases := map[string]struct {
		kept, gone []flows.Action
		want       string // announcements, advised
		proof      bool
	}{
		"nobody":               {[]flows.Action{news}, nil, "true true", false},
		"who goes had stopped": {[]flows.Action{news}, []flows.Action{stop}, "false false", true},
		"no reminders":         {[]flows.Action{news}, []flows.Action{flows.StopReminders{}}, "true false", false},
		"no news":              {[]flows.Action{news}, []flows.Action{noNews}, "false true", true},
		"who stays":            {[]flows.Action{news, stop}, []flows.Action{news}, "false false", false},
		"who never said yes":   {nil, []flows.Action{news}, "false true", false},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := open(t)
			h.write(t, siti)
			h.write(t, phone)
			for _, a := range c.kept {
				h.act(t, siti, a)
			}
			for _, a := range c.gone {
				h.act(t, phone, a)
			}
			h.queue(t, siti, bot.LaneBroadcast, "queued", "kabar")
			h.exec(t, `update outbox set class = 'announced'`)
			h.link(t, siti, phone, people)
			s, _ := h.member(t, siti)
			h.want(t, c.want, `select announcements, advised from members where id = $1`, s)
			h.want(t, fmt.Sprint(c.proof), `select exists (select from consents where member_id = $1 and text = 'linked' and not given)`, s)
			state := "queued"
			if c.proof {
				state = "skipped"
			}
			h.want(t, state, `select state from outbox`)
			// Said while they were one, it holds for both.
			h.act(t, phone, stop)
			h.asks(t, phone, people, flows.UnlinkAccounts{})
			h.want(t, "false false; false false", `select announcements, advised from members order by id`)
		})
	}
}

func TestErasingErasesWhoGoesOnAsOne(t *testing.T) {
	t.Parallel()
	h := open(t)
	lived(t, h, siti)
	lived(t, h, phone)
	h.exec(t, `update reminders set state = 'dropped'`)
	h.link(t, siti, phone, people)
	h.write(t, phone)
	if out := h.asks(t, phone, people, flows.EraseMember{}); out.Event != "erased" {
		t.Fatal(out)
	}
	if left := h.traces(t, marker); len(left) > 0 {
		t.Errorf("traces in %v", left)
	}
	h.want(t, "2", `select count(*) from erasures`)
	h.want(t, "0", `select count(*) from link_codes`)
}

// The page shows what was said at it before, between and after.
func TestHistoryAcrossALink(t *testing.T) {
	t.Parallel()
	h := open(t)
	page := bot.Address{Channel: "webchat", Account: "web", ID: "siti"}
	h.write(t, siti)
	h.write(t, page)
	h.link(t, siti, page, people)
	h.write(t, page)
	h.asks(t, page, people, flows.UnlinkAccounts{})
	h.write(t, page)
	list, err := h.History(t.Context(), page, 20)
	if err != nil || len(list) != 6 { // one, the check, the link, one, the undoing, one
		t.Errorf("%d bubbles: %+v, %v", len(list), list, err)
	}
}
