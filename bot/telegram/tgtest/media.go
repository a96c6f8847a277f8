package tgtest

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"sync"
)

// attach puts a file where its kind stands in a message.
func (w *wireMessage) attach(kind string, f *stored) {
	switch kind {
	case "photo":
		w.Photo = []wireFile{*f.shown()}
	case "document":
		w.Document = f.shown()
	case "voice":
		w.Voice = f.shown()
	case "sticker":
		w.Sticker = f.shown()
	case "video":
		w.Video = f.shown()
	case "audio":
		w.Audio = f.shown()
	case "animation": // a document as well, for older bots
		w.Animation, w.Document = f.shown(), f.shown()
	case "video_note":
		w.VideoNote = f.shown()
	}
}

// sendFile writes a message with a file.
func (p *Person) sendFile(kind, caption string, f wireFile, data []byte) int {
	st := p.s.files.keep(kind, f, data)
	body := &wireMessage{}
	body.attach(kind, st)
	return p.chat.write(p, entry{Message: Message{Caption: caption, File: st.public()}, body: body})
}

// Picture is a small JPEG.
var Picture = sync.OnceValue(func() []byte { return picture(64, 48) })

// thumbnail is what the smaller sizes of every photo hold.
var thumbnail = sync.OnceValue(func() []byte { return picture(16, 12) })

func picture(width, height int) []byte {
	img := image.NewRGBA(image.Rect(0, 0, width, height))
	for i := range width * height {
		x, y := i%width, i/width
		img.Set(x, y, color.RGBA{uint8(90 + 2*x), uint8(140 + y), 120, 255})
	}
	var b bytes.Buffer
	_ = jpeg.Encode(&b, img, nil)
	return b.Bytes()
}

// SendPhoto sends a picture in three sizes, the largest last; with no data, a
// made-up one.
func (p *Person) SendPhoto(caption string, data []byte) int {
	if len(data) == 0 {
		data = Picture()
	}
	var sizes []wireFile
	for _, width := range []int{90, 320} {
		sizes = append(sizes, *p.s.files.keep("photo", wireFile{Width: width, Height: width * 3 / 4}, thumbnail()).shown())
	}
	full := p.s.files.keep("photo", wireFile{Width: 800, Height: 600}, data)
	body := &wireMessage{Photo: append(sizes, *full.shown())}
	return p.chat.write(p, entry{Message: Message{Caption: caption, File: full.public()}, body: body})
}

// SendDocument sends a file.
func (p *Person) SendDocument(name, mime string, data []byte) int {
	return p.sendFile("document", "", wireFile{Name: name, MIME: mime}, data)
}

// SendVoice sends three seconds of voice.
func (p *Person) SendVoice() int {
	return p.sendFile("voice", "", wireFile{Duration: 3, MIME: "audio/ogg"}, []byte("OggS voice"))
}

// SendSticker sends a sticker for the emoji.
func (p *Person) SendSticker(emoji string) int {
	no := new(bool)
	f := wireFile{Width: 512, Height: 512, Emoji: emoji, Set: "langkah", Type: "regular", Animated: no, Moving: no}
	return p.sendFile("sticker", "", f, []byte("RIFF sticker"))
}

// SendVideo sends a video.
func (p *Person) SendVideo(caption string) int {
	f := wireFile{Width: 640, Height: 360, Duration: 5, Name: "video.mp4", MIME: "video/mp4"}
	return p.sendFile("video", caption, f, []byte("ftyp video"))
}

// SendAudio sends a song.
func (p *Person) SendAudio(name string) int {
	return p.sendFile("audio", "", wireFile{Duration: 60, Name: name, MIME: "audio/mpeg"}, []byte("ID3 audio"))
}

// SendAnimation sends a moving picture.
func (p *Person) SendAnimation() int {
	f := wireFile{Width: 320, Height: 240, Duration: 2, Name: "gif.mp4", MIME: "video/mp4"}
	return p.sendFile("animation", "", f, []byte("ftyp animation"))
}

// SendVideoNote sends a round video.
func (p *Person) SendVideoNote() int {
	return p.sendFile("video_note", "", wireFile{Length: 240, Duration: 4}, []byte("ftyp note"))
}

// SendLocation sends a place.
func (p *Person) SendLocation(latitude, longitude float64) int {
	return p.chat.write(p, entry{body: &wireMessage{Location: &wireLocation{latitude, longitude}}})
}

// SendPoll sends a poll.
func (p *Person) SendPoll(question string, options ...string) int {
	poll := &wirePoll{ID: fmt.Sprint(p.ID(), "1"), Question: question, Type: "regular", Secret: true}
	for _, o := range options {
		poll.Options = append(poll.Options, wireOption{Text: o})
	}
	return p.chat.write(p, entry{body: &wireMessage{Poll: poll}})
}

// ShareContact sends the own contact, which Telegram vouches for by the user id.
func (p *Person) ShareContact() int { return p.chat.write(p, p.contact()) }

func (p *Person) contact() entry {
	return entry{body: &wireMessage{Contact: &wireContact{Phone: p.Phone(), FirstName: p.name, UserID: p.ID()}}}
}

// ShareContactOf sends somebody's contact from the phone book: without a user id.
func (p *Person) ShareContactOf(phone string) int {
	return p.chat.write(p, entry{body: &wireMessage{Contact: &wireContact{Phone: phone, FirstName: "Kenalan"}}})
}

// Kinds are what Send can send.
var Kinds = []string{"text", "photo", "document", "voice", "sticker", "location", "contact", "video", "audio", "animation", "video_note", "poll"}

// Send sends a made-up message of one of the Kinds.
func (p *Person) Send(kind string) int {
	send, ok := map[string]func() int{
		"text":       func() int { return p.Say("halo") },
		"photo":      func() int { return p.SendPhoto("", nil) },
		"document":   func() int { return p.SendDocument("nib.pdf", "application/pdf", []byte("%PDF-1.4 nib")) },
		"voice":      p.SendVoice,
		"sticker":    func() int { return p.SendSticker("👍") },
		"location":   func() int { return p.SendLocation(-6.1754, 106.8272) },
		"contact":    p.ShareContact,
		"video":      func() int { return p.SendVideo("") },
		"audio":      func() int { return p.SendAudio("lagu.mp3") },
		"animation":  p.SendAnimation,
		"video_note": p.SendVideoNote,
		"poll":       func() int { return p.SendPoll("Besok jualan?", "Ya", "Tidak") },
	}[kind]
	if !ok {
		panic("tgtest: no kind " + kind)
	}
	return send()
}
