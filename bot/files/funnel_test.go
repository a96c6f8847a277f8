package files

import (
	"bytes"
	"fmt"
	"image"
	"image/png"
	"testing"
)

func funnelOf(counts ...int) (f Funnel) {
	f.Title = "Langkah anggota di Tanah Abang"
	for i, name := range []string{"P1 Pendaftaran", "P2 Pelatihan", "P3 Pendampingan", "P4 Perizinan", "P5 Pemasaran", "P6 Laporan keuangan", "P7 Permodalan"} {
		f.Steps = append(f.Steps, FunnelStep{Name: name, Label: fmt.Sprint(counts[i]), Count: counts[i]})
	}
	return f
}

// A picture is small, always the same, and as wide at each step as its figure.
func TestFunnel(t *testing.T) {
	t.Parallel()
	for _, counts := range [][]int{{8750, 5447, 4850, 4569, 1369, 1013, 190}, {3, 0, 0, 0, 0, 0, 0}, {0, 0, 0, 0, 0, 0, 0}} {
		raw, err := funnelOf(counts...).Draw()
		again, _ := funnelOf(counts...).Draw()
		if err != nil || !bytes.Equal(raw, again) || len(raw) > 100_000 {
			t.Fatalf("%v: %d bytes, %v", counts, len(raw), err)
		}
		pic, err := png.Decode(bytes.NewReader(raw))
		if err != nil || pic.Bounds().Size() != image.Pt(drawnWidth, funnelHeight) {
			t.Fatal(err)
		}
		widths := barWidths(pic)
		if counts[0] == 0 {
			if len(widths) != 0 {
				t.Errorf("bars of nobody: %v", widths)
			}
			continue
		}
		for i, w := range widths {
			if want := float64(counts[i]) / float64(counts[0]) * float64(widths[0]); float64(w)-want > 3 || want-float64(w) > 3 {
				t.Errorf("bar %d is %d wide, want %.0f", i+1, w, want)
			}
		}
	}
}

// barWidths are the widths of the bars, from above.
func barWidths(pic image.Image) (widths []int) {
	in := false
	for y := range pic.Bounds().Dy() {
		w := 0
		for x := range pic.Bounds().Dx() {
			if pic.At(x, y) == teal {
				w++
			}
		}
		if w > 0 && !in {
			widths = append(widths, w)
		} else if w > 0 {
			widths[len(widths)-1] = max(widths[len(widths)-1], w)
		}
		in = w > 0
	}
	return widths
}

// A title that is wider than the picture goes on in a second line.
func TestLongTitle(t *testing.T) {
	t.Parallel()
	f := funnelOf(8750, 5447, 4850, 4569, 1369, 1013, 190)
	f.Title = "Langkah anggota di Kepulauan Seribu Selatan, Kepulauan Seribu Utara, dan Tanah Abang"
	raw, err := f.Draw()
	if err != nil {
		t.Fatal(err)
	}
	pic, err := png.Decode(bytes.NewReader(raw))
	if err != nil {
		t.Fatal(err)
	}
	for y := range pic.Bounds().Dy() {
		for _, x := range []int{0, 10, drawnWidth - 10, drawnWidth - 1} {
			if r, g, b, _ := pic.At(x, y).RGBA(); r&g&b != 0xffff {
				t.Fatalf("there is something at the edge, at %d, %d", x, y)
			}
		}
	}
}
