package telegram

import (
	"strconv"
	"testing"
	"time"

	"golang.org/x/time/rate"

	"langkah/bot"
	"langkah/bot/bottest"
	"langkah/bot/telegram/tgtest"
	"langkah/store/storetest"
)

func TestMain(m *testing.M) { storetest.Main(m) }

func TestConformance(t *testing.T) {
	t.Parallel()
	bottest.Conformance(t, func(t *testing.T, _ bot.Mailbox) bottest.Harness {
		server := newServer(t, tgtest.Options{})
		c := hurried(newChannel(t, Config{Token: server.Token(), API: server.URL()}))
		return bottest.Harness{
			Channel: c,
			Person:  func(name string) bottest.Peer { return peer{t, server, server.Person(name), c.name} },
			Kinds: []bot.Kind{bot.Contact, bot.Start, bot.Photo, bot.Document, bot.Voice, bot.Sticker, bot.Location, bot.Other,
				bot.Edited, bot.Blocked, bot.Reopened},
			Cut:    server.Down,
			Nobody: bot.Address{Channel: "telegram", Account: c.name, ID: "999"},
		}
	})
}

func newServer(t testing.TB, o tgtest.Options) *tgtest.Server {
	t.Helper()
	s, err := tgtest.Open(o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Close)
	return s
}

// hurried talks to one chat as fast as it likes: the suite says in a second
// what people say in an hour.
func hurried(c *Channel) *Channel {
	c.chats.Limit, c.chats.Burst = rate.Limit(1e6), 1e6
	return c
}

// peer is one person of the play Telegram as the suite knows them.
type peer struct {
	t      *testing.T
	server *tgtest.Server
	*tgtest.Person
	account string
}

func (p peer) Address() bot.Address {
	return bot.Address{Channel: "telegram", Account: p.account, ID: strconv.FormatInt(p.ID(), 10)}
}

func (p peer) Say(text string) { p.Person.Say(text) }

func (p peer) Press(label string) {
	if err := p.Person.Press(label); err != nil {
		p.t.Error(err)
	}
}

func (p peer) Send(kind bot.Kind) {
	switch kind {
	case bot.Start:
		p.Start("")
	case bot.Blocked:
		p.Block()
	case bot.Reopened:
		p.Unblock()
	case bot.Other:
		p.SendPoll("Buka jam berapa?", "7", "8")
	case bot.Edited:
		if err := p.Edit("lain lagi"); err != nil {
			p.t.Error(err)
		}
	default:
		p.Person.Send(string(kind))
	}
}

func (p peer) Read(n int, wait time.Duration) []bottest.Seen {
	var list []bottest.Seen
	for _, m := range p.Person.Read(n, wait) {
		seen := bottest.Seen{Text: m.Text + m.Caption, File: m.File.ID, Content: p.server.Contents(m.File.ID)}
		for _, row := range m.Buttons {
			for _, b := range row {
				seen.Labels = append(seen.Labels, b.Text)
			}
		}
		for _, row := range m.Keyboard {
			seen.Labels = append(seen.Labels, row...)
		}
		list = append(list, seen)
	}
	return list
}
