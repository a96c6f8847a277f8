package watest

import (
	"fmt"
	"sync"
	"testing"

	"go.mau.fi/whatsmeow/types/events"
)

// Three hundred people write at once, and everybody has their own answer.
func TestACrowd(t *testing.T) {
	t.Parallel()
	const crowd = 300
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
		m := <-answers
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
