package main

import (
	"fmt"
	"time"

	"langkah/bot"
	"langkah/flows/region"
	"langkah/store"
)

type reportCommand struct {
	From  string `help:"The first day, as 2022-10-17; without it the first of the last day's month." placeholder:"DAY"`
	To    string `help:"The last day; without it today." placeholder:"DAY"`
	Total bool   `help:"Of each kota and kecamatan what had come by the last day, not only what came in the period."`
	JSON  bool   `name:"json" help:"For other programs; it has both."`

	Questions bool `xor:"what" help:"Instead how the questions of the conversations fare in the months of these days: how often asked, answered, left, not understood."`

	Stuck     bool   `xor:"what" help:"Instead who needs somebody now: members stuck with a step, or under way with one and long without moving."`
	Kecamatan string `help:"With --stuck: the members of one centre, by name; its name or code."`
	Days      int    `help:"With --stuck: without moving for so many days." default:"30" placeholder:"N"`
}

// Run counts a period, in days of Jakarta.
func (c reportCommand) Run(s *surroundings) error {
	p, err := c.period(s.clock()())
	if err != nil {
		return fmt.Errorf("report: %w", err)
	}
	return withStore(s, func(st *store.Store) error {
		switch {
		case c.Stuck:
			return c.stuck(s, st)
		case c.Questions:
			return c.questions(s, st, p)
		}
		return c.whole(s, st, p)
	})
}

func (c reportCommand) whole(s *surroundings, st *store.Store, p store.Period) error {
	r, err := st.Report(s.ctx, p)
	if err != nil {
		return err
	}
	out := asReport(p, r)
	if !c.JSON {
		showReport(s.out, out, c.Total)
		return nil
	}
	if out.Questions, err = questionsOf(s, st, p); err != nil {
		return err
	}
	return indented(s.out, out)
}

func (c reportCommand) period(now time.Time) (p store.Period, err error) {
	if p.To, err = dayOr(c.To, bot.Day(now)); err != nil {
		return p, fmt.Errorf("--to %w", err)
	}
	if p.From, err = dayOr(c.From, p.To.AddDate(0, 0, 1-p.To.Day())); err != nil {
		return p, fmt.Errorf("--from %w", err)
	}
	if p.From.After(p.To) {
		return p, fmt.Errorf("%s is after %s", p.From.Format(time.DateOnly), p.To.Format(time.DateOnly))
	}
	return p, nil
}

// dayOr reads a day in Jakarta.
func dayOr(s string, without time.Time) (time.Time, error) {
	if s == "" {
		return without, nil
	}
	day, err := time.ParseInLocation(time.DateOnly, s, bot.WIB)
	if err != nil {
		return day, fmt.Errorf("%q is no day: write it as 2022-10-17", s)
	}
	return day, nil
}

// stepNames are those of the seven steps, P1 first.
var stepNames = [7]string{"pendaftaran", "pelatihan", "pendampingan", "perizinan", "pemasaran", "pelaporan keuangan", "permodalan"}

// The report as other programs read it. Days are of Jakarta; "period" is what
// came in the period, "total" all that had come by its last day.
type (
	reportJSON struct {
		From       string     `json:"from"`
		To         string     `json:"to"`
		Members    int        `json:"members"` // by the last day
		New        int        `json:"new"`
		Erased     countJSON  `json:"erased"`
		Stages     []stepJSON `json:"stages"`
		Kota       []areaJSON `json:"kota"`
		Kecamatan  []areaJSON `json:"kecamatan"`
		Organisers []hostJSON `json:"organisers"`
		Licences   kindsJSON  `json:"licences"`
		Products   countJSON  `json:"products"`
		Omzets     countJSON  `json:"omzet_months"`

		Questions []questionJSON `json:"questions"` // of the months that the period touches
	}
	countJSON struct {
		Period int `json:"period"`
		Total  int `json:"total"`
	}
	stepJSON struct {
		Stage int    `json:"stage"`
		Name  string `json:"name"`
		countJSON
		OfNew      *float64 `json:"percent_of_new"`             // of the period's; null: nobody is new
		OfMembers  *float64 `json:"percent_of_members"`         // of the total's, as the next
		OfPrevious *float64 `json:"percent_of_previous"`        // null with P1
		Since      *float64 `json:"median_days_since_p1"`       // of who got there in the period
		Between    *float64 `json:"median_days_since_previous"` // of those who did that one first
	}
	areaJSON struct {
		Code   string      `json:"code"` // "": not known
		Name   string      `json:"name"`
		Stages []countJSON `json:"stages"` // P1 … P7
	}
	hostJSON struct {
		Name    string    `json:"name"`
		Classes countJSON `json:"classes"`
		Trained countJSON `json:"trained"` // people
	}
	kindsJSON struct {
		countJSON
		Kinds []kindJSON `json:"kinds"`
	}
	kindJSON struct {
		Kind string `json:"kind"`
		countJSON
	}
)

