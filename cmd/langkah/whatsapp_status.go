package main

import (
	"cmp"
	"fmt"
	"strings"
	"time"

	"langkah/bot"
	"langkah/bot/whatsapp"
	"langkah/store"
)

// conditions are the codes of a number in words.
var conditions = map[string]string{
	"":                  "linked, and not served yet",
	whatsapp.OK:         "connected",
	whatsapp.Connecting: "connecting",
	whatsapp.Away:       "not connected",
	whatsapp.LoggedOut:  "not linked any more",
	whatsapp.Replaced:   "another program speaks with its keys",
	whatsapp.Outdated:   "WhatsApp takes no program of this version any more",
	whatsapp.Banned:     "barred by WhatsApp",
	whatsapp.Locked:     "its account is locked by WhatsApp",
	whatsapp.Refused:    "WhatsApp refuses the login",
	whatsapp.PhoneAway:  "connected, but its phone has been off the net for long",
}

// pauses are why nothing is said first, in words.
var pauses = map[string]string{
	whatsapp.TooMuch:  "WhatsApp says it is too much",
	whatsapp.NoAnswer: "WhatsApp has not confirmed a message",
}

const usedUp = "today's new chats are used up: the others wait until tomorrow; have people write first"

type whatsappStatusCommand struct{}

// Run prints the numbers; it asks nobody but the database.
func (whatsappStatusCommand) Run(s *surroundings) error {
	return withStore(s, func(st *store.Store) error {
		list, err := numbersOf(s.ctx, st)
		if err != nil {
			return err
		}
		contacts, err := st.ContactsOf(s.ctx, "whatsapp", wallClock())
		if err != nil {
			return err
		}
		if len(list) == 0 {
			fmt.Fprintln(s.out, "no number is linked: langkah whatsapp link")
		}
		for _, n := range list {
			fmt.Fprint(s.out, standingOf(n, contacts[n.Name], machineClock()))
		}
		return nil
	})
}

// standingOf is all that staff read of a number.
func standingOf(n store.Number, with store.Contacts, now time.Time) string {
	var b strings.Builder
	line := func(what, value string) { fmt.Fprintf(&b, "  %-7s %s\n", what, value) }
	fmt.Fprintln(&b, n.Name)
	line("state", inWords(n))
	line("owner", ownerOf(n))
	line("linked", onDay(n.LinkedAt))
	line("heard", onDay(n.HeardAt))
	line("phone", onDay(n.PhoneSeen))
	line("warm", fmt.Sprintf("%d people wrote in the last 28 days, %d of them cooling", with.Warm, with.Cooling))
	line("held", fmt.Sprintf("%d until the number may send, %d until the person writes", with.Held, with.Trays))
	line("today", chatsOf(n.NewChats, with.Begun))
	if opens := opensAt(n, with, now); !opens.IsZero() {
		line("opens", "again at "+onDay(opens))
	}
	do := whatToDo(n)
	if do == "" && usedAll(n, with) && with.Held > 0 {
		do = usedUp
	}
	if do != "" {
		line("do", do)
	}
	return b.String()
}

// chatsOf tells of the talks that were begun today.
func chatsOf(a store.Allowance, begun int64) string {
	if !a.Counted {
		return fmt.Sprintf("%d new chats", begun)
	}
	words := fmt.Sprintf("%d of %d new chats", begun, a.Most)
	if !a.Whole.IsZero() {
		words += ", warm-up until " + a.Whole.In(bot.WIB).Format("2006-01-02")
	}
	return words
}

// usedAll: the day had a budget, and nothing is left of it.
func usedAll(n store.Number, with store.Contacts) bool {
	return n.NewChats.Counted && n.NewChats.Most > 0 && with.Begun >= int64(n.NewChats.Most)
}

// opensAt is when all may be said again; zero: it may be now, or nobody knows.
func opensAt(n store.Number, with store.Contacts, now time.Time) time.Time {
	at := latest(n.Until, n.Condition.Held, n.Paused)
	if usedAll(n, with) {
		at = latest(at, bot.Day(now).AddDate(0, 0, 1))
	}
	if !at.After(now) {
		return time.Time{}
	}
	return at
}

// inWords says how a number is. What an owner told that is gone is its last word.
func inWords(n store.Number) string {
	words := cmp.Or(conditions[n.Code], n.Code)
	if n.Detail != "" {
		words += " (" + n.Detail + ")"
	}
	if !n.Since.IsZero() {
		words += ", since " + onDay(n.Since)
	}
	if !n.Until.IsZero() {
		words += ", until " + onDay(n.Until)
	}
	if !n.Condition.Held.IsZero() {
		words += "; new chats held until " + onDay(n.Condition.Held)
	}
	if !n.Paused.IsZero() {
		words += "; notices and broadcasts pause until " + onDay(n.Paused) + " (" + cmp.Or(pauses[n.Pause], n.Pause) + ")"
	}
	if !served(n) {
		words += "; nobody serves it now"
	}
	return words
}

// served: a number whose device is one no more has no owner, which is as it
// should be.
func served(n store.Number) bool {
	switch n.Code {
	case whatsapp.LoggedOut, whatsapp.Locked:
		return true
	case whatsapp.Banned:
		return n.Owner.Held || n.Until.IsZero()
	}
	return n.Owner.Held
}

func ownerOf(n store.Number) string {
	if n.Owner.Held {
		return n.Replica
	}
	return strings.TrimSuffix("none (last "+n.Replica+")", " (last )")
}

func whatToDo(n store.Number) string {
	if !served(n) {
		return "start langkah serve on this database; WhatsApp keeps what people write meanwhile"
	}
	var do []string
	if !n.Condition.Held.IsZero() {
		do = append(do, whatsapp.Advice(whatsapp.NoNewChats))
	}
	for _, code := range []string{n.Pause, n.Code} {
		if advice := whatsapp.Advice(code); advice != "" {
			do = append(do, advice)
		}
	}
	return strings.Join(do, "; ")
}

func onDay(at time.Time) string {
	if at.IsZero() {
		return "not known"
	}
	return at.In(bot.WIB).Format("2006-01-02 15:04 WIB")
}
