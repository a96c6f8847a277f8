package main

import "time"

// The only readings of the machine's clock: people's time and machine time come
// from here and are passed on as parameters.

// setClock is what the machine takes for the time: somebody may set it.
var setClock = time.Now

// wallClock is people's time.
func wallClock() time.Time { return setClock() }

var started = time.Now()

// machineClock is the time at the start and what has passed since: leases,
// backoff, pace. When somebody sets the clock it goes on evenly, so that what
// was to be tried again in a second is not tried two hours later.
func machineClock() time.Time { return started.Add(time.Since(started)) }
