package nn

import (
	"math"
	"math/rand/v2"
	"testing"

	"digitlab/nn/internal/kernel"
)

// boundNorm returns l with parameters and running statistics unlike those a
// model starts from.
func boundNorm(l *batchNorm, rng *rand.Rand) *batchNorm {
	l.bind(normal(l.C, rng), normal(l.C, rng), make([]float32, l.C), make([]float32, l.C))
	l.bindBuffers(Tensor{Data: normal(l.C, rng), Grad: make([]float32, l.C)}, Tensor{Data: make([]float32, l.C), Grad: make([]float32, l.C)})
	for c := range l.Variance {
		l.Variance[c] = 0.5 + rng.Float32()
	}
	return l
}

// valuesOf returns the values of channel c in x (H,C,W,N), blank samples left
// out.
func valuesOf(l *batchNorm, x []float32, c int) (values []float64) {
	n := kernel.BatchSize(x, l.InSize())
	for i, v := range x {
		if i/n/l.W%l.C == c && i%n < l.pass.samples {
			values = append(values, float64(v))
		}
	}
	return values
}

// moments are the mean of values, and the sum of their squared distances from it.
func moments(values []float64) (mean, squares float64) {
	for _, v := range values {
		mean += v / float64(len(values))
	}
	for _, v := range values {
		squares += (v - mean) * (v - mean)
	}
	return mean, squares
}

// normCases are batch normalisations in the modes they know, some with blank
// samples.
func normCases() map[string]*batchNorm {
	return map[string]*batchNorm{
		"whole batch":       {C: 2, H: 2, W: 3, pass: pass{train: true, samples: 4}},
		"blank samples":     {C: 2, H: 2, W: 3, pass: pass{train: true, samples: 3}},
		"vector":            {C: 3, H: 1, W: 1, pass: pass{train: true, samples: 4}},
		"evaluation":        {C: 2, H: 2, W: 3, pass: pass{samples: 3}},
		"one value each":    {C: 3, H: 1, W: 1, pass: pass{train: true, samples: 1}},
		"one sample, 2 × 2": {C: 2, H: 2, W: 2, pass: pass{train: true, samples: 1}},
	}
}

// The definition in PyTorch's documentation of BatchNorm2d, in float64.
func TestBatchNormForward(t *testing.T) {
	for name, l := range normCases() {
		t.Run(name, func(t *testing.T) {
			rng := rand.New(rand.NewPCG(1, 2))
			boundNorm(l, rng)
			const n = 4
			x := normal(n*l.InSize(), rng)
			y := make([]float32, len(x))
			l.Forward(y, x)
			for c := range l.C {
				values, got := valuesOf(l, x, c), valuesOf(l, y, c)
				mean, variance := float64(l.Mean[c]), float64(l.Variance[c])
				if l.pass.train && len(values) > 1 {
					mean, variance = moments(values)
					variance /= float64(len(values))
				}
				for i, v := range values {
					want := (v-mean)/math.Sqrt(variance+1e-5)*float64(l.Gamma[c]) + float64(l.Beta[c])
					if d := math.Abs(got[i] - want); !(d <= 1e-5) { // some float32 roundings
						t.Errorf("channel %d, value %d = %g, want %g", c, i, got[i], want)
					}
				}
			}
		})
	}
}

func TestBatchNormGradients(t *testing.T) {
	for name, l := range normCases() {
		t.Run(name, func(t *testing.T) {
			rng := rand.New(rand.NewPCG(3, 4))
			boundNorm(l, rng)
			const n = 4
			x := normal(n*l.InSize(), rng)
			y := make([]float32, len(x))
			dy := normal(len(x), rng)
			for i := range dy {
				if i%n >= l.pass.samples {
					dy[i] = 0 // blank samples have no part in the loss
				}
			}
			loss := weightedSum(l, y, x, dy)
			dx := normal(len(x), rng) // Backward must overwrite it
			l.Forward(y, x)
			l.Backward(dx, dy, x)
			checkGradient(t, "dx", dx, x, loss)
			checkGradient(t, "dgamma", l.DGamma, l.Gamma, loss)
			checkGradient(t, "dbeta", l.DBeta, l.Beta, loss)

			once := append(append([]float32(nil), l.DGamma...), l.DBeta...)
			l.Forward(y, x)
			l.Backward(nil, dy, x)
			for i, v := range append(l.DGamma, l.DBeta...) {
				if v != 2*once[i] {
					t.Errorf("parameter gradient %d after a second Backward = %g, want %g", i, v, 2*once[i])
				}
			}
		})
	}
}

