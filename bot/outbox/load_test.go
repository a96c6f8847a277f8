package outbox_test

import (
	"bytes"
	"context"
	"fmt"
	"runtime"
	"testing"
	"time"

	"langkah/bot"
	"langkah/store"
)

// give writes a row with a file for person number who.
func (w *world) give(t testing.TB, who int, text string, content []byte) {
	t.Helper()
	f := store.File{Kind: bot.Document, Name: "kelas.ics", MIME: "text/calendar", Content: content}
	b := store.Bubble{MemberID: int64(who + 1), AddressID: int64(who + 1), Text: text, File: &f}
	if err := w.Within(t.Context(), func(tx store.Tx) error { return tx.Say(t.Context(), []store.Bubble{b}, people) }); err != nil {
		t.Fatal(err)
	}
}

// Each try has what the file holds; whoever takes over has it, too.
func TestAFileIsLoadedForEachTry(t *testing.T) {
	t.Parallel()
	w := build(t, 1)
	w.give(t, 0, "ini", []byte("isi"))
	s := &sender{caps: bot.Caps{Files: true}, answer: failing(bot.Retry, 0)}
	p := w.pump(t, w.Store, s)
	drain(t, p)
	p.Close()
	s.answer = nil
	w.pass(time.Hour)
	drain(t, w.pump(t, w.another(t), s))
	w.want(t, "ini sent", states)
	if len(s.sent) != 2 {
		t.Fatalf("%d tries", len(s.sent))
	}
	for i, out := range s.sent {
		if m := out.Media; m == nil || string(m.Content) != "isi" || m.Name != "kelas.ics" || m.Ref != bot.FileRef(1) {
			t.Errorf("try %d: %+v", i+1, m)
		}
	}
}

// A channel without files must not lose one in silence; a file that is gone must
// not keep its text.
func TestAFileThatCannotGo(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		files bool
		text  string
		gone  bool
		want  string
	}{
		"no files there":     {false, "ini", false, "ini failed permanent no_files"},
		"gone":               {true, "ini", true, "ini sent "},
		"gone, with no text": {true, "", true, " failed permanent file_gone"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := build(t, 1)
			w.give(t, 0, c.text, []byte("isi"))
			if c.gone {
				if _, err := w.sql.Exec(t.Context(), `delete from files`); err != nil {
					t.Fatal(err)
				}
			}
			s := &sender{caps: bot.Caps{Files: c.files}}
			drain(t, w.pump(t, w.Store, s))
			w.want(t, c.want, `select text || ' ' || state || ' ' || coalesce(reason, '') from outbox`)
			if len(s.sent) == 1 && s.sent[0].Media != nil {
				t.Errorf("went with %+v", s.sent[0].Media)
			}
		})
	}
}

// BenchmarkFilesInFlight is the memory that a window of the largest files takes
// while they are being sent, and what is left of it.
func BenchmarkFilesInFlight(b *testing.B) {
	const people = 200
	w := build(b, people)
	content := bytes.Repeat([]byte("langkah "), store.MaxFile/8)
	g := newGate()
	s := &sender{caps: bot.Caps{Files: true}, answer: g.answer}
	for who := range people {
		w.give(b, who, fmt.Sprint(who), content)
	}
	before := heap()
	ctx, cancel := context.WithCancel(b.Context())
	done := make(chan error, 1)
	p := w.pump(b, w.Store, s)
	go func() { done <- p.Run(ctx) }()
	for end := time.Now().Add(time.Minute); len(s.texts()) < 64 && time.Now().Before(end); {
		time.Sleep(10 * time.Millisecond)
	}
	b.ReportMetric(float64(len(s.texts())), "files")
	b.ReportMetric(heap()-before, "MB-in-flight")
	close(g.open)
	for end := time.Now().Add(time.Minute); len(s.texts()) < people && time.Now().Before(end); {
		time.Sleep(10 * time.Millisecond)
	}
	cancel()
	<-done
	s.sent = nil // the sender of the test keeps what it was given
	b.ReportMetric(heap()-before, "MB-left")
	b.ReportMetric(0, "ns/op")
}

// heap is what is held, in MB.
func heap() float64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return float64(m.HeapAlloc) / (1 << 20)
}
