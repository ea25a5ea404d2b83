//go:build goexperiment.simd || wasm

package nn_test

import (
	"testing"

	"digitlab/nn"
)

// Without the experiment, native products are gonum's, which starts goroutines
// for them and so allocates.
func TestStepAllocatesNothing(t *testing.T) {
	for _, preset := range nn.Presets {
		m, x, labels := shard(t, preset.Name)
		params, grads := m.Trainable()
		optimizers := []nn.Optimizer{&nn.SGD{Momentum: 0.9}, new(nn.Adam)}
		ema := nn.EMA{Decay: 0.9}
		// The first step allocates the scratch; AllocsPerRun makes one to warm up.
		allocations := testing.AllocsPerRun(5, func() {
			m.Forward(x)
			m.ZeroGrad()
			m.Backward(labels, len(labels))
			for _, optimizer := range optimizers {
				optimizer.Step(params, grads, 0.01)
			}
			m.MoveBuffers()
			ema.Update(m.Params())
		})
		if allocations != 0 {
			t.Errorf("a training step of %s allocates %g times, want 0", preset.Name, allocations)
		}
	}
}
