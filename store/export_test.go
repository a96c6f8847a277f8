package store

import "langkah/bot"

// Statements, to look at their plans.
const (
	FireReminders = fire
	ReadGauges    = gauges
	CountContacts = contacts
)

var (
	ClaimPeople         = claimPeople
	ClaimBubbles, _     = claimOf(Lease{}, Due{Limit: maxClaim})
	ClaimWarmBubbles, _ = claimOf(Lease{}, Due{Limit: maxClaim, Reach: &Reach{Gate: bot.Gate{Begin: 80}}})
)
