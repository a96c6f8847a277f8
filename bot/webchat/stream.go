package webchat

import (
	"context"
	"encoding/json"
	"fmt"
	"io"

	"langkah/bot"
)

// more writes what is new. Trouble with the ledger is not the tab's: the
// stream stays open and asks again. An error means that the tab is gone.
func (s *stream) more(ctx context.Context) error {
	look, cancel := context.WithTimeout(ctx, patience)
	rows, err := s.c.cfg.Mailbox.After(look, address(s.to), s.last)
	cancel()
	if ctx.Err() == nil { // else the tab is gone, which is no trouble
		s.c.tell(&s.c.reading, "read mailbox", err)
	}
	if err != nil {
		return s.trouble(ctx)
	}
	s.away = false
	return s.show(rows)
}

func (s *stream) trouble(ctx context.Context) error {
	if s.away || ctx.Err() != nil {
		return nil
	}
	s.away = true
	return s.write(": ledger away\n\n")
}

// show writes rows as events. A row that was committed after a younger one
// comes late: the position never goes back, so that no reconnect repeats all.
func (s *stream) show(rows []bot.Outbound) error {
	var text []byte
	for _, row := range rows {
		list := parts(row)
		for i, b := range list {
			body, err := json.Marshal(b)
			if err != nil {
				return fmt.Errorf("write bubble: %w", err)
			}
			if i == len(list)-1 { // a row is seen when all of it is
				s.last = max(s.last, row.ID)
				text = fmt.Appendf(text, "id: %d\n", s.last)
			}
			text = fmt.Appendf(text, "data: %s\n\n", body)
		}
	}
	if len(text) == 0 {
		return nil
	}
	return s.write(string(text))
}

func (s *stream) write(text string) error {
	_ = s.rc.SetWriteDeadline(s.c.cfg.Now().Add(writeTimeout)) // not every writer has one
	if _, err := io.WriteString(s.w, text); err != nil {
		return fmt.Errorf("write event: %w", err)
	}
	if err := s.rc.Flush(); err != nil {
		return fmt.Errorf("flush event: %w", err)
	}
	return nil
}
