package whatsapp

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"time"

	"go.mau.fi/whatsmeow/store"
	"go.mau.fi/whatsmeow/types"
	"go.mau.fi/whatsmeow/util/keys"
)

// errStore: the library's tables could not be read or written.
var errStore = errors.New("the database of the library fails")

// guard stands between the library and its tables. The library acknowledges a
// message that it could not decrypt, whatever the reason, but for one: the error
// is context.Canceled. So that is what it gets when the tables fail, and for
// everything that comes after it until the next login: nothing may be
// acknowledged past a message that waits.
type guard struct {
	store.AllSessionSpecificStores
	lids   store.LIDStore
	shut   atomic.Bool
	failed atomic.Int64
	fail   func(error) // told of each failure

	// The library lets a message that comes and one that goes change the same
	// session at once, and one change is lost: then the other side cannot read
	// what follows, and asks for it again, out of order. So what comes has the
	// sessions to itself; what goes must begin anew if they changed meanwhile.
	sessions sync.Mutex
	changed  map[string]bool // sessions that were written since the send in hand read them
	migrated bool            // or any may have been
}

// keeper lets the library forget no device: others of its goroutines may still
// use it. That is done in the tables alone, once the session is over.
type keeper struct{ store.DeviceContainer }

var errKept = errors.New("the device is forgotten later")

func (keeper) DeleteDevice(context.Context, *store.Device) error { return errKept }

// guarded puts a guard before a device's tables.
func guarded(d *store.Device, fail func(error)) *guard {
	d.Container = keeper{d.Container}
	inner, ok := d.EventBuffer.(store.AllSessionSpecificStores)
	if !ok { // all of them are one, since NewSQLStore made it
		panic(fmt.Sprintf("tables of the library are a %T", d.EventBuffer))
	}
	g := &guard{AllSessionSpecificStores: inner, lids: d.LIDs, fail: fail, changed: map[string]bool{}}
	d.SetAllStores(g)
	d.LIDs = guardedLIDs{g.lids, g}
	return g
}

// close has the library break off from now on.
func (g *guard) close() { g.shut.Store(true) }

// sending marks the context of a send, which ends at its deadline.
type sending struct{}

// note looks at an error of the tables. That a send has come to its deadline,
// as when WhatsApp leaves a question open, says nothing of them.
func (g *guard) note(ctx context.Context, err error) error {
	late := ctx.Err() != nil && ctx.Value(sending{}) != nil
	if err != nil && !late && !errors.Is(err, store.ErrDeviceDeleted) {
		g.failed.Add(1)
		g.close()
		g.fail(err)
	}
	return err
}

// broken makes of an error one that the library breaks off at.
func broken(err error) error { return fmt.Errorf("%w: %w: %w", errStore, context.Canceled, err) }

var errShut = errors.New("messages before it wait")

func (g *guard) GetBufferedEvent(ctx context.Context, hash [32]byte) (*store.BufferedEvent, error) {
	if g.shut.Load() {
		return nil, broken(errShut)
	}
	e, err := g.AllSessionSpecificStores.GetBufferedEvent(ctx, hash)
	if g.note(ctx, err) != nil {
		return nil, broken(err)
	}
	return e, nil
}

// DoDecryptionTxn tells a message that cannot be decrypted from tables that
// cannot be read. A panic in between must not look like a message that was read.
func (g *guard) DoDecryptionTxn(ctx context.Context, decrypt func(context.Context) error) error {
	if g.shut.Load() {
		return broken(errShut)
	}
	g.sessions.Lock()
	defer g.sessions.Unlock()
	var inner error
	before := g.failed.Load()
	ctx = context.WithValue(ctx, alone{}, true)
	err := g.AllSessionSpecificStores.DoDecryptionTxn(ctx, func(ctx context.Context) (err error) {
		defer func() {
			if p := recover(); p != nil {
				err = fmt.Errorf("panic in the library: %T", p)
			}
			inner = err
		}()
		return decrypt(ctx)
	})
	if err == nil || inner != nil && g.failed.Load() == before {
		return err
	}
	if inner == nil {
		_ = g.note(ctx, err)
	}
	return broken(err)
}

func (g *guard) PutBufferedEvent(ctx context.Context, hash [32]byte, plaintext []byte, at time.Time) error {
	return g.note(ctx, g.AllSessionSpecificStores.PutBufferedEvent(ctx, hash, plaintext, at))
}

// ClearBufferedEventPlaintext keeps what may not have been kept by us.
func (g *guard) ClearBufferedEventPlaintext(ctx context.Context, hash [32]byte) error {
	if g.shut.Load() {
		return broken(errShut)
	}
	return g.note(ctx, g.AllSessionSpecificStores.ClearBufferedEventPlaintext(ctx, hash))
}

