package store_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"langkah/bot"
	"langkah/flows"
	"langkah/store"
)

// row is what the database should hold of one address's own member.
type row struct {
	registered time.Time // zero: no
	into       int       // who they go on as; -1: themselves
	status     [8]flows.StageStatus
	done       [8]time.Time
	papers     map[string]time.Time
	products   map[string]time.Time
	months     map[string]time.Time
	trained    map[string]time.Time // by organiser, the first class that ended
	erased     []time.Time          // while they had a number
}

// lives are a few people and what they do, kept beside the database.
type lives struct {
	house
	t      *testing.T
	rt     *rapid.T
	now    time.Time
	rows   []row
	merges [][2]int // kept, gone; -1: undone
	held   []heldClass
	serial int
}

type heldClass struct {
	organiser string
	at        time.Time
}

func (y *lives) at(i int) bot.Address { return at(fmt.Sprint("p", i)) }

func (y *lives) root(i int) int {
	for y.rows[i].into >= 0 {
		i = y.rows[i].into
	}
	return i
}

// group is everybody who goes on as somebody, they first.
func (y *lives) group(root int) (list []int) {
	list = []int{root}
	for i := range y.rows {
		if i != root && y.root(i) == root {
			list = append(list, i)
		}
	}
	return list
}

// pass moves the clock on, often to where the days of Jakarta and of UTC differ.
func (y *lives) pass() {
	y.now = y.now.Truncate(24*time.Hour).AddDate(0, 0, rapid.IntRange(0, 9).Draw(y.rt, "days")).
		Add(rapid.SampledFrom([]time.Duration{0, time.Second, 6 * time.Hour, 17*time.Hour - time.Second, 17 * time.Hour, 24*time.Hour - time.Second}).Draw(y.rt, "hour")).
		Add(time.Duration(y.serial) * time.Microsecond) // no two at once
	y.serial++
}

func (y *lives) step() {
	before := y.now
	if y.pass(); y.now.Before(before) {
		y.now = before.Add(time.Microsecond)
	}
	i := rapid.IntRange(0, len(y.rows)-1).Draw(y.rt, "who")
	switch rapid.IntRange(0, 13).Draw(y.rt, "what") {
	case 0, 1:
		y.register(i)
	case 2, 3, 4, 5:
		y.mark(i)
	case 6:
		y.takeBack(i)
	case 7:
		y.link(i, rapid.IntRange(0, len(y.rows)-1).Draw(y.rt, "with"))
	case 8:
		y.unlink(i)
	case 9:
		y.erase(i)
	case 10:
		y.train(i)
	default:
		y.thing(i)
	}
}

func (y *lives) register(i int) {
	y.asks(y.t, y.at(i), y.now, flows.Register{Profile: profile})
	r := &y.rows[y.root(i)]
	if r.registered.IsZero() {
		r.registered = y.now
		r.note(1, flows.Done, y.now)
	}
}

func (r *row) note(stage int, s flows.StageStatus, at time.Time) {
	switch {
	case r.status[stage] == flows.Done:
	case s == flows.Done:
		r.status[stage], r.done[stage] = s, at
	default:
		r.status[stage] = s
	}
}

func (y *lives) mark(i int) {
	stage := rapid.IntRange(2, 7).Draw(y.rt, "stage")
	s := rapid.SampledFrom([]flows.StageStatus{flows.Done, flows.Done, flows.InProgress, flows.Stuck, flows.NotNeeded}).Draw(y.rt, "status")
	y.asks(y.t, y.at(i), y.now, flows.MarkStage{Stage: stage, Status: s, Source: "test"})
	y.rows[y.root(i)].note(stage, s, y.now)
}

func (y *lives) takeBack(i int) {
	stage := rapid.IntRange(2, 7).Draw(y.rt, "stage")
	member, _ := y.member(y.t, y.at(i))
	y.exec(y.t, `delete from stages where member_id = $1 and stage = $2`, member, stage)
	r := &y.rows[y.root(i)]
	r.status[stage], r.done[stage] = "", time.Time{}
}

// link has two become one; the one who stays takes over what the other is
// further with.
func (y *lives) link(a, b int) {
	from, to := y.root(a), y.root(b)
	if from == to {
		return
	}
	kept, gone := from, to
	if stays, _ := y.house.link(y.t, y.at(a), y.at(b), y.now).Args["Stays"].(bool); stays {
		kept, gone = to, from
	}
	order := []flows.StageStatus{"", flows.NotNeeded, flows.Stuck, flows.InProgress, flows.Done}
	k, g := &y.rows[kept], &y.rows[gone]
	for stage := range g.status {
		if slices.Index(order, g.status[stage]) > slices.Index(order, k.status[stage]) {
			k.note(stage, g.status[stage], y.now)
		}
	}
	g.into = kept
	y.merges = append(y.merges, [2]int{kept, gone})
}

