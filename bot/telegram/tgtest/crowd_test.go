package tgtest

import (
	"fmt"
	"strconv"
	"sync"
	"testing"
	"time"
)

// TestACrowdAtOnce: hundreds of people answer at once whatever the bot asks;
// each sees their own questions, all of them, in order.
func TestACrowdAtOnce(t *testing.T) {
	t.Parallel()
	const people, turns = 300, 5
	w := begin(t, Options{})
	var left sync.WaitGroup
	left.Add(people)
	for i := range people {
		p := w.Person(strconv.Itoa(i))
		p.OnMessage(func(m Message) {
			if m.Text == strconv.Itoa(turns) {
				left.Done()
				return
			}
			p.Say(m.Text)
		})
		go p.Say("0")
	}
	done := make(chan struct{})
	go func() { left.Wait(); close(done) }()
	w.count1up(done)
	for _, p := range w.People() {
		for i, m := range p.All() {
			if m.Text != strconv.Itoa(i+1) {
				t.Fatalf("%s saw %v", p.Name(), said(p.All()))
			}
		}
		if n := len(p.All()); n != turns {
			t.Errorf("%s saw %d", p.Name(), n)
		}
	}
	if n := w.Calls("sendMessage"); n != people*turns {
		t.Errorf("%d sends", n)
	}
}

// count1up is a bot that answers every number with the next one, until done.
func (w *world) count1up(done <-chan struct{}) {
	w.t.Helper()
	end := time.After(60 * time.Second)
	offset := int64(0)
	for {
		select {
		case <-done:
			return
		case <-end:
			w.t.Fatal("the crowd is not through")
		default:
		}
		list := w.updates("offset", offset, "timeout", 1)
		var sends sync.WaitGroup
		for _, e := range list {
			offset = e.ID + 1
			n, _ := strconv.Atoi(e.Message.Text)
			sends.Go(func() {
				if r, err := w.do("sendMessage", "chat_id", e.Message.Chat.ID, "text", fmt.Sprint(n+1)); err != nil || !r.OK {
					w.t.Error(r.bad(), err)
				}
			})
		}
		sends.Wait()
	}
}
