package watest

import (
	"bytes"
	"testing"

	"go.mau.fi/whatsmeow"
	"go.mau.fi/whatsmeow/proto/waE2E"
	"go.mau.fi/whatsmeow/types/events"
	"google.golang.org/protobuf/proto"
)

var png = append([]byte("\x89PNG\r\n\x1a\n"), bytes.Repeat([]byte("gambar"), 1000)...)

func TestMediaOfPeople(t *testing.T) {
	t.Parallel()
	w, p := talking(t, Options{})
	byID := func(id string) *events.Message {
		return await(w.client, func(m *events.Message) bool { return m.Info.ID == id })
	}
	m := byID(p.Photo(office, "warung saya", png))
	i := m.Message.GetImageMessage()
	if data, err := w.client.Download(t.Context(), i); err != nil || !bytes.Equal(data, png) {
		t.Errorf("%d bytes, %v", len(data), err)
	}
	if i.GetCaption() != "warung saya" || i.GetMimetype() != "image/png" || m.Info.Type != "media" {
		t.Errorf("%v %+v", i, m.Info)
	}
	d := byID(p.Document(office, "nib.pdf", "application/pdf", []byte("%PDF-1.4 nib"))).Message.GetDocumentMessage()
	if data, err := w.client.Download(t.Context(), d); err != nil || string(data) != "%PDF-1.4 nib" {
		t.Errorf("%s %v", data, err)
	}
	if d.GetFileName() != "nib.pdf" || d.GetMimetype() != "application/pdf" || d.GetFileLength() != 12 {
		t.Error(d)
	}
	l := byID(p.Location(office, "Monas", -6.1754, 106.8272)).Message.GetLocationMessage()
	if l.GetDegreesLatitude() != -6.1754 || l.GetDegreesLongitude() != 106.8272 || l.GetName() != "Monas" {
		t.Error(l)
	}
}

func TestMediaOfTheClient(t *testing.T) {
	t.Parallel()
	w, p := talking(t, Options{})
	u, err := w.client.Upload(t.Context(), png, whatsmeow.MediaImage)
	if err != nil {
		t.Fatal(err)
	}
	send := func(m *waE2E.Message) Message {
		t.Helper()
		if _, err := w.client.SendMessage(t.Context(), number(siti), m); err != nil {
			t.Fatal(err)
		}
		return w.read(p, 1)[0]
	}
	image := &waE2E.ImageMessage{Caption: proto.String("kartu"), Mimetype: proto.String("image/png"), URL: &u.URL, DirectPath: &u.DirectPath,
		MediaKey: u.MediaKey, FileEncSHA256: u.FileEncSHA256, FileSHA256: u.FileSHA256, FileLength: &u.FileLength}
	if m := send(&waE2E.Message{ImageMessage: image}); m.Kind != "image" || m.Text != "kartu" || m.File.MIME != "image/png" || !bytes.Equal(m.File.Data, png) {
		t.Errorf("%s %q %+v", m.Kind, m.Text, m.File.MIME)
	}
	image.MediaKey = bytes.Repeat([]byte{1}, 32)
	if m := send(&waE2E.Message{ImageMessage: image}); m.File.Data != nil {
		t.Error("opened with a wrong key")
	}
	if u, err = w.client.Upload(t.Context(), []byte("a,b"), whatsmeow.MediaDocument); err != nil {
		t.Fatal(err)
	}
	file := &waE2E.DocumentMessage{FileName: proto.String("a.csv"), Mimetype: proto.String("text/csv"), URL: &u.URL, DirectPath: &u.DirectPath,
		MediaKey: u.MediaKey, FileEncSHA256: u.FileEncSHA256, FileSHA256: u.FileSHA256, FileLength: &u.FileLength}
	captioned := &waE2E.FutureProofMessage{Message: &waE2E.Message{DocumentMessage: file}}
	for _, m := range []*waE2E.Message{{DocumentMessage: file}, {DocumentWithCaptionMessage: captioned}} {
		if got := send(m); got.Kind != "document" || got.File.Name != "a.csv" || string(got.File.Data) != "a,b" {
			t.Errorf("%+v", got)
		}
	}
	place := &waE2E.LocationMessage{DegreesLatitude: proto.Float64(1), DegreesLongitude: proto.Float64(2)}
	if m := send(&waE2E.Message{LocationMessage: place}); m.Kind != "location" || m.Lat != 1 || m.Long != 2 {
		t.Errorf("%+v", m)
	}
	if m := send(&waE2E.Message{ContactMessage: &waE2E.ContactMessage{}}); m.Kind != "other" || m.Body.ContactMessage == nil {
		t.Errorf("%+v", m)
	}
}

func TestRefusedMedia(t *testing.T) {
	t.Parallel()
	w, p := talking(t, Options{})
	w.Fault(Fault{Kind: RefuseMedia, Code: 507, Times: 1})
	if _, err := w.client.Upload(t.Context(), png, whatsmeow.MediaImage); err == nil {
		t.Error("uploaded")
	}
	id := p.Photo(office, "", png)
	i := await(w.client, func(m *events.Message) bool { return m.Info.ID == id }).Message.GetImageMessage()
	w.Fault(Fault{Kind: RefuseMedia, Code: 410, Times: 1})
	if _, err := w.client.Download(t.Context(), i); err == nil {
		t.Error("downloaded")
	}
	if data, err := w.client.Download(t.Context(), i); err != nil || !bytes.Equal(data, png) {
		t.Error(err)
	}
}
