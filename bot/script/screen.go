package script

import (
	"slices"
	"strconv"
	"strings"

	"langkah/bot"
)

// bubble is one that stands on a phone.
type bubble struct {
	text    string // with the numbered menu, where there are no buttons
	choices []bot.Choice
	labels  []string // of the buttons, in the order of choices
	contact string   // label of the button that shares the number
	file    *bot.Media
	id      string
	read    bool
}

// String is the bubble as it is compared and printed: its file and the labels
// in brackets.
func (b *bubble) String() string {
	lines := []string{b.text}
	if b.file != nil {
		lines[0] = strings.TrimRight("["+string(b.file.Kind)+" "+label(b.file)+"] "+b.text, " ")
	}
	for _, label := range b.labels {
		lines = append(lines, "["+label+"]")
	}
	if b.contact != "" {
		lines = append(lines, "["+b.contact+"]")
	}
	return strings.Join(lines, "\n")
}

// label is what a phone shows of a file: one of ours comes with its name.
func label(m *bot.Media) string {
	if _, ours := m.File(); ours {
		return m.Name
	}
	return m.Ref
}

// show puts a bubble on the screen; called with the messenger locked. Where ids
// are ours, the same id shows once. What is longer than a bubble is shown in
// several, as the real messengers' channels do.
func (p *Phone) show(id string, out bot.Outbound) {
	caps := p.sim.caps
	if caps.OwnIDs && slices.ContainsFunc(p.shown, func(b *bubble) bool { return b.id == id }) {
		return
	}
	text := out.Text
	if !caps.Buttons {
		text = out.Numbered()
	}
	before := len(p.shown)
	parts := pieces(text, caps.MaxText)
	for _, part := range parts[:len(parts)-1] {
		p.shown = append(p.shown, &bubble{text: part, id: id})
	}
	last := &bubble{text: parts[len(parts)-1], choices: out.Choices, id: id}
	if caps.Buttons {
		for _, c := range out.Choices {
			last.labels = append(last.labels, c.Label)
		}
	}
	if caps.ShareContact {
		last.contact = out.ShareContact
	}
	p.shown = append(p.shown, last)
	if caps.Files {
		p.shown[before].file = out.Media
	}
	p.sim.show.answered(p, p.shown[before:])
}

// pieces cuts a text into bubbles of at most limit runes.
func pieces(text string, limit int) []string {
	var parts []string
	runes := []rune(text)
	for len(runes) > limit {
		parts = append(parts, string(runes[:limit]))
		runes = runes[limit:]
	}
	return append(parts, string(runes))
}

// unread is what nobody has looked at yet, oldest first.
func (p *Phone) unread() []*bubble {
	p.sim.mu.Lock()
	defer p.sim.mu.Unlock()
	var list []*bubble
	for _, b := range p.shown {
		if !b.read {
			list = append(list, b)
		}
	}
	return list
}

// Press presses the button of that label, or of one that begins so, on the
// newest bubble that has it. Where there are no buttons the number is written.
func (p *Phone) Press(label string) bool {
	p.sim.mu.Lock()
	choice, contact, found := p.find(label)
	p.sim.mu.Unlock()
	switch {
	case !found:
		return false
	case contact:
		p.Share("")
	case p.sim.caps.Buttons:
		p.post(bot.Inbound{Kind: bot.Pick, Pick: choice.ID})
	case choice.Number < 0:
		p.Write(choice.Label)
	default:
		p.Write(strconv.Itoa(choice.Number))
	}
	return true
}

// find looks for the whole label first, then for its beginning.
func (p *Phone) find(label string) (choice bot.Choice, contact, found bool) {
	want := strings.ToLower(label)
	for _, b := range slices.Backward(p.shown) {
		for _, fits := range []func(string) bool{
			func(s string) bool { return strings.ToLower(s) == want },
			func(s string) bool { return strings.HasPrefix(strings.ToLower(s), want) },
		} {
			if b.contact != "" && fits(b.contact) {
				return bot.Choice{}, true, true
			}
			if i := slices.IndexFunc(b.choices, func(c bot.Choice) bool { return fits(c.Label) }); i >= 0 {
				return b.choices[i], false, true
			}
		}
	}
	return bot.Choice{}, false, false
}
