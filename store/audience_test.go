package store_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"langkah/bot"
	"langkah/store"
)

// soul is somebody of whom all is known here, too.
type soul struct {
	id                   int64
	kecamatan, kelurahan string
	field, nib           string
	service, news, named bool
	numbered, gone       bool
	stages               map[int]string
	papers               map[string]string // kind: what is wrong with it
	signups              map[string]string // event: state
	chats                []chatOf
	heard                time.Time
}

type chatOf struct {
	channel string
	heard   time.Time // zero: never
	blocked bool
}

var (
	someKecamatan = []string{"31.71.07", "31.71.01", "31.75.06", "31.74.02"}
	someEvents    = []string{"BZR-001", "BZR-002"}
	someChannels  = []string{"telegram", "whatsapp", "webchat"}
	someStates    = []string{"done", "in_progress", "stuck", "not_needed"}
	somePapers    = []string{"nib", "halal", "pirt"}
)

func among[T any](r *rand.Rand, of []T) T { return of[r.IntN(len(of))] }

func ago(r *rand.Rand) time.Time {
	if r.IntN(4) == 0 {
		return time.Time{}
	}
	return people.Add(-time.Duration(r.IntN(60*24)) * time.Hour)
}

func souls(r *rand.Rand, n int) (list []soul) {
	for i := range n {
		k := among(r, someKecamatan)
		s := soul{id: int64(i + 1), kecamatan: k, kelurahan: fmt.Sprintf("%s.100%d", k, 1+r.IntN(2)), field: among(r, []string{"", "kuliner", "fesyen"}), nib: among(r, []string{"", "yes", "no"}),
			service: r.IntN(8) > 0, news: r.IntN(5) > 0, named: r.IntN(6) > 0, numbered: r.IntN(8) > 0, gone: r.IntN(10) == 0, heard: ago(r),
			stages: map[int]string{}, papers: map[string]string{}, signups: map[string]string{}}
		if r.IntN(6) == 0 {
			s.kecamatan, s.kelurahan = "", ""
		}
		for stage := 1; stage <= 7; stage++ {
			if r.IntN(2) == 0 {
				s.stages[stage] = among(r, someStates)
			}
		}
		for _, p := range somePapers {
			if r.IntN(3) == 0 {
				s.papers[p] = among(r, []string{"", "", "buram"})
			}
		}
		for _, e := range someEvents {
			if r.IntN(2) == 0 {
				s.signups[e] = among(r, []string{"accepted", "attended", "absent", "waiting", "refused", "withdrawn", "cancelled"})
			}
		}
		for _, c := range someChannels {
			if r.IntN(2) == 0 {
				s.chats = append(s.chats, chatOf{c, ago(r), r.IntN(5) == 0})
			}
		}
		list = append(list, s)
	}
	return list
}

func never(at time.Time) any {
	if at.IsZero() {
		return nil
	}
	return at
}

// settle writes souls into an empty city.
func (h house) settle(t *testing.T, list []soul) {
	t.Helper()
	for i, code := range someEvents {
		h.exec(t, `insert into events (id, code, name, kind, venue, starts_at, ends_at, slots, conditions, register_by, organiser)
			values ($1, $2, 'Bazar', 'mall', 'Aula', $3, $3::timestamptz + interval '5 hours', 60, 'gratis', $3, 'Dinas') on conflict do nothing`, i+1, code, people.AddDate(0, 0, 9))
	}
	for _, s := range list {
		number, name := any(nil), any(nil)
		if s.numbered {
			number = fmt.Sprintf("JKP-%07d", s.id)
		}
		if s.named {
			name = "Siti"
		}
		h.exec(t, `insert into members (id, number, name, profile, kecamatan, kelurahan, service, announcements, created_at, erased_at)
			values ($1, $2, $3, jsonb_strip_nulls(jsonb_build_object('field', nullif($4, ''), 'nib', nullif($5, ''))), nullif($6, ''), nullif($7, ''), $8, $9, $10, $11)`,
			s.id, number, name, s.field, s.nib, s.kecamatan, s.kelurahan, s.service, s.news, people, map[bool]any{true: people}[s.gone])
		h.exec(t, `insert into conversations (member_id, updated_at, heard_at) values ($1, $2, $3)`, s.id, people, never(s.heard))
		for _, c := range s.chats {
			h.exec(t, `insert into addresses (member_id, channel, account, address, created_at, heard_at, blocked_at) values ($1, $2, 'ours', $3, $4, $5, $6)`,
				s.id, c.channel, fmt.Sprint(c.channel, s.id), people, never(c.heard), map[bool]any{true: people}[c.blocked])
		}
		for stage, status := range s.stages {
			h.exec(t, `insert into stages (member_id, stage, status, source, at) values ($1, $2, $3, 'test', $4)`, s.id, stage, status, people)
		}
		for kind, wrong := range s.papers {
			h.exec(t, `insert into licences (member_id, kind, returned, at) values ($1, $2, $3, $4)`, s.id, kind, wrong, people)
		}
		for code, state := range s.signups {
			h.exec(t, `insert into signups (event_id, member_id, capacity, state, queued_at, created_at, updated_at) select id, $2, 5, $3, $4, $4, $4 from events where code = $1`, code, s.id, state, people)
		}
	}
}

