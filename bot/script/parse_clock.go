package script

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"
)

var (
	by   = regexp.MustCompile(`^\+(\s*\d+[dhm])+$`)
	unit = regexp.MustCompile(`(\d+)([dhm])`)
)

var lengths = map[string]time.Duration{"d": 24 * time.Hour, "h": time.Hour, "m": time.Minute}

// parseClock reads what stands behind "@".
func parseClock(s string) (step, error) {
	if strings.HasPrefix(s, "+") {
		return parseBy(s)
	}
	at, err := time.ParseInLocation("2006-01-02 15:04", s, WIB)
	if err != nil {
		return nil, fmt.Errorf("expected a time like 2026-11-23 09:00 or +26h, not %q", s)
	}
	return moveTo{at}, nil
}

func parseBy(s string) (step, error) {
	if !by.MatchString(s) {
		return nil, fmt.Errorf("expected a span like +26h, +2d or +1d2h30m, not %q", s)
	}
	var sum time.Duration
	for _, m := range unit.FindAllStringSubmatch(s, -1) {
		n, err := strconv.Atoi(m[1])
		if err != nil || n > 10_000 {
			return nil, fmt.Errorf("expected a span of at most 10000 a unit, not %q", s)
		}
		sum += time.Duration(n) * lengths[m[2]]
	}
	return moveBy{sum}, nil
}
