package engine

import "time"

// Unswept has an engine find only what it is called for.
func (e *Engine) Unswept() *Engine {
	e.sweep = time.Hour
	return e
}
