package nn_test

import (
	"fmt"
	"math"
	"slices"
	"testing"

	"digitlab/nn"
	"digitlab/nn/golden"
)

// closeTo reports where got is not want but for float32's rounding.
func closeTo(t *testing.T, name string, got []float32, want []float64, tolerance float64) {
	t.Helper()
	if len(got) != len(want) {
		t.Fatalf("%s has %d values, want %d", name, len(got), len(want))
	}
	for i, w := range want {
		// Written so that a NaN counts as a difference.
		if d := math.Abs(float64(got[i]) - w); !(d <= tolerance) {
			t.Errorf("%s[%d] = %g, want %g", name, i, got[i], w)
		}
	}
}

// PyTorch's formulas, with a learning rate that changes.
func TestOptimizers(t *testing.T) {
	f := golden.ReadFormulas(t).Optimizers
	for _, c := range f.Cases {
		var optimizer nn.Optimizer = &nn.Adam{Beta1: c.Beta1, Beta2: c.Beta2, Epsilon: c.Epsilon,
			WeightDecay: c.WeightDecay, Decoupled: c.Kind == "adamw"}
		if c.Kind == "sgd" {
			optimizer = &nn.SGD{Momentum: float32(c.Momentum), Nesterov: c.Nesterov, WeightDecay: float32(c.WeightDecay)}
		}
		t.Run(fmt.Sprintf("%s momentum %v nesterov %t beta1 %v weight decay %v",
			c.Kind, c.Momentum, c.Nesterov, c.Beta1, c.WeightDecay), func(t *testing.T) {
			params := slices.Clone(f.Params)
			for i, want := range c.After {
				optimizer.Step(params, f.Grads[i], f.Rates[i])
				// Values of up to about 10 in float32, over 12 steps.
				closeTo(t, fmt.Sprintf("params after step %d", i+1), params, want, 1e-5)
			}
		})
	}
}

func TestEMA(t *testing.T) {
	f := golden.ReadFormulas(t).EMA
	ema := nn.EMA{Decay: f.Decay}
	if ema.Params() != nil {
		t.Errorf("Params() = %v before the first Update, want nil", ema.Params())
	}
	for i, params := range f.Params {
		ema.Update(params)
		// Float32, over 12 steps.
		closeTo(t, fmt.Sprintf("average after step %d", i+1), ema.Params(), f.Averages[i], 1e-5)
	}
}

func TestLabelSmoothing(t *testing.T) {
	f := golden.ReadFormulas(t).LabelSmoothing
	var labels []byte
	for _, label := range f.Labels {
		labels = append(labels, byte(label))
	}
	for _, c := range f.Cases {
		loss := nn.CrossEntropy{Smoothing: c.Smoothing}
		got := loss.Forward(f.Logits, labels, len(labels))
		if !(math.Abs(got-c.Loss) <= 1e-6) { // float32 logits
			t.Errorf("smoothing %v: Forward = %g, want %g", c.Smoothing, got, c.Loss)
		}
		gradient := make([]float32, len(f.Logits))
		loss.Backward(gradient, f.Logits, labels, len(labels))
		// Float32 probabilities; the central differences are better.
		closeTo(t, fmt.Sprintf("smoothing %v: gradient", c.Smoothing), gradient, c.Gradient, 1e-6)
	}
}
