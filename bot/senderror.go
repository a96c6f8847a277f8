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
	Refused   SendClass = "refused"   // certainly not sent: the messenger does not know the account
	Unknown   SendClass = "unknown"   // may have been sent
)

// SendError is a classified failure.
type SendError struct {
	Class SendClass
	After time.Duration // with Throttled: how long
	Whole bool          // with Throttled: all notices and broadcasts wait, not this person alone
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
