package whatsapp

import (
	"context"
	"errors"
	"testing"
	"time"

	"go.mau.fi/libsignal/signalerror"
	"go.mau.fi/whatsmeow/types"

	"langkah/bot/whatsapp/watest"
)

// TestGuard: the library is told of tables that fail by an error at which it
// breaks off, and of nothing else so.
func TestGuard(t *testing.T) {
	t.Parallel()
	w := newWorld(t, watest.Options{})
	ctx := t.Context()
	fresh := func() (*guard, *int) {
		device, _, err := w.devices.device(ctx, office)
		if err != nil {
			t.Fatal(err)
		}
		failures := 0
		return guarded(device, func(error) { failures++ }), &failures
	}
	decrypt := func(g *guard, inner error) error {
		return g.DoDecryptionTxn(ctx, func(ctx context.Context) error {
			if err := g.PutSession(ctx, "77001_1:0", []byte("x")); err != nil {
				return err
			}
			return inner
		})
	}
	g, failures := fresh()
	if err := decrypt(g, nil); err != nil || *failures != 0 {
		t.Fatalf("all is well: %v", err)
	}
	for _, signal := range []error{signalerror.ErrOldCounter, signalerror.ErrBadMAC} {
		if err := decrypt(g, signal); !errors.Is(err, signal) || errors.Is(err, context.Canceled) {
			t.Errorf("%v became %v", signal, err)
		}
	}
	err := g.DoDecryptionTxn(ctx, func(context.Context) error { panic("oh") })
	if err == nil || errors.Is(err, context.Canceled) || *failures != 0 {
		t.Errorf("a panic became %v", err)
	}
	w.store.Reachable(false)
	if err := decrypt(g, nil); !errors.Is(err, context.Canceled) || *failures == 0 {
		t.Errorf("without tables: %v", err)
	}
	w.store.Reachable(true)
	if _, err := g.GetBufferedEvent(ctx, [32]byte{1}); !errors.Is(err, context.Canceled) {
		t.Errorf("what comes behind: %v", err)
	}
	if err := decrypt(g, nil); !errors.Is(err, context.Canceled) {
		t.Errorf("what comes behind: %v", err)
	}
	for name, ask := range map[string]func(*guard) error{
		"buffer":  func(g *guard) error { _, err := g.GetBufferedEvent(ctx, [32]byte{1}); return err },
		"cleared": func(g *guard) error { return g.ClearBufferedEventPlaintext(ctx, [32]byte{1}) },
		"session": func(g *guard) error { _, err := g.GetSession(ctx, "x"); return err },
		"has":     func(g *guard) error { _, err := g.HasSession(ctx, "x"); return err },
		"many":    func(g *guard) error { _, err := g.GetManySessions(ctx, []string{"x"}); return err },
		"puts":    func(g *guard) error { return g.PutManySessions(ctx, map[string][]byte{"x": {}}) },
		"drops":   func(g *guard) error { return g.DeleteSession(ctx, "x") },
		"key":     func(g *guard) error { _, err := g.GetPreKey(ctx, 1); return err },
		"used":    func(g *guard) error { return g.RemovePreKey(ctx, 1) },
		"trust":   func(g *guard) error { _, err := g.IsTrustedIdentity(ctx, "x", [32]byte{}); return err },
		"learns":  func(g *guard) error { return g.PutIdentity(ctx, "x", [32]byte{}) },
		"unlearn": func(g *guard) error { return g.DeleteIdentity(ctx, "x") },
		"moves":   func(g *guard) error { return g.MigratePNToLID(ctx, number, hidden) },
		"lid":     func(g *guard) error { _, err := guardedLIDs{g.lids, g}.GetLIDForPN(ctx, number); return err },
		"phone":   func(g *guard) error { _, err := guardedLIDs{g.lids, g}.GetPNForLID(ctx, hidden); return err },
		"pair":    func(g *guard) error { return guardedLIDs{g.lids, g}.PutLIDMapping(ctx, hidden, number) },
	} {
		g, failures := fresh()
		w.store.Reachable(false)
		if err := ask(g); err == nil || *failures != 1 || !g.shut.Load() {
			t.Errorf("%s: %v, told %d times", name, err, *failures)
		}
		w.store.Reachable(true)
	}
}

// TestOneSessionAtATime: a send that read a session before somebody's message
// changed it must begin anew; one that insists has it to itself.
func TestOneSessionAtATime(t *testing.T) {
	t.Parallel()
	w := newWorld(t, watest.Options{})
	device, _, err := w.devices.device(t.Context(), office)
	if err != nil {
		t.Fatal(err)
	}
	g := guarded(device, func(err error) { t.Error(err) })
	const who = "77001_1:0"
	read := func(ctx context.Context) {
		t.Helper()
		if _, err := g.GetManySessions(ctx, []string{who}); err != nil {
			t.Fatal(err)
		}
	}
	comes := func() error {
		return g.DoDecryptionTxn(t.Context(), func(ctx context.Context) error { return g.PutSession(ctx, who, []byte("in")) })
	}
	write := func(ctx context.Context) error {
		return g.PutManySessions(ctx, map[string][]byte{who: []byte("out")})
	}
	read(t.Context())
	if err := write(t.Context()); err != nil {
		t.Errorf("nothing came: %v", err)
	}
	read(t.Context())
	if err := comes(); err != nil {
		t.Fatal(err)
	}
	if err := write(t.Context()); !errors.Is(err, errChanged) {
		t.Errorf("a message came: %v", err)
	}
	read(t.Context())
	if err := g.MigratePNToLID(t.Context(), types.NewJID("1", types.DefaultUserServer), types.NewJID("2", types.HiddenUserServer)); err != nil {
		t.Fatal(err)
	}
	if err := write(t.Context()); !errors.Is(err, errChanged) {
		t.Errorf("sessions moved: %v", err)
	}

	ctx, release := g.insist(t.Context())
	read(ctx)
	came := make(chan error)
	go func() { came <- comes() }()
	select {
	case <-came:
		t.Error("a message changed what a send insists on")
	case <-time.After(50 * time.Millisecond):
	}
	if err := write(ctx); err != nil {
		t.Error(err)
	}
	if err := <-came; err != nil {
		t.Error(err)
	}
	release()
	ctx, release = g.insist(t.Context())
	read(ctx)
	release() // it failed meanwhile
	if err := comes(); err != nil {
		t.Error(err)
	}
}
