package watest

import (
	"fmt"
	"sync"
	"testing"
	"time"

	"go.mau.fi/whatsmeow/types/events"
)

// Phones alone are cheap: fifty write to one, which answers them all.
func TestManyPhones(t *testing.T) {
	t.Parallel()
	s := New(Options{LID: true})
	t.Cleanup(s.Close)
	n := s.Number(office, "Jakpreneur")
	n.OnMessage(func(m Message) { n.Say(m.From, "halo "+m.Text) })
	var all sync.WaitGroup
	for i := range 50 {
		p := s.Person(fmt.Sprintf("62812%08d", i), "Orang")
		all.Go(func() {
			id := p.Say(office, p.Phone())
			if list := p.Read(1, time.Minute); len(list) != 1 || list[0].Text != "halo "+p.Phone() || p.Tick(id) != Delivered {
				t.Errorf("%s: %+v", p.Phone(), list)
			}
		})
	}
	all.Wait()
}

// Many write at once to one client, and everybody has their own answer.
func TestACrowd(t *testing.T) {
	t.Parallel()
	const crowd = 30
	w := begin(t, Options{LID: true})
	answers := make(chan *events.Message, crowd)
	w.client.AddEventHandler(func(e any) {
		if m, ok := e.(*events.Message); ok && !m.Info.IsFromMe {
			answers <- m
		}
	})
	var all sync.WaitGroup
	people := make([]*Person, crowd)
	for i := range people {
		people[i] = w.Person(fmt.Sprintf("62812%08d", i), fmt.Sprint("Orang ", i))
		all.Go(func() { people[i].Say(office, people[i].Phone()) })
	}
	for range people {
		var m *events.Message
		select {
		case m = <-answers:
		case <-time.After(soon):
			t.Fatal("somebody was not heard")
		}
		if _, err := w.client.send(m.Info.Chat, "halo "+m.Message.GetConversation()); err != nil {
			t.Fatal(err)
		}
	}
	all.Wait()
	for _, p := range people {
		if list := p.Read(1, soon); len(list) != 1 || list[0].Text != "halo "+p.Phone() || len(p.All()) != 1 {
			t.Errorf("%s: %+v", p.Phone(), list)
		}
	}
}
