package tgtest

import (
	"bytes"
	"image"
	_ "image/jpeg" // photos are looked into
	_ "image/png"
	"strings"
)

func sendPhoto(s *Server, c *call) (any, *failure)    { return s.sendFile(c, "photo") }
func sendDocument(s *Server, c *call) (any, *failure) { return s.sendFile(c, "document") }

func (s *Server) sendFile(c *call, kind string) (any, *failure) {
	return s.deliver(c, func() (entry, *failure) {
		caption, bad := checkCaption(c.get("caption"))
		if bad != nil {
			return entry{}, bad
		}
		f, bad := s.fileFor(c, kind)
		if bad != nil {
			return entry{}, bad
		}
		body := wireMessage{From: &s.bot}
		body.attach(kind, f)
		return entry{Message: Message{Caption: caption, File: f.public()}, body: &body}, nil
	})
}

// fileFor is the file that a send names: by file_id, in the body, or as
// attach://field.
func (s *Server) fileFor(c *call, kind string) (*stored, *failure) {
	value := c.get(kind)
	field, attached := strings.CutPrefix(value, "attach://")
	if !attached {
		field = kind
	}
	up, ok := c.files[field]
	switch {
	case ok && len(up.data) == 0:
		return nil, badRequest("file must be non-empty")
	case ok:
		return s.upload(kind, up)
	case value == "":
		return nil, badRequest("there is no " + kind + " in the request")
	case strings.HasPrefix(value, "http://"), strings.HasPrefix(value, "https://"):
		return nil, badRequest("failed to get HTTP URL content")
	}
	f := s.files.get(value)
	switch {
	case f == nil:
		return nil, badRequest("wrong file identifier/HTTP URL specified")
	case f.kind != kind:
		return nil, badRequest("can't use file of type " + title(f.kind) + " as " + title(kind))
	}
	return f, nil
}

func (s *Server) upload(kind string, up upload) (*stored, *failure) {
	f := wireFile{Name: up.name, MIME: up.mime}
	if kind == "photo" {
		size, _, err := image.DecodeConfig(bytes.NewReader(up.data))
		if err != nil {
			return nil, badRequest("IMAGE_PROCESS_FAILED")
		}
		if size.Width+size.Height > 10_000 {
			return nil, badRequest("PHOTO_INVALID_DIMENSIONS")
		}
		f = wireFile{Width: size.Width, Height: size.Height}
	}
	return s.files.keep(kind, f, up.data), nil
}

func title(kind string) string { return strings.ToUpper(kind[:1]) + kind[1:] }
