package store

import "fmt"

// Statements, to look at their plans.
const (
	ClaimPeople   = claimPeople
	FireReminders = fire
	ReadGauges    = gauges
)

var ClaimBubbles = fmt.Sprintf(claim, maxClaim)