func (g *guard) GetSession(ctx context.Context, address string) ([]byte, error) {
	raw, err := g.AllSessionSpecificStores.GetSession(ctx, address)
	return raw, g.note(ctx, err)
}

func (g *guard) HasSession(ctx context.Context, address string) (bool, error) {
	has, err := g.AllSessionSpecificStores.HasSession(ctx, address)
	return has, g.note(ctx, err)
}

// alone marks a context whose holder has the sessions to itself. insisting holds
// whether a send has them, from when it reads sessions to when it writes them.
type (
	alone     struct{}
	insisting struct{}
)

// insist lets a send have the sessions to itself, which it must release. It has
// them no longer than a moment: the library may ask WhatsApp for keys in
// between, and nobody who writes waits for that.
func (g *guard) insist(ctx context.Context) (within context.Context, release func()) {
	held := new(atomic.Bool)
	end := func() {
		if held.CompareAndSwap(true, false) {
			g.sessions.Unlock()
		}
	}
	t := time.AfterFunc(insistFor, end)
	return context.WithValue(ctx, insisting{}, held), func() { t.Stop(); end() }
}

const insistFor = 2 * time.Second

// errChanged: the message must be encrypted once more.
var errChanged = errors.New("sessions changed meanwhile")

func (g *guard) GetManySessions(ctx context.Context, addresses []string) (map[string][]byte, error) {
	g.sessions.Lock()
	if held, insists := ctx.Value(insisting{}).(*atomic.Bool); insists {
		held.Store(true)
	} else {
		defer g.sessions.Unlock()
	}
	clear(g.changed)
	g.migrated = false
	list, err := g.AllSessionSpecificStores.GetManySessions(ctx, addresses)
	return list, g.note(ctx, err)
}

func (g *guard) PutSession(ctx context.Context, address string, session []byte) error {
	if ctx.Value(alone{}) == nil {
		g.sessions.Lock()
		defer g.sessions.Unlock()
	}
	g.changed[address] = true
	return g.note(ctx, g.AllSessionSpecificStores.PutSession(ctx, address, session))
}

func (g *guard) PutManySessions(ctx context.Context, sessions map[string][]byte) error {
	if held, ok := ctx.Value(insisting{}).(*atomic.Bool); !ok || !held.CompareAndSwap(true, false) {
		g.sessions.Lock()
	}
	defer g.sessions.Unlock()
	for address := range sessions {
		if g.migrated || g.changed[address] {
			return errChanged
		}
	}
	return g.note(ctx, g.AllSessionSpecificStores.PutManySessions(ctx, sessions))
}

func (g *guard) DeleteSession(ctx context.Context, address string) error {
	return g.note(ctx, g.AllSessionSpecificStores.DeleteSession(ctx, address))
}

func (g *guard) MigratePNToLID(ctx context.Context, pn, lid types.JID) error {
	g.sessions.Lock()
	defer g.sessions.Unlock()
	g.migrated = true
	return g.note(ctx, g.AllSessionSpecificStores.MigratePNToLID(ctx, pn, lid))
}

func (g *guard) PutIdentity(ctx context.Context, address string, key [32]byte) error {
	return g.note(ctx, g.AllSessionSpecificStores.PutIdentity(ctx, address, key))
}

func (g *guard) DeleteIdentity(ctx context.Context, address string) error {
	return g.note(ctx, g.AllSessionSpecificStores.DeleteIdentity(ctx, address))
}

func (g *guard) IsTrustedIdentity(ctx context.Context, address string, key [32]byte) (bool, error) {
	is, err := g.AllSessionSpecificStores.IsTrustedIdentity(ctx, address, key)
	return is, g.note(ctx, err)
}

func (g *guard) GetPreKey(ctx context.Context, id uint32) (*keys.PreKey, error) {
	key, err := g.AllSessionSpecificStores.GetPreKey(ctx, id)
	return key, g.note(ctx, err)
}

func (g *guard) RemovePreKey(ctx context.Context, id uint32) error {
	return g.note(ctx, g.AllSessionSpecificStores.RemovePreKey(ctx, id))
}

// guardedLIDs: a message is decrypted for the LID of its phone; when that is not
// found for an error, it would be taken for undecryptable.
type guardedLIDs struct {
	store.LIDStore
	*guard
}

func (l guardedLIDs) PutLIDMapping(ctx context.Context, lid, pn types.JID) error {
	return l.note(ctx, l.LIDStore.PutLIDMapping(ctx, lid, pn))
}

func (l guardedLIDs) GetPNForLID(ctx context.Context, lid types.JID) (types.JID, error) {
	j, err := l.LIDStore.GetPNForLID(ctx, lid)
	return j, l.note(ctx, err)
}

func (l guardedLIDs) GetLIDForPN(ctx context.Context, pn types.JID) (types.JID, error) {
	j, err := l.LIDStore.GetLIDForPN(ctx, pn)
	return j, l.note(ctx, err)
}
