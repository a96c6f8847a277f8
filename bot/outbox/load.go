package outbox

import (
	"cmp"
	"context"
	"errors"

	"github.com/rs/zerolog"

	"langkah/bot"
	"langkah/store"
)

var (
	errGone    = errors.New("the file is gone, and there is no text")
	errNoFiles = errors.New("the channel carries no files")
)

// load brings what a file of ours holds, for as long as the row is in flight. A
// text goes without a file that is no more.
func (p *Pump) load(ctx context.Context, out *bot.Outbound) error {
	id, ours := out.Media.File()
	if !ours {
		return nil
	}
	if !p.Sender.Caps().Files {
		return &bot.SendError{Class: bot.Permanent, Code: "no_files", Err: errNoFiles}
	}
	f, err := p.Store.File(ctx, id)
	switch {
	case err == nil:
		m := *out.Media
		m.Content, m.Name, m.MIME = f.Content, cmp.Or(m.Name, f.Name), cmp.Or(m.MIME, f.MIME)
		out.Media = &m
	case !errors.Is(err, store.ErrNoFile):
		return &bot.SendError{Class: bot.Retry, Code: "database", Err: err}
	case out.Text == "":
		return &bot.SendError{Class: bot.Permanent, Code: "file_gone", Err: errGone}
	default:
		p.event(zerolog.WarnLevel).Int64("outbox", out.ID).Int64("file", id).Msg("a text goes without its file, which is gone")
		out.Media = nil
	}
	return nil
}
