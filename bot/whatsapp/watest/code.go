package watest

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/rand"
	"crypto/sha256"
	"errors"
	"strings"

	"go.mau.fi/whatsmeow/util/gcmutil"
	"go.mau.fi/whatsmeow/util/hkdfutil"
	"go.mau.fi/whatsmeow/util/keys"
	"golang.org/x/crypto/curve25519"
	"golang.org/x/crypto/pbkdf2"
)

// codeLink is a client that wants to be linked by the code that it shows.
type codeLink struct {
	conn    *conn
	account *account
	wrapped []byte        // the client's key for this, under the code
	ours    *keys.KeyPair // the phone's; nil: nobody entered the code yet
	theirs  []byte
}

// hearCode takes both steps of a client; s.mu is held.
func (s *Server) hearCode(c *conn, n *node) {
	step := n.GetChildByTag("link_code_companion_reg")
	switch str(&step, "stage") {
	case "companion_hello":
		a := s.account(jid(&step, "jid"))
		if a == nil {
			c.send(refusal(n, 404))
			return
		}
		ref := rand.Text()
		s.codes[ref] = &codeLink{conn: c, account: a, wrapped: content(&step, "link_code_pairing_wrapped_companion_ephemeral_pub")}
		c.send(result(n, with("link_code_companion_reg", attrs{"stage": "companion_hello"},
			holding("link_code_pairing_ref", []byte(ref)))))
	case "companion_finish":
		c.send(result(n))
		if l := s.codes[string(content(&step, "link_code_pairing_ref"))]; l != nil && l.ours != nil {
			if secret := l.secret(&step); secret != nil {
				s.join(c, l.account, secret)
			}
		}
	}
}

// Confirm types the eight characters that a client shows on the phone. The
// client is linked as soon as it has answered; a wrong code it does not
// understand.
func (n *Number) Confirm(code string) error {
	code = strings.ReplaceAll(code, "-", "")
	s := n.s
	s.mu.Lock()
	defer s.mu.Unlock()
	for ref, l := range s.codes {
		if l.account != n.account || l.ours != nil || len(l.wrapped) != 80 {
			continue
		}
		l.theirs = underCode(code, l.wrapped[:32], l.wrapped[32:48], l.wrapped[48:])
		l.ours = keys.NewKeyPair()
		salt := make([]byte, 48)
		_, _ = rand.Read(salt) // never fails
		wrapped := append(salt, underCode(code, salt[:32], salt[32:], l.ours.Pub[:])...)
		l.conn.send(with("notification", s.fromServer(attrs{"type": "link_code_companion_reg"}),
			with("link_code_companion_reg", attrs{"stage": "primary_hello"},
				holding("link_code_pairing_ref", []byte(ref)),
				holding("link_code_pairing_wrapped_primary_ephemeral_pub", wrapped),
				holding("primary_identity_pub", n.account.identity.Pub[:]))))
		return nil
	}
	return errors.New("confirm: nobody waits for a code of this number")
}

// underCode wraps or unwraps with the code: both are the same.
func underCode(code string, salt, iv, data []byte) []byte {
	block, err := aes.NewCipher(pbkdf2.Key([]byte(code), salt, 2<<16, 32, sha256.New))
	if err != nil {
		panic("watest: " + err.Error()) // the key is always 32 bytes
	}
	out := make([]byte, len(data))
	cipher.NewCTR(block, iv).XORKeyStream(out, data)
	return out
}

// secret is what client and phone now share; nil: the code was wrong.
func (l *codeLink) secret(step *node) []byte {
	sealed := content(step, "link_code_pairing_wrapped_key_bundle")
	identity := content(step, "companion_identity_public")
	shared, err := curve25519.X25519(l.ours.Priv[:], l.theirs)
	if err != nil || len(sealed) < 44 {
		return nil
	}
	key := hkdfutil.SHA256(shared, sealed[:32], []byte("link_code_pairing_key_bundle_encryption_key"), 32)
	plain, err := gcmutil.Decrypt(key, sealed[32:44], sealed[44:], nil)
	if err != nil || len(plain) != 96 {
		return nil
	}
	both, err := curve25519.X25519(l.account.identity.Priv[:], identity)
	if err != nil {
		return nil
	}
	return hkdfutil.SHA256(append(append(shared, both...), plain[64:]...), nil, []byte("adv_secret"), 32)
}
