package main

import (
	"testing"
	"time"

	"digitlab/data"
	"digitlab/nn"
	"digitlab/web/worker"
)

// seven is a drawing in the unit of the pad, 280 to a side.
var seven = worker.Draw{
	Strokes: []worker.Stroke{{80, 70, 120, 70, 160, 70, 200, 70, 180, 110, 160, 150, 140, 190, 130, 225}},
	Side:    280,
	Width:   22,
}

// BenchmarkAnswer is what the predictor does for each move of the pen.
func BenchmarkAnswer(b *testing.B) {
	ours, theirs := worker.Pipe()
	defer ours.Close()
	p := newPredictor(theirs)
	m := nn.NewSimpleNet(nn.CrossEntropy{})
	if err := p.setWeights(&worker.Weights{Loss: m.Loss.Name(), Params: worker.PackFloats(m.Params())}); err != nil {
		b.Fatal(err)
	}
	strokes := [][]float64{seven.Strokes[0]}
	drawing := data.RasterizeStrokes(strokes, seven.Side, seven.Width)
	b.Run("rasterize", func(b *testing.B) {
		for b.Loop() {
			data.RasterizeStrokes(strokes, seven.Side, seven.Width)
		}
	})
	b.Run("normalize", func(b *testing.B) {
		for b.Loop() {
			if _, err := data.Normalize(drawing, data.NormalizeOptions{}); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("predict", func(b *testing.B) {
		if err := p.draw(&seven); err != nil {
			b.Fatal(err)
		}
		for b.Loop() {
			if err := p.answer(time.Now()); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("all", func(b *testing.B) {
		for b.Loop() {
			start := time.Now()
			if err := p.draw(&seven); err != nil {
				b.Fatal(err)
			}
			if err := p.answer(start); err != nil {
				b.Fatal(err)
			}
		}
	})
}
