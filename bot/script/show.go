package script

import (
	"fmt"
	"io"
	"strings"
	"sync"
	"time"
	"unicode/utf8"

	"langkah/bot"
)

// show prints a conversation as it is played, much as a script writes it.
type show struct {
	out io.Writer
	now func() time.Time

	mu      sync.Mutex
	stamped time.Time
}

// longest is how much of a message is printed, in runes.
const longest = 600

func short(text string) string {
	if utf8.RuneCountInString(text) > longest {
		return string([]rune(text)[:longest]) + "…"
	}
	return text
}

// print writes a line under the clock's time; further lines of the text stand
// under the first.
func (s *show) print(lead, text string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if now := s.now(); !now.Equal(s.stamped) {
		s.stamped = now
		fmt.Fprintf(s.out, "\n@ %s WIB\n", now.In(WIB).Format("Mon 2 Jan 2006 15.04"))
	}
	if lead == "" {
		return
	}
	indent := "\n" + strings.Repeat(" ", utf8.RuneCountInString(lead)+1)
	fmt.Fprintln(s.out, lead+" "+strings.ReplaceAll(strings.TrimRight(text, "\n"), "\n", indent))
}

// clock says that time has passed, also where nothing happens.
func (s *show) clock() { s.print("", "") }

// wrote is what somebody does, as the line of a script.
func (s *show) wrote(p *Phone, in bot.Inbound) {
	switch in.Kind {
	case bot.Text:
		s.print(p.who()+">", short(in.Text))
	case bot.Pick:
		s.print(p.who()+"!", "press "+p.label(in.Pick))
	default:
		s.print(p.who()+"!", strings.TrimSpace(fmt.Sprintf("%s %s%s", in.Kind, in.Phone, short(in.Text))))
	}
}

func (s *show) answered(p *Phone, list []*bubble) {
	for _, b := range list {
		s.print(p.who()+"<", short(b.String()))
	}
}

func (p *Phone) who() string {
	if p.addr.Channel == webchat {
		return p.name
	}
	return p.name + "@" + p.addr.Channel
}

// label is what stood on a button; called with the messenger locked.
func (p *Phone) label(id string) string {
	for i := len(p.shown) - 1; i >= 0; i-- {
		for _, c := range p.shown[i].choices {
			if c.ID == id {
				return c.Label
			}
		}
	}
	return id
}
