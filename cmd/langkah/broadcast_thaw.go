package main

import (
	"cmp"
	"fmt"
	"time"

	"langkah/bot"
	"langkah/store"
)

// howToThaw is what a log or a check says of a restored copy.
const howToThaw = "langkah broadcast thaw shows what would go out, and lets it"

type broadcastThawCommand struct {
	Yes  bool `help:"Let it go out; without, it is only shown."`
	JSON bool `name:"json" help:"For other programs."`
}

type thawJSON struct {
	Copied bool           `json:"copied"` // the database is a restored copy
	Since  *time.Time     `json:"frozen_at,omitempty"`
	Thawed bool           `json:"thawed"`
	Held   []outgoingJSON `json:"held"`
}

type outgoingJSON struct {
	What    string    `json:"what"`
	Channel string    `json:"channel,omitempty"`
	Count   int       `json:"count"`
	Late    int       `json:"late"` // due for more than a day
	First   time.Time `json:"first"`
}

func outgoingAsJSON(o store.Outgoing) outgoingJSON {
	return outgoingJSON{o.What, o.Channel, o.Count, o.Late, o.First.In(bot.WIB)}
}

// Run shows what a restored copy holds back, and with --yes lets it go.
func (c broadcastThawCommand) Run(s *surroundings) error {
	return withStore(s, func(st *store.Store) error {
		now := s.clock()()
		since, copied, err := st.Frozen(s.ctx)
		if err != nil {
			return err
		}
		var held []store.Outgoing
		if copied {
			if held, err = st.Outgoing(s.ctx, now); err != nil {
				return err
			}
		}
		if !c.JSON {
			showHeld(s, since, copied, held)
		}
		thaws := copied && c.Yes
		if thaws {
			if err := st.Thaw(s.ctx, now); err != nil {
				return err
			}
		}
		switch {
		case c.JSON:
			return indented(s.out, thawJSON{copied, asWIB(since), thaws, each(held, outgoingAsJSON)})
		case thaws:
			fmt.Fprintln(s.out, "thawed: it goes out from now on, at its pace and in its hours")
		case copied:
			fmt.Fprintln(s.out, "a broadcast that is not to go on: langkah broadcast cancel CODE. To let all the rest go out: langkah broadcast thaw --yes")
		}
		return nil
	})
}

func showHeld(s *surroundings, since time.Time, copied bool, held []store.Outgoing) {
	switch {
	case !copied:
		fmt.Fprintln(s.out, "nothing is held back: this database is no restored copy")
		return
	case since.IsZero():
		fmt.Fprintln(s.out, "this database was brought here from another server or another database; nothing has been served from it yet")
	default:
		fmt.Fprintf(s.out, "this database was brought here from another server or another database: since %s only replies leave\n", wib(since))
	}
	if len(held) == 0 {
		fmt.Fprintln(s.out, "nothing would go out now")
		return
	}
	fmt.Fprintln(s.out, "this would go out, and some of it may have been sent after the copy was made:")
	rows := [][]string{{"what", "by", "how many", "due for over a day", "the first was due"}}
	for _, o := range held {
		rows = append(rows, []string{o.What, cmp.Or(o.Channel, "any"), thousands(o.Count), thousands(o.Late), wib(o.First)})
	}
	aligned(s.out, rows)
}
