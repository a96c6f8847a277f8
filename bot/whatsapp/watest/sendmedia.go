package watest

import (
	"crypto/rand"
	"crypto/sha256"
	"net/http"

	"go.mau.fi/whatsmeow"
	"go.mau.fi/whatsmeow/proto/waE2E"
	"go.mau.fi/whatsmeow/util/cbcutil"
	"google.golang.org/protobuf/proto"
)

// Photo sends a picture to a phone number and returns the message's id.
func (p *Person) Photo(to, caption string, data []byte) string {
	f := p.s.files.seal(data, whatsmeow.MediaImage)
	return p.Send(to, &waE2E.Message{ImageMessage: &waE2E.ImageMessage{
		Caption: orNone(caption), Mimetype: proto.String(http.DetectContentType(data)),
		URL: &f.url, DirectPath: &f.path, MediaKey: f.key, FileEncSHA256: f.sealed, FileSHA256: f.plain, FileLength: &f.length,
	}})
}

// Document sends a file to a phone number and returns the message's id.
func (p *Person) Document(to, name, mime string, data []byte) string {
	f := p.s.files.seal(data, whatsmeow.MediaDocument)
	return p.Send(to, &waE2E.Message{DocumentMessage: &waE2E.DocumentMessage{
		FileName: &name, Mimetype: &mime,
		URL: &f.url, DirectPath: &f.path, MediaKey: f.key, FileEncSHA256: f.sealed, FileSHA256: f.plain, FileLength: &f.length,
	}})
}

// Location sends a place, in degrees, to a phone number and returns the
// message's id. The name may be empty.
func (p *Person) Location(to, name string, lat, long float64) string {
	return p.Send(to, &waE2E.Message{LocationMessage: &waE2E.LocationMessage{
		Name: orNone(name), DegreesLatitude: &lat, DegreesLongitude: &long,
	}})
}

func orNone(text string) *string {
	if text == "" {
		return nil
	}
	return &text
}

// uploaded is what a message says of a file.
type uploaded struct {
	path, url          string
	key, sealed, plain []byte // the latter two are sums
	length             uint64
}

// seal encrypts and uploads.
func (f *files) seal(data []byte, kind whatsmeow.MediaType) uploaded {
	u := uploaded{key: make([]byte, 32), length: uint64(len(data))}
	_, _ = rand.Read(u.key) // never fails
	iv, key, proof := mediaKeys(u.key, kind)
	sealed, err := cbcutil.Encrypt(key, iv, data)
	if err != nil {
		panic("watest: " + err.Error()) // keys are always of the right size
	}
	sealed = append(sealed, proveMedia(proof, iv, sealed)...)
	sum, plain := sha256.Sum256(sealed), sha256.Sum256(data)
	u.sealed, u.plain = sum[:], plain[:]
	u.path = f.put(sealed)
	u.url = mediaURL + u.path
	return u
}
