package store_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"langkah/bot"
	"langkah/store"
)

// recognised starts on the database, and wants to know since when nothing is said
// unasked.
func (h house) recognised(t *testing.T, at, want time.Time) {
	t.Helper()
	since, err := h.Recognise(t.Context(), at)
	if err != nil || !since.Equal(want) {
		t.Errorf("frozen since %v, want %v: %v", since, want, err)
	}
}

// The same server and database speak at each start, another replica's as well. Where
// either differs nothing is said unasked, also when the next start finds what it
// knew.
func TestACopyIsRecognised(t *testing.T) {
	t.Parallel()
	for name, change := range map[string]string{
		"another server":   `update origin set server = '7000000000000000001'`,
		"another database": `update origin set database = database + 1`,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := open(t)
			never := time.Time{}
			h.recognised(t, people, never)
			h.recognised(t, people, never)
			if _, copied, err := h.Frozen(t.Context()); copied || err != nil {
				t.Errorf("called a copy: %v", err)
			}
			h.exec(t, `create table was as select * from origin`)
			h.exec(t, change)
			if since, copied, err := h.Frozen(t.Context()); !copied || !since.IsZero() || err != nil {
				t.Errorf("before it is served: since %v, copied %v, %v", since, copied, err)
			}
			h.recognised(t, people, people)
			h.recognised(t, people.Add(time.Hour), people)
			h.exec(t, `update origin set server = was.server, database = was.database from was`)
			h.recognised(t, people.Add(2*time.Hour), people)
			if err := h.Thaw(t.Context(), people); err != nil {
				t.Fatal(err)
			}
			h.recognised(t, people, never)
			h.want(t, "broadcast.thaw command line", `select action, actor from audit`)
		})
	}
}

// In a copy a broadcast neither goes on nor writes rows, and what would go out is
// told by sort and age.
func TestACopyHoldsBroadcasts(t *testing.T) {
	t.Parallel()
	h := open(t)
	for _, m := range []store.Enrolment{{Address: siti, Service: true, Announcements: true}, {Address: budi, Service: true, Announcements: true}} {
		m.Profile = map[string]string{"name": "Ibu " + m.Address.ID}
		if err := h.Enrol(t.Context(), m, people); err != nil {
			t.Fatal(err)
		}
	}
	code, err := h.CreateBroadcast(t.Context(), store.Broadcast{Texts: map[string]string{"id": "Bazar"}, Author: "Wati",
		Starts: people, Expires: people.AddDate(0, 0, 7), Opens: 8, Closes: 20}, people)
	if err != nil {
		t.Fatal(err)
	}
	h.exec(t, `update broadcasts set state = 'running'`)
	h.recognised(t, people, time.Time{})
	if err := h.AsRestored(t.Context()); err != nil {
		t.Fatal(err)
	}
	h.recognised(t, people, people)
	expand := func(want int) {
		t.Helper()
		if n, _, err := h.Expand(t.Context(), store.Way{}, people); err != nil || n != want {
			t.Errorf("%d rows were written, want %d: %v", n, want, err)
		}
	}
	going := func(want ...store.Outgoing) {
		t.Helper()
		got, err := h.Outgoing(t.Context(), people.AddDate(0, 0, 2))
		for i := range got {
			got[i].First = got[i].First.UTC()
		}
		if diff := cmp.Diff(want, got); diff != "" || err != nil {
			t.Errorf("would go out: %v (-want +got)\n%s", err, diff)
		}
	}
	expand(0)
	going(store.Outgoing{What: "broadcast " + code + ", the members whom it has not got to", Count: 2, First: people.UTC()})
	if err := h.Thaw(t.Context(), people); err != nil {
		t.Fatal(err)
	}
	expand(2)
	h.exec(t, `update origin set frozen_at = '2026-11-23'`)
	going(store.Outgoing{What: "broadcast " + code, Channel: siti.Channel, Count: 2, Late: 2, First: people.UTC()})
	l := store.Lease{Account: bot.Account{Channel: siti.Channel, Name: siti.Account}, Epoch: 1}
	h.exec(t, `insert into accounts (channel, name, epoch) values ('`+siti.Channel+`', '`+siti.Account+`', 1)`)
	claim := func(want int) {
		t.Helper()
		out, err := h.Turnover(t.Context(), l, nil, store.Due{Limit: 10, MaxLane: bot.LaneBroadcast, People: people, Machine: people, Lease: time.Minute})
		if err != nil || len(out) != want {
			t.Errorf("%d leave, want %d: %v", len(out), want, err)
		}
	}
	claim(0)
	h.exec(t, `update origin set frozen_at = null`)
	claim(2)
}
