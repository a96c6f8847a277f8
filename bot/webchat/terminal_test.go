package webchat

import (
	"bytes"
	"context"
	"io"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"langkah/bot"
)

// talk pipes lines through a terminal in virtual time.
func talk(t *testing.T, l *ledger, in string) string {
	t.Helper()
	var out bytes.Buffer
	err := Terminal(t.Context(), TerminalConfig{Sink: l, Mailbox: l, Person: "budi", In: strings.NewReader(in), Out: &out})
	if err != nil {
		t.Fatal(err)
	}
	return out.String()
}

const menu = "\n1 Ya\n2 Tidak\n0 Menu\n\n"

func TestTerminalAnswersLineByLine(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		l := newLedger()
		got := talk(t, l, "halo\n\n1\n")
		want := "> halo\nJawaban: halo" + menu + "> 1\nJawaban: 1" + menu
		if diff := cmp.Diff(want, got); diff != "" {
			t.Error(diff)
		}
		in := l.received()
		if len(in) != 2 || in[0].ExternalID == in[1].ExternalID || in[0].From != address("budi") || in[0].Kind != bot.Text {
			t.Errorf("received %+v", in)
		}
	})
}

func TestTerminalWaitsForASlowAnswer(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		l := newLedger()
		l.asleep = true
		time.AfterFunc(2*time.Second, func() { l.notice(address("budi"), "Satu") })
		time.AfterFunc(4*time.Second, func() { l.notice(address("budi"), "Dua") })
		if diff := cmp.Diff("> a\nSatu\n\n> b\nDua\n\n> c\n", talk(t, l, "a\nb\nc")); diff != "" {
			t.Error(diff)
		}
	})
}

func TestTerminalStopsWaitingAfterThreeSeconds(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		l := newLedger()
		l.asleep = true
		start := time.Now()
		talk(t, l, "a\nb\n/quit\nc\n")
		if took := time.Since(start); took != 6*time.Second {
			t.Errorf("took %v", took)
		}
		if diff := cmp.Diff([]string{"a", "b"}, l.texts()); diff != "" {
			t.Error(diff)
		}
	})
}

func TestTerminalCarriesOn(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		l := newLedger()
		talk(t, l, "halo\n")
		l.notice(address("budi"), "Besok ada kelas.")
		want := "Jawaban: halo" + menu + "Besok ada kelas.\n\n> ok\nJawaban: ok" + menu
		if diff := cmp.Diff(want, talk(t, l, "ok\n")); diff != "" {
			t.Error(diff)
		}
	})
}

func TestTerminalTriesAgainUntilTheLedgerIsBack(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		l := newLedger()
		in, typing := io.Pipe()
		var out bytes.Buffer
		done := make(chan error)
		go func() {
			done <- Terminal(t.Context(), TerminalConfig{Sink: l, Mailbox: l, Person: "budi", In: in, Out: &out})
		}()
		synctest.Wait()
		l.set(func(l *ledger) { l.away = true })
		time.AfterFunc(10*time.Second, func() { l.set(func(l *ledger) { l.away = false }) })
		_, _ = io.WriteString(typing, "halo\n")
		_ = typing.Close()
		if err := <-done; err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff("> halo\nJawaban: halo"+menu, out.String()); diff != "" {
			t.Error(diff)
		}
	})
}

func TestTerminalGivesUpOnALedgerThatStaysAway(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		l := newLedger()
		in, typing := io.Pipe()
		done := make(chan error)
		go func() {
			done <- Terminal(t.Context(), TerminalConfig{Sink: l, Mailbox: l, Person: "budi", In: in, Out: io.Discard})
		}()
		synctest.Wait()
		l.set(func(l *ledger) { l.away = true })
		_, _ = io.WriteString(typing, "halo\n")
		if err := <-done; err == nil || !strings.Contains(err.Error(), "post message: ledger away") {
			t.Errorf("got %v", err)
		}
		_ = typing.Close()
	})
}

func TestTerminalPrintsNoticesWhileNobodyTypes(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		l := newLedger()
		in, typing := io.Pipe()
		defer typing.Close()
		var out bytes.Buffer
		ctx, cancel := context.WithCancel(t.Context())
		done := make(chan error)
		go func() {
			done <- Terminal(ctx, TerminalConfig{Sink: l, Mailbox: l, Person: "budi", In: in, Out: &out})
		}()
		synctest.Wait()
		l.notice(address("budi"), "Kabar\x1b[2J")
		synctest.Wait()
		cancel()
		if err := <-done; err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff("Kabar[2J\n\n", out.String()); diff != "" {
			t.Error(diff)
		}
	})
}

func TestTerminalRefusesWhatThePageRefuses(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		l := newLedger()
		if got := talk(t, l, strings.Repeat("a", 16_001)+"\n"); !strings.Contains(got, "16.000") || len(l.received()) != 0 {
			t.Errorf("got %.200q", got)
		}
	})
}

func TestScreenHasColourAndPrompt(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	p := &paper{out: &out, screen: true, typed: true}
	p.prompt()
	p.prompt()
	p.bubble("Halo\x1b[2J")
	p.prompt()
	p.echo("not again")
	if diff := cmp.Diff("> \r\x1b[32mHalo[2J\n\x1b[0m\n> ", out.String()); diff != "" {
		t.Error(diff)
	}
}
