package engine

import (
	"fmt"
	"strings"
	"time"

	"langkah/bot"
	"langkah/bot/files"
	"langkah/flows"
	"langkah/store"
)

// StuckList is what a pendamping is sent of the members of their centre who need
// somebody, with a picture; without a text where nobody does.
func (e *Engine) StuckList(l store.StuckList, at time.Time) (b store.Bubble, err error) {
	if l.Stuck+l.Halted == 0 {
		return b, nil
	}
	var people []flows.Say
	for i, p := range l.People {
		people = append(people, flows.Say{Key: "staff/stuck_line", Args: flows.Args{
			"N": i + 1, "Name": p.Name, "Number": p.Number, "Stage": p.Stage, "Status": string(p.Status), "Since": p.Since}})
	}
	var where []flows.Say
	for _, code := range l.Kecamatan {
		where = append(where, flows.Say{Key: "common/plain", Args: flows.Args{"Text": e.Place(code)}})
	}
	return e.bubble(l.Lang, flows.Say{
		Key:  "staff/stuck_list",
		Args: flows.Args{"Name": l.Name, "Area": where, "Stuck": l.Stuck, "Halted": l.Halted, "Idle": l.Idle, "Held": people, "More": l.Stuck + l.Halted - len(people)},
		File: flows.FunnelFile{Where: where, Steps: l.Funnel},
	}, at)
}

// funnel draws how far the members of a centre have got.
func (e *Engine) funnel(lang string, f flows.FunnelFile, at time.Time) (*store.File, error) {
	var c files.Funnel
	var err error
	if c.Title, err = e.Texts(lang, "staff/funnel_title", flows.Args{"Area": f.Where}); err != nil {
		return nil, fmt.Errorf("render staff/funnel_title: %w", err)
	}
	for i, n := range f.Steps {
		name, err := e.Texts(lang, "staff/funnel_step", flows.Args{"Stage": i + 1})
		if err != nil {
			return nil, fmt.Errorf("render staff/funnel_step: %w", err)
		}
		value, err := e.Texts(lang, "staff/funnel_value", flows.Args{"Count": n})
		if err != nil {
			return nil, fmt.Errorf("render staff/funnel_value: %w", err)
		}
		c.Steps = append(c.Steps, files.FunnelStep{Name: strings.TrimSpace(name), Label: value, Count: n})
	}
	content, err := c.Draw()
	if err != nil {
		return nil, err
	}
	return &store.File{Kind: bot.Photo, Name: "langkah.png", MIME: files.FunnelMIME, Content: content, Expires: at.Add(fileFor)}, nil
}
