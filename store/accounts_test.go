package store_test

import (
	"context"
	"errors"
	"fmt"
	"sync/atomic"
	"testing"
	"time"

	"golang.org/x/sync/errgroup"

	"langkah/bot"
	"langkah/store"
)

func TestOneOwner(t *testing.T) {
	t.Parallel()
	h := open(t)
	other := h.another(t)
	a, err := h.Own(t.Context(), tg, "a")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := other.Own(t.Context(), tg, "b"); !errors.Is(err, store.ErrOwned) {
		t.Errorf("a second owner: %v", err)
	}
	if _, err := h.Own(t.Context(), tg, "a"); !errors.Is(err, store.ErrOwned) {
		t.Errorf("the same process again: %v", err)
	}
	page, err := other.Own(t.Context(), web, "b")
	if err != nil {
		t.Fatalf("another account: %v", err)
	}
	defer page.Release()
	if err := a.Alive(t.Context()); err != nil {
		t.Errorf("alive: %v", err)
	}
	h.want(t, "telegram langkah_bot 1 a; webchat web 1 b", `select channel, name, epoch, owner from accounts order by 1`)
	a.Release()
	b, err := other.Own(t.Context(), tg, "b")
	if err != nil {
		t.Fatalf("after the release: %v", err)
	}
	defer b.Release()
	if b.Epoch != 2 {
		t.Errorf("epoch %d, want 2", b.Epoch)
	}
}

// The account is free as soon as Release returns, every time.
func TestReleaseIsAtOnce(t *testing.T) {
	t.Parallel()
	h := open(t)
	for i := range 50 {
		o, err := h.Own(t.Context(), tg, "a")
		if err != nil {
			t.Fatalf("round %d: %v", i, err)
		}
		o.Release()
	}
	h.want(t, "50", `select epoch from accounts`)
}

// kill ends the connection that holds the advisory lock.
func (h house) kill(t *testing.T) {
	t.Helper()
	h.want(t, "true", `select pg_terminate_backend(pid, 20000) from (select distinct pid from pg_locks where locktype = 'advisory' and granted
		and database = (select oid from pg_database where datname = current_database())) as held`)
}

func TestTakeOverAfterTheConnectionDied(t *testing.T) {
	t.Parallel()
	h := open(t)
	a, err := h.Own(t.Context(), tg, "a")
	if err != nil {
		t.Fatal(err)
	}
	h.kill(t)
	if err := a.Alive(t.Context()); err == nil {
		t.Error("alive without a connection")
	} else if !store.Passing(err) {
		t.Errorf("a lost lock is not a passing trouble: %v", err)
	}
	b, err := h.another(t).Own(t.Context(), tg, "b")
	if err != nil {
		t.Fatal(err)
	}
	defer b.Release()
	if b.Epoch != 2 {
		t.Errorf("epoch %d, want 2", b.Epoch)
	}
	a.Release() // too late to hurt
	if err := b.Alive(t.Context()); err != nil {
		t.Errorf("the release of the dead owner took the account: %v", err)
	}
	h.write(t, siti)
	h.queue(t, siti, 0, "queued", "hi")
	if rows := h.turn(t, a.Lease, nil); len(rows) != 0 {
		t.Errorf("the dead owner claimed %q", words(rows))
	}
}

func TestNeverTwoOwners(t *testing.T) {
	t.Parallel()
	h := open(t)
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	var owners, taken atomic.Int32
	var g errgroup.Group
	for range 3 {
		s := h.another(t)
		g.Go(func() error {
			for taken.Load() < 60 {
				o, err := s.Own(ctx, tg, "x")
				if errors.Is(err, store.ErrOwned) {
					continue
				}
				if err != nil {
					return err
				}
				if n := owners.Add(1); n != 1 {
					t.Errorf("%d owners", n)
				}
				taken.Add(1)
				err = o.Alive(ctx)
				owners.Add(-1)
				o.Release()
				if err != nil {
					return err
				}
			}
			return nil
		})
	}
	if err := g.Wait(); err != nil {
		t.Fatal(err)
	}
	h.want(t, "true", `select epoch = $1 from accounts`, int64(taken.Load()))
}

func TestOwnGivesItsConnectionBack(t *testing.T) {
	t.Parallel()
	h := open(t)
	o, err := h.Own(t.Context(), tg, "a")
	if err != nil {
		t.Fatal(err)
	}
	defer o.Release()
	for range 40 { // more than the pool has
		if _, err := h.Own(t.Context(), tg, "a"); !errors.Is(err, store.ErrOwned) {
			t.Fatal(err)
		}
	}
	gone, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := h.Own(gone, web, "a"); err == nil || errors.Is(err, store.ErrOwned) {
		t.Errorf("own with a cancelled context: %v", err)
	}
}

// A process with many numbers does not run out of connections, and gives each
// up by itself.
func TestManyAccounts(t *testing.T) {
	t.Parallel()
	h := open(t)
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	var list []*store.Ownership
	for i := range 44 {
		o, err := h.Own(ctx, number(i), "a")
		if err != nil {
			t.Fatal(err)
		}
		defer o.Release()
		list = append(list, o)
	}
	if err := h.Ping(ctx); err != nil {
		t.Fatal(err)
	}
	other := h.another(t)
	list[1].Release()
	taken, err := other.Own(ctx, number(1), "b")
	if err != nil {
		t.Fatalf("after the release: %v", err)
	}
	defer taken.Release()
	if _, err := other.Own(ctx, number(2), "b"); !errors.Is(err, store.ErrOwned) {
		t.Errorf("the release of one took another: %v", err)
	}
	taken.Release()
	h.kill(t)
	for i, o := range list {
		if err := o.Alive(ctx); err == nil || !store.Passing(err) {
			t.Fatalf("number %d is held without a connection: %v", i, err)
		}
	}
	again, err := h.Own(ctx, number(2), "a")
	if err != nil {
		t.Fatal(err)
	}
	defer again.Release()
	list[2].Release() // too late to hurt
	if _, err := other.Own(ctx, number(2), "b"); !errors.Is(err, store.ErrOwned) {
		t.Errorf("a late release gave the account up: %v", err)
	}
	if err := list[2].Alive(ctx); err == nil {
		t.Error("who lost the account holds it")
	}
	if err := again.Alive(ctx); err != nil {
		t.Error(err)
	}
}

func number(i int) bot.Account {
	return bot.Account{Channel: "whatsapp", Name: fmt.Sprint(628110000001 + i)}
}
