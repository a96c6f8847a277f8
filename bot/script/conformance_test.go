package script

import (
	"os"
	"testing"
	"time"

	"langkah/bot"
	"langkah/bot/bottest"
	"langkah/store/storetest"
)

func TestMain(m *testing.M) { os.Exit(storetest.Main(m)) }

// The simulated messengers behave as the real ones must.
func TestConformance(t *testing.T) {
	t.Parallel()
	for _, name := range []string{telegram, whatsapp} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			bottest.Conformance(t, func(t *testing.T, _ bot.Mailbox) bottest.Harness {
				sim, err := NewSim(name, time.Now)
				if err != nil {
					t.Fatal(err)
				}
				people := 0
				return bottest.Harness{
					Channel: sim.Sender(),
					Person: func(name string) bottest.Peer {
						people++
						return peer{sim.Phone(name, people), t}
					},
					Kinds:  []bot.Kind{bot.Start, bot.Contact, bot.Photo, bot.Document, bot.Voice, bot.Sticker, bot.Location, bot.Blocked, bot.Reopened},
					Cut:    sim.SetDown,
					Nobody: bot.Address{Channel: name, Account: sim.Account().Name, ID: "nobody"},
				}
			})
		})
	}
}

type peer struct {
	*Phone
	t *testing.T
}

func (p peer) Say(text string) { p.Write(text) }

func (p peer) Press(label string) {
	if !p.Phone.Press(label) {
		p.t.Errorf("no button %q", label)
	}
}

func (p peer) Again() {
	if err := p.Phone.Again(); err != nil {
		p.t.Error(err)
	}
}

func (p peer) Send(kind bot.Kind) {
	switch kind {
	case bot.Start:
		p.Open("ref42")
	case bot.Contact:
		p.Share("")
	case bot.Blocked, bot.Reopened:
		p.Shut(kind == bot.Blocked)
	default:
		p.Attach(kind, "nib.jpg", "", 3)
	}
}

func (p peer) Read(n int, wait time.Duration) []bottest.Seen {
	var seen []bottest.Seen
	for end := time.Now().Add(wait); len(seen) < n && time.Now().Before(end); time.Sleep(time.Millisecond) {
		list := p.unread()
		list = list[:min(n-len(seen), len(list))]
		markRead(list)
		for _, b := range list {
			labels := b.labels
			if b.contact != "" {
				labels = append(labels, b.contact)
			}
			s := bottest.Seen{Text: b.text, Labels: labels}
			if b.file != nil {
				s.File, s.Content = b.file.Ref, b.file.Content
			}
			seen = append(seen, s)
		}
	}
	return seen
}
