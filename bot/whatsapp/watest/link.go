package watest

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"strings"

	"go.mau.fi/whatsmeow/proto/waAdv"
	"google.golang.org/protobuf/proto"
)

// offerLink sends a new client what it shows as QR codes, one after the other.
func (s *Server) offerLink(c *conn) {
	s.mu.Lock()
	defer s.mu.Unlock()
	refs := make([]node, 6)
	for i := range refs {
		ref := "2@" + rand.Text()
		s.offers[ref] = c
		refs[i] = holding("ref", []byte(ref))
	}
	c.send(with("iq", s.fromServer(attrs{"type": "set", "xmlns": "md"}), with("pair-device", nil, refs...)))
}

// Scan points the phone's camera at a QR code: the text that it shows. The
// client that shows it is linked as soon as it has answered.
func (n *Number) Scan(qr string) error {
	_, list, ok := strings.Cut(qr, "#")
	if !ok {
		list = qr // as older clients show it
	}
	parts := strings.Split(list, ",")
	if len(parts) < 4 {
		return errors.New("scan: not a code of WhatsApp")
	}
	secret, err := base64.StdEncoding.DecodeString(parts[3])
	if err != nil {
		return fmt.Errorf("scan: %w", err)
	}
	s := n.s
	s.mu.Lock()
	defer s.mu.Unlock()
	c := s.offers[parts[0]]
	if c == nil {
		return errors.New("scan: the code is no longer valid")
	}
	s.join(c, n.account, secret)
	return nil
}

// join offers the client of a connection a place on the account; s.mu is held.
func (s *Server) join(c *conn, a *account, secret []byte) {
	p := c.hello.payload.GetDevicePairingData()
	a.last++
	d := &device{owner: a, id: a.last, noise: c.hello.static, bundle: bundle{
		registration: p.GetERegid(),
		identity:     p.GetEIdent(),
		signed: with("skey", nil, holding("id", p.GetESkeyID()),
			holding("value", p.GetESkeyVal()), holding("signature", p.GetESkeySig())),
	}}
	c.joining = d
	name := a.name
	c.send(with("iq", s.fromServer(attrs{"type": "set", "xmlns": "md"}), with("pair-success", nil,
		holding("device-identity", d.vouch(secret, s.opt.Now().Unix())),
		with("biz", attrs{"name": name}),
		with("device", attrs{"jid": d.pn(), "lid": d.hiddenID()}),
		with("platform", attrs{"name": "android"}),
	)))
}

// vouch is the phone's signature under the client's identity, sealed with the
// secret that the client showed.
func (d *device) vouch(secret []byte, now int64) []byte {
	details := marshal(&waAdv.ADVDeviceIdentity{
		RawID: proto.Uint32(1000 + uint32(d.id)), Timestamp: proto.Uint64(uint64(now)), KeyIndex: proto.Uint32(uint32(d.id)),
	})
	phone := d.owner.identity
	signed := marshal(&waAdv.ADVSignedDeviceIdentity{
		Details:             details,
		AccountSignatureKey: phone.Pub[:],
		AccountSignature:    sign(phone, []byte{6, 0}, details, d.bundle.identity),
	})
	seal := hmac.New(sha256.New, secret)
	seal.Write(signed)
	return marshal(&waAdv.ADVSignedDeviceIdentityHMAC{Details: signed, HMAC: seal.Sum(nil)})
}

// joined hears what the client makes of the offer: it signs and must log in
// anew, or it does not believe us.
func (s *Server) joined(c *conn, answer *node) {
	s.mu.Lock()
	defer s.mu.Unlock()
	d := c.joining
	if d == nil || first(answer) != "pair-device-sign" {
		if str(answer, "type") == "error" {
			c.joining = nil
		}
		return
	}
	c.joining = nil
	d.owner.devices[d.id] = d
	if s.faults.take(moment{from: d.owner.number}, LoseRestart) != nil {
		c.cut()
		return
	}
	c.end(with("stream:error", attrs{"code": "515"}))
}
