package bot

import "time"

// Gate is what an account may say first now, as its governor reads the signals
// of the messenger. Answers pass in any case.
type Gate struct {
	Shut  bool      // nothing of lanes 1 and 2 leaves, whoever it is for
	Begin int       // talks that may be begun in a day, with people who have not written for OpenFor; below 0: any number
	Opens time.Time // machine time: when what is held, or does not fit into Begin, may leave; zero: nothing is held, or nobody knows
}

// Governed is a Sender whose messenger minds what is said first, and to whom.
type Governed interface {
	// Gate is asked before each claim of lanes 1 and 2, and may change.
	Gate() Gate
}

// How long ago people wrote, in people's time.
const (
	OpenFor   = 24 * time.Hour      // the talk is open
	CoolAfter = 21 * 24 * time.Hour // it cools: something should have them write again
	ColdAfter = 28 * 24 * time.Hour // WhatsApp's own token of a talk lives so long
)

// How a person stands, by when they wrote last.
const (
	Warm    = "warm"
	Cooling = "cooling"
	Cold    = "cold"
)

// Warmth is how a person stands who wrote at heard; zero: never.
func Warmth(heard, now time.Time) string {
	switch since := now.Sub(heard); {
	case heard.IsZero() || since > ColdAfter:
		return Cold
	case since > CoolAfter:
		return Cooling
	}
	return Warm
}
