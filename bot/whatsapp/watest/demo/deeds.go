package main

import (
	"bytes"
	"errors"
	"image"
	"image/color"
	"image/png"
	"strings"
)

var (
	errEmpty   = errors.New("pesannya kosong")
	errUnknown = errors.New("tidak dikenal")
)

// by does it as the person.
func (d deed) by(_ *page, who *someone) error {
	switch d.What {
	case "say":
		if strings.TrimSpace(d.Text) == "" {
			return errEmpty
		}
		who.Say(officePhone, d.Text)
	case "photo":
		who.Photo(officePhone, d.Text, picture())
	case "document":
		who.Document(officePhone, "nib.pdf", "application/pdf", []byte("%PDF-1.4\n%%EOF\n"))
	case "location":
		who.Location(officePhone, "Pasar Tanah Abang", -6.1883, 106.8113)
	case "away", "back":
		who.mu.Lock()
		who.away = d.What == "away"
		who.mu.Unlock()
		who.Offline(d.What == "away")
	default:
		return errUnknown
	}
	return nil
}

// atOffice does it on the phone of the service.
func (d deed) atOffice(p *page, who *someone) error {
	switch d.What {
	case "say":
		if strings.TrimSpace(d.Text) == "" {
			return errEmpty
		}
		p.office.Say(who.Phone(), d.Text)
	case "scan":
		if !p.begin() {
			return errors.New("sedang menautkan")
		}
		defer p.end()
		return p.link(p.ctx)
	case "confirm":
		if strings.TrimSpace(d.Text) == "" {
			return errors.New("tulis dulu kodenya")
		}
		if p.office.Confirm(strings.ToUpper(strings.TrimSpace(d.Text))) != nil {
			return errors.New("belum ada yang menunggu kode: jalankan dulu langkah whatsapp link --phone " + officePhone)
		}
	case "unlink":
		p.office.Unlink()
	default:
		return errUnknown
	}
	return nil
}

func (p *page) begin() bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.busy {
		return false
	}
	p.busy = true
	return true
}

func (p *page) end() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.busy = false
}

func (p *page) linking() bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.busy
}

// picture is a small one with something to see.
func picture() []byte {
	img := image.NewRGBA(image.Rect(0, 0, 160, 120))
	for y := range 120 {
		for x := range 160 {
			img.Set(x, y, color.RGBA{uint8(200 - y), uint8(120 + x/2), 90, 255})
		}
	}
	var b bytes.Buffer
	_ = png.Encode(&b, img) // to memory: never fails
	return b.Bytes()
}
