package store

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"langkah/bot"
	"langkah/flows"
	"langkah/templates/programme"
)

// ImportedEvent is what became, or would become, of an event that is imported.
type ImportedEvent struct {
	flows.Event
	State   ImportState
	Changes []Change
	Told    int      // who would be told of its new days or place
	Held    []string // broadcasts that announce it as it was: they are paused
	Column  string   // in which something is wrong
	Why     string   // what, as an operator reads it; "": nothing
}

// mostPlaces of an event.
const mostPlaces = 5000

var (
	eventCode = regexp.MustCompile(`^BZR-[0-9]{1,6}$`)
	kotaCode  = regexp.MustCompile(`^31\.[0-9]{2}$`)
)

// ImportEvents compares events with those that there are, by their codes, and with
// apply makes them so, all or none: nothing where one is wrong. People in an event
// whose days or place differ are told.
func (s *Store) ImportEvents(ctx context.Context, plans []flows.Event, apply bool, at time.Time) (list []ImportedEvent, err error) {
	codes := make([]string, len(plans))
	for i, p := range plans {
		codes[i] = p.Code
	}
	err = s.Within(ctx, func(t Tx) error {
		if apply {
			t.tx.put("lock events", `select from events where code = any($1) order by id for update`, codes)
		}
		rows, err := t.events(ctx, 0, `where e.code = any($2)`, codes)
		if err != nil {
			return err
		}
		there := map[string]eventRow{}
		for _, e := range rows {
			there[e.Code] = e
		}
		list = make([]ImportedEvent, len(plans))
		for i, p := range plans {
			was := there[p.Code]
			list[i] = compareEvent(p, was, at)
			if list[i].State != ImportChanged || !rearranged(was.Event, p) {
				continue
			}
			if list[i].Held, err = t.announcing(ctx, was.id, ""); err != nil {
				return err
			}
		}
		if !apply || slices.ContainsFunc(list, func(m ImportedEvent) bool { return m.State == ImportWrong }) {
			return nil
		}
		for _, m := range list {
			if err := t.applyEvent(ctx, m, there[m.Code], at); err != nil {
				return fmt.Errorf("import %s: %w", m.Code, err)
			}
		}
		return nil
	})
	return list, err
}

func compareEvent(p flows.Event, was eventRow, at time.Time) ImportedEvent {
	m := ImportedEvent{Event: p, State: ImportNew}
	known := was.Code != ""
	if known && was.Cancelled {
		m.Event, m.State = was.Event, ImportCancelled
		return m
	}
	if known {
		m.State, m.Changes = ImportUnchanged, differ(speltEvent(was.Event), speltEvent(p))
	}
	if m.Column, m.Why = CheckEvent(p); m.Why == "" {
		m.Column, m.Why = unfit(p, was, at)
	}
	switch {
	case m.Why != "":
		m.State = ImportWrong
	case len(m.Changes) > 0:
		m.State = ImportChanged
		if rearranged(was.Event, p) {
			m.Told = was.Taken + was.Waiting
		}
	}
	return m
}

// CheckEvent looks at an event for itself: in which column something is wrong, and
// what.
func CheckEvent(e flows.Event) (column, why string) {
	_, unknown := programme.ReadConditions(e.Conditions)
	switch {
	case !eventCode.MatchString(e.Code):
		return "id", "a code is as BZR-001"
	case e.Name == "" || len([]rune(e.Name)) > mostTitle:
		return "name", fmt.Sprintf("a name has up to %d letters", mostTitle)
	case !slices.Contains(flows.EventKinds, e.Kind):
		return "kind", fmt.Sprintf("%q is none of %s", e.Kind, strings.Join(flows.EventKinds, ", "))
	case e.Kota != "" && !kotaCode.MatchString(e.Kota):
		return "kota", "it is none of Jakarta"
	case e.Kecamatan != "" && (!kecamatanCode.MatchString(e.Kecamatan) || e.Kota != "" && !strings.HasPrefix(e.Kecamatan, e.Kota)):
		return "kecamatan_code", "it is not in that kota"
	case e.Venue == "" || len([]rune(e.Venue)) > mostName:
		return "venue", fmt.Sprintf("a place has up to %d letters", mostName)
	case e.Organiser == "" || len([]rune(e.Organiser)) > mostName:
		return "organizer", fmt.Sprintf("an organiser has up to %d letters", mostName)
	case !e.Ends.After(e.Starts):
		return "ends_at", "it ends before it begins"
	case e.RegisterBy.After(e.Starts):
		return "register_by", "people sign up before it begins"
	case e.Slots < 1 || e.Slots > mostPlaces:
		return "slots", fmt.Sprintf("there are 1 to %d places", mostPlaces)
	case len(unknown) > 0:
		return "eligibility", fmt.Sprintf("%q is no condition that we know; there are %s, parted by ;", unknown[0], knownConditions())
	case !e.Curated && slices.ContainsFunc(conditionsOf(e), func(c programme.Condition) bool { return c.Check == "grade" }):
		return "kurasi", "it asks for a grade, which kurasi gives"
	}
	return "", ""
}

