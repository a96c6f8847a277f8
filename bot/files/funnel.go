package files

import (
	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

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

const (
	funnelHeight = 860
	funnelBar    = vg.Length(56)
)

// Draw makes a PNG of it: the same funnel gives the same bytes.
func (f Funnel) Draw() ([]byte, error) {
	p := drawing(f.Title)
	most, names := 1, make([]string, len(f.Steps))
	counts, at := make(plotter.Values, len(f.Steps)), plotter.XYLabels{}
	for i, s := range f.Steps {
		row := len(f.Steps) - 1 - i // rows are counted from below
		most, names[row], counts[row] = max(most, s.Count), s.Name, float64(s.Count)
		at.XYs = append(at.XYs, plotter.XY{X: float64(s.Count), Y: float64(row)})
		at.Labels = append(at.Labels, s.Label)
	}
	bars, err := barsOf(counts, funnelBar, teal)
	if err != nil {
		return nil, err
	}
	bars.Horizontal = true
	labels, err := beside(at, letters(plain, draw.XLeft, draw.YCenter), vg.Point{X: 14, Y: 7}) // else they stand below the middle
	if err != nil {
		return nil, err
	}
	p.Add(bars, labels)
	p.NominalY(names...)
	p.HideX()
	p.X.Min, p.X.Max = 0, float64(most)*1.25 // room for the figure behind the longest
	p.Y.Min, p.Y.Max = -0.6, float64(len(f.Steps))-0.4
	p.Y.Tick.Label = letters(plain, draw.XRight, draw.YCenter)
	return drawn(p, funnelHeight)
}
