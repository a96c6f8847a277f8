// Package flowtest talks with the flows in tests, without a database.
package flowtest

import (
	"testing"

	"langkah/flows"
	"langkah/flows/catalogue"
	"langkah/templates"
)

// Talk is somebody who talks with the service.
type Talk struct {
	T       testing.TB
	Session flows.Session
	Facts   flows.Facts
	Perform func(flows.Action, flows.Facts) (out flows.Outcome, ok bool) // what acts lead to; not ok: simply on
	Turn    *flows.Turn
	Acts    []flows.Action
}

// Begin stands in the menu.
func Begin(t testing.TB, facts flows.Facts, perform func(flows.Action, flows.Facts) (flows.Outcome, bool)) Talk {
	return Talk{T: t, Session: flows.Session{Flow: "menu", State: "home", Version: 3}, Facts: facts, Perform: perform}
}

// Hear plays a turn, and puts its choices on the screen.
func (k *Talk) Hear(in flows.Input) {
	k.T.Helper()
	turn, err := catalogue.Router().Begin(k.Session, in, k.Facts)
	for err == nil && turn.Act != nil {
		k.Acts = append(k.Acts, turn.Act)
		out, ok := k.Perform(turn.Act, k.Facts)
		if !ok {
			out.Event = flows.Next
		}
		err = turn.Resume(out, k.Facts)
	}
	if err != nil {
		k.T.Fatalf("%+v: %v", in, err)
	}
	var offer []flows.Choice
	for _, o := range turn.Options {
		label, err := templates.Text("", o.Label.Key, o.Label.Args)
		if err != nil {
			k.T.Fatal(err)
		}
		offer = append(offer, flows.Choice{Value: o.Value, Label: label})
	}
	turn.Shown(offer)
	k.Session, k.Turn = turn.Session(), turn
}

// At is where they stand, and what was said last: "menu.home training/gone".
func (k *Talk) At() string {
	said := ""
	if n := len(k.Turn.Says); n > 0 {
		said = k.Turn.Says[n-1].Key
	}
	return k.Session.Flow + "." + k.Session.State + " " + said
}
