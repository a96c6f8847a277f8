package files

import (
	"bytes"
	"fmt"
	"image/color"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/text"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
	"gonum.org/v1/plot/vg/vgimg"
)

// FunnelMIME is the type of the picture of a funnel.
const FunnelMIME = "image/png"

// Funnel is a picture of steps one below the other, the first on top, in words
// that people read.
type Funnel struct {
	Title string
	Steps []FunnelStep
}

// FunnelStep is how many got so far; Label is how that is written.
type FunnelStep struct {
	Name, Label string
	Count       int
}

// It is drawn at three times the width of a phone's bubble.
const (
	funnelWidth, funnelHeight = 1080, 860
	funnelBar                 = vg.Length(56)
)

var (
	funnelInk  = color.RGBA{0x22, 0x2b, 0x33, 0xff}
	funnelFill = color.RGBA{0x0b, 0x7a, 0x75, 0xff}
)

// Draw makes a PNG of it: the same funnel gives the same bytes.
func (f Funnel) Draw() ([]byte, error) {
	p := plot.New()
	p.BackgroundColor = color.White
	p.Title.Text, p.Title.Padding = f.Title, 28
	p.Title.TextStyle = funnelText(42)
	p.Title.TextStyle.XAlign, p.Title.TextStyle.YAlign = draw.XCenter, draw.YTop
	most, names := 1, make([]string, len(f.Steps))
	counts, at := make(plotter.Values, len(f.Steps)), plotter.XYLabels{}
	for i, s := range f.Steps {
		row := len(f.Steps) - 1 - i // rows are counted from below
		most, names[row], counts[row] = max(most, s.Count), s.Name, float64(s.Count)
		at.XYs = append(at.XYs, plotter.XY{X: float64(s.Count), Y: float64(row)})
		at.Labels = append(at.Labels, s.Label)
	}
	bars, err := plotter.NewBarChart(counts, funnelBar)
	if err != nil {
		return nil, fmt.Errorf("draw funnel: %w", err)
	}
	bars.Horizontal, bars.Color, bars.LineStyle.Width = true, funnelFill, 0
	labels, err := plotter.NewLabels(at)
	if err != nil {
		return nil, fmt.Errorf("draw funnel: %w", err)
	}
	for i := range labels.TextStyle {
		labels.TextStyle[i] = funnelText(36)
		labels.TextStyle[i].YAlign = draw.YCenter
	}
	labels.Offset = vg.Point{X: 14, Y: 7} // else they stand below the middle
	p.Add(bars, labels)
	p.NominalY(names...)
	p.HideX()
	p.X.Min, p.X.Max = 0, float64(most)*1.25 // room for the figure behind the longest
	p.Y.Min, p.Y.Max = -0.6, float64(len(f.Steps))-0.4
	name := funnelText(36)
	name.XAlign, name.YAlign = draw.XRight, draw.YCenter
	p.Y.Tick.Label, p.Y.Tick.LineStyle.Width, p.Y.Tick.Length, p.Y.LineStyle.Width, p.Y.Padding = name, 0, 0, 0, 10
	canvas := vgimg.NewWith(vgimg.UseWH(funnelWidth, funnelHeight), vgimg.UseDPI(72), vgimg.UseBackgroundColor(color.White))
	p.Draw(draw.Crop(draw.New(canvas), 24, -24, 24, -24))
	var out bytes.Buffer
	if _, err := (vgimg.PngCanvas{Canvas: canvas}).WriteTo(&out); err != nil {
		return nil, fmt.Errorf("write funnel: %w", err)
	}
	return out.Bytes(), nil
}

func funnelText(size vg.Length) text.Style {
	return text.Style{Color: funnelInk, Font: font.Font{Typeface: "Liberation", Variant: "Sans", Size: size}, Handler: plot.DefaultTextHandler}
}
