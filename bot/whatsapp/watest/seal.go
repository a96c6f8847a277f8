package watest

import (
	"context"
	"errors"
	"fmt"

	"go.mau.fi/libsignal/protocol"
	"go.mau.fi/libsignal/session"
	"go.mau.fi/whatsmeow/proto/waE2E"
	"go.mau.fi/whatsmeow/store"
	"go.mau.fi/whatsmeow/types"
	"google.golang.org/protobuf/proto"
)

var wire = store.SignalProtobufSerializer

// seal encrypts for the device of an address, with the keys given if there is
// no session yet, or if they are new.
func (k *keyring) seal(to types.JID, with *bundle, plain []byte) (node, error) {
	ctx, address := context.Background(), to.SignalAddress()
	builder := session.NewBuilderFromSignal(k.own, address, wire)
	if with != nil {
		keys, err := with.parse(to.Device)
		if err != nil {
			return node{}, err
		}
		if err := builder.ProcessBundle(ctx, keys); err != nil {
			return node{}, fmt.Errorf("begin session: %w", err)
		}
	}
	m, err := session.NewCipher(builder, address).Encrypt(ctx, plain)
	if err != nil {
		return node{}, fmt.Errorf("encrypt: %w", err)
	}
	kind := "msg"
	if m.Type() == protocol.PREKEY_TYPE {
		kind = "pkmsg"
	}
	return node{Tag: "enc", Attrs: attrs{"v": "2", "type": kind}, Content: m.Serialize()}, nil
}

// open decrypts what came from the device of an address.
func (k *keyring) open(from types.JID, sealed *node) (*waE2E.Message, error) {
	ctx, address := context.Background(), from.SignalAddress()
	cipher := session.NewCipher(session.NewBuilderFromSignal(k.own, address, wire), address)
	raw, _ := sealed.Content.([]byte)
	var plain []byte
	var err error
	if str(sealed, "type") == "pkmsg" {
		var m *protocol.PreKeySignalMessage
		if m, err = protocol.NewPreKeySignalMessageFromBytes(raw, wire.PreKeySignalMessage, wire.SignalMessage); err == nil {
			plain, err = cipher.DecryptMessage(ctx, m)
		}
	} else {
		var m *protocol.SignalMessage
		if m, err = protocol.NewSignalMessageFromBytes(raw, wire.SignalMessage); err == nil {
			plain, err = cipher.Decrypt(ctx, m)
		}
	}
	if err != nil {
		return nil, fmt.Errorf("decrypt: %w", err)
	}
	return unpad(plain)
}

// pad and unpad: a message ends with bytes that say how many they are.
func pad(m *waE2E.Message) []byte { return append(marshal(m), 1) }

func unpad(plain []byte) (*waE2E.Message, error) {
	if len(plain) == 0 || int(plain[len(plain)-1]) > len(plain) {
		return nil, errors.New("read message: wrong padding")
	}
	m := &waE2E.Message{}
	if err := proto.Unmarshal(plain[:len(plain)-int(plain[len(plain)-1])], m); err != nil {
		return nil, fmt.Errorf("read message: %w", err)
	}
	return m, nil
}
