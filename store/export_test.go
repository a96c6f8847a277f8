package store

// Statements, to look at their plans.
const (
	ClaimPeople   = claimPeople
	ClaimBubbles  = claim
	FireReminders = fire
	ReadGauges    = gauges
)
