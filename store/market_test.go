package store_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"pgregory.net/rapid"

	"langkah/flows"
)

// bazaar plans one for the members of every kecamatan.
func (s *school) bazaar(t *testing.T, code string, slots int, by, starts time.Time, change ...func(*flows.Event)) {
	t.Helper()
	e := flows.Event{Code: code, Name: "Bazar " + code, Kind: "mall", Organiser: "o", Venue: "v", Starts: starts, Ends: starts.Add(8 * time.Hour), RegisterBy: by, Slots: slots, Curated: true}
	for _, c := range change {
		c(&e)
	}
	list, err := s.ImportEvents(t.Context(), []flows.Event{e}, true, s.now)
	if err != nil || list[0].Why != "" {
		t.Fatalf("plan %s: %+v %v", code, list, err)
	}
}

// dawn moves the clock on, and with it all that ends by itself.
func (s *school) dawn(t *testing.T, to time.Time) {
	t.Helper()
	s.now = to
	for n := 1; n > 0; {
		var err error
		if n, err = s.CloseEvents(t.Context(), s.now); err != nil {
			t.Fatal(err)
		}
	}
}

func (s *school) numberOf(t *testing.T, name string) string {
	t.Helper()
	member, _ := s.member(t, at(name))
	return s.read(t, `select number from members where id = $1`, member)
}

func (s *school) grades(t *testing.T, name, code, grade, word, want string) {
	t.Helper()
	out, err := s.Command(t.Context(), flows.GradeProduct{Code: code, Number: s.numberOf(t, name), Grade: grade, Word: word}, s.now)
	if err != nil || out.Event != want {
		t.Errorf("grade %s of %s: %s, want %s (%v)", code, name, out.Event, want, err)
	}
}

const stalls = `select string_agg(address || ' ' || s.state, ', ' order by a.id) from signups s join addresses a on a.member_id = s.member_id
	join events e on e.id = s.event_id where code = $1`

func (s *school) stalls(t *testing.T, code string, taken, waiting int, want string) {
	t.Helper()
	s.want(t, want, stalls, code)
	s.want(t, fmt.Sprint(taken, waiting), `select taken, waiting from events where code = $1`, code)
}

func product(code string) flows.SignUp {
	return flows.SignUp{Code: code, Product: "Keripik Singkong", Price: 15000, Capacity: 40}
}

// Places go by grade, then to who had none, then to who had theirs longest ago; a
// place that comes free goes to the next at once.
func TestPlacesByGradeThenRotation(t *testing.T) {
	t.Parallel()
	s := newSchool(t, "siti", "budi", "ani", "dodi")
	s.bazaar(t, "BZR-001", 5, wib("2026-11-24 17:00"), wib("2026-12-01 09:00"))
	for _, who := range []string{"siti", "budi"} { // they have had a place
		s.does(t, who, product("BZR-001"), "signed")
		s.grades(t, who, "BZR-001", "B", "", "graded")
	}
	s.dawn(t, wib("2026-11-24 17:00"))
	s.stalls(t, "BZR-001", 2, 0, "siti accepted, budi accepted")
	s.bazaar(t, "BZR-002", 5, wib("2026-11-25 17:00"), wib("2026-12-03 09:00"))
	s.does(t, "budi", product("BZR-002"), "signed")
	s.grades(t, "budi", "BZR-002", "A", "", "graded")
	s.dawn(t, wib("2026-11-25 17:00"))

	s.bazaar(t, "BZR-003", 2, wib("2026-11-28 17:00"), wib("2026-12-10 09:00"))
	for _, who := range []string{"budi", "siti", "ani", "dodi"} {
		s.does(t, who, product("BZR-003"), "signed")
		s.does(t, who, product("BZR-003"), "already")
	}
	for _, who := range []string{"budi", "siti", "ani"} {
		s.grades(t, who, "BZR-003", "B", "", "graded")
	}
	s.dawn(t, wib("2026-11-28 17:00"))
	s.stalls(t, "BZR-003", 2, 2, "siti accepted, budi waiting, ani accepted, dodi kurasi")
	s.does(t, "dodi", product("BZR-003"), "already")
	s.grades(t, "dodi", "BZR-003", "A", "", "graded")
	s.does(t, "ani", flows.LeaveEvent{Code: "BZR-003"}, "left")
	s.stalls(t, "BZR-003", 2, 1, "siti accepted, budi waiting, ani withdrawn, dodi accepted") // the better grade first
	out := s.does(t, "budi", flows.LookAtEvent{Code: "BZR-003"}, "found")
	if e, _ := out.Args["Event"].(flows.Event); e.Mine.Place != 1 {
		t.Errorf("budi is no. %d", e.Mine.Place)
	}
	s.does(t, "siti", flows.LeaveEvent{Code: "BZR-003"}, "left")
	s.stalls(t, "BZR-003", 2, 0, "siti withdrawn, budi accepted, ani withdrawn, dodi accepted")
	s.want(t, "1", `select count(*) from reminders r join addresses a on a.member_id = r.member_id where address = 'budi' and kind = 'event_result' and ref = 'BZR-003' and state = 'due'`)
	s.now = wib("2026-12-09 12:00") // nobody could get ready any more
	s.does(t, "dodi", flows.LeaveEvent{Code: "BZR-003"}, "left")
	s.dawn(t, wib("2026-12-10 09:00"))
	s.stalls(t, "BZR-003", 1, 0, "siti withdrawn, budi accepted, ani withdrawn, dodi withdrawn")
	s.pending(t, "budi", "event_result BZR-001 24 17:00-01 09:00, event_result BZR-002 25 17:00-03 09:00, event_h3 BZR-001 28 10:00-30 10:00, event_result BZR-003 28 17:00-10 09:00, "+
		"event_h1 BZR-001 30 10:00-01 08:00, event_h3 BZR-002 30 10:00-02 10:00, event_h0 BZR-001 01 08:00-01 09:00, event_h1 BZR-002 02 10:00-03 08:00, event_h0 BZR-002 03 08:00-03 09:00, "+
		"event_h3 BZR-003 07 10:00-09 10:00, event_h1 BZR-003 09 10:00-10 08:00, event_h0 BZR-003 10 08:00-10 09:00, event_after BZR-001 10 09:00-17 09:00, "+
		"event_after BZR-002 10 09:00-17 09:00, event_after BZR-003 11 10:00-18 10:00")
}

