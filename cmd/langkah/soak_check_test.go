package main

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/jackc/pgx/v5"
	"github.com/rs/zerolog"

	"langkah/store/pg"
)

// check compares both ends: what everybody saw, and what the database holds.
// The model is somebody who registered while nothing happened.
func (s *soak) check(ctx context.Context, model *registrant) {
	db := connect(s.t, s.service.data)
	want := model.story(ctx, s.t, db)
	if diff := cmp.Diff(answered, []string{want.Card, want.Profile, want.Consents, want.Stages}); diff != "" {
		s.t.Errorf("kept is not what was answered (-want +got)\n%s", diff)
	}
	numbers := map[string]string{}
	for _, r := range append([]*registrant{model}, s.guests...) {
		r.hasStoryOf(s.t, model, db)
		n := r.number(ctx, s.t, db, r.member(ctx, s.t, db), fmt.Sprint(r.guest.seen[max(0, len(r.guest.seen)-2):]))
		if other, taken := numbers[n]; taken {
			s.t.Errorf("%s and %s are both %s", r.name(), other, n)
		}
		numbers[n] = r.name()
	}
	people := fmt.Sprint(len(s.guests) + 1)
	s.holds(ctx, db, map[string]string{
		`select count(*)::text from members where number is not null`:        people,
		`select count(*)::text from (select distinct number from members) n`: people,
		`select count(*)::text from outbox where resent`:                     "0",
	})
}

// holds compares figures of the database with what they must be; of what came
// in and what went out nothing is ever left over.
func (s *soak) holds(ctx context.Context, db *pgx.Conn, figures map[string]string) {
	for _, left := range []string{
		`select count(*)::text from inbox where state <> 'done' or tries > 0`,
		`select count(*)::text from outbox where state not in ('sent', 'delivered', 'read')`,
		`select count(*)::text from inbox i where not exists (select from outbox where inbox_id = i.id)`,
	} {
		figures[left] = "0"
	}
	for sql, want := range figures {
		if got := single(ctx, s.t, db, sql); got != want {
			s.t.Errorf("%s: %s, want %s", sql, got, want)
		}
	}
}

// answered is what everybody's answers are kept as.
var answered = []string{
	"NAME +62PHONE 31.71.07 31.71.07.1006 f t t",
	`{"nib": "no", "name": "NAME", "news": "yes", "field": "kuliner", "omzet": "5000000", "phone": "+62PHONE", "since": "2019", ` +
		`"before": "no", "status": "trading", "business": "BUSINESS", "kecamatan": "31.71.07", "kelurahan": "31.71.07.1006"}`,
	"service t layanan-1, announcements t kabar-2",
	"1 done registration",
}

// story is all that one person's registration left, from both ends, without
// what differs from person to person.
type story struct {
	Saw      []string // on the stream
	Reread   []string // on opening the page again
	Card     string
	Profile  string
	Consents string
	Stages   string
	Inbox    []string // what was written, and its state
	Answers  []string // how many bubbles each message brought
}

func (r *registrant) story(ctx context.Context, t *testing.T, db *pgx.Conn) story {
	t.Helper()
	id := r.member(ctx, t, db)
	kept := r.kept(ctx, t, db, id)
	kept.Saw, kept.Reread = r.saw(ctx, t, db, id), r.reread(ctx, t)
	return kept
}

// kept is the database's end of a story.
func (r *registrant) kept(ctx context.Context, t *testing.T, db *pgx.Conn, id int64) story {
	t.Helper()
	line := func(sql string) string { return r.plain(single(ctx, t, db, sql, id)) }
	return story{
		Card:     line(`select concat_ws(' ', name, phone, kecamatan, kelurahan, claims_member, service, announcements) from members where id = $1`),
		Profile:  line(`select profile::text from members where id = $1`),
		Consents: line(`select coalesce(string_agg(concat_ws(' ', purpose, given, text), ', ' order by id), '') from consents where member_id = $1`),
		Stages:   line(`select coalesce(string_agg(concat_ws(' ', stage, status, source), ', ' order by stage), '') from stages where member_id = $1`),
		Inbox: strings.Split(line(`select coalesce(string_agg(concat_ws(' ', kind, text, pick, phone, state), E'\n' order by id), '')
			from inbox where member_id = $1`), "\n"),
		Answers: strings.Split(line(`select coalesce(string_agg(n::text, ' ' order by inbox_id), '') from
			(select inbox_id, count(*) as n from outbox where member_id = $1 group by 1) a`), " "),
	}
}