func asCount(c store.Count) countJSON { return countJSON{c.Period, c.Total} }

func asReport(p store.Period, r store.Report) reportJSON {
	out := reportJSON{
		From: p.From.Format(time.DateOnly), To: p.To.Format(time.DateOnly), Members: r.Registered.Total, New: r.Registered.Period,
		Erased: asCount(r.Erased), Products: asCount(r.Products), Omzets: asCount(r.Omzets), Organisers: hosts(r), Licences: kindsJSON{Kinds: []kindJSON{}},
	}
	out.Kota, out.Kecamatan = areas(r.Areas)
	for _, k := range r.Licences {
		out.Licences.Kinds = append(out.Licences.Kinds, kindJSON{k.Name, asCount(k.Count)})
		out.Licences.Period += k.Period
		out.Licences.Total += k.Total
	}
	var all [7]countJSON
	for _, k := range out.Kota {
		for i, c := range k.Stages {
			all[i].Period += c.Period
			all[i].Total += c.Total
		}
	}
	for i, c := range all {
		s := stepJSON{Stage: i + 1, Name: stepNames[i], countJSON: c, OfNew: percentOf(c.Period, out.New), OfMembers: percentOf(c.Total, out.Members),
			Since: r.Medians[i].Registered, Between: r.Medians[i].Before}
		if i > 0 {
			s.OfPrevious = percentOf(c.Total, all[i-1].Total)
		}
		out.Stages = append(out.Stages, s)
	}
	return out
}

// percentOf has one decimal; nil: of nothing.
func percentOf(n, of int) *float64 {
	if of == 0 {
		return nil
	}
	p := float64((2000*n+of)/(2*of)) / 10
	return &p
}

// areas are all kota and kecamatan, in official order, also those where nobody
// is; last what is of no known kecamatan.
func areas(list []store.Area) (kota, kecamatan []areaJSON) {
	by := map[string]store.Area{}
	for _, a := range list {
		by[a.Kecamatan] = a
	}
	add := func(code, city, name string) {
		its := areaJSON{Code: code, Name: name}
		for _, c := range by[code].Steps {
			its.Stages = append(its.Stages, asCount(c))
		}
		delete(by, code)
		kecamatan = append(kecamatan, its)
		if len(kota) == 0 || kota[len(kota)-1].Name != city {
			kota = append(kota, areaJSON{Code: code[:min(len(code), 5)], Name: city, Stages: make([]countJSON, 7)})
		}
		sum := kota[len(kota)-1].Stages
		for i, c := range its.Stages {
			sum[i].Period += c.Period
			sum[i].Total += c.Total
		}
	}
	for _, k := range region.AllKecamatan() {
		add(k.Code, k.Kota, k.Name)
	}
	for _, a := range list {
		if _, left := by[a.Kecamatan]; left {
			add(a.Kecamatan, "not known", "not known")
		}
	}
	return kota, kecamatan
}

// hosts are the organisers of classes.
func hosts(r store.Report) []hostJSON {
	list := []hostJSON{}
	at := map[string]int{}
	of := func(name string) *hostJSON {
		i, known := at[name]
		if !known {
			i = len(list)
			at[name], list = i, append(list, hostJSON{Name: name})
		}
		return &list[i]
	}
	for _, k := range r.Classes {
		of(k.Name).Classes = asCount(k.Count)
	}
	for _, k := range r.Trained {
		of(k.Name).Trained = asCount(k.Count)
	}
	return list
}
