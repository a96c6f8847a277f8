package main

import (
	"context"
	"strings"
	"sync"
	"testing"
	"time"

	"langkah/bot/whatsapp/watest"
	"langkah/store/storetest"
)

// eachAddressing runs a test with both ways in which WhatsApp names people.
func eachAddressing(t *testing.T, test func(*testing.T, watest.Options)) {
	for name, o := range map[string]watest.Options{"phone": {}, "lid": {LID: true}} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			test(t, o)
		})
	}
}

// TestWhatsAppRestarts: somebody registers, and the service is another one at
// every step. Every second message is written while none runs.
func TestWhatsAppRestarts(t *testing.T) {
	t.Parallel()
	eachAddressing(t, func(t *testing.T, o watest.Options) {
		of := newOffice(t, o, storetest.DSN(t))
		p := newPhone(of.server, newRegistrant(1, 1))
		ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
		defer cancel()
		began, seen := time.Now(), 0
		for i, turn := range p.way {
			write := func() { _, _ = p.write(ctx, turn[0]) }
			if i%2 == 1 {
				write()
			}
			stop := of.serve()
			if i%2 == 0 {
				of.until("the number is there", func() bool { return of.number.Online() == 1 })
				write()
			}
			var err error
			if seen, err = p.await(ctx, seen, turn[1]); err != nil {
				t.Fatal(err)
			}
			stop()
		}
		t.Logf("%d services in %s", len(p.way), time.Since(began).Round(time.Millisecond))
		of.serve() // what was sent at the last stop is settled
		of.settled([]*phone{p})
	})
}

// TestWhatsAppCrowd: 300 people register at once, each answering the moment the
// reply is there; first by numbers, then by LIDs.
func TestWhatsAppCrowd(t *testing.T) {
	people := 8
	if soaking {
		people = 300
	} else {
		t.Parallel()
	}
	for name, o := range map[string]watest.Options{"phone": {}, "lid": {LID: true}} {
		t.Run(name, func(t *testing.T) {
			of := newOffice(t, o, storetest.DSN(t))
			of.serve()
			of.registerAll(people)
		})
	}
}

// registerAll has so many people register, and waits for the last.
func (o *office) registerAll(people int) {
	o.t.Helper()
	var list []*phone
	for i := range people {
		list = append(list, newPhone(o.server, newRegistrant(i, 1)))
	}
	began := time.Now()
	o.hurry(list)
	o.t.Logf("%d people registered in %s", people, time.Since(began).Round(time.Millisecond))
	o.settled(list)
}

// hurry has people register as fast as they are answered.
func (o *office) hurry(people []*phone) {
	o.t.Helper()
	var left sync.WaitGroup
	for _, p := range people {
		a := &swift{phone: p, left: p.way, done: left.Done}
		p.them.OnMessage(a.read)
		left.Add(1)
		go p.them.Say(p.to, a.left[0][0])
	}
	all := make(chan struct{})
	go func() { left.Wait(); close(all) }()
	select {
	case <-all:
	case <-time.After(4 * time.Minute):
		for _, p := range people {
			o.t.Logf("%s: %q", p.name(), texts(p.them.All()))
		}
		o.t.Fatal("not everybody was answered")
	}
}

// swift is somebody who answers at once. read is never called twice at a time.
type swift struct {
	*phone
	left [][2]string // what they still write, and what the answer holds
	done func()
}

func (a *swift) read(m watest.Message) {
	if len(a.left) == 0 || !strings.Contains(m.Text, a.left[0][1]) {
		return
	}
	if a.left = a.left[1:]; len(a.left) == 0 {
		a.done()
		return
	}
	a.them.Say(a.to, a.left[0][0])
}
