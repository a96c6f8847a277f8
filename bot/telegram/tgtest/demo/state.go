package main

import (
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"time"

	"langkah/bot/telegram/tgtest"
)

const shown = 200 // messages of one chat

var wib = time.FixedZone("WIB", 7*60*60)

// state is everything that one person's page shows.
type state struct {
	Name     string           `json:"name"`
	Phone    string           `json:"phone"`
	Blocked  bool             `json:"blocked"`
	Doing    string           `json:"doing"`
	Messages []bubble         `json:"messages"`
	Rows     [][]string       `json:"rows"`    // of the keyboard
	Contact  string           `json:"contact"` // which of them shares the contact
	Commands []tgtest.Command `json:"commands"`
	Notice   *notice          `json:"notice"` // the newest answer to a press
	People   []other          `json:"people"`
}

type bubble struct {
	ID      int               `json:"id"`
	Own     bool              `json:"own"`
	Kind    string            `json:"kind"`
	Text    string            `json:"text"`
	File    string            `json:"file"` // id
	Name    string            `json:"name"` // of the file
	Buttons [][]tgtest.Button `json:"buttons"`
	Waiting []string          `json:"waiting"` // data of pressed buttons that the bot has not answered
	At      string            `json:"at"`
	Edited  bool              `json:"edited"`
}

type notice struct {
	ID    string `json:"id"`
	Text  string `json:"text"`
	Alert bool   `json:"alert"`
}

// other is somebody in the list: what the bot wrote last shows whether there is news.
type other struct {
	Name string `json:"name"`
	Last int    `json:"last"`
}

func (p *page) state(who *tgtest.Person) string {
	st := state{
		Name: who.Name(), Phone: who.Phone(), Blocked: who.Blocked(), Doing: who.Doing(),
		Commands: who.Commands(), Messages: []bubble{},
	}
	st.Rows, st.Contact = who.Keyboard()
	presses := who.Callbacks()
	list := who.History()
	for _, m := range list[max(0, len(list)-shown):] {
		if !m.Deleted {
			st.Messages = append(st.Messages, seen(m, presses))
		}
	}
	for _, cb := range presses {
		if cb.Text != "" {
			st.Notice = &notice{cb.ID, cb.Text, cb.Alert}
		}
	}
	for _, o := range p.s.People() {
		all := o.All()
		one := other{Name: o.Name()}
		if len(all) > 0 {
			one.Last = all[len(all)-1].ID
		}
		st.People = append(st.People, one)
	}
	raw, err := json.Marshal(st)
	if err != nil {
		panic(err)
	}
	return string(raw)
}

func seen(m tgtest.Message, presses []tgtest.Callback) bubble {
	b := bubble{
		ID: m.ID, Own: m.By != "", Kind: m.Kind, Text: m.Text + m.Caption, File: m.File.ID, Name: m.File.Name,
		Buttons: m.Buttons, At: m.At.In(wib).Format("15.04"), Edited: m.Edits > 0,
	}
	if b.Kind == "" {
		b.Kind = m.File.Kind
	}
	for _, cb := range presses {
		if cb.MessageID == m.ID && cb.Answers == 0 {
			b.Waiting = append(b.Waiting, cb.Data)
		}
	}
	return b
}

// by does it as the person.
func (d deed) by(who *tgtest.Person) error {
	switch d.What {
	case "say":
		if strings.TrimSpace(d.Text) == "" {
			return errors.New("pesannya kosong")
		}
		who.Say(d.Text)
	case "start":
		who.Start(strings.TrimSpace(d.Text))
	case "press":
		return who.PressOld(d.Message, d.Text)
	case "key":
		return who.PressKey(d.Text)
	case "send":
		if !slices.Contains(tgtest.Kinds, d.Text) {
			return errors.New("jenis itu tidak ada")
		}
		who.Send(d.Text)
	case "edit":
		return who.Edit(d.Text)
	case "block":
		who.Block()
	case "unblock":
		who.Unblock()
	default:
		return errors.New("tidak dikenal")
	}
	return nil
}
