//go:build goexperiment.simd || wasm

package nn_test

import (
	"testing"

	"digitlab/nn"
	"digitlab/nn/optim"
)

// Without the experiment, native products are gonum's, which starts goroutines
// for them and so allocates.
func TestStepAllocatesNothing(t *testing.T) {
	networks := []string{"normalize 0.1307 0.3081, conv 4 3 stride 2, gelu, avgpool 2, sigmoid, linear"}
	for _, preset := range nn.Presets() {
		networks = append(networks, preset.Name)
	}
	for _, network := range networks {
		m, x, labels := shard(t, network)
		params, grads := m.Trainable()
		optimizers := []optim.Optimizer{&optim.SGD{Momentum: 0.9}, new(optim.Adam), &optim.RMSprop{Momentum: 0.9}}
		ema := optim.EMA{Decay: 0.9}
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
			t.Errorf("a training step of %s allocates %g times, want 0", network, allocations)
		}
	}
}
