package watest

import (
	"context"
	"encoding/binary"
	"sync"

	"go.mau.fi/whatsmeow/store"
	"go.mau.fi/whatsmeow/types"
	"go.mau.fi/whatsmeow/util/keys"
)

// keyring is what a phone keeps of libsignal's: its keys and its sessions, in
// memory. Prekeys are made when somebody asks for one.
type keyring struct {
	*store.NoopStore // what a phone of ours does not need
	own              *store.Device

	mu       sync.Mutex
	sessions map[string][]byte
	pre      map[uint32]*keys.PreKey
	lastPre  uint32
}

const registrationID = 4242

func newKeyring(identity *keys.KeyPair) *keyring {
	k := &keyring{NoopStore: &store.NoopStore{}, sessions: map[string][]byte{}, pre: map[uint32]*keys.PreKey{}}
	k.own = &store.Device{
		IdentityKey: identity, RegistrationID: registrationID, SignedPreKey: identity.CreateSignedPreKey(1),
		Identities: k, Sessions: k, PreKeys: k, SenderKeys: k,
	}
	return k
}

// bundle is what others may know, without a prekey.
func (k *keyring) bundle() bundle {
	return bundle{
		registration: binary.BigEndian.AppendUint32(nil, registrationID),
		identity:     k.own.IdentityKey.Pub[:],
		signed:       keyNode(k.own.SignedPreKey),
	}
}

func (k *keyring) newPreKey() *keys.PreKey {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.lastPre++
	k.pre[k.lastPre] = keys.NewPreKey(k.lastPre)
	return k.pre[k.lastPre]
}

// forget loses all sessions, as a phone does that was set up anew in a hurry.
func (k *keyring) forget() {
	k.mu.Lock()
	defer k.mu.Unlock()
	clear(k.sessions)
}

// IsTrustedIdentity: people's phones take a new key for a new phone.
func (k *keyring) IsTrustedIdentity(context.Context, string, [32]byte) (bool, error) {
	return true, nil
}

// GetSession is the session with an address, or nil.
func (k *keyring) GetSession(_ context.Context, address string) ([]byte, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.sessions[address], nil
}

// HasSession says whether there is one.
func (k *keyring) HasSession(_ context.Context, address string) (bool, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.sessions[address] != nil, nil
}

// PutSession keeps it.
func (k *keyring) PutSession(_ context.Context, address string, session []byte) error {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.sessions[address] = session
	return nil
}

// GetPreKey is a prekey that was given away and not yet used, or nil.
func (k *keyring) GetPreKey(_ context.Context, id uint32) (*keys.PreKey, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.pre[id], nil
}

// RemovePreKey forgets one that was used.
func (k *keyring) RemovePreKey(_ context.Context, id uint32) error {
	k.mu.Lock()
	defer k.mu.Unlock()
	delete(k.pre, id)
	return nil
}

// knows says whether there is a session with the device of an address.
func (k *keyring) knows(j types.JID) bool {
	ok, _ := k.HasSession(context.Background(), j.SignalAddress().String())
	return ok
}
