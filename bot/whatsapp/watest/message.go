package watest

import (
	"time"

	"go.mau.fi/whatsmeow/proto/waE2E"
)

// Message is one bubble as a phone shows it.
type Message struct {
	ID       string
	From, To string // phone numbers
	Device   int    // of the writer: 0 the phone itself
	Times    int    // how often it came; 0: written on this phone
	At       time.Time
	Recalled bool // its writer took it back: it is not shown any more

	Kind string // text image document location other
	Text string // or the caption
	File File
	Lat  float64 // of a location, degrees
	Long float64

	Body *waE2E.Message // all of it
}

// File is what a message carries, decrypted; the zero value is none.
type File struct {
	Name, MIME string
	Data       []byte // nil: the phone could not load it
}

// message is a message as this phone's owner wrote it.
func (p *Person) message(id, to string, m *waE2E.Message) Message {
	return p.s.read(Message{ID: id, From: p.Phone(), To: to, At: p.s.opt.Now(), Body: m})
}

// read fills in what the body says.
func (s *Server) read(m Message) Message {
	b := m.Body
	switch {
	case b.GetDocumentWithCaptionMessage() != nil:
		inner := m
		inner.Body = b.GetDocumentWithCaptionMessage().GetMessage()
		return s.read(inner)
	case b.Conversation != nil:
		m.Kind, m.Text = "text", b.GetConversation()
	case b.ExtendedTextMessage != nil:
		m.Kind, m.Text = "text", b.ExtendedTextMessage.GetText()
	case b.ImageMessage != nil:
		m.Kind, m.Text = "image", b.ImageMessage.GetCaption()
		m.File = File{MIME: b.ImageMessage.GetMimetype(), Data: s.files.open(b.ImageMessage)}
	case b.DocumentMessage != nil:
		d := b.DocumentMessage
		m.Kind, m.Text = "document", d.GetCaption()
		m.File = File{Name: d.GetFileName(), MIME: d.GetMimetype(), Data: s.files.open(d)}
	case b.LocationMessage != nil:
		m.Kind, m.Text = "location", b.LocationMessage.GetName()
		m.Lat, m.Long = b.LocationMessage.GetDegreesLatitude(), b.LocationMessage.GetDegreesLongitude()
	default:
		m.Kind = "other"
	}
	return m
}
