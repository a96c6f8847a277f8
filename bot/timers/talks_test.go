package timers_test

import (
	"fmt"
	"regexp"
	"slices"
	"testing"
	"time"

	"golang.org/x/sync/errgroup"
	"pgregory.net/rapid"

	"langkah/bot"
	"langkah/flows"
	"langkah/flows/calendar"
)

// office is a few people and staff who write at once, to two replicas.
type office struct {
	*world
	rt     *rapid.T
	people []string
	staff  []string
	marked int64 // the newest bubble before the step
}

// asks are what people write; the words that are heard in silence are among them.
var asks = []string{"petugas", "petugas", "petugas", "halo", "1", "2", "status", "tanya dong", "gratis?", "0", "menu", "selesai", "berhenti", "hapus data", "ya", "daftar", "pelatihan"}

// answers are what staff write.
var answers = []string{"meja", "meja", "1", "1", "2", "Besok jam 9, ya", "Bawa KTP", "sebentar ya", "selesai", "petugas", "menu"}

func newOffice(t *testing.T) *office {
	o := &office{world: build(t, 2), people: []string{"p0", "p1", "p2", "p3", "p4"}}
	t.Cleanup(o.close)
	for i, who := range []flows.Staff{
		{Name: "Rina", Role: flows.Pendamping, Kecamatan: []string{"31.74.01"}}, {Name: "Dewi", Role: flows.Officer}, {Name: "Joko", Role: flows.Admin}, {Name: "Tono", Role: flows.Trainer},
	} {
		_, code, err := o.store.AddStaff(t.Context(), who, o.now)
		if err != nil {
			t.Fatal(err)
		}
		name := fmt.Sprint("s", i)
		o.staff = append(o.staff, name)
		o.says(name, code)
	}
	for _, name := range o.people {
		o.says(name, "halo")
	}
	o.settle()
	o.enrol()
	return o
}

// enrol makes members of those who are none, in one kecamatan or another.
func (o *office) enrol() {
	o.exec(`update members m set number = 'JKP-' || m.id, name = 'Orang ' || m.id, service = true, registered_at = $1,
		kecamatan = case when m.id % 3 = 0 then '31.75.06' else '31.74.01' end
		where number is null and merged_into is null and exists (select from addresses a where a.member_id = m.id and a.address like 'p%')`, o.now)
}

// TestTalksInAnyOrder: whatever people and staff write, one after the other and
// at once: no bot answers where staff do, everybody has one open talk at most,
// and what nobody answers is brought before the next.
func TestTalksInAnyOrder(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	rapid.Check(t, func(rt *rapid.T) {
		o.rt = rt
		for range rapid.IntRange(3, 10).Draw(rt, "steps") {
			o.step()
		}
		if rapid.IntRange(0, 5).Draw(rt, "days pass") == 0 {
			was := o.now // three days on which offices are open, however long the holidays are
			o.pass(calendar.Workdays(bot.Day(was).AddDate(0, 0, 1), 3)[2].Add(20 * time.Hour).Sub(was))
			o.raised(was)
		}
		o.enrol()
	})
}

func (o *office) step() {
	before := o.open()
	o.marked = value[int64](o.world, `select coalesce(max(id), 0) from outbox`)
	wrote := map[string][]string{}
	for range rapid.IntRange(1, 4).Draw(o.rt, "at once") {
		name := rapid.SampledFrom(append(slices.Clone(o.people), o.staff...)).Draw(o.rt, "who")
		texts := asks
		if name[0] == 's' {
			texts = answers
		}
		for range rapid.IntRange(1, 2).Draw(o.rt, "messages") {
			wrote[name] = append(wrote[name], rapid.SampledFrom(texts).Draw(o.rt, "text"))
		}
		o.says(name, wrote[name][max(0, len(wrote[name])-2):]...)
	}
	switch rapid.IntRange(0, 9).Draw(o.rt, "beside") {
	case 0:
		o.link()
	case 1:
		o.press(rapid.SampledFrom(o.people).Draw(o.rt, "presses"))
	case 2:
		o.now = o.now.Add(rapid.SampledFrom([]time.Duration{time.Minute, time.Hour, 5 * time.Hour, 20 * time.Hour}).Draw(o.rt, "later"))
	}
	o.together()
	o.settle()
	o.check(before, wrote)
}

// together has both replicas answer.
func (o *office) together() {
	var g errgroup.Group
	for _, r := range o.parts {
		g.Go(func() error { return r.engine.Drain(o.t.Context()) })
		g.Go(func() error { _, err := r.timers.Fire(o.t.Context()); return err })
	}
	if err := g.Wait(); err != nil {
		o.rt.Fatal(err)
	}
}

