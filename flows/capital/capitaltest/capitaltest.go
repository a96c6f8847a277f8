// Package capitaltest knows how somebody stands with capital without a
// database, for tests of what is said.
package capitaltest

import (
	"slices"

	"langkah/flows"
)

// Standing remembers what its person is interested in; a new one knows nothing.
type Standing struct{ flows.Standing }

// Perform carries the actions of capital out, for members and visitors.
func (s *Standing) Perform(a flows.Action, f flows.Facts) (out flows.Outcome, ok bool) {
	known := s.Standing
	known.Interests = slices.Clone(known.Interests)
	args := flows.Args{"Standing": known}
	switch a := a.(type) {
	case flows.LookAtStanding:
		return flows.Outcome{Event: flows.Next, Args: args}, true
	case flows.LookAtInterest:
		for _, i := range s.Interests {
			if i.Offer == a.Offer && (i.State == flows.Interested || i.State == flows.Applied) {
				return flows.Outcome{Event: "open", Args: args}, true
			}
		}
		return flows.Outcome{Event: "gone", Args: args}, true
	case flows.NoteInterest:
		if f.Person.Number == "" {
			return flows.Outcome{Event: "visitor"}, true
		}
		s.Interests = slices.DeleteFunc(known.Interests, func(i flows.Interest) bool { return i.Offer == a.Offer })
		s.Interests = append(s.Interests, a.Interest)
		return flows.Outcome{Event: "noted"}, true
	}
	return out, false
}
