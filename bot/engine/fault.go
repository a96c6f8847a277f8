package engine

import (
	"errors"
	"fmt"
	"runtime"
	"strings"

	"langkah/bot"
	"langkah/store"
)

// fault blames one message for a failed turn.
type fault struct {
	inbox   int64
	earlier bool   // the person had written before it, in the same batch
	in      string // flow.state
	err     error
}

func (f *fault) Error() string { return fmt.Sprintf("answer message %d: %v", f.inbox, f.err) }
func (f *fault) Unwrap() error { return f.err }

// note is what staff and logs read of a failure: where and of what kind,
// nothing that a person wrote.
func note(err error) string {
	f := blamed(err)
	var broke *panicked
	var refused interface{ SQLState() string }
	switch {
	case errors.As(f.err, &broke):
		return f.in + ": " + broke.Error()
	case errors.As(f.err, &refused):
		return f.in + ": SQLSTATE " + refused.SQLState()
	}
	last := f.err
	for next := errors.Unwrap(last); next != nil; next = errors.Unwrap(last) {
		last = next
	}
	return fmt.Sprintf("%s: %T", f.in, last)
}

// told is note, and more where the database is only away for a while: how that
// came is nothing of a person's.
func told(err error) string {
	if store.Passing(err) {
		return bot.Told(err)
	}
	return note(err)
}

func blamed(err error) *fault {
	if f := (*fault)(nil); errors.As(err, &f) {
		return f
	}
	return &fault{in: "batch", err: err}
}

// flowOf is where a failure belongs, for the meters.
func flowOf(err error) string {
	flow, _, _ := strings.Cut(blamed(err).in, ".")
	if flow == "" {
		return "none" // it was their first message
	}
	return flow
}

// panicked is a panic in a turn.
type panicked struct{ value any }

// Error names the runtime's own errors; whatever else was thrown may hold what
// a person wrote.
func (p *panicked) Error() string {
	if err, ok := p.value.(runtime.Error); ok {
		return "panic: " + err.Error()
	}
	return fmt.Sprintf("panic: %T", p.value)
}
