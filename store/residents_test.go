package store_test

import (
	"context"
	"crypto/rand"
	"errors"
	"strings"
	"testing"
	"time"

	"golang.org/x/sync/errgroup"

	"langkah/bot"
	"langkah/flows"
	"langkah/store"
)

// hamlet is a small city: its members are all alike.
func hamlet(members, visitors int) store.Demo {
	yes := flows.RecordConsent{Purpose: flows.Service, Given: true, Text: "layanan-1"}
	return store.Demo{
		City:    plans(people),
		Members: members, Visitors: visitors,
		Member: func(n int) (store.Resident, error) {
			return store.Resident{
				Since: people.Add(-time.Duration(n) * time.Hour), Profile: func() flows.Answers { return profile }, Consents: []flows.RecordConsent{yes, {Purpose: flows.Announcements, Text: "kabar-1"}},
				Stages:  [7]flows.StageStatus{flows.Done, flows.Stuck, flows.NotStarted, flows.NotNeeded},
				Session: flows.Session{Flow: "menu", State: "home", Version: 1},
			}, nil
		},
		Visitor: func(int) (store.Resident, error) {
			return store.Resident{Since: people, Consents: []flows.RecordConsent{yes},
				Session: flows.Session{Flow: "registration", State: "name", Version: 1, Answers: flows.Answers{"consent": "yes"}}}, nil
		},
	}
}

func plans(at time.Time) store.City {
	return store.City{
		Centres: []flows.Centre{{Kecamatan: "31.71.07", Name: "Pusat", Address: "Jl. Contoh", Hours: "Senin", Sample: true}},
		Classes: []flows.Class{{Code: "PLT-1", Title: "Roti", Kecamatan: "31.71.07", Starts: at.Add(time.Hour), Ends: at.Add(2 * time.Hour), Capacity: 1, Sample: true}},
		Events: []flows.Event{{Code: "BZR-1", Name: "Bazar", Kota: "31.71", Starts: at.Add(time.Hour), Ends: at.Add(2 * time.Hour), RegisterBy: at.Add(time.Minute),
			Slots: 1, Sample: true}},
	}
}

func (h house) populate(t *testing.T, d store.Demo) int {
	t.Helper()
	made, err := h.Populate(t.Context(), d, people)
	if err != nil {
		t.Fatal(err)
	}
	return made
}

// What is copied is what a registration leaves.
func TestResidentsAreLikeMembers(t *testing.T) {
	t.Parallel()
	h := open(t)
	if made := h.populate(t, hamlet(3, 1)); made != 4 {
		t.Errorf("made %d people", made)
	}
	web := bot.Address{Channel: "webchat", Account: "web", ID: "demo-2"}
	got := h.load(t, web)
	if p := got.Person; p.Number != "JKP-0000002" || p.Name != "Siti Aminah" || p.Phone != "+6281234567890" || p.Stages[0] != flows.Done ||
		p.Stages[1] != flows.Stuck || p.Stages[2] != flows.NotStarted || !p.Service || p.Announcements || !p.Registered.Equal(people.Add(-2*time.Hour)) {
		t.Errorf("member: %+v", p)
	}
	if got.Session.Flow != "menu" || got.Session.State != "home" {
		t.Errorf("session: %+v", got.Session)
	}
	web.ID = "demo-tamu-1"
	if got := h.load(t, web); got.Person.Number != "" || !got.Person.Service || got.Session.Answers["consent"] != "yes" {
		t.Errorf("visitor: %+v", got)
	}
	h.want(t, "31.71.07 31.71.07.1002 true", `select distinct kecamatan, kelurahan, claims_member from members where number is not null`)
	h.want(t, "announcements false 3; service true 4", `select purpose, given, count(*) from consents group by 1, 2 order by 1`)
	h.want(t, "0", `select count(*) from (select member_id from stages union all select member_id from consents union all select member_id from conversations
		union all select member_id from addresses) x where member_id not in (select id from members)`)
	h.want(t, "origin", `show session_replication_role`)
}

// Whoever registers afterwards gets the next number, and comes to stay.
func TestResidentsLeaveTheSequencesRight(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.write(t, siti)
	if first := h.act(t, siti, flows.Register{Profile: profile}); first.Args["Number"] != "JKP-0000001" {
		t.Fatalf("registered: %+v", first)
	}
	d := hamlet(5, 2)
	d.Anyway = true
	h.populate(t, d)
	h.write(t, budi)
	if next := h.act(t, budi, flows.Register{Profile: profile}); next.Args["Number"] != "JKP-0000007" {
		t.Errorf("registered after them: %+v", next)
	}
	h.want(t, "JKP-0000002 demo-1; JKP-0000006 demo-5", `select number, address from members m join addresses a on a.member_id = m.id
		where address in ('demo-1', 'demo-5') order by 1`)
}

