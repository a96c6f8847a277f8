package files

import (
	"image"
	"image/color"
	"image/draw"
)

// shrink draws a picture on white, no side longer than most. Each pixel becomes
// the mean of what it covers, and only a row is held beside the two pictures.
func shrink(src image.Image, most int) *image.RGBA {
	b := src.Bounds()
	w, h := fit(b.Dx(), b.Dy(), most)
	dst := image.NewRGBA(image.Rect(0, 0, w, h))
	row := image.NewRGBA(image.Rect(0, 0, b.Dx(), 1))
	white := image.NewUniform(color.White)
	sums := make([]uint64, 3*w) // of a line of dst, in parts of b.Dx() × b.Dy() a pixel
	line := make([]uint64, 3*w) // of a row of src, in parts of b.Dx()
	for y := range b.Dy() {
		draw.Draw(row, row.Rect, white, image.Point{}, draw.Src)
		draw.Draw(row, row.Rect, src, image.Pt(b.Min.X, b.Min.Y+y), draw.Over)
		across(line, row.Pix, w)
		top, bottom := y*h, (y+1)*h // in parts of b.Dy(): where the row lies in dst
		at := top / b.Dy()
		edge := (at + 1) * b.Dy()
		if bottom < edge {
			add(sums, line, uint64(h))
			continue
		}
		add(sums, line, uint64(edge-top))
		put(dst, at, sums, uint64(b.Dx())*uint64(b.Dy()))
		clear(sums)
		add(sums, line, uint64(bottom-edge))
	}
	return dst
}

// fit is a size of the same shape with no side longer than most.
func fit(w, h, most int) (int, int) {
	switch {
	case w <= most && h <= most:
		return w, h
	case w >= h:
		return most, max(1, h*most/w)
	default:
		return max(1, w*most/h), most
	}
}

// across sums up the pixels of a row that fall into each of w.
func across(line []uint64, pix []uint8, w int) {
	n := len(pix) / 4
	clear(line)
	at, left, edge := 0, 0, n // in parts of n: where a pixel begins, and where the one that it falls into ends
	for x := 0; x < len(pix); x += 4 {
		r, g, b := uint64(pix[x]), uint64(pix[x+1]), uint64(pix[x+2])
		within := uint64(min(left+w, edge) - left)
		line[at] += r * within
		line[at+1] += g * within
		line[at+2] += b * within
		if left += w; left < edge {
			continue
		}
		if beyond := uint64(left - edge); beyond > 0 {
			line[at+3] += r * beyond
			line[at+4] += g * beyond
			line[at+5] += b * beyond
		}
		at, edge = at+3, edge+n
	}
}

func add(sums, line []uint64, times uint64) {
	if times == 0 {
		return
	}
	for i, v := range line {
		sums[i] += v * times
	}
}

// put writes a line of means.
func put(dst *image.RGBA, y int, sums []uint64, parts uint64) {
	for x := range dst.Rect.Dx() {
		for c := range 3 {
			dst.Pix[dst.PixOffset(x, y)+c] = uint8((sums[3*x+c] + parts/2) / parts)
		}
		dst.Pix[dst.PixOffset(x, y)+3] = 255
	}
}
