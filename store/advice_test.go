package store_test

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"langkah/bot"
	"langkah/store"
	"langkah/templates/programme"
)

// life is what is known of a member, made up.
type life struct {
	id         int64
	registered time.Time
	stages     map[int]stand
	facts      []string // tags of the profile: trading, field:kuliner, kota:31.71
	papers     map[string]time.Time
	checked    time.Time
	steps      []int
	said       map[string]time.Time
	busy       bool
	visit      visit
	talk       talk
	stall      stall
	silent     bool // stopped what is advised
}

// visit is one to a pendamping.
type visit struct {
	state  string // booked, came, cancelled; "": none
	day    time.Time
	booked time.Time
}

// talk is one with staff: zero, there is none.
type talk struct {
	opened, last time.Time
	closed       bool
}

// stall is a sign-up for an event, which has begun or not.
type stall struct {
	state     string // "": none
	signed    time.Time
	over, off bool
}

type stand struct {
	status string
	at     time.Time
}

// liveliest is the day on which everybody is looked at.
var liveliest = time.Date(2027, 6, 14, 5, 0, 0, 0, bot.WIB)

func day(n int) time.Time { return liveliest.AddDate(0, 0, n).Add(4 * time.Hour) }

func anyLife(t *rapid.T, id int64, names []string) life {
	past := func(what string) time.Time { return day(-rapid.IntRange(1, 400).Draw(t, what)) }
	l := life{id: id, registered: past("registered"), stages: map[int]stand{}, papers: map[string]time.Time{}, said: map[string]time.Time{}}
	for n := 2; n <= 7; n++ {
		if s := rapid.SampledFrom([]string{"", "", "in_progress", "done", "not_needed", "stuck"}).Draw(t, "status"); s != "" {
			l.stages[n] = stand{s, past("stage")}
		}
	}
	l.stages[1] = stand{"done", l.registered}
	l.facts = []string{rapid.SampledFrom([]string{"trading", "starting"}).Draw(t, "trade"), "field:" + rapid.SampledFrom([]string{"kuliner", "jasa"}).Draw(t, "field"), "kota:31.71"}
	for _, paper := range []string{"nib", "pirt", "halal", "bpom"} {
		if rapid.Bool().Draw(t, paper) {
			l.papers[paper] = bot.Day(day(rapid.IntRange(-100, 500).Draw(t, "ends")))
		}
	}
	if rapid.Bool().Draw(t, "checked") {
		l.checked, l.steps = past("check"), []int{rapid.IntRange(2, 4).Draw(t, "step"), rapid.IntRange(5, 7).Draw(t, "step")}
	}
	for range rapid.IntRange(0, 6).Draw(t, "so many said") {
		l.said[rapid.SampledFrom(names).Draw(t, "said")] = past("said on")
	}
	if rapid.IntRange(0, 2).Draw(t, "visits") == 0 {
		l.visit = visit{rapid.SampledFrom([]string{"booked", "came", "cancelled"}).Draw(t, "visit"), bot.Day(day(rapid.IntRange(-20, 7).Draw(t, "visited"))), day(-rapid.IntRange(20, 30).Draw(t, "booked"))}
	}
	if rapid.IntRange(0, 3).Draw(t, "talks") == 0 {
		opened := rapid.IntRange(1, 20).Draw(t, "opened")
		l.talk = talk{day(-opened), day(-rapid.IntRange(1, opened).Draw(t, "last word")), rapid.IntRange(0, 3).Draw(t, "closed") == 0}
	}
	if rapid.IntRange(0, 2).Draw(t, "sells") == 0 {
		l.stall = stall{rapid.SampledFrom([]string{"kurasi", "waiting", "accepted", "refused", "withdrawn", "attended"}).Draw(t, "stall"), past("signed up"),
			rapid.IntRange(0, 3).Draw(t, "over") == 0, rapid.IntRange(0, 3).Draw(t, "called off") == 0}
	}
	l.busy, l.silent = rapid.IntRange(0, 5).Draw(t, "busy") == 0, rapid.IntRange(0, 5).Draw(t, "silent") == 0
	return l
}

