package tgtest

import (
	"bytes"
	"image"
	"image/png"
	"io"
	"strings"
	"testing"
)

func chart(width, height int) []byte {
	var b bytes.Buffer
	_ = png.Encode(&b, image.NewGray(image.Rect(0, 0, width, height)))
	return b.Bytes()
}

func (w *world) download(path string) []byte {
	w.t.Helper()
	resp, err := w.client.Get(w.URL() + "/file/bot" + w.Token() + "/" + path)
	if err != nil {
		w.t.Fatal(err)
	}
	defer resp.Body.Close()
	data, err := io.ReadAll(resp.Body)
	if err != nil || resp.StatusCode != 200 {
		w.t.Fatal(resp.Status, err)
	}
	return data
}

func TestUploadedOnceSentAgain(t *testing.T) {
	t.Parallel()
	w := begin(t, Options{})
	p := w.Person("Siti").Met()
	data := chart(30, 20)
	r := w.upload("sendPhoto", "photo", "grafik.png", data, "chat_id", p.ID(), "caption", "Omzet")
	var m wireMessage
	r.read(t, &m)
	if m.Caption != "Omzet" || len(m.Photo) != 1 || m.Photo[0].Width != 30 || m.Photo[0].Size != len(data) {
		t.Fatalf("%+v", m)
	}
	w.call("sendPhoto", "chat_id", p.ID(), "photo", m.Photo[0].ID).id(t)
	w.upload("sendDocument", "document", "kartu.pdf", []byte("%PDF"), "chat_id", p.ID()).id(t)
	w.upload("sendDocument", "berkas", "a.ics", []byte("BEGIN"), "chat_id", p.ID(), "document", "attach://berkas").id(t)
	list := p.Read(4, soon)
	if list[0].File.ID != list[1].File.ID || list[0].File.Kind != "photo" || list[0].Caption != "Omzet" {
		t.Errorf("%+v", list[:2])
	}
	if f := list[2].File; f.Kind != "document" || f.Name != "kartu.pdf" || f.Size != 4 || string(w.Contents(f.ID)) != "%PDF" {
		t.Errorf("%+v", f)
	}
	if f := list[3].File; f.Name != "a.ics" {
		t.Errorf("%+v", f)
	}
}

func TestFilesAreRefused(t *testing.T) {
	t.Parallel()
	w := begin(t, Options{})
	p := w.Person("Siti").Met()
	doc := w.files.keep("document", wireFile{}, []byte("x")).ID
	for _, c := range []struct {
		name string
		r    reply
		want string
	}{
		{"caption", w.call("sendDocument", "chat_id", p.ID(), "document", doc, "caption", strings.Repeat("a", 1025)), "400 Bad Request: message caption is too long"},
		{"caption that fits", w.call("sendDocument", "chat_id", p.ID(), "document", doc, "caption", strings.Repeat("a", 1024)), ""},
		{"none", w.call("sendPhoto", "chat_id", p.ID()), "400 Bad Request: there is no photo in the request"},
		{"unknown", w.call("sendPhoto", "chat_id", p.ID(), "photo", "x"), "400 Bad Request: wrong file identifier/HTTP URL specified"},
		{"other kind", w.call("sendPhoto", "chat_id", p.ID(), "photo", doc), "400 Bad Request: can't use file of type Document as Photo"},
		{"by address", w.call("sendPhoto", "chat_id", p.ID(), "photo", "https://a.id/x.png"), "400 Bad Request: failed to get HTTP URL content"},
		{"empty", w.upload("sendDocument", "document", "a", nil, "chat_id", p.ID()), "400 Bad Request: file must be non-empty"},
		{"no picture", w.upload("sendPhoto", "photo", "a.png", []byte("bukan gambar"), "chat_id", p.ID()), "400 Bad Request: IMAGE_PROCESS_FAILED"},
		{"huge picture", w.upload("sendPhoto", "photo", "a.png", chart(9990, 11), "chat_id", p.ID()), "400 Bad Request: PHOTO_INVALID_DIMENSIONS"},
		{"getFile", w.call("getFile", "file_id", "x"), "400 Bad Request: invalid file_id"},
		{"getFile of 20 MB and a byte", w.call("getFile", "file_id", w.files.keep("video", wireFile{}, make([]byte, 20<<20+1)).ID), "400 Bad Request: file is too big"},
	} {
		if got := c.r.bad(); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

func TestPhotoComesInSizesAndIsFetched(t *testing.T) {
	t.Parallel()
	w := begin(t, Options{})
	data := chart(8, 8)
	w.Person("Siti").SendPhoto("NIB saya", data)
	m := w.one().Message
	if m.Caption != "NIB saya" || len(m.Photo) != 3 || m.Photo[2].Width <= m.Photo[0].Width {
		t.Fatalf("%+v", m)
	}
	var f wireFile
	w.call("getFile", "file_id", m.Photo[2].ID).read(t, &f)
	if got := w.download(f.Path); !bytes.Equal(got, data) || !strings.HasPrefix(f.Path, "photos/file_") || f.Size != len(data) {
		t.Errorf("%+v, %d bytes", f, len(got))
	}
	w.call("getFile", "file_id", m.Photo[0].ID).read(t, &f)
	if got := w.download(f.Path); bytes.Equal(got, data) {
		t.Error("the small size is the picture itself")
	}
}

func TestFilesKeepWithinBounds(t *testing.T) {
	t.Parallel()
	var k files
	first := k.keep("photo", wireFile{}, make([]byte, 1)).ID
	big := k.keep("photo", wireFile{}, make([]byte, keepBytes)).ID
	if k.get(first) != nil || k.get(big) == nil || len(k.byPath) != 1 {
		t.Error("not the oldest was dropped")
	}
	for range keepFiles {
		k.keep("photo", wireFile{}, nil)
	}
	if len(k.byID) != keepFiles || k.get(big) != nil {
		t.Errorf("%d files", len(k.byID))
	}
}