func TestPopulateTwiceAndTogether(t *testing.T) {
	t.Parallel()
	h := open(t)
	var g errgroup.Group
	for range 3 {
		s := h.another(t)
		g.Go(func() error { _, err := s.Populate(t.Context(), hamlet(20, 3), people); return err })
	}
	if err := g.Wait(); err != nil {
		t.Fatal(err)
	}
	const all = `select (select count(*) from members), (select count(*) from addresses), (select count(*) from stages), (select count(*) from centres),
		(select count(*) from classes), (select count(*) from events)`
	h.want(t, "23 23 60 1 1 1", all)
	if made := h.populate(t, hamlet(22, 3)); made != 2 {
		t.Errorf("made %d more people", made)
	}
	h.want(t, "25 25 66 1 1 1", all)
	h.want(t, "22 JKP-0000022", `select count(distinct number), max(number) from members`)
}

func TestPopulateRefusesRealMembers(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.write(t, siti)
	h.act(t, siti, flows.Register{Profile: profile})
	if _, err := h.Populate(t.Context(), hamlet(2, 0), people); !errors.Is(err, store.ErrRealMembers) {
		t.Errorf("got %v", err)
	}
	h.want(t, "1", `select count(*) from members`)
}

// A city that was there first may grow, whoever has come to live in it.
func TestACityGrowsAroundRealMembers(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.write(t, siti)
	h.populate(t, hamlet(1, 0)) // a visitor is no member yet
	h.act(t, siti, flows.Register{Profile: profile})
	if made := h.populate(t, hamlet(4, 1)); made != 4 {
		t.Errorf("made %d more people", made)
	}
}

// What they were told, and will be, is in the tables as the engine leaves it.
func TestResidentsHaveAPastAndAFuture(t *testing.T) {
	t.Parallel()
	h := open(t)
	d := hamlet(0, 1)
	visitor := d.Visitor
	form := flows.Reminder{Kind: "form", Ref: "registration", Step: 1}
	d.Visitor = func(n int) (store.Resident, error) {
		v, err := visitor(n)
		v.Since, v.Heard, v.Stopped = people.Add(-72*time.Hour), people.Add(-50*time.Hour), people.Add(-time.Hour)
		at, next := people.Add(-49*time.Hour), form
		next.Step = 3
		v.Told = []store.Reminded{
			{Reminder: form, State: "said", Written: v.Heard, Due: at, Until: at.AddDate(0, 0, 14), Settled: at, Text: "tinggal 3"},
			{Reminder: next, State: "due", Reason: "cap", Written: at, Due: people.Add(time.Hour), Until: at.AddDate(0, 0, 16)},
		}
		return v, err
	}
	h.populate(t, d)
	who := bot.Address{Channel: "webchat", Account: "web", ID: "demo-tamu-1"}
	id, err := h.At(t.Context(), who)
	if err != nil {
		t.Fatal(err)
	}
	got, err := h.Standing(t.Context(), id)
	if err != nil || !got.HeardAt.Equal(people.Add(-50*time.Hour)) || !got.Addresses[0].Latest || got.Advised || !got.StoppedAt.IsZero() {
		t.Errorf("%+v, %v", got, err)
	}
	h.want(t, "said 1 true true; due 3 false false", `select state, step, settled_at is not null, exists (select from outbox o where o.reminder_id = r.id
		and o.state = 'sent' and o.lane = 1 and o.class = 'advised' and o.created_at = r.settled_at) from reminders r order by id`)
	if n, err := h.Fire(t.Context(), people); err != nil || n != 0 {
		t.Errorf("%d came due before their time, %v", n, err)
	}
	if n, err := h.Fire(t.Context(), people.Add(time.Hour)); err != nil || n != 1 {
		t.Errorf("%d came due, %v", n, err)
	}
	if bubbles, err := h.Pull(t.Context(), who, 0, people, bot.LaneBroadcast); err != nil || len(bubbles) != 1 || bubbles[0].Text != "tinggal 3" {
		t.Errorf("%+v, %v", bubbles, err)
	}
	h.write(t, budi) // the next address is free
}

// A demo that is killed in the middle has never been.
func TestPopulateAllOrNothing(t *testing.T) {
	t.Parallel()
	h := open(t)
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	d := hamlet(5000, 0)
	calls, member := 0, d.Member
	d.Member = func(n int) (store.Resident, error) {
		if calls++; calls == 12_000 { // in the third table
			cancel()
		}
		return member(n)
	}
	if _, err := h.Populate(ctx, d, people); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v after %d people", err, calls)
	}
	h.want(t, "0 0", `select (select count(*) from members), (select count(*) from classes)`)
	h.populate(t, hamlet(1, 0))
	h.want(t, "JKP-0000001", `select number from members`)
}

