package watest

import (
	"encoding/json"
	"strconv"
	"time"
)

// removed is how a client hears that it is linked no longer.
func removed() node {
	return with("stream:error", attrs{"code": "401"}, with("conflict", attrs{"type": "device_removed"}))
}

// replaced is how it hears that the same device logged in elsewhere.
func replaced() node {
	return with("stream:error", nil, with("conflict", attrs{"type": "replaced"}))
}

// timeLock is the update of a number that may not, or may again, write to
// strangers.
func timeLock(active bool, until time.Time) node {
	type lock struct {
		Kind   string `json:"enforcement_type,omitempty"`
		Active bool   `json:"is_active"`
		Ends   string `json:"time_enforcement_ends,omitempty"`
	}
	l := lock{Active: active}
	if active {
		l.Kind = "RESTRICT_ALL_COMPANIONS"
	}
	if active && !until.IsZero() {
		l.Ends = strconv.FormatInt(until.Unix(), 10)
	}
	body, err := json.Marshal(map[string]any{"data": map[string]any{"xwa2_notify_account_reachout_timelock": l}})
	if err != nil {
		panic("watest: " + err.Error()) // plain fields always encode
	}
	return node{Tag: "update", Attrs: attrs{"op_name": "NotificationUserReachoutTimelockUpdate"}, Content: body}
}
