package store

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"

	"langkah/bot"
	"langkah/flows"
	"langkah/flows/calendar"
)

// Bounds of a class; texts in letters.
const (
	MostSeats = 500
	MostDays  = 30
	mostTitle = 80
	mostKind  = 30
	mostName  = 100 // of an organiser or a venue
	mostBring = 200
	mostLink  = 300
)

// Joins are the values of Class.Who.
var Joins = []string{"all", "kecamatan", "kota", "starting", "trading"}

var (
	kecamatanCode = regexp.MustCompile(`^31\.[0-9]{2}\.[0-9]{2}$`)
	webLink       = regexp.MustCompile(`^https://[^\s]+$`)
)

// CheckClass makes a class that somebody plans ready, at some time: without
// blanks around its texts, with its days, and with what holds where nothing was
// said. why is what is wrong with it, with an empty key if nothing is.
func CheckClass(c flows.Class, at time.Time) (ready flows.Class, why flows.Say) {
	if c, why = checkTerms(c); why.Key != "" {
		return c, why
	}
	if len(c.Days) > 0 {
		c.Starts = c.Days[0].Starts
	} else if c.Days = calendar.Days(c.Starts, c.Ends); len(c.Days) == 0 && (calendar.Workday(c.Starts) || !c.Ends.After(c.Starts)) {
		return c, wrong("hours", nil)
	}
	if why = checkDays(c.Starts, c.Days, at); why.Key != "" {
		return c, why
	}
	c.Starts, c.Ends = c.Days[0].Starts, c.Days[len(c.Days)-1].Ends
	return c, why
}

func wrong(what string, args flows.Args) flows.Say {
	return flows.Say{Key: "staff/wrong_" + what, Args: args}
}

// checkTerms looks at everything but its days.
func checkTerms(c flows.Class) (flows.Class, flows.Say) {
	for _, f := range []struct {
		what  string
		text  *string
		least int
		most  int
	}{
		{"title", &c.Title, 1, mostTitle}, {"kind", &c.Kind, 1, mostKind}, {"organiser", &c.Organiser, 1, mostName}, {"venue", &c.Venue, 1, mostName},
		{"bring", &c.Bring, 0, mostBring}, {"map", &c.Map, 0, mostLink}, {"link", &c.Link, 0, mostLink},
		{"title", &c.Subject, 0, mostTitle},
	} {
		*f.text = strings.Join(strings.Fields(plain(*f.text)), " ")
		if n := len([]rune(*f.text)); n < f.least || n > f.most {
			return c, wrong(f.what, flows.Args{"Most": f.most})
		}
	}
	if c.Subject == "" {
		c.Subject = c.Title
	}
	c.Subject = strings.ToLower(c.Subject)
	if c.Who == "" {
		c.Who = "all"
	}
	c.MinStage = max(c.MinStage, 1)
	return c, checkWho(c)
}

func checkWho(c flows.Class) (why flows.Say) {
	switch {
	case c.Capacity < 1 || c.Capacity > MostSeats:
		return wrong("capacity", flows.Args{"Most": MostSeats})
	case c.Kecamatan != "" && !kecamatanCode.MatchString(c.Kecamatan):
		return wrong("place", nil)
	case !slices.Contains(Joins, c.Who):
		return wrong("who", nil)
	case c.Kecamatan == "" && (c.Who == "kecamatan" || c.Who == "kota"):
		return wrong("near", nil)
	case c.MinStage > 7:
		return wrong("stage", nil)
	case c.Map != "" && !webLink.MatchString(c.Map):
		return wrong("map", flows.Args{"Most": mostLink})
	case c.Link != "" && !webLink.MatchString(c.Link):
		return wrong("link", flows.Args{"Most": mostLink})
	}
	return why
}

// checkDays looks at the days of a class that is to begin at starts.
func checkDays(starts time.Time, days []flows.Day, at time.Time) (why flows.Say) {
	if !starts.After(at) {
		return wrong("past", flows.Args{"Day": starts})
	}
	if len(days) == 0 || len(days) > MostDays || !days[0].Starts.Equal(starts) {
		return wrong("days", flows.Args{"Most": MostDays})
	}
	for i, d := range days {
		if !d.Ends.After(d.Starts) || !bot.Day(d.Starts).Equal(bot.Day(d.Ends)) || i > 0 && !bot.Day(d.Starts).After(bot.Day(days[i-1].Starts)) {
			return wrong("hours", nil)
		}
	}
	return why
}

