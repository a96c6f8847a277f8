package files

import (
	"bytes"
	"fmt"
	"image/color"
	"slices"
	"strconv"
	"strings"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/text"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
	"gonum.org/v1/plot/vg/vgimg"
)

// ChartMIME is the type of a chart.
const ChartMIME = "image/png"

// Chart is a picture of months beside each other, in words that people read.
type Chart struct { // of one month at least
	Title        string
	Sales, Costs string // what the two bars are
	Months       []Bar
}

// Bar is a month of a chart. Without Known it is left empty: nothing was
// reported, which is not the same as nothing sold.
type Bar struct {
	Name  string // three letters
	Known bool
	Sales float64 // in the chart's unit
	Costs float64 // negative: not said
}

// A chart is drawn at three times the width of a phone's bubble: what is 13
// points high in the bubble is 39 in the picture.
const (
	chartWidth, chartHeight = 1080, 760
	large, small            = vg.Length(40), vg.Length(34)
	barWidth                = vg.Length(50)
	costWidth               = vg.Length(22)
)

var (
	ink   = color.RGBA{0x22, 0x2b, 0x33, 0xff}
	faint = color.RGBA{0xd5, 0xdb, 0xe0, 0xff}
	sold  = color.RGBA{0x0b, 0x7a, 0x75, 0xff}
	spent = color.RGBA{0xf2, 0xa5, 0x41, 0xff}
)

// Draw makes a PNG of it: the same chart gives the same bytes.
func (c Chart) Draw() ([]byte, error) {
	p := plot.New()
	p.BackgroundColor = color.White
	c.frame(p)
	c.scale(p)
	if err := c.bars(p); err != nil {
		return nil, err
	}
	if err := c.values(p); err != nil {
		return nil, err
	}
	canvas := vgimg.NewWith(vgimg.UseWH(chartWidth, chartHeight), vgimg.UseDPI(72), vgimg.UseBackgroundColor(color.White))
	p.Draw(draw.Crop(draw.New(canvas), 20, -24, 20, -20))
	var out bytes.Buffer
	if _, err := (vgimg.PngCanvas{Canvas: canvas}).WriteTo(&out); err != nil {
		return nil, fmt.Errorf("write chart: %w", err)
	}
	return out.Bytes(), nil
}

func style(size vg.Length, c color.Color) text.Style {
	return text.Style{Color: c, Font: font.Font{Typeface: "Liberation", Variant: "Sans", Size: size}, Handler: plot.DefaultTextHandler}
}

// frame sets the title, the names of the months and faint lines to read heights by.
func (c Chart) frame(p *plot.Plot) {
	p.Title.Text, p.Title.Padding = c.Title, 24
	p.Title.TextStyle = style(large, ink)
	p.Title.TextStyle.XAlign, p.Title.TextStyle.YAlign = draw.XCenter, draw.YTop
	p.Legend.TextStyle = style(small, ink)
	p.Legend.Top, p.Legend.Left, p.Legend.ThumbnailWidth, p.Legend.Padding = true, true, 40, 4
	names := make([]string, len(c.Months))
	for i, m := range c.Months {
		names[i] = m.Name
	}
	p.NominalX(names...)
	for _, a := range []*plot.Axis{&p.X, &p.Y} {
		a.Color, a.LineStyle.Width, a.Tick.LineStyle.Width, a.Tick.Length = ink, 0, 0, 0
		label := style(small, ink)
		label.XAlign, label.YAlign = a.Tick.Label.XAlign, a.Tick.Label.YAlign
		a.Tick.Label = label
	}
	p.X.Padding, p.Y.Padding = 8, 8
	p.X.Min, p.X.Max = -0.6, float64(len(c.Months))-0.4
	grid := plotter.NewGrid()
	grid.Vertical.Width, grid.Horizontal.Color, grid.Horizontal.Width = 0, faint, 2
	grid.Horizontal.Dashes = nil
	p.Add(grid)
}

// scale leaves room above the highest bar for its value and the legend.
func (c Chart) scale(p *plot.Plot) {
	top := 0.0
	for _, m := range c.Months {
		top = max(top, m.Sales, m.Costs)
	}
	step := stepOf(top)
	p.Y.Min, p.Y.Max = 0, max(top, step)*1.32
	var ticks []plot.Tick
	for v := 0.0; v <= max(top, step); v += step {
		ticks = append(ticks, plot.Tick{Value: v, Label: Amount(v)})
	}
	p.Y.Tick.Marker = plot.ConstantTicks(ticks)
}

// stepOf parts a height into three to six steps of 1, 2 or 5 times a power of ten.
func stepOf(top float64) float64 {
	step := 0.001
	for _, by := range slices.Repeat([]float64{2, 2.5, 2}, 12) {
		if top/step <= 5 {
			break
		}
		step *= by
	}
	return step
}

func (c Chart) bars(p *plot.Plot) error {
	for _, of := range []struct {
		name  string
		color color.Color
		width vg.Length
		value func(Bar) float64
	}{
		{c.Sales, sold, barWidth, func(b Bar) float64 { return b.Sales }},
		{c.Costs, spent, costWidth, func(b Bar) float64 { return b.Costs }},
	} {
		values := make(plotter.Values, len(c.Months))
		some := false
		for i, m := range c.Months {
			if v := of.value(m); m.Known && v > 0 {
				values[i], some = v, true
			}
		}
		if !some {
			continue
		}
		bars, err := plotter.NewBarChart(values, of.width)
		if err != nil {
			return fmt.Errorf("draw bars: %w", err)
		}
		bars.Color, bars.LineStyle.Width = of.color, 0
		p.Add(bars)
		p.Legend.Add(of.name, bars)
	}
	return nil
}

// values writes above each bar what it comes to; a month without a report has a
// dash.
func (c Chart) values(p *plot.Plot) error {
	at := plotter.XYLabels{}
	for i, m := range c.Months {
		label := "–"
		if m.Known {
			label = Amount(m.Sales)
		}
		at.XYs = append(at.XYs, plotter.XY{X: float64(i), Y: max(0, m.Sales, m.Costs)})
		at.Labels = append(at.Labels, label)
	}
	labels, err := plotter.NewLabels(at)
	if err != nil {
		return fmt.Errorf("draw values: %w", err)
	}
	for i := range labels.TextStyle {
		labels.TextStyle[i] = style(small, ink)
		labels.TextStyle[i].XAlign = draw.XCenter
	}
	labels.Offset = vg.Point{Y: 8}
	p.Add(labels)
	return nil
}

// Amount writes a value of a chart in at most four figures, as people write it
// here: "0,5", "12,5", "125", "1250".
func Amount(v float64) string {
	digits := 1
	if v >= 100 {
		digits = 0
	}
	s := strings.TrimSuffix(strconv.FormatFloat(v, 'f', digits, 64), ".0")
	return strings.Replace(s, ".", ",", 1)
}
