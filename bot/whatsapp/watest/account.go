package watest

import (
	"fmt"
	"slices"

	"go.mau.fi/whatsmeow/types"
	"go.mau.fi/whatsmeow/util/keys"
)

// account is what one phone number is to WhatsApp; guarded by Server.mu.
type account struct {
	s           *Server
	number, lid string
	name        string        // that others see
	identity    *keys.KeyPair // of the phone, device 0: it vouches for the other devices
	devices     map[uint16]*device
	last        uint16 // device id given
	holder      *Person
	wrote       []delivery // the last message: what each device got
}

// device is a phone (0) or a client linked to it; guarded by Server.mu, save
// what never changes.
type device struct {
	owner  *account
	id     uint16
	noise  []byte // the key with which it logs in
	bundle bundle
	phone  *Person // nil: a client
	conn   *conn   // of a client; nil: not there
	queue  []node  // what it has not acknowledged; of a phone: not yet looked at
}

// newAccount registers a phone number; s.mu is held.
func (s *Server) newAccount(number, name string) *account {
	a := &account{
		s: s, number: number, name: name,
		// LIDs have nothing in common with the number.
		lid:      fmt.Sprintf("1%014d", 27182818+7919*len(s.numbers)),
		identity: keys.NewKeyPair(),
		devices:  map[uint16]*device{},
	}
	s.numbers[a.number], s.hidden[a.lid] = a, a
	return a
}

// sorted are the devices in the order in which they came.
func (a *account) sorted() []*device {
	list := make([]*device, 0, len(a.devices))
	for _, d := range a.devices {
		list = append(list, d)
	}
	slices.SortFunc(list, func(x, y *device) int { return int(x.id) - int(y.id) })
	return list
}

func (d *device) pn() types.JID {
	return types.JID{User: d.owner.number, Device: d.id, Server: types.DefaultUserServer}
}

func (d *device) hiddenID() types.JID {
	return types.JID{User: d.owner.lid, Device: d.id, Server: types.HiddenUserServer}
}

// names are how others see the device: the address, and the other address of
// its owner under the name that it has beside the first.
func (d *device) names() (address types.JID, other string, otherAddress types.JID) {
	if d.owner.s.opt.LID {
		return d.hiddenID(), "pn", d.pn().ToNonAD()
	}
	return d.pn(), "lid", d.hiddenID().ToNonAD()
}
