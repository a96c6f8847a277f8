package store_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/sync/errgroup"

	"langkah/bot"
	"langkah/flows"
	"langkah/store"
)

// claimed is what a claim of its own would get now, given back at once.
func (h house) claimed(t *testing.T) (ids []int64) {
	t.Helper()
	errBack := errors.New("give back")
	err := h.Within(t.Context(), func(tx store.Tx) (err error) {
		if ids, err = tx.Claim(t.Context(), ours); err != nil {
			return err
		}
		return errBack
	})
	if !errors.Is(err, errBack) {
		t.Fatal(err)
	}
	return ids
}

// holding runs fn while another transaction has claimed a.
func (h house) holding(t *testing.T, a bot.Address, fn func()) {
	t.Helper()
	id, _ := h.member(t, a)
	h.within(t, func(tx store.Tx) error {
		free, err := tx.ClaimOne(t.Context(), id, ours)
		if err != nil || !free {
			t.Errorf("claim %s: %v, %v", a.ID, free, err)
		}
		fn()
		return nil
	})
}

func (h house) session(t *testing.T, a bot.Address, s flows.Session) {
	t.Helper()
	id, _ := h.member(t, a)
	h.within(t, func(tx store.Tx) error {
		return tx.Save(t.Context(), []*store.Conversation{{MemberID: id, Session: s}}, people)
	})
}

func TestClaimLeavesWhatANewerReleaseWrote(t *testing.T) {
	t.Parallel()
	cases := map[string]struct {
		session flows.Session
		claimed bool
	}{
		"new":            {flows.Session{}, true},
		"ours":           {flows.Session{Flow: "registration", Version: 3}, true},
		"older":          {flows.Session{Flow: "registration", Version: 2}, true},
		"newer":          {flows.Session{Flow: "registration", Version: 4}, false},
		"unknown":        {flows.Session{Flow: "training", Version: 1}, false},
		"parked ours":    {flows.Session{Flow: "menu", Version: 1, Parked: &flows.Session{Flow: "registration", Version: 3}}, true},
		"parked newer":   {flows.Session{Flow: "menu", Version: 1, Parked: &flows.Session{Flow: "registration", Version: 4}}, false},
		"parked unknown": {flows.Session{Flow: "menu", Version: 1, Parked: &flows.Session{Flow: "training"}}, false},
	}
	h := open(t)
	var want []int64
	for name, c := range cases {
		a := siti
		a.ID = name
		h.write(t, a)
		h.session(t, a, c.session)
		id, _ := h.member(t, a)
		if c.claimed {
			want = append(want, id)
		}
		h.within(t, func(tx store.Tx) error {
			if free, err := tx.ClaimOne(t.Context(), id, ours); free != c.claimed || err != nil {
				t.Errorf("%s: claimed alone %v, want %v (%v)", name, free, c.claimed, err)
			}
			return nil
		})
	}
	slices.Sort(want)
	if diff := cmp.Diff(want, h.claimed(t)); diff != "" {
		t.Error(diff)
	}
	signs, err := h.Signs(t.Context(), people, machine, ours)
	if err != nil || signs.Newer != 4 || signs.Pending != len(cases) {
		t.Errorf("signs: %d newer of %d pending, %v", signs.Newer, signs.Pending, err)
	}
}

func TestClaimSkipsWhoIsBeingAnswered(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.write(t, siti, budi)
	b, _ := h.member(t, budi)
	h.holding(t, siti, func() {
		if diff := cmp.Diff([]int64{b}, h.claimed(t)); diff != "" {
			t.Error(diff)
		}
		h.within(t, func(tx store.Tx) error {
			s, _ := h.member(t, siti)
			if free, err := tx.ClaimOne(t.Context(), s, ours); free || err != nil {
				t.Errorf("claimed twice: %v, %v", free, err)
			}
			return nil
		})
	})
	if n := len(h.claimed(t)); n != 2 {
		t.Errorf("%d people are free, want 2", n)
	}
}

// Thousands of messages of somebody who is being answered, or of somebody
// whom only a newer release can read, hold nobody up.
func TestNobodyStarvesBehindAFlood(t *testing.T) {
	t.Parallel()
	h := open(t)
	locked, unread, last := siti, siti, siti
	locked.ID, unread.ID, last.ID = "locked", "unread", "last"
	var flood []bot.Address
	for range 1500 {
		flood = append(flood, locked, unread)
	}
	h.write(t, append(flood, last)...)
	h.session(t, unread, flows.Session{Flow: "training", Version: 1})
	id, _ := h.member(t, last)
	h.holding(t, locked, func() {
		if diff := cmp.Diff([]int64{id}, h.claimed(t)); diff != "" {
			t.Error(diff)
		}
	})
}

