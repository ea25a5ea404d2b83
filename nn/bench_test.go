package nn_test

import (
	"math/rand/v2"
	"testing"

	"gonum.org/v1/gonum/blas/blas32"

	"digitlab/nn"
	"digitlab/nn/simdblas"
)

// BenchmarkGradient is forward and backward of one shard of ten samples, the
// unit that workers compute.
func BenchmarkGradient(b *testing.B) {
	before := blas32.Implementation()
	blas32.Use(simdblas.Implementation{})
	defer blas32.Use(before)
	rng := rand.New(rand.NewPCG(1, 2))
	m := nn.NewSimpleNet(nn.CrossEntropy{})
	m.Init(nn.PyTorchDefault, rng)
	const shard = 10
	x := make([]float32, shard*m.InSize())
	labels := make([]byte, shard)
	for i := range x {
		x[i] = rng.Float32()
	}
	for i := range labels {
		labels[i] = byte(rng.IntN(10))
	}
	for b.Loop() {
		m.Forward(x)
		m.ZeroGrad()
		m.Backward(labels, shard)
	}
	b.ReportMetric(float64(shard*b.N)/b.Elapsed().Seconds(), "samples/s")
}
