package webchat

import (
	"context"
	"net/http"
	"time"

	"langkah/bot"
)

const (
	historyLength = 100
	patience      = 5 * time.Second // with the ledger
)

// bubble is a bubble as the page reads it.
type bubble struct {
	ID      int64        `json:"id"`
	Part    int          `json:"part,omitempty"` // of a row longer than a bubble: which one, from 0
	Kind    bot.Kind     `json:"kind,omitempty"` // of what the person wrote; none: a bubble of ours
	Client  string       `json:"cid,omitempty"`  // the page's id of what the person wrote there
	Text    string       `json:"text"`
	Choices []bot.Choice `json:"choices,omitempty"`
	At      int64        `json:"at,omitempty"` // milliseconds since 1970, where it is not of this moment
}

// history answers with the last bubbles of both sides and the ledger's row up
// to which the page has seen ours.
func (c *Channel) history(w http.ResponseWriter, r *http.Request) {
	if foreign(r) {
		refuse(w, http.StatusForbidden, "elsewhere", 0)
		return
	}
	if wait := c.limits.ips.Wait(c.network(r), c.cfg.Now()); wait > 0 {
		refuse(w, http.StatusTooManyRequests, "slow", wait)
		return
	}
	ctx, cancel := context.WithTimeout(r.Context(), patience)
	defer cancel()
	who, known := c.person(r)
	var rows []bot.Bubble
	if known {
		var err error
		rows, err = c.cfg.Mailbox.History(ctx, address(who), historyLength)
		if r.Context().Err() == nil { // else the browser is gone, which is no trouble
			c.tell(&c.reading, "read mailbox", err)
		}
		if err != nil {
			refuse(w, http.StatusServiceUnavailable, "away", soon)
			return
		}
	}
	who = c.welcome(w, r)
	reply(w, http.StatusOK, conversation(who, rows))
}

type historyAnswer struct {
	Last    int64    `json:"last"`
	Bubbles []bubble `json:"bubbles"`
}

func conversation(who string, rows []bot.Bubble) historyAnswer {
	h := historyAnswer{Bubbles: []bubble{}}
	for _, row := range rows {
		if row.Kind != "" {
			h.Bubbles = append(h.Bubbles, bubble{ID: row.ID, Kind: row.Kind, Client: ownID(who, row.ExternalID), Text: row.Text, At: millis(row.At)})
			continue
		}
		h.Last = max(h.Last, row.ID)
		for _, part := range parts(row.Outbound) {
			part.At = millis(row.At)
			h.Bubbles = append(h.Bubbles, part)
		}
	}
	return h
}

func millis(at time.Time) int64 {
	if at.IsZero() {
		return 0
	}
	return at.UnixMilli()
}
