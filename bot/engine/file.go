package engine

import (
	"context"
	"fmt"
	"time"

	"langkah/bot"
	"langkah/bot/files"
	"langkah/flows"
	"langkah/store"
)

// fileFor is how long a file is kept: longer than any bubble waits to leave, or
// is looked at again.
const fileFor = 30 * 24 * time.Hour

// file makes what goes with a text, in a person's language.
func (e *Engine) file(lang string, of flows.File, at time.Time) (*store.File, error) {
	switch f := of.(type) {
	case flows.CalendarFile:
		return e.calendar(lang, f, at)
	case flows.FunnelFile:
		return e.funnel(lang, f, at)
	}
	return nil, fmt.Errorf("make %T: nobody makes this", of)
}

// calendar makes the file of a class in a person's language.
func (e *Engine) calendar(lang string, f flows.CalendarFile, at time.Time) (*store.File, error) {
	entry, c := files.Entry{CalendarFile: f, At: at}, f.Class
	args := flows.Args{"Title": c.Title, "Venue": c.Venue, "Online": c.Kecamatan == "", "Organiser": c.Organiser,
		"Bring": c.Bring, "Map": c.Map, "Link": c.Link, "Code": c.Code, "Sample": c.Sample}
	var err error
	for key, into := range map[string]*string{"common/calendar_title": &entry.Title, "common/calendar_card": &entry.Text, "common/calendar_place": &entry.Place} {
		if *into, err = e.Texts(lang, key, args); err != nil {
			return nil, fmt.Errorf("render %s: %w", key, err)
		}
	}
	content, err := files.Calendar(entry)
	if err != nil {
		return nil, err
	}
	return &store.File{Kind: bot.Document, Name: files.CalendarName(c.Code), MIME: files.CalendarMIME, Content: content, Expires: at.Add(fileFor)}, nil
}

// linked turns files of ours into links, for who reads where none are carried.
// A row that another tab has turned meanwhile is shown as that has it.
func (m mailbox) linked(ctx context.Context, to bot.Address, rows []*bot.Outbound) error {
	lang := ""
	for _, row := range rows {
		if _, ours := row.Media.File(); !ours || m.Caps(to.Channel).Files {
			continue
		}
		var err error
		if lang == "" {
			if lang, err = m.Store.Language(ctx, to); err != nil {
				return err
			}
		}
		line := store.FileLine{Row: row.ID, Ref: row.Media.Ref, Token: store.NewToken()}
		args := flows.Args{"URL": m.PublicURL + files.Path + line.Token, "Calendar": row.Media.MIME == files.CalendarMIME}
		if line.Text, err = m.Texts(lang, "common/file_link", args); err != nil {
			return fmt.Errorf("render common/file_link: %w", err)
		}
		if row.Text, err = m.Store.LinkFile(ctx, line, m.Now()); err != nil {
			return err
		}
		row.Media = nil
	}
	return nil
}
