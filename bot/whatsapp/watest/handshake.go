package watest

import (
	"bytes"
	"context"
	"fmt"

	"github.com/coder/websocket"
	"go.mau.fi/whatsmeow/binary/token"
	"go.mau.fi/whatsmeow/proto/waWa6"
	"go.mau.fi/whatsmeow/util/keys"
	"google.golang.org/protobuf/proto"
)

// hello is what a client says of itself in the handshake.
type hello struct {
	static  []byte // its Noise key: the same at every login of a device
	payload waWa6.ClientPayload
}

// shake does the handshake on a new connection.
func shake(ctx context.Context, ws *websocket.Conn, by *authority) (*secured, *hello, error) {
	f := framed{ws: ws}
	intro, err := f.intro(ctx)
	if err != nil {
		return nil, nil, err
	}
	n := newNoise(intro)
	m, err := f.handshake(ctx)
	if err != nil {
		return nil, nil, err
	}
	theirs := m.GetClientHello().GetEphemeral()
	ours := keys.NewKeyPair()
	answer, err := n.answer(theirs, ours, by)
	if err != nil {
		return nil, nil, err
	}
	if err := f.write(ctx, answer); err != nil {
		return nil, nil, err
	}
	if m, err = f.handshake(ctx); err != nil {
		return nil, nil, err
	}
	h, err := n.finish(m.GetClientFinish(), ours)
	if err != nil {
		return nil, nil, err
	}
	in, out := n.split()
	return &secured{framed: f, in: in, out: out}, h, nil
}

// intro is the four bytes before the first frame. A client that was told a
// route (we never tell one, an earlier server may have) names it before them.
func (f *framed) intro(ctx context.Context) ([]byte, error) {
	if err := f.need(ctx, 2); err != nil {
		return nil, err
	}
	if string(f.buf[:2]) == "ED" {
		if _, err := f.take(ctx, 4); err != nil {
			return nil, err
		}
		if _, err := f.read(ctx); err != nil {
			return nil, err
		}
	}
	intro, err := f.take(ctx, 4)
	if err != nil {
		return nil, err
	}
	if !bytes.HasPrefix(intro, []byte("WA")) || intro[3] != token.DictVersion {
		return nil, fmt.Errorf("unknown intro %x", intro)
	}
	return intro, nil
}

func (f *framed) handshake(ctx context.Context) (*waWa6.HandshakeMessage, error) {
	frame, err := f.read(ctx)
	if err != nil {
		return nil, err
	}
	m := &waWa6.HandshakeMessage{}
	if err := proto.Unmarshal(frame, m); err != nil {
		return nil, fmt.Errorf("read handshake: %w", err)
	}
	return m, nil
}

func (n *noise) answer(theirs []byte, ours *keys.KeyPair, by *authority) ([]byte, error) {
	n.absorb(theirs)
	n.absorb(ours.Pub[:])
	if err := n.mix(ours.Priv[:], theirs); err != nil {
		return nil, err
	}
	static := n.encrypt(by.leaf.Pub[:])
	if err := n.mix(by.leaf.Priv[:], theirs); err != nil {
		return nil, err
	}
	return marshal(&waWa6.HandshakeMessage{ServerHello: &waWa6.HandshakeMessage_ServerHello{
		Ephemeral: ours.Pub[:], Static: static, Payload: n.encrypt(by.chain),
	}}), nil
}

func (n *noise) finish(m *waWa6.HandshakeMessage_ClientFinish, ours *keys.KeyPair) (*hello, error) {
	h := &hello{}
	var err error
	if h.static, err = n.decrypt(m.GetStatic()); err != nil {
		return nil, err
	}
	if err = n.mix(ours.Priv[:], h.static); err != nil {
		return nil, err
	}
	payload, err := n.decrypt(m.GetPayload())
	if err != nil {
		return nil, err
	}
	if err = proto.Unmarshal(payload, &h.payload); err != nil {
		return nil, fmt.Errorf("read client: %w", err)
	}
	return h, nil
}