// What an event asks for is looked at; kurasi refuses with a word, and another
// product may follow.
func TestConditionsAndGrades(t *testing.T) {
	t.Parallel()
	s := newSchool(t, "siti", "budi")
	with := func(conditions, kecamatan string) func(*flows.Event) {
		return func(e *flows.Event) {
			if e.Conditions = conditions; kecamatan != "" {
				e.Kota, e.Kecamatan = kecamatan[:5], kecamatan
			}
		}
	}
	by, starts := wib("2026-11-28 17:00"), wib("2026-12-10 09:00")
	s.bazaar(t, "BZR-001", 5, by, starts, with("Grade A; NIB", ""))
	s.bazaar(t, "BZR-002", 5, by, starts.Add(72*time.Hour), with("anggota kecamatan; gratis", "31.75.06"))
	s.bazaar(t, "BZR-003", 5, by, starts.Add(time.Hour))
	if out := s.does(t, "siti", product("BZR-001"), "missing"); fmt.Sprint(out.Args["Missing"]) != "[NIB]" {
		t.Errorf("missing: %v", out.Args["Missing"])
	}
	s.does(t, "siti", product("BZR-002"), "missing")
	siti, _ := s.member(t, at("siti"))
	s.exec(t, `insert into licences (member_id, kind, number, at) values ($1, 'nib', '1234567890123', $2)`, siti, s.now)
	s.does(t, "siti", product("BZR-001"), "signed")
	s.does(t, "siti", product("BZR-003"), "clash")
	s.want(t, "5 in_progress BZR-001", `select stage, status, evidence from stages where member_id = $1 and stage = 5`, siti)
	s.want(t, "Keripik Singkong 15000", `select name, price from products`)
	s.grades(t, "siti", "BZR-001", "B", "  kemasan\nperlu label ", "graded")
	s.grades(t, "siti", "BZR-001", "A", "", "gone")
	s.want(t, "refused B kemasan perlu label", `select state, grade, word from signups`)
	s.want(t, "2", `select count(*) from audit where action = 'kurasi.grade' and subject = 'BZR-001'`)
	again := product("BZR-001")
	again.Product, again.Price = "KERIPIK singkong", 17000
	s.does(t, "siti", again, "signed")
	s.want(t, "Keripik Singkong 17000", `select name, price from products`)
	s.grades(t, "siti", "BZR-001", "A", "", "graded")
	s.dawn(t, by)
	s.does(t, "budi", product("BZR-001"), "closed")
	s.dawn(t, starts)
	s.does(t, "siti", flows.LeaveEvent{Code: "BZR-001"}, "begun")
	s.does(t, "siti", flows.ReportSales{Code: "BZR-001", Pieces: 38, Omzet: 570000}, "reported")
	s.want(t, "done BZR-001 2026-12-10 event", `select status, evidence, source from stages where member_id = $1 and stage = 5`, siti)
	s.want(t, "attended 38 570000", `select state, sold, omzet from signups where member_id = $1`, siti)
}

