package outbox

import (
	"context"
	"errors"
	"sync"

	"langkah/bot"
	"langkah/store"
)

// Desk joins who writes answers with who sends them, in one process: an answer
// that is written into promised room is leased by the very commit that writes
// it, and leaves at once. Without it a claim, and a commit, lie between. The
// zero value is ready; with nil, everything is claimed.
type Desk struct {
	mu    sync.Mutex
	pumps map[bot.Account]*Pump
}

func (d *Desk) know(p *Pump) {
	if d == nil {
		return
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.pumps == nil {
		d.pumps = map[bot.Account]*Pump{}
	}
	d.pumps[p.Sender.Account()] = p
}

// Ask is room for up to most answers of an account; nil: its sender has none,
// pauses, or is elsewhere. What is got must be ended with Fill or Doubt.
func (d *Desk) Ask(of bot.Account, most int) *Room {
	if d == nil {
		return nil
	}
	d.mu.Lock()
	p := d.pumps[of]
	d.mu.Unlock()
	if p == nil {
		return nil
	}
	s := p.answers.Load()
	if s == nil || s.pause(p.Machine()) > 0 {
		return nil
	}
	n := s.promise(most)
	if n == 0 {
		return nil
	}
	r := &Room{Room: store.Room{Lease: s.lease, Rows: n, Until: p.Machine().Add(lease)}, pump: p, shift: s}
	if ids, ok := p.Sender.(bot.IDMaker); ok {
		r.NewID = ids.NewID
	}
	if p.Sender.Caps().WrittenFirst {
		r.Cold = p.People().Add(-bot.ColdAfter)
	}
	return r
}

// Talking tells whether people are being answered by an account of this process.
func (d *Desk) Talking() bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	for _, p := range d.pumps {
		if p.pools[0].talking(p.Machine()) {
			return true
		}
	}
	return false
}

var errNobody = errors.New("fetch a file: its account is not served here")

// Fetchers are the accounts from which this process can read what people sent.
func (d *Desk) Fetchers() (list []bot.Account) {
	if d == nil {
		return nil
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	for of, p := range d.pumps {
		if _, ok := p.Sender.(bot.Fetcher); ok {
			list = append(list, of)
		}
	}
	return list
}

// Fetch reads a file that somebody sent to an account.
func (d *Desk) Fetch(ctx context.Context, of bot.Account, m bot.Media) ([]byte, error) {
	d.mu.Lock()
	p := d.pumps[of]
	d.mu.Unlock()
	if p != nil {
		if from, ok := p.Sender.(bot.Fetcher); ok {
			return from.Fetch(ctx, m)
		}
	}
	return nil, errNobody
}

// Room is a promise.
type Room struct {
	store.Room
	pump  *Pump
	shift *shift
}

// Fill hands over what the commit leased, and gives the rest of the room back.
func (r *Room) Fill(rows []bot.Outbound) {
	defer r.shift.gate.RUnlock()
	r.shift.flying.Add(int64(len(rows) - r.Rows))
	r.shift.left(r.pump.Machine(), len(rows))
	r.shift.fly(rows, r.pump.leave)
}

// Doubt gives the room back when nobody knows how the commit ended: rows may be
// leased that nobody has. The account is taken anew, which finds them.
func (r *Room) Doubt() {
	r.Fill(nil)
	select {
	case r.shift.doubt <- struct{}{}:
	default:
	}
}
