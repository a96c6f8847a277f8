package main

import (
	"errors"
	"fmt"
	"time"

	"langkah/bot"
	"langkah/store"
)

// segmentCommand is what operators do about saved audiences.
type segmentCommand struct {
	Save   segmentSaveCommand   `cmd:"" help:"Save an audience under a name; one of the same name is replaced."`
	List   segmentListCommand   `cmd:"" help:"List them."`
	Delete segmentDeleteCommand `cmd:"" help:"Forget one."`
}

type segmentSaveCommand struct {
	Name string `arg:"" help:"Its name."`
	by
	twoAudiences
}

// Run saves an audience.
func (c segmentSaveCommand) Run(s *surroundings) error {
	a, err := c.read()
	switch {
	case err != nil:
		return fmt.Errorf("segment save: %w", err)
	case segmentName(c.Name) == "" || a.Zero():
		return errors.New("segment save: give it a name, and say whom it means: langkah broadcast segment save --help")
	}
	return withStore(s, func(st *store.Store) error {
		who, err := c.who(s, st)
		if err != nil {
			return err
		}
		if err := knownIn(s, st, a); err != nil {
			return fmt.Errorf("segment save: %w", err)
		}
		g := store.Segment{Name: segmentName(c.Name), Audience: a}
		if err := st.SaveSegment(s.ctx, g, who, s.clock()()); err != nil {
			return err
		}
		fmt.Fprintf(s.out, "saved: %s: %s\n", g.Name, audienceInWords(a))
		return nil
	})
}

type segmentListCommand struct {
	JSON bool `name:"json" help:"For other programs."`
}

type segmentJSON struct {
	Name     string         `json:"name"`
	Audience store.Audience `json:"audience"`
	For      string         `json:"audience_in_words"`
	Author   string         `json:"author"`
	Created  time.Time      `json:"created_at"`
}

// Run lists saved audiences.
func (c segmentListCommand) Run(s *surroundings) error {
	return withStore(s, func(st *store.Store) error {
		list, err := st.Segments(s.ctx)
		if err != nil {
			return err
		}
		return printList(s, c.JSON, list, func(g store.Segment) segmentJSON {
			return segmentJSON{g.Name, g.Audience, audienceInWords(g.Audience), g.Author, g.Created.In(bot.WIB)}
		}, "no audience is saved: langkah broadcast segment save NAME", func(g store.Segment) string {
			return fmt.Sprintf("%s\t%s\t%s", g.Name, audienceInWords(g.Audience), g.Author)
		})
	})
}

type segmentDeleteCommand struct {
	Name string `arg:"" help:"Its name."`
	by
}

// Run forgets a saved audience.
func (c segmentDeleteCommand) Run(s *surroundings) error {
	return withStore(s, func(st *store.Store) error {
		who, err := c.who(s, st)
		if err != nil {
			return err
		}
		if err := st.DeleteSegment(s.ctx, segmentName(c.Name), who, s.clock()()); err != nil {
			return err
		}
		fmt.Fprintf(s.out, "deleted: %s\n", segmentName(c.Name))
		return nil
	})
}