// An event that is moved or cancelled tells everybody in it once.
func TestEventsMovedAndCancelled(t *testing.T) {
	t.Parallel()
	s := newSchool(t, "siti", "budi", "ani")
	s.bazaar(t, "BZR-001", 1, wib("2026-11-24 17:00"), wib("2026-12-01 09:00"), func(e *flows.Event) { e.Curated = false })
	for _, who := range []string{"siti", "budi", "ani"} {
		s.does(t, who, product("BZR-001"), "signed")
	}
	s.does(t, "ani", flows.LeaveEvent{Code: "BZR-001"}, "left")
	s.dawn(t, wib("2026-11-24 17:00"))
	s.stalls(t, "BZR-001", 1, 1, "siti accepted, budi waiting, ani withdrawn")
	s.does(t, "siti", flows.ConfirmEvent{Code: "BZR-001"}, "confirmed")
	out, err := s.Command(t.Context(), flows.MoveEvent{Code: "BZR-001", Starts: wib("2026-12-02 08:00"), Reason: "hujan"}, s.now)
	if err != nil || out.Event != "moved" || out.Args["Told"] != 2 {
		t.Fatalf("move: %+v %v", out, err)
	}
	s.pending(t, "siti", "event_moved BZR-001 24 17:00-02 08:00, event_result BZR-001 24 17:00-01 09:00, event_h3 BZR-001 29 10:00-01 10:00, event_h1 BZR-001 01 10:00-01 19:00, event_h0 BZR-001 01 19:00-02 08:00")
	s.pending(t, "ani", "<nil>")
	s.want(t, "", `select reply from signups where state = 'accepted'`)
	out, err = s.Command(t.Context(), flows.CancelEvent{Code: "BZR-001", Reason: "mal tutup"}, s.now)
	if err != nil || out.Event != "cancelled" || out.Args["Told"] != 2 {
		t.Fatalf("cancel: %+v %v", out, err)
	}
	s.stalls(t, "BZR-001", 0, 0, "siti cancelled, budi cancelled, ani withdrawn")
	s.pending(t, "siti", "event_cancelled BZR-001 24 17:00-02 08:00")
	s.pending(t, "budi", "event_cancelled BZR-001 24 17:00-02 08:00")
	s.does(t, "ani", product("BZR-001"), "gone")
	s.want(t, "0", `select count(*) from events where closes_at is not null`)
}

// Who is linked has what both had, once; whoever is erased leaves their place to
// the next.
func TestSignupsOfLinkedAndErased(t *testing.T) {
	t.Parallel()
	s := newSchool(t, "siti", "budi", "ani")
	s.bazaar(t, "BZR-001", 1, wib("2026-11-24 17:00"), wib("2026-12-01 09:00"), func(e *flows.Event) { e.Curated = false })
	for _, who := range []string{"siti", "budi", "ani"} {
		s.does(t, who, product("BZR-001"), "signed")
	}
	s.dawn(t, wib("2026-11-24 17:00"))
	s.stalls(t, "BZR-001", 1, 2, "siti accepted, budi waiting, ani waiting")
	s.link(t, at("budi"), at("siti"), s.now) // one goes on as the other
	s.want(t, "accepted, waiting", `select string_agg(s.state, ', ' order by s.state) from signups s join members m on m.id = s.member_id and m.merged_into is null`)
	s.want(t, "1 1", `select taken, waiting from events`)
	s.asks(t, at("budi"), s.now, flows.UnlinkAccounts{})
	s.want(t, "1", `select count(*) from signups where state = 'accepted'`)
	kept := s.read(t, `select address from addresses a join signups s on s.member_id = a.member_id where s.state = 'accepted'`)
	s.asks(t, at(kept), s.now, flows.EraseMember{})
	s.want(t, "1", `select count(*) from signups where state = 'accepted'`)
	s.want(t, "1", `select taken from events`)
}

const (
	sellers = 30
	fairs   = 3
)

