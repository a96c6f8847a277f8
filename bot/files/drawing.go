package files

import (
	"bytes"
	"fmt"
	"image/color"
	"strings"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/text"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
	"gonum.org/v1/plot/vg/vgimg"
)

// The types of what is drawn.
const (
	ChartMIME  = "image/png"
	FunnelMIME = "image/png"
)

// Everything is drawn at three times the width of a phone's bubble: what is 13
// points high in the bubble is 39 in the picture.
const (
	drawnWidth     = 1080
	margin         = vg.Length(24)
	heading, plain = vg.Length(42), vg.Length(34) // the sizes of letters
)

var (
	ink   = color.RGBA{0x22, 0x2b, 0x33, 0xff}
	faint = color.RGBA{0xd5, 0xdb, 0xe0, 0xff}
	teal  = color.RGBA{0x0b, 0x7a, 0x75, 0xff}
	amber = color.RGBA{0xf2, 0xa5, 0x41, 0xff}
)

func letters(size vg.Length, x text.XAlignment, y text.YAlignment) text.Style {
	return text.Style{Color: ink, Font: font.Font{Typeface: "Liberation", Variant: "Sans", Size: size}, XAlign: x, YAlign: y, Handler: plot.DefaultTextHandler}
}

// drawing is an empty one: a title, and axes that are only the names beside them.
func drawing(title string) *plot.Plot {
	p := plot.New()
	p.BackgroundColor = color.White
	p.Title.TextStyle, p.Title.Padding = letters(heading, draw.XCenter, draw.YTop), 26
	p.Title.Text = folded(title, p.Title.TextStyle)
	for _, a := range []*plot.Axis{&p.X, &p.Y} {
		a.LineStyle.Width, a.Tick.LineStyle.Width, a.Tick.Length, a.Padding = 0, 0, 0, 8
		a.Tick.Label = letters(plain, a.Tick.Label.XAlign, a.Tick.Label.YAlign)
	}
	return p
}

// folded breaks a title that is wider than the picture.
func folded(title string, style text.Style) string {
	line, all := "", ""
	for _, word := range strings.Fields(title) {
		if line != "" && style.Width(line+" "+word) > drawnWidth-2*margin {
			all, line = all+line+"\n", ""
		}
		line = strings.TrimSpace(line + " " + word)
	}
	return all + line
}

// beside writes labels beside points.
func beside(at plotter.XYLabels, style text.Style, offset vg.Point) (*plotter.Labels, error) {
	labels, err := plotter.NewLabels(at)
	if err != nil {
		return nil, fmt.Errorf("draw labels: %w", err)
	}
	for i := range labels.TextStyle {
		labels.TextStyle[i] = style
	}
	labels.Offset = offset
	return labels, nil
}

func barsOf(values plotter.Values, width vg.Length, fill color.Color) (*plotter.BarChart, error) {
	bars, err := plotter.NewBarChart(values, width)
	if err != nil {
		return nil, fmt.Errorf("draw bars: %w", err)
	}
	bars.Color, bars.LineStyle.Width = fill, 0
	return bars, nil
}

// drawn is a drawing as it is sent: the same one gives the same bytes.
func drawn(p *plot.Plot, height vg.Length) ([]byte, error) {
	canvas := vgimg.NewWith(vgimg.UseWH(drawnWidth, height), vgimg.UseDPI(72), vgimg.UseBackgroundColor(color.White))
	p.Draw(draw.Crop(draw.New(canvas), margin, -margin, margin, -margin))
	var out bytes.Buffer
	if _, err := (vgimg.PngCanvas{Canvas: canvas}).WriteTo(&out); err != nil {
		return nil, fmt.Errorf("write a drawing: %w", err)
	}
	return out.Bytes(), nil
}
