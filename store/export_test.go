package store

import "fmt"

// Statements, to look at their plans.
const (
	FireReminders = fire
	ReadGauges    = gauges
	CountContacts = contacts
)

var (
	ClaimPeople  = claimPeople
	ClaimBubbles = fmt.Sprintf(claim, maxClaim)
)
