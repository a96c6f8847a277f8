package script

import (
	"fmt"
	"regexp"
	"strings"
)

// pattern is what a bubble or an output is compared with.
type pattern struct {
	written string // as in the script
	nothing bool
	text    string // contained; when regex is ""
	regex   string // with its flags
}

var slashed = regexp.MustCompile(`^/(.+)/([ims]*)$`)

func parsePattern(s string) (pattern, error) {
	if s == "" {
		return pattern{}, fmt.Errorf("expected a text, /regex/ or (nothing)")
	}
	if s == "(nothing)" {
		return pattern{written: s, nothing: true}, nil
	}
	m := slashed.FindStringSubmatch(s)
	if m == nil {
		text, err := unescape(s)
		return pattern{written: s, text: text}, err
	}
	p := pattern{written: s, regex: m[1]}
	if m[2] != "" {
		p.regex = "(?" + m[2] + ")" + p.regex
	}
	if _, err := regexp.Compile(p.regex); err != nil {
		return pattern{}, fmt.Errorf("expected a regular expression: %w", err)
	}
	return p, nil
}

// match compares; what named groups took is kept in vars.
func (p pattern) match(seen string, vars map[string]string) bool {
	switch {
	case p.nothing:
		return seen == ""
	case p.regex == "":
		return strings.Contains(seen, fill(p.text, vars))
	}
	re, err := regexp.Compile(fillQuoted(p.regex, vars))
	if err != nil {
		return false // compiled when parsed, and what is filled in is quoted
	}
	m := re.FindStringSubmatch(seen)
	for i := range m {
		if name := re.SubexpNames()[i]; name != "" {
			vars[name] = m[i]
		}
	}
	return m != nil
}

// fill puts what was kept where its {name} stands.
func fill(s string, vars map[string]string) string {
	for name, value := range vars {
		s = strings.ReplaceAll(s, "{"+name+"}", value)
	}
	return s
}

func fillQuoted(s string, vars map[string]string) string {
	for name, value := range vars {
		s = strings.ReplaceAll(s, "{"+name+"}", regexp.QuoteMeta(value))
	}
	return s
}