func TestInhabitants(t *testing.T) {
	t.Parallel()
	h := open(t)
	look := func(want store.Inhabitants) {
		t.Helper()
		if got, err := h.Inhabitants(t.Context()); err != nil || got != want {
			t.Errorf("%+v, %v; want %+v", got, err, want)
		}
	}
	sample := func(want bool) {
		t.Helper()
		if got, err := h.Sample(t.Context()); err != nil || got != want {
			t.Errorf("sample %v, %v", got, err)
		}
	}
	look(store.Inhabitants{})
	sample(false)
	h.write(t, siti)
	look(store.Inhabitants{Others: 1})
	h.populate(t, hamlet(3, 2))
	h.act(t, siti, flows.Register{Profile: profile})
	sample(true)
	look(store.Inhabitants{Sample: true, Members: 3, Visitors: 2, Real: 1})
	for name, want := range map[string]bool{"demo-3": true, "demo-tamu-2": true, "demo-4": false, "demo-": false} {
		member, err := h.At(t.Context(), bot.Address{Channel: "webchat", Account: "web", ID: name})
		if err != nil || (member > 0) != want {
			t.Errorf("%s is %d, %v", name, member, err)
		}
	}
}

func TestCensus(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.populate(t, hamlet(3, 2))
	h.session(t, bot.Address{Channel: "webchat", Account: "web", ID: "demo-tamu-2"}, flows.Session{Flow: "menu", State: "home",
		Parked: &flows.Session{Flow: "registration", State: "name"}})
	c, err := h.Census(t.Context(), people)
	if err != nil || c.Members() != 3 || c.Kota["31.71"] != 3 || c.Done != [7]int{3} || c.Underway != 2 || c.Centres != 1 || c.Classes != 1 || c.Events != 1 {
		t.Errorf("%+v, %v", c, err)
	}
	if c, _ = h.Census(t.Context(), people.Add(24*time.Hour)); c.Classes != 0 || c.Events != 0 {
		t.Errorf("a day later: %+v", c)
	}
}

// Whoever runs the service on a server of their own may not be its superuser.
func TestPopulateAsAnOrdinaryUser(t *testing.T) {
	t.Parallel()
	h := open(t)
	role := "plain_" + strings.ToLower(rand.Text()[:8])
	h.exec(t, `create role `+role)
	t.Cleanup(func() {
		if err := store.Admin(context.Background(), h.dsn, `drop owned by `+role+`; drop role `+role); err != nil {
			t.Error(err)
		}
	})
	h.exec(t, `grant all on all tables in schema public to `+role)
	h.exec(t, `grant all on all sequences in schema public to `+role)
	s, err := store.Open(t.Context(), h.dsn+" options='-c role="+role+"'")
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if made, err := s.Populate(t.Context(), hamlet(5, 1), people); err != nil || made != 6 {
		t.Errorf("made %d people: %v", made, err)
	}
}

// Made-up staff come with a made-up city, once, and to no real members.
func TestHosts(t *testing.T) {
	t.Parallel()
	host := store.Host{As: store.HostName + "-317107", Staff: flows.Staff{Name: "Rina (contoh)", Role: flows.Pendamping, Kecamatan: []string{"31.71.07"}},
		Session: flows.Session{Flow: "staff", State: "menu", Version: 1}}
	everywhere := store.Host{As: store.HostName, Staff: flows.Staff{Name: "Dewi (contoh)", Role: flows.Officer}}
	d := hamlet(2, 1)
	d.Hosts = []store.Host{everywhere, host}
	h := open(t)
	for range 2 {
		h.populate(t, d)
		h.put(t, d.City, people)
	}
	h.want(t, "Dewi (contoh) officer {} demo-petugas; Rina (contoh) pendamping {31.71.07} demo-petugas-317107",
		`select s.name, s.role, s.kecamatan::text, a.address from staff s join addresses a on a.id = s.address_id and a.member_id = s.member_id order by s.id`)
	h.want(t, "1", `select id from members where number = 'JKP-0000001'`)
	if v, err := h.Inhabitants(t.Context()); err != nil || v != (store.Inhabitants{Sample: true, Members: 2, Visitors: 1, Hosts: 2}) {
		t.Errorf("%+v, %v", v, err)
	}
	if got := h.load(t, bot.Address{Channel: "webchat", Account: "web", ID: host.As}); got.Person.Staff.Name != "Rina (contoh)" || got.Session.State != "menu" {
		t.Errorf("they stand in %+v", got)
	}
	real := open(t)
	real.write(t, siti)
	real.act(t, siti, flows.Register{Profile: profile})
	d.Anyway = true
	real.populate(t, d)
	real.want(t, "0", `select count(*) from staff`)
}
