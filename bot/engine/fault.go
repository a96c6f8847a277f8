package engine

import (
	"errors"
	"fmt"
	"runtime"
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

// note is what staff read of a failure: where and of what kind, nothing that a
// person wrote.
func note(err error) string {
	var f *fault
	if !errors.As(err, &f) {
		f = &fault{in: "batch", err: err}
	}
	last := f.err
	for next := errors.Unwrap(last); next != nil; next = errors.Unwrap(last) {
		last = next
	}
	switch e := last.(type) {
	case *panicked:
		return f.in + ": " + e.Error()
	case interface{ SQLState() string }:
		return f.in + ": SQLSTATE " + e.SQLState()
	}
	return fmt.Sprintf("%s: %T", f.in, last)
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
