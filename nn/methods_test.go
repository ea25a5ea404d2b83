package nn

import (
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"

	"digitlab/nn/internal/winograd"
	"digitlab/nn/simdblas"
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
func convolve(l *conv2D, method convMethod, x, dy []float32) (y, dx, dw []float32) {
	l.method = method
	clear(l.DW)
	y, dx = make([]float32, len(dy)), slices.Repeat([]float32{99}, len(x))
	l.Forward(y, x)
	l.Backward(dx, dy, x)
	return y, dx, slices.Clone(l.DW)
}

func TestWinograd(t *testing.T) {
	for _, l := range []*conv2D{
		{Kernel: 5, InC: 20, InH: 14, InW: 14, OutC: 20, Padding: 2},
		{Kernel: 5, InC: 9, InH: 6, InW: 12, OutC: 11, Padding: 2},
		{Kernel: 5, InC: 8, InH: 8, InW: 6, OutC: 10},
		{Kernel: 5, InC: 8, InH: 2, InW: 4, OutC: 8, Padding: 3},
		{Kernel: 5, InC: 8, InH: 4, InW: 2, OutC: 9, Padding: 4},
		{Kernel: 3, InC: 16, InH: 14, InW: 14, OutC: 32, Padding: 1},
		{Kernel: 3, InC: 9, InH: 7, InW: 7, OutC: 11, Padding: 1},
		{Kernel: 3, InC: 8, InH: 10, InW: 13, OutC: 10},
		{Kernel: 3, InC: 8, InH: 11, InW: 6, OutC: 9, Padding: 2},
	} {
		for _, n := range []int{1, 4, 8} {
			t.Run(fmt.Sprintf("%dx%d,%dx%dx%dto%d,padding=%d,n=%d", l.Kernel, l.Kernel, l.InC, l.InH, l.InW, l.OutC, l.Padding, n), func(t *testing.T) {
				if !l.winogradShape().Fits() {
					t.Fatal("the layer would not be computed by Winograd's algorithm")
				}
				rng := rand.New(rand.NewPCG(13, 14))
				size := product(l.weightShape())
				l.bind(normal(size, rng), normal(l.OutC, rng), make([]float32, size), make([]float32, l.OutC))
				method := winograd.New(l.winogradShape())
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

// TestWinogradError shows what the algorithms cost in accuracy, on layers that
// networks spend their time in: their factors of up to 5 in each direction make terms
// that are larger than their sum.
func TestWinogradError(t *testing.T) {
	design, err := os.ReadFile("../docs/design.md")
	if err != nil {
		t.Fatal(err)
	}
	words := strings.Join(strings.Fields(string(design)), " ") // over the ends of lines
	for _, l := range []*conv2D{
		{Kernel: 5, InC: 20, InH: 14, InW: 14, OutC: 20, Padding: 2},
		{Kernel: 3, InC: 16, InH: 14, InW: 14, OutC: 32, Padding: 1},
	} {
		rng := rand.New(rand.NewPCG(15, 16))
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
		direct, fast := rms(&unrolled{conv: l}), rms(winograd.New(l.winogradShape()))
		t.Logf("%dx%d: relative error (root mean square): direct %.2g, Winograd %.2g", l.Kernel, l.Kernel, direct, fast)
		quoted := strings.NewReplacer("e-0", "e-").Replace(fmt.Sprintf("%.1e instead of %.1e", fast, direct))
		if simdblas.Kernel() == "avx2" && !strings.Contains(words, quoted) {
			t.Errorf("docs/design.md does not say %q", quoted)
		}
		// Ten times the direct one would be the loss of a decimal digit.
		if !(fast <= 10*direct) {
			t.Errorf("%dx%d: the error is %.2g, more than ten times the %.2g of the direct convolution", l.Kernel, l.Kernel, fast, direct)
		}
	}
}
