package script

import (
	"fmt"
	"strconv"
	"strings"
)

// Difference is the first thing that is not as the script says.
type Difference struct {
	File string
	Line int
	Who  string // a name, or "$"
	Want string
	Got  string
}

func (d *Difference) Error() string {
	return fmt.Sprintf("%s:%d: %s: expected %s\ngot %s", d.File, d.Line, d.Who, d.Want, d.Got)
}

// filled is the pattern as people wrote it, with what was kept before.
func (p pattern) filled(vars map[string]string) string { return fill(p.written, vars) }

// printed shows bubbles one by one.
func printed(unread []*bubble) string {
	if len(unread) == 0 {
		return "no unread bubble"
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%d unread:", len(unread))
	for i, u := range unread {
		fmt.Fprintf(&b, "\n%-3s%s", strconv.Itoa(i+1)+".", framed(u.String()))
	}
	return b.String()
}

// framed sets lines apart from the report around them.
func framed(s string) string {
	return "| " + strings.ReplaceAll(strings.TrimRight(s, "\n"), "\n", "\n   | ")
}
