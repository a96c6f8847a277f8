package watest

import (
	"crypto/cipher"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"io"

	"golang.org/x/crypto/curve25519"
	"golang.org/x/crypto/hkdf"

	"go.mau.fi/whatsmeow/util/gcmutil"
)

const noiseName = "Noise_XX_25519_AESGCM_SHA256\x00\x00\x00\x00"

// noise is the server's side of a Noise XX handshake
// (https://noiseprotocol.org/noise.html, section 5).
type noise struct {
	hash, chaining []byte
	key            sealer
}

// sealer is one direction's cipher: every message has the next number.
type sealer struct {
	aead  cipher.AEAD
	count uint32
}

func newSealer(key []byte) sealer {
	aead, err := gcmutil.Prepare(key)
	if err != nil {
		panic("watest: " + err.Error()) // keys are always 32 bytes
	}
	return sealer{aead: aead}
}

func (s *sealer) nonce() []byte {
	n := make([]byte, 12)
	binary.BigEndian.PutUint32(n[8:], s.count)
	s.count++
	return n
}

func (s *sealer) seal(plain, extra []byte) []byte {
	return s.aead.Seal(nil, s.nonce(), plain, extra)
}

func (s *sealer) open(sealed, extra []byte) ([]byte, error) {
	return s.aead.Open(nil, s.nonce(), sealed, extra)
}

func newNoise(prologue []byte) *noise {
	n := &noise{hash: []byte(noiseName), chaining: []byte(noiseName), key: newSealer([]byte(noiseName))}
	n.absorb(prologue)
	return n
}

func (n *noise) absorb(data []byte) {
	h := sha256.New()
	h.Write(n.hash)
	h.Write(data)
	n.hash = h.Sum(nil)
}

func (n *noise) encrypt(plain []byte) []byte {
	sealed := n.key.seal(plain, n.hash)
	n.absorb(sealed)
	return sealed
}

func (n *noise) decrypt(sealed []byte) ([]byte, error) {
	plain, err := n.key.open(sealed, n.hash)
	if err != nil {
		return nil, fmt.Errorf("open handshake: %w", err)
	}
	n.absorb(sealed)
	return plain, nil
}

// mix takes the secret that our private and their public key share into the key.
func (n *noise) mix(private, public []byte) error {
	secret, err := curve25519.X25519(private, public)
	if err != nil {
		return fmt.Errorf("agree on a secret: %w", err)
	}
	chaining, key := n.derive(secret)
	n.chaining, n.key = chaining, newSealer(key)
	return nil
}

// split ends the handshake: the client writes with the first key.
func (n *noise) split() (fromClient, toClient sealer) {
	a, b := n.derive(nil)
	return newSealer(a), newSealer(b)
}

func (n *noise) derive(secret []byte) (a, b []byte) {
	both := make([]byte, 64)
	_, _ = io.ReadFull(hkdf.New(sha256.New, secret, n.chaining, nil), both) // 64 bytes are always there
	return both[:32], both[32:]
}