// planClass makes a class of staff's, with a code of its own.
func (t Tx) planClass(ctx context.Context, d deed, a flows.PlanClass) (out flows.Outcome, err error) {
	d.action = "class.plan"
	c, why := CheckClass(a.Class, d.at)
	r := came("wrong", flows.Args{"Why": why}, flows.Args{"why": why.Key})
	switch {
	case !d.who.may(true, a.Class.Kecamatan):
		r = came("refused", flows.Args{"Class": a.Class}, nil)
	case why.Key == "":
		if c, err = t.insertClass(ctx, c, "", d); err != nil {
			return out, err
		}
		r = came("planned", flows.Args{"Class": c, "Warnings": calendar.Warnings(c.Days)}, flows.Args{"title": c.Title, "starts": c.Starts})
	}
	return r.Outcome, t.keep(d, c.Code, r)
}

// insertClass makes a class by a code, or by the next one of ours (""), and reads
// it again.
func (t Tx) insertClass(ctx context.Context, c flows.Class, code string, d deed) (flows.Class, error) {
	if c.Fields == nil {
		c.Fields = []string{}
	}
	var id int64
	err := t.tx.read(ctx, func(rows pgx.Rows) error { return one(rows, &id, &c.Code) }, `
		insert into classes (code, title, kind, organiser, kecamatan, venue, starts_at, ends_at, capacity, sample, subject, who, fields, once, min_stage,
		                     bring, map, link, closes_at, by_staff, changed_at)
		values (coalesce(nullif($1, ''), 'KLS-' || nextval('class_codes')), $2, $3, $4, nullif($5, ''), $6, $7, $8, $9, $10, $11, $12, $13, $14, $15,
		        $16, $17, $18, $7, nullif($19, 0), $20)
		returning id, code`, code, c.Title, c.Kind, c.Organiser, c.Kecamatan, c.Venue, c.Starts, c.Ends, c.Capacity, c.Sample, c.Subject, c.Who, c.Fields,
		c.Once, c.MinStage, c.Bring, c.Map, c.Link, d.who.ID, d.at)
	if err != nil {
		return c, fmt.Errorf("plan a class: %w", err)
	}
	t.setDays(id, c.Days)
	return t.again(ctx, c.Code)
}

// setDays gives a class the days that it is on, without codes. It is put off.
func (t Tx) setDays(id int64, days []flows.Day) {
	starts, ends := make([]time.Time, len(days)), make([]time.Time, len(days))
	for i, d := range days {
		starts[i], ends[i] = d.Starts, d.Ends
	}
	t.tx.put("clear days of a class", `delete from class_days where class_id = $1`, id)
	t.tx.put("set days of a class", `
		insert into class_days (class_id, day, starts_at, ends_at)
		select $1, (s at time zone 'Asia/Jakarta')::date, s, e from unnest($2::timestamptz[], $3::timestamptz[]) as d (s, e)`, id, starts, ends)
}

// again reads a class after it was changed.
func (t Tx) again(ctx context.Context, code string) (flows.Class, error) {
	list, err := t.classes(ctx, 0, `c.code = any($2)`, []string{code})
	if err != nil {
		return flows.Class{}, err
	}
	if len(list) != 1 {
		return flows.Class{}, fmt.Errorf("read class %s: found %d", code, len(list))
	}
	return list[0].Class, nil
}

// staffClasses lists the classes in somebody's care that are not over: until
// the morning after the last day, when the list of who came is closed.
func (t Tx) staffClasses(ctx context.Context, d deed, a flows.StaffClasses) (out flows.Outcome, err error) {
	d.action = "class.list"
	everywhere := d.who.all || d.who.Role == flows.Admin || len(d.who.Kecamatan) == 0
	if !d.who.ours() {
		r := came("refused", flows.Args{"Class": flows.Class{}}, nil)
		return r.Outcome, t.keep(d, "", r)
	}
	var ids []int64
	err = t.tx.read(ctx, func(rows pgx.Rows) (err error) { ids, err = pgx.CollectRows(rows, pgx.RowTo[int64]); return err }, `
		select id from classes
		where closes_at is not null and cancelled_at is null and ends_at > $1 and ($2 or kecamatan = any($3))
		order by starts_at, id offset $4 limit $5`, a.From.Add(-24*time.Hour), everywhere, d.who.Kecamatan, a.Skip, a.Limit+1)
	if err != nil {
		return out, fmt.Errorf("list classes of staff: %w", err)
	}
	more := len(ids) > a.Limit
	rows, err := t.classes(ctx, 0, `c.id = any($2) order by c.starts_at, c.id`, ids[:min(len(ids), a.Limit)])
	if err != nil {
		return out, err
	}
	event := "none"
	var list []flows.Class
	for _, c := range rows {
		event, list = "some", append(list, c.Class)
	}
	r := came(event, flows.Args{"Classes": list, "More": more}, nil)
	return r.Outcome, t.keep(d, "", r)
}
