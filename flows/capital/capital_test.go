package capital

import (
	"strings"
	"testing"
	"time"

	"langkah/flows"
)

// TestJudged holds every condition to what is known: kept papers, what was said at
// the registration, reports and the year of the business.
func TestJudged(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)
	for name, c := range map[string]struct {
		known   flows.Answers
		profile flows.Answers
		done    bool // P6
		want    string
	}{
		"nothing is known":           {nil, nil, false, "paper lacks, reports lacks, months open, age open"},
		"all holds":                  {flows.Answers{papers: "halal nib", run: "3", since: "2026-05", age: "yes"}, nil, false, "paper holds, reports holds, months holds, age holds"},
		"a nib as they said":         {nil, flows.Answers{"nib": "yes"}, true, "paper holds, reports holds, months open, age open"},
		"two months, not of age":     {flows.Answers{run: "2", since: "2026-10", age: "no"}, flows.Answers{"nib": "no"}, false, "paper lacks, reports lacks, months open, age lacks"},
		"begun last year":            {nil, flows.Answers{"since": "2025"}, false, "paper lacks, reports lacks, months holds, age open"},
		"begun this year":            {nil, flows.Answers{"since": "2026"}, false, "paper lacks, reports lacks, months open, age open"},
		"only starting":              {nil, flows.Answers{"status": "starting"}, false, "paper lacks, reports lacks, months lacks, age open"},
		"the year is not known":      {nil, flows.Answers{"since": "unknown"}, false, "paper lacks, reports lacks, months open, age open"},
		"the reports began too late": {flows.Answers{since: "2026-06"}, flows.Answers{"since": "2026"}, false, "paper lacks, reports lacks, months open, age open"},
	} {
		v := flows.View{Session: flows.Session{Answers: c.known}, Facts: flows.Facts{Now: now, Person: flows.Person{Number: "JKP-1", Profile: c.profile}}}
		if c.done {
			v.Facts.Person.Stages[flows.Bookkeeping-1] = flows.Done
		}
		kur, _ := offerOf("kur_mikro")
		var got []string
		for _, x := range judged(kur, v) {
			got = append(got, x.of+" "+string(x.mark))
		}
		if got := strings.Join(got, ", "); got != c.want {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
	}
	january := flows.View{Facts: flows.Facts{Now: time.Date(2026, 2, 1, 9, 0, 0, 0, time.UTC), Person: flows.Person{Number: "JKP-1", Profile: flows.Answers{"since": "2026"}}}}
	if m := running(6, january); m != lacks {
		t.Errorf("a business of this year in February has run six months: %s", m)
	}
}

func TestVerdict(t *testing.T) {
	t.Parallel()
	for list, want := range map[string]mark{"": holds, "holds": holds, "holds open": open, "open lacks holds": lacks} {
		var checks []check
		for m := range strings.FieldsSeq(list) {
			checks = append(checks, check{mark: mark(m)})
		}
		if got := verdict(checks); got != want {
			t.Errorf("%s is %s, want %s", list, got, want)
		}
	}
}

func TestWordsThatOpen(t *testing.T) {
	t.Parallel()
	home := flows.View{Session: flows.Session{Flow: "menu", State: "home"}}
	for state, texts := range map[string]string{
		"bpum":    "bpum|BPUM kapan cair?|bantuan umkm|ada bantuan modal ga|blt umkm 2026",
		"jobs":    "lowongan|ada lowongan kerja?|cari kerja|bursa kerja|pelatihan kerja|loker|kerja|looking for a job",
		"look":    "modal|mau pinjam modal|permodalan kak|loan",
		"nowhere": "bantuan|jam kerja|pelatihan|kerja sama|modal 5 juta|bansos ada?|saya sudah berhenti dari tempat yang lama dan sekarang mau cari kerja di sini",
	} {
		for text := range strings.SplitSeq(texts, "|") {
			to, ok := Open(text, home)
			got := to.State
			switch {
			case !ok:
				got = "nowhere"
			case got == "":
				got = "look"
			}
			if got != state {
				t.Errorf("%q opens %s, want %s", text, got, state)
			}
		}
	}
	if _, ok := Open("modal", flows.View{Session: flows.Session{Flow: "registration"}}); ok {
		t.Error("a word of a form's answer leads out of it")
	}
}
