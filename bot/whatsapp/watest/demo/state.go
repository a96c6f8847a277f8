package main

import (
	"encoding/json"
	"strings"
	"time"

	"langkah/bot/whatsapp/watest"
)

const shown = 200 // messages of one chat

var wib = time.FixedZone("WIB", 7*60*60)

// state is everything that a page shows of one phone.
type state struct {
	Name     string   `json:"name"`
	Phone    string   `json:"phone"`
	Office   bool     `json:"office"`
	With     string   `json:"with"` // on the service's phone: whose chat
	Linked   int      `json:"linked"`
	Online   bool     `json:"online"` // the service takes messages
	Linking  bool     `json:"linking"`
	Command  string   `json:"command"` // links by a code, in a terminal
	Away     bool     `json:"away"`
	Doing    string   `json:"doing"`
	Messages []bubble `json:"messages"`
	People   []other  `json:"people"`
}

type bubble struct {
	ID   string `json:"id"`
	Own  bool   `json:"own"`
	By   string `json:"by"` // on the service's phone: who wrote for it
	Kind string `json:"kind"`
	Text string `json:"text"`
	Name string `json:"name"` // of the file
	At   string `json:"at"`
	Tick string `json:"tick"`
}

// other is somebody in the list: how much came shows whether there is news.
type other struct {
	Name string `json:"name"`
	Last int    `json:"last"`
}

func (p *page) state(v view) string {
	st := state{
		Name: v.who.name, Phone: v.who.Phone(), Office: v.office, Linked: p.office.Linked(), Online: p.office.Online() > 0, Linking: p.linking(),
		Messages: []bubble{},
	}
	phone, reader := v.who.Person, officePhone
	if v.office {
		phone, reader = p.office.Person, v.who.Phone()
		st.Name, st.Phone, st.With = officeName, officePhone, v.who.name
		st.Command = strings.Join(append(append([]string{}, p.env...), kept()...), " ") + " bin/langkah whatsapp link --phone " + officePhone
	} else {
		st.Doing = phone.Doing(officePhone)
		v.who.mu.Lock()
		st.Away = v.who.away
		v.who.mu.Unlock()
	}
	list := phone.Chat(reader)
	for _, m := range list[max(0, len(list)-shown):] {
		st.Messages = append(st.Messages, seen(phone, m, v.office))
	}
	for _, o := range p.everybody() {
		st.People = append(st.People, other{o.name, len(o.All())})
	}
	st.People = append(st.People, other{officeName, 0})
	raw, err := json.Marshal(st)
	if err != nil {
		panic(err)
	}
	return string(raw)
}

// ticks are what a phone draws.
var ticks = map[watest.Tick]string{watest.Sent: "✓", watest.Quiet: "✓", watest.Delivered: "✓✓", watest.Read: "✓✓ dibaca"}

func seen(phone *watest.Person, m watest.Message, office bool) bubble {
	b := bubble{ID: m.ID, Own: m.From == phone.Phone(), Kind: m.Kind, Text: m.Text, Name: m.File.Name, At: m.At.In(wib).Format("15.04")}
	if b.Own && m.Device == 0 {
		b.Tick = ticks[phone.Tick(m.ID)]
	}
	if office && b.Own {
		b.By = "petugas, dari HP"
		if m.Device > 0 {
			b.By = "bot"
		}
	}
	return b
}
