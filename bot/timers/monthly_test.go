package timers_test

import (
	"fmt"
	"testing"
	"time"

	"pgregory.net/rapid"

	"langkah/bot"
	"langkah/flows"
	"langkah/store"
)

const day = 24 * time.Hour

// heard is when and where she wrote.
type heard struct {
	at    time.Time
	where bot.Address
}

// want is berhenti, or ingatkan (news).
type want struct {
	at   time.Time
	news bool
}

// silence is a member and all that she wrote: at home she has WhatsApp, in the
// shop Telegram.
type silence struct {
	*world
	home, shop bot.Address
	member     int64
	heard      []heard
	staff      []time.Time // when staff wrote to her
	wants      []want      // what she said of reminders
	missed     time.Duration
}

func (w *world) silence(n int) *silence {
	w.t.Helper()
	s := &silence{world: w, home: bot.Address{Channel: "whatsapp", Account: "628110000000", ID: fmt.Sprint("62812", n, "@s.whatsapp.net")},
		shop: bot.Address{Channel: "telegram", Account: "langkah_bot", ID: fmt.Sprint(7000000 + n)}}
	err := s.store.Enrol(w.t.Context(), store.Enrolment{Address: s.home, Profile: flows.Answers{"name": "Siti"}, Stage: 1, Service: true}, s.now)
	if err != nil {
		w.t.Fatal(err)
	}
	s.member = value[int64](w, `select member_id from addresses where address = $1`, s.home.ID)
	s.exec(`insert into addresses (member_id, channel, account, address, created_at) values ($1, $2, $3, $4, $5)`,
		s.member, s.shop.Channel, s.shop.Account, s.shop.ID, s.now)
	s.writes(s.home, "halo")
	return s
}

func (s *silence) exec(sql string, args ...any) {
	s.t.Helper()
	if _, err := s.sql.Exec(s.t.Context(), sql, args...); err != nil {
		s.t.Fatalf("%s: %v", sql, err)
	}
}

func (s *silence) accept(in bot.Inbound) {
	s.t.Helper()
	s.n++
	in.ExternalID, in.At = fmt.Sprint(s.n), s.now
	if err := s.parts[0].engine.Accept(s.t.Context(), []bot.Inbound{in}); err != nil {
		s.t.Fatal(err)
	}
	s.settle()
}

func (s *silence) writes(where bot.Address, text string) {
	s.t.Helper()
	s.heard, s.missed = append(s.heard, heard{s.now, where}), 0
	s.accept(bot.Inbound{From: where, Kind: bot.Text, Text: text})
}

// settle also has what was said arrive.
func (s *silence) settle() {
	s.t.Helper()
	s.world.settle()
	s.exec(`update outbox set state = 'sent', sent_at = $1 where state = 'queued'`, s.now)
}

// pass steps from one due instant to the next.
func (s *silence) pass(d time.Duration) {
	s.t.Helper()
	for until := s.now.Add(d); ; {
		s.settle()
		at, some, err := s.parts[0].timers.Next(s.t.Context())
		if err != nil {
			s.t.Fatal(err)
		}
		if !some || at.After(until) {
			s.now = until
			return
		}
		s.now = at
	}
}

// announce is news of a bazaar, which counts as much as a reminder.
func (s *silence) announce() {
	s.exec(`insert into outbox (member_id, address_id, channel, account, lane, state, class, text, created_at, sent_at)
		select member_id, id, channel, account, 2, 'sent', 'announced', 'bazar', $1, $1 from addresses where member_id = $2 and channel = 'whatsapp'`, s.now, s.member)
}

// cards are when they were written, oldest first.
func (s *silence) cards() []time.Time {
	return value[[]time.Time](s.world, `select coalesce(array_agg(o.created_at order by o.id), '{}') from outbox o join reminders r on r.id = o.reminder_id
		where r.kind = 'monthly' and o.class = 'advised' and r.member_id = $1`, s.member)
}

// last is the latest of a list before at.
func last(list []time.Time, at time.Time) (found time.Time) {
	for _, x := range list {
		if !x.After(at) {
			found = x
		}
	}
	return found
}

// stopped: her last word by then was berhenti.
func (s *silence) stopped(at time.Time) (stopped bool) {
	for _, w := range s.wants {
		if !w.at.After(at) {
			stopped = !w.news
		}
	}
	return stopped
}

// wrong tells what is wrong with a card.
func (s *silence) wrong(card, before time.Time) string {
	var from heard
	for _, h := range s.heard {
		if !h.at.After(card) {
			from = h
		}
	}
	switch since := card.Sub(from.at); {
	case from.where != s.home:
		return "she wrote elsewhere last"
	case since < bot.CoolAfter, since > bot.ColdAfter-time.Hour:
		return fmt.Sprint("it came after ", since)
	case card.Sub(before) < 21*day:
		return fmt.Sprint("the one before was ", card.Sub(before), " earlier")
	case bot.Quiet(card):
		return "it came at night"
	case card.Sub(last(s.staff, card)) < time.Hour:
		return "staff were talking"
	case s.stopped(card):
		return "she had stopped it"
	}
	if n := value[int](s.world, `select count(*) from outbox where member_id = $1 and class is not null and created_at between $2 and $3`,
		s.member, card.Add(-7*day+time.Second), card); n > 2 {
		return fmt.Sprint("it was one of ", n, " in a week")
	}
	return ""
}

