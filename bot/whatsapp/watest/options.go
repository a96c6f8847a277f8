package watest

import (
	"time"

	waBinary "go.mau.fi/whatsmeow/binary"
)

// Options are the server's settings; the zero value is a server on a free port
// that names people by phone number.
type Options struct {
	Listen string           // "127.0.0.1:0"
	Now    func() time.Time // the clock of stamps; time.Now

	LID         bool // clients see people by hidden id (…@lid), not by phone number
	ManyPreKeys bool // a new client uploads its first 812 prekeys, as it does in life; else 50, which is faster

	Linger time.Duration // between last words (a refused login, a restart) and the end of a connection; 400 ms

	// Trace sees every stanza of every client: which device ("" none yet) and
	// whether the server sent it.
	Trace func(device string, sent bool, stanza *waBinary.Node)
}

func (o *Options) defaults() {
	o.Listen = or(o.Listen, "127.0.0.1:0")
	// A client that loses its connection in the moment of last words may never
	// look at them.
	o.Linger = or(o.Linger, 400*time.Millisecond)
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Trace == nil {
		o.Trace = func(string, bool, *waBinary.Node) {}
	}
}

func or[T comparable](v, otherwise T) T {
	var zero T
	if v == zero {
		return otherwise
	}
	return v
}
