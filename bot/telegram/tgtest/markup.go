package tgtest

import (
	"encoding/json"
	"slices"
	"unicode/utf8"
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
		Inline   [][]map[string]json.RawMessage `json:"inline_keyboard"`
		Keyboard [][]json.RawMessage            `json:"keyboard"`
		Remove   bool                           `json:"remove_keyboard"`
	}
	if !json.Valid([]byte(raw)) {
		return mk, badRequest("can't parse reply keyboard markup JSON object")
	}
	if err := json.Unmarshal([]byte(raw), &in); err != nil {
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

func readInline(rows [][]map[string]json.RawMessage) ([][]Button, *failure) {
	var out [][]Button
	for _, row := range rows {
		var line []Button
		for _, fields := range row {
			b, bad := readButton(fields)
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

func readButton(fields map[string]json.RawMessage) (Button, *failure) {
	const wrong = "can't parse inline keyboard button: "
	b := Button{Text: text(fields["text"]), Data: text(fields["callback_data"]), URL: text(fields["url"])}
	_, data := fields["callback_data"]
	switch {
	case fields["text"] == nil:
		return b, badRequest(wrong + `Can't find field "text"`)
	case b.Text == "" || !utf8.ValidString(b.Data):
		return b, badRequest("BUTTON_INVALID")
	case b.URL != "":
		return b, nil
	case !data:
		return b, badRequest(wrong + "Text buttons are unallowed in the inline keyboard")
	case len(b.Data) < 1 || len(b.Data) > 64:
		return b, badRequest("BUTTON_DATA_INVALID")
	}
	return b, nil
}

func readKeyboard(rows [][]json.RawMessage) (labels [][]string, contact string, bad *failure) {
	for _, row := range rows {
		var line []string
		for _, raw := range row {
			label := text(raw)
			if raw[0] == '{' {
				var b struct {
					Text    string `json:"text"`
					Contact bool   `json:"request_contact"`
				}
				if json.Unmarshal(raw, &b) != nil || b.Text == "" {
					return nil, "", badRequest(`can't parse keyboard button: Can't find field "text"`)
				}
				if label = b.Text; b.Contact {
					contact = label
				}
			}
			if label == "" {
				return nil, "", badRequest("can't parse keyboard button: KeyboardButton must be a String or an Object")
			}
			line = append(line, label)
		}
		labels = append(labels, line)
	}
	return labels, contact, nil
}

func text(raw json.RawMessage) string {
	var s string
	_ = json.Unmarshal(raw, &s)
	return s
}
