package web

import (
	"embed"
	"encoding/base64"
	"fmt"
	"html/template"
	"io"
	"strings"
)

//go:embed poster.html
var posterFile embed.FS

var posters = template.Must(template.New("poster.html").Funcs(template.FuncMap{"picture": picture, "dial": Dial}).ParseFS(posterFile, "poster.html"))

// Poster is a sheet on a centre's wall: people scan it and write to us first.
type Poster struct {
	Kecamatan, Code        string // 317107
	Centre, Address, Hours string // "" not known
	Sample                 bool   // made up
	Number                 string // of WhatsApp, digits with the country code
	Bot                    string // of Telegram, without "@"
	WhatsApp, Telegram     []byte // PNG of the code; nil: not that way

	WhatsAppLink, TelegramLink string // what the codes say, to be tapped on a phone
}

// Posters writes one page of A4 for each, in a file that needs no other.
func Posters(w io.Writer, list []Poster) error { return posters.Execute(w, list) }

// FirstWords stand in the box of whoever scans a poster for WhatsApp.
func FirstWords(kecamatan, code string) string {
	return fmt.Sprintf(Word("first_words"), kecamatan, code)
}

func picture(png []byte) template.URL {
	return template.URL("data:image/png;base64," + base64.StdEncoding.EncodeToString(png))
}

// Dial writes a number as it is dialled here: 0811-0000-0000.
func Dial(number string) string {
	d, ours := strings.CutPrefix(number, "62")
	if d = "0" + d; !ours || len(d) < 9 {
		return "+" + number
	}
	return d[:4] + "-" + d[4:8] + "-" + d[8:]
}
