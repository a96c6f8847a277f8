package files

import (
	"bytes"
	"encoding/binary"
	"image"
)

// orientation is how a camera was held, as its JPEG says (Exif 2.32, tag 0x0112):
// 1 upright, to 8. A picture that does not say, or that cannot be read, is upright.
func orientation(raw []byte) int {
	if len(raw) < 4 || raw[0] != 0xFF || raw[1] != 0xD8 {
		return 1
	}
	for at := 2; at+4 <= len(raw) && raw[at] == 0xFF; {
		marker, size := raw[at+1], int(binary.BigEndian.Uint16(raw[at+2:]))
		if marker == 0xDA || size < 2 || at+2+size > len(raw) { // the picture begins
			return 1
		}
		body := raw[at+4 : at+2+size]
		if tiff, ok := bytes.CutPrefix(body, []byte("Exif\x00\x00")); ok && marker == 0xE1 {
			return held(tiff)
		}
		at += 2 + size
	}
	return 1
}

// held finds the tag among the first of a TIFF.
func held(tiff []byte) int {
	var order binary.ByteOrder
	switch {
	case bytes.HasPrefix(tiff, []byte("II*\x00")):
		order = binary.LittleEndian
	case bytes.HasPrefix(tiff, []byte("MM\x00*")):
		order = binary.BigEndian
	default:
		return 1
	}
	if len(tiff) < 8 {
		return 1
	}
	at := uint64(order.Uint32(tiff[4:]))
	if at+2 > uint64(len(tiff)) {
		return 1
	}
	tags := tiff[at+2:]
	for range order.Uint16(tiff[at:]) {
		if len(tags) < 12 {
			break
		}
		if order.Uint16(tags) == 0x0112 {
			if o := int(order.Uint16(tags[8:])); o >= 1 && o <= 8 {
				return o
			}
			break
		}
		tags = tags[12:]
	}
	return 1
}

// upright turns a picture as it was held.
func upright(src *image.RGBA, held int) *image.RGBA {
	if held == 1 {
		return src
	}
	w, h := src.Rect.Dx(), src.Rect.Dy()
	size := image.Rect(0, 0, w, h)
	if held >= 5 {
		size = image.Rect(0, 0, h, w)
	}
	dst := image.NewRGBA(size)
	for y := range h {
		for x := range w {
			to := turned(x, y, w, h, held)
			copy(dst.Pix[dst.PixOffset(to.X, to.Y):][:4], src.Pix[src.PixOffset(x, y):][:4])
		}
	}
	return dst
}

// turned is where a pixel of a picture of w × h comes to lie.
func turned(x, y, w, h, held int) image.Point {
	switch held {
	case 2:
		return image.Pt(w-1-x, y)
	case 3:
		return image.Pt(w-1-x, h-1-y)
	case 4:
		return image.Pt(x, h-1-y)
	case 5:
		return image.Pt(y, x)
	case 6:
		return image.Pt(h-1-y, x)
	case 7:
		return image.Pt(h-1-y, w-1-x)
	case 8:
		return image.Pt(y, w-1-x)
	}
	return image.Pt(x, y)
}
