package simdblas

import (
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"gonum.org/v1/gonum/blas"
	"gonum.org/v1/gonum/blas/gonum"
)

// layers are the products of a training step of the network, for one sample or,
// where it says so, for several.
var layers = []struct {
	name    string
	product product
}{
	{"conv1_forward", product{blas.NoTrans, blas.NoTrans, 20, 784, 25, 1, 0, 0}},
	{"conv1_dw", product{blas.NoTrans, blas.Trans, 20, 25, 784, 1, 1, 0}},
	{"conv2_forward", product{blas.NoTrans, blas.NoTrans, 20, 196, 500, 1, 0, 0}},
	{"conv2_forward_x8", product{blas.NoTrans, blas.NoTrans, 20, 8 * 196, 500, 1, 0, 0}},
	{"conv2_dw_x8", product{blas.NoTrans, blas.Trans, 20, 500, 8 * 196, 1, 1, 0}},
	{"conv2_dx_x8", product{blas.Trans, blas.NoTrans, 500, 8 * 196, 20, 1, 0, 0}},
	{"conv2_dw", product{blas.NoTrans, blas.Trans, 20, 500, 196, 1, 1, 0}},
	{"conv2_dx", product{blas.Trans, blas.NoTrans, 500, 196, 20, 1, 0, 0}},
	{"fc_forward_x100", product{blas.NoTrans, blas.Trans, 100, 10, 980, 1, 0, 0}},
	{"fc_dw_x100", product{blas.Trans, blas.NoTrans, 10, 980, 100, 1, 1, 0}},
	{"fc_dx_x100", product{blas.NoTrans, blas.NoTrans, 100, 980, 10, 1, 0, 0}},
}

func BenchmarkSgemm(b *testing.B) {
	for _, l := range layers {
		b.Run(l.name, func(b *testing.B) {
			if haveSIMD {
				b.Run("simd", func(b *testing.B) { l.product.bench(b, onKernel(&simdKernel)) })
			}
			b.Run("generic", func(b *testing.B) { l.product.bench(b, onKernel(&genericKernel)) })
			b.Run("gonum", func(b *testing.B) { l.product.bench(b, gonum.Implementation{}.Sgemm) })
		})
	}
}

// batchedLayers are the products of the convolutions for eight samples that lie
// innermost: of conv1, one for each row of the output; of conv2, which Winograd's
// algorithm computes, one for each of six elements of all tiles. Their operations
// are counted as they are, without those that the algorithm saves.
var batchedLayers = []struct {
	name string
	batchedProduct
}{
	{"conv1_forward", batchedProduct{product{blas.Trans, blas.NoTrans, 20, 28 * 8, 25, 1, 1, 0}, 0, 5, 20, 28}},
	{"conv1_dw", batchedProduct{product{blas.NoTrans, blas.Trans, 20, 25, 28 * 8, 1, 1, 0}, 20, 5, 0, 28}},
	{"conv2_forward", batchedProduct{product{blas.Trans, blas.NoTrans, 20, 49 * 8, 20, 1, 0, 0}, 20, 20, 20, 6}},
	{"conv2_dw", batchedProduct{product{blas.NoTrans, blas.Trans, 20, 20, 49 * 8, 1, 0, 0}, 20, 20, 20, 6}},
}

func BenchmarkSgemmStridedBatched(b *testing.B) {
	for _, l := range batchedLayers {
		b.Run(l.name, func(b *testing.B) {
			x, y, z := l.operands(rand.New(rand.NewPCG(1, 2)))
			x.data, y.data, z.data = slices.Clone(x.data), slices.Clone(y.data), slices.Clone(z.data)
			burst(b, 2*float64(l.m)*float64(l.n)*float64(l.k)*float64(l.count), func() {
				l.run(Implementation{}.SgemmStridedBatched, x, y, z)
			})
		})
	}
}

func (p product) bench(b *testing.B, sgemm sgemmFunc) {
	rnd := rand.New(rand.NewPCG(1, 2))
	// Copies, because an allocation is aligned as a program's data are.
	x := newOperand(rnd, p.tA, p.m, p.k, 0)
	y := newOperand(rnd, p.tB, p.k, p.n, 0)
	z := newOperand(rnd, blas.NoTrans, p.m, p.n, 0)
	x.data, y.data, z.data = slices.Clone(x.data), slices.Clone(y.data), slices.Clone(z.data)
	burst(b, 2*float64(p.m)*float64(p.n)*float64(p.k), func() {
		sgemm(p.tA, p.tB, p.m, p.n, p.k, p.alpha, x.data, x.stride, y.data, y.stride, p.beta, z.data, z.stride)
	})
}

// burst reports the rate of f, which does the given number of floating-point
// operations, in the best few of many short units of time. On a machine shared
// with others it varies far less than the mean.
func burst(b *testing.B, flop float64, f func()) {
	const unit = 500 * time.Microsecond // a hundred ticks of a browser's clock
	reps := 1
	for start := time.Now(); time.Since(start) < 300*time.Millisecond; {
		// Long enough for V8's optimising compiler, too.
		t := time.Now()
		for range reps {
			f()
		}
		if time.Since(t) < unit {
			reps++
		}
	}
	var units []time.Duration
	for b.Loop() {
		t := time.Now()
		for range reps {
			f()
		}
		units = append(units, time.Since(t))
	}
	slices.Sort(units)
	seconds := units[len(units)/50].Seconds()
	b.ReportMetric(flop*float64(reps)/seconds/1e9, "GFLOP/s")
	b.ReportMetric(0, "ns/op") // of a unit: means nothing
}
