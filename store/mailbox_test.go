package store_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/jackc/pgx/v5"

	"langkah/bot"
	"langkah/flows"
	"langkah/store"
)

var tab = bot.Address{Channel: "webchat", Account: "web", ID: "b1"}

func (h house) pull(t *testing.T, last int64) string {
	t.Helper()
	rows, err := h.Pull(t.Context(), tab, last, people, bot.LaneBroadcast)
	if err != nil {
		t.Fatal(err)
	}
	return words(rows)
}

func (h house) history(t *testing.T, limit int) string {
	t.Helper()
	list, err := h.History(t.Context(), tab, limit)
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	for _, b := range list {
		lines = append(lines, strings.TrimSpace(fmt.Sprint(b.Kind, " ", b.Text)))
	}
	return strings.Join(lines, "; ")
}

func TestPull(t *testing.T) {
	t.Parallel()
	h := open(t)
	if got := h.pull(t, 0); got != "" {
		t.Errorf("a stranger pulls %q", got)
	}
	h.write(t, tab, siti)
	h.queue(t, tab, bot.LaneReply, "queued", "one")
	h.queue(t, siti, bot.LaneReply, "queued", "hers")
	h.queue(t, tab, bot.LaneNotice, "queued", "two")
	h.queue(t, tab, bot.LaneNotice, "failed", "failed")
	for _, c := range []struct {
		last int64
		want string
	}{{0, "one two"}, {3, ""}, {1, "two"}, {0, "one two"}} {
		if got := h.pull(t, c.last); got != c.want {
			t.Errorf("beyond %d: %q, want %q", c.last, got, c.want)
		}
	}
	h.want(t, "one sent true; hers queued false; two sent true; failed failed false", `select text, state, sent_at is not null from outbox order by id`)
}

func TestPullLetsLateOnesExpire(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.write(t, tab)
	h.queue(t, tab, bot.LaneNotice, "queued", "late", "just")
	h.exec(t, `update outbox set useful_until = $1 where text = 'late'`, people.Add(-time.Second))
	h.exec(t, `update outbox set useful_until = $1 where text = 'just'`, people)
	if got := h.pull(t, 0); got != "just" {
		t.Errorf("pulled %q", got)
	}
	h.want(t, "late expired useful_until <nil>; just sent <nil> 2026-11-23 09:00:00 +0000 UTC", `select text, state, reason, sent_at from outbox order by id`)
}

// A row that was committed after a younger one had been read still comes.
func TestPullFindsWhatWasCommittedLate(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.write(t, tab)
	member, address := h.member(t, tab)
	slow, err := h.sql.BeginTx(t.Context(), pgx.TxOptions{})
	if err != nil {
		t.Fatal(err)
	}
	defer slow.Rollback(t.Context())
	if _, err := slow.Exec(t.Context(), `insert into outbox (member_id, address_id, channel, account, lane, text, created_at)
		values ($1, $2, 'webchat', 'web', 1, 'slow', $3)`, member, address, people); err != nil {
		t.Fatal(err)
	}
	h.queue(t, tab, bot.LaneReply, "queued", "quick")
	if got := h.pull(t, 0); got != "quick" {
		t.Errorf("pulled %q", got)
	}
	if err := slow.Commit(t.Context()); err != nil {
		t.Fatal(err)
	}
	if got := h.pull(t, 2); got != "slow" {
		t.Errorf("then %q", got)
	}
	if got := h.pull(t, 2); got != "" {
		t.Errorf("and again %q", got)
	}
}

func TestPullComesInPortions(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.write(t, tab)
	var all []string
	for i := range 450 {
		all = append(all, fmt.Sprint(i))
	}
	h.queue(t, tab, bot.LaneReply, "queued", all...)
	var got []string
	var last int64
	for range 4 {
		rows, err := h.Pull(t.Context(), tab, last, people, bot.LaneBroadcast)
		if err != nil {
			t.Fatal(err)
		}
		for _, o := range rows {
			got, last = append(got, o.Text), o.ID
		}
	}
	if strings.Join(got, " ") != strings.Join(all, " ") {
		t.Errorf("%d of 450 came: %v", len(got), got)
	}
}