// A training step moves the running statistics as PyTorch's documentation says:
// by momentum 0.1 towards the batch's mean and unbiased variance.
func TestRunningStatistics(t *testing.T) {
	m := must(t, "conv 3 3, bn, relu, linear 6, bn, linear", CrossEntropy{})
	m.Init(PyTorchDefault, rand.New(rand.NewPCG(5, 6)))
	rng := rand.New(rand.NewPCG(7, 8))
	x := normal(6*m.InSize(), rng)
	labels := []byte{1, 2, 3, 4, 5, 6}
	m.SetTraining(1)
	m.Forward(x)
	m.Backward(labels, len(labels))

	var want []float64
	for i, l := range m.layers {
		l, ok := l.(*batchNorm)
		if !ok {
			continue
		}
		var means, variances []float64
		for c := range l.C {
			values := valuesOf(l, m.values[i], c)
			mean, squares := moments(values)
			means = append(means, 0.9*0+0.1*mean)
			variances = append(variances, 0.9*1+0.1*squares/float64(len(values)-1))
		}
		want = append(append(want, means...), variances...)
	}
	params, grads := m.Trainable()
	before := append([]float32(nil), params...)
	m.MoveBuffers()
	for i, v := range m.Params()[len(params):] {
		if d := math.Abs(float64(v) - want[i]); !(d <= 1e-5) { // float32
			t.Errorf("running statistic %d = %g, want %g", i, v, want[i])
		}
	}
	if got := len(m.Params()) - len(params); got != len(want) || got != 2*(3+6) || len(grads) != len(params) {
		t.Errorf("%d buffers, want %d", got, 2*(3+6))
	}
	for i, v := range params {
		if v != before[i] {
			t.Fatalf("MoveBuffers changes parameter %d", i)
		}
	}
}

// What shards move the running statistics by adds up to the mean of the shards'
// statistics, weighted by their samples; a single value has none.
func TestShardsMoveBuffersTogether(t *testing.T) {
	m := must(t, "linear 2, bn, linear", CrossEntropy{})
	m.Init(PyTorchDefault, rand.New(rand.NewPCG(1, 2)))
	rng := rand.New(rand.NewPCG(3, 4))
	norm := m.layers[2].(*batchNorm)
	var want [2]float64
	const batch = 6
	for _, samples := range []int{3, 2, 1} {
		m.SetTraining(0)
		m.Forward(normal(samples*m.InSize(), rng))
		m.Backward(make([]byte, samples), batch)
		if samples == 1 {
			continue
		}
		for c := range want {
			mean, _ := moments(valuesOf(norm, m.values[2], c))
			want[c] += (float64(norm.Mean[c]) - mean) * float64(samples) / batch
		}
	}
	for c, w := range want {
		if got := norm.DMean[c]; !(math.Abs(float64(got)-w) <= 1e-5) {
			t.Errorf("mean %d is moved by %g, want %g", c, got, w)
		}
	}
}

// In evaluation mode nothing moves.
func TestEvaluationLeavesStatistics(t *testing.T) {
	m := must(t, "conv 2 3, bn, linear", CrossEntropy{})
	m.Init(PyTorchDefault, rand.New(rand.NewPCG(1, 2)))
	m.SetTraining(0)
	m.SetEvaluation()
	m.Forward(normal(3*m.InSize(), rand.New(rand.NewPCG(3, 4))))
	m.Backward([]byte{1, 2, 3}, 3)
	params, _ := m.Trainable()
	for i, g := range m.Grads()[len(params):] {
		if g != 0 {
			t.Errorf("statistic %d is moved by %g", i, g)
		}
	}
}
