package watest

import (
	"sync"

	"go.mau.fi/libsignal/ecc"
	"go.mau.fi/whatsmeow/proto/waCert"
	"go.mau.fi/whatsmeow/util/keys"
	"google.golang.org/protobuf/proto"
)

// authority is who vouches for the server's key: a root that clients must
// trust, an intermediate, and the leaf with which the server shakes hands.
type authority struct {
	root, leaf *keys.KeyPair
	chain      []byte
}

// theAuthority is one for all servers of a process, because clients keep the
// root that they trust in a variable of the whole process.
var theAuthority = sync.OnceValue(newAuthority)

// Root is the public key that a client of a server of this process must trust.
func Root() [32]byte { return *theAuthority().root.Pub }

const (
	longAgo = 1577836800 // 2020
	faraway = 4102444800 // 2100
)

func newAuthority() *authority {
	a := &authority{root: keys.NewKeyPair(), leaf: keys.NewKeyPair()}
	between := keys.NewKeyPair()
	a.chain = marshal(&waCert.CertChain{
		Intermediate: certify(1, 0, between, a.root),
		Leaf:         certify(2, 1, a.leaf, between),
	})
	return a
}

func certify(serial, issuer uint32, key, by *keys.KeyPair) *waCert.CertChain_NoiseCertificate {
	details := marshal(&waCert.CertChain_NoiseCertificate_Details{
		Serial: &serial, IssuerSerial: &issuer, Key: key.Pub[:],
		NotBefore: proto.Uint64(longAgo), NotAfter: proto.Uint64(faraway),
	})
	return &waCert.CertChain_NoiseCertificate{Details: details, Signature: sign(by, details)}
}

func sign(by *keys.KeyPair, parts ...[]byte) []byte {
	var all []byte
	for _, p := range parts {
		all = append(all, p...)
	}
	signature := ecc.CalculateSignature(ecc.NewDjbECPrivateKey(*by.Priv), all)
	return signature[:]
}

// marshal is proto.Marshal for messages that are ours and cannot fail.
func marshal(m proto.Message) []byte {
	b, err := proto.Marshal(m)
	if err != nil {
		panic("watest: " + err.Error())
	}
	return b
}
