package store

import (
	"context"

	"langkah/flows"
)

// performMentoring carries out what people and the pendamping have to do with
// each other.
func (t Tx) performMentoring(ctx context.Context, act Act) (flows.Outcome, error) {
	switch a := act.Action.(type) {
	case flows.OpenHandoff:
		return t.openHandoff(ctx, act, a)
	case flows.TellStaff:
		return t.tellStaff(ctx, act, a)
	case flows.EndHandoff:
		return t.endHandoff(ctx, act)
	case flows.StaffQueue, flows.TakeTalk, flows.AnswerTalk, flows.CloseTalk:
		return t.atDesk(ctx, act)
	case flows.LookAtCentre:
		return t.lookAtCentre(ctx, act, a)
	case flows.FindSlots:
		return t.findSlots(ctx, act, a)
	case flows.BookVisit:
		return t.bookVisit(ctx, act, a)
	case flows.CancelVisit:
		return t.cancelVisit(ctx, act, a)
	case flows.LookAtVisit:
		return t.lookAtVisit(ctx, act, a)
	case flows.StaffVisits, flows.NoteVisit, flows.NoteWalkIn:
		return t.atCentre(ctx, act)
	}
	return t.performTraining(ctx, act)
}
