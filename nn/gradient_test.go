package nn

import (
	"math"
	"math/rand/v2"
	"testing"

	"gonum.org/v1/gonum/diff/fd"
)

// step of the central differences. A float32 loss has about seven digits, so a
// step much smaller than this measures rounding and not slope.
const step = 1e-2

// spread returns values between -1 and 1 of which no two lie within 2.5 steps of
// each other and none within 1.5 steps of 0, so that no difference takes a ReLU
// or a maximum to its other side. There are at most 70 such values.
func spread(n int, rng *rand.Rand) []float32 {
	const gap = 2.5 * step
	if n > 70 {
		panic("nn: no room for so many values")
	}
	values := make([]float32, n)
	for i, j := range rng.Perm(n) {
		values[i] = float32(gap * (float64(j) + 0.75))
		if j%2 == 1 {
			values[i] = -values[i]
		}
	}
	return values
}

func normal(n int, rng *rand.Rand) []float32 {
	values := make([]float32, n)
	for i := range values {
		values[i] = float32(rng.NormFloat64())
	}
	return values
}

// checkGradient compares got, the gradient of f with respect to x, with central
// differences.
func checkGradient(t *testing.T, name string, got, x []float32, f func() float64) {
	t.Helper()
	at := make([]float64, len(x))
	for i, v := range x {
		at[i] = float64(v)
	}
	want := fd.Gradient(nil, func(moved []float64) float64 {
		for i, v := range moved {
			x[i] = float32(v)
		}
		defer func() {
			for i, v := range at {
				x[i] = float32(v)
			}
		}()
		return f()
	}, at, &fd.Settings{Formula: fd.Central, Step: step})
	for i := range want {
		// Rounding in f divided by the step, about 1e-7 * |f| / 1e-2, and the
		// cubic term of a curved loss, about step^2/6.
		if d := math.Abs(float64(got[i]) - want[i]); !(d <= 1e-3*(1+math.Abs(want[i]))) {
			t.Errorf("%s[%d] = %g, want %g by central difference", name, i, got[i], want[i])
		}
	}
}

// weightedSum returns a loss of l, a sum of its outputs y with the weights dy, which
// so are the gradient of y.
func weightedSum(l layer, y, x, dy []float32) func() float64 {
	return func() float64 {
		l.Forward(y, x)
		var sum float64
		for i, v := range y {
			sum += float64(v) * float64(dy[i])
		}
		return sum
	}
}

func TestLayerGradients(t *testing.T) {
	const n = 2
	tests := []struct {
		name  string
		layer layer
	}{
		{"conv", &conv2D{InC: 2, InH: 4, InW: 5, OutC: 3, Kernel: 3, Padding: 1}},
		{"conv without padding", &conv2D{InC: 1, InH: 5, InW: 4, OutC: 2, Kernel: 2}},
		{"conv of single pixels", &conv2D{InC: 3, InH: 3, InW: 4, OutC: 2, Kernel: 1}},
		{"conv as large as its input", &conv2D{InC: 2, InH: 3, InW: 3, OutC: 2, Kernel: 3}},
		{"conv wider than its input", &conv2D{InC: 2, InH: 2, InW: 3, OutC: 2, Kernel: 5, Padding: 2}},
		{"conv of stride 2", &conv2D{InC: 2, InH: 5, InW: 6, OutC: 3, Kernel: 3, Padding: 1, Stride: 2}},
		{"conv of stride 2 that leaves a row out", &conv2D{InC: 1, InH: 6, InW: 5, OutC: 2, Kernel: 3, Stride: 2}},
		{"conv of a stride above its side", &conv2D{InC: 2, InH: 7, InW: 5, OutC: 2, Kernel: 2, Padding: 1, Stride: 3}},
		{"conv of a stride above its input", &conv2D{InC: 2, InH: 3, InW: 4, OutC: 2, Kernel: 2, Padding: 1, Stride: 9}},
		{"relu", &rectifier{Size: 7}},
		{"gelu", newPointwise(GELU{}, 35)},
		{"sigmoid", newPointwise(Sigmoid{}, 35)},
		{"normalize", newPointwise(Normalize{0.1307, 0.3081}, 7)},
		{"pool", &maxPool2D{C: 2, H: 4, W: 4}},
		{"pool of odd sides", &maxPool2D{C: 1, H: 5, W: 3}},
		{"average pool", &avgPool2D{C: 2, H: 2, W: 6, Side: 2}},
		{"average pool of threes", &avgPool2D{C: 1, H: 6, W: 3, Side: 3}},
		{"linear", &linear{In: 5, Out: 4}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			rng := rand.New(rand.NewPCG(1, 2))
			l := test.layer
			x := normal(n*l.InSize(), rng)
			if _, ok := l.(parametric); !ok {
				x = spread(n*l.InSize(), rng)
			}
			y := make([]float32, n*l.OutSize())
			dy := normal(len(y), rng)
			loss := weightedSum(l, y, x, dy)
			dx := normal(len(x), rng) // Backward must overwrite it
			if p, ok := l.(parametric); ok {
				w, b := normal(product(p.weightShape()), rng), normal(product(p.biasShape()), rng)
				dw, db := make([]float32, len(w)), make([]float32, len(b))
				p.bind(w, b, dw, db)
				l.Forward(y, x)
				l.Backward(dx, dy, x)
				checkGradient(t, "dw", dw, w, loss)
				checkGradient(t, "db", db, b, loss)
				once := append(append([]float32(nil), dw...), db...)
				l.Forward(y, x)
				l.Backward(nil, dy, x)
				for i, v := range append(dw, db...) {
					if d := math.Abs(float64(v - 2*once[i])); !(d <= 1e-5*(1+math.Abs(float64(v)))) {
						t.Errorf("parameter gradient %d after a second Backward = %g, want %g", i, v, 2*once[i])
					}
				}
			} else {
				l.Forward(y, x)
				l.Backward(dx, dy, x)
			}
			checkGradient(t, "dx", dx, x, loss)
		})
	}
}

func TestLossGradients(t *testing.T) {
	labels := []byte{3, 9, 0, NoClassLabel}
	for _, loss := range Losses() {
		t.Run(loss.Name(), func(t *testing.T) {
			y := normal(len(labels)*loss.Outputs(), rand.New(rand.NewPCG(3, 4)))
			dy := make([]float32, len(y))
			loss.Backward(dy, y, labels, 5)
			checkGradient(t, "dy", dy, y, func() float64 { return loss.Forward(y, labels, 5) })
		})
	}
}
