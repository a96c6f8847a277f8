package main

import (
	"context"
	"errors"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/rs/zerolog"
	"golang.org/x/sync/errgroup"

	"langkah/bot"
	"langkah/bot/whatsapp"
	"langkah/bot/whatsapp/watest"
	"langkah/store"
)

// office is a number of the service on a play WhatsApp, and the database behind
// it.
type office struct {
	t      testing.TB
	server *watest.Server
	number *watest.Number
	dsn    string
}

// newOffice links a number to a database.
func newOffice(t testing.TB, o watest.Options, dsn string) *office {
	t.Helper()
	server := playWhatsApp(t, o)
	of := &office{t: t, server: server, number: server.Number(officePhone, "Jakpreneur"), dsn: dsn}
	of.link(of.number)
	return of
}

// link has a phone scan what `langkah whatsapp link` would show.
func (o *office) link(phone *watest.Number) {
	o.t.Helper()
	st, d := o.devices(zerolog.Nop())
	defer st.Close()
	if err := scanned(o.t.Context(), d, phone); err != nil {
		o.t.Fatal(err)
	}
}

// scanned has a phone scan the code that it is shown.
func scanned(ctx context.Context, d *whatsapp.Devices, phone *watest.Number) (err error) {
	_, failed := d.Link(ctx, whatsapp.How{Show: func(s whatsapp.Step) {
		if s.QR != "" {
			err = errors.Join(err, phone.Scan(s.QR))
		}
	}})
	return errors.Join(err, failed)
}

func (o *office) devices(log zerolog.Logger) (*store.Store, *whatsapp.Devices) {
	o.t.Helper()
	st, err := store.Open(o.t.Context(), o.dsn)
	if err != nil {
		o.t.Fatal(err)
	}
	if err := st.Migrate(o.t.Context()); err != nil {
		o.t.Fatal(err)
	}
	db, err := st.Devices(o.t.Context(), whatsapp.Upgrade)
	if err != nil {
		o.t.Fatal(err)
	}
	d, err := whatsapp.Open(whatsapp.Config{DB: db, People: st, Now: machineClock, Log: log, Server: o.server.Addr(), Root: o.server.Root(), Rate: 1000})
	if err != nil {
		o.t.Fatal(err)
	}
	return st, d
}

// serve runs the service in this process until stop.
func (o *office) serve() (stop func()) {
	o.t.Helper()
	log := &logbook{}
	st, d := o.devices(zerolog.New(log).Level(zerolog.InfoLevel))
	svc := newService(st, zerolog.New(log).Level(zerolog.InfoLevel), wallClock, map[string]bot.Caps{"whatsapp": whatsapp.Abilities})
	pump := svc.pump(d.Channel(officePhone))
	ctx, cancel := context.WithCancel(context.Background())
	g, ctx := errgroup.WithContext(ctx)
	g.Go(func() error { return pump.Run(ctx) })
	g.Go(func() error { return svc.engine.Run(ctx) })
	g.Go(func() error { return svc.timers.Run(ctx) })
	stop = sync.OnceFunc(func() {
		cancel()
		if err := g.Wait(); err != nil {
			o.t.Error(err)
		}
		st.Close()
		if o.t.Failed() {
			o.t.Log(log)
		}
	})
	o.t.Cleanup(stop)
	return stop
}

// connect is a look at the database, beside the service.
func (o *office) connect() *pgx.Conn {
	o.t.Helper()
	conn, err := pgx.Connect(o.t.Context(), o.dsn)
	if err != nil {
		o.t.Fatal(err)
	}
	o.t.Cleanup(func() { conn.Close(context.Background()) })
	return conn
}

// read is one line from the database.
func (o *office) read(sql string, into ...any) {
	o.t.Helper()
	conn := o.connect()
	defer conn.Close(context.Background())
	if err := conn.QueryRow(o.t.Context(), sql).Scan(into...); err != nil {
		o.t.Fatalf("%s: %v", sql, err)
	}
}

// settled: so many are registered, nothing is left to do, and no phone shows a
// message twice or one that the ledger does not have.
func (o *office) settled(people []*phone) {
	o.t.Helper()
	var registered, bubbles, odd int
	o.until("the ledger is settled", func() bool {
		o.read(`select (select count(*) from inbox where state <> 'done' or tries > 0) + (select count(*) from outbox where state not in ('sent', 'delivered', 'read')),
			(select count(number) from members), (select count(*) from outbox)`, &odd, &registered, &bubbles)
		return odd == 0
	})
	seen := 0
	for _, p := range people {
		for _, m := range p.them.All() {
			seen++
			if m.Times != 1 {
				o.t.Errorf("%s was brought %d times: %q", p.name(), m.Times, m.Text)
			}
		}
	}
	if registered != len(people) || seen != bubbles {
		o.t.Errorf("%d of %d registered, %d bubbles were seen of %d in the ledger", registered, len(people), seen, bubbles)
	}
}

// until looks again and again, for at most a minute.
func (o *office) until(what string, ok func() bool) {
	o.t.Helper()
	for end := time.Now().Add(time.Minute); !ok(); time.Sleep(5 * time.Millisecond) {
		if time.Now().After(end) {
			o.t.Fatal("waited in vain:", what)
		}
	}
}

// phone is a writer who knows what they wrote.
type phone struct {
	*writer
	posted func(at time.Time) // is told of every message
	wrote  []string           // ids
}

func newPhone(server *watest.Server, r *registrant) *phone {
	w := &writer{registrant: r, them: server.Person("62"+r.phone[1:], r.name()), to: officePhone}
	r.way = w.turns()
	return &phone{writer: w, posted: func(time.Time) {}}
}

// write implements correspondence: WhatsApp takes it at once, whatever the
// service does.
func (p *phone) write(_ context.Context, text string) (began time.Time, err error) {
	began = time.Now()
	p.posted(began)
	p.wrote = append(p.wrote, p.them.Say(p.to, text))
	return began, nil
}

func texts(list []watest.Message) (out []string) {
	for _, m := range list {
		out = append(out, m.Text)
	}
	return out
}

// logbook is a log that may be read while it is written.
type logbook struct {
	mu sync.Mutex
	b  strings.Builder
}

func (l *logbook) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *logbook) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}