// hasStoryOf compares with somebody whose registration nothing disturbed.
func (r *registrant) hasStoryOf(t *testing.T, model *registrant, db *pgx.Conn) {
	t.Helper()
	if diff := cmp.Diff(model.story(t.Context(), t, db), r.story(t.Context(), t, db)); diff != "" {
		t.Errorf("%s has another story than undisturbed people (-want +got)\n%s", r.name(), diff)
	}
}

// member finds the row of whoever wrote a guest's messages: all of them.
func (r *registrant) member(ctx context.Context, t *testing.T, db *pgx.Conn) (id int64) {
	t.Helper()
	var rows, people int
	err := db.QueryRow(ctx, `select count(*), count(distinct member_id), coalesce(min(member_id), 0) from inbox
		where split_part(external_id, '/', 2) = any($1)`, r.guest.ids).Scan(&rows, &people, &id)
	if err != nil {
		t.Fatal(err)
	}
	if rows != len(r.guest.ids) || people != 1 {
		t.Errorf("%s wrote %d messages: %d rows of %d people", r.name(), len(r.guest.ids), rows, people)
	}
	return id
}

// saw is what came on the stream, in order; every bubble of the ledger, once.
func (r *registrant) saw(ctx context.Context, t *testing.T, db *pgx.Conn, member int64) (texts []string) {
	t.Helper()
	var ids []string
	for _, b := range r.guest.seen {
		ids = append(ids, fmt.Sprintf("%d.%d", b.ID, b.Part))
		texts = append(texts, r.plain(b.Text))
	}
	ledger := single(ctx, t, db, `select string_agg(id || '.0', ' ' order by id) from outbox where member_id = $1`, member)
	if diff := cmp.Diff(ledger, strings.Join(ids, " ")); diff != "" {
		t.Errorf("%s saw other bubbles than the ledger holds (-ledger +seen)\n%s", r.name(), diff)
	}
	if same := single(ctx, t, db, `select count(*)::text from (select from outbox where member_id = $1 group by inbox_id, text having count(*) > 1) d`, member); same != "0" {
		t.Errorf("%s: %s answers hold a text twice", r.name(), same)
	}
	return texts
}

func (r *registrant) reread(ctx context.Context, t *testing.T) (texts []string) {
	t.Helper()
	bubbles, err := r.guest.history(ctx)
	if err != nil {
		t.Fatal(err)
	}
	for _, b := range bubbles {
		texts = append(texts, b.Kind+" "+r.plain(b.Text))
	}
	return texts
}

// number is the member number, which the person read at last.
func (r *registrant) number(ctx context.Context, t *testing.T, db *pgx.Conn, id int64, read string) string {
	t.Helper()
	n := single(ctx, t, db, `select coalesce(number, '') from members where id = $1`, id)
	if n == "" || !strings.Contains(read, n) {
		t.Errorf("%s is number %q and read %v", r.name(), n, read)
	}
	return n
}

// connect is a look at the private database of a data directory, beside
// whoever serves it.
func connect(t *testing.T, data string) *pgx.Conn {
	t.Helper()
	server, err := pg.Open(t.Context(), pg.Config{Dir: data, Log: zerolog.Nop()})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := server.Close(); err != nil {
			t.Error(err)
		}
	})
	db, err := pgx.Connect(t.Context(), server.DSN())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close(context.Background()) })
	return db
}

// single is one value, as text.
func single(ctx context.Context, t *testing.T, db *pgx.Conn, sql string, args ...any) (got string) {
	t.Helper()
	if err := db.QueryRow(ctx, sql, args...).Scan(&got); err != nil {
		t.Fatalf("%s: %v", sql, err)
	}
	return got
}
