package store

import (
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"langkah/bot"
)

// Audience is whom a broadcast is for: members for whom all of it holds that is
// set. The zero value is everybody.
type Audience struct {
	Kota      []string `json:"kota,omitempty"`      // Kemendagri codes, 31.71
	Kecamatan []string `json:"kecamatan,omitempty"` // 31.71.07
	Kelurahan []string `json:"kelurahan,omitempty"`
	Stages    []Stand  `json:"stages,omitempty"`  // all of these
	Fields    []string `json:"fields,omitempty"`  // of business: kuliner …
	Has       []string `json:"has,omitempty"`     // kinds of papers, all of these
	Lacks     []string `json:"lacks,omitempty"`   // none of these
	Joined    string   `json:"joined,omitempty"`  // code of an event in which they had a place
	Skipped   string   `json:"skipped,omitempty"` // one in which they had none
	Channels  []string `json:"channels,omitempty"`
	// Seen and Unseen are days: they wrote within so many, or not for so many.
	Seen   int `json:"seen,omitempty"`
	Unseen int `json:"unseen,omitempty"`
	// Warm: they wrote within 28 days; false: not. nil: whoever.
	Warm    *bool     `json:"warm,omitempty"`
	Segment string    `json:"segment,omitempty"` // a saved one holds as well
	Except  *Audience `json:"except,omitempty"`  // who is left out
}

// Zero tells that it means everybody.
func (a Audience) Zero() bool { return asJSON(a) == "{}" }

// Stand is where somebody stands with a step: P4 with done, or undone: not done,
// however far; none: not begun.
type Stand struct {
	Stage  int    `json:"stage"`
	Status string `json:"status"`
}

// bind makes a condition on members (m), with conversations (c) of theirs, and
// adds its arguments.
func (a Audience) bind(args *[]any, segments map[string]Audience, at time.Time) (string, error) {
	with := func(v any) string { *args = append(*args, v); return fmt.Sprintf("$%d", len(*args)) }
	all := []string{"true"}
	add := func(format string, values ...any) {
		for i, v := range values {
			values[i] = with(v)
		}
		all = append(all, fmt.Sprintf(format, values...))
	}
	for _, one := range []struct {
		of   []string
		cond string
	}{
		{a.Kota, "left(m.kecamatan, 5) = any(%v::text[])"},
		{a.Kecamatan, "m.kecamatan = any(%v::text[])"},
		{a.Kelurahan, "m.kelurahan = any(%v::text[])"},
		{a.Fields, "m.profile ->> 'field' = any(%v::text[])"},
		{a.Channels, "exists (select from addresses a where a.member_id = m.id and a.blocked_at is null and a.channel = any(%v::text[]) offset 0)"},
	} {
		if len(one.of) > 0 {
			add(one.cond, one.of)
		}
	}
	for _, s := range a.Stages {
		switch s.Status {
		case "none":
			add("not exists (select from stages s where s.member_id = m.id and s.stage = %v::int offset 0)", s.Stage)
			continue
		case "undone":
			add("not exists (select from stages s where s.member_id = m.id and s.stage = %v::int and s.status = 'done' offset 0)", s.Stage)
			continue
		}
		add("exists (select from stages s where s.member_id = m.id and s.stage = %v::int and s.status = %v offset 0)", s.Stage, s.Status)
	}
	const holds = "(exists (select from licences l where l.member_id = m.id and l.kind = %v and l.returned = '' offset 0) or %v = 'nib' and coalesce(m.profile ->> 'nib', '') = 'yes')"
	for _, kind := range a.Has {
		add(holds, kind, kind)
	}
	for _, kind := range a.Lacks {
		add("not "+holds, kind, kind)
	}
	const joined = "exists (select from signups s join events e on e.id = s.event_id where s.member_id = m.id and e.code = %v and s.state in " + places + " offset 0)"
	if a.Joined != "" {
		add(joined, a.Joined)
	}
	if a.Skipped != "" {
		add("not "+joined, a.Skipped)
	}
	if a.Seen > 0 {
		add("c.heard_at >= %v::timestamptz", at.AddDate(0, 0, -a.Seen))
	}
	if a.Unseen > 0 {
		add("coalesce(c.heard_at < %v::timestamptz, true)", at.AddDate(0, 0, -a.Unseen))
	}
	if a.Warm != nil {
		add("coalesce(c.heard_at >= %v::timestamptz, false) = %v::bool", at.Add(-bot.ColdAfter), *a.Warm)
	}
	for _, part := range []struct {
		of  *Audience
		not string
	}{{saved(segments, a.Segment), ""}, {a.Except, "not "}} {
		if part.of == nil {
			continue
		}
		cond, err := part.of.bind(args, segments, at)
		if err != nil {
			return "", err
		}
		all = append(all, part.not+"coalesce("+cond+", false)") // of whom a thing is not known, it does not hold
	}
	if a.Segment != "" && saved(segments, a.Segment) == nil {
		return "", fmt.Errorf("read audience: there is no segment %s", a.Segment)
	}
	return strings.Join(all, "\n  and "), nil
}

// saved is a segment; it cannot be made of another one.
func saved(segments map[string]Audience, name string) *Audience {
	a, known := segments[name]
	if name == "" || !known {
		return nil
	}
	a.Segment = ""
	return &a
}

func audienceOf(raw []byte) (a Audience, err error) {
	if err = json.Unmarshal(raw, &a); err != nil {
		return a, fmt.Errorf("read audience: %w", err)
	}
	return a, nil
}