// meant tells the same as the audience's statement, slowly and from what is known
// here.
func (s soul) meant(a store.Audience, segments map[string]store.Audience) bool {
	within := func(list []string, value string) bool { return len(list) == 0 || slices.Contains(list, value) }
	holds := func(kind string) bool {
		wrong, there := s.papers[kind]
		return there && wrong == "" || kind == "nib" && s.nib == "yes"
	}
	place := func(code string) bool {
		return slices.Contains([]string{"accepted", "attended", "absent"}, s.signups[code])
	}
	all := within(a.Kota, s.kecamatan[:min(5, len(s.kecamatan))]) && within(a.Kecamatan, s.kecamatan) && within(a.Kelurahan, s.kelurahan) && within(a.Fields, s.field)
	for _, x := range a.Stages {
		status := s.stages[x.Stage]
		all = all && (status == x.Status || status == "" && x.Status == "none" || status != "done" && x.Status == "undone")
	}
	for _, kind := range a.Has {
		all = all && holds(kind)
	}
	for _, kind := range a.Lacks {
		all = all && !holds(kind)
	}
	all = all && (a.Joined == "" || place(a.Joined)) && (a.Skipped == "" || !place(a.Skipped))
	all = all && (len(a.Channels) == 0 || slices.ContainsFunc(s.chats, func(c chatOf) bool { return !c.blocked && slices.Contains(a.Channels, c.channel) }))
	all = all && (a.Seen == 0 || !s.heard.IsZero() && !s.heard.Before(people.AddDate(0, 0, -a.Seen)))
	all = all && (a.Unseen == 0 || s.heard.IsZero() || s.heard.Before(people.AddDate(0, 0, -a.Unseen)))
	warm := !s.heard.IsZero() && people.Sub(s.heard) <= bot.ColdAfter
	all = all && (a.Warm == nil || *a.Warm == warm)
	if a.Segment != "" {
		all = all && s.meant(segments[a.Segment], nil)
	}
	return all && (a.Except == nil || !s.meant(*a.Except, segments))
}

// reached tells where they get it: "": nowhere.
func (s soul) reached() bool {
	return s.numbered && !s.gone && s.service && s.news && slices.ContainsFunc(s.chats, func(c chatOf) bool { return !c.blocked })
}

func drawAudience(rt *rapid.T, label string, segments bool) (a store.Audience) {
	some := func(what string, of []string) (list []string) {
		if rapid.IntRange(0, 3).Draw(rt, label+what+"?") == 0 {
			list = rapid.SliceOfNDistinct(rapid.SampledFrom(of), 1, 2, rapid.ID[string]).Draw(rt, label+what)
		}
		return list
	}
	first := func(list []string) string { return strings.Join(list[:min(1, len(list))], "") }
	a.Kota, a.Kecamatan = some("kota", []string{"31.71", "31.75", "31.74"}), some("kecamatan", someKecamatan)
	a.Kelurahan = some("kelurahan", []string{"31.71.07.1001", "31.75.06.1002", "31.71.01.1001"})
	a.Fields, a.Has, a.Lacks = some("field", []string{"kuliner", "fesyen"}), some("has", somePapers), some("lacks", somePapers)
	a.Channels, a.Joined, a.Skipped = some("channel", someChannels), first(some("joined", someEvents)), first(some("skipped", someEvents))
	for _, status := range some("stage", append([]string{"none", "undone"}, someStates...)) {
		a.Stages = append(a.Stages, store.Stand{Stage: rapid.IntRange(1, 7).Draw(rt, label+"step"), Status: status})
	}
	switch rapid.IntRange(0, 8).Draw(rt, label+"seen") {
	case 0:
		a.Seen = rapid.IntRange(1, 50).Draw(rt, label+"days")
	case 1:
		a.Unseen = rapid.IntRange(1, 50).Draw(rt, label+"days")
	case 2:
		warm := rapid.Bool().Draw(rt, label+"warm")
		a.Warm = &warm
	}
	if segments && rapid.IntRange(0, 3).Draw(rt, label+"segment") == 0 {
		a.Segment = "tetap"
	}
	return a
}