var linkCode = regexp.MustCompile(`SAMBUNG ([A-Z0-9]{6})`)

// link makes two people one, if neither is being talked with.
func (o *office) link() {
	a, b := rapid.SampledFrom(o.people).Draw(o.rt, "gives"), rapid.SampledFrom(o.people).Draw(o.rt, "takes")
	o.says(a, "hubungkan")
	o.settle()
	said := value[string](o.world, `select coalesce((select text from outbox o join addresses a on a.id = o.address_id where a.address = $1 order by o.id desc limit 1), '')`, a)
	if m := linkCode.FindStringSubmatch(said); m != nil && a != b {
		o.says(b, "sambung "+m[1], "ya")
	}
}

// press presses a button of long ago.
func (o *office) press(name string) {
	o.n++
	err := o.parts[0].engine.Accept(o.t.Context(), []bot.Inbound{{From: bot.Address{Channel: "webchat", Account: "web", ID: name},
		ExternalID: fmt.Sprint(o.n), Kind: bot.Pick, Pick: "menu.home:training"}})
	if err != nil {
		o.rt.Fatal(err)
	}
}

// open are the open talks: whose chat, and which.
func (o *office) open() map[string]int64 {
	rows, err := o.sql.Query(o.t.Context(), `
		select a.address, h.id from handoffs h join addresses a on a.member_id = h.member_id where h.closed_at is null`)
	if err != nil {
		o.rt.Fatal(err)
	}
	defer rows.Close()
	found := map[string]int64{}
	for rows.Next() {
		var name string
		var id int64
		if err := rows.Scan(&name, &id); err != nil {
			o.rt.Fatal(err)
		}
		found[name] = id
	}
	return found
}

const arrived = `text not like 'Sudah kami teruskan%'`

var never = map[string]string{
	"answers to what staff answer": `select count(*) from outbox o join inbox i on i.id = o.inbox_id where i.quiet and o.lane = 0 and o.class is null and o.text <> '' and o.` + arrived,
	"answers of before, still to leave": `select count(*) from outbox o join handoffs h on h.member_id = o.member_id and h.closed_at is null
		where o.state = 'queued' and o.lane = 0 and o.class is null and o.created_at < h.opened_at`,
	"two open talks of one person": `select count(*) from (select from handoffs where closed_at is null group by member_id having count(*) > 1) x`,
	"waiting, and raised never":    `select count(*) from handoffs where closed_at is null and waiting_since is not null and escalate_at is null and level < 3`,
	"raised though answered":       `select count(*) from handoffs where escalate_at is not null and (waiting_since is null or closed_at is not null)`,
	"said, and nobody was told":    `select count(*) from handoff_lines l where l.staff_id is null and not exists (select from outbox o where o.handoff_id = l.handoff_id and o.lane = 1)`,
	"a turn that failed":           `select count(*) from inbox where state = 'quarantined'`,
}

func (o *office) check(before map[string]int64, wrote map[string][]string) {
	for what, query := range never {
		if n := value[int](o.world, query); n != 0 {
			o.rt.Fatalf("%s: %d; %s", what, n, value[string](o.world, `select coalesce(string_agg(i.kind || ' ' || i.text || i.pick || ': ' || o.text, ' | '), '') from outbox o join inbox i on i.id = o.inbox_id where i.quiet and o.lane = 0`))
		}
	}
	after := o.open()
	for name, id := range before {
		texts := wrote[name]
		if after[name] != id || len(texts) == 0 || slices.Contains(texts, "berhenti") {
			continue
		}
		if n := value[int](o.world, `
			select count(*) from outbox o join addresses a on a.id = o.address_id
			where a.address = $1 and o.id > $2 and o.lane = 0 and o.class is null and o.`+arrived, name, o.marked); n != 0 {
			o.rt.Fatalf("%s writes %q to staff, and the bot answers", name, texts)
		}
	}
}

// raised: after some days everybody has been told of what nobody has answered since.
func (o *office) raised(was time.Time) {
	if n := value[int](o.world, `select count(*) from handoffs where closed_at is null and waiting_since <= $1 and level < 3`, was); n != 0 {
		o.rt.Fatalf("nobody was told of: %d talks", n)
	}
	if n := value[int](o.world, `select count(*) from handoffs where escalate_at <= $1`, o.now); n != 0 {
		o.rt.Fatalf("should be raised now: %d talks", n)
	}
}
