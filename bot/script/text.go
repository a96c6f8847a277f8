package script

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

var repeat = regexp.MustCompile(`\((\d+) × (.+?)\)`)

const maxRepeat = 1_000_000 // bytes of one repeated text

// unescape turns a text as it stands in a script into what is written.
func unescape(s string) (string, error) {
	var fault error
	s = repeat.ReplaceAllStringFunc(s, func(whole string) string {
		m := repeat.FindStringSubmatch(whole)
		n, err := strconv.Atoi(m[1])
		if err != nil || n > maxRepeat || n*len(m[2]) > maxRepeat {
			fault = fmt.Errorf("expected at most %d bytes of repeated text, not %s", maxRepeat, whole)
			return ""
		}
		return strings.Repeat(m[2], n)
	})
	if fault != nil || !strings.Contains(s, `\`) {
		return s, fault
	}
	return escapes(s)
}

func escapes(s string) (string, error) {
	var b strings.Builder
	for s != "" {
		before, after, found := strings.Cut(s, `\`)
		b.WriteString(before)
		if !found {
			break
		}
		r, rest, err := escape(after)
		if err != nil {
			return "", err
		}
		b.WriteRune(r)
		s = rest
	}
	return b.String(), nil
}

var plain = map[byte]rune{'n': '\n', '0': 0, 't': '\t', '\\': '\\'}

// escape reads what follows a backslash.
func escape(s string) (r rune, rest string, err error) {
	if s != "" {
		if r, ok := plain[s[0]]; ok {
			return r, s[1:], nil
		}
	}
	if len(s) >= 5 && s[0] == 'u' {
		if code, err := strconv.ParseUint(s[1:5], 16, 16); err == nil {
			return rune(code), s[5:], nil
		}
	}
	return 0, "", fmt.Errorf(`expected \n \0 \t \u200F or \\, not %q`, `\`+s[:min(len(s), 5)])
}
