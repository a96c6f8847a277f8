package files

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"image"
	"image/color"
	"image/draw"
	"image/gif"
	"image/jpeg"
	"image/png"
	"math/rand/v2"
	"testing"

	"pgregory.net/rapid"
)

// corners is a picture whose four quarters can be told apart.
func corners(w, h int) *image.RGBA {
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	for i, c := range quarters {
		r := image.Rect(i%2*w/2, i/2*h/2, w, h)
		draw.Draw(img, r, image.NewUniform(c), image.Point{}, draw.Src)
	}
	return img
}

// quarters are from the top left, line by line.
var quarters = [4]color.RGBA{{220, 0, 0, 255}, {0, 200, 0, 255}, {0, 0, 220, 255}, {240, 240, 0, 255}}

// seen are the quarters of a picture, as indexes of those.
func seen(img image.Image) (list [4]int) {
	b := img.Bounds()
	for i := range list {
		x, y := b.Min.X+b.Dx()/4+i%2*b.Dx()/2, b.Min.Y+b.Dy()/4+i/2*b.Dy()/2
		list[i] = color.Palette{quarters[0], quarters[1], quarters[2], quarters[3]}.Index(img.At(x, y))
	}
	return list
}

func asJPEG(img image.Image) []byte {
	var b bytes.Buffer
	_ = jpeg.Encode(&b, img, nil) // into a buffer: cannot fail
	return b.Bytes()
}

func asPNG(img image.Image) []byte {
	var b bytes.Buffer
	_ = png.Encode(&b, img) // as above
	return b.Bytes()
}

// withExif puts what a camera writes before a JPEG: a place, and how it was held.
func withExif(raw []byte, order binary.AppendByteOrder, held uint16) []byte {
	head := []byte("MM\x00*")
	if order == binary.AppendByteOrder(binary.LittleEndian) {
		head = []byte("II*\x00")
	}
	tiff := order.AppendUint32(head, 8)
	tiff = order.AppendUint16(tiff, 2)
	for _, tag := range []struct{ id, value uint16 }{{0x0100, 7}, {0x0112, held}} {
		tiff = order.AppendUint16(order.AppendUint16(tiff, tag.id), 3)
		tiff = order.AppendUint16(order.AppendUint16(order.AppendUint32(tiff, 1), tag.value), 0)
	}
	body := append(append([]byte("Exif\x00\x00"), tiff...), "GPS 6.1754S 106.8272E"...)
	segment := binary.BigEndian.AppendUint16([]byte{0xFF, 0xE1}, uint16(len(body)+2))
	return append(append(append([]byte{0xFF, 0xD8}, segment...), body...), raw[2:]...)
}

func made(t *testing.T, raw []byte) (image.Image, []byte) {
	t.Helper()
	out, err := Picture(raw)
	if err != nil {
		t.Fatal(err)
	}
	img, err := jpeg.Decode(bytes.NewReader(out))
	if err != nil {
		t.Fatal(err)
	}
	if b := img.Bounds(); len(out) > maxMade || b.Dx() > maxSide || b.Dy() > maxSide {
		t.Errorf("%d bytes, %v", len(out), b)
	}
	return img, out
}

func TestPicturesStandUpright(t *testing.T) {
	t.Parallel()
	raw := asJPEG(corners(64, 48))
	for held, want := range map[uint16][4]int{
		1: {0, 1, 2, 3}, 2: {1, 0, 3, 2}, 3: {3, 2, 1, 0}, 4: {2, 3, 0, 1}, 5: {0, 2, 1, 3}, 6: {2, 0, 3, 1}, 7: {3, 1, 2, 0}, 8: {1, 3, 0, 2},
		0: {0, 1, 2, 3}, 9: {0, 1, 2, 3},
	} {
		for _, order := range []binary.AppendByteOrder{binary.BigEndian, binary.LittleEndian} {
			img, out := made(t, withExif(raw, order, held))
			if got := seen(img); got != want {
				t.Errorf("held %d (%v): quarters %v, want %v", held, order, got, want)
			}
			if b := img.Bounds(); (b.Dx() == 48) != (held >= 5 && held <= 8) {
				t.Errorf("held %d: %v", held, b)
			}
			if bytes.Contains(out, []byte("Exif")) || bytes.Contains(out, []byte("GPS")) {
				t.Errorf("held %d: what the camera wrote is left", held)
			}
		}
	}
}

