package main

import (
	"fmt"
	"math"
	"strings"

	"digitlab/data"
	"digitlab/nn"
	"digitlab/nn/train"
	"digitlab/nn/train/health"
)

// healthLog prints how the layers fare, at the end of each epoch and of the run.
type healthLog struct {
	monitor *health.Monitor
	run     *train.Run
}

// newHealthLog returns nil if nobody asks for it.
func newHealthLog(o *options, m *nn.Model, d *data.Dataset, r *train.Run) *healthLog {
	if !o.health {
		return nil
	}
	return &healthLog{health.New(m, d), r}
}

func (h *healthLog) step(l *logger, s train.Step) {
	if h == nil || s.Batch+1 < s.Batches && s.Step < s.Steps {
		return
	}
	layers := healthText(h.monitor.Measure(h.run.LastStep()))
	var list []layerHealth
	for _, layer := range layers {
		list = append(list, layerHealth{layer.Name, layer.Gradient, layer.Update, numberOrNull(layer.Dead), layer.Weights, layer.Activations})
	}
	l.print(layers, struct {
		Epoch  int           `json:"epoch"`
		Step   int           `json:"step"`
		Health []layerHealth `json:"health"`
	}{s.Epoch, s.Step, list})
}

// layerHealth is a health.Layer as JSON.
type layerHealth struct {
	Layer       string           `json:"layer"`
	Gradient    float64          `json:"gradient"`
	Update      float64          `json:"update"`
	Dead        *float64         `json:"dead"`
	Weights     health.Histogram `json:"weights"`
	Activations health.Histogram `json:"activations"`
}

func numberOrNull(v float64) *float64 {
	if math.IsNaN(v) {
		return nil
	}
	return &v
}

type healthText []health.Layer

// String returns a line a layer.
func (layers healthText) String() string {
	var lines []string
	for _, l := range layers {
		dead := "-"
		if !math.IsNaN(l.Dead) {
			dead = fmt.Sprintf("%.1f%%", 100*l.Dead)
		}
		lines = append(lines, fmt.Sprintf("layer: %s, gradient is: %.3g, update/weight is: %.2e, dead: %s, weights: %.3g to %.3g, activations: %.3g to %.3g",
			l.Name, l.Gradient, l.Update, dead, l.Weights.Low, l.Weights.High, l.Activations.Low, l.Activations.High))
	}
	return strings.Join(lines, "\n")
}
