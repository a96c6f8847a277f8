package engine

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"langkah/bot"
	"langkah/flows"
	"langkah/store"
)

// render turns what a flow says into bubbles, in the person's language. What
// belongs together shares one bubble, which has one file at most; the last one
// carries the choices.
func (e *Engine) render(t *flows.Turn, at time.Time) ([]store.Bubble, error) {
	lang := t.Session().Lang
	var list []store.Bubble
	for i, say := range t.Says {
		b, err := e.bubble(lang, say, at)
		if err != nil {
			return nil, err
		}
		if i == 0 || say.Bubble || carries(b) && carries(list[len(list)-1]) {
			list = append(list, b)
			continue
		}
		last := &list[len(list)-1]
		last.Text += "\n" + b.Text
		last.File, last.Media = cmp.Or(last.File, b.File), cmp.Or(last.Media, b.Media)
	}
	if len(list) == 0 {
		return nil, fmt.Errorf("state %s.%s says nothing", t.Session().Flow, t.Session().State)
	}
	last := &list[len(list)-1]
	var err error
	if last.Choices, err = e.choices(t, lang); err != nil {
		return nil, err
	}
	if t.Contact {
		last.Contact, err = e.Texts(lang, "common/share_contact", nil)
	}
	return list, err
}

// bubble is one text, with its file if it has one.
func (e *Engine) bubble(lang string, say flows.Say, at time.Time) (b store.Bubble, err error) {
	if b.Text, err = e.Texts(lang, say.Key, say.Args); err != nil {
		return b, fmt.Errorf("render %s: %w", say.Key, err)
	}
	switch f := say.File.(type) {
	case nil:
	case flows.Picture:
		b.Media = &bot.Media{Kind: bot.Photo, Ref: bot.FileRef(f.ID), Name: store.PictureName, MIME: store.PictureMIME}
	default:
		if b.File, err = e.file(lang, f, at); err == nil {
			err = e.byLink(lang, &b)
		}
	}
	return b, err
}

func carries(b store.Bubble) bool { return b.File != nil || b.Media != nil }

// choices numbers the options as they are shown and remembers their labels, so
// that typing a label picks it.
func (e *Engine) choices(t *flows.Turn, lang string) ([]bot.Choice, error) {
	list, offer := slices.Grow([]bot.Choice(nil), len(t.Options)), slices.Grow([]flows.Choice(nil), len(t.Options))
	n := 0
	for _, o := range t.Options {
		label, err := e.Texts(lang, o.Label.Key, o.Label.Args)
		if err != nil {
			return nil, fmt.Errorf("render %s: %w", o.Label.Key, err)
		}
		label = strings.TrimSpace(label)
		number := flows.Unnumbered
		if o.Number != flows.Unnumbered {
			n++
			number = n
		}
		list = append(list, bot.Choice{ID: t.PickID(o), Label: label, Number: number})
		offer = append(offer, flows.Choice{Value: o.Value, Label: label})
	}
	t.Shown(offer)
	if !t.Exit {
		return list, nil
	}
	exit, err := e.Texts(lang, "common/menu", nil)
	if err != nil {
		return nil, fmt.Errorf("render common/menu: %w", err)
	}
	return append(list, bot.Choice{ID: flows.PickMenu, Label: exit}), nil
}
