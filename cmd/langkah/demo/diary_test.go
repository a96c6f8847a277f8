package demo

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"langkah/bot"
	"langkah/flows"
	"langkah/store"
)

// At every hour of a day, what people were told and will be is as the rules
// have it, and nothing is late already.
func TestRemindersKeepTheRules(t *testing.T) {
	t.Parallel()
	for hour := range 24 {
		now := monday.Add(time.Duration(hour)*time.Hour + 17*time.Minute)
		d, err := New(4000, now)
		if err != nil {
			t.Fatal(err)
		}
		seen, soon := map[string]int{}, map[string]int{}
		for n := 1; n <= d.Members; n++ {
			keeps(t, fmt.Sprint("demo-", n), member(t, d, n), now, seen)
		}
		for n := 1; n <= d.Visitors; n++ {
			v := visitor(t, d, n)
			keeps(t, fmt.Sprint("demo-tamu-", n), v, now, seen)
			for _, r := range v.Told {
				if r.State == "due" {
					soon[r.Due.Format("02 15")]++
				}
			}
		}
		for _, what := range []string{"form said", "form due", "form due cap", "form dropped cap", "form dropped same_day", "training said", "training due", "training dropped stopped"} {
			if seen[what] == 0 {
				t.Errorf("at %v: no %s in %v", now, what, seen)
			}
		}
		for at, n := range soon {
			if n > d.Visitors/4 {
				t.Errorf("at %v: %d of %d visitors are to be reminded in the hour %s", now, n, d.Visitors, at)
			}
		}
	}
}

func keeps(t *testing.T, who string, r store.Resident, now time.Time, seen map[string]int) {
	t.Helper()
	var said []time.Time
	pending := map[string]int{}
	for _, m := range r.Told {
		seen[strings.TrimSpace(m.Kind+" "+m.State+" "+m.Reason)]++
		ok := !bot.Quiet(m.Due) && m.Until.After(m.Due) && !m.Written.After(now)
		switch m.State {
		case "due":
			pending[m.Kind]++
			ok = ok && m.Due.After(now) && m.Settled.IsZero() && r.Stopped.IsZero()
		case "said":
			waiting := r.Session.Flow == "reminder" || r.Profile == nil
			ok = ok && !bot.Quiet(m.Settled) && strings.Contains(m.Text, "Langkah") == waiting && (len(m.Choices) == 4) == waiting
			said = append(said, m.Settled)
			fallthrough
		default:
			ok = ok && !m.Settled.After(now) && m.Settled.After(m.Written)
		}
		if !ok || pending[m.Kind] > 1 {
			t.Errorf("%s at %v: %+v", who, now, m)
		}
	}
	for i, at := range said {
		if i > 0 && at.In(wib).YearDay() == said[i-1].In(wib).YearDay() || i > 1 && at.Sub(said[i-2]) < store.CapWindow {
			t.Errorf("%s at %v was told too much: %v", who, now, said)
		}
	}
	if r.Heard.After(now) || r.Since.After(now) || !r.Heard.IsZero() && r.Heard.Before(r.Since) {
		t.Errorf("%s at %v came %v and wrote %v", who, now, r.Since, r.Heard)
	}
}

// The first visitor and the seventeenth member are those whom everybody looks at.
func TestTheOnesToLookAtHaveAStory(t *testing.T) {
	t.Parallel()
	d := city(t, Usual)
	story := func(r store.Resident) (list []string) {
		for _, m := range r.Told {
			list = append(list, strings.TrimSpace(fmt.Sprint(m.Kind, m.Step, " ", m.State, " ", m.Reason)))
		}
		return list
	}
	v := visitor(t, d, 1)
	if got := strings.Join(story(v), ", "); got != "form1 said, form2 said, form3 due cap" || v.Session.Flow != "reminder" || v.Session.Parked.Nudged != 2 {
		t.Errorf("demo-tamu-1: %s, %+v", got, v.Session)
	}
	if got := strings.Join(story(member(t, d, 17)), ", "); got != "training1 said" {
		t.Errorf("demo-17: %s", got)
	}
	states := map[string]int{}
	for n := 1; n <= Usual; n++ {
		for _, s := range story(member(t, d, n)) {
			states[s]++
		}
	}
	if states["training1 due"] == 0 || states["training1 said"] < 10 {
		t.Errorf("%v", states)
	}
}

// Whoever was invited can take it up.
func TestAnInvitationCanBeAnswered(t *testing.T) {
	t.Parallel()
	d := city(t, 4000)
	for n := 1; n <= d.Members; n++ {
		m := member(t, d, n)
		if m.Session.Flow == "menu" {
			continue
		}
		if len(m.Told) != 1 || m.Told[0].State != "said" || m.Session.State != "training" || len(m.Session.Offer) != 3 || m.Stages[1] != flows.NotStarted {
			t.Fatalf("demo-%d: %+v", n, m)
		}
		return
	}
	t.Error("nobody stands before an invitation")
}
