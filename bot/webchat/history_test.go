package webchat

import (
	"encoding/json"
	"strconv"
	"testing"

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
