package store

// The claims, to look at their plans.
const (
	ClaimPeople  = claimPeople
	ClaimBubbles = claim
)