func conditionsOf(e flows.Event) []programme.Condition {
	list, _ := programme.ReadConditions(e.Conditions)
	return list
}

func knownConditions() string {
	var list []string
	for _, c := range programme.Conditions {
		list = append(list, strconv.Quote(c.Phrase))
	}
	return strings.Join(list, ", ")
}

// unfit is why an event cannot become so, though there may be one that is.
func unfit(now flows.Event, was eventRow, at time.Time) (column, why string) {
	known := was.Code != ""
	moved := known && rearranged(was.Event, now)
	switch {
	case known && now.Slots < was.Taken:
		return "slots", fmt.Sprintf("%d places are taken", was.Taken)
	case moved && was.begun(at):
		return "starts_at", "it has begun"
	case (moved || !known) && !now.Starts.After(at):
		return "starts_at", "that is over"
	case known && was.Given && !now.RegisterBy.Equal(was.RegisterBy):
		return "register_by", "the places are given already"
	}
	return "", ""
}

func rearranged(a, b flows.Event) bool {
	return !a.Starts.Equal(b.Starts) || !a.Ends.Equal(b.Ends) || a.Venue != b.Venue
}

func speltEvent(e flows.Event) []spelling {
	hour := func(t time.Time) string { return t.In(bot.WIB).Format("2006-01-02 15.04") }
	return []spelling{
		{"name", e.Name}, {"kind", e.Kind}, {"kota", e.Kota}, {"kecamatan_code", e.Kecamatan}, {"venue", e.Venue}, {"starts_at", hour(e.Starts)},
		{"ends_at", hour(e.Ends)}, {"slots", strconv.Itoa(e.Slots)}, {"eligibility", e.Conditions}, {"register_by", hour(e.RegisterBy)},
		{"organizer", e.Organiser}, {"kurasi", strconv.FormatBool(e.Curated)}, {"sample", strconv.FormatBool(e.Sample)},
	}
}

func (t Tx) applyEvent(ctx context.Context, m ImportedEvent, was eventRow, at time.Time) error {
	d := deed{who: actor{label: CommandLine, all: true}, at: at, action: "event.plan"}
	r := came("planned", nil, flows.Args{"name": m.Name, "starts": m.Starts})
	e := m.Event
	switch m.State {
	case ImportNew:
		t.tx.put("plan an event", `
			insert into events (code, name, kind, organiser, kota, kecamatan, venue, starts_at, ends_at, register_by, slots, conditions, curated, sample, closes_at, changed_at)
			values ($1, $2, $3, $4, nullif($5, ''), nullif($6, ''), $7, $8, $9, $10, $11, $12, $13, $14, $10, $15)`,
			e.Code, e.Name, e.Kind, e.Organiser, e.Kota, e.Kecamatan, e.Venue, e.Starts, e.Ends, e.RegisterBy, e.Slots, e.Conditions, e.Curated, e.Sample, at)
	case ImportChanged:
		t.tx.put("change an event", `
			update events set name = $2, kind = $3, organiser = $4, kota = nullif($5, ''), kecamatan = nullif($6, ''), slots = $7, conditions = $8, curated = $9,
			       sample = $10, register_by = $11, closes_at = case when placed_at is null and closes_at is not null then $11 else closes_at end, changed_at = $12
			where id = $1`, was.id, e.Name, e.Kind, e.Organiser, e.Kota, e.Kecamatan, e.Slots, e.Conditions, e.Curated, e.Sample, e.RegisterBy, at)
		d.action, r = "event.change", came("changed", nil, flows.Args{"changes": m.Changes, "told": m.Told})
		if rearranged(was.Event, e) {
			e.Reason = ""
			if _, err := t.rearrange(ctx, was, e, at); err != nil {
				return err
			}
			if _, err := t.holdBroadcasts(ctx, d, was.id); err != nil {
				return err
			}
		} else if err := t.giveOn(ctx, was, at); err != nil { // there may be more places now
			return err
		}
	default:
		return nil
	}
	return t.keep(d, m.Code, r)
}
