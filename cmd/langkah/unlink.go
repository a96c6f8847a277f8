package main

import (
	"errors"
	"fmt"
	"strings"

	"langkah/bot"
	"langkah/flows"
	"langkah/flows/link"
	"langkah/store"
	"langkah/templates"
)

type unlinkCommand struct {
	Person []string `arg:"" optional:"" help:"Member number (JKP-0000123), phone, address (demo-17), row id (12 or #12), or a name or a part of it."`
}

// Run undoes the latest link of a person's chats; both are told.
func (c unlinkCommand) Run(s *surroundings) error {
	words := strings.Join(c.Person, " ")
	if strings.TrimSpace(words) == "" {
		return errors.New("unlink: whom? Name a member number (JKP-0000123), a phone, an address, a row (#12) or a name: langkah unlink JKP-0000123")
	}
	return withStore(s, func(st *store.Store) error {
		id, err := whom(s, st, "unlink", words)
		if err != nil {
			return err
		}
		parted, err := st.Unlink(s.ctx, id, s.clock()(), apart)
		switch {
		case err != nil:
			return err
		case len(parted) == 0:
			return fmt.Errorf("unlink: nothing is linked to %q; langkah explain tells what was", words)
		}
		fmt.Fprintf(s.out, "parted: %s and %s; both are told\n", side(parted[0]), side(parted[1]))
		return nil
	})
}

func side(p store.Parted) string {
	who := fmt.Sprintf("#%d", p.MemberID)
	for _, part := range []string{p.Number, p.Name, p.Channel} {
		if part != "" {
			who += " " + part
		}
	}
	return who
}

// apart is what one of two who were one is told.
func apart(p store.Parted) ([]store.Bubble, error) {
	say := link.Apart(p.Others)
	text, err := templates.Text(p.Lang, say.Key, say.Args)
	if err != nil {
		return nil, fmt.Errorf("render %s: %w", say.Key, err)
	}
	return []store.Bubble{{MemberID: p.MemberID, AddressID: p.AddressID, Lane: bot.LaneNotice, Class: flows.Requested, Text: text}}, nil
}
