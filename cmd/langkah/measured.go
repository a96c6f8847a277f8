//go:build measured

package main

import (
	"math"
	"os"
	"time"
)

// A service that is measured goes by a clock that is set for it, and at any pace.
func init() {
	mostTelegram = math.Inf(1)
	raw, err := os.ReadFile(os.Getenv("LANGKAH_TEST_CLOCK"))
	if err != nil {
		return
	}
	ahead, _ := time.ParseDuration(string(raw))
	machine := setClock
	setClock = func() time.Time { return machine().Round(0).Add(ahead) }
}
