package demo

import (
	"maps"
	"math"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"langkah/flows"
	"langkah/flows/calendar"
	"langkah/flows/catalogue"
	"langkah/flows/region"
	"langkah/flows/registration"
	"langkah/flows/understand"
	"langkah/store"
)

var monday = time.Date(2026, 11, 23, 9, 0, 0, 0, wib)

func city(t *testing.T, members int) store.Demo {
	t.Helper()
	d, err := New(members, monday)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func member(t *testing.T, d store.Demo, n int) store.Resident {
	t.Helper()
	r, err := d.Member(n)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func visitor(t *testing.T, d store.Demo, n int) store.Resident {
	t.Helper()
	r, err := d.Visitor(n)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestTheCityIsWhole(t *testing.T) {
	t.Parallel()
	c := City(monday)
	if len(c.Centres) != 44 || len(c.Classes) != 60 || len(c.Events) != 20 {
		t.Fatalf("%d centres, %d classes, %d bazaars", len(c.Centres), len(c.Classes), len(c.Events))
	}
	with := map[string]bool{}
	for _, x := range c.Classes {
		with[x.Kecamatan] = true
		if _, ok := region.KecamatanByCode(x.Kecamatan); !ok && x.Kecamatan != "" || !x.Sample || !x.Ends.After(x.Starts) {
			t.Errorf("class %+v", x)
		}
	}
	online, everywhere := 0, 0
	for _, x := range c.Events {
		if x.Kind == "online" {
			online++
		}
		if x.Kota == "" {
			everywhere++
		}
		if !x.Sample || !x.Ends.After(x.Starts) || !x.RegisterBy.Before(x.Starts) {
			t.Errorf("bazaar %+v", x)
		}
	}
	if len(with) != 45 || online != 5 || everywhere != 1 { // 44 kecamatan, and online
		t.Errorf("classes in %d places, %d online bazaars, %d everywhere", len(with), online, everywhere)
	}
	if c.Classes[0].Starts.Format(time.RFC3339) != "2026-11-25T09:00:00+07:00" {
		t.Errorf("today the calendar stays: %v", c.Classes[0].Starts)
	}
}

func TestTheCalendarFollowsTheClock(t *testing.T) {
	t.Parallel()
	then := City(monday)
	for _, days := range []int{-3000, -20, -1, 1, 2, 3, 9, 40, 700, 5000} {
		now := monday.AddDate(0, 0, days)
		soonest := now.AddDate(10, 0, 0)
		for i, c := range City(now).Classes {
			was := then.Classes[i]
			if c.Starts.Weekday() != was.Starts.Weekday() && calendar.Workday(c.Starts.AddDate(0, 0, -1)) || c.Starts.Format("15.04") != was.Starts.Format("15.04") ||
				len(c.Days) != len(was.Days) || !c.Days[0].Starts.Equal(c.Starts) || c.Days[0].Ends.Sub(c.Starts) != was.Days[0].Ends.Sub(was.Starts) {
				t.Fatalf("%d days on: %v became %v", days, was, c)
			}
			for _, d := range c.Days {
				if len(c.Days) > 1 && !calendar.Workday(d.Starts) {
					t.Errorf("%d days on: %s is on %v", days, c.Code, d.Starts)
				}
			}
			soonest = earlier(soonest, c.Starts)
		}
		for _, e := range City(now).Events {
			soonest = earlier(soonest, e.RegisterBy)
		}
		if away := soonest.Sub(now); away <= 0 || away > 7*24*time.Hour {
			t.Errorf("%d days on the first date is %s away", days, away)
		}
	}
}

func TestMembersFollowTheNumbers(t *testing.T) {
	t.Parallel()
	const n = 20_000
	d := city(t, n)
	kota, done, other := map[string]float64{}, [7]float64{}, 0.0
	phones := map[string]bool{}
	for i := 1; i <= n; i++ {
		m := member(t, d, i)
		p := m.Profile()
		kota[p[registration.Kecamatan][:5]] += 1.0 / n
		phones[p[registration.Phone]] = true
		for s, status := range m.Stages {
			switch status {
			case flows.Done:
				done[s] += 1.0 / n
			case flows.InProgress, flows.Stuck, flows.NotNeeded:
				other += 1.0 / n
			}
		}
		if m.Since.Before(beginning) || !m.Since.Before(monday) {
			t.Fatalf("registered at %v", m.Since)
		}
	}
	for code, want := range map[string]float64{"31.71": 0.142, "31.72": 0.162, "31.73": 0.198, "31.74": 0.276, "31.75": 0.209, "31.01": 0.014} {
		if math.Abs(kota[code]-want) > 0.002 {
			t.Errorf("kota %s has %.3f, want %.3f", code, kota[code], want)
		}
	}
	for s, want := range []float64{1, 0.622, 0.554, 0.522, 0.156, 0.116, 0.022} {
		if math.Abs(done[s]-want) > 0.01 {
			t.Errorf("P%d has %.3f, want %.3f", s+1, done[s], want)
		}
	}
	if len(phones) != n || other < 0.2 {
		t.Errorf("%d phone numbers, %.2f steps a member under way", len(phones), other)
	}
}

var longNumber = regexp.MustCompile(`\d{14,}`)

// A member's profile has what a registration asks, and can be read again.
func TestMembersAreBelievable(t *testing.T) {
	t.Parallel()
	d := city(t, Usual)
	keys := map[string]string{}
	for i := 1; i <= 500; i++ {
		m := member(t, d, i)
		p := m.Profile()
		keys[p[registration.Status]] = strings.Join(slices.Sorted(maps.Keys(p)), " ")
		if len(registration.Card(p)) != len(p) {
			t.Errorf("member %d: some of %v is not on the card", i, p)
		}
		if k, ok := region.KelurahanByCode(p[registration.Kelurahan]); !ok || k.KecamatanCode != p[registration.Kecamatan] {
			t.Errorf("member %d lives in %v", i, p)
		}
		name, own := strings.CutSuffix(p[registration.Name], sample)
		if got, why := understand.Name(name); !own || got != name {
			t.Errorf("member %d is called %q: %q %s", i, p[registration.Name], got, why)
		}
		if phone, why := understand.Phone(p[registration.Phone]); phone != p[registration.Phone] || !strings.HasPrefix(phone, "+6281299") {
			t.Errorf("member %d has the number %q: %s", i, p[registration.Phone], why)
		}
		if (p[registration.News] == "yes") != (m.Consents[1].Given && m.Stopped.IsZero()) {
			t.Errorf("member %d: %v, but consents %v", i, p, m.Consents)
		}
		if p[registration.NIB] != "yes" && m.Stages[3] == flows.Done || longNumber.MatchString(strings.Join(slices.Collect(maps.Values(p)), " ")) {
			t.Errorf("member %d: %v %v", i, p, m.Stages)
		}
	}
	want := map[string]string{"starting": "before kecamatan kelurahan name news phone status",
		"trading": "before business field kecamatan kelurahan name news nib omzet phone since status"}
	if diff := cmp.Diff(want, keys); diff != "" {
		t.Error(diff)
	}
	more := city(t, 5000)
	mine, theirs := member(t, d, 17), member(t, more, 17)
	if diff := cmp.Diff([]any{mine.Profile(), mine.Stages, mine.Since}, []any{theirs.Profile(), theirs.Stages, theirs.Since}); diff != "" {
		t.Errorf("17 is somebody else in a bigger city: %s", diff)
	}
	if home := member(t, d, 17).Session; home.Flow != "menu" || home.State != "home" || home.Parked != nil || home.Misses != 0 {
		t.Errorf("17 is at %+v", home)
	}
}

// Visitors can be talked to where they stopped.
func TestVisitorsCanGoOn(t *testing.T) {
	t.Parallel()
	d := city(t, 4000)
	r := catalogue.Router()
	at, parked := map[string]bool{}, 0
	for i := 1; i <= d.Visitors; i++ {
		v := visitor(t, d, i)
		form := &v.Session
		if v.Session.Parked != nil {
			form, parked = v.Session.Parked, parked+1
		}
		at[form.State] = true
		if v.Profile != nil || form.Flow != "registration" || form.Answers[registration.Consent] != "yes" || len(v.Consents) != 1 || !v.Consents[0].Given {
			t.Fatalf("visitor %d: %+v", i, v)
		}
		turn, err := r.Begin(v.Session, flows.Input{Text: "lanjut"}, flows.Facts{Now: monday})
		if err != nil || turn.Session().Flow != "registration" || turn.Session().State != form.State {
			t.Fatalf("visitor %d goes on at %+v: %v", i, turn.Session(), err)
		}
	}
	if d.Visitors != 200 || parked < 60 || len(at) < 10 {
		t.Errorf("%d visitors, %d of them in the menu, stopped at %v", d.Visitors, parked, at)
	}
}

// The demo may be of a day before the programme's figures were published.
func TestACityOfThePast(t *testing.T) {
	t.Parallel()
	now := time.Date(2021, 3, 1, 9, 0, 0, 0, wib)
	d, err := New(Usual, now)
	if err != nil {
		t.Fatal(err)
	}
	for i := range Usual {
		if m := member(t, d, i+1); !m.Since.Before(now) {
			t.Fatalf("member %d registers in the future, at %v", i+1, m.Since)
		}
	}
}
