package script

import (
	"context"
	"io"
	"time"

	"langkah/bot"
)

// Service is what a script is played on: one running copy of the service on
// one database. The player calls it from one goroutine.
type Service interface {
	// Start builds engine and senders anew; what ran before is stopped, the
	// database stays as it is.
	Start(ctx context.Context, stage Stage) (Ends, error)
	// Settle answers, sends and does what is due now, until nothing is left.
	Settle(ctx context.Context) error
	// Due is the next instant at which something falls due; false: nothing is
	// waiting for the clock.
	Due(ctx context.Context) (at time.Time, some bool, err error)
	// Database cuts the service off from its database, or lets it back. It is
	// not settled in between.
	Database(ctx context.Context, up bool) error
	// Restored makes the database a copy that was brought from elsewhere, as the
	// service finds it when it starts.
	Restored(ctx context.Context) error
	// Given prepares the database, before the people of the script act.
	Given(ctx context.Context, given Given) error
	// Command runs a command line of the service and returns its exit status.
	Command(ctx context.Context, args []string, out io.Writer) int
}

// Stage is what the service runs on while it is played.
type Stage struct {
	Now     func() time.Time // people's time
	Senders []bot.Sender     // the messengers that are sent to; the player delivers, they need no Run
}

// Ends are the service's sides of the messengers.
type Ends struct {
	Sink    bot.Sink
	Mailbox bot.Mailbox // of webchat
}

// Given is a line such as "given siti: member stage=P2", for each person of it.
type Given struct {
	People []Person
	Words  []string          // "member"; "staff", "officer"
	Attrs  map[string]string // "stage": "P2"
}

// Person is somebody of the script before they write.
type Person struct {
	Name    string // as in the script
	Address bot.Address
	Phone   string // E.164
}
