package bot

import (
	"context"
	"errors"
	"time"
)

// Caps says what a channel can do; the engine and the flows ask these, never
// the channel's name.
type Caps struct {
	Buttons      bool // choices appear as buttons; otherwise as a numbered menu
	ShareContact bool // can ask for the phone number with one press
	GivesPhone   bool // an address comes with the person's own number
	Files        bool // carries documents and pictures, to people and from them
	Receipts     bool // reports delivered and read
	OwnIDs       bool // takes message ids of ours: the same id twice shows once
	WrittenFirst bool // people write first: who is cold is sent nothing
	MaxText      int  // runes in one bubble

	FilesLast time.Duration // how long a file of ours can be shown that was brought once; 0: for good
}

// Channel is one account of one messenger.
type Channel interface {
	Account() Account
	Caps() Caps
	// Run receives until ctx ends and gives everything to sink. It
	// acknowledges to the messenger only what sink.Accept took.
	Run(ctx context.Context, sink Sink) error
	Health() Health
}

// Sender is a channel that we push to; the account has one owner among the
// replicas. Send is called by several goroutines, also while Run runs.
type Sender interface {
	Channel
	// Send delivers one bubble and returns the messenger's id for it.
	// Errors are *SendError; any other error counts as Unknown.
	Send(ctx context.Context, out Outbound) (externalID string, err error)
}

// IDMaker is a Sender that takes message ids of ours (Caps.OwnIDs): they are
// stored before the send and reused on a retry.
type IDMaker interface{ NewID() string }

// Paced is a Sender with a pace for what we start ourselves; replies have none.
type Paced interface {
	// Pace is how many rows of lanes 1 and 2 may leave in a second; 0: any
	// number. It is asked before each claim and may change.
	Pace() float64
}

// Fetcher is a Channel from which files that people sent can be read.
type Fetcher interface {
	// Fetch reads a file that somebody sent. Any replica may ask; it may take
	// many seconds. ErrNoFile: the messenger has it no more.
	Fetch(ctx context.Context, m Media) ([]byte, error)
}

// ErrNoFile means that to fetch a file again is of no use.
var ErrNoFile = errors.New("the messenger has no such file any more")

// Mailbox is what a pulled channel (webchat) reads instead of being sent to:
// the bubbles for one address, in order. Any replica may read it.
type Mailbox interface {
	// After returns what lies beyond the row last and settles it as sent.
	After(ctx context.Context, to Address, last int64) ([]Outbound, error)
	// History is the last bubbles of both sides, oldest first, for a page that
	// opens again.
	History(ctx context.Context, to Address, limit int) ([]Bubble, error)
	// Wake returns a channel that is closed when something may be new here;
	// what another replica wrote is found by looking again twice a second.
	Wake() <-chan struct{}
}

// Bubble is one line of a conversation's history.
type Bubble struct {
	Kind Kind // of what the person wrote; "" is a bubble of ours
	Outbound
	At time.Time // when it was written or sent; zero: not known
}

// Sink takes what channels receive. It returns after the commit: an error
// means that nothing was kept and the messenger must deliver it again.
type Sink interface {
	Accept(ctx context.Context, batch []Inbound) error
	Receipts(ctx context.Context, batch []Receipt) error
}

// ReceiptKind says how far a bubble came.
type ReceiptKind string

// Receipts only ever raise a row's state: delivered, then read.
const (
	Delivered ReceiptKind = "delivered"
	Read      ReceiptKind = "read"
)

// Receipt is the messenger's word on a bubble that we sent.
type Receipt struct {
	Account    Account
	ExternalID string
	Kind       ReceiptKind
	At         time.Time
}

// Health is a code for staff and metrics, with since when it holds.
type Health struct {
	Code  string // "ok", "connecting", "away", "logged_out", …
	Since time.Time
}
