package engine

import (
	"fmt"

	"langkah/flows"
	"langkah/templates"
)

// worded writes, in every language, what belongs under an announcement.
func (e *Engine) worded(a flows.Action) (flows.Action, error) {
	var err error
	switch x := a.(type) {
	case flows.DraftBroadcast:
		x.Words, err = e.wording(x.Words)
		return x, err
	case flows.EditBroadcast:
		x.Words, err = e.wording(x.Words)
		return x, err
	}
	return a, nil
}

func (e *Engine) wording(w flows.Wording) (flows.Wording, error) {
	w.Texts, w.Choices = map[string]string{}, map[string][]flows.Choice{}
	for _, lang := range templates.Languages() {
		text := w.Text
		if lang == "en" {
			text = w.English
		}
		if text != "" {
			said, err := templates.WithStop(lang, text)
			if err != nil {
				return w, fmt.Errorf("render how to stop: %w", err)
			}
			w.Texts[lang] = said
		}
		for _, o := range w.Offer {
			label, err := e.Texts(lang, o.Label.Key, o.Label.Args)
			if err != nil {
				return w, fmt.Errorf("render %s: %w", o.Label.Key, err)
			}
			w.Choices[lang] = append(w.Choices[lang], flows.Choice{Value: o.Value, Label: label})
		}
	}
	return w, nil
}
