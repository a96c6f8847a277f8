package watest

import (
	"encoding/binary"
	"fmt"
	"strconv"

	"go.mau.fi/libsignal/ecc"
	"go.mau.fi/libsignal/keys/identity"
	"go.mau.fi/libsignal/keys/prekey"
	"go.mau.fi/libsignal/util/optional"
	"go.mau.fi/whatsmeow/types"
	"go.mau.fi/whatsmeow/util/keys"
)

// bundle is what the server knows of a device's keys: what others need to
// write to it first.
type bundle struct {
	registration []byte
	identity     []byte
	signed       node   // <skey/>
	once         []node // <key/>, each given away once
}

func keyNode(k *keys.PreKey) node {
	id := binary.BigEndian.AppendUint32(nil, k.KeyID)[1:]
	n := with("key", nil, holding("id", id), holding("value", k.Pub[:]))
	if k.Signature != nil {
		n = with("skey", nil, append(n.GetChildren(), holding("signature", k.Signature[:]))...)
	}
	return n
}

// give takes a bundle for somebody who writes to the device; s.mu is held.
func (d *device) give() bundle {
	b := d.bundle
	b.once = nil
	switch {
	case d.phone != nil:
		b.once = []node{keyNode(d.phone.keys.newPreKey())}
	case len(d.bundle.once) > 0:
		b.once, d.bundle.once = d.bundle.once[:1:1], d.bundle.once[1:]
		d.tellFew()
	}
	return b
}

// tellFew asks a client for more prekeys; s.mu is held.
func (d *device) tellFew() {
	if left := len(d.bundle.once); left < 10 && d.conn != nil && d.conn.active {
		s := d.owner.s
		d.deliver(with("notification", s.fromServer(attrs{"type": "encrypt"}),
			with("count", attrs{"value": strconv.Itoa(left)})))
	}
}

func (b bundle) nodes() []node {
	list := []node{
		holding("registration", b.registration), holding("type", []byte{ecc.DjbType}),
		holding("identity", b.identity), b.signed,
	}
	return append(list, b.once...)
}

// parse is the bundle as libsignal takes it.
func (b bundle) parse(of uint16) (*prekey.Bundle, error) {
	if len(b.registration) != 4 || len(b.identity) != 32 {
		return nil, fmt.Errorf("read keys of device %d: incomplete", of)
	}
	signedID, signed, err := parseKey(&b.signed)
	if err != nil {
		return nil, err
	}
	signature := content(&b.signed, "signature")
	if len(signature) != 64 {
		return nil, fmt.Errorf("read keys of device %d: no signature", of)
	}
	onceID, once := optional.NewEmptyUint32(), ecc.ECPublicKeyable(nil)
	if len(b.once) > 0 {
		id, key, err := parseKey(&b.once[0])
		if err != nil {
			return nil, err
		}
		onceID, once = optional.NewOptionalUint32(id), key
	}
	who := identity.NewKey(ecc.NewDjbECPublicKey([32]byte(b.identity)))
	return prekey.NewBundle(binary.BigEndian.Uint32(b.registration), uint32(of), onceID, signedID, once, signed,
		[64]byte(signature), who), nil
}

func parseKey(n *node) (id uint32, key ecc.ECPublicKeyable, err error) {
	raw, value := content(n, "id"), content(n, "value")
	if len(raw) != 3 || len(value) != 32 {
		return 0, nil, fmt.Errorf("read <%s>: incomplete", n.Tag)
	}
	return binary.BigEndian.Uint32(append([]byte{0}, raw...)), ecc.NewDjbECPublicKey([32]byte(value)), nil
}

// bundleOf answers who asks for the keys of an address; s.mu is held.
func (s *Server) bundleOf(j types.JID) node {
	d := s.device(j)
	if d == nil || d.bundle.identity == nil {
		return with("user", attrs{"jid": j}, with("error", attrs{"code": "404", "text": "item-not-found"}))
	}
	return with("user", attrs{"jid": j, "t": s.stamp()}, d.give().nodes()...)
}
