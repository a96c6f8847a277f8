package main

import (
	"fmt"
	"time"

	"langkah/store"
)

type broadcastApproveCommand struct{ oneBroadcast }

// Run approves a broadcast. Who does is named: an operator is nobody's second person.
func (c broadcastApproveCommand) Run(s *surroundings) error {
	if c.By == "" {
		return fmt.Errorf("broadcast: say who approves it: --by STAFF")
	}
	return c.do(s, func(st *store.Store, who store.Who, now time.Time) (done, error) {
		if err := st.ApproveBroadcast(s.ctx, c.Code, who, now); err != nil {
			return done{}, err
		}
		b, err := st.Broadcast(s.ctx, c.Code)
		return done{Said: fmt.Sprintf("approved by %s; "+possible[b.State], who.Name, b.Code)}, err
	})
}

type broadcastStartCommand struct{ oneBroadcast }

// Run starts a broadcast.
func (c broadcastStartCommand) Run(s *surroundings) error {
	return c.do(s, func(st *store.Store, who store.Who, now time.Time) (done, error) {
		if err := st.StartBroadcast(s.ctx, c.Code, way(), s.limits(), who, now); err != nil {
			return done{}, err
		}
		b, err := st.Broadcast(s.ctx, c.Code)
		switch {
		case err != nil:
			return done{}, err
		case b.State == store.BroadcastAsked:
			return done{}, store.NeedsApproval
		}
		if _, frozen, err := st.Frozen(s.ctx); err != nil {
			return done{}, err
		} else if frozen {
			return done{Said: fmt.Sprintf("started: %s; it is held: this is a restored copy; %s", b.Code, howToThaw)}, nil
		}
		return done{Said: fmt.Sprintf("started: %s leaves from %s; langkah broadcast status %s --watch shows how far it is", b.Code, wib(b.NextOpen(now)), b.Code)}, nil
	})
}

type broadcastPauseCommand struct{ oneBroadcast }

// Run pauses a broadcast.
func (c broadcastPauseCommand) Run(s *surroundings) error {
	return c.do(s, func(st *store.Store, who store.Who, now time.Time) (done, error) {
		return done{Said: fmt.Sprintf("paused: %s; langkah broadcast resume %s goes on", upper(c.Code), upper(c.Code))}, st.PauseBroadcast(s.ctx, c.Code, who, now)
	})
}

type broadcastResumeCommand struct{ oneBroadcast }

// Run resumes a broadcast.
func (c broadcastResumeCommand) Run(s *surroundings) error {
	return c.do(s, func(st *store.Store, who store.Who, now time.Time) (done, error) {
		return done{Said: "goes on: " + upper(c.Code)}, st.ResumeBroadcast(s.ctx, c.Code, s.limits(), who, now)
	})
}

type broadcastCancelCommand struct{ oneBroadcast }

// Run cancels a broadcast.
func (c broadcastCancelCommand) Run(s *surroundings) error {
	return c.do(s, func(st *store.Store, who store.Who, now time.Time) (done, error) {
		stopped, left, err := st.CancelBroadcast(s.ctx, c.Code, who, now)
		if err != nil {
			return done{}, err
		}
		b, err := st.Broadcast(s.ctx, c.Code)
		words := fmt.Sprintf("cancelled: %s; %d never leave, %d had left", b.Code, stopped, left)
		switch {
		case b.Upto == 0:
			words = fmt.Sprintf("cancelled: %s; nothing of it had left", b.Code)
		case !b.Expanded:
			words += "; not all rows were written, and none is any more"
		}
		return done{Said: words, Stopped: &stopped, Left: &left}, err
	})
}
