package templates

import (
	"fmt"
	"maps"
	"strings"
	"unicode"
	"unicode/utf8"
)

// oneLine makes every string among the arguments fit for one line. What people
// have written reaches other texts only through here, so it cannot break a
// bubble into lines that look like ours. The caller's map is left as it is.
func oneLine(args map[string]any) (map[string]any, error) {
	var out map[string]any
	for name, value := range args {
		s, isText := value.(string)
		switch {
		case value == nil:
			return nil, fmt.Errorf("argument %s is nil", name)
		case !isText || tidy(s):
			continue
		case out == nil:
			out = maps.Clone(args)
		}
		out[name] = strings.Join(strings.Fields(strings.Map(printable, s)), " ")
	}
	if out == nil {
		return args, nil
	}
	return out, nil
}

func tidy(s string) bool {
	for _, r := range s {
		plain := r >= ' ' && r <= '~'
		if !plain && printable(r) != r {
			return false
		}
	}
	return true
}

// printable maps white space to a space and drops what cannot be seen:
// controls, and the marks that turn the direction of a line.
func printable(r rune) rune {
	switch {
	case r == utf8.RuneError:
		return -1
	case unicode.IsSpace(r):
		return ' '
	case unicode.IsControl(r), unicode.Is(unicode.Bidi_Control, r):
		return -1
	}
	return r
}
