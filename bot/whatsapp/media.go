package whatsapp

import (
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"path"

	"go.mau.fi/whatsmeow"
	"go.mau.fi/whatsmeow/proto/waE2E"
	"google.golang.org/protobuf/proto"

	"langkah/bot"
)

const maxFile = 100 << 20 // bytes: a larger one is not fetched

// handle is a file as a message names it: where it lies and its key. It can be
// fetched, or sent on as it is. Thumbnails and words stay out of it.
func handle(m *waE2E.Message) *bot.Media {
	var bare waE2E.Message
	out := &bot.Media{}
	switch {
	case m.GetImageMessage() != nil:
		i := m.GetImageMessage()
		out.MIME, out.Size = i.GetMimetype(), int64(i.GetFileLength())
		bare.ImageMessage = &waE2E.ImageMessage{URL: i.URL, DirectPath: i.DirectPath, Mimetype: i.Mimetype, MediaKey: i.MediaKey, MediaKeyTimestamp: i.MediaKeyTimestamp,
			FileSHA256: i.FileSHA256, FileEncSHA256: i.FileEncSHA256, FileLength: i.FileLength, Height: i.Height, Width: i.Width}
	case m.GetDocumentMessage() != nil:
		d := m.GetDocumentMessage()
		out.Name, out.MIME, out.Size = base(d.GetFileName()), d.GetMimetype(), int64(d.GetFileLength())
		bare.DocumentMessage = &waE2E.DocumentMessage{URL: d.URL, DirectPath: d.DirectPath, Mimetype: d.Mimetype, MediaKey: d.MediaKey, MediaKeyTimestamp: d.MediaKeyTimestamp,
			FileSHA256: d.FileSHA256, FileEncSHA256: d.FileEncSHA256, FileLength: d.FileLength, PageCount: d.PageCount}
	case m.GetAudioMessage() != nil:
		a := m.GetAudioMessage()
		out.MIME, out.Size = a.GetMimetype(), int64(a.GetFileLength())
		bare.AudioMessage = &waE2E.AudioMessage{URL: a.URL, DirectPath: a.DirectPath, Mimetype: a.Mimetype, MediaKey: a.MediaKey, MediaKeyTimestamp: a.MediaKeyTimestamp,
			FileSHA256: a.FileSHA256, FileEncSHA256: a.FileEncSHA256, FileLength: a.FileLength, Seconds: a.Seconds, PTT: a.PTT}
	default:
		v := m.GetVideoMessage()
		if v == nil {
			v = m.GetPtvMessage()
		}
		out.MIME, out.Size = v.GetMimetype(), int64(v.GetFileLength())
		bare.VideoMessage = &waE2E.VideoMessage{URL: v.URL, DirectPath: v.DirectPath, Mimetype: v.Mimetype, MediaKey: v.MediaKey, MediaKeyTimestamp: v.MediaKeyTimestamp,
			FileSHA256: v.FileSHA256, FileEncSHA256: v.FileEncSHA256, FileLength: v.FileLength, Seconds: v.Seconds}
	}
	out.Ref = refOf(&bare)
	return out
}

func refOf(m *waE2E.Message) string {
	raw, _ := proto.MarshalOptions{Deterministic: true}.Marshal(m) // it came from one: cannot fail
	return base64.RawURLEncoding.EncodeToString(raw)
}

// base is a file's name without folders of the sender's machine.
func base(name string) string {
	if name == "" {
		return ""
	}
	return path.Base(path.Clean("/" + name))
}

var errHandle = errors.New("read a file's handle: it is not one of WhatsApp's")

// fileOf is the message of a handle. A photo that is to go as a document, or
// the other way round, is told so by kind; "" leaves it as it came.
func fileOf(m bot.Media) (*waE2E.Message, error) {
	raw, err := base64.RawURLEncoding.DecodeString(m.Ref)
	var out waE2E.Message
	if err != nil || proto.Unmarshal(raw, &out) != nil || downloadable(&out) == nil {
		return nil, errHandle
	}
	if d := out.GetDocumentMessage(); d != nil && m.Name != "" {
		d.FileName, d.Title = &m.Name, &m.Name
	}
	return &out, nil
}

func downloadable(m *waE2E.Message) whatsmeow.DownloadableMessage {
	switch {
	case m.GetImageMessage() != nil:
		return m.GetImageMessage()
	case m.GetDocumentMessage() != nil:
		return m.GetDocumentMessage()
	case m.GetAudioMessage() != nil:
		return m.GetAudioMessage()
	case m.GetVideoMessage() != nil:
		return m.GetVideoMessage()
	}
	return nil
}

// Fetch reads a file that somebody sent. WhatsApp keeps files for some weeks.
func (c *Channel) Fetch(ctx context.Context, m bot.Media) ([]byte, error) {
	if m.Size > maxFile {
		return nil, fmt.Errorf("fetch a file: %d bytes are too many", m.Size)
	}
	file, err := fileOf(m)
	if err != nil {
		return nil, err
	}
	s := c.current()
	if s == nil {
		return nil, fmt.Errorf("fetch a file: %w", errAway)
	}
	raw, err := s.cli.Download(ctx, downloadable(file))
	switch {
	case errors.Is(err, whatsmeow.ErrMediaDownloadFailedWith403), errors.Is(err, whatsmeow.ErrMediaDownloadFailedWith404), errors.Is(err, whatsmeow.ErrMediaDownloadFailedWith410):
		return nil, fmt.Errorf("fetch a file: %w", bot.ErrNoFile)
	case err != nil:
		return nil, fmt.Errorf("fetch a file: %w", bare(err))
	}
	return raw, nil
}