// unlink is what staff do: the latest link of a person.
func (y *lives) unlink(i int) {
	member, _ := y.member(y.t, y.at(i))
	parted, err := y.Unlink(y.t.Context(), member, y.now, func(store.Parted) ([]store.Bubble, error) { return nil, nil })
	if err != nil {
		y.t.Fatal(err)
	}
	if len(parted) == 0 {
		return
	}
	all := y.group(y.root(i))
	for n := len(y.merges) - 1; n >= 0; n-- {
		if m := y.merges[n]; m[0] >= 0 && slices.Contains(all, m[0]) {
			y.rows[m[1]].into, y.merges[n] = -1, [2]int{-1, -1}
			return
		}
	}
	y.t.Fatal("parted whom nobody had linked")
}

func (y *lives) erase(i int) {
	y.asks(y.t, y.at(i), y.now, flows.EraseMember{})
	root := y.root(i)
	for _, who := range y.group(root) {
		r := &y.rows[who]
		if !r.registered.IsZero() {
			y.rows[root].erased = append(y.rows[root].erased, y.now)
		}
		*r = row{into: r.into, erased: r.erased}
	}
	y.rows[root].erased = slices.Compact(y.rows[root].erased)
}

// train has somebody have been to a class that ends now.
func (y *lives) train(i int) {
	organiser := rapid.SampledFrom([]string{"Sudin", "Kampus"}).Draw(y.rt, "organiser")
	member, _ := y.member(y.t, y.at(i))
	y.exec(y.t, `
		with class as (
		    insert into classes (code, title, kind, organiser, venue, starts_at, ends_at, capacity)
		    values ($1, 't', 'k', $2, 'v', $3::timestamptz - interval '3 hours', $3, 9) returning id
		)
		insert into bookings (class_id, member_id, state, created_at, updated_at) select id, $4, 'attended', $3, $3 from class`,
		fmt.Sprint("C", y.serial), organiser, y.now, member)
	y.held = append(y.held, heldClass{organiser, y.now})
	first(&y.rows[y.root(i)].trained, organiser, y.now)
}

// thing is a paper, a product or a month: the row of each is there once.
func (y *lives) thing(i int) {
	member, _ := y.member(y.t, y.at(i))
	r := &y.rows[y.root(i)]
	switch n := rapid.IntRange(1, 3).Draw(y.rt, "which"); rapid.IntRange(0, 2).Draw(y.rt, "thing") {
	case 0:
		kind := []string{"", "nib", "pirt", "halal"}[n]
		y.exec(y.t, `insert into licences (member_id, kind, at) values ($1, $2, $3) on conflict do nothing`, member, kind, y.now)
		first(&r.papers, kind, y.now)
	case 1:
		y.exec(y.t, `insert into products (member_id, name, at) values ($1, $2, $3)`, member, fmt.Sprint("Kue ", n), y.now)
		first(&r.products, fmt.Sprint(n), y.now)
	case 2:
		y.exec(y.t, `insert into omzets (member_id, month, omzet, at) values ($1, make_date(2026, $2, 1), 5, $3) on conflict do nothing`, member, n, y.now)
		first(&r.months, fmt.Sprint(n), y.now)
	}
}

// first keeps the earliest.
func first(into *map[string]time.Time, name string, at time.Time) {
	if *into == nil {
		*into = map[string]time.Time{}
	}
	if was, is := (*into)[name]; !is || at.Before(was) {
		(*into)[name] = at
	}
}

// empty has everybody gone; what is append-only stands in no way.
const empty = `set session_replication_role = replica; truncate members, classes cascade; set session_replication_role = origin`

// TestTheReportIsRight: whatever happened, and whatever days are asked for, the
// report says what somebody finds who counts person by person.
func TestTheReportIsRight(t *testing.T) {
	t.Parallel()
	h := open(t)
	rapid.Check(t, func(rt *rapid.T) {
		h.exec(t, empty)
		y := &lives{house: h, t: t, rt: rt, now: time.Date(2026, 1, 31, 20, 0, 0, 0, time.UTC), rows: make([]row, 5)}
		for i := range y.rows {
			y.rows[i].into = -1
			y.write(t, y.at(i))
		}
		for range rapid.IntRange(1, 60).Draw(rt, "steps") {
			y.step()
		}
		for range 4 {
			from := time.Date(2026, 1, 31, 0, 0, 0, 0, bot.WIB).AddDate(0, 0, rapid.IntRange(0, 200).Draw(rt, "from"))
			p := store.Period{From: from, To: from.AddDate(0, 0, rapid.IntRange(0, 100).Draw(rt, "length"))}
			got, err := y.Report(t.Context(), p)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(y.counted(p), got); diff != "" {
				rt.Fatalf("%s to %s (-counted, +report):\n%s", p.From.Format(time.DateOnly), p.To.Format(time.DateOnly), diff)
			}
		}
	})
}
