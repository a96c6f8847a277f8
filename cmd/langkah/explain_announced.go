package main

import (
	"fmt"
	"time"

	"langkah/store"
)

// announced tells of a person's broadcasts: what was sent, what waits and why,
// what was left out.
func announced(s *surroundings, st *store.Store, id int64, now time.Time, limit int) error {
	list, err := st.Announced(s.ctx, id, way(), now, limit)
	if err != nil {
		return err
	}
	fmt.Fprintln(s.out, "broadcasts")
	if len(list) == 0 {
		fmt.Fprintln(s.out, "  none")
	}
	for _, a := range list {
		about := ""
		if a.Event != "" {
			about = " about " + a.Event
		}
		fmt.Fprintf(s.out, "  %s%s  %s\n", a.Code, about, announcedInWords(a, now))
	}
	return nil
}

func announcedInWords(a store.Announced, now time.Time) string {
	switch {
	case a.State == "" && !a.Meant:
		return "is not for them, as it is now"
	case a.State == "":
		return "is for them; " + holding(a.Broadcast, now, "its rows are being written")
	case a.State == "queued":
		return fmt.Sprintf("in the queue on %s; %s", a.Channel, holding(a.Broadcast, now, "it is their turn soon"))
	}
	words := fmt.Sprintf("%s on %s", a.State, a.Channel)
	if a.Reason != "" {
		words += ": " + reasons(a.Reason)
	}
	if !a.Sent.IsZero() {
		words += ", sent " + wib(a.Sent)
	}
	return words
}

// holding is why a broadcast does not leave now; else another word.
func holding(b store.Broadcast, now time.Time, otherwise string) string {
	switch opens := b.NextOpen(now); {
	case b.State == store.BroadcastPaused:
		return "it is paused"
	case b.State == store.BroadcastCancelled:
		return "it was called off"
	case !now.Before(b.Expires):
		return "its time is over"
	case opens.After(now):
		return "it leaves from " + wib(opens)
	}
	return otherwise
}
