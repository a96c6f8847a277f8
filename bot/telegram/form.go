package telegram

import (
	"bytes"
	"cmp"
	"io"
	"maps"
	"mime/multipart"
	"net/http"
	"net/textproto"
	"slices"
)

// form is a call with a file in its body. The library writes such bodies as
// well, but its errors of them have lost their codes. What the file holds is not
// copied.
type form struct {
	kind       string // of the body, with what parts it
	head, tail []byte
	content    []byte
}

func newForm(m message) *form {
	var b bytes.Buffer
	w := multipart.NewWriter(&b) // on a buffer nothing of it fails
	for _, name := range slices.Sorted(maps.Keys(m.params)) {
		_ = w.WriteField(name, m.params[name])
	}
	h := textproto.MIMEHeader{}
	h.Set("Content-Disposition", multipart.FileContentDisposition(m.file.field, cmp.Or(m.file.Name, "file")))
	h.Set("Content-Type", cmp.Or(m.file.MIME, "application/octet-stream"))
	_, _ = w.CreatePart(h)
	head := bytes.Clone(b.Bytes())
	b.Reset()
	_ = w.Close()
	return &form{kind: w.FormDataContentType(), head: head, content: m.file.Content, tail: b.Bytes()}
}

func (f *form) reader() io.ReadCloser {
	return io.NopCloser(io.MultiReader(bytes.NewReader(f.head), bytes.NewReader(f.content), bytes.NewReader(f.tail)))
}

// into makes a request carry the form. It can be read again where a connection
// ended before any of it was sent.
func (f *form) into(req *http.Request) {
	req.Header.Set("Content-Type", f.kind)
	req.ContentLength = int64(len(f.head) + len(f.content) + len(f.tail))
	req.Body = f.reader()
	req.GetBody = func() (io.ReadCloser, error) { return f.reader(), nil }
}
