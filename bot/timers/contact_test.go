package timers_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"langkah/bot"
)

// writes has somebody write on WhatsApp, and answers it.
func (w *world) writes(name, text string) {
	w.t.Helper()
	w.n++
	in := bot.Inbound{From: bot.Address{Channel: "whatsapp", Account: "628110000000", ID: name}, ExternalID: fmt.Sprint(w.n), Kind: bot.Text, Text: text, At: w.now}
	if err := w.parts[0].engine.Accept(w.t.Context(), []bot.Inbound{in}); err != nil {
		w.t.Fatal(err)
	}
	w.settle()
}

// invited is a member on WhatsApp whose invitation to a class falls due when
// they are cold.
func (w *world) invited() {
	for _, text := range strings.Split("daftar|setuju|ya|belum|Siti Aminah|belum|kebon kacang|081234567890|ya|ya", "|") {
		w.writes("siti", text)
	}
	due := w.now.Add(bot.ColdAfter + 24*time.Hour)
	if _, err := w.sql.Exec(w.t.Context(), `update reminders set due_at = $1, useful_until = $2 where kind = 'training'`, due, due.AddDate(0, 2, 0)); err != nil {
		w.t.Fatal(err)
	}
	w.pass(due.Sub(w.now) + time.Minute)
}

const invitation = `select state || ' ' || coalesce(reason, '') from reminders where kind = 'training'`

// TestAdviceWaitsForTheNextContact: nobody is told who has not written for four
// weeks. When they do, the advice follows the answer, as if it were said then.
func TestAdviceWaitsForTheNextContact(t *testing.T) {
	t.Parallel()
	w := build(t, 2)
	defer w.close()
	w.invited()
	if got := value[string](w, invitation); got != "waiting next_contact" {
		t.Fatalf("the invitation is %s", got)
	}
	w.pass(3 * 24 * time.Hour)
	before := value[int](w, `select max(id) from outbox`)
	w.writes("siti", "ubah 1") // a question is open
	if got := value[string](w, invitation); got != "waiting next_contact" {
		t.Fatalf("over a question the invitation is %s", got)
	}
	w.writes("siti", "menu")
	if got := value[string](w, invitation); got != "said " {
		t.Fatalf("behind the answer the invitation is %s", got)
	}
	said := value[string](w, fmt.Sprint(`select string_agg(lane || ' ' || coalesce(class, 'answer'), ', ' order by id) from outbox where id > `, before))
	if said != "0 answer, 0 answer, 0 advised" {
		t.Errorf("said: %s", said)
	}
	w.writes("siti", "2") // its own key
	if got := value[string](w, `select flow || '.' || state from conversations`); got != "menu.home" {
		t.Errorf("after its answer they stand in %s", got)
	}
}

// Who writes elsewhere is met there; at night and after "berhenti" nothing comes.
func TestAdviceThatWaitsKeepsToTheRules(t *testing.T) {
	t.Parallel()
	w := build(t, 1)
	defer w.close()
	w.invited()
	for !bot.Quiet(w.now) {
		w.pass(time.Hour)
	}
	w.writes("siti", "menu")
	if got := value[string](w, invitation); got != "waiting next_contact" {
		t.Errorf("at night the invitation is %s", got)
	}
	for bot.Quiet(w.now) {
		w.pass(time.Hour)
	}
	w.writes("siti", "berhenti")
	if got := value[string](w, invitation); got != "dropped stopped" {
		t.Errorf("after berhenti the invitation is %s", got)
	}
}
