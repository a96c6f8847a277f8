package demo

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strconv"
	"time"

	"langkah/flows"
	"langkah/flows/region"
	"langkah/flows/registration"
	"langkah/store"
)

// census makes people up. The n-th is the same however many there are.
type census struct {
	numbers
	now       time.Time
	kelurahan map[string][]region.Kelurahan // by kota
	parts     []stretch                     // of the published city; none: of another
	home      flows.Session                 // where a registration leaves the conversation
	invited   flows.Session                 // and an invitation that nobody has answered

	invitation bubble // but for the name
}

// member is somebody who has registered here.
func (c census) member(n int) (store.Resident, error) {
	d := c.dice(n, 0)
	r := store.Resident{Session: c.home, Consents: noNews}
	if c.parts == nil {
		r.Since = c.registered(even(n, math.Sqrt(3))).Truncate(time.Second)
		r.Stages = c.stages(even(n, math.Sqrt2), d)
	} else {
		r.Reached = c.past(n)
		r.Since, r.Stages = r.Reached[0], standing(r.Reached, d)
		own(&r)
	}
	starts := starting(&r.Stages, d)
	if d.Float64() < 0.72 {
		r.Consents = allNews
	}
	r.Session = c.live(n, &r)
	r.Profile = func() flows.Answers {
		p := c.profile(n, c.dice(n, 1), r.Since.In(wib).Year())
		p[registration.Name] += sample
		if !r.Consents[1].Given || !r.Stopped.IsZero() {
			p[registration.News] = "no"
		}
		suit(p, r.Stages[3], starts)
		return p
	}
	return r, c.invite(&r)
}

// What people consent to: both, or the service alone.
var (
	allNews = consents(true)
	noNews  = consents(false)
)

func consents(news bool) []flows.RecordConsent {
	return []flows.RecordConsent{
		{Purpose: flows.Service, Given: true, Text: registration.ServiceText},
		{Purpose: flows.Announcements, Given: news, Text: registration.NewsText},
	}
}

// starting: of those who have got no further than P3 some are only about to
// start, and have nothing to do with the later steps yet.
func starting(stages *[7]flows.StageStatus, d *rand.Rand) bool {
	for _, s := range stages[3:] {
		if s == flows.Done {
			return false
		}
	}
	if d.Float64() > 0.3 {
		return false
	}
	clear(stages[3:])
	return true
}

// profile is what somebody who sells already answers in that year.
func (c census) profile(n int, d *rand.Rand, year int) flows.Answers {
	who := pick(d, firstNames)
	place := pick(d, c.kelurahan[c.numbers.home(even(n, math.Phi))])
	trade := trades[0] // four of five sell food
	if d.Float64() > 0.8 {
		trade = pick(d, trades[1:])
	}
	return flows.Answers{
		registration.Before:    weighted(d, "no", 88, "yes", 9, "unsure", 3),
		registration.Name:      who.name + " " + pick(d, lastNames),
		registration.Status:    "trading",
		registration.Business:  business(d, trade, who),
		registration.Field:     trade.field,
		registration.Since:     since(d, year),
		registration.Omzet:     weighted(d, "-", 6, "1000000", 15, "2000000", 18, "3000000", 17, "5000000", 18, "7500000", 10, "10000000", 9, "20000000", 5, "45000000", 2),
		registration.NIB:       weighted(d, "no", 80, "unsure", 20),
		registration.Kecamatan: place.KecamatanCode,
		registration.Kelurahan: place.Code,
		registration.Phone:     fmt.Sprintf("+6281299%06d", n*7919%1_000_000), // 7919 is prime to a million: no number twice
		registration.News:      "yes",
	}
}

// anybody is not a member: somebody who answers today.
func (c census) anybody(n int) flows.Answers {
	return c.profile(Most+n, c.dice(n, 3), c.now.In(wib).Year())
}

// suit makes answers fit the steps: the licence of P4 is a NIB, and whoever is
// about to start is asked less.
func suit(p flows.Answers, licences flows.StageStatus, starts bool) {
	if licences == flows.Done {
		p[registration.NIB] = "yes"
	}
	if !starts {
		return
	}
	p[registration.Status] = "starting"
	for _, of := range []string{registration.Business, registration.Field, registration.Since, registration.Omzet, registration.NIB} {
		delete(p, of)
	}
}

func since(d *rand.Rand, year int) string {
	if d.IntN(25) == 0 {
		return "-"
	}
	return strconv.Itoa(year - int(math.Floor(20*d.Float64()*d.Float64())))
}

func business(d *rand.Rand, t trade, who firstName) string {
	if d.IntN(7) == 0 { // a stall without a name
		return "-"
	}
	return pick(d, t.goods) + " " + who.title + " " + who.name
}

func pick[T any](d *rand.Rand, list []T) T { return list[d.IntN(len(list))] }

// weighted picks one of "value", weight, … where the weights are percents.
func weighted(d *rand.Rand, list ...any) string {
	at := d.IntN(100)
	for i := 0; i < len(list); i += 2 {
		if at -= list[i+1].(int); at < 0 {
			return list[i].(string)
		}
	}
	return list[0].(string)
}
