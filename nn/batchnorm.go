package nn

import (
	"math"

	"digitlab/nn/internal/kernel"
)

// batchNorm brings each channel to mean 0 and variance 1, then scales and
// shifts it, on samples that lie innermost, (H,C,W,N); Ioffe and Szegedy,
// "Batch Normalization" (2015). A flat vector is taken as D channels of one
// pixel.
//
// In training, mean and variance are those of the samples that Forward is
// given, blank ones left out. In package train these are a shard of a batch, eight
// samples, and not the batch as in PyTorch: "ghost batch normalization"; Hoffer,
// Hubara and Soudry, "Train longer, generalize better" (2017). So the workers need
// not wait for each other within a layer, and a run has the same bits with any
// number of them; the paper finds that small parts generalise no worse. In
// evaluation they are the running statistics. So they are in training where there
// is but one value a channel, which has no variance; PyTorch refuses that, and so
// does Model.CheckTraining.
type batchNorm struct {
	C, H, W int // input is (H,C,W,N)

	Gamma  []float32 // (C), the scale
	Beta   []float32 // (C), the shift
	DGamma []float32 // gradient of Gamma
	DBeta  []float32 // gradient of Beta

	Mean      []float32 // (C), running
	Variance  []float32 // (C), running, unbiased
	DMean     []float32 // what MoveBuffers moves Mean by
	DVariance []float32 // what MoveBuffers moves Variance by

	pass    pass
	channel []normalized // of the last Forward
}

// normalized is how a channel was normalised.
type normalized struct {
	mean, variance, inverse float32 // inverse is 1/sqrt(variance + normEpsilon)
}

// PyTorch's defaults of BatchNorm2d.
const (
	normEpsilon    = 1e-5 // keeps the divisor from 0
	statisticsRate = 0.1  // share of a new statistic in the running one, PyTorch's momentum
)

// InSize returns the number of values in a sample.
func (l *batchNorm) InSize() int { return l.C * l.H * l.W }

// OutSize returns the number of values in a sample.
func (l *batchNorm) OutSize() int { return l.InSize() }

func (l *batchNorm) fanIn() int         { return 0 }
func (l *batchNorm) weightShape() []int { return []int{l.C} }
func (l *batchNorm) biasShape() []int   { return []int{l.C} }
func (l *batchNorm) bufferSize() int    { return l.C }

func (l *batchNorm) bind(w, b, dw, db []float32) { l.Gamma, l.Beta, l.DGamma, l.DBeta = w, b, dw, db }

func (l *batchNorm) bindBuffers(mean, variance Tensor) {
	l.Mean, l.DMean = mean.Data, mean.Grad
	l.Variance, l.DVariance = variance.Data, variance.Grad
}

func (l *batchNorm) begin(p pass) { l.pass = p }

// count is the number of values that a channel's statistics are taken over.
func (l *batchNorm) count() int { return l.H * l.W * l.pass.samples }

// measures reports whether the last Forward took the statistics of its samples.
func (l *batchNorm) measures() bool { return l.pass.train && l.count() > 1 }

// Forward computes y (H,C,W,N) from x (H,C,W,N):
//
//	y = (x - mean)/sqrt(variance + normEpsilon)*Gamma + Beta
func (l *batchNorm) Forward(y, x []float32) {
	row := l.W * kernel.BatchSize(x, l.InSize())
	if len(l.channel) != l.C {
		l.channel = make([]normalized, l.C)
	}
	for c := range l.channel {
		n := &l.channel[c]
		n.mean, n.variance = l.Mean[c], l.Variance[c]
		if l.measures() {
			l.measure(n, x, c)
		}
		n.inverse = float32(1 / math.Sqrt(float64(n.variance)+normEpsilon))
		scale := l.Gamma[c] * n.inverse
		for h := range l.H {
			at := h*l.C + c
			kernel.ScaleShift(kernel.Block(y, at, row), kernel.Block(x, at, row), scale, l.Beta[c]-n.mean*scale)
		}
	}
}

// measure takes mean and variance of channel c. The variance that values are
// divided by is the biased one, the sum divided by the count.
func (l *batchNorm) measure(n *normalized, x []float32, c int) {
	count := float64(l.count())
	s := l.stretches(x)
	var total, squares float64
	for at := range s.count {
		total += float64(kernel.Sum(s.of(x, c, at)))
	}
	n.mean = float32(total / count)
	for at := range s.count {
		squares += float64(kernel.SumSquares(s.of(x, c, at), n.mean))
	}
	n.variance = float32(squares / count)
}

// Backward computes dx (H,C,W,N) from dy (H,C,W,N) and adds to DGamma and DBeta.
// With v = (x - mean)/sqrt(variance + normEpsilon):
//
//	DGamma += sum(dy*v)
//	DBeta += sum(dy)
//	dx = Gamma/sqrt(variance + normEpsilon) * (dy - mean(dy) - v*mean(dy*v))
//
// Where Forward took the running statistics, dx has the first term alone.
func (l *batchNorm) Backward(dx, dy, x []float32) {
	s := l.stretches(x)
	for c := range l.channel {
		n := &l.channel[c]
		var total, product float64
		for at := range s.count {
			total += float64(kernel.Sum(s.of(dy, c, at)))
			product += float64(kernel.DotCentred(s.of(dy, c, at), s.of(x, c, at), n.mean))
		}
		product *= float64(n.inverse)
		l.DBeta[c] += float32(total)
		l.DGamma[c] += float32(product)
		if dx == nil {
			continue
		}
		scale := l.Gamma[c] * n.inverse
		var slope, shift float32
		if l.measures() {
			count := float64(l.count())
			slope = -scale * n.inverse * float32(product/count)
			shift = -scale*float32(total/count) - slope*n.mean
		}
		for at := range s.count {
			kernel.Combine(s.of(dx, c, at), s.of(dy, c, at), s.of(x, c, at), scale, slope, shift)
		}
	}
	if dx != nil && s.length < s.step {
		s.clearBlank(dx)
	}
}

// addStatistics implements buffered. As in PyTorch the variance that is kept is
// the unbiased one, the sum divided by one less than the count.
func (l *batchNorm) addStatistics(share float32) {
	if !l.measures() {
		return
	}
	count := float32(l.count())
	for c, n := range l.channel {
		l.DMean[c] += share * (l.Mean[c] - n.mean)
		l.DVariance[c] += share * (l.Variance[c] - n.variance*(count/(count-1)))
	}
}

// stretches are the parts of a channel's rows that hold no blank samples.
type stretches struct {
	channels, perRow int
	count            int // in a channel
	length, step     int // values of a stretch, and to the next in its row
}

// stretches returns those of a batch like x: whole rows, or, if there are blank
// samples, single pixels.
func (l *batchNorm) stretches(x []float32) stretches {
	n := kernel.BatchSize(x, l.InSize())
	if n == l.pass.samples {
		return stretches{channels: l.C, perRow: 1, count: l.H, length: l.W * n, step: l.W * n}
	}
	return stretches{channels: l.C, perRow: l.W, count: l.H * l.W, length: l.pass.samples, step: n}
}

// of returns stretch number at of channel c of a batch.
func (s *stretches) of(x []float32, c, at int) []float32 {
	h, i := at/s.perRow, at%s.perRow
	start := ((h*s.channels+c)*s.perRow + i) * s.step
	return x[start : start+s.length : start+s.length]
}

// clearBlank sets what lies behind the stretches of a batch to 0.
func (s *stretches) clearBlank(x []float32) {
	for ; len(x) > 0; x = x[s.step:] {
		clear(x[s.length:s.step])
	}
}
