package predictor

import (
	"slices"
	"testing"
	"time"

	"gonum.org/v1/gonum/blas/blas32"

	"digitlab/data/picture"
	"digitlab/nn"
	"digitlab/nn/simdblas"
	"digitlab/web/worker"
)

// seven is a drawing in the unit of the pad, 280 to a side.
var seven = worker.Draw{
	Strokes: []worker.Stroke{{80, 70, 120, 70, 160, 70, 200, 70, 180, 110, 160, 150, 140, 190, 130, 225}},
	Side:    280,
	Width:   22,
}

// fourDigits are 4552, in shares of the pad: a four in two strokes, and fives whose
// bars are drawn last.
var fourDigits = []worker.Stroke{
	{.18, .40, .12, .56, .28, .56}, {.24, .42, .23, .66},
	{.36, .42, .35, .52, .42, .50, .47, .55, .46, .62, .40, .66, .34, .64},
	{.56, .42, .55, .52, .62, .50, .67, .55, .66, .62, .60, .66, .54, .64},
	{.74, .44, .78, .40, .84, .41, .85, .48, .74, .65, .86, .65},
	{.36, .40, .48, .40}, {.56, .40, .68, .40},
}

// BenchmarkAnswer is what the predictor does for each move of the pen.
func BenchmarkAnswer(b *testing.B) {
	blas32.Use(simdblas.Implementation{})
	ours, theirs := worker.Pipe()
	defer ours.Close()
	p := newPredictor(theirs)
	m := nn.NewSimpleNet(nn.CrossEntropy{})
	if err := p.setWeights(&worker.Weights{Loss: m.Loss.Name(), Params: worker.PackFloats(m.Params())}); err != nil {
		b.Fatal(err)
	}
	strokes := [][]float64{seven.Strokes[0]}
	drawing := picture.Rasterize(strokes, seven.Side, seven.Width)
	b.Run("rasterize", func(b *testing.B) {
		for b.Loop() {
			picture.Rasterize(strokes, seven.Side, seven.Width)
		}
	})
	b.Run("normalize", func(b *testing.B) {
		for b.Loop() {
			if _, err := picture.Normalize(drawing, picture.Options{}); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("predict", func(b *testing.B) {
		p.draw(&seven)
		for b.Loop() {
			if err := p.answer(time.Now()); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("four digits", func(b *testing.B) {
		shipped(b, func(m worker.Message) {
			if err := p.setWeights(m.(*worker.Weights)); err != nil {
				b.Fatal(err)
			}
		})
		// The pen moves on: each time the last stroke is another one.
		draws := [2]worker.Draw{}
		for i := range draws {
			moved := slices.Clone(fourDigits)
			last := slices.Clone(moved[len(moved)-1])
			last[0] -= 0.001 * float64(i)
			moved[len(moved)-1] = last
			draws[i] = worker.Draw{Side: 1, Width: 24. / 280, Strokes: moved}
		}
		for i := 0; b.Loop(); i++ {
			start := time.Now()
			p.draw(&draws[i%2])
			if err := p.answer(start); err != nil {
				b.Fatal(err)
			}
		}
		if got := len(p.asked.digits); got != 4 {
			b.Fatalf("%d digits", got)
		}
	})
	b.Run("all", func(b *testing.B) {
		for b.Loop() {
			start := time.Now()
			p.draw(&seven)
			if err := p.answer(start); err != nil {
				b.Fatal(err)
			}
		}
	})
}
