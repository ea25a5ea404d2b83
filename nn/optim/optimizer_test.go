package optim_test

import (
	"fmt"
	"slices"
	"testing"

	"digitlab/nn/golden"
	"digitlab/nn/optim"
)

// PyTorch's formulas, with a learning rate that changes.
func TestOptimizers(t *testing.T) {
	f := golden.ReadFormulas(t).Optimizers
	for _, c := range f.Cases {
		var optimizer optim.Optimizer = &optim.Adam{Beta1: c.Beta1, Beta2: c.Beta2, Epsilon: c.Epsilon,
			WeightDecay: c.WeightDecay, Decoupled: c.Kind == "adamw"}
		if c.Kind == "sgd" {
			optimizer = &optim.SGD{Momentum: float32(c.Momentum), Nesterov: c.Nesterov, WeightDecay: float32(c.WeightDecay)}
		}
		t.Run(fmt.Sprintf("%s momentum %v nesterov %t beta1 %v weight decay %v",
			c.Kind, c.Momentum, c.Nesterov, c.Beta1, c.WeightDecay), func(t *testing.T) {
			params := slices.Clone(f.Params)
			for i, want := range c.After {
				optimizer.Step(params, f.Grads[i], f.Rates[i])
				// Values of up to about 10 in float32, over 12 steps.
				golden.Close(t, fmt.Sprintf("params after step %d", i+1), params, want, 1e-5)
			}
		})
	}
}

func TestRMSprop(t *testing.T) {
	f := golden.ReadPyTorch(t).RMSprop
	for _, c := range f.Cases {
		t.Run(fmt.Sprintf("alpha %v momentum %v weight decay %v", c.Alpha, c.Momentum, c.WeightDecay), func(t *testing.T) {
			optimizer := &optim.RMSprop{Alpha: c.Alpha, Epsilon: c.Epsilon, Momentum: float32(c.Momentum), WeightDecay: float32(c.WeightDecay)}
			params := slices.Clone(f.Params)
			for i, want := range c.After {
				optimizer.Step(params, f.Grads[i], f.Rates[i])
				// Values of up to about 10 in float32, over 12 steps.
				golden.Close(t, fmt.Sprintf("params after step %d", i+1), params, want, 1e-5)
			}
		})
	}
}

func TestEMA(t *testing.T) {
	f := golden.ReadFormulas(t).EMA
	ema := optim.EMA{Decay: f.Decay}
	if ema.Params() != nil {
		t.Errorf("Params() = %v before the first Update, want nil", ema.Params())
	}
	for i, params := range f.Params {
		ema.Update(params)
		// Float32, over 12 steps.
		golden.Close(t, fmt.Sprintf("average after step %d", i+1), ema.Params(), f.Averages[i], 1e-5)
	}
}
