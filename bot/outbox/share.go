package outbox

import (
	"context"
	"errors"
	"sync"
	"time"

	"github.com/rs/zerolog"

	"langkah/bot"
)

// shares are the files of broadcasts: each is brought to the messenger once, and
// shown to many by what the messenger calls it.
type shares struct {
	mu sync.Mutex
	by map[int64]*share
}

// share is one file.
type share struct {
	turn chan struct{} // room for whoever brings it; the others wait for them

	mu     sync.Mutex
	handle string    // "": not known
	at     time.Time // machine time: since when the messenger has it
}

func (l *shares) of(file int64) *share {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.by == nil {
		l.by = map[int64]*share{}
	}
	if l.by[file] == nil {
		l.by[file] = &share{turn: make(chan struct{}, 1)}
	}
	return l.by[file]
}

// known is what the messenger calls the file; "": it has not had it since, or calls it
// what it has just refused.
func (h *share) known(since time.Time, refused string) string {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.at.Before(since) || h.handle == refused {
		return ""
	}
	return h.handle
}

func (h *share) learn(handle string, at time.Time) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.handle, h.at = handle, at
}

// forget drops what the messenger did not take, unless it has been brought anew.
func (h *share) forget(handle string) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.handle == handle {
		h.handle = ""
	}
}

var errBringing = errors.New("the file is still on its way to the messenger")

// show sends a row of a broadcast whose file the messenger has, or is given with this
// very row. What it does not take any more is brought anew, once.
func (p *Pump) show(ctx context.Context, out bot.Outbound, file int64) (string, error) {
	h := p.shares.of(file)
	refused := ""
	for {
		handle := h.known(p.lasting(), refused)
		if handle == "" {
			select {
			case h.turn <- struct{}{}:
			case <-ctx.Done():
				return "", &bot.SendError{Class: bot.Retry, Code: "file_waits", Err: errBringing}
			}
			id, brought, err := p.bring(ctx, h, out, file, refused)
			if brought || err != nil {
				return id, err
			}
			continue
		}
		m := *out.Media
		m.Handle = handle
		out.Media = &m
		id, err := p.Sender.Send(ctx, out)
		if err == nil || refused != "" || !bot.Classify(err).Stale {
			return id, err
		}
		refused = handle
		h.forget(handle)
	}
}

// lasting is since when the messenger has to have had a file, by machine time.
func (p *Pump) lasting() time.Time {
	if last := p.Sender.Caps().FilesLast; last > 0 {
		return p.Machine().Add(-last)
	}
	return time.Time{}
}

// bring sends the row with what its file holds, in the file's turn, which it gives back. False: the
// messenger has had it, from this process or another, by another name than refused.
func (p *Pump) bring(ctx context.Context, h *share, out bot.Outbound, file int64, refused string) (id string, brought bool, err error) {
	defer func() { <-h.turn }()
	if h.known(p.lasting(), refused) != "" {
		return "", false, nil
	}
	handle, at, err := p.Store.Handle(ctx, p.Sender.Account(), file, p.lasting())
	switch {
	case err != nil:
		return "", false, &bot.SendError{Class: bot.Retry, Code: "database", Err: err}
	case handle != "" && handle != refused:
		h.learn(handle, at)
		return "", false, nil
	}
	m := *out.Media
	m.Handle = ""
	out.Media = &m
	if err := p.load(ctx, &out); err != nil {
		return "", false, err
	}
	at = p.Machine()
	id, err = p.Sender.Send(ctx, out)
	if out.Media != nil && out.Media.Handle != "" {
		h.learn(out.Media.Handle, at)
		if kept := p.Store.KeepHandle(ctx, p.Sender.Account(), file, out.Media.Handle, at); kept != nil {
			p.event(zerolog.WarnLevel).Str("err", bot.Told(kept)).Int64("file", file).Msg("a file may be brought again")
		}
	}
	return id, true, err
}
