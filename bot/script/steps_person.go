package script

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"langkah/bot"
)

type say struct {
	who  who
	text string
	more bool // the next line follows at once
}

func (s say) play(ctx context.Context, p *player) error {
	phone := p.phone(s.who)
	p.meet(s.who).drop()
	phone.Write(fill(s.text, p.vars))
	if s.more {
		p.unsettled = true
		return p.deliver(ctx)
	}
	return p.settle(ctx)
}

type act struct {
	who     who
	kind    string
	arg     string // label, number, file or payload
	caption string
}

func (a act) play(ctx context.Context, p *player) error {
	if err := p.ready(ctx); err != nil {
		return err
	}
	phone := p.phone(a.who)
	if a.kind == "again" {
		if err := phone.Again(); err != nil {
			return err
		}
		return p.settle(ctx)
	}
	p.meet(a.who).drop()
	if err := a.do(p, phone); err != nil {
		return err
	}
	return p.settle(ctx)
}

func (a act) do(p *player, phone *Phone) error {
	arg := fill(a.arg, p.vars)
	switch a.kind {
	case "press":
		if !phone.Press(arg) {
			return &Difference{Who: a.who.String(), Want: "a button " + arg, Got: phone.recent()}
		}
	case "contact":
		phone.Share(arg)
	case "start":
		phone.Open(arg)
	case "block", "unblock":
		phone.Shut(a.kind == "block")
	case "photo", "document":
		file, size, err := p.file(arg)
		if err != nil {
			return err
		}
		phone.Attach(bot.Kind(a.kind), file, fill(a.caption, p.vars), size)
	default:
		phone.Attach(bot.Kind(a.kind), "", "", 0)
	}
	return nil
}

// file is looked for beside the script. One that is not there can be sent too,
// where only its kind matters.
func (p *player) file(name string) (string, int64, error) {
	file := filepath.Join(filepath.Dir(p.script.File), name)
	info, err := os.Stat(file)
	if errors.Is(err, fs.ErrNotExist) {
		return file, 0, nil
	}
	if err != nil {
		return "", 0, err
	}
	return file, info.Size(), nil
}

type expect struct {
	who  who
	want pattern
	any  bool // the first that matches, not the first
}

func (e expect) play(ctx context.Context, p *player) error {
	if err := p.ready(ctx); err != nil {
		return err
	}
	phones, err := p.phones(e.who)
	if err != nil {
		return err
	}
	var unread []*bubble
	for _, phone := range phones {
		unread = append(unread, phone.unread()...)
	}
	if e.want.nothing && len(unread) == 0 {
		return nil
	}
	candidates := unread
	switch {
	case e.want.nothing:
		candidates = nil
	case !e.any:
		candidates = unread[:min(1, len(unread))]
	}
	for i, b := range candidates {
		if e.want.match(b.String(), p.vars) {
			markRead(unread[:i+1])
			return nil
		}
	}
	return &Difference{Who: e.who.String(), Want: e.describe(p.vars), Got: printed(unread)}
}

func markRead(list []*bubble) {
	for _, b := range list {
		b.read = true
	}
}

func (e expect) describe(vars map[string]string) string {
	switch {
	case e.want.nothing:
		return "no unread bubble"
	case e.any:
		return "an unread bubble with " + e.want.filled(vars)
	}
	return "the first unread bubble to have " + e.want.filled(vars)
}

type given struct {
	people []who
	words  []string
	attrs  map[string]string
}

func (g given) play(ctx context.Context, p *player) error {
	if err := p.ready(ctx); err != nil {
		return err
	}
	out := Given{Words: g.words, Attrs: map[string]string{}}
	for key, value := range g.attrs {
		out.Attrs[key] = fill(value, p.vars)
	}
	for _, w := range g.people {
		phone := p.phone(w)
		out.People = append(out.People, Person{Name: w.name, Address: phone.addr, Phone: phone.number})
	}
	if err := p.svc.Given(ctx, out); err != nil {
		return err
	}
	return p.settle(ctx)
}

// recent is what can be pressed, newest bubble first.
func (p *Phone) recent() string {
	var lines []string
	for i := len(p.shown) - 1; i >= 0; i-- {
		for _, c := range p.shown[i].choices {
			lines = append(lines, "["+c.Label+"]")
		}
	}
	if len(lines) == 0 {
		return "no button"
	}
	return "only " + strings.Join(lines, " ")
}
