package nn

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"digitlab/nn/internal/kernel"
)

// naiveForward is the definition of a convolution, summed in float64.
func naiveForward(l *conv2D, x []float32) []float32 {
	n := kernel.BatchSize(x, l.InSize())
	y := make([]float32, 0, n*l.OutSize())
	for h := range l.OutH() {
		for k := range l.OutC {
			for w := range l.OutW() {
				for i := range n {
					sum := float64(l.B[k])
					for c := range l.InC {
						for r := range l.Kernel {
							for s := range l.Kernel {
								inH, inW := h*max(1, l.Stride)+r-l.Padding, w*max(1, l.Stride)+s-l.Padding
								if inH < 0 || inH >= l.InH || inW < 0 || inW >= l.InW {
									continue
								}
								pixel := x[((inH*l.InC+c)*l.InW+inW)*n+i]
								weight := l.W[((k*l.InC+c)*l.Kernel+r)*l.Kernel+s]
								sum += float64(pixel) * float64(weight)
							}
						}
					}
					y = append(y, float32(sum))
				}
			}
		}
	}
	return y
}

func TestConvForward(t *testing.T) {
	for _, l := range []*conv2D{
		{InC: 1, InH: 28, InW: 28, OutC: 20, Kernel: 5, Padding: 2},
		{InC: 20, InH: 14, InW: 14, OutC: 20, Kernel: 5, Padding: 2},
		{InC: 3, InH: 7, InW: 9, OutC: 4, Kernel: 3},
		{InC: 1, InH: 3, InW: 2, OutC: 2, Kernel: 5, Padding: 4},
		{InC: 20, InH: 13, InW: 14, OutC: 20, Kernel: 5, Padding: 2, Stride: 2},
		{InC: 2, InH: 8, InW: 9, OutC: 3, Kernel: 2, Padding: 1, Stride: 3},
	} {
		t.Run(fmt.Sprintf("%dx%dx%d stride %d", l.InC, l.InH, l.InW, l.Stride), func(t *testing.T) {
			rng := rand.New(rand.NewPCG(5, 6))
			l.bind(normal(product(l.weightShape()), rng), normal(l.OutC, rng), nil, nil)
			// A batch of another size before leaves nothing behind in the scratch.
			l.Forward(normal(4*l.OutSize(), rng), normal(4*l.InSize(), rng))
			x := normal(3*l.InSize(), rng)
			y := normal(3*l.OutSize(), rng)
			l.Forward(y, x)
			// At most 500 products of values near 1, summed in float32; the second of
			// the layers is computed by Winograd's algorithm, see TestWinogradError.
			if d := apart(y, naiveForward(l, x)); !(d <= 1e-5) {
				t.Errorf("y is off by %.2g of its largest value", d)
			}
		})
	}
}

func TestLayouts(t *testing.T) {
	const n, channels, height, width = 2 * lanes, 2, 4, 5
	x := normal(n*channels*height*width, rand.New(rand.NewPCG(7, 8)))
	y := make([]float32, len(x))
	(&reorder{Shape{channels, height, width}, false}).Forward(y, x)
	for i := range n {
		for c := range channels {
			for h := range height {
				for w := range width {
					got := y[((h*channels+c)*width+w)*n+i]
					if want := x[((i*channels+c)*height+h)*width+w]; got != want {
						t.Fatalf("sample %d, channel %d, row %d, column %d = %g, want %g", i, c, h, w, got, want)
					}
				}
			}
		}
	}
	back := make([]float32, len(x))
	(&reorder{Shape{channels, height, width}, true}).Forward(back, y)
	if !slices.Equal(back, x) {
		t.Fatal("there and back, values are others")
	}
	(&reorder{Shape{channels, height, width}, true}).Backward(back, x, nil)
	if !slices.Equal(back, y) {
		t.Fatal("the gradient of the way back is not the way there")
	}
	(&reorder{Shape{channels, height, width}, false}).Backward(back, y, nil)
	if !slices.Equal(back, x) {
		t.Fatal("the gradient of the way there is not the way back")
	}
}
