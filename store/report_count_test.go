package store_test

import (
	"maps"
	"slices"
	"time"

	"langkah/bot"
	"langkah/flows"
	"langkah/store"
)

// dayOf is the day in Jakarta, as people write it: compared as a text.
func dayOf(at time.Time) string { return at.In(bot.WIB).Format(time.DateOnly) }

// dayBook counts by days, one thing after the other.
type dayBook struct{ from, to string }

func (l dayBook) add(c *store.Count, at time.Time) {
	if at.IsZero() || dayOf(at) > l.to {
		return
	}
	c.Total++
	if dayOf(at) >= l.from {
		c.Period++
	}
}

// days are from one day to another in the period; false: not in that order, or not
// both there.
func (l dayBook) days(from, to time.Time) (n float64, ok bool) {
	if from.IsZero() || to.IsZero() || dayOf(to) > l.to || dayOf(to) < l.from || dayOf(from) > dayOf(to) {
		return 0, false
	}
	for day := from.In(bot.WIB); dayOf(day) < dayOf(to); day = day.AddDate(0, 0, 1) {
		n++
	}
	return n, true
}

// person is one member, with all who go on as them.
type person struct {
	reached  [8]time.Time
	kinds    map[string]map[string]time.Time // licence, trained
	products map[string]time.Time
	months   map[string]time.Time
}

func (y *lives) person(root int) (p person) {
	p.kinds = map[string]map[string]time.Time{"licence": {}, "trained": {}}
	p.products, p.months = map[string]time.Time{}, map[string]time.Time{}
	for _, i := range y.group(root) {
		r := y.rows[i]
		if p.reached[1].IsZero() || !r.registered.IsZero() && r.registered.Before(p.reached[1]) {
			p.reached[1] = r.registered
		}
		for stage := 2; stage <= 7; stage++ {
			if y.rows[root].status[stage] == flows.Done && r.status[stage] == flows.Done && (p.reached[stage].IsZero() || r.done[stage].Before(p.reached[stage])) {
				p.reached[stage] = r.done[stage]
			}
		}
		for into, from := range map[*map[string]time.Time]map[string]time.Time{&p.products: r.products, &p.months: r.months} {
			for name, at := range from {
				first(into, name, at)
			}
		}
		for what, from := range map[string]map[string]time.Time{"licence": r.papers, "trained": r.trained} {
			into := p.kinds[what]
			for name, at := range from {
				first(&into, name, at)
			}
		}
	}
	return p
}

// counted is the report, person by person.
func (y *lives) counted(p store.Period) (r store.Report) {
	l := dayBook{dayOf(p.From), dayOf(p.To)}
	areas := map[string]*store.Area{}
	papers, trained := map[string]store.Count{}, map[string]store.Count{}
	var since, between [7][]float64
	for i := range y.rows {
		if y.rows[i].into >= 0 {
			continue
		}
		for _, who := range y.group(i) {
			for _, at := range y.rows[who].erased {
				l.add(&r.Erased, at)
			}
		}
		if y.rows[i].registered.IsZero() {
			continue
		}
		one := y.person(i)
		for name, at := range one.kinds["licence"] {
			c := papers[name]
			l.add(&c, at)
			papers[name] = c
		}
		for name, at := range one.kinds["trained"] {
			c := trained[name]
			l.add(&c, at)
			trained[name] = c
		}
		for _, at := range one.products {
			l.add(&r.Products, at)
		}
		for _, at := range one.months {
			l.add(&r.Omzets, at)
		}
		if dayOf(one.reached[1]) > l.to {
			continue
		}
		code := profile["kecamatan"]
		if areas[code] == nil {
			areas[code] = &store.Area{Kecamatan: code}
		}
		l.add(&r.Registered, one.reached[1])
		for stage := 1; stage <= 7; stage++ {
			l.add(&areas[code].Steps[stage-1], one.reached[stage])
			if n, ok := l.days(one.reached[1], one.reached[stage]); ok && stage > 1 {
				since[stage-1] = append(since[stage-1], n)
			}
			if n, ok := l.days(one.reached[stage-1], one.reached[stage]); ok && stage > 1 {
				between[stage-1] = append(between[stage-1], n)
			}
		}
	}
	for _, code := range slices.Sorted(maps.Keys(areas)) {
		r.Areas = append(r.Areas, *areas[code])
	}
	for i := range r.Medians {
		r.Medians[i] = store.Median{Registered: inTheMiddle(since[i]), Before: inTheMiddle(between[i])}
	}
	r.Licences, r.Trained, r.Classes = kinds(papers), kinds(trained), y.classes(l)
	return r
}

func kinds(of map[string]store.Count) (list []store.Kind) {
	for _, name := range slices.Sorted(maps.Keys(of)) {
		if of[name].Total > 0 {
			list = append(list, store.Kind{Name: name, Count: of[name]})
		}
	}
	return list
}

func (y *lives) classes(l dayBook) []store.Kind {
	all := map[string]store.Count{}
	for _, c := range y.held {
		n := all[c.organiser]
		l.add(&n, c.at)
		all[c.organiser] = n
	}
	return kinds(all)
}

// inTheMiddle is the median; nil: of none.
func inTheMiddle(list []float64) *float64 {
	if len(list) == 0 {
		return nil
	}
	slices.Sort(list)
	n := len(list)
	m := (list[(n-1)/2] + list[n/2]) / 2
	return &m
}
