package files

import (
	"image/color"
	"slices"
	"strconv"
	"strings"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

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

const (
	chartHeight = 760
	barWidth    = vg.Length(50)
	costWidth   = vg.Length(22)
)

// Draw makes a PNG of it: the same chart gives the same bytes.
func (c Chart) Draw() ([]byte, error) {
	p := drawing(c.Title)
	c.frame(p)
	c.scale(p)
	if err := c.bars(p); err != nil {
		return nil, err
	}
	if err := c.values(p); err != nil {
		return nil, err
	}
	return drawn(p, chartHeight)
}

// frame sets the names of the months, and faint lines to read heights by.
func (c Chart) frame(p *plot.Plot) {
	p.Legend.TextStyle = letters(plain, draw.XLeft, draw.YBottom)
	p.Legend.Top, p.Legend.Left, p.Legend.ThumbnailWidth, p.Legend.Padding = true, true, 40, 4
	names := make([]string, len(c.Months))
	for i, m := range c.Months {
		names[i] = m.Name
	}
	p.NominalX(names...)
	p.Y.Padding = p.X.Padding // the names made room for themselves
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
		{c.Sales, teal, barWidth, func(b Bar) float64 { return b.Sales }},
		{c.Costs, amber, costWidth, func(b Bar) float64 { return b.Costs }},
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
		bars, err := barsOf(values, of.width, of.color)
		if err != nil {
			return err
		}
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
	labels, err := beside(at, letters(plain, draw.XCenter, draw.YBottom), vg.Point{Y: 8})
	if err != nil {
		return err
	}
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