// say writes an answer to message inbox (0: a notice) and has it pulled.
func (h house) say(t *testing.T, inbox int64, at time.Time, texts ...string) {
	t.Helper()
	member, address := h.member(t, tab)
	var list []store.Bubble
	for _, text := range texts {
		list = append(list, store.Bubble{MemberID: member, AddressID: address, InboxID: inbox, Text: text,
			Choices: []bot.Choice{{ID: "pick-" + text, Label: "Label " + text}}})
	}
	h.within(t, func(tx store.Tx) error { return tx.Say(t.Context(), list, at) })
	h.pull(t, 0)
}

func (h house) wrote(t *testing.T, at time.Time, in ...bot.Inbound) {
	t.Helper()
	var batch []store.Received
	for _, m := range in {
		m.From, m.ExternalID, m.At = tab, fmt.Sprint("m", serial()), at
		batch = append(batch, store.Received{Inbound: m})
	}
	if err := h.Accept(t.Context(), batch, people); err != nil {
		t.Fatal(err)
	}
}

func TestHistory(t *testing.T) {
	t.Parallel()
	h := open(t)
	at := func(minutes int) time.Time { return people.Add(time.Duration(minutes) * time.Minute) }
	if got := h.history(t, 10); got != "" {
		t.Errorf("of a stranger: %q", got)
	}
	// Three quick messages are answered together, the first in two bubbles.
	h.wrote(t, at(0), bot.Inbound{Kind: bot.Text, Text: "a"}, bot.Inbound{Kind: bot.Photo}, bot.Inbound{Kind: bot.Blocked})
	h.say(t, 1, at(1), "A1", "A2")
	h.say(t, 2, at(1), "B")
	h.say(t, 0, at(5), "notice")
	h.wrote(t, at(9), bot.Inbound{Kind: bot.Pick, Pick: "pick-B"}, bot.Inbound{Kind: bot.Pick, Pick: "gone", Text: "as seen"})
	h.say(t, 4, at(9), "C")
	const all = "text a; A1; A2; photo; B; notice; pick Label B; C; pick as seen"
	if got := h.history(t, 10); got != all {
		t.Errorf("history\n got %s\nwant %s", got, all)
	}
	if got := h.history(t, 4); got != "notice; pick Label B; C; pick as seen" {
		t.Errorf("the last four: %s", got)
	}
	list, err := h.History(t.Context(), tab, 10)
	if err != nil || list[0].ExternalID == "" || list[1].ID != 1 || len(list[1].Choices) != 1 {
		t.Errorf("details: %+v, %v", list, err)
	}
	if !list[0].At.Equal(at(0)) || !list[len(list)-1].At.Equal(at(9)) || list[1].At.IsZero() {
		t.Errorf("times: %v, %v, %v", list[0].At, list[1].At, list[len(list)-1].At)
	}
	// Not yet pulled, or never to be seen: not history.
	h.queue(t, tab, bot.LaneReply, "queued", "unseen")
	h.queue(t, tab, bot.LaneReply, "expired", "expired")
	if got := h.history(t, 10); got != all {
		t.Errorf("with unseen rows\n got %s\nwant %s", got, all)
	}
}

// A file needs no words to be shown.
func TestFilesAreFetchedAndRemembered(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.write(t, tab)
	member, address := h.member(t, tab)
	h.within(t, func(tx store.Tx) error {
		return tx.Say(t.Context(), []store.Bubble{{MemberID: member, AddressID: address, Media: &poster}}, people)
	})
	for range 2 { // fetched anew, and again
		rows, err := h.Pull(t.Context(), tab, 0, people, bot.LaneBroadcast)
		if err != nil || len(rows) != 1 || !cmp.Equal(rows[0].Media, &poster) {
			t.Errorf("pulled %+v, %v", rows, err)
		}
	}
	list, err := h.History(t.Context(), tab, 10)
	if err != nil || len(list) != 2 || list[0].Media != nil || !cmp.Equal(list[1].Media, &poster) {
		t.Errorf("history %+v, %v", list, err)
	}
}

func TestNothingErasedIsShown(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.wrote(t, people, bot.Inbound{Kind: bot.Text, Text: "a"}, bot.Inbound{Kind: bot.Photo}, bot.Inbound{Kind: bot.Pick, Pick: "p"})
	h.say(t, 1, people, "A")
	h.exec(t, `update outbox set media = '{"ref": "x"}'`)
	h.act(t, tab, flows.EraseMember{})
	h.say(t, 3, people, "erased")
	if got := h.history(t, 10); got != "erased" {
		t.Errorf("history: %s", got)
	}
	if got := h.pull(t, 0); got != "erased" {
		t.Errorf("pulled %q", got)
	}
}
