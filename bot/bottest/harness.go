// Package bottest is the one suite that every channel passes: what a person
// does arrives once and in order, what we say is seen whole and in order, and
// trouble on either side loses and doubles nothing. It runs on the real store,
// engine and outbox; only the messenger is the harness's.
package bottest

import (
	"testing"
	"time"

	"langkah/bot"
)

// Harness is a channel and the people at the far end of it.
type Harness struct {
	Channel bot.Channel // a bot.Sender, unless people fetch from the mailbox
	// Person is somebody who has not written yet.
	Person func(name string) Peer
	// Kinds are what people can send there, beside texts and picks.
	Kinds []bot.Kind
	// Cut breaks the line between the channel and its messenger, or mends it.
	// nil: there is no such line.
	Cut func(broken bool)
	// Nobody is an address that the messenger does not know; zero: every one
	// may exist.
	Nobody bot.Address
}

// Peer is one person's side. What they do is handed to the messenger at once,
// which delivers it, again if need be, in its order.
type Peer interface {
	Address() bot.Address
	Say(text string)
	Press(label string) // a button; a numbered menu's number is said instead
	Send(kind bot.Kind)
	Again() // the messenger delivers the last one a second time
	// Read takes the next n bubbles, or fewer when no more came within wait.
	Read(n int, wait time.Duration) []Seen
}

// Seen is one bubble on the person's screen.
type Seen struct {
	Text   string
	Labels []string // of its buttons
	File   string   // handle or name of the photo or document with it; "": none

	Content []byte // what the file holds, where the messenger has it
}

// New makes a harness for one case. box is the service's side for channels
// from which people fetch.
type New func(t *testing.T, box bot.Mailbox) Harness

// Conformance runs the suite. The package needs storetest.Main as its TestMain.
func Conformance(t *testing.T, fresh New) {
	t.Helper()
	for _, c := range []struct {
		name string
		run  func(*testing.T, *world)
	}{
		{"a text arrives and is answered", text},
		{"what is said quickly keeps its order", quick},
		{"people do not mix", people},
		{"odd texts arrive", oddTexts},
		{"a second delivery is the same message", duplicate},
		{"what was refused comes again", refused},
		{"what is said while nobody listens comes later", away},
		{"a choice comes back", choice},
		{"every kind arrives", kinds},
		{"bubbles keep their order", order},
		{"texts are shown as they are", verbatim},
		{"a long text is shown whole", long},
		{"choices are shown", choices},
		{"a phone number can be shared", shareContact},
		{"a file goes to a person", files},
		{"a long caption is shown whole", longCaption},
		{"a file of ours arrives with its bytes", filesOfOurs},
		{"a text goes without a file that is gone", fileGone},
		{"what was sent is settled", settled},
		{"the same id shows once", sameID},
		{"what could not be sent is sent later", cut},
		{"errors are told apart", classes},
		{"replies go before broadcasts", lanes},
		{"receipts come back", receipts},
		{"a cancelled context ends it", cancelled},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			c.run(t, newWorld(t, fresh))
		})
	}
}
