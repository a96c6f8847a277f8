package files

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"os"
	"strings"
	"testing"
)

// year is a chart with a gap, a month of nothing and one without costs.
func year() Chart {
	c := Chart{Title: "Omzet 12 bulan (juta rupiah)", Sales: "Omzet", Costs: "Biaya"}
	sales := []float64{4.2, 5, 0, 6.1, 5.5, 7.25, 8, 0, 9.5, 11, 10.4, 12.5}
	for i, name := range strings.Fields("Nov Des Jan Feb Mar Apr Mei Jun Jul Agu Sep Okt") {
		b := Bar{Name: name, Known: i != 2, Sales: sales[i], Costs: sales[i] * 0.6}
		if i == 5 {
			b.Costs = -1
		}
		c.Months = append(c.Months, b)
	}
	return c
}

// TestChart: the size of a picture for a phone, the same bytes each time, bars
// where something was reported and none where nothing was.
func TestChart(t *testing.T) {
	t.Parallel()
	raw, err := year().Draw()
	if err != nil {
		t.Fatal(err)
	}
	if at := os.Getenv("LANGKAH_PICTURES"); at != "" {
		if err := os.WriteFile(at+"/chart.png", raw, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if again, err := year().Draw(); err != nil || !bytes.Equal(raw, again) {
		t.Errorf("the same chart is drawn differently: %v", err)
	}
	if len(raw) > 200<<10 {
		t.Errorf("a chart has %d bytes", len(raw))
	}
	p, err := png.Decode(bytes.NewReader(raw))
	if err != nil || p.Bounds().Dx() != drawnWidth || p.Bounds().Dy() != chartHeight {
		t.Fatalf("%v: %v", p.Bounds(), err)
	}
	if got := columns(p, teal); got != 10 {
		t.Errorf("%d bars of sales, want 10: of 12 months one is missing and one sold nothing", got)
	}
	if got := columns(p, amber); got != 9 {
		t.Errorf("%d bars of costs, want 9", got)
	}
}

// columns counts the bars of a colour near the foot of the chart: what is nearer
// to each other than two bars are is of one.
func columns(p image.Image, of color.RGBA) (n int) {
	y, last := p.Bounds().Dy()-85, -100
	for x := range p.Bounds().Dx() {
		if color.RGBAModel.Convert(p.At(x, y)) != of {
			continue
		}
		if x-last > int(costWidth)+4 {
			n++
		}
		last = x
	}
	return n
}

func TestChartOfLittle(t *testing.T) {
	t.Parallel()
	for _, c := range []Chart{{Months: []Bar{{Name: "Okt"}}}, {Months: []Bar{{Name: "Okt", Known: true, Costs: -1}}}, {Months: []Bar{{Name: "Okt", Known: true, Sales: 9999, Costs: 9999}}}} {
		if _, err := c.Draw(); err != nil {
			t.Errorf("%+v: %v", c, err)
		}
	}
}

func TestAmount(t *testing.T) {
	t.Parallel()
	for v, want := range map[float64]string{0: "0", 0.5: "0,5", 5: "5", 12.5: "12,5", 99.96: "100", 125.4: "125", 1250: "1250"} {
		if got := Amount(v); got != want {
			t.Errorf("%v is written %s, want %s", v, got, want)
		}
	}
}
