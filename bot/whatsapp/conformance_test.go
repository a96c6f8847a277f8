package whatsapp

import (
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/rs/zerolog"
	"go.mau.fi/whatsmeow/proto/waE2E"
	"google.golang.org/protobuf/proto"

	"langkah/bot"
	"langkah/bot/bottest"
	"langkah/bot/whatsapp/watest"
	"langkah/store/storetest"
)

// The suite's own database is not in reach here: the number has another one for
// its keys and people, as if two services shared it.
func TestConformance(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, o watest.Options) {
		bottest.Conformance(t, func(t *testing.T, _ bot.Mailbox) bottest.Harness { return harness(t, o) })
	})
}

func harness(t *testing.T, o watest.Options) bottest.Harness {
	server, people := newServer(t, o), storetest.New(t)
	d := newDevices(t, server, tables(t, people), people, time.Now, zerolog.Nop())
	phone := server.Number(office, "Jakpreneur")
	link(t, d, phone)
	var mu sync.Mutex
	met := 0
	person := func(name string) *peer {
		mu.Lock()
		defer mu.Unlock()
		met++
		p := &peer{t: t, server: server, Person: server.Person(fmt.Sprint(6281299000000+met), name)}
		id, err := people.WhatsAppPerson(t.Context(), "+"+p.Phone(), p.LID(), time.Now())
		if err != nil {
			t.Fatal(err)
		}
		p.id = id
		return p
	}
	return bottest.Harness{
		Channel: hurried(d.Channel(office)),
		Person:  func(name string) bottest.Peer { return person(name) },
		Kinds:   []bot.Kind{bot.Contact, bot.Photo, bot.Document, bot.Voice, bot.Sticker, bot.Location, bot.Other, bot.Edited},
		Cut:     server.Down,
		Nobody:  bot.Address{Channel: "whatsapp", Account: office, ID: "999"},
	}
}

// peer is one person of the play WhatsApp as the suite knows them.
type peer struct {
	*watest.Person
	t      *testing.T
	server *watest.Server
	id     string

	last  string // id of the last message
	body  *waE2E.Message
	menus []string // texts that were read
}

func (p *peer) Address() bot.Address {
	return bot.Address{Channel: "whatsapp", Account: office, ID: p.id}
}

func (p *peer) say(m *waE2E.Message) {
	p.last, p.body = p.Person.Send(office, m), m
}

func (p *peer) Say(text string) { p.say(&waE2E.Message{Conversation: proto.String(text)}) }

// Press says the number of a line of the last menu.
func (p *peer) Press(label string) {
	for _, menu := range p.menus {
		for line := range strings.Lines(menu) {
			if number, words, ok := strings.Cut(strings.TrimSpace(line), " "); ok && words == label {
				p.Say(number)
				return
			}
		}
	}
	p.t.Errorf("%q is in no menu of %q", label, p.menus)
}

func (p *peer) Again() { p.SendAs(office, p.last, p.body) }

func (p *peer) Send(kind bot.Kind) { p.say(sample(kind, p.last)) }

// sample is a message of a kind; what is changed is the one with the id before.
func sample(kind bot.Kind, before string) *waE2E.Message {
	file := fmt.Sprintf("/v/t62.play?file=%s", kind)
	switch kind {
	case bot.Photo:
		return &waE2E.Message{ImageMessage: &waE2E.ImageMessage{DirectPath: &file, Mimetype: proto.String("image/jpeg"), MediaKey: key32, FileSHA256: key32, FileEncSHA256: key32, FileLength: proto.Uint64(9)}}
	case bot.Document:
		d := &waE2E.DocumentMessage{DirectPath: &file, Mimetype: proto.String("application/pdf"), FileName: proto.String("nib.pdf"), MediaKey: key32, FileSHA256: key32, FileEncSHA256: key32}
		return &waE2E.Message{DocumentWithCaptionMessage: &waE2E.FutureProofMessage{Message: &waE2E.Message{DocumentMessage: d}}}
	case bot.Voice:
		return &waE2E.Message{AudioMessage: &waE2E.AudioMessage{DirectPath: &file, Mimetype: proto.String("audio/ogg"), PTT: proto.Bool(true), MediaKey: key32, FileSHA256: key32, FileEncSHA256: key32}}
	case bot.Sticker:
		return &waE2E.Message{StickerMessage: &waE2E.StickerMessage{DirectPath: &file}}
	case bot.Location:
		return &waE2E.Message{LocationMessage: &waE2E.LocationMessage{DegreesLatitude: proto.Float64(-6.2), DegreesLongitude: proto.Float64(106.8)}}
	case bot.Contact:
		return &waE2E.Message{ContactMessage: &waE2E.ContactMessage{DisplayName: proto.String("Ani"), Vcard: proto.String("BEGIN:VCARD\nTEL;type=CELL;waid=6281299000009:+62 812-9900-0009\nEND:VCARD")}}
	case bot.Edited:
		return &waE2E.Message{EditedMessage: &waE2E.FutureProofMessage{Message: &waE2E.Message{ProtocolMessage: edit(before, "lain lagi")}}}
	}
	return &waE2E.Message{PollCreationMessage: &waE2E.PollCreationMessage{Name: proto.String("Buka jam berapa?")}}
}

var key32 = []byte("0123456789abcdef0123456789abcdef")

func (p *peer) Read(n int, wait time.Duration) []bottest.Seen {
	var list []bottest.Seen
	for _, m := range p.Person.Read(n, wait) {
		seen := bottest.Seen{Text: m.Text, Content: m.File.Data}
		if downloadable(m.Body) != nil {
			h := handle(m.Body)
			if seen.File = h.Name; seen.File == "" {
				seen.File = h.Ref
			}
		}
		p.menus = append(p.menus, m.Text)
		list = append(list, seen)
	}
	return list
}