// write puts a life into the database.
func (l life) write(t *testing.T, h house) {
	t.Helper()
	profile := map[string]string{"status": l.facts[0], "field": strings.TrimPrefix(l.facts[1], "field:")}
	h.exec(t, `insert into members (id, number, profile, kecamatan, service, advised, created_at, registered_at)
		overriding system value values ($1, 'JKP-' || $1::bigint, $2, '31.71.07', true, $3, $4, $4)`, l.id, profile, !l.silent, l.registered)
	h.exec(t, `insert into addresses (member_id, channel, account, address, created_at) values ($1, 'webchat', 'web', 'p' || $1::bigint, $2)`, l.id, l.registered)
	for n, s := range l.stages {
		h.exec(t, `insert into stages (member_id, stage, status, source, at) values ($1, $2, $3, 'test', $4)`, l.id, n, s.status, s.at)
	}
	for kind, ends := range l.papers {
		h.exec(t, `insert into licences (member_id, kind, expires_on, at) values ($1, $2, $3, $4)`, l.id, kind, ends.Format(time.DateOnly), l.registered)
	}
	if !l.checked.IsZero() {
		h.exec(t, `insert into diagnoses (member_id, answers, steps, at) values ($1, '{}', $2, $3)`, l.id, l.steps, l.checked)
	}
	for rule, at := range l.said {
		h.exec(t, `insert into reminders (member_id, kind, ref, class, due_at, useful_until, state, created_at, settled_at)
			values ($1, 'advice', $2, 'advised', $3, $3, 'said', $3, $3)`, l.id, rule, at)
	}
	if v := l.visit; v.state != "" {
		h.exec(t, `insert into visits (member_id, kecamatan, day, part, seat, state, created_at, updated_at) values ($1, '31.71.07', $2, 'morning', 1, $3, $4, $4)`,
			l.id, v.day.Format(time.DateOnly), v.state, v.booked)
	}
	if k := l.talk; !k.opened.IsZero() {
		h.exec(t, `insert into handoffs (member_id, level, opened_at, rests_at, closed_at, closed_by)
			values ($1, 1, $2, $3::timestamptz + interval '7 days', case when $4 then $3 end, case when $4 then 'staff' else '' end)`, l.id, k.opened, k.last, k.closed)
	}
	if s := l.stall; s.state != "" {
		h.exec(t, `insert into events (id, code, name, kind, venue, starts_at, ends_at, slots, conditions, register_by, organiser, closes_at, cancelled_at)
			overriding system value values ($1, 'BZR-' || $1::bigint, 'Bazar', 'mall', 'Balai Kota', $2, $2::timestamptz + interval '7 hours', 5, '', $2, 'Sudin',
			        case when not $3 then $2::timestamptz end, case when $4 then $5::timestamptz end)`, l.id, day(300), s.over, s.off, s.signed)
		h.exec(t, `insert into signups (event_id, member_id, capacity, state, queued_at, created_at, updated_at) values ($1, $1, 10, $2, $3, $3, $3)`, l.id, s.state, s.signed)
	}
	if l.busy {
		h.exec(t, `insert into reminders (member_id, kind, ref, class, due_at, useful_until, created_at) values ($1, 'training', '', 'advised', $2, $2, $3)`, l.id, day(1), day(-1))
	}
}

// tags are what a rule can ask of it.
func (l life) tags() []string {
	tags := slices.Clone(l.facts)
	for n, s := range l.stages {
		tags = append(tags, fmt.Sprintf("P%d:%s", n, s.status))
	}
	for kind := range l.papers {
		tags = append(tags, "paper:"+kind)
	}
	if l.steps != nil {
		tags = append(tags, "checked")
	}
	return tags
}

// since is the day that a rule counts from.
func (l life) since(r programme.Rule) (at time.Time, ok bool) {
	kind, of, _ := strings.Cut(r.Since, ":")
	switch {
	case kind == "registered":
		at = l.registered
	case kind == "status":
		at = l.stages[r.Stage].at
	case kind == "checked":
		at = l.checked
	case kind == "visit":
		at = l.mentored()
	case kind == "expiry":
		at = l.papers[of]
	case kind[0] == 'P' && l.stages[int(kind[1]-'0')].status == "done":
		at = l.stages[int(kind[1]-'0')].at
	}
	return bot.Day(at), !at.IsZero()
}

// mentored is when they were with a pendamping last.
func (l life) mentored() (at time.Time) {
	if s := l.stages[3]; s.status == "done" {
		at = s.at
	}
	if l.visit.state == "came" && l.visit.day.After(at) {
		at = l.visit.day
	}
	return at
}

// taken tells whether they have something to do that no rule planned.
func (l life) taken() bool {
	held := l.visit.state == "booked" && liveliest.Before(l.visit.day.AddDate(0, 0, 8))
	talks := !l.talk.opened.IsZero() && !l.talk.closed && liveliest.Before(l.talk.last.AddDate(0, 0, 7))
	sells := slices.Contains([]string{"kurasi", "waiting", "accepted"}, l.stall.state) && !l.stall.over && !l.stall.off
	return l.busy || held || talks || sells
}

