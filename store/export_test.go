package store

import (
	"time"

	"langkah/bot"
)

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
	FindClasses         = findAround
	OfferUntil          = offerUntil
	DaysOf              = daysOf
	TakePapers          = takePapers
)

// RemindersOf lists what is said before a class: due and until.
func RemindersOf(starts time.Time) (list [][2]time.Time) {
	for _, r := range remindersOf(starts) {
		list = append(list, [2]time.Time{r.due, r.until})
	}
	return list
}