// Who has waited longest comes first, whoever has been here longer.
func TestClaimTakesWhoHasWaitedLongest(t *testing.T) {
	t.Parallel()
	h := open(t)
	var crowd []bot.Address
	for i := range 40 {
		a := siti
		a.ID = fmt.Sprint("p", i)
		crowd = append(crowd, a)
	}
	h.write(t, crowd...)
	h.exec(t, `update inbox set state = 'done'`)
	slices.Reverse(crowd)
	h.write(t, crowd...)
	got := h.claimed(t)
	if len(got) != 32 || !slices.IsSorted(got) {
		t.Fatalf("claimed %v, want 32 in order", got)
	}
	first, _ := h.member(t, crowd[0])
	newest, _ := h.member(t, crowd[39])
	if !slices.Contains(got, first) || slices.Contains(got, newest) {
		t.Errorf("claimed %v: want %d, who waited longest, and not %d", got, first, newest)
	}
}

// Eight workers claim, answer and claim again: nobody is in two hands, nothing
// is read twice, everybody's messages come in order.
func TestNobodyIsClaimedTwice(t *testing.T) {
	t.Parallel()
	h := open(t)
	const crowd, each = 60, 5
	var all []bot.Address
	for range each {
		for p := range crowd {
			a := siti
			a.ID = fmt.Sprint("p", p)
			all = append(all, a)
		}
	}
	h.write(t, all...)
	read := make(chan store.Message, 2*len(all))
	var g errgroup.Group
	for range 8 {
		g.Go(func() error { return h.workOff(t.Context(), read) })
	}
	if err := g.Wait(); err != nil {
		t.Fatal(err)
	}
	close(read)
	last, n := map[int64]int64{}, 0
	for m := range read {
		if n++; m.ID <= last[m.To.ID] {
			t.Errorf("message %d of address %d came after %d", m.ID, m.To.ID, last[m.To.ID])
		}
		last[m.To.ID] = m.ID
	}
	if n != len(all) {
		t.Errorf("%d messages were read, want %d", n, len(all))
	}
}

// workOff claims until nothing is pending and reports, while it holds them,
// the messages that it marks as done.
func (h house) workOff(ctx context.Context, read chan<- store.Message) error {
	for {
		err := h.Within(ctx, func(tx store.Tx) error {
			ids, err := tx.Claim(ctx, ours)
			if err != nil {
				return err
			}
			list, err := tx.Load(ctx, ids, people)
			if err != nil {
				return err
			}
			var done []int64
			for _, c := range list {
				for _, m := range c.Messages[:min(2, len(c.Messages))] {
					done = append(done, m.ID)
					read <- m
				}
			}
			return tx.Finish(ctx, done, people)
		})
		if err != nil {
			return err
		}
		var left int
		if err := h.sql.QueryRow(ctx, `select count(*) from inbox where state = 'pending'`).Scan(&left); err != nil || left == 0 {
			return err
		}
	}
}

// loaded is how many messages the claimed conversation of each has.
func (h house) loaded(t *testing.T, tx store.Tx, ids []int64) map[int64][]store.Message {
	t.Helper()
	list, err := tx.Load(t.Context(), ids, people)
	if err != nil {
		t.Error(err)
	}
	found := map[int64][]store.Message{}
	for _, c := range list {
		found[c.MemberID] = c.Messages
	}
	return found
}

// The claim saw a message that was answered before it got the lock.
func TestLoadLeavesOutWhatWasAnsweredMeanwhile(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.write(t, siti, budi)
	s, _ := h.member(t, siti)
	b, _ := h.member(t, budi)
	h.within(t, func(tx store.Tx) error {
		ids, err := tx.Claim(t.Context(), ours)
		if err != nil {
			return err
		}
		h.exec(t, `update inbox set state = 'done' where member_id = $1`, s)
		if got := h.loaded(t, tx, ids); len(got) != 2 || len(got[s]) != 0 || len(got[b]) != 1 {
			t.Errorf("loaded %+v, want one message of %d", got, b)
		}
		return nil
	})
}

func TestLoadTakesTwentyOfOnePerson(t *testing.T) {
	t.Parallel()
	h := open(t)
	var all []bot.Address
	for range 25 {
		all = append(all, siti)
	}
	h.write(t, append(all, budi)...)
	s, _ := h.member(t, siti)
	b, _ := h.member(t, budi)
	h.within(t, func(tx store.Tx) error {
		got := h.loaded(t, tx, []int64{b, s})
		if m := got[s]; len(m) != 20 || m[0].ID != 1 || m[19].ID != 20 || len(got[b]) != 1 {
			t.Errorf("loaded %+v, want the oldest twenty and one", got)
		}
		return nil
	})
}
