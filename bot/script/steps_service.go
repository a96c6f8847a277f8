package script

import (
	"bytes"
	"context"
	"fmt"
	"strings"
	"time"
)

type moveTo struct{ at time.Time }

func (m moveTo) play(ctx context.Context, p *player) error {
	if !p.begun {
		p.clock.set(m.at)
		return nil
	}
	if m.at.Before(p.clock.Now()) {
		return fmt.Errorf("expected a time from %s on: the clock only moves forward", p.clock.Now().In(WIB).Format("2006-01-02 15:04"))
	}
	return p.move(ctx, m.at)
}

type moveBy struct{ by time.Duration }

func (m moveBy) play(ctx context.Context, p *player) error {
	return p.move(ctx, p.clock.Now().Add(m.by))
}

// patience is how often the same instant may be due again before the service
// counts as stuck.
const patience = 100

// move jumps from one due instant to the next until to.
func (p *player) move(ctx context.Context, to time.Time) error {
	if err := p.ready(ctx); err != nil {
		return err
	}
	for _, h := range p.people {
		h.drop()
	}
	for tries := 0; !p.databaseDown; tries++ {
		at, some, err := p.svc.Due(ctx)
		if err != nil {
			return fmt.Errorf("find what is due: %w", err)
		}
		if !some || at.After(to) {
			break
		}
		if at.After(p.clock.Now()) {
			p.clock.set(at)
			tries = 0
		}
		if tries > patience {
			return fmt.Errorf("what is due at %s stays due", at.In(WIB).Format("2006-01-02 15:04:05"))
		}
		if err := p.settle(ctx); err != nil {
			return err
		}
	}
	p.clock.set(to)
	p.show.clock()
	return p.settle(ctx)
}

// result is what the last command did.
type result struct {
	text string
	code int
}

func (r result) String() string {
	if r.text == "" {
		return "no output"
	}
	return "this output:\n   " + framed(r.text)
}

type command struct {
	args   []string
	judged bool // a line about its exit status follows
}

func (c *command) play(ctx context.Context, p *player) error {
	if err := p.ready(ctx); err != nil {
		return err
	}
	args := make([]string, len(c.args))
	for i, a := range c.args {
		args[i] = fill(a, p.vars)
	}
	var out bytes.Buffer
	p.output.code = p.svc.Command(ctx, args, &out)
	p.output.text = out.String()
	p.show.print("$", strings.Join(args, " ")+"\n"+p.output.text)
	if p.output.code != 0 && !c.judged {
		return status{0}.differs(p)
	}
	return p.settle(ctx)
}

type output struct{ want pattern }

func (o output) play(_ context.Context, p *player) error {
	if o.want.match(p.output.text, p.vars) {
		return nil
	}
	want := "output with " + o.want.filled(p.vars)
	if o.want.nothing {
		want = "no output"
	}
	return &Difference{Who: "$", Want: want, Got: p.output.String()}
}

type status struct{ code int }

func (s status) play(_ context.Context, p *player) error {
	if p.output.code == s.code {
		return nil
	}
	return s.differs(p)
}

func (s status) differs(p *player) error {
	return &Difference{Who: "$", Want: fmt.Sprintf("exit status %d", s.code),
		Got: fmt.Sprintf("exit status %d and %s", p.output.code, p.output)}
}

type restart struct{}

func (restart) play(ctx context.Context, p *player) error {
	p.show.print("$!", "restart")
	p.begun = true // a burst stays unanswered until the service is back
	if err := p.start(ctx); err != nil {
		return err
	}
	return p.settle(ctx)
}

type restored struct{}

func (restored) play(ctx context.Context, p *player) error {
	if err := p.ready(ctx); err != nil {
		return err
	}
	p.show.print("$!", "database restored")
	if err := p.svc.Restored(ctx); err != nil {
		return fmt.Errorf("restore the database elsewhere: %w", err)
	}
	return restart{}.play(ctx, p)
}

type database struct{ up bool }

func (d database) play(ctx context.Context, p *player) error {
	if err := p.ready(ctx); err != nil {
		return err
	}
	if err := p.svc.Database(ctx, d.up); err != nil {
		return fmt.Errorf("take the database up or down: %w", err)
	}
	p.show.print("$!", "database "+upOrDown(d.up))
	p.databaseDown = !d.up
	return p.settle(ctx)
}

type channel struct {
	name string
	up   bool
}

func (c channel) play(ctx context.Context, p *player) error {
	if err := p.ready(ctx); err != nil {
		return err
	}
	p.show.print("$!", "channel "+c.name+" "+upOrDown(c.up))
	p.sims[c.name].SetDown(!c.up)
	return p.settle(ctx)
}

func upOrDown(up bool) string {
	if up {
		return "up"
	}
	return "down"
}
