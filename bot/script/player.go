package script

import (
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	"langkah/bot"
)

// step is one thing that happens in a script.
type step interface {
	play(ctx context.Context, p *player) error
}

type player struct {
	script Script
	svc    Service
	ends   Ends
	clock  *clock
	show   *show
	sims   map[string]*Sim
	people map[string]*human
	vars   map[string]string // what named groups kept

	begun        bool // something other than the clock has happened
	unsettled    bool // a burst is being written
	databaseDown bool
	output       result
}

// human is one person of the script.
type human struct {
	n      int
	home   string // the channel where they were first met
	phones []*Phone
}

// Play plays a script from its first line. The first thing that is not as the
// script says is returned as a *Difference; any other error means that it could
// not be played. out gets the conversation as it goes.
func Play(ctx context.Context, s Script, svc Service, out io.Writer) error {
	p := &player{script: s, svc: svc, clock: &clock{now: opening},
		sims: map[string]*Sim{}, people: map[string]*human{}, vars: map[string]string{}}
	p.show = &show{out: out, now: p.clock.Now}
	for _, name := range channels {
		sim, err := NewSim(name, p.clock.Now)
		if err != nil {
			return err
		}
		sim.show = p.show
		p.sims[name] = sim
	}
	if err := p.start(ctx); err != nil {
		return fmt.Errorf("%s: %w", s.File, err)
	}
	var last line
	for _, last = range s.lines {
		if err := last.do.play(ctx, p); err != nil {
			return p.at(last, err)
		}
	}
	return p.at(last, p.ready(ctx))
}

// at says where in the script something went wrong.
func (p *player) at(l line, err error) error {
	var d *Difference
	switch {
	case err == nil:
		return nil
	case errors.As(err, &d):
		d.File, d.Line = p.script.File, l.no
		return d
	}
	return fmt.Errorf("%s:%d: %w", p.script.File, l.no, err)
}

// start builds the service; the messengers and what people see outlive it.
func (p *player) start(ctx context.Context) error {
	stage := Stage{Now: p.clock.Now, Senders: []bot.Sender{p.sims[telegram].Sender(), p.sims[whatsapp].Sender()}}
	var err error
	if p.ends, err = p.svc.Start(ctx, stage); err != nil {
		return fmt.Errorf("start the service: %w", err)
	}
	return nil
}

// ready ends a burst: what was written is answered.
func (p *player) ready(ctx context.Context) error {
	p.begun = true
	if !p.unsettled {
		return nil
	}
	return p.settle(ctx)
}

// deliverWait is how long a service without its database may take to refuse.
const deliverWait = 2 * time.Second

// deliver brings what people wrote. Only a database that is down may refuse it.
func (p *player) deliver(ctx context.Context) error {
	p.begun = true
	if p.databaseDown {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(ctx, deliverWait)
		defer cancel()
	}
	for _, name := range channels {
		err := p.sims[name].Deliver(ctx, p.ends.Sink)
		if err != nil && !p.databaseDown {
			return err
		}
	}
	return nil
}

// settle brings everything to rest at the clock's instant.
func (p *player) settle(ctx context.Context) error {
	p.unsettled = false
	if err := p.deliver(ctx); err != nil || p.databaseDown {
		return err
	}
	if err := p.svc.Settle(ctx); err != nil {
		return fmt.Errorf("settle: %w", err)
	}
	return p.sims[webchat].Pull(ctx, p.ends.Mailbox)
}

// meet finds a person, who is new if they were not named before.
func (p *player) meet(w who) *human {
	h := p.people[w.name]
	if h == nil {
		h = &human{n: len(p.people) + 1, home: w.channel}
		if h.home == "" {
			h.home = webchat
		}
		p.people[w.name] = h
	}
	return h
}

// phone is the one that w acts with.
func (p *player) phone(w who) *Phone {
	h := p.meet(w)
	name := w.channel
	if name == "" {
		name = h.home
	}
	for _, have := range h.phones {
		if have.addr.Channel == name {
			return have
		}
	}
	phone := p.sims[name].Phone(w.name, h.n)
	h.phones = append(h.phones, phone)
	return phone
}

// phones are those that w looks at: the named one, or all of them.
func (p *player) phones(w who) ([]*Phone, error) {
	h := p.people[w.name]
	switch {
	case h == nil:
		return nil, fmt.Errorf("expected somebody who wrote or was given before, not %s", w.name)
	case w.channel == "":
		return h.phones, nil
	}
	return []*Phone{p.phone(w)}, nil
}

// drop counts everything as read that a person has before them.
func (h *human) drop() {
	for _, phone := range h.phones {
		for _, b := range phone.unread() {
			b.read = true
		}
	}
}
