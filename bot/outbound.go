package bot

import (
	"fmt"
	"strings"
)

// Lane orders what we send: a reply overtakes a notice, a notice a broadcast.
type Lane int16

// The lanes.
const (
	LaneReply     Lane = 0
	LaneNotice    Lane = 1
	LaneBroadcast Lane = 2
)

// String is the lane's name for logs and metrics.
func (l Lane) String() string {
	switch l {
	case LaneReply:
		return "reply"
	case LaneNotice:
		return "notice"
	case LaneBroadcast:
		return "broadcast"
	}
	return fmt.Sprint(int16(l))
}

// Outbound is one bubble, as the ledger hands it to a channel.
type Outbound struct {
	ID           int64 // the ledger's row
	To           Address
	Lane         Lane
	ExternalID   string // stored before sending where the channel takes our ids (Caps.OwnIDs)
	Text         string
	Choices      []Choice
	ShareContact string // label of a button that shares the phone number; "" none
	Fill         *Fill  // of a broadcast: what the text is made of, which is empty; nil: it is there
	Media        *Media // goes with the text; only where the channel carries files (Caps.Files)
	Tries        int    // this one included
	Resent       bool   // may have been seen before: a kill fell between send and settle
	Recalls      string // nothing is shown: the bubble with this id is taken back, on every device; "" none
}

// Choice is one thing that can be picked. Typing its number or its words
// means the same as pressing it.
type Choice struct {
	ID     string `json:"id"` // ≤ 64 bytes (Telegram's callback_data)
	Label  string `json:"label"`
	Number int    `json:"n"` // as shown in a numbered menu; negative: the text already says how
}

// Numbered renders the bubble for a channel without buttons:
// the text, then one line a choice, number first.
func (o Outbound) Numbered() string {
	var b strings.Builder
	b.WriteString(o.Text)
	for _, c := range o.Choices {
		if c.Number >= 0 {
			fmt.Fprintf(&b, "\n%d %s", c.Number, c.Label)
		}
	}
	return b.String()
}
