package main

import (
	"context"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/jackc/pgx/v5"

	"langkah/bot/whatsapp/watest"
	"langkah/store/pg"
	"langkah/store/storetest"
)

// TestWhatsAppSoak: people register on WhatsApp while the service and its
// PostgreSQL are killed and WhatsApp is away for a while. Nothing is lost or
// asked again, and a phone, which knows a message by its id, shows none twice.
func TestWhatsAppSoak(t *testing.T) {
	size := soakSize{people: 5, together: 5, kills: 3, crashes: 1, outage: 3 * time.Second}
	if soaking {
		size = soakSize{people: 100, together: 30, kills: 50, crashes: 5, outage: 30 * time.Second}
	} else {
		t.Parallel()
	}
	for name, o := range map[string]watest.Options{"phone": {}, "lid": {LID: true}} {
		t.Run(name, func(t *testing.T) { soakWhatsApp(t, o, size) })
	}
}

func soakWhatsApp(t *testing.T, o watest.Options, size soakSize) {
	data := storetest.DataDir(t)
	db, err := pg.Open(t.Context(), pg.Config{Dir: data})
	if err != nil {
		t.Fatal(err)
	}
	of := newOffice(t, o, db.DSN())
	s := &whatsappSoak{office: of}
	s.soak = newSoakIn(t, data, size, playing(of.server)...)
	if err := db.Close(); err != nil { // from now on it is the service's
		t.Fatal(err)
	}
	s.outage = s.goAway
	ctx, cancel := context.WithTimeout(t.Context(), 15*time.Minute)
	defer cancel()
	s.model = s.phone(0)
	if err := s.model.register(ctx, func(time.Time) {}); err != nil {
		t.Fatalf("%v\n%s", err, s.service.log())
	}
	clear(s.open)
	began := time.Now()
	s.run(ctx)
	s.summary(time.Since(began))
	s.check(ctx)
	s.service.stop()
}

// whatsappSoak is one run.
type whatsappSoak struct {
	*soak
	*office
	model  *phone // who registers while nothing happens
	people []*phone
}

func (s *whatsappSoak) phone(n int) *phone {
	r := newRegistrant(n, s.random.Uint64())
	r.patience = s.size.outage + time.Minute
	p := newPhone(s.server, r)
	p.posted = s.posted
	return p
}

// run lets everybody register under blows.
func (s *whatsappSoak) run(ctx context.Context) {
	moments := s.moments()
	for i := range s.size.people {
		s.people = append(s.people, s.phone(i+1))
	}
	s.under(ctx, moments, func(ctx context.Context, i int) error { return s.people[i].register(ctx, s.answered) })
}

// goAway shuts WhatsApp for a while. Meanwhile people write all the same, and
// the service is killed once more.
func (s *whatsappSoak) goAway(ctx context.Context) (*blow, error) {
	if err := s.soak.until(ctx, "work", func() bool { return !s.felt() }); err != nil {
		return nil, err
	}
	b := &blow{what: away, from: time.Now()}
	s.server.Down(true)
	for range 2 {
		if err := rest(ctx, s.size.outage/2); err != nil {
			return nil, err
		}
		if err := s.service.kill(ctx); err != nil {
			return nil, err
		}
	}
	s.server.Down(false)
	b.at = time.Now()
	return b, nil
}

func (s *whatsappSoak) summary(took time.Duration) {
	s.soak.summary(took)
	at := slices.IndexFunc(s.blows, func(b *blow) bool { return b.what == away })
	waited := s.blows[at].whole
	s.soak.t.Logf("WhatsApp away for %s: back at work after %s, all who waited had their answers after %s",
		s.size.outage, feltFor(s.back(away)), waited.Round(time.Millisecond))
}

// check compares both ends, as the page's soak does.
func (s *whatsappSoak) check(ctx context.Context) {
	t := s.soak.t
	db := connect(t, s.service.data)
	s.office.until("every receipt is kept", func() bool {
		return single(ctx, t, db, `select count(*)::text from outbox where state <> 'delivered'`) == "0"
	})
	want := s.model.story(ctx, t, db)
	if diff := cmp.Diff(answered, []string{want.Card, want.Profile, want.Consents, want.Stages}); diff != "" {
		t.Errorf("kept is not what was answered (-want +got)\n%s", diff)
	}
	again := 0
	for _, p := range s.people {
		if diff := cmp.Diff(want, p.story(ctx, t, db)); diff != "" {
			t.Errorf("%s has another story than undisturbed people (-want +got)\n%s", p.name(), diff)
		}
		for _, m := range p.them.All() {
			again += m.Times - 1
		}
	}
	people := fmt.Sprint(len(s.people) + 1)
	s.holds(ctx, db, map[string]string{
		`select count(*)::text from members where number is not null`:             people,
		`select count(*)::text from (select distinct number from members) n`:      people,
		`select count(*)::text from addresses where channel = 'whatsapp'`:         people,
		`select count(*)::text from outbox where external_id !~ '^3EB0[0-9A-F]+'`: "0",
	})
	t.Logf("%s bubbles, %d came to a phone again under their id and were not shown again; %d stanzas still wait for the service",
		single(ctx, t, db, `select count(*)::text from outbox`), again, s.number.Waiting())
}

// register goes all the way.
func (p *phone) register(ctx context.Context, answered func(posted time.Time)) error {
	return p.goAllTheWay(ctx, p, 2, answered)
}

// story is what both ends keep.
func (p *phone) story(ctx context.Context, t *testing.T, db *pgx.Conn) story {
	t.Helper()
	id := p.member(ctx, t, db)
	kept := p.kept(ctx, t, db, id)
	kept.Saw = p.saw(ctx, t, db, id)
	p.registrant.number(ctx, t, db, id, fmt.Sprint(texts(p.them.All())))
	return kept
}

// member finds whose messages ours are: each is one row, no more and no less,
// of one person at one address.
func (p *phone) member(ctx context.Context, t *testing.T, db *pgx.Conn) (id int64) {
	t.Helper()
	var rows []string
	var people int
	err := db.QueryRow(ctx, `select coalesce(min(a.member_id), 0), count(distinct a.id), coalesce(array_agg(split_part(i.external_id, ':', 2) order by i.id), '{}')
		from inbox i join addresses a on a.id = i.address_id where split_part(i.external_id, ':', 2) = any($1)`, p.wrote).Scan(&id, &people, &rows)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(p.wrote, rows); diff != "" || people != 1 {
		t.Errorf("%s, %d people to the service, wrote other messages than were taken (-wrote +taken)\n%s", p.name(), people, diff)
	}
	return id
}

// saw is what the phone shows, in order: every bubble of the ledger, once.
func (p *phone) saw(ctx context.Context, t *testing.T, db *pgx.Conn, member int64) (list []string) {
	t.Helper()
	var ledger, shown []string
	err := db.QueryRow(ctx, `select coalesce(array_agg(external_id order by id), '{}') from outbox where member_id = $1`, member).Scan(&ledger)
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range p.them.All() {
		shown = append(shown, m.ID)
		list = append(list, p.plain(m.Text))
	}
	if diff := cmp.Diff(ledger, shown); diff != "" {
		t.Errorf("%s sees other messages than the ledger holds (-ledger +shown)\n%s", p.name(), diff)
	}
	return list
}
