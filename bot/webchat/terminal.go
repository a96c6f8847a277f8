package webchat

import (
	"context"
	"fmt"
	"io"
	"strings"
	"time"

	"langkah/bot"
	"langkah/templates/web"
)

const (
	answerTime = 3 * time.Second  // how long a line waits for its answer before the next one goes
	acceptTime = 30 * time.Second // how long a line is tried
	recent     = 20               // bubbles to look back for what still waits
)

// TerminalConfig is one person at a terminal. All fields are required.
type TerminalConfig struct {
	Sink    bot.Sink
	Mailbox bot.Mailbox
	Person  string // the address's id: the same name carries on the same conversation
	In      io.Reader
	Out     io.Writer
}

// Terminal talks as one person, a line a message, with numbered menus. It
// returns at "/quit", at the end of In or when ctx ends, after what was
// answered until then has been printed. Piped input waits for each answer
// before the next line.
func Terminal(ctx context.Context, cfg TerminalConfig) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	t := &terminal{TerminalConfig: cfg, to: address(cfg.Person), paper: newPaper(cfg.In, cfg.Out)}
	if err := t.open(ctx); err != nil {
		return err
	}
	in := readLines(ctx, cfg.In)
	look := time.NewTicker(sweep)
	defer look.Stop()
	for {
		wake := t.Mailbox.Wake()
		t.look(ctx)
		t.prompt()
		select {
		case <-ctx.Done():
			return nil
		case line, more := <-in.lines:
			if !more {
				t.look(ctx)
				return in.err
			}
			if strings.TrimSpace(line) == "/quit" {
				t.look(ctx)
				return nil
			}
			if err := t.say(ctx, line); err != nil {
				return err
			}
		case <-wake:
		case <-look.C:
		}
	}
}

type terminal struct {
	TerminalConfig
	*paper
	to   bot.Address
	last int64
	away bool
}

// open prints what waits for an answer: our bubbles since the person's last.
func (t *terminal) open(ctx context.Context) error {
	rows, err := t.Mailbox.History(ctx, t.to, recent)
	if err != nil {
		return fmt.Errorf("open conversation: %w", err)
	}
	t.hint(web.Word("terminal_hint"))
	var waiting []bot.Outbound
	for _, row := range rows {
		if row.Kind != "" {
			waiting = nil
			continue
		}
		waiting = append(waiting, row.Outbound)
	}
	t.show(waiting)
	return nil
}

// show prints bubbles and tells how many.
func (t *terminal) show(rows []bot.Outbound) int {
	for _, row := range rows {
		t.last = max(t.last, row.ID)
		t.bubble(row.Numbered())
	}
	return len(rows)
}

// look prints what is new. A ledger that does not answer is asked again later.
func (t *terminal) look(ctx context.Context) int {
	rows, err := t.Mailbox.After(ctx, t.to, t.last)
	if err != nil && ctx.Err() == nil && !t.away {
		t.hint(web.Word("away"))
	}
	t.away = err != nil
	return t.show(rows)
}

// say posts a line until it is kept, then waits for its answer.
func (t *terminal) say(ctx context.Context, line string) error {
	m := message{ID: newID(), Kind: bot.Text, Text: line}
	switch code := m.clean(); code {
	case "":
	case "empty":
		return nil
	default:
		t.bubble(web.Word(code))
		return nil
	}
	t.echo(m.Text)
	if err := t.post(ctx, m.inbound(t.to.ID)); err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, answerTime)
	defer cancel()
	for {
		wake := t.Mailbox.Wake()
		if t.look(ctx) > 0 || !pause(ctx, wake) {
			return nil
		}
	}
}

func (t *terminal) post(ctx context.Context, in bot.Inbound) error {
	ctx, cancel := context.WithTimeout(ctx, acceptTime)
	defer cancel()
	for {
		err := t.Sink.Accept(ctx, []bot.Inbound{in})
		if err == nil {
			return nil
		}
		if !pause(ctx, nil) {
			return fmt.Errorf("post message: %w", err)
		}
	}
}

// pause waits for a wake or the next sweep; false: ctx has ended.
func pause(ctx context.Context, wake <-chan struct{}) bool {
	look := time.NewTimer(sweep)
	defer look.Stop()
	select {
	case <-ctx.Done():
		return false
	case <-wake:
	case <-look.C:
	}
	return true
}