// TestMonthlyCards: whatever she writes, where and when, and whether the
// service runs: a card comes only when she cools, once, and if it can it does.
func TestMonthlyCards(t *testing.T) {
	t.Parallel()
	w, people, seen := build(t, 1), 0, 0
	defer w.close()
	rapid.Check(t, func(rt *rapid.T) {
		people++
		s := w.silence(people)
		for range rapid.IntRange(1, 12).Draw(rt, "length") {
			minutes := time.Duration(rapid.IntRange(1, 30*24*60).Draw(rt, "minutes")) * time.Minute
			what := rapid.SampledFrom([]string{"pass", "pass", "down", "home", "home", "shop", "staff", "berhenti", "ingatkan", "ingatkan", "news"}).Draw(rt, "what")
			switch what {
			case "pass":
				s.pass(minutes)
			case "down":
				s.now, s.missed = s.now.Add(minutes), s.missed+minutes
			case "home":
				s.writes(s.home, rapid.SampledFrom([]string{"halo", "1", "nanti", "bazar"}).Draw(rt, "text"))
			case "shop":
				s.writes(s.shop, "halo")
			case "staff":
				s.staff = append(s.staff, s.now)
				s.accept(bot.Inbound{From: s.home, Kind: bot.Staff})
			case "berhenti", "ingatkan":
				s.pass(2 * time.Hour) // past staff, who would keep her word to themselves
				s.wants = append(s.wants, want{s.now, what == "ingatkan"})
				s.writes(s.home, what)
			case "news":
				s.announce()
			}
		}
		if rapid.Bool().Draw(rt, "back") {
			s.writes(s.home, "halo")
		}
		s.pass(60 * day)
		var before time.Time
		for _, card := range s.cards() {
			if what := s.wrong(card, before); what != "" {
				rt.Errorf("card of %s: %s", card, what)
			}
			before = card
		}
		seen += len(s.cards())
		end := s.heard[len(s.heard)-1]
		if end.where == s.home && !s.stopped(s.now) && s.missed == 0 && !before.After(end.at) {
			rt.Errorf("no card after %s; she was due one", end.at)
		}
	})
	if seen < 3 { // of about twenty
		t.Errorf("only %d cards: the histories are too tame", seen)
	}
}

// TestCardSharesTheCap with everything else that is said unasked.
func TestCardSharesTheCap(t *testing.T) {
	t.Parallel()
	s := build(t, 1).silence(1) // Monday 9.00: the card is due on Thursday the 17th
	defer s.close()
	s.pass(20 * day)
	s.announce() // on Sunday the 13th
	s.pass(day)
	s.announce() // and the 14th
	s.pass(5 * day)
	if n := len(s.cards()); n != 0 {
		t.Errorf("a third in the week: %d cards", n)
	}
	if got := value[string](s.world, `select state || ' ' || reason from reminders`); got != "due cap" {
		t.Errorf("the card is %s", got)
	}
	s.announce() // now the cap opens after she is cold
	s.pass(30 * day)
	if got := value[string](s.world, `select state || ' ' || reason from reminders`); got != "dropped cap" {
		t.Errorf("the card is %s", got)
	}
}

// TestCardWritesOnceADay: the second message of a day leaves its row alone.
func TestCardWritesOnceADay(t *testing.T) {
	t.Parallel()
	s := build(t, 1).silence(1)
	defer s.close()
	version := func() string {
		return value[string](s.world, `select xmin || ' ' || xmax || ' ' || ctid from reminders`)
	}
	first := version()
	s.pass(5 * time.Hour)
	s.writes(s.home, "bazar")
	if got := version(); got != first {
		t.Errorf("the row was %s and is %s", first, got)
	}
	s.pass(day)
	s.writes(s.home, "bazar")
	if got := version(); got == first {
		t.Error("the row did not move on the next day")
	}
}

// TestCardGoesByTheLastWord, however early its row is.
func TestCardGoesByTheLastWord(t *testing.T) {
	t.Parallel()
	s := build(t, 1).silence(1)
	defer s.close()
	s.pass(2 * time.Hour)
	s.exec(`update reminders set due_at = $1, useful_until = $1`, s.now)
	s.pass(time.Minute)
	if got := value[string](s.world, `select state || ' ' || reason || ' ' || (due_at at time zone 'Asia/Jakarta')::date from reminders`); got != "due warm 2026-12-17" {
		t.Errorf("the card is %s", got)
	}
	s.pass(25 * day)
	if n := len(s.cards()); n != 1 {
		t.Errorf("%d cards", n)
	}
}
