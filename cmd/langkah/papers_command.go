package main

import (
	"fmt"
	"time"

	"langkah/bot"
	"langkah/flows"
	"langkah/flows/understand"
	"langkah/store"
)

type papersCommand struct {
	List    papersListCommand    `cmd:"" default:"withargs" help:"List the papers that nobody has looked at, the oldest first."`
	Confirm papersConfirmCommand `cmd:"" help:"Note that a paper is right."`
	Return  papersReturnCommand  `cmd:"" help:"Return a paper with a word to its member, who is told."`
	Card    papersCardCommand    `cmd:"" help:"Delete the picture of a paper, which is of a KTP or KK; its member is told."`
}

type papersListCommand struct {
	Limit int  `help:"At most so many." default:"50"`
	JSON  bool `name:"json" help:"For other programs."`
}

type paperJSON struct {
	ID        int64     `json:"id"`
	Kind      string    `json:"kind"`
	Number    string    `json:"number"`
	Expires   string    `json:"expires,omitempty"` // 2031-05-12
	Photo     bool      `json:"photo"`
	Member    string    `json:"member"`
	Name      string    `json:"name"`
	Kecamatan string    `json:"kecamatan"`
	Noted     time.Time `json:"noted"`
}

// Run lists the papers.
func (c papersListCommand) Run(s *surroundings) error {
	return withStore(s, func(st *store.Store) error {
		out, err := st.Command(s.ctx, flows.StaffPapers{Limit: c.Limit}, s.clock()())
		if err != nil {
			return err
		}
		found, _ := out.Args["Papers"].([]flows.NotedPaper)
		return printList(s, c.JSON, found, paperAsJSON, "no papers are to be looked at", func(p flows.NotedPaper) string {
			return fmt.Sprintf("%d  %s %s, %s (%s), %s, noted %s", p.ID, p.Kind, p.Number, p.Name, p.Member, centreOf(p.Kecamatan), wib(p.At))
		})
	})
}

func paperAsJSON(p flows.NotedPaper) paperJSON {
	one := paperJSON{ID: p.ID, Kind: p.Kind, Number: p.Number, Photo: p.Picture != 0, Member: p.Member, Name: p.Name, Kecamatan: p.Kecamatan, Noted: p.At.In(bot.WIB)}
	if !p.Expires.IsZero() {
		one.Expires = p.Expires.Format(time.DateOnly)
	}
	return one
}

type papersConfirmCommand struct {
	ID int64 `arg:"" help:"The paper, as langkah papers numbers it."`
}

// Run confirms a paper.
func (c papersConfirmCommand) Run(s *surroundings) error {
	return judgePaper(s, flows.JudgePaper{ID: c.ID}, "noted as right")
}

type papersReturnCommand struct {
	ID   int64  `arg:"" help:"The paper, as langkah papers numbers it."`
	Word string `arg:"" help:"What is to be put right; the member reads it. No ID numbers."`
}

// Run returns a paper.
func (c papersReturnCommand) Run(s *surroundings) error {
	word, _ := understand.MaskIDs(c.Word)
	if word == "" {
		return fmt.Errorf("papers: say what is to be put right")
	}
	return judgePaper(s, flows.JudgePaper{ID: c.ID, Word: word}, "returned; the member is told")
}

type papersCardCommand struct {
	ID int64 `arg:"" help:"The paper, as langkah papers numbers it."`
}

// Run deletes the picture of a paper.
func (c papersCardCommand) Run(s *surroundings) error {
	return judgePaper(s, flows.JudgePaper{ID: c.ID, Card: true}, "its picture is deleted; the member is told")
}

func judgePaper(s *surroundings, j flows.JudgePaper, done string) error {
	return withStore(s, func(st *store.Store) error {
		out, err := st.Command(s.ctx, j, s.clock()())
		if err != nil {
			return err
		}
		if out.Event != "judged" {
			return fmt.Errorf("papers: %d is no paper to be looked at (any more); see langkah papers", j.ID)
		}
		p, _ := out.Args["Paper"].(flows.NotedPaper)
		fmt.Fprintf(s.out, "%s %s of %s: %s\n", p.Kind, p.Number, p.Name, done)
		return nil
	})
}
