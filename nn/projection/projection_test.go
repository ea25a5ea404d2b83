package projection

import (
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"gonum.org/v1/gonum/mat"
)

func always() error { return nil }

// clouds returns count samples (N,D) around the means of three classes, which lie far
// from each other in the first two directions, and with the most noise in the third.
func clouds(count, d int) (x []float32, labels []byte) {
	random := rand.New(rand.NewPCG(3, 4))
	means := [][2]float64{{0, 0}, {4, 0}, {0, 5}}
	for i := range count {
		label := i % len(means)
		labels = append(labels, byte(label))
		for j := range d {
			v := random.NormFloat64() / float64(j+1)
			switch {
			case j < 2:
				v = means[label][j] + .3*random.NormFloat64()
			case j == 2:
				v = 20 * random.NormFloat64()
			}
			x = append(x, float32(v)+7)
		}
	}
	return x, labels
}

// The principal axes are the eigenvectors of the covariance, few values or many.
func TestPCA(t *testing.T) {
	for _, d := range []int{5, maxDirections, 3 * maxDirections} {
		t.Run(fmt.Sprint(d), func(t *testing.T) {
			const n = 300
			x, labels := clouds(n, d)
			wide := mat.NewDense(n, d, nil)
			for i, v := range x {
				wide.Set(i/d, i%d, float64(v))
			}
			want := mat.NewSymDense(d, nil)
			for i := range d {
				for j := i; j < d; j++ {
					want.SetSym(i, j, covariance(wide, i, j))
				}
			}
			var eigen mat.EigenSym
			if !eigen.Factorize(want, true) {
				t.Fatal("the covariance has no eigenvectors")
			}
			var vectors mat.Dense
			eigen.VectorsTo(&vectors)
			values := eigen.Values(nil)

			b, positions, err := Fit(slices.Clone(x), labels, PCA, always)
			if err != nil {
				t.Fatal(err)
			}
			// Both axes are scaled so that the distances are 1 on average.
			length := 1 / math.Sqrt((values[d-1]+values[d-2])*(n-1)/n)
			for axis := range 2 {
				var dot, norm float64
				for i, v := range b.Axes[axis*d:][:d] {
					dot += float64(v) * vectors.At(i, d-1-axis)
					norm += float64(v) * float64(v)
				}
				if math.Abs(math.Abs(dot)-length) > 1e-3*length || math.Abs(math.Sqrt(norm)-length) > 1e-3*length {
					t.Errorf("axis %d has a length of %g, and %g along the eigenvector, want %g", axis, math.Sqrt(norm), math.Abs(dot), length)
				}
			}
			expectClose(t, "the samples", b.Place(nil, x), positions)
		})
	}
}

func covariance(x *mat.Dense, i, j int) (sum float64) {
	n, _ := x.Dims()
	var a, b float64
	for k := range n {
		a, b = a+x.At(k, i)/float64(n), b+x.At(k, j)/float64(n)
	}
	for k := range n {
		sum += (x.At(k, i) - a) * (x.At(k, j) - b)
	}
	return sum / float64(n-1)
}

func expectClose(t *testing.T, what string, got, want []float32) {
	t.Helper()
	if len(got) != len(want) {
		t.Fatalf("%s: %d numbers, want %d", what, len(got), len(want))
	}
	for i, v := range got {
		if math.Abs(float64(v-want[i])) > 1e-3 {
			t.Fatalf("%s: number %d is %g, want %g", what, i, v, want[i])
		}
	}
}

// separation is the least distance of two means, over the root mean square distance
// from one's own.
func separation(positions []float32, labels []byte) float64 {
	var means [3][2]float64
	for i, label := range labels {
		for k := range 2 {
			means[label][k] += float64(positions[2*i+k]) * 3 / float64(len(labels))
		}
	}
	var within float64
	for i, label := range labels {
		dx, dy := float64(positions[2*i])-means[label][0], float64(positions[2*i+1])-means[label][1]
		within += (dx*dx + dy*dy) / float64(len(labels))
	}
	least := math.Inf(1)
	for i := range means {
		for j := range i {
			least = min(least, math.Hypot(means[i][0]-means[j][0], means[i][1]-means[j][1]))
		}
	}
	return least / math.Sqrt(within)
}

// Discriminants separate classes that principal components, which follow the noise, do
// not.
func TestLDASeparates(t *testing.T) {
	for _, d := range []int{4, 2 * maxDirections} {
		x, labels := clouds(300, d)
		of := func(m Method) float64 {
			_, positions, err := Fit(slices.Clone(x), labels, m, always)
			if err != nil {
				t.Fatal(err)
			}
			return separation(positions, labels)
		}
		if got := of(LDA); got < 7 {
			t.Errorf("%d values: discriminants separate by %.2f, want 7", d, got)
		}
		if got := of(PCA); got > 3 {
			t.Errorf("%d values: components separate by %.2f: the test shows nothing", d, got)
		}
	}
}

// Turned and mirrored, the samples come back to where they were, and so does what the
// basis makes of them.
func TestAlign(t *testing.T) {
	x, labels := clouds(90, 4)
	b, before, err := Fit(slices.Clone(x), labels, LDA, always)
	if err != nil {
		t.Fatal(err)
	}
	for _, mirror := range []float64{1, -1} {
		for _, angle := range []float64{0, 1, 3, -2} {
			sin, cos := math.Sincos(angle)
			turned := func(v []float32) []float32 {
				half := len(v) / 2
				all := make([]float32, len(v))
				for i := range half {
					a, b := float64(v[i]), mirror*float64(v[half+i])
					all[i], all[half+i] = float32(cos*a-sin*b), float32(sin*a+cos*b)
				}
				return all
			}
			other := &Basis{Middle: b.Middle, Axes: turned(b.Axes)}
			positions := other.Place(nil, x)
			other.Align(positions, before)
			name := fmt.Sprintf("mirrored by %g and turned by %g", mirror, angle)
			expectClose(t, name, positions, before)
			expectClose(t, name+", placed anew", other.Place(nil, x), before)
		}
	}
}

// What has nothing to tell samples apart by puts them all in one place.
func TestSamplesAlike(t *testing.T) {
	for _, method := range []Method{PCA, LDA} {
		for _, d := range []int{1, 3, 2 * maxDirections} {
			x := make([]float32, 20*d)
			for i := range x {
				x[i] = 3
			}
			_, positions, err := Fit(x, make([]byte, 20), method, always)
			if err != nil || slices.ContainsFunc(positions, func(v float32) bool { return v != 0 }) {
				t.Errorf("%v of %d values: %v, %v, want zeros", method, d, positions, err)
			}
		}
	}
}

func TestWaitEnds(t *testing.T) {
	x, labels := clouds(300, 2*maxDirections)
	over := errors.New("over")
	if _, _, err := Fit(x, labels, PCA, func() error { return over }); err != over {
		t.Errorf("Fit ends with %v, want %v", err, over)
	}
}

func TestMethods(t *testing.T) {
	for _, m := range []Method{PCA, LDA} {
		if got, err := ParseMethod(m.String()); got != m || err != nil {
			t.Errorf("ParseMethod(%q) = %v, %v", m, got, err)
		}
	}
	if _, err := ParseMethod("tsne"); err == nil {
		t.Error("there is a method tsne")
	}
}
