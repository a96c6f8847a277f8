package main

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/rs/zerolog"
	"golang.org/x/sync/errgroup"

	"langkah/bot"
	"langkah/bot/outbox"
	"langkah/bot/whatsapp"
	"langkah/bot/whatsapp/watest"
	"langkah/store"
	"langkah/store/storetest"
)

// TestOneNumberOfManyIsBanned, of 44 at full size, in the middle of work: the others answer and tell
// their notices as if nothing had happened; what was for that one's person
// waits, on WhatsApp and in the ledger.
func TestOneNumberOfManyIsBanned(t *testing.T) {
	t.Parallel()
	fleet := 6
	if soaking {
		fleet = 44 // a number for each kecamatan
	}
	of := newOffice(t, watest.Options{LID: true}, storetest.DSN(t))
	numbers := of.linkAll(fleet)
	channels := of.serveAll(fleet)
	var people []*phone
	for n := range fleet {
		p := newPhone(of.server, newRegistrant(n, 1))
		p.to, p.way = numberOf(n), p.way[:1]
		people = append(people, p)
	}
	of.hurry(people) // everybody has said halo

	banned := fleet / 2
	bad, badChannel, victim := numbers[banned], channels[banned], people[banned]
	others := append(append([]*phone{}, people[:banned]...), people[banned+1:]...)
	since := map[string]bot.Health{}
	for _, ch := range channels {
		since[ch.Account().Name] = ch.Health()
	}
	for _, p := range others {
		p.way = p.turns()[1:3]
	}
	answered := others[0].them.Changed()
	go func() {
		<-answered
		of.server.Fault(watest.Fault{Kind: watest.RefuseLogin, From: bad.Phone(), Code: 402, Ban: 101, Expire: time.Hour})
		bad.Cut()
	}()
	of.hurry(others)
	of.until("the ban", func() bool { return badChannel.Health().Code == whatsapp.Banned })
	victim.them.Say(bad.Phone(), "mau daftar")
	of.queue(of.notices("Kelas besok pindah ke aula."))
	of.wants(fmt.Sprint(fleet-1), `select count(*)::text from outbox where lane = 1 and state in ('sent', 'delivered', 'read')`)

	of.wants("0", fmt.Sprintf(`select count(*)::text from outbox where account <> '%s' and (tries <> 1 or state not in ('sent', 'delivered', 'read'))`, bad.Phone()))
	of.wants("0", fmt.Sprintf(`select count(*)::text from outbox where account = '%s' and lane = 1 and state in ('sent', 'delivered', 'read', 'failed', 'unknown')`, bad.Phone()))
	if bad.Waiting() == 0 || bad.Online() != 0 {
		t.Errorf("%d messages wait for the banned number, of which %d clients are there", bad.Waiting(), bad.Online())
	}
	for n, ch := range channels {
		name, gate := ch.Account().Name, ch.Gate()
		if n == banned {
			if left := time.Until(gate.Opens); !gate.Shut || left < 50*time.Minute || left > time.Hour {
				t.Errorf("the banned number's gate is %+v", gate)
			}
			continue
		}
		if gate != (bot.Gate{Begin: -1}) || ch.Health() != since[name] || numbers[n].Online() != 1 {
			t.Errorf("%s is %+v, was %+v; %+v", name, ch.Health(), since[name], gate)
		}
	}
}

// linkAll links so many numbers, the first of which is linked already.
func (o *office) linkAll(count int) []*watest.Number {
	o.t.Helper()
	st, d := o.devices(zerolog.Nop())
	defer st.Close()
	numbers := []*watest.Number{o.number}
	var g errgroup.Group
	g.SetLimit(8)
	for n := 1; n < count; n++ {
		phone := o.server.Number(numberOf(n), "Jakpreneur")
		numbers = append(numbers, phone)
		g.Go(func() error { return scanned(o.t.Context(), d, phone) })
	}
	if err := g.Wait(); err != nil {
		o.t.Fatal(err)
	}
	return numbers
}

