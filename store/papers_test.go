package store_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"langkah/bot"
	"langkah/flows"
	"langkah/store"
	"langkah/templates/programme"
)

const (
	drawer = `select coalesce(string_agg(concat_ws(' ', kind, number, expires_on, nullif(by_whom, ''), nullif(returned, ''), 'file ' || picture), ', ' order by kind), '') from licences where member_id = $1`
	coming = `select coalesce(string_agg(ref || ' ' || step || ' ' || to_char(due_at at time zone 'Asia/Jakarta', 'YYYY-MM-DD HH24:MI'), ', ' order by due_at), '')
		from reminders where member_id = $1 and kind like 'paper%' and state = 'due'`
)

// seller is a member who sells food and may be reminded.
func (h house) seller(t *testing.T, a bot.Address) int64 {
	t.Helper()
	h.write(t, a)
	h.act(t, a, flows.Register{Profile: flows.Answers{"name": a.ID, "field": "kuliner", "kecamatan": "31.71.07"}})
	h.act(t, a, flows.RecordConsent{Purpose: flows.Service, Given: true, Text: "layanan-1"})
	id, _ := h.member(t, a)
	return id
}

func wibDay(y int, m time.Month, d int) time.Time { return time.Date(y, m, d, 0, 0, 0, 0, bot.WIB) }

func pirt(number string, until time.Time) flows.NotePaper {
	p, _ := programme.PaperOf("pirt")
	return flows.NotePaper{Paper: flows.Paper{Kind: "pirt", Number: number, Expires: until}, Remind: p.Remind}
}

func TestPapersAreNoted(t *testing.T) {
	t.Parallel()
	h := open(t)
	id := h.seller(t, siti)
	if out := h.act(t, siti, flows.MyPapers{}); len(out.Args["Papers"].([]flows.Paper)) != 0 {
		t.Fatalf("there are papers: %+v", out)
	}
	h.act(t, siti, flows.AnswerPaper{Kind: "halal", Answer: flows.PaperSoon})
	h.act(t, siti, flows.AnswerPaper{Kind: "pirt", Answer: flows.NotYet})
	ids := h.keep(t, store.File{Kind: bot.Photo, Name: "foto.jpg", MIME: "image/jpeg", Content: []byte("x"), Expires: people, MemberID: id},
		store.File{Kind: bot.Photo, Name: "foto.jpg", MIME: "image/jpeg", Content: []byte("y"), Expires: people})
	h.act(t, siti, pirt("206317101000126", wibDay(2031, 5, 12)))
	nib := flows.NotePaper{Paper: flows.Paper{Kind: "nib", Number: "1299000000017", Picture: ids[0]}}
	h.act(t, siti, nib)
	h.want(t, fmt.Sprintf("nib 1299000000017 file %d, pirt 206317101000126 2031-05-12", ids[0]), drawer, id)
	h.want(t, "true false", `select (a.expires_at is null) || ' ' || (b.expires_at is null) from files a, files b where a.id = $1 and b.id = $2`, ids[0], ids[1])
	nib.Picture = ids[1] // another's: it is not taken
	h.act(t, siti, nib)
	h.want(t, "true", `select expires_at = $2 from files where id = $1`, ids[0], people)
	h.want(t, "nib 1299000000017, pirt 206317101000126 2031-05-12", drawer, id)
	got := ""
	for _, p := range h.act(t, siti, flows.MyPapers{}).Args["Papers"].([]flows.Paper) {
		got += p.Kind + " " + string(p.Answer) + " " + p.Expires.Format(time.DateOnly) + "; "
	}
	if !strings.Contains(got, "pirt  2031-05-12; ") || !strings.Contains(got, "halal later 0001-01-01; ") || strings.Count(got, ";") != 3 {
		t.Errorf("papers are %s", got)
	}
}

// A word before the end is planned at once, by the day and in the day, and taken
// back when the paper is noted anew; to plan again adds nothing.
func TestEndsArePlanned(t *testing.T) {
	t.Parallel()
	h := open(t)
	id := h.seller(t, siti)
	minute := fmt.Sprintf("%02d:%02d", 9+id%480/60, id%60)
	h.act(t, siti, pirt("1", wibDay(2027, 6, 27)))
	first := fmt.Sprintf("pirt:2027-06-27:210 1 2026-11-29 %[1]s, pirt:2027-06-27:190 2 2026-12-19 %[1]s, pirt:2027-06-27:30 3 2027-05-28 %[1]s", minute)
	h.want(t, first, coming, id)
	if n, err := h.PlanPapers(t.Context(), people); err != nil || n != 0 {
		t.Errorf("planned %d anew: %v", n, err)
	}
	h.want(t, first, coming, id)
	for ref, want := range map[string]string{"pirt:2027-06-27:210": "told", "pirt:2027-06-28:210": "gone", "nib:2027-06-27:210": "gone"} {
		if out := h.act(t, siti, flows.LookAtPaper{Kind: flows.PaperEnds, Ref: ref}); out.Event != want {
			t.Errorf("%s is %s, want %s", ref, out.Event, want)
		}
	}
	h.act(t, siti, pirt("2", wibDay(2027, 1, 1))) // what is past is not planned
	h.want(t, "pirt:2027-01-01:30 3 2026-12-02 "+minute, coming, id)
	h.act(t, siti, flows.NotePaper{Paper: flows.Paper{Kind: "pirt", Number: "3"}})
	h.want(t, "", coming, id)
}

