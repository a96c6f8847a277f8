package understand

import (
	"math"
	"strings"
	"testing"
	"time"
)

const (
	shortText = 8 << 10
	longBy    = 8 // how often a long text is a short one
)

// linear wants the work to grow with the text, and not with its square. One
// long text is measured against as many short ones as it has letters of, so
// that a busy machine slows both alike; the best of a few rounds counts.
func linear(t *testing.T, what, piece string, read func(string)) {
	t.Helper()
	short := strings.Repeat(piece, shortText/len(piece))
	long := strings.Repeat(short, longBy)
	const (
		leeway = 4 // the square would be eight
		noise  = 20 * time.Millisecond
	)
	many, one := time.Duration(math.MaxInt64/leeway/2), time.Duration(math.MaxInt64)
	for range 30 { // a busy machine is seldom quiet for as long as this takes
		start := time.Now()
		for range longBy {
			read(short)
		}
		half := time.Now()
		read(long)
		many, one = min(many, half.Sub(start)), min(one, time.Since(half))
		if one <= leeway*many+noise {
			return
		}
	}
	t.Errorf("%s of %d KB of %q took %v, %d times a part of it %v", what, len(long)>>10, piece, one, longBy, many)
}