func TestPicturesFit(t *testing.T) {
	t.Parallel()
	noise := image.NewNRGBA(image.Rect(0, 0, 1400, 1400))
	for i := range noise.Pix {
		noise.Pix[i] = uint8(rand.IntN(256))
	}
	for name, c := range map[string]struct {
		raw  []byte
		w, h int // 0: any
	}{
		"a phone's":    {asJPEG(corners(4000, 3000)), 1600, 1200},
		"upright":      {asPNG(corners(1000, 2000)), 800, 1600},
		"small":        {asPNG(corners(30, 20)), 30, 20},
		"a line":       {asPNG(corners(5000, 2)), 1600, 1},
		"one pixel":    {asPNG(corners(1, 1)), 1, 1},
		"grey":         {asJPEG(image.NewGray(image.Rect(0, 0, 1700, 100))), 1600, 94},
		"noise":        {asPNG(noise), 0, 0},
		"noise (JPEG)": {asJPEG(noise), 0, 0},
	} {
		img, _ := made(t, c.raw)
		if b := img.Bounds(); c.w != 0 && (b.Dx() != c.w || b.Dy() != c.h) {
			t.Errorf("%s: %v, want %d × %d", name, b, c.w, c.h)
		}
	}
}

func TestTransparencyIsWhite(t *testing.T) {
	t.Parallel()
	img, _ := made(t, asPNG(image.NewNRGBA(image.Rect(0, 0, 20, 20))))
	if r, g, b, _ := img.At(10, 10).RGBA(); r < 0xF000 || g < 0xF000 || b < 0xF000 {
		t.Errorf("it is %x %x %x", r, g, b)
	}
}

// header is a PNG that says that it is w × h, and holds nothing.
func header(w, h uint32, depth byte) []byte {
	body := binary.BigEndian.AppendUint32(binary.BigEndian.AppendUint32([]byte("IHDR"), w), h)
	body = append(body, depth, 6, 0, 0, 0)
	raw := binary.BigEndian.AppendUint32([]byte("\x89PNG\r\n\x1a\n"), 13)
	return binary.BigEndian.AppendUint32(append(raw, body...), crc32.ChecksumIEEE(body))
}

func TestWhatIsRefused(t *testing.T) {
	t.Parallel()
	photo := asJPEG(corners(64, 48))
	var anim bytes.Buffer
	if err := gif.Encode(&anim, corners(8, 8), nil); err != nil {
		t.Fatal(err)
	}
	huge := bytes.Clone(photo)
	at := bytes.Index(huge, []byte{0xFF, 0xC0}) // the frame: its sides follow
	copy(huge[at+5:], []byte{0xFF, 0xFF, 0xFF, 0xFF})
	scanned := bytes.Clone(photo)
	scanned[at+1] = 0xC2
	copy(scanned[at+5:], []byte{0x10, 0, 0x10, 0}) // 4096 × 4096, in scans
	for name, c := range map[string]struct {
		raw  []byte
		want error
	}{
		"nothing":            {nil, ErrNoPicture},
		"a text":             {[]byte("BEGIN:VCALENDAR"), ErrNoPicture},
		"a GIF":              {anim.Bytes(), ErrNoPicture},
		"half a photo":       {photo[:len(photo)/2], ErrNoPicture},
		"half a PNG":         {asPNG(corners(300, 300))[:200], ErrNoPicture},
		"a PNG of nothing":   {header(10, 10, 8), ErrNoPicture},
		"4 billion pixels":   {header(65_535, 65_535, 8), ErrTooLarge},
		"one line too wide":  {header(1<<30, 1, 8), ErrTooLarge},
		"one line too high":  {header(1, 1<<30, 8), ErrTooLarge},
		"deep":               {header(7_000, 7_000, 16), ErrTooLarge},
		"not so deep":        {header(7_000, 7_000, 8), ErrNoPicture}, // taken, were it whole
		"a huge JPEG":        {huge, ErrTooLarge},
		"a JPEG in scans":    {scanned, ErrTooLarge},
		"scans without end":  {append(bytes.Clone(photo), bytes.Repeat([]byte{0xFF, 0xDA}, maxScans)...), ErrTooLarge},
		"too many bytes":     {append(bytes.Clone(photo), make([]byte, maxBytes)...), ErrTooLarge},
		"no width":           {header(0, 5, 8), ErrNoPicture},
		"an unknown picture": {[]byte("RIFF\x00\x00\x00\x00WEBPVP8 "), ErrNoPicture},
	} {
		if _, err := Picture(c.raw); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
	}
}

