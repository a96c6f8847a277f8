package main

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"langkah/bot"
	"langkah/bot/engine"
	"langkah/flows"
	"langkah/flows/reminder"
	"langkah/store"
)

// upcoming tells what is due.
func upcoming(out io.Writer, told []store.Told, v store.Standing) {
	fmt.Fprintln(out, "due")
	none := true
	for _, t := range told {
		if !t.ToCome() {
			continue
		}
		none = false
		note := ""
		if t.Reason != "" {
			note = "; put off: " + reasons(t.Reason)
		}
		if t.Class == flows.Advised && !v.Advised {
			note = "; will be left out: " + reasons("stopped")
		}
		if t.State == "fired" {
			note = "; being said"
		}
		fmt.Fprintf(out, "  %s  %s%s; of no use after %s\n", wib(t.At), what(t), note, wib(t.Until))
	}
	if none {
		fmt.Fprintln(out, "  nothing")
	}
}

// past tells what became of earlier reminders.
func past(out io.Writer, told []store.Told) {
	fmt.Fprintln(out, "reminders so far")
	none := true
	for _, t := range told {
		if t.ToCome() {
			continue
		}
		none = false
		line := became(t)
		if t.Reason != "" {
			line += ": " + reasons(t.Reason)
		}
		fmt.Fprintf(out, "  %s  %s  %s\n", wib(t.At), what(t), line)
	}
	if none {
		fmt.Fprintln(out, "  none")
	}
}

// became is what happened to a reminder in the end: written is not yet said.
func became(t store.Told) string {
	if t.State != "said" {
		return t.State
	}
	switch t.Bubble {
	case "queued", "leased", "waiting":
		return "written, has not left yet"
	case "expired", "skipped", "failed":
		return "written, but never left (" + t.Bubble + ")"
	}
	return "said"
}

// spent tells until when the cap holds advised messages back; zero: it does not.
func spent(list []store.Unasked, now time.Time) (until time.Time) {
	counted := 0
	for _, u := range list { // the latest first
		at := u.SentAt
		if at.Year() <= 1 {
			at = u.At
		}
		left := !slices.Contains([]string{"skipped", "expired", "failed", "waiting"}, u.State)
		if !left || u.Class != "advised" && u.Class != "announced" || now.Sub(at) >= store.CapWindow {
			continue
		}
		if counted++; counted == engine.WeeklyCap {
			return at.Add(store.CapWindow)
		}
	}
	return until
}

// sent tells what left without being asked for.
func sent(out io.Writer, list []store.Unasked) {
	fmt.Fprintln(out, "said without being asked")
	if len(list) == 0 {
		fmt.Fprintln(out, "  nothing")
	}
	for _, u := range list {
		line := u.State
		if u.Reason != "" {
			line += ": " + reasons(u.Reason)
		}
		if !u.SentAt.IsZero() && u.SentAt.Year() > 1 {
			line += " " + wib(u.SentAt)
		}
		fmt.Fprintf(out, "  %s  %s on %s  %s\n", wib(u.At), u.Class, u.Channel, line)
	}
}

func what(t store.Told) string {
	name := t.Kind
	if name == reminder.Monthly {
		name = "monthly card, to be written to again"
	}
	if t.Ref != "" {
		name += " " + t.Ref
	}
	return fmt.Sprintf("%s reminder: %s (no. %d)", t.Class, name, t.Step)
}

// because is what each reason means to staff.
var because = map[string]string{
	"cap":          "cap: two unasked messages have been said within seven days",
	"same_day":     "same day: something was said today already",
	"night":        "night: nothing is said first from 20.00 to 08.00",
	"talking":      "talking: they wrote less than an hour ago",
	"collapsed":    "collapsed: earlier ones were late and went with this one",
	"too_late":     "too late: of no use any more",
	"warm":         "warm: they have written since; the card goes by that",
	"elsewhere":    "elsewhere: they wrote last where no card is needed",
	"stopped":      "stopped: they do not want to be reminded",
	"no_consent":   "no consent to use their data",
	"other":        "other: something else of theirs is under way",
	"gone":         "gone: it does not hold any more",
	"replanned":    "replanned: something else comes first now",
	"noted":        "noted: they have a new one since",
	"reported":     "reported: they have told it since",
	"finished":     "finished: not needed any more",
	"done":         "done: not needed any more",
	"erased":       "erased: they had their data erased",
	"unreachable":  "unreachable: no address is open",
	"fault":        "fault: it failed three times; see langkah doctor",
	"unsent":       "unsent: the one before has not reached them yet",
	"overtaken":    "overtaken: they wrote before it reached them",
	"handoff":      "handoff: staff talk to them; see langkah handoffs",
	"cancelled":    "cancelled: it was called off",
	"deciding":     "deciding: they were asked about their data",
	"unknown":      "unknown: a newer release knows its words",
	"linked":       "linked: there is one of the same where they were linked to",
	"useful_until": "too late: of no use any more",

	"next_contact":  "waits until they write: they have not for four weeks, and WhatsApp refuses whoever writes first",
	"number_held":   "held: the number may not say it first now; see langkah whatsapp status",
	"other_channel": "went by their other channel instead",
	"recalled":      "taken back, since it did not arrive; went by their other channel instead",
	"arrived":       "not needed: what was to be taken back had arrived",
	"tray":          "left for when they write PENGUMUMAN: two went with their last answer",
	"unlinked":      "taken back: the chat is somebody else's again; it goes where it was to be said first",
	"called":        "their centre called them instead",
	"cold":          "too late: they have not written for four weeks",
	"owner_lost":    "in doubt: the service stopped while it was on its way, so that it may have arrived",
	"not_filled":    "its text could not be made",
}

func reasons(code string) string {
	if name, ok := strings.CutPrefix(code, "missing_"); ok {
		return "nothing is known of them for {{" + name + "}}"
	}
	if text, ok := because[code]; ok {
		return text
	}
	return code
}

func wib(t time.Time) string { return t.In(bot.WIB).Format("Mon 2 Jan 2006 15.04") + " WIB" }
