package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/rs/zerolog"

	"langkah/bot"
	"langkah/bot/whatsapp"
	"langkah/bot/whatsapp/watest"
	"langkah/store"
	"langkah/store/storetest"
)

func TestWhatsAppSettings(t *testing.T) {
	root := strings.Repeat("ab", 32)
	for name, want := range map[string]string{"WHATSAPP_NEW_CHATS=-1": "at least 0", "WHATSAPP_NEW_CHATS=10001": "at most 10000", "WHATSAPP_NEW_CHATS=0": "",
		"WHATSAPP_WARMUP=-1": "at least 0", "WHATSAPP_WARMUP=366": "at most 365", "WHATSAPP_WARMUP=0": ""} {
		t.Run(name, func(t *testing.T) {
			setting, value, _ := strings.Cut(name, "=")
			t.Setenv(setting, value)
			if _, err := readConfig(); want == "" && err != nil || want != "" && (err == nil || !strings.Contains(err.Error(), want)) {
				t.Errorf("got %v, want an error that says %q", err, want)
			}
		})
	}
	for _, c := range []struct{ server, root, rate, want string }{
		{"web.whatsapp.com:443", root, "", "only taken on this machine"},
		{"localhost:8093", root, "", "only taken on this machine"}, // a name could lead elsewhere
		{"10.0.0.5:8093", root, "", "only taken on this machine"},
		{"0.0.0.0:8093", root, "", "only taken on this machine"},
		{"127.0.0.1", root, "", "only taken on this machine"},
		{"127.0.0.1:8093", "", "", "needs both"},
		{"", root, "", "needs both"},
		{"127.0.0.1:8093", "abc", "", "64 hexadecimal digits"},
		{"", "", "0", "above 0"},
		{"", "", "61", "at most 60"},
		{"127.0.0.1:8093", root, "", ""},
		{"[::1]:8093", root, "", ""},
		{"", "", "12", ""},
	} {
		t.Run(c.server+" "+c.rate, func(t *testing.T) {
			t.Setenv("WHATSAPP_SERVER", c.server)
			t.Setenv("WHATSAPP_ROOT", c.root)
			if c.rate != "" {
				t.Setenv("WHATSAPP_RATE", c.rate)
			}
			_, err := readConfig()
			if c.want == "" && err != nil || c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want)) {
				t.Errorf("got %v, want an error that says %q", err, c.want)
			}
		})
	}
}

// atDesk are surroundings on a store of their own and a play WhatsApp.
func atDesk(t *testing.T, out *bytes.Buffer) (*surroundings, *watest.Server) {
	t.Helper()
	server := playWhatsApp(t, watest.Options{})
	s := around(t, out)
	root := server.Root()
	s.store, s.config.WhatsAppServer, s.config.WhatsAppRoot, s.config.WhatsAppRate = storetest.New(t), server.Addr(), hex.EncodeToString(root[:]), 5
	return s, server
}

// TestEveryConditionHasWords: what staff read of each code, and what the doctor
// makes of it.
func TestEveryConditionHasWords(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	s, _ := atDesk(t, &out)
	own, err := s.store.Own(t.Context(), ofNumber(officePhone), "host/1")
	if err != nil {
		t.Fatal(err)
	}
	defer own.Release()
	at := time.Date(2026, 11, 23, 2, 0, 0, 0, time.UTC)
	for code, words := range conditions {
		c := store.Condition{Health: bot.Health{Code: code, Since: at}}
		if code == whatsapp.Banned {
			c.Detail, c.Until = "104", at.Add(time.Hour)
		}
		if err := s.store.NoteLinked(t.Context(), ofNumber(officePhone), at); err != nil {
			t.Fatal(err)
		}
		if err := s.store.NoteCondition(t.Context(), ofNumber(officePhone), c); err != nil {
			t.Fatal(err)
		}
		out.Reset()
		if run(s, []string{"whatsapp", "status"}); !strings.Contains(out.String(), words) {
			t.Errorf("%q: status says\n%s", code, out.String())
		}
		wrong := code != "" && code != whatsapp.OK
		if said := out.String(); strings.Contains(said, "  do      ") != wrong || wrong && !strings.Contains(said, whatsapp.Advice(code)) {
			t.Errorf("%q: status says\n%s", code, said)
		}
		out.Reset()
		run(s, []string{"doctor"})
		mark := "ok    whatsapp     "
		if wrong {
			mark = "CARE  whatsapp     "
		}
		if !strings.Contains(out.String(), mark+officePhone+": "+words) {
			t.Errorf("%q: doctor says\n%s", code, out.String())
		}
	}
	if n := len(conditions); n != 11 {
		t.Errorf("%d codes have words", n)
	}
}

