package nn_test

import (
	"math/rand/v2"
	"testing"

	"digitlab/nn"
)

// shard returns a fresh SimpleNet, and eight random samples with labels, the
// unit that workers compute.
func shard() (m *nn.Model, x []float32, labels []byte) {
	const n = 8
	rng := rand.New(rand.NewPCG(1, 2))
	m = nn.NewSimpleNet(nn.CrossEntropy{})
	m.Init(nn.PyTorchDefault, rng)
	x = make([]float32, n*m.InSize())
	for i := range x {
		x[i] = rng.Float32()
	}
	labels = make([]byte, n)
	for i := range labels {
		labels[i] = byte(rng.IntN(10))
	}
	return m, x, labels
}

// BenchmarkGradient is forward and backward of one shard.
func BenchmarkGradient(b *testing.B) {
	m, x, labels := shard()
	for b.Loop() {
		m.Forward(x)
		m.ZeroGrad()
		m.Backward(labels, len(labels))
	}
	b.ReportMetric(float64(len(labels)*b.N)/b.Elapsed().Seconds(), "samples/s")
}
