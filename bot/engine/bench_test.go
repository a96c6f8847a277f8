package engine

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/rs/zerolog"

	"langkah/bot"
	"langkah/flows/catalogue"
	"langkah/store"
	"langkah/store/benchtest"
	"langkah/templates"
)

func benchEngine() *Engine {
	return New(Config{
		Router: catalogue.Router(), Texts: templates.Text, Out: &bot.Bell{}, Log: zerolog.Nop(),
		Caps: func(string) bot.Caps { return bot.Caps{Buttons: true} },
	})
}

// stepOf is one turn without the database: decode, route, read, move, render,
// encode.
func stepOf(e *Engine, stored []byte, text string) (session, choices []byte, err error) {
	c := &store.Conversation{Messages: []store.Message{{Kind: bot.Text, Text: text}}}
	if c.Session, err = store.DecodeSession(stored); err != nil {
		return nil, nil, err
	}
	j := &job{engine: e, talk: c, now: time.Date(2026, 11, 23, 2, 0, 0, 0, time.UTC)}
	for j.next < len(c.Messages) {
		if err := j.advance(); err != nil {
			return nil, nil, err
		}
		if j.acts() {
			j.turn.Do = nil // performed by the database
		}
	}
	if session, err = store.EncodeSession(c.Session); err != nil {
		return nil, nil, err
	}
	choices, err = json.Marshal(j.bubbles[len(j.bubbles)-1].Choices)
	return session, choices, err
}

// BenchmarkTurn is the mean over all turns of a registration. Goal: at most
// 50 µs and 100 allocations a turn.
func BenchmarkTurn(b *testing.B) {
	e := benchEngine()
	stored := [][]byte{[]byte("{}")}
	for _, text := range benchtest.Registration {
		session, _, err := stepOf(e, stored[len(stored)-1], text)
		if err != nil {
			b.Fatalf("%s: %v", text, err)
		}
		stored = append(stored, session)
	}
	b.ReportAllocs()
	n := 0
	for b.Loop() {
		if _, _, err := stepOf(e, stored[n], benchtest.Registration[n]); err != nil {
			b.Fatal(err)
		}
		n = (n + 1) % len(benchtest.Registration)
	}
}

// BenchmarkSession reports the size of a session with all answers of a
// registration, and what reading and writing it costs. Goal: at most 2,000
// bytes.
func BenchmarkSession(b *testing.B) {
	e := benchEngine()
	session := []byte("{}")
	for _, text := range benchtest.Registration {
		var err error
		if session, _, err = stepOf(e, session, text); err != nil {
			b.Fatalf("%s: %v", text, err)
		}
	}
	for b.Loop() {
		s, err := store.DecodeSession(session)
		if err != nil {
			b.Fatal(err)
		}
		if _, err := store.EncodeSession(s); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(len(session)), "bytes")
}

// TestStoredSession: after twelve answers it is at most 2 kB.
func TestStoredSession(t *testing.T) {
	e := benchEngine()
	session := []byte("{}")
	for _, text := range benchtest.Registration {
		var err error
		if session, _, err = stepOf(e, session, text); err != nil {
			t.Fatalf("%s: %v", text, err)
		}
	}
	s, err := store.DecodeSession(session)
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%d answers in %d bytes", len(s.Answers), len(session))
	if len(s.Answers) < 12 || len(session) > 2000 {
		t.Errorf("%d answers take %d bytes, want at least 12 in 2,000", len(s.Answers), len(session))
	}
}