// serveAll runs the service with its first numbers in this process, at noon.
func (o *office) serveAll(count int) (channels []*whatsapp.Channel) {
	o.t.Helper()
	log := zerolog.New(o.t.Output()).Level(zerolog.ErrorLevel)
	st, d := o.devices(log)
	svc := newService(st, log, atNoon, map[string]bot.Caps{"whatsapp": whatsapp.Abilities})
	ctx, cancel := context.WithCancel(context.Background())
	g, ctx := errgroup.WithContext(ctx)
	g.Go(func() error { return svc.engine.Run(ctx) })
	for n := range count {
		ch := d.Channel(numberOf(n))
		pump := outbox.New(outbox.Config{Store: st, Sender: telling{ch, st}, Sink: svc.engine, Replica: replica(),
			People: atNoon, Machine: machineClock, Out: svc.out, Desk: svc.desk, Log: log})
		g.Go(func() error { return pump.Run(ctx) })
		channels = append(channels, ch)
	}
	o.t.Cleanup(func() {
		cancel()
		if err := g.Wait(); err != nil {
			o.t.Error(err)
		}
		st.Close()
	})
	for _, ch := range channels {
		o.until(ch.Account().Name, func() bool { return ch.Health().Code == whatsapp.OK })
	}
	return channels
}

// atNoon is people's time of a service that may speak first.
func atNoon() time.Time {
	now := time.Now()
	return bot.Day(now).Add(12*time.Hour + now.Sub(now.Truncate(time.Hour)))
}

// notices are a notice to everybody who has written.
func (o *office) notices(text string) (list []store.Bubble) {
	o.t.Helper()
	conn := o.connect()
	defer conn.Close(context.Background())
	rows, err := conn.Query(o.t.Context(), `select member_id, id from addresses where channel = 'whatsapp' order by id`)
	if err != nil {
		o.t.Fatal(err)
	}
	for rows.Next() {
		b := store.Bubble{Lane: bot.LaneNotice, Text: text}
		if err := rows.Scan(&b.MemberID, &b.AddressID); err != nil {
			o.t.Fatal(err)
		}
		list = append(list, b)
	}
	if err := rows.Err(); err != nil {
		o.t.Fatal(err)
	}
	return list
}

// queue has them told.
func (o *office) queue(list []store.Bubble) {
	o.t.Helper()
	st, err := store.Open(o.t.Context(), o.dsn)
	if err != nil {
		o.t.Fatal(err)
	}
	defer st.Close()
	if err := st.Within(o.t.Context(), func(tx store.Tx) error { return tx.Say(o.t.Context(), list, atNoon()) }); err != nil {
		o.t.Fatal(err)
	}
}

// TestRefusedThenLetGo: WhatsApp refuses a talk that we took for an open one, and
// lifts the lock before its day is over: the notice waits no longer than that.
func TestRefusedThenLetGo(t *testing.T) {
	t.Parallel()
	of := newOffice(t, watest.Options{LID: true}, storetest.DSN(t))
	number, channel := of.linkAll(1)[0], of.serveAll(1)[0]
	siti := newPhone(of.server, newRegistrant(0, 1))
	siti.to, siti.way = numberOf(0), siti.way[:1]
	of.hurry([]*phone{siti})
	of.server.Fault(watest.Fault{Kind: watest.RefuseAck, To: siti.them.Phone(), Code: 463, Times: 1})
	of.queue(of.notices("Kelas besok pindah ke aula."))
	const notice = `select state || coalesce(' ' || reason, '') from outbox where lane = 1`
	of.wants("waiting number_held", notice)
	if gate := channel.Gate(); gate.Begin != 0 || time.Until(gate.Opens) < 23*time.Hour {
		t.Errorf("the gate is %+v", gate)
	}
	number.TimeLock(false, time.Time{})
	of.until("the end of the lock", func() bool { return channel.Gate().Begin < 0 })
	of.wants("true", `select (state in ('sent', 'delivered', 'read'))::text from outbox where lane = 1`)
}