// A mean is that of all that lies below it: no pixel is left out, none counts
// twice, whatever the sizes.
func TestShrinkingKeepsTheMean(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		w, h := rapid.IntRange(1, 60).Draw(t, "w"), rapid.IntRange(1, 60).Draw(t, "h")
		most := rapid.IntRange(1, 60).Draw(t, "most")
		img := image.NewRGBA(image.Rect(3, 5, 3+w, 5+h)) // pictures need not begin at 0, 0
		seed := rapid.Uint64().Draw(t, "seed")
		r := rand.New(rand.NewPCG(seed, 1))
		for i := range img.Pix {
			if img.Pix[i] = uint8(r.IntN(256)); i%4 == 3 {
				img.Pix[i] = 255
			}
		}
		small := shrink(img, most)
		if b := small.Bounds(); b.Dx() > most && b.Dx() > w || b.Dx() > max(most, 1) && w > most || b.Dy() < 1 || b.Dx() < 1 {
			t.Fatalf("%d × %d within %d became %v", w, h, most, b)
		}
		for c := range 3 {
			if before, after := mean(img.Pix, c), mean(small.Pix, c); before-after > 1 || after-before > 1 {
				t.Fatalf("colour %d: %.2f became %.2f", c, before, after)
			}
		}
	})
}

func mean(pix []uint8, c int) float64 {
	sum := 0
	for i := c; i < len(pix); i += 4 {
		sum += int(pix[i])
	}
	return float64(sum) / float64(len(pix)/4)
}

func FuzzPicture(f *testing.F) {
	photo := asJPEG(corners(24, 16))
	f.Add(photo)
	f.Add(withExif(photo, binary.LittleEndian, 6))
	f.Add(asPNG(corners(9, 7)))
	f.Add(header(9, 9, 8))
	f.Fuzz(func(t *testing.T, raw []byte) {
		if c, err := jpeg.DecodeConfig(bytes.NewReader(raw)); err == nil && c.Width*c.Height > 1<<20 {
			t.Skip("right or not, it takes the fuzzer's time")
		}
		out, err := Picture(raw)
		if err != nil {
			if !errors.Is(err, ErrNoPicture) && !errors.Is(err, ErrTooLarge) {
				t.Fatal(err)
			}
			return
		}
		if size, err := jpeg.DecodeConfig(bytes.NewReader(out)); err != nil || size.Width > maxSide || size.Height > maxSide || len(out) > maxMade {
			t.Fatalf("made %d bytes, %d × %d, %v", len(out), size.Width, size.Height, err)
		}
	})
}

func FuzzOrientation(f *testing.F) {
	f.Add(withExif(asJPEG(corners(8, 8)), binary.BigEndian, 8))
	f.Add(withExif(asJPEG(corners(8, 8)), binary.LittleEndian, 3))
	f.Fuzz(func(t *testing.T, raw []byte) {
		if o := orientation(raw); o < 1 || o > 8 {
			t.Fatal(o)
		}
	})
}

func BenchmarkPicture(b *testing.B) {
	for _, side := range []int{1600, 4000} {
		raw := asJPEG(corners(side, side*3/4))
		b.Run(fmt.Sprint(side), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := Picture(raw); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
