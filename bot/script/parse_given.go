package script

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

var counted = regexp.MustCompile(`^(\d+) people (.*)$`)

// parseGiven reads "NAME: member kecamatan=31.71.07 …", "40 people p1..p40: …"
// "class code=PLT-1 …", "event code=BZR-001 …", "broadcast event=BZR-001 …" and
// "limits test=1 …".
// What the words mean is for the service to say.
func parseGiven(s string) (step, error) {
	if s == "rules" || strings.HasPrefix(s, "class ") || strings.HasPrefix(s, "event ") || strings.HasPrefix(s, "broadcast ") || strings.HasPrefix(s, "limits ") { // nobody's
		do := given{attrs: map[string]string{}}
		return do, do.read(s)
	}
	head, tail, found := strings.Cut(s, ":")
	count := 1
	if m := counted.FindStringSubmatch(head); m != nil {
		count, _ = strconv.Atoi(m[1])
		head = m[2]
	}
	m := personName().FindStringSubmatch(strings.TrimSpace(head))
	if !found || m == nil {
		return nil, fmt.Errorf("expected given NAME: … or given N people p1..pN: …, not %q", s)
	}
	people, err := parsePeople(m[1:4])
	if err != nil {
		return nil, err
	}
	if len(people) != count {
		return nil, fmt.Errorf("expected %d people, %s are %d", count, strings.TrimSpace(head), len(people))
	}
	do := given{people: people, attrs: map[string]string{}}
	return do, do.read(tail)
}

func (g *given) read(s string) error {
	words, err := split(s)
	if err != nil {
		return err
	}
	for _, w := range words {
		key, value, pair := strings.Cut(w, "=")
		if !pair {
			g.words = append(g.words, w)
			continue
		}
		if _, twice := g.attrs[key]; twice || key == "" {
			return fmt.Errorf("expected each KEY=VALUE once, not %q", w)
		}
		g.attrs[key] = value
	}
	if len(g.words) == 0 {
		return fmt.Errorf("expected a word like member or staff after the colon")
	}
	return nil
}
