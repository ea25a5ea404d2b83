package nn

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// apart returns the largest difference of got from want, relative to the largest
// value of want.
func apart(got, want []float32) float64 {
	var scale, worst float64
	for i, v := range want {
		scale = max(scale, math.Abs(float64(v)))
		// max keeps a NaN.
		worst = max(worst, math.Abs(float64(got[i])-float64(v)))
	}
	return worst / scale
}

// convolve returns all that l computes by a method.
func convolve(l *Conv2D, method convMethod, x, dy []float32) (y, dx, dw []float32) {
	l.method = method
	clear(l.DW)
	y, dx = make([]float32, len(dy)), slices.Repeat([]float32{99}, len(x))
	l.Forward(y, x)
	l.Backward(dx, dy, x)
	return y, dx, slices.Clone(l.DW)
}

func TestWinograd(t *testing.T) {
	for _, l := range []*Conv2D{
		{InC: 20, InH: 14, InW: 14, OutC: 20, Padding: 2},
		{InC: 9, InH: 6, InW: 12, OutC: 11, Padding: 2},
		{InC: 8, InH: 8, InW: 6, OutC: 10},
		{InC: 8, InH: 2, InW: 4, OutC: 8, Padding: 3},
		{InC: 8, InH: 4, InW: 2, OutC: 9, Padding: 4},
	} {
		l.Kernel = 5
		for _, n := range []int{1, 4, 8} {
			t.Run(fmt.Sprintf("%dx%dx%dto%d,padding=%d,n=%d", l.InC, l.InH, l.InW, l.OutC, l.Padding, n), func(t *testing.T) {
				if !winogradFits(l) {
					t.Fatal("the layer would not be computed by Winograd's algorithm")
				}
				rng := rand.New(rand.NewPCG(13, 14))
				size := product(l.weightShape())
				l.bind(normal(size, rng), normal(l.OutC, rng), make([]float32, size), make([]float32, l.OutC))
				method := newWinograd(l)
				// Other filters and another size of batch leave nothing behind.
				convolve(l, method, normal(4*l.InSize(), rng), normal(4*l.OutSize(), rng))
				copy(l.W, normal(size, rng))

				x, dy := normal(n*l.InSize(), rng), normal(n*l.OutSize(), rng)
				y, dx, dw := convolve(l, method, x, dy)
				wantY, wantDX, wantDW := convolve(l, &unrolled{conv: l}, x, dy)
				for _, c := range []struct {
					name      string
					got, want []float32
				}{{"y", y, wantY}, {"dx", dx, wantDX}, {"dW", dw, wantDW}} {
					// Both ways round; TestWinogradError says by how much.
					if d := apart(c.got, c.want); !(d <= 2e-5) {
						t.Errorf("%s is off by %.2g of its largest value", c.name, d)
					}
				}
			})
		}
	}
}

// TestWinogradError shows what the algorithm costs in accuracy, on the layer that
// the network spends its time in: its factors of up to 5 in each direction make
// terms that are larger than their sum.
func TestWinogradError(t *testing.T) {
	rng := rand.New(rand.NewPCG(15, 16))
	l := &Conv2D{InC: 20, InH: 14, InW: 14, OutC: 20, Kernel: 5, Padding: 2}
	size := product(l.weightShape())
	l.bind(normal(size, rng), make([]float32, l.OutC), make([]float32, size), make([]float32, l.OutC))
	x, dy := normal(8*l.InSize(), rng), normal(8*l.OutSize(), rng)
	want := naiveForward(l, x)
	rms := func(method convMethod) float64 {
		y, _, _ := convolve(l, method, x, dy)
		var sum, scale float64
		for i, v := range want {
			d := float64(y[i]) - float64(v)
			sum += d * d
			scale += float64(v) * float64(v)
		}
		return math.Sqrt(sum / scale)
	}
	direct, fast := rms(&unrolled{conv: l}), rms(newWinograd(l))
	t.Logf("relative error (root mean square): direct %.2g, Winograd %.2g", direct, fast)
	// Ten times the direct one would be the loss of a decimal digit.
	if !(fast <= 10*direct) {
		t.Errorf("the error is %.2g, more than ten times the %.2g of the direct convolution", fast, direct)
	}
}

// The loops on vectors give the bits of the plain ones.
func TestWinogradLoops(t *testing.T) {
	rng := rand.New(rand.NewPCG(17, 18))
	for _, n := range []int{1, 3, 4, 8} {
		const channels, tiles, rows = 3, 4, 2
		width, cols := 2*tiles*n, rows*tiles*n
		step := width + 4*n
		compare := func(name string, size int, loop, plain func(dst []float32)) {
			t.Helper()
			start := few(size, rng)
			want := slices.Clone(start)
			got, intact := guarded(size)
			copy(got, start)
			loop(got)
			plain(want)
			same(t, name, size, got, want, intact)
		}

		x := few(channels*width, rng)
		compare("addScaled", len(x), func(dst []float32) { addScaled(dst, x, 3) },
			func(dst []float32) { addScaledPlain(dst, x, 3) })

		four := [4][]float32{few(len(x), rng), few(len(x), rng), few(len(x), rng), few(len(x), rng)}
		compare("combineRows", (channels-1)*step+width,
			func(dst []float32) { combineRows(dst, &four, &tileB[1], channels, width, step) },
			func(dst []float32) { combineRowsPlain(dst, &four, &tileB[1], channels, width, step) })

		padded := few(max(channels*step, points*4*n), rng)
		elements := (points*channels-1)*cols + tiles*n
		compare("tilesIn", elements,
			func(dst []float32) { tilesIn(dst, padded, channels, tiles, n, step, cols) },
			func(dst []float32) { tilesInPlain(dst, padded, channels, tiles, n, step, cols) })

		a := &tileA[3]
		compare("tilesGrad", elements,
			func(dst []float32) { tilesGrad(dst, x, four[0], a, channels, tiles, n, cols) },
			func(dst []float32) { tilesGradPlain(dst, x, four[0], a, channels, tiles, n, cols) })

		compare("tapsGrad", filterTaps*4*n,
			func(dst []float32) { tapsGrad(dst, padded, 4*n) },
			func(dst []float32) { tapsGradPlain(dst, padded, 4*n) })

		src := few(elements, rng)
		compare("tilesOut", 2*len(x),
			func(dst []float32) { tilesOut(dst[:len(x)], dst[len(x):], src, a, channels, tiles, n, cols) },
			func(dst []float32) { tilesOutPlain(dst[:len(x)], dst[len(x):], src, a, channels, tiles, n, cols) })
	}
}