// Brought in by other ways, papers are spoken of as well.
func TestEndsOfOthersArePlanned(t *testing.T) {
	t.Parallel()
	h := open(t)
	id, other := h.seller(t, siti), h.seller(t, budi)
	h.exec(t, `insert into licences (member_id, kind, number, expires_on, at) select id, 'pirt', '1', '2027-06-27', $1 from members`, people)
	h.exec(t, `update members set advised = false where id = $1`, other)
	for range 2 {
		if _, err := h.PlanPapers(t.Context(), people); err != nil {
			t.Fatal(err)
		}
	}
	h.want(t, "3", `select count(*) from reminders where member_id = $1 and kind = 'paper_ends'`, id)
	h.want(t, "0", `select count(*) from reminders where member_id = $1 and kind = 'paper_ends'`, other)
}

func TestMissingIsPlannedOnce(t *testing.T) {
	t.Parallel()
	h := open(t)
	id := h.seller(t, siti)
	h.seller(t, budi)
	h.act(t, budi, flows.NotePaper{Paper: flows.Paper{Kind: "halal", Number: "ID31110000123450920"}})
	plan := func(days int, want int64) {
		t.Helper()
		if n, err := h.PlanPapers(t.Context(), people.AddDate(0, 0, days)); err != nil || n != want {
			t.Errorf("on day %d: %d planned, want %d: %v", days, n, want, err)
		}
	}
	plan(0, 0)  // they have just come
	plan(30, 1) // siti alone
	plan(31, 0)
	h.want(t, "halal true", `select ref || ' ' || ((due_at at time zone 'Asia/Jakarta')::date between $2::date and $2::date + 121 and extract(hour from due_at at time zone 'Asia/Jakarta') between 9 and 17)
		from reminders where member_id = $1`, id, people.AddDate(0, 0, 30).Format(time.DateOnly))
	h.exec(t, `update reminders set state = 'said', created_at = created_at`)
	plan(149, 0)
	plan(151, 1)
	if out := h.act(t, siti, flows.LookAtPaper{Kind: flows.PaperMissing, Ref: "halal"}); out.Event != "told" {
		t.Errorf("what is missing is %s", out.Event)
	}
	h.act(t, siti, flows.AnswerPaper{Kind: "halal", Answer: flows.NotNeeds})
	h.want(t, "0", `select count(*) from reminders where state = 'due'`)
	plan(400, 0)
	if out := h.act(t, siti, flows.LookAtPaper{Kind: flows.PaperMissing, Ref: "halal"}); out.Event != "gone" {
		t.Errorf("what is not needed is %s", out.Event)
	}
}

// Whatever a paper's days are: each word about its end comes on its day, by day,
// never before it was noted, and of the last noting alone.
func TestEndsAreNeverAtNight(t *testing.T) {
	t.Parallel()
	h := open(t)
	id := h.seller(t, siti)
	kinds := []string{"pirt", "bpom", "merek", "nib", "npwp"}
	rapid.Check(t, func(rt *rapid.T) {
		h.exec(t, `delete from licences`)
		h.exec(t, `delete from reminders`)
		last := map[string]time.Time{}
		for range rapid.IntRange(1, 4).Draw(rt, "notes") {
			p, _ := programme.PaperOf(rapid.SampledFrom(kinds).Draw(rt, "kind"))
			until := wibDay(2026, 11, 23).AddDate(0, 0, rapid.IntRange(-400, 4000).Draw(rt, "days"))
			h.act(t, siti, flows.NotePaper{Paper: flows.Paper{Kind: p.Kind, Number: "1", Expires: until}, Remind: p.Remind})
			last[p.Kind] = until
		}
		if _, err := h.PlanPapers(t.Context(), people); err != nil {
			rt.Fatal(err)
		}
		want := 0
		for kind, until := range last {
			p, _ := programme.PaperOf(kind)
			for _, days := range p.Remind {
				due := until.AddDate(0, 0, -days).Add(9*time.Hour + time.Duration(id%480)*time.Minute)
				if due.Before(people) {
					continue
				}
				want++
				ref := fmt.Sprintf("%s:%s:%d", kind, until.Format(time.DateOnly), days)
				if got := h.read(t, `select count(*) from reminders where (member_id, ref, due_at, state) = ($1, $2, $3, 'due')`, id, ref, due); got != "1" {
					rt.Errorf("%s is planned %s times for %s", ref, got, due)
				}
				if bot.Quiet(due) {
					rt.Errorf("%s comes at night: %s", ref, due)
				}
			}
		}
		if got := h.read(t, `select count(*) from reminders where state = 'due'`); got != fmt.Sprint(want) {
			rt.Errorf("%s are due, want %d", got, want)
		}
	})
}

func TestPapersGoAlongWithALink(t *testing.T) {
	t.Parallel()
	h := open(t)
	gone, kept := h.seller(t, siti), h.seller(t, budi)
	h.act(t, siti, pirt("1", wibDay(2031, 5, 12)))
	h.act(t, siti, flows.NotePaper{Paper: flows.Paper{Kind: "nib", Number: "1299000000017"}})
	h.act(t, budi, flows.NotePaper{Paper: flows.Paper{Kind: "nib", Number: "1299000000024"}})
	h.exec(t, store.TakePapers, kept, gone)
	h.want(t, "nib 1299000000024, pirt 1 2031-05-12", drawer, kept)
	h.want(t, "nib 1299000000017, pirt 1 2031-05-12", drawer, gone)
}
