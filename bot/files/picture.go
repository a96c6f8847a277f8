package files

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
)

// Limits of what is taken for a picture, and of what becomes of it.
const (
	maxBytes  = 20 << 20  // of what comes in: as much as messengers give to bots
	maxMemory = 256 << 20 // to decode it: 64 million pixels of a camera, 13 million of a JPEG that comes in scans
	maxScans  = 64        // of a JPEG: cameras make one, programs for the web ten; each is drawn over the whole picture
	maxSide   = 1600      // of what is made, in pixels
	maxMade   = 1 << 20   // bytes of it
)

// What cannot be a picture of ours.
var (
	ErrNoPicture = errors.New("not a JPEG or PNG that can be read")
	ErrTooLarge  = errors.New("picture is too large")
)

// Picture makes a JPEG of at most 1 MB and 1600 pixels a side from a JPEG or
// PNG, upright, on white. It is drawn anew: nothing that was written beside the
// picture (place, time, camera) is in it. What would take more than about 256 MB
// to decode is ErrTooLarge, before it is; all else that fails is ErrNoPicture.
func Picture(raw []byte) ([]byte, error) {
	img, err := decode(raw)
	if err != nil {
		return nil, err
	}
	turn := orientation(raw)
	for side := maxSide; ; side = side * 3 / 4 {
		small := upright(shrink(img, side), turn)
		for _, quality := range []int{85, 75, 60, 45} {
			var b bytes.Buffer
			if err := jpeg.Encode(&b, small, &jpeg.Options{Quality: quality}); err != nil {
				return nil, fmt.Errorf("write a picture: %w", err)
			}
			if b.Len() <= maxMade {
				return b.Bytes(), nil
			}
		}
	}
}

// decode looks at the size before it draws.
func decode(raw []byte) (image.Image, error) {
	if len(raw) > maxBytes {
		return nil, ErrTooLarge
	}
	look, draw, scanned := jpeg.DecodeConfig, jpeg.Decode, bytes.Contains(raw, []byte{0xFF, 0xC2})
	if bytes.HasPrefix(raw, []byte("\x89PNG\r\n\x1a\n")) {
		look, draw, scanned = png.DecodeConfig, png.Decode, false
	} else if bytes.Count(raw, []byte{0xFF, 0xDA}) > maxScans {
		return nil, ErrTooLarge
	}
	size, err := look(bytes.NewReader(raw))
	switch {
	case err != nil, size.Width <= 0, size.Height <= 0:
		return nil, ErrNoPicture
	case size.Height > maxMemory/size.Width/depth(size.ColorModel, scanned):
		return nil, ErrTooLarge
	}
	img, err := draw(bytes.NewReader(raw))
	if err != nil {
		return nil, ErrNoPicture
	}
	return img, nil
}

// depth is how many bytes a pixel takes while it is decoded, at most. A JPEG in
// scans is held as the numbers that its pixels come from, four bytes each.
func depth(m color.Model, scanned bool) int {
	switch {
	case scanned:
		return 20
	case m == color.NRGBA64Model, m == color.RGBA64Model:
		return 8
	}
	return 4
}