// watchPlaces has the database itself judge every place at the moment it is given:
// never one too many, and never past somebody who is before them. Who had a place
// elsewhere given or taken at the same moment is left out: the trigger may already
// see what the statement could not.
const watchPlaces = `
create function watch_places() returns trigger language plpgsql as $$
begin
    if (select count(*) from signups where event_id = new.event_id and state in ('accepted', 'attended', 'absent')) > (select slots from events where id = new.event_id) then
        raise exception 'a place of % is given twice', new.event_id;
    end if;
    if new.state = 'accepted' and old.state is distinct from 'accepted' and exists (
        select from signups q where q.event_id = new.event_id and q.state = 'waiting'
        and not exists (select from signups o where o.member_id in (q.member_id, new.member_id) and o.event_id <> new.event_id and o.updated_at >= new.updated_at)
        and (coalesce(q.grade, 'A'), placed_last(q.member_id, q.event_id), q.queued_at, q.member_id) < (coalesce(new.grade, 'A'), placed_last(new.member_id, new.event_id), new.queued_at, new.member_id)) then
        raise exception 'a place of % is given to %, who is not the first', new.event_id, new.member_id;
    end if;
    return null;
end $$;
create trigger watch_places after insert or update on signups for each row execute function watch_places();`

// unfair is what must never be found.
var unfair = map[string]string{
	"places that are not counted": `select count(*) from events e where taken <> (select count(*) from signups s where s.event_id = e.id and state in ('accepted', 'attended', 'absent'))
		or waiting <> (select count(*) from signups s where s.event_id = e.id and state in ('kurasi', 'waiting'))`,
	"more places than there are":    `select count(*) from events where taken > slots`,
	"a place before they are given": `select count(*) from signups s join events e on e.id = s.event_id where s.state = 'accepted' and e.placed_at is null`,
	"reminded without a place": `select count(*) from reminders r where state = 'due' and kind in ('event_h3', 'event_h1', 'event_h0')
		and not exists (select from signups s join events e on e.id = s.event_id where e.code = r.ref and s.member_id = r.member_id and s.state in ('accepted', 'attended', 'absent'))`,
	"in an event that is cancelled": `select count(*) from signups s join events e on e.id = s.event_id where (s.state = 'cancelled') and e.cancelled_at is null
		or e.cancelled_at is not null and s.state in ('kurasi', 'waiting', 'accepted')`,
	"told of what is cancelled never, or of more": `select count(*) from signups s join events e on e.id = s.event_id where s.state = 'cancelled'
		and (select string_agg(kind, ',') from reminders r where r.member_id = s.member_id and r.ref = e.code and r.state = 'due') is distinct from 'event_cancelled'`,
	"not told of their place, or their refusal": `select count(*) from signups s join events e on e.id = s.event_id
		where (s.state in ('accepted', 'refused') or s.state = 'waiting' and e.placed_at is not null) and e.changed_at < '2026-11-23 09:00+07' and greatest(s.updated_at, case s.state when 'waiting' then e.placed_at end) < e.starts_at - interval '1 day'
		and (select count(*) from reminders r where r.member_id = s.member_id and r.ref = e.code and r.state = 'due' and r.kind = 'event_result') <> 1`,
	"told anything after they stepped back": `select count(*) from signups s join events e on e.id = s.event_id where s.state = 'withdrawn'
		and exists (select from reminders r where r.member_id = s.member_id and r.ref = e.code and r.state = 'due')`,
	"step 5 without a report": `select count(*) from stages t where t.stage = 5 and t.status = 'done' and not exists (select from signups s where s.member_id = t.member_id and s.state in ('attended', 'absent'))`,
	"a report without step 5": `select count(*) from signups s where s.state = 'attended' and not exists (select from stages t where t.member_id = s.member_id and t.stage = 5 and t.status = 'done')`,
}

// market is a few weeks of events that many people want.
type market struct{ *throng }

// TestPlacesInAnyOrder: whatever people and staff do to a few events, one by one
// and at once: no place too many, by grade then rotation, everybody stands in one
// way with an event and is told so once.
func TestPlacesInAnyOrder(t *testing.T) {
	t.Parallel()
	w := market{newThrong(t, watchPlaces, sellers)}
	w.lapse = func() error {
		_, err := w.CloseEvents(t.Context(), w.now)
		return err
	}
	w.play(w)
}

