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

const heldAdvice = "WhatsApp refuses new chats: have people write first, send nothing unasked; those who write are answered as ever"

type whatsappStatusCommand struct{}

// Run prints the numbers; it asks nobody but the database.
func (whatsappStatusCommand) Run(s *surroundings) error {
	return withStore(s, func(st *store.Store) error {
		list, err := numbersOf(s.ctx, st)
		if err != nil {
			return err
		}
		if len(list) == 0 {
			fmt.Fprintln(s.out, "no number is linked: langkah whatsapp link")
		}
		for _, n := range list {
			fmt.Fprintf(s.out, "%s\n  state   %s\n  owner   %s\n  linked  %s\n  heard   %s\n  phone   %s\n", n.Name, inWords(n), ownerOf(n),
				onDay(n.LinkedAt), onDay(n.HeardAt), onDay(n.PhoneSeen))
			if do := whatToDo(n); do != "" {
				fmt.Fprintf(s.out, "  do      %s\n", do)
			}
		}
		return nil
	})
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
	switch {
	case !served(n):
		return "start langkah serve on this database; WhatsApp keeps what people write meanwhile"
	case n.Condition.Held.IsZero():
		return whatsapp.Advice(n.Code)
	}
	return strings.TrimSuffix(heldAdvice+"; "+whatsapp.Advice(n.Code), "; ")
}

func onDay(at time.Time) string {
	if at.IsZero() {
		return "not known"
	}
	return at.In(bot.WIB).Format("2006-01-02 15:04 WIB")
}
