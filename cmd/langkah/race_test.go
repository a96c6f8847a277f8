package main

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"langkah/bot"
	"langkah/bot/telegram/tgtest"
	"langkah/bot/whatsapp/watest"
	"langkah/store/storetest"
)

// race is people on two messengers who all want the seats of a class.
type race struct {
	t      *testing.T
	db     *pgx.Conn
	racers []racer
	seats  int
}

// racer is somebody with a phone.
type racer struct {
	name string
	say  func(text string)
	read func() []string // all that was said to them
}

// TestRaceForSeats: however many ask at once, as many get one as there are, and
// everybody is told whether they have.
func TestRaceForSeats(t *testing.T) {
	people, seats, rounds := 20, 6, 2
	if soaking {
		people, seats, rounds = 100, 30, 50
	} else {
		t.Parallel()
	}
	r := newRace(t, people, seats)
	for n := range rounds {
		if r.run(n + 1); t.Failed() {
			t.Fatalf("in round %d", n+1)
		}
	}
	t.Logf("%d rounds: %d of %d people got one of %d seats in each, all were answered", rounds, seats, people, seats)
}

// newRace is a service on both messengers whose people are members.
func newRace(t *testing.T, people, seats int) *race {
	of := newOffice(t, watest.Options{LID: true}, storetest.DSN(t))
	telegram := playTelegram(t)
	env := append(playing(of.server), "DATABASE_URL="+of.dsn, "LANGKAH_LOG=info")
	startServe(t, t.TempDir(), "127.0.0.1:0", append(env, "TELEGRAM_API="+telegram.URL(), "TELEGRAM_TOKEN="+telegram.Token())...)
	r := &race{t: t, db: of.connect(), seats: seats}
	for n := range people {
		p := personNumber(n)
		if n%2 == 0 {
			r.racers = append(r.racers, onTelegramOf(telegram, p))
		} else {
			r.racers = append(r.racers, onWhatsAppOf(of, p))
		}
	}
	r.all("halo")
	_, err := r.db.Exec(t.Context(), `update members set number = 'JKP-9' || lpad(id::text, 6, '0'), name = 'Siti', service = true,
		kecamatan = '31.71.07', profile = '{"name": "Siti", "status": "trading", "kecamatan": "31.71.07"}', registered_at = created_at`)
	if err == nil {
		_, err = r.db.Exec(t.Context(), `insert into stages (member_id, stage, status, source, at) select id, 1, 'done', 'registration', created_at from members`)
	}
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func onTelegramOf(server *tgtest.Server, p person) racer {
	them := server.Person(p.name())
	return racer{p.name(), func(text string) { them.Say(text) }, func() (list []string) {
		for _, m := range them.All() {
			list = append(list, m.Text+m.Caption)
		}
		return list
	}}
}

func onWhatsAppOf(of *office, p person) racer {
	them := of.server.Person("62"+p.phone[1:], p.first)
	return racer{p.name(), func(text string) { them.Say(officePhone, text) }, func() (list []string) {
		for _, m := range them.All() {
			list = append(list, m.Text)
		}
		return list
	}}
}

// all has everybody write at once, and waits until each was answered. It
// returns what they were told last.
func (r *race) all(text string) []string {
	r.t.Helper()
	before := make([]int, len(r.racers))
	for i, p := range r.racers {
		before[i] = len(p.read())
	}
	for _, p := range r.racers {
		p.say(text)
	}
	told := make([]string, len(r.racers))
	deadline := time.Now().Add(2 * time.Minute)
	for i, p := range r.racers {
		for list := p.read(); ; list = p.read() {
			if len(list) > before[i] {
				told[i] = list[len(list)-1]
				break
			}
			if time.Now().After(deadline) {
				r.t.Fatalf("%s was not answered to %q", p.name, text)
			}
			time.Sleep(5 * time.Millisecond)
		}
	}
	return told
}

// plan makes a class of which each is on another day, so that none clashes.
func (r *race) plan(n int) (code string) {
	r.t.Helper()
	code = fmt.Sprintf("KLS-%d", n)
	starts := bot.Day(time.Now()).AddDate(0, 0, 7+n).Add(9 * time.Hour)
	_, err := r.db.Exec(r.t.Context(), `
		with planned as (
		    insert into classes (code, title, subject, kind, organiser, kecamatan, venue, starts_at, ends_at, capacity, closes_at)
		    values ($1, 'Rebutan ' || $1, $1, 'teknis', 'Sudin', '31.71.07', 'Aula', $2, $3, $4, $2) returning id
		)
		insert into class_days (class_id, day, starts_at, ends_at) select id, ($2 at time zone 'Asia/Jakarta')::date, $2, $3 from planned`,
		code, starts, starts.Add(3*time.Hour), r.seats)
	if err != nil {
		r.t.Fatal(err)
	}
	return code
}

// run has everybody look at a class, and then take a seat at the same moment.
func (r *race) run(n int) {
	r.t.Helper()
	code := r.plan(n)
	for i, card := range r.all(code) {
		if !strings.Contains(card, "Rebutan "+code) {
			r.t.Fatalf("%s was shown %q", r.racers[i].name, card)
		}
	}
	told := r.all("1")
	won := 0
	for i, answer := range told {
		switch full := strings.Contains(answer, "penuh"); {
		case full == strings.Contains(answer, "Kursi Kakak aman"):
			r.t.Errorf("%s was told %q", r.racers[i].name, answer)
		case !full:
			won++
		}
	}
	var seated, taken, doubled int
	err := r.db.QueryRow(r.t.Context(), `
		select (select count(*) from bookings where class_id = c.id and state = 'booked'), taken,
		       (select count(*) from outbox o join inbox i on i.id = o.inbox_id where o.state not in ('sent', 'delivered', 'read', 'queued', 'leased'))
		from classes c where code = $1`, code).Scan(&seated, &taken, &doubled)
	if err != nil {
		r.t.Fatal(err)
	}
	if seated != r.seats || taken != r.seats || won != r.seats || doubled != 0 {
		r.t.Errorf("%s: %d seats, %d counted, %d told so, %d bubbles went wrong; want %d", code, seated, taken, won, doubled, r.seats)
	}
}
