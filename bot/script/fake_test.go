package script

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"langkah/bot"
)

// echo is a service that says back what it is told, in memory. "ingat 2h"
// makes it say something later; "menu" shows buttons; "umumkan TEXT" tells
// everybody; "gambar FILE TEXT" sends a photo,
// "berkas NAME TEXT" a document of ours.
type echo struct {
	stage     Stage
	starts    int
	down      bool
	seen      map[string]bool
	inbox     []bot.Inbound
	outbox    []bot.Outbound
	rows      int64
	due       []reminder
	given     []Given
	known     []bot.Address
	stuck     bool
	deafness  error
	forgetful bool // answers what it has answered before
}

type reminder struct {
	at   time.Time
	to   bot.Address
	text string
}

func (e *echo) Start(_ context.Context, s Stage) (Ends, error) {
	e.stage, e.starts = s, e.starts+1
	if e.seen == nil {
		e.seen = map[string]bool{}
	}
	return Ends{Sink: e, Mailbox: e}, nil
}

func (e *echo) Accept(_ context.Context, batch []bot.Inbound) error {
	switch {
	case e.down:
		return errors.New("no database")
	case e.deafness != nil:
		return e.deafness
	}
	for _, in := range batch {
		id := in.From.Channel + in.ExternalID
		if !e.seen[id] || e.forgetful {
			e.inbox = append(e.inbox, in)
		}
		e.seen[id] = true
	}
	return nil
}

func (e *echo) Receipts(context.Context, []bot.Receipt) error { return nil }

func (e *echo) say(to bot.Address, text string, choices ...bot.Choice) {
	e.rows++
	e.outbox = append(e.outbox, bot.Outbound{ID: e.rows, To: to, ExternalID: fmt.Sprint("row", e.rows), Text: text, Choices: choices})
}

func (e *echo) Settle(ctx context.Context) error {
	now := e.stage.Now()
	for _, in := range e.inbox {
		e.answer(in)
	}
	e.inbox = nil
	for len(e.due) > 0 && !e.due[0].at.After(now) && !e.stuck {
		e.say(e.due[0].to, e.due[0].text+" "+now.In(WIB).Format("02 15:04"))
		e.due = e.due[1:]
	}
	return e.send(ctx)
}

func (e *echo) answer(in bot.Inbound) {
	if !slices.Contains(e.known, in.From) {
		e.known = append(e.known, in.From)
	}
	word, rest, _ := strings.Cut(in.Text, " ")
	switch {
	case in.Kind == bot.Text && word == "ingat":
		span, _ := time.ParseDuration(rest)
		e.due = append(e.due, reminder{e.stage.Now().Add(span), in.From, "ingat"})
		slices.SortStableFunc(e.due, func(a, b reminder) int { return a.at.Compare(b.at) })
	case in.Kind == bot.Text && word == "menu":
		e.say(in.From, "Pilih:", bot.Choice{ID: "a", Label: "Satu", Number: 1}, bot.Choice{ID: "b", Label: "Saja", Number: -1}, bot.Choice{ID: "m", Label: "Menu"})
	case in.Kind == bot.Text && word == "gambar":
		file, caption, _ := strings.Cut(rest, " ")
		e.say(in.From, caption)
		e.outbox[len(e.outbox)-1].Media = &bot.Media{Kind: bot.Photo, Ref: file}
	case in.Kind == bot.Text && word == "berkas":
		name, caption, _ := strings.Cut(rest, " ")
		e.say(in.From, caption)
		e.outbox[len(e.outbox)-1].Media = &bot.Media{Kind: bot.Document, Ref: bot.FileRef(7), Name: name}
	case in.Kind == bot.Text && word == "umumkan":
		for _, to := range e.known {
			e.say(to, rest)
		}
	case in.Kind == bot.Text:
		for line := range strings.SplitSeq(in.Text, "|") {
			e.say(in.From, "kata: "+line)
		}
	default:
		e.say(in.From, fmt.Sprintf("%s: %s%s%s%s", in.Kind, in.Text, in.Pick, in.Phone, mediaName(in.Media)))
	}
}

func mediaName(m *bot.Media) string {
	if m == nil {
		return ""
	}
	return fmt.Sprintf(" %s %s %d", m.Name, m.MIME, m.Size)
}

func (e *echo) send(ctx context.Context) error {
	var left []bot.Outbound
	for _, out := range e.outbox {
		kept := true
		for _, s := range e.stage.Senders {
			if s.Account().Channel == out.To.Channel {
				_, err := s.Send(ctx, out)
				kept = err != nil && bot.Classify(err).Class == bot.Retry
			}
		}
		if kept {
			left = append(left, out)
		}
	}
	e.outbox = left
	return nil
}

func (e *echo) After(_ context.Context, to bot.Address, last int64) ([]bot.Outbound, error) {
	var list []bot.Outbound
	for _, out := range e.outbox {
		if out.To == to && out.ID > last {
			list = append(list, out)
		}
	}
	return list, nil
}

func (e *echo) History(context.Context, bot.Address, int) ([]bot.Bubble, error) { return nil, nil }
func (e *echo) Wake() <-chan struct{}                                           { return nil }

func (e *echo) Due(context.Context) (time.Time, bool, error) {
	if len(e.due) == 0 {
		return time.Time{}, false, nil
	}
	return e.due[0].at, true, nil
}

func (e *echo) Database(_ context.Context, up bool) error {
	e.down = !up
	return nil
}

func (e *echo) Restored(context.Context) error { return nil }

func (e *echo) Given(_ context.Context, g Given) error {
	if g.Words[0] != "member" {
		return fmt.Errorf("expected member, not %q", g.Words[0])
	}
	e.given = append(e.given, g)
	for _, p := range g.People {
		e.known = append(e.known, p.Address)
	}
	return nil
}

func (e *echo) Command(_ context.Context, args []string, out io.Writer) int {
	fmt.Fprintf(out, "ran %s\nkode 123456\n", strings.Join(args, ","))
	if args[0] == "fail" {
		return 3
	}
	return 0
}