// holds tells whether a rule is for them.
func (l life) holds(r programme.Rule) bool {
	tags := l.tags()
	lacks := func(tag string) bool { return !slices.Contains(tags, tag) }
	stands := cmp.Or(l.stages[r.Stage].status, "none")
	return slices.Contains(r.Status, stands) && !slices.ContainsFunc(r.With, lacks) && !slices.ContainsFunc(r.Not, func(tag string) bool { return !lacks(tag) })
}

// next is what they are to be reminded of, counted slowly: "rule day hour", ""
// for nothing.
func (l life) next(rules []programme.Rule) string {
	today := bot.Day(liveliest)
	var best programme.Rule
	var bestDay time.Time
	wanted := func(r programme.Rule) int {
		if slices.Contains(l.steps, r.Opens) {
			return 0
		}
		return 1
	}
	later := func(a, b time.Time) time.Time {
		if a.Before(b) {
			return b
		}
		return a
	}
	var lately time.Time
	for _, at := range l.said {
		lately = later(lately, at)
	}
	for _, r := range rules {
		since, ok := l.since(r)
		if !ok || !l.holds(r) || l.taken() || l.silent {
			continue
		}
		due := since.AddDate(0, 0, r.Days)
		if at, said := l.said[r.Name]; said && !bot.Day(at).Before(due) {
			if r.Every == 0 {
				continue
			}
			due = bot.Day(at).AddDate(0, 0, r.Every)
		}
		if !lately.IsZero() {
			due = later(due, bot.Day(lately).AddDate(0, 0, r.Rest))
		}
		order := cmp.Or(later(due, today).Compare(later(bestDay, today)), cmp.Compare(wanted(r), wanted(best)))
		if best.Name == "" || order < 0 {
			best, bestDay = r, due
		}
	}
	if best.Name == "" {
		return ""
	}
	minute := time.Duration(l.id%480) * time.Minute
	at := bestDay.Add(9*time.Hour + minute)
	if !at.After(liveliest) {
		late := int64(today.Sub(bestDay) / (24 * time.Hour))
		if len(l.said) > 0 { // they have heard of us: within a week
			late = min(late, 6)
		}
		at = today.AddDate(0, 0, 1+int(l.id%(1+min(late, 27)))).Add(9*time.Hour + minute)
	}
	return fmt.Sprintf("%d %s %s", l.id, best.Name, at.In(bot.WIB).Format("2006-01-02 15:04"))
}

const pendingAdvice = `select member_id, ref, to_char(due_at at time zone 'Asia/Jakarta', 'YYYY-MM-DD HH24:MI') from reminders
	where kind = 'advice' and state = 'due' order by member_id`

// TestPlanningIsASlowCount: on random lives, what is planned is what a slow count
// finds; nothing changes when it is planned again; other rules replan it once.
func TestPlanningIsASlowCount(t *testing.T) {
	t.Parallel()
	h := open(t)
	rules := programme.Must(programme.Rules())
	var names []string
	for _, r := range rules {
		names = append(names, r.Name)
	}
	rapid.Check(t, func(rt *rapid.T) {
		h.clear(t)
		var want []string
		first := rapid.Int64Range(1, 5000).Draw(rt, "first")
		for i := range rapid.Int64Range(1, 12).Draw(rt, "people") {
			l := anyLife(rt, first+i*37, names)
			l.write(t, h)
			if next := l.next(rules); next != "" {
				want = append(want, next)
			}
		}
		p := planned(t, h, rules, liveliest)
		if got := h.read(t, pendingAdvice); got != strings.Join(want, "; ") || p.Written != len(want) {
			rt.Fatalf("planned %d\n%s\nwant %d\n%s", p.Written, strings.ReplaceAll(got, "; ", "\n"), len(want), strings.Join(want, "\n"))
		}
		h.exec(t, `delete from plannings`)
		if p := planned(t, h, rules, liveliest); p.Written+p.Dropped != 0 {
			rt.Fatalf("planned again, %d are written and %d dropped", p.Written, p.Dropped)
		}
		other := slices.Clone(rules)
		for i := range other {
			other[i].Mark += "x"
		}
		before := h.read(t, pendingAdvice)
		if p := planned(t, h, other, liveliest); p.Written != len(want) || h.read(t, pendingAdvice) != before {
			rt.Fatalf("other rules write %d, want %d", p.Written, len(want))
		}
		if p := planned(t, h, other, liveliest); p.Members != 0 {
			rt.Fatalf("they plan %d a second time", p.Members)
		}
		alike(rt, h, liveliest)
	})
}

