package tgtest

import (
	"encoding/json"
	"errors"
	"slices"
)

// markup is what reply_markup asks for.
type markup struct {
	Inline   [][]Button
	Keyboard [][]string
	Contact  string
	Remove   bool
}

func (mk markup) on(m *Message) {
	m.Buttons, m.Keyboard, m.ContactLabel, m.RemovedKeyboard = mk.Inline, mk.Keyboard, mk.Contact, mk.Remove
}

func (mk markup) same(m *Message) bool {
	return slices.EqualFunc(mk.Inline, m.Buttons, slices.Equal[[]Button])
}

// readMarkup reads reply_markup; "" is none.
func readMarkup(raw string) (markup, *failure) {
	var mk markup
	if raw == "" {
		return mk, nil
	}
	var in struct {
		Inline   [][]inlineButton  `json:"inline_keyboard"`
		Keyboard [][]keyboardLabel `json:"keyboard"`
		Remove   bool              `json:"remove_keyboard"`
	}
	if err := json.Unmarshal([]byte(raw), &in); err != nil {
		var syntax *json.SyntaxError
		if errors.As(err, &syntax) {
			return mk, badRequest("can't parse reply keyboard markup JSON object")
		}
		return mk, badRequest("object expected as reply markup")
	}
	var bad *failure
	switch {
	case len(in.Keyboard) > 0:
		mk.Keyboard, mk.Contact, bad = readKeyboard(in.Keyboard)
	case len(in.Inline) > 0:
		mk.Inline, bad = readInline(in.Inline)
	default:
		mk.Remove = in.Remove
	}
	return mk, bad
}

// inlineButton is a button as the bot asks for it: what is missing stays nil.
type inlineButton struct {
	Text *string `json:"text"`
	Data *string `json:"callback_data"`
	URL  *string `json:"url"`
}

func readInline(rows [][]inlineButton) ([][]Button, *failure) {
	var out [][]Button
	for _, row := range rows {
		var line []Button
		for _, in := range row {
			b, bad := in.read()
			if bad != nil {
				return nil, bad
			}
			line = append(line, b)
		}
		if len(line) > 0 {
			out = append(out, line)
		}
	}
	return out, nil
}

func (in inlineButton) read() (Button, *failure) {
	const wrong = "can't parse inline keyboard button: "
	switch {
	case in.Text == nil:
		return Button{}, badRequest(wrong + `Can't find field "text"`)
	case *in.Text == "":
		return Button{}, badRequest("BUTTON_INVALID")
	case in.URL != nil:
		return Button{Text: *in.Text, URL: *in.URL}, nil
	case in.Data == nil:
		return Button{}, badRequest(wrong + "Text buttons are unallowed in the inline keyboard")
	case len(*in.Data) < 1 || len(*in.Data) > 64:
		return Button{}, badRequest("BUTTON_DATA_INVALID")
	}
	return Button{Text: *in.Text, Data: *in.Data}, nil
}

// keyboardLabel is a button of the keyboard: a string, or an object.
type keyboardLabel struct {
	Text    string `json:"text"`
	Contact bool   `json:"request_contact"`
}

func (k *keyboardLabel) UnmarshalJSON(raw []byte) error {
	if raw[0] == '"' {
		return json.Unmarshal(raw, &k.Text)
	}
	type object keyboardLabel
	return json.Unmarshal(raw, (*object)(k))
}

func readKeyboard(rows [][]keyboardLabel) (labels [][]string, contact string, bad *failure) {
	for _, row := range rows {
		var line []string
		for _, b := range row {
			if b.Text == "" {
				return nil, "", badRequest(`can't parse keyboard button: Can't find field "text"`)
			}
			if b.Contact {
				contact = b.Text
			}
			line = append(line, b.Text)
		}
		labels = append(labels, line)
	}
	return labels, contact, nil
}
