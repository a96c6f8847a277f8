package store

import (
	"fmt"
	"strings"
	"time"

	"langkah/bot"
)

// Statements, to look at their plans.
const (
	FireReminders = fire
	ReadGauges    = gauges
	CountContacts = contacts
	EndBroadcasts = endBroadcasts
	HandOver      = handOver
	LeaveRest     = leaveRest
	CountNews     = countNews
	CountTrays    = trays
	Expire        = expire
)

var (
	ClaimPeople         = claimPeople
	ClaimBubbles, _     = claimOf(Lease{}, Due{Limit: maxClaim})
	ClaimWarmBubbles, _ = claimOf(Lease{}, Due{Limit: maxClaim, Reach: &Reach{Gate: bot.Gate{Begin: 80}}})
	EndRows             = fmt.Sprintf(endRows, 10)
	SiftQueue           = sifted
	FailOvers           = []string{strings.ReplaceAll(unneeded, "$2", "$1"), moveAside, recall, recalled, lastResort}
	FindClasses         = findAround
	OfferUntil          = offerUntil
	DaysOf              = daysOf
	TakePapers          = takePapers
)

// Statement is one with the types of its parameters, and some.
type Statement struct{ Text, Types, Values string }

// OfOne are what is done to the open rows of one person (MEMBER).
var OfOne = map[string]Statement{
	"stop": {skipOpen, `bigint, smallint, text`, `MEMBER, 1, 'stopped'`},
	"lock": {lockOpen, `bigint, bool, bigint[]`, `MEMBER, true, null`},
	"had":  {hadAlready, `bigint`, `MEMBER`},
	"best": {betterChat, `bigint[], bigint, bigint`, `'{MEMBER}', MEMBER, 77`},
	"back": {comeBack, `bigint[]`, `'{1, 2}'`},
}

// RemindersOf lists what is said before a class: due and until.
func RemindersOf(starts time.Time) (list [][2]time.Time) {
	for _, r := range remindersOf(starts) {
		list = append(list, [2]time.Time{r.due, r.until})
	}
	return list
}
