package script

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
)

// who is a person at one of their phones; without a channel, the one at which
// they were first met, and for reading all of them.
type who struct{ name, channel string }

func (w who) String() string {
	if w.channel == "" {
		return w.name
	}
	return w.name + "@" + w.channel
}

const person = `(\pL[\pL\pN_-]*)(?:\.\.(\pL[\pL\pN_-]*))?(?:@(\pL+))?`

// They take a quarter of a megabyte, of which a service has no use.
var (
	personLine = lazily(`^` + person + `\s*(>>|>|<~|<|!)(.*)$`)
	personName = lazily(`^` + person + `$`)
)

func lazily(expr string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expr) })
}

var ranged = regexp.MustCompile(`^(.*?)(\d+)$`)

const maxPeople = 10_000 // in one range: a slip of the finger is no city

// parsePerson reads a line of what somebody does or sees.
func parsePerson(s string) ([]step, error) {
	m := personLine().FindStringSubmatch(s)
	if m == nil {
		return nil, fmt.Errorf("expected # @ given $ or NAME followed by > >> < <~ or !, not %q", s)
	}
	people, err := parsePeople(m[1:4])
	if err != nil {
		return nil, err
	}
	rest := strings.TrimSpace(m[5])
	var steps []step
	for _, w := range people {
		do, err := parseDeed(w, m[4], rest)
		if err != nil {
			return nil, err
		}
		steps = append(steps, do)
	}
	return steps, nil
}

func parseDeed(w who, op, rest string) (step, error) {
	switch op {
	case ">", ">>":
		text, err := unescape(rest)
		return say{who: w, text: text, more: op == ">>"}, err
	case "!":
		return parseAct(w, rest)
	}
	want, err := parsePattern(rest)
	if err == nil && op == "<~" && want.nothing {
		return nil, fmt.Errorf("expected a text or /regex/ after <~; (nothing) goes with <")
	}
	return expect{who: w, want: want, any: op == "<~"}, err
}

// parsePeople resolves first name, last name of a range or "", and channel.
func parsePeople(m []string) ([]who, error) {
	first, last, channel := m[0], m[1], m[2]
	if channel != "" && !slices.Contains(channels, channel) {
		return nil, fmt.Errorf("expected a channel of %s, not %q", strings.Join(channels, ", "), channel)
	}
	if last == "" {
		return []who{{first, channel}}, nil
	}
	a, b := ranged.FindStringSubmatch(first), ranged.FindStringSubmatch(last)
	if a == nil || b == nil || a[1] != b[1] {
		return nil, fmt.Errorf("expected a range like p1..p40, not %s..%s", first, last)
	}
	from, _ := strconv.Atoi(a[2])
	to, _ := strconv.Atoi(b[2])
	if to < from || to-from >= maxPeople {
		return nil, fmt.Errorf("expected a rising range of at most %d people, not %s..%s", maxPeople, first, last)
	}
	var people []who
	for i := from; i <= to; i++ {
		people = append(people, who{a[1] + strconv.Itoa(i), channel})
	}
	return people, nil
}

// need says what follows the word of an act.
type need int

const (
	nothing need = iota
	maybe
	must
)

var deeds = map[string]need{
	"press": must, "photo": must, "document": must, "contact": maybe, "start": maybe,
	"voice": nothing, "sticker": nothing, "location": nothing, "again": nothing, "block": nothing, "unblock": nothing,
}

func parseAct(w who, s string) (step, error) {
	kind, rest, _ := strings.Cut(s, " ")
	need, ok := deeds[kind]
	if !ok {
		return nil, fmt.Errorf("expected press, contact, photo, document, voice, sticker, location, start, block, unblock or again, not %q", kind)
	}
	rest = strings.TrimSpace(rest)
	switch {
	case need == must && rest == "":
		return nil, fmt.Errorf("expected something after %q", kind)
	case need == nothing && rest != "":
		return nil, fmt.Errorf("expected nothing after %q, not %q", kind, rest)
	}
	do := act{who: w, kind: kind, arg: rest}
	if kind == "photo" || kind == "document" {
		do.arg, do.caption, _ = strings.Cut(rest, " ")
	}
	return do, nil
}
