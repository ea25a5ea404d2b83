package nn_test

import (
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"gonum.org/v1/gonum/blas/blas32"
	"gonum.org/v1/gonum/blas/gonum"

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

// BenchmarkGradient is forward and backward of one shard, on the backend that
// the programs use and on gonum's own.
func BenchmarkGradient(b *testing.B) {
	used := blas32.Implementation()
	defer blas32.Use(used)
	b.Run("simdblas", benchGradient)
	blas32.Use(gonum.Implementation{})
	b.Run("gonum", benchGradient)
}

// benchGradient reports the rate of the fastest tenth of the shards as "burst"
// beside the mean: on a machine that others use too, it varies far less.
func benchGradient(b *testing.B) {
	m, x, labels := shard()
	var took []time.Duration
	for b.Loop() {
		start := time.Now()
		m.Forward(x)
		m.ZeroGrad()
		m.Backward(labels, len(labels))
		took = append(took, time.Since(start))
	}
	slices.Sort(took)
	n := float64(len(labels))
	b.ReportMetric(n/took[len(took)/10].Seconds(), "burst-samples/s")
	b.ReportMetric(n*float64(b.N)/b.Elapsed().Seconds(), "samples/s")
}