func TestStatusOfABan(t *testing.T) {
	t.Parallel()
	at := time.Date(2026, 11, 23, 2, 0, 0, 0, time.UTC)
	n := store.Number{Condition: store.Condition{Health: bot.Health{Code: whatsapp.Banned, Since: at}, Detail: "104", Until: at.Add(time.Hour)}}
	n.Replica = "host/1"
	if got, want := inWords(n), "barred by WhatsApp (104), since 2026-11-23 09:00 WIB, until 2026-11-23 10:00 WIB; nobody serves it now"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	if got, want := ownerOf(n), "none (last host/1)"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	if got := whatToDo(n); !strings.HasPrefix(got, "start langkah serve") {
		t.Errorf("%q", got)
	}
	n.Owner.Held, n.Code, n.Condition.Held = true, whatsapp.OK, at
	n.Detail, n.Until = "", time.Time{}
	if got := whatToDo(n); got != whatsapp.Advice(whatsapp.NoNewChats) {
		t.Errorf("%q", got)
	}
}

// TestWhatStaffReadOfANumber: who has it, how it is, whom it reaches, what it
// holds, what is left of the day, when it opens and what to do.
func TestWhatStaffReadOfANumber(t *testing.T) {
	t.Parallel()
	at := time.Date(2026, 11, 23, 2, 0, 0, 0, time.UTC)
	well := store.Number{Owner: store.Owner{Account: ofNumber(officePhone), Replica: "host/1", Held: true}, LinkedAt: at, PhoneSeen: at,
		Condition: store.Condition{Health: bot.Health{Code: whatsapp.OK, Since: at}, HeardAt: at, NewChats: store.Allowance{Counted: true, Most: 80, Whole: at.AddDate(0, 0, 8)}}}
	people := store.Contacts{Warm: 120, Cooling: 14, Held: 3, Trays: 12, Begun: 12}
	head := officePhone + `
  state   connected, since 2026-11-23 09:00 WIB%s
  owner   host/1
  linked  2026-11-23 09:00 WIB
  heard   2026-11-23 09:00 WIB
  phone   2026-11-23 09:00 WIB
  warm    120 people wrote in the last 28 days, 14 of them cooling
  held    3 until the number may send, 12 until the person writes
`
	for name, c := range map[string]struct {
		change func(*store.Number, *store.Contacts)
		state  string
		tail   string
	}{
		"well":    {func(*store.Number, *store.Contacts) {}, "", "  today   12 of 80 new chats, warm-up until 2026-12-01\n"},
		"warm":    {func(n *store.Number, _ *store.Contacts) { n.NewChats = store.Allowance{Counted: true, Most: 200} }, "", "  today   12 of 200 new chats\n"},
		"no told": {func(n *store.Number, _ *store.Contacts) { n.NewChats = store.Allowance{} }, "", "  today   12 new chats\n"},
		"refused": {func(n *store.Number, _ *store.Contacts) { n.Condition.Held = at.Add(24 * time.Hour) }, "; new chats held until 2026-11-24 09:00 WIB",
			"  today   12 of 80 new chats, warm-up until 2026-12-01\n  opens   again at 2026-11-24 09:00 WIB\n  do      " + whatsapp.Advice(whatsapp.NoNewChats) + "\n"},
		"too much": {func(n *store.Number, _ *store.Contacts) { n.Paused, n.Pause = at.Add(2*time.Minute), whatsapp.TooMuch },
			"; notices and broadcasts pause until 2026-11-23 09:02 WIB (WhatsApp says it is too much)",
			"  today   12 of 80 new chats, warm-up until 2026-12-01\n  opens   again at 2026-11-23 09:02 WIB\n  do      " + whatsapp.Advice(whatsapp.TooMuch) + "\n"},
		"silent, and refused": {func(n *store.Number, _ *store.Contacts) {
			n.Paused, n.Pause, n.Condition.Held = at.Add(10*time.Minute), whatsapp.NoAnswer, at.Add(time.Hour)
		}, "; new chats held until 2026-11-23 10:00 WIB; notices and broadcasts pause until 2026-11-23 09:10 WIB (WhatsApp has not confirmed a message)",
			"  today   12 of 80 new chats, warm-up until 2026-12-01\n  opens   again at 2026-11-23 10:00 WIB\n  do      " +
				whatsapp.Advice(whatsapp.NoNewChats) + "; " + whatsapp.Advice(whatsapp.NoAnswer) + "\n"},
		"used up": {func(_ *store.Number, c *store.Contacts) { c.Begun = 80 }, "",
			"  today   80 of 80 new chats, warm-up until 2026-12-01\n  opens   again at 2026-11-24 00:00 WIB\n  do      " + usedUp + "\n"},
		"used up, none waits": {func(_ *store.Number, c *store.Contacts) { c.Begun, c.Held = 80, 0 }, "",
			"  today   80 of 80 new chats, warm-up until 2026-12-01\n  opens   again at 2026-11-24 00:00 WIB\n"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			n, with := well, people
			c.change(&n, &with)
			want := fmt.Sprintf(head, c.state) + c.tail
			if with.Held == 0 {
				want = strings.Replace(want, "held    3", "held    0", 1)
			}
			if diff := cmp.Diff(want, standingOf(n, with, at)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// TestTheNextOwnerKnows what the one before told: it goes on with the same gate.
func TestTheNextOwnerKnows(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	s, _ := atDesk(t, &out)
	if err := s.store.NoteLinked(t.Context(), ofNumber(officePhone), wallClock()); err != nil {
		t.Fatal(err)
	}
	s.config.WhatsAppChats, s.config.WhatsAppWarmup = 200, 14
	d, done, err := onWhatsApp(t.Context(), s.config, s.store, zerolog.Nop())
	if err != nil {
		t.Fatal(err)
	}
	defer done()
	soon := machineClock().Add(time.Hour).Truncate(time.Microsecond)
	for name, past := range map[string]whatsapp.Status{
		"lock": {Health: bot.Health{Code: whatsapp.OK}, HeldUntil: soon}, "ban": {Health: bot.Health{Code: whatsapp.Banned}, Detail: "101", Until: soon},
		"pause": {Health: bot.Health{Code: whatsapp.OK}, Pause: whatsapp.TooMuch, PausedUntil: soon},
	} {
		one, two := telling{d.Channel(officePhone), s.store}, d.Channel(officePhone)
		one.Recall(past)
		if !one.note(t.Context(), one.condition()) {
			t.Fatal("not noted")
		}
		told, err := s.store.Number(t.Context(), ofNumber(officePhone))
		if err != nil {
			t.Fatal(err)
		}
		two.Recall(recalled(told))
		if g := two.Gate(); !g.Opens.Equal(soon) || g.Begin != 0 || g.Shut != (name != "lock") {
			t.Errorf("%s: the next owner's gate is %+v", name, g)
		}
		out.Reset()
		if run(s, []string{"whatsapp", "status"}); !strings.Contains(out.String(), "  opens   again at "+onDay(soon)) {
			t.Errorf("%s: status says\n%s", name, out.String())
		}
	}
	fresh := d.Channel(officePhone)
	fresh.Recall(whatsapp.Status{Linked: wallClock()})
	if g := fresh.Gate(); g.Shut || g.Begin != 20 || !g.Opens.Equal(bot.Day(machineClock()).AddDate(0, 0, 1)) {
		t.Errorf("on its first day a number may say %+v", g)
	}
}

func TestNumbersAsPeopleWriteThem(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"6281234567890": "6281234567890", "+62 812-3456-7890": "6281234567890", "(62) 812.3456.7890": "6281234567890",
		"081234567890": "", "": "", "62812": "", "62812345678x": "", "6281234567890123": "",
	} {
		if got, err := asDigits(in); got != want || (err == nil) != (want != "") {
			t.Errorf("%q is %q, %v", in, got, err)
		}
	}
}

// TestCodesOnTheScreen: each kind of step is shown so that a person can act.
func TestCodesOnTheScreen(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	s := around(t, &out)
	desk := &linkDesk{numberDesk: &numberDesk{surroundings: s}}
	show := func(step whatsapp.Step) string {
		out.Reset()
		desk.show(step)
		return out.String()
	}
	if got := show(whatsapp.Step{QR: "https://wa.me/x#2@abc,def", Until: time.Now()}); strings.Count(got, "█") < 200 || !strings.Contains(got, "Linked devices") || strings.Contains(got, "2@abc") {
		t.Errorf("a code to scan is\n%s", got)
	}
	desk.text = true
	if got := show(whatsapp.Step{QR: "https://wa.me/x#2@abc,def"}); got != "https://wa.me/x#2@abc,def\n" {
		t.Errorf("as text it is %q", got)
	}
	for step, want := range map[whatsapp.Step]string{
		{Code: "ABCD-1234"}: "Code: ABCD-1234\n", {Confirm: "123456"}: "must show this code: 123456", {Number: officePhone}: officePhone,
	} {
		if got := show(step); !strings.Contains(got, want) {
			t.Errorf("%+v is shown as %q", step, got)
		}
	}
}

// TestPasskeyStep: the operator is told what to paste where, and what they
// paste goes to WhatsApp.
func TestPasskeyStep(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	s := around(t, &out)
	begin := func(typed string) *linkDesk {
		out.Reset()
		return &linkDesk{numberDesk: &numberDesk{surroundings: s}, in: bufio.NewReader(strings.NewReader(typed))}
	}
	answer, err := begin(`{"id":"x"}`+"\n").passkey(t.Context(), json.RawMessage(`{"challenge":"abc"}`))
	if err != nil || string(answer) != `{"id":"x"}` || !strings.Contains(out.String(), `parseRequestOptionsFromJSON({"challenge":"abc"})`) {
		t.Errorf("%s, %v\n%s", answer, err, out.String())
	}
	for _, typed := range []string{"", "undefined\n"} {
		if _, err := begin(typed).passkey(t.Context(), nil); err == nil {
			t.Errorf("%q was taken", typed)
		}
	}
	for typed, want := range map[string]bool{"y\n": true, "Yes\n": true, "\n": false, "n\n": false, "": false} {
		if got := begin(typed).same(t.Context()); got != want {
			t.Errorf("%q means %v", typed, got)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	silent, w := io.Pipe()
	defer w.Close()
	if _, err := (&linkDesk{numberDesk: &numberDesk{surroundings: s}, in: bufio.NewReader(silent)}).passkey(ctx, nil); err == nil {
		t.Error("waits on after the end")
	}
}

// TestTake: an owner that does not let go is named, and asked only for a while.
func TestTakeAsksTheOwner(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	s, _ := atDesk(t, &out)
	desk := &numberDesk{surroundings: s, store: s.store}
	owner, err := s.store.Own(t.Context(), ofNumber(officePhone), "host/1")
	if err != nil {
		t.Fatal(err)
	}
	asked := make(chan struct{})
	go func() {
		defer close(asked)
		for t.Context().Err() == nil {
			list, err := s.store.Numbers(t.Context(), "whatsapp")
			if err == nil && list[0].LetGo.After(machineClock()) {
				owner.Release()
				return
			}
		}
	}()
	own, err := desk.take(t.Context(), officePhone)
	if err != nil {
		t.Fatal(err)
	}
	defer own.Release()
	<-asked
	if list, err := s.store.Numbers(t.Context(), "whatsapp"); err != nil || !list[0].LetGo.IsZero() || !list[0].Owner.Held {
		t.Errorf("%+v, %v", list, err)
	}
}
