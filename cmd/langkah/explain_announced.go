package main

import (
	"fmt"
	"time"

	"langkah/store"
)

// announced tells of a person's broadcasts: what was sent, what waits and why,
// what was left out.
func announced(s *surroundings, st *store.Store, id int64, frozen bool, limit int) error {
	now := s.clock()()
	list, err := st.Announced(s.ctx, id, now, limit)
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
		fmt.Fprintf(s.out, "  %s%s  %s\n", a.Code, about, announcedInWords(a, frozen, now))
		fmt.Fprintf(s.out, "    %q\n", beginning(a.Texts["id"], 60))
	}
	return nil
}

func announcedInWords(a store.Announced, frozen bool, now time.Time) string {
	switch {
	case a.State == "":
		return withoutRow(a, frozen, now)
	case a.State == "queued":
		return fmt.Sprintf("in the queue on %s; %s", a.Channel, holding(a.Broadcast, frozen, now, "it is their turn soon"))
	}
	words := fmt.Sprintf("%s on %s", a.State, a.Channel)
	if a.Reason != "" {
		words += ": " + reasons(a.Reason)
	}
	switch {
	case a.State == "sent":
		words += ", " + wib(a.Sent)
	case !a.Sent.IsZero():
		words += ", sent " + wib(a.Sent)
	}
	return words
}

// withoutRow is why somebody has no row of a broadcast.
func withoutRow(a store.Announced, frozen bool, now time.Time) string {
	switch {
	case !a.Meant:
		return "is not for them, as it is now"
	case !a.Wanted:
		return "is not sent to them: they want no announcements"
	case !a.Open:
		return "is for them, but no chat of theirs is open: they can be called"
	case a.Due:
		return "is for them; " + holding(a.Broadcast, frozen, now, "its rows are being written")
	}
	return "is for them now, and was not when its rows were written: it does not come to them"
}

// holding is why a broadcast does not leave now; else another word.
func holding(b store.Broadcast, frozen bool, now time.Time, otherwise string) string {
	switch opens := b.NextOpen(now); {
	case b.State == store.BroadcastPaused:
		return "it is paused"
	case b.State == store.BroadcastCancelled:
		return "it was called off"
	case !now.Before(b.Expires):
		return "its time is over"
	case frozen:
		return "held: this is a restored copy; " + howToThaw
	case opens.After(now):
		return "it leaves from " + wib(opens)
	}
	return otherwise
}
