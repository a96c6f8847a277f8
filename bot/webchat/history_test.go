package webchat

import (
	"encoding/json"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"langkah/bot"
)

func (b *browser) history() historyAnswer {
	b.t.Helper()
	var h historyAnswer
	if err := json.Unmarshal([]byte(b.get("/chat/history").body), &h); err != nil {
		b.t.Fatal(err)
	}
	return h
}

func TestHistoryTellsBothSides(t *testing.T) {
	t.Parallel()
	l := newLedger()
	c := newChannel(t, Config{Mailbox: l})
	run(t, c, l)
	b := visit(t, c)
	if diff := cmp.Diff(historyAnswer{Bubbles: []bubble{}}, b.history()); diff != "" {
		t.Error(diff)
	}
	m := message{ID: newID(), Kind: bot.Text, Text: "halo"}
	b.post(m)
	l.notice(address(digest(b.cookie())), "Besok ada kelas.")
	other := newcomer(t, b.base)
	other.say("siapa?")
	want := historyAnswer{Last: 2, Bubbles: []bubble{
		{ID: 1, Kind: bot.Text, Client: m.ID, Text: "halo"},
		{ID: 1, Text: "Jawaban: halo", Choices: echo(bot.Inbound{})[0].Choices},
		{ID: 2, Text: "Besok ada kelas."},
	}}
	if diff := cmp.Diff(want, b.history()); diff != "" {
		t.Error(diff)
	}
}

func TestHistoryIsTheLastHundred(t *testing.T) {
	t.Parallel()
	l := newLedger()
	c := newChannel(t, Config{Mailbox: l})
	b := visit(t, c)
	for i := range 130 {
		l.notice(address(digest(b.cookie())), strconv.Itoa(i))
	}
	got := b.history()
	if len(got.Bubbles) != 100 || got.Bubbles[0].Text != "30" || got.Last != 130 {
		t.Errorf("%d bubbles from %q, last %d", len(got.Bubbles), got.Bubbles[0].Text, got.Last)
	}
}

// A page that opens again shows when each bubble was written or sent.
func TestHistoryTellsWhen(t *testing.T) {
	t.Parallel()
	at := time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)
	long := strings.Repeat("kata ", maxBubble)
	h := conversation("x", []bot.Bubble{{Kind: bot.Text, At: at}, {At: at, Outbound: bot.Outbound{Text: long}}, {Outbound: bot.Outbound{Text: "?"}}})
	last := len(h.Bubbles) - 1
	for i, b := range h.Bubbles {
		if want := at.UnixMilli(); i < last && b.At != want || i == last && b.At != 0 {
			t.Errorf("bubble %d of %d: at %d", i, len(h.Bubbles), b.At)
		}
	}
}
