package bottest

import (
	"bytes"
	"image"
	"image/jpeg"
	"regexp"
	"slices"
	"strings"
	"testing"

	"langkah/bot"
	"langkah/store"
)

// fileOfOurs is a file of each kind that the service itself sends.
func fileOfOurs(kind bot.Kind) *store.File {
	if kind == bot.Document {
		return &store.File{Kind: kind, Name: "kelas-PLT-0001.ics", MIME: "text/calendar", Content: []byte("BEGIN:VCALENDAR\r\n\x00\xff--\r\nEND:VCALENDAR\r\n")}
	}
	var b bytes.Buffer
	_ = jpeg.Encode(&b, image.NewGray(image.Rect(0, 0, 40, 30)), nil) // into a buffer: cannot fail
	return &store.File{Kind: kind, Name: "peta.jpg", MIME: "image/jpeg", Content: b.Bytes()}
}

var fileLink = regexp.MustCompile(`[A-Z2-7]{26}`)

// filesOfOurs: what the channel carries is seen with its text; elsewhere the
// text leads to it.
func filesOfOurs(t *testing.T, w *world) {
	siti := w.reach("siti")[0]
	for _, kind := range []bot.Kind{bot.Document, bot.Photo} {
		f := fileOfOurs(kind)
		pick := []bot.Choice{{ID: "a", Label: "Ya", Number: 1}}
		w.tell(siti, store.Bubble{Text: "ini", File: f, Choices: pick}, store.Bubble{Text: "selesai"})
		got := siti.Read(2, patience)
		if len(got) != 2 || !strings.HasPrefix(got[0].Text, "ini") || got[1].Text != "selesai" {
			t.Fatalf("%s: saw %+v", kind, got)
		}
		if w.Channel.Caps().Buttons && !slices.Equal(got[0].Labels, []string{"Ya"}) {
			t.Errorf("%s: buttons %q", kind, got[0].Labels)
		}
		content := got[0].Content
		if !w.Channel.Caps().Files {
			linked, err := w.store.Fetch(t.Context(), fileLink.FindString(got[0].Text), w.people())
			if err != nil {
				t.Fatalf("%s: the link in %q: %v", kind, got[0].Text, err)
			}
			content = linked.Content
		}
		if !bytes.Equal(content, f.Content) {
			t.Errorf("%s: %d bytes arrived, not the %d that were sent", kind, len(content), len(f.Content))
		}
	}
}

func fileGone(t *testing.T, w *world) {
	siti := w.reach("siti")[0]
	gone := &bot.Media{Kind: bot.Document, Ref: bot.FileRef(404), Name: "kelas.ics", MIME: "text/calendar"}
	w.tell(siti, store.Bubble{Text: "ini saja", Media: gone}, store.Bubble{Text: "selesai"})
	w.sees(siti, "ini saja", "selesai")
}
