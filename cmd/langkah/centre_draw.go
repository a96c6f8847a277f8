package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"rsc.io/qr"

	"langkah/templates/web"
)

// printed is how many pixels a code is wide, at least: 10 cm at 300 a inch.
const printed = 1200

// picture draws a code. A quarter of it may be dirty or torn; around it is the
// quiet zone of four modules.
func picture(link string) ([]byte, error) {
	code, err := qr.Encode(link, qr.Q)
	if err != nil {
		return nil, err
	}
	code.Scale = (printed + code.Size + 7) / (code.Size + 8)
	return code.PNG(), nil
}

// draw puts a page for each door and the pictures into a directory.
func draw(dir string, doors []doorway) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	var posters []web.Poster
	for _, d := range doors {
		p := web.Poster{Kecamatan: d.Kecamatan, Code: d.Code, Centre: d.Centre, Address: d.Address, Hours: d.Hours, Sample: d.Sample,
			Number: d.Number, Bot: d.Bot, WhatsAppLink: d.WhatsApp, TelegramLink: d.Telegram}
		var err error
		if p.WhatsApp, err = keptPicture(dir, d, "whatsapp", d.WhatsApp); err != nil {
			return err
		}
		if p.Telegram, err = keptPicture(dir, d, "telegram", d.Telegram); err != nil {
			return err
		}
		posters = append(posters, p)
	}
	var page bytes.Buffer
	if err := web.Posters(&page, posters); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(dir, "index.html"), page.Bytes(), 0o644)
}

// keptPicture is the picture of a link, kept in the directory; nil without a link.
func keptPicture(dir string, d doorway, messenger, link string) ([]byte, error) {
	if link == "" {
		return nil, nil
	}
	png, err := picture(link)
	if err != nil {
		return nil, err
	}
	name := fmt.Sprintf("%s-%s-%s.png", d.Code, strings.ReplaceAll(strings.ToLower(d.Kecamatan), " ", "-"), messenger)
	return png, os.WriteFile(filepath.Join(dir, name), png, 0o644)
}
