package bot

import (
	"errors"
	"fmt"
	"time"
)

// SendClass is what a channel makes of a failed send; the ledger decides what
// follows.
type SendClass string

// The classes.
const (
	Retry     SendClass = "retry"     // certainly not sent; try again soon
	Throttled SendClass = "throttled" // certainly not sent; not before After
	Permanent SendClass = "permanent" // this bubble can never be sent
	OptedOut  SendClass = "opted_out" // this address wants or gets nothing any more
	Held      SendClass = "held"      // the account may not send this now
	Unknown   SendClass = "unknown"   // may have been sent
)

// Scope says what a Throttled refusal concerns.
type Scope int

// The scopes.
const (
	ScopeChat    Scope = iota // this address: its next rows of the lane wait behind
	ScopeBulk                 // lanes 1 and 2 of the account; replies go on
	ScopeAccount              // all that the account sends, as when its key is refused or nobody answers
)

// SendError is a classified failure.
type SendError struct {
	Class SendClass
	After time.Duration // with Throttled: how long
	Scope Scope         // with Throttled: who else waits as long
	Kept  bool          // with Held: the messenger was not asked, so this was no try
	Again bool          // with Unknown: worth a repetition, whatever the lane
	Stale bool          // with Permanent: the file has to be brought anew
	Code  string        // the messenger's own code, without personal data
	Err   error
}

func (e *SendError) Error() string {
	return fmt.Sprintf("send (%s %s): %v", e.Class, e.Code, e.Err)
}

func (e *SendError) Unwrap() error { return e.Err }

// Classify finds the SendError in err; an unclassified error may have left.
func Classify(err error) *SendError {
	var se *SendError
	if errors.As(err, &se) {
		return se
	}
	return &SendError{Class: Unknown, Err: err}
}