// alike fails where an active member has not exactly one thing to come.
func alike(rt *rapid.T, h house, now time.Time) {
	st, err := h.Ahead(rt.Context(), now, 20)
	if err != nil || st.Missing+st.Double != 0 {
		rt.Fatalf("not exactly one next step on %s: %+v %v", now.Format("2 Jan 15:04"), st, err)
	}
}

// TestNobodyIsStuck: whatever members have under way, on every morning for weeks
// each has exactly one thing to come, however late somebody looks; what goes wrong
// is found, and a heal mends all of it.
func TestNobodyIsStuck(t *testing.T) {
	t.Parallel()
	h := open(t)
	rules := programme.Must(programme.Rules())
	rapid.Check(t, func(rt *rapid.T) {
		h.clear(t)
		people := rapid.Int64Range(1, 6).Draw(rt, "people")
		for id := range people {
			anyLife(rt, 1+id, []string{"greeting", "training"}).write(t, h)
		}
		now := liveliest
		for range 4 {
			planned(t, h, rules, now)
			alike(rt, h, now)
			alike(rt, h, now.Add(time.Duration(rapid.IntRange(0, 23).Draw(rt, "later"))*time.Hour))
			whose := rapid.Int64Range(1, people).Draw(rt, "whose")
			h.exec(t, rapid.SampledFrom([]string{
				`delete from reminders where member_id = $1 and kind = 'advice'`,
				`insert into reminders (member_id, kind, class, due_at, useful_until, created_at) values ($1, 'checkup', 'advised', '2027-06-16', '2027-06-30', '2027-06-01') on conflict do nothing`,
				`update visits set state = 'booked', day = '2027-06-30' where member_id = $1`,
				`update handoffs set closed_at = null, closed_by = '', rests_at = '2027-06-30' where member_id = $1`,
				`update signups set state = 'waiting' where member_id = $1`,
			}).Draw(rt, "wrong"), whose)
			st, err := h.Ahead(t.Context(), now, 20)
			if err == nil {
				_, err = h.Heal(t.Context(), rules, st.IDs, now)
			}
			if err != nil {
				rt.Fatal(err)
			}
			alike(rt, h, now)
			now = now.AddDate(0, 0, rapid.IntRange(1, 9).Draw(rt, "days"))
		}
	})
}

// clear leaves nobody.
func (h house) clear(t *testing.T) {
	t.Helper()
	for _, table := range []string{"reminders", "visits", "handoffs", "signups", "events", "diagnoses", "licences", "stages", "stage_log", "addresses", "plannings", "members"} {
		h.exec(t, `delete from `+table)
	}
}

// planned plans a day to its end.
func planned(t *testing.T, h house, rules []programme.Rule, now time.Time) (total store.Planned) {
	t.Helper()
	for {
		p, done, err := h.PlanAdvice(t.Context(), rules, now)
		if err != nil {
			t.Fatal(err)
		}
		total.Members, total.Written, total.Dropped = total.Members+p.Members, total.Written+p.Written, total.Dropped+p.Dropped
		if done {
			return total
		}
	}
}

// TestHeal: who has nothing to come, or too much, is found and mended.
func TestHeal(t *testing.T) {
	t.Parallel()
	h := open(t)
	rules := programme.Must(programme.Rules())
	for id := int64(1); id <= 3; id++ {
		life{id: id, registered: day(-5), stages: map[int]stand{1: {"done", day(-5)}}, facts: []string{"starting", "field:jasa"}}.write(t, h)
	}
	planned(t, h, rules, liveliest)
	h.exec(t, `update reminders set state = 'dropped' where member_id = 1`)
	h.exec(t, `insert into reminders (member_id, kind, ref, class, due_at, useful_until, created_at) values (2, 'training', '', 'advised', $1, $1, $2)`, day(1), day(-1))
	st, err := h.Ahead(t.Context(), liveliest, 10)
	if err != nil || st.Members != 3 || st.Missing != 1 || st.Double != 1 || !slices.Equal(st.IDs, []int64{1, 2}) {
		t.Fatalf("%+v %v", st, err)
	}
	if _, err := h.Heal(t.Context(), rules, st.IDs, liveliest); err != nil {
		t.Fatal(err)
	}
	if st, err = h.Ahead(t.Context(), liveliest, 10); err != nil || st.Missing+st.Double != 0 {
		t.Errorf("healed: %+v %v", st, err)
	}
	h.want(t, "1 check_first; 3 check_first", `select member_id, ref from reminders where kind = 'advice' and state = 'due' order by 1`)
}
