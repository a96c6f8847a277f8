package engine

import (
	"context"
	"fmt"
	"strings"
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
	case flows.ChartFile:
		return e.chart(lang, f, at)
	case flows.BooksFile:
		return e.table(lang, f, at)
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

// kinds are what a link leads to, as its text calls it; others are a file.
var kinds = map[string]string{files.CalendarMIME: "calendar", files.ChartMIME: "picture", store.PictureMIME: "picture", files.TableMIME: "table"}

// fileLink is the line that leads to a file.
func (e *Engine) fileLink(lang, mime, token string) (string, error) {
	text, err := e.Texts(lang, "common/file_link", flows.Args{"URL": e.PublicURL + files.Path + token, "Kind": kinds[mime]})
	if err != nil {
		return "", fmt.Errorf("render common/file_link: %w", err)
	}
	return text, nil
}

// byLink has what somebody earned lie behind a link instead of in a chat for good,
// where people can follow one.
func (e *Engine) byLink(lang string, b *store.Bubble) error {
	if !strings.HasPrefix(e.PublicURL, "https://") || b.File.MIME != files.TableMIME {
		return nil
	}
	b.File.Token = store.NewToken()
	line, err := e.fileLink(lang, b.File.MIME, b.File.Token)
	b.Text += "\n" + line
	return err
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
		if line.Text, err = m.fileLink(lang, row.Media.MIME, line.Token); err != nil {
			return err
		}
		if row.Text, err = m.Store.LinkFile(ctx, line, m.Now()); err != nil {
			return err
		}
		row.Media = nil
	}
	return nil
}
