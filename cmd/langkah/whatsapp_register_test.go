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
		ctx, cancel := context.WithTimeout(t.Context(), 40*time.Second)
		defer cancel()
		began, seen := time.Now(), 0
		for i, turn := range p.turns {
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
		t.Logf("%d services in %s", len(p.turns), time.Since(began).Round(time.Millisecond))
		of.serve() // what was sent at the last stop is settled
		of.settled([]*phone{p})
	})
}

// TestWhatsAppCrowd: 300 people register at once, each answering the moment the
// reply is there.
func TestWhatsAppCrowd(t *testing.T) {
	people := 15
	if soaking {
		people = 300
	} else {
		t.Parallel()
	}
	of := newOffice(t, watest.Options{LID: true}, storetest.DSN(t))
	of.serve()
	of.registerAll(people)
}

// registerAll has so many people register, and waits for the last.
func (o *office) registerAll(people int) {
	o.t.Helper()
	var left sync.WaitGroup
	var list []*phone
	for i := range people {
		p := newPhone(o.server, newRegistrant(i, 1))
		a := &swift{phone: p, turns: p.turns, done: left.Done}
		p.them.OnMessage(a.read)
		left.Add(1)
		list = append(list, p)
		defer p.them.OnMessage(nil)
		go p.them.Say(officeNumber, a.turns[0][0])
	}
	began := time.Now()
	all := make(chan struct{})
	go func() { left.Wait(); close(all) }()
	select {
	case <-all:
	case <-time.After(40 * time.Second):
		for _, p := range list {
			o.t.Logf("%s: %d bubbles", p.name(), len(p.all()))
		}
		o.t.Fatal("not everybody was answered")
	}
	o.t.Logf("%d people registered in %s", people, time.Since(began).Round(time.Millisecond))
	o.settled(list)
}

// swift is somebody who answers at once. read is never called twice at a time.
type swift struct {
	*phone
	turns [][2]string // what they still write, and what the answer holds
	done  func()
}

func (a *swift) read(m watest.Message) {
	if len(a.turns) == 0 || !strings.Contains(m.Text, a.turns[0][1]) {
		return
	}
	if a.turns = a.turns[1:]; len(a.turns) == 0 {
		a.done()
		return
	}
	a.them.Say(officeNumber, a.turns[0][0])
}
