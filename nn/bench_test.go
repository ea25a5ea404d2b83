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

// shard returns a fresh model of a preset, in training mode, and eight random
// samples with labels, the unit that workers compute.
func shard(tb testing.TB, preset string) (m *nn.Model, x []float32, labels []byte) {
	tb.Helper()
	const n = 8
	rng := rand.New(rand.NewPCG(1, 2))
	architecture, err := nn.ParseArchitecture(preset)
	if err != nil {
		tb.Fatal(err)
	}
	if m, err = nn.NewModel(architecture, nn.CrossEntropy{}); err != nil {
		tb.Fatal(err)
	}
	m.Init(nn.PyTorchDefault, rng)
	m.SetTraining(3)
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

// BenchmarkGradient is forward and backward of one shard: SimpleNet's on the
// backend that the programs use and on gonum's own, and the other presets'.
func BenchmarkGradient(b *testing.B) {
	used := blas32.Implementation()
	defer blas32.Use(used)
	b.Run("simdblas", func(b *testing.B) { benchGradient(b, "simplenet") })
	for _, preset := range nn.Presets()[1:] {
		b.Run(preset.Name, func(b *testing.B) { benchGradient(b, preset.Name) })
	}
	blas32.Use(gonum.Implementation{})
	b.Run("gonum", func(b *testing.B) { benchGradient(b, "simplenet") })
}

// benchGradient reports the rate of the fastest tenth of the shards as "burst"
// beside the mean: on a machine that others use too, it varies far less.
func benchGradient(b *testing.B, preset string) {
	m, x, labels := shard(b, preset)
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
