package whatsapp

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"go.mau.fi/whatsmeow"
	"go.mau.fi/whatsmeow/proto/waE2E"

	"langkah/bot"
)

const (
	manyUploads = 2_000
	uploadFor   = 24 * time.Hour // WhatsApp keeps files for some weeks
)

var errEmpty = errors.New("a file of ours came without what it holds")

// placeholder stands for a file where only the number of messages matters. A service
// without WhatsApp does not pay for it: the first message that is written takes a megabyte.
var placeholder = sync.OnceValue(func() *bot.Media {
	return &bot.Media{Kind: bot.Document, Ref: refOf(&waE2E.Message{DocumentMessage: &waE2E.DocumentMessage{}})}
})

// uploaded is a file of ours as WhatsApp knows it.
type uploaded struct {
	bot.Media
	at time.Time // machine time
}

// shown are the messages of a bubble, with its file at hand.
func (s *session) shown(ctx context.Context, out bot.Outbound) ([]*waE2E.Message, error) {
	if _, ours := out.Media.File(); ours {
		m, err := s.brought(ctx, *out.Media)
		if err != nil {
			return nil, err
		}
		out.Media.Handle = m.Ref
		out.Media = &m
	}
	return messages(out)
}

// brought is a file of ours at WhatsApp. What was uploaded of late is used
// again: by a second try, for a device that could not read it, for others.
func (s *session) brought(ctx context.Context, m bot.Media) (bot.Media, error) {
	if at, ok := s.known(m.Ref); ok {
		return at, nil
	}
	if m.Handle != "" {
		m.Ref = m.Handle
		return m, nil
	}
	if len(m.Content) == 0 {
		return m, &bot.SendError{Class: bot.Permanent, Code: "empty_file", Err: errEmpty}
	}
	at, err := s.upload(ctx, m, m.Content)
	if err != nil {
		return m, notUploaded(err)
	}
	s.remember(m.Ref, at)
	return at, nil
}

// notUploaded: whatever went wrong, no message has left.
func notUploaded(err error) *bot.SendError {
	e := classify(err)
	if e.Class == bot.Unknown {
		return &bot.SendError{Class: bot.Retry, Code: "upload", Err: e.Err}
	}
	return e
}

func (c *Channel) known(ref string) (bot.Media, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	u, ok := c.uploads[ref]
	return u.Media, ok && c.cfg.Now().Sub(u.at) < uploadFor
}

func (c *Channel) remember(ref string, m bot.Media) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(c.uploads) >= manyUploads {
		clear(c.uploads)
	}
	m.Content = nil
	c.uploads[ref] = uploaded{m, c.cfg.Now()}
}

// Upload brings a file of ours to WhatsApp; what it returns can be sent to any
// number of people. Kind is Photo or Document.
func (c *Channel) Upload(ctx context.Context, m bot.Media, content []byte) (bot.Media, error) {
	s := c.current()
	if s == nil {
		return m, fmt.Errorf("upload a file: %w", errAway)
	}
	return s.upload(ctx, m, content)
}

func (s *session) upload(ctx context.Context, m bot.Media, content []byte) (bot.Media, error) {
	kind := whatsmeow.MediaDocument
	if m.Kind == bot.Photo {
		kind = whatsmeow.MediaImage
	}
	at, err := s.cli.Upload(ctx, content, kind)
	if err != nil {
		return m, fmt.Errorf("upload a file: %w", bare(err))
	}
	var out waE2E.Message
	if m.Kind == bot.Photo {
		out.ImageMessage = &waE2E.ImageMessage{URL: &at.URL, DirectPath: &at.DirectPath, Mimetype: &m.MIME, MediaKey: at.MediaKey,
			FileSHA256: at.FileSHA256, FileEncSHA256: at.FileEncSHA256, FileLength: &at.FileLength}
	} else {
		out.DocumentMessage = &waE2E.DocumentMessage{URL: &at.URL, DirectPath: &at.DirectPath, Mimetype: &m.MIME, MediaKey: at.MediaKey,
			FileSHA256: at.FileSHA256, FileEncSHA256: at.FileEncSHA256, FileLength: &at.FileLength}
	}
	m.Ref, m.Size = refOf(&out), int64(len(content))
	return m, nil
}