// What an audience means is what a slow look at everybody finds, and preflight
// counts whom expansion writes.
func TestAudience(t *testing.T) {
	t.Parallel()
	h := open(t)
	rapid.Check(t, func(rt *rapid.T) {
		h.empty(t)
		list := souls(rand.New(rand.NewPCG(rapid.Uint64().Draw(rt, "city"), 1)), 40)
		h.settle(t, list)
		segments := map[string]store.Audience{"tetap": drawAudience(rt, "segment ", false)}
		if err := h.SaveSegment(t.Context(), store.Segment{Name: "tetap", Audience: segments["tetap"]}, operator, people); err != nil {
			rt.Fatal(err)
		}
		for n := range 5 {
			a := drawAudience(rt, fmt.Sprint(n, " "), true)
			if rapid.Bool().Draw(rt, "but") {
				but := drawAudience(rt, fmt.Sprint(n, " but "), true)
				a.Except = &but
			}
			h.checkAudience(t, rt, list, a, segments)
		}
	})
}

func (h house) checkAudience(t *testing.T, rt *rapid.T, list []soul, a store.Audience, segments map[string]store.Audience) {
	var want []int64
	meant, out := 0, 0
	for _, s := range list {
		switch {
		case !s.meant(a, segments) || !s.numbered || s.gone:
		case !s.service || !s.news:
			out++
		default:
			meant++
			if s.reached() {
				want = append(want, s.id)
			}
		}
	}
	b := h.announce(t, store.Broadcast{Audience: a, Spends: true})
	p, err := h.Preflight(t.Context(), b.Code, onPhones, people)
	if err != nil {
		rt.Fatal(err)
	}
	if p.People != meant || p.OptedOut != out {
		rt.Fatalf("preflight counts %d people and %d who want none, want %d and %d: %+v", p.People, p.OptedOut, meant, out, a)
	}
	h.exec(t, `update broadcasts set state = 'running' where id = $1`, b.ID)
	h.expand(t, people)
	var got []int64
	if err := h.sql.QueryRow(t.Context(), `select array_agg(member_id order by member_id) from outbox where broadcast_id = $1`, b.ID).Scan(&got); err != nil {
		rt.Fatal(err)
	}
	if d := cmp.Diff(want, got); d != "" {
		rt.Fatalf("%+v\nbut %+v\n(-want +got)\n%s", a, a.Except, d)
	}
	if h.checkReach(t, rt, b, p); rt.Failed() {
		rt.Fatalf("%+v", a)
	}
}

// checkReach holds what preflight foretold to what was written.
func (h house) checkReach(t *testing.T, rt *rapid.T, b store.Broadcast, p store.Preflight) {
	tallies, err := h.Tallies(t.Context(), b, people)
	if err != nil {
		rt.Fatal(err)
	}
	foretold, written := map[string]int{}, map[string]int{}
	for _, r := range p.Reach {
		foretold[r.Account.Channel+" queued"] += r.Now
		foretold[r.Account.Channel+" waiting"] += r.Next
		foretold[r.Account.Channel+" skipped"] += r.Full
		foretold[r.Account.Channel+" failed"] += r.Unfilled
	}
	for _, x := range tallies {
		written[x.Account.Channel+" "+x.State] += x.People
	}
	for what, n := range foretold {
		if n != written[what] {
			rt.Errorf("%s: foretold %d, written %d", what, n, written[what])
		}
	}
}