func (w market) begin() {
	for _, table := range []string{"signups", "products", "events", "reminders", "stages"} {
		w.exec(w.t, `delete from `+table)
	}
	w.now = monday.Add(-time.Hour) // what is planned is older than every change
	for i := range fairs {
		starts := monday.AddDate(0, 0, rapid.IntRange(2, 12).Draw(w.rt, "day")).Add(time.Duration(rapid.IntRange(-2, 6).Draw(w.rt, "hour")) * time.Hour)
		by := monday.AddDate(0, 0, rapid.IntRange(1, 2).Draw(w.rt, "by")).Add(-3 * time.Hour)
		curated := rapid.IntRange(0, 3).Draw(w.rt, "curated") > 0
		w.bazaar(w.t, fmt.Sprintf("BZR-%03d", i), rapid.IntRange(1, 4).Draw(w.rt, "slots"), by, starts, func(e *flows.Event) { e.Curated = curated })
	}
	w.now = monday
	rush := make([]one, 15)
	for i := range rush {
		rush[i] = one{w.people[rapid.IntRange(0, sellers-1).Draw(w.rt, "who")], product(w.event())}
	}
	w.together(rush)
}

func (w market) event() string {
	return fmt.Sprintf("BZR-%03d", rapid.IntRange(0, fairs-1).Draw(w.rt, "event"))
}

// draw is what somebody does.
func (w market) draw(judged []flows.GradeProduct) one {
	who, code := w.people[rapid.IntRange(0, sellers-1).Draw(w.rt, "who")], w.event()
	switch rapid.IntRange(0, 19).Draw(w.rt, "what") {
	case 0, 1, 2, 3:
		return one{who, product(code)}
	case 4, 5, 6:
		return one{who, flows.LeaveEvent{Code: code}}
	case 7:
		return one{who, flows.ConfirmEvent{Code: code}}
	case 8, 9:
		return one{who, flows.ReportSales{Code: code, Pieces: 3, Omzet: 45000, Absent: rapid.Bool().Draw(w.rt, "absent")}}
	case 10:
		return one{action: flows.MoveEvent{Code: code, Starts: w.now.AddDate(0, 0, rapid.IntRange(1, 9).Draw(w.rt, "to")).Add(time.Hour)}}
	case 11:
		if rapid.IntRange(0, 2).Draw(w.rt, "cancels") == 0 {
			return one{action: flows.CancelEvent{Code: code}}
		}
	}
	if len(judged) == 0 {
		return one{who, product(code)}
	}
	g := judged[rapid.IntRange(0, len(judged)-1).Draw(w.rt, "whose")]
	g.Grade = rapid.SampledFrom([]string{"A", "B", "B", "C", "D"}).Draw(w.rt, "grade")
	return one{action: g}
}

// inKurasi are the products that wait to be judged.
func (w market) inKurasi() (list []flows.GradeProduct) {
	rows, err := w.sql.Query(w.t.Context(), `select e.code, m.number from signups s join events e on e.id = s.event_id join members m on m.id = s.member_id
		where s.state = 'kurasi' order by 1, 2`)
	if err != nil {
		w.t.Fatal(err)
	}
	var code, number string
	if _, err := pgx.ForEachRow(rows, []any{&code, &number}, func() error { list = append(list, flows.GradeProduct{Code: code, Number: number}); return nil }); err != nil {
		w.t.Fatal(err)
	}
	return list
}

func (w market) step() {
	w.now = w.now.Add(time.Duration(rapid.SampledFrom([]int{0, 0, 1, 60, 300, 600, 1440}).Draw(w.rt, "minutes")) * time.Minute)
	judged := w.inKurasi()
	acts := make([]one, rapid.IntRange(1, 8).Draw(w.rt, "at once"))
	for i := range acts { // before any begins: a draw may be the last
		acts[i] = w.draw(judged)
	}
	if rapid.Bool().Draw(w.rt, "on time") {
		w.dawn(w.t, w.now)
	} else { // two replicas look for what is over meanwhile
		acts = append([]one{{}, {}}, acts...)
	}
	w.together(acts)
}

func (w market) check() {
	w.holds(unfair)
	if n := w.read(w.t, `select count(*) from events where placed_at is not null and cancelled_at is null and taken < slots and starts_at > $1::timestamptz + interval '2 days'
		and exists (select from signups s where s.event_id = events.id and s.state = 'waiting')`, w.now); n != "0" {
		w.rt.Errorf("at %v: a place is free, and people wait for it", w.now)
	}
}

// end lets time go by until all is over.
func (w market) end() {
	w.dawn(w.t, w.now.AddDate(0, 0, 20))
	w.check()
	w.want(w.t, "0", `select count(*) from events where closes_at is not null`)
	w.want(w.t, "0", `select count(*) from signups where state in ('kurasi', 'waiting')`)
	w.want(w.t, "0", `select count(*) from signups s join events e on e.id = s.event_id where s.state = 'accepted' and e.cancelled_at is null
		and (select count(*) from reminders r where r.member_id = s.member_id and r.ref = e.code and r.kind = 'event_after') <> 1`)
}
