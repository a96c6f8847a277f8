package script

import (
	"sync"
	"time"
)

// WIB is the time of Jakarta, in which scripts are written.
var WIB = time.FixedZone("WIB", 7*60*60)

// opening is a working Monday: where people's clock stands when a script does
// not say.
var opening = time.Date(2026, 11, 23, 9, 0, 0, 0, WIB)

// clock is people's time: it stands still until the script moves it.
type clock struct {
	mu  sync.Mutex
	now time.Time
}

// Now is read by the service from many goroutines.
func (c *clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *clock) set(t time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = t
}
