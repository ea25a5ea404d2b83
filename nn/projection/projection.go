// Package projection lays out values of many dimensions, such as what a layer gives for
// many samples, in two.
//
// N is the number of samples and D that of values of each. Matrices are in rows.
package projection

import (
	"math"

	"gonum.org/v1/gonum/blas"
	"gonum.org/v1/gonum/blas/blas32"

	"digitlab/data/failure"
)

// Method is a way to choose the two axes.
type Method int

const (
	// PCA takes the two principal components: the directions in which the samples
	// differ most. It knows no labels.
	PCA Method = iota
	// LDA takes the two linear discriminants: the directions in which the means of the
	// classes are farthest from each other, measured by how wide the classes are. See
	// Fisher, "The use of multiple measurements in taxonomic problems", 1936.
	LDA
)

var names = [...]string{PCA: "pca", LDA: "lda"}

// String returns the name of a method.
func (m Method) String() string { return names[m] }

// ParseMethod returns the method of a name.
func ParseMethod(name string) (Method, error) {
	for m, n := range names {
		if n == name {
			return Method(m), nil
		}
	}
	return 0, failure.New("unknown method %q, want pca or lda", name)
}

// Basis is where the plane lies among the values.
type Basis struct {
	Middle []float32 // (D), what comes to (0, 0)
	Axes   []float32 // (2,D)
}

// Fit returns the plane for samples x (N,D) with labels (N), and where they lie in it
// (N,2). Their root mean square distance from (0, 0) is 1, unless all are the same. The
// values are centred in place, and wait is called every few milliseconds of work: an
// error of its ends that.
func Fit(x []float32, labels []byte, method Method, wait func() error) (b *Basis, positions []float32, err error) {
	n := len(labels)
	if n < 2 || len(x)%n != 0 || len(x) == 0 {
		panic("projection: want two samples or more of the same size")
	}
	b = &Basis{Middle: centre(x, n)}
	d := len(b.Middle)
	directions, err := leading(matrix(x, n, d), wait)
	if err != nil {
		return nil, nil, err
	}
	r := directions.Rows
	coordinates := matrix(make([]float32, n*r), n, r)
	blas32.Gemm(blas.NoTrans, blas.Trans, 1, matrix(x, n, d), directions, 0, coordinates)
	if err := wait(); err != nil {
		return nil, nil, err
	}
	var axes []float32 // (2,R), in those directions
	if method == LDA {
		axes = discriminants(coordinates, labels)
	} else {
		axes = components(coordinates)
	}
	b.Axes = make([]float32, 2*d)
	blas32.Gemm(blas.NoTrans, blas.NoTrans, 1, matrix(axes, 2, r), directions, 0, matrix(b.Axes, 2, d))
	positions = make([]float32, 2*n)
	blas32.Gemm(blas.NoTrans, blas.Trans, 1, coordinates, matrix(axes, 2, r), 0, matrix(positions, n, 2))
	if squares := sumOfSquares(positions); squares > 0 {
		scale(float32(math.Sqrt(float64(n)/squares)), positions, b.Axes)
	}
	return b, positions, nil
}

// Place appends where values (N,D) lie in the plane (N,2).
func (b *Basis) Place(positions, values []float32) []float32 {
	d := len(b.Middle)
	for ; len(values) > 0; values = values[d:] {
		var x, y float64
		for i, v := range values[:d] {
			off := float64(v - b.Middle[i])
			x += off * float64(b.Axes[i])
			y += off * float64(b.Axes[d+i])
		}
		positions = append(positions, float32(x), float32(y))
	}
	return positions
}

// centre subtracts the mean of n samples from each, and returns it.
func centre(x []float32, n int) (mean []float32) {
	d := len(x) / n
	sums := make([]float64, d)
	for i, v := range x {
		sums[i%d] += float64(v)
	}
	mean = make([]float32, d)
	for i, sum := range sums {
		mean[i] = float32(sum / float64(n))
	}
	for i := range x {
		x[i] -= mean[i%d]
	}
	return mean
}

func sumOfSquares(values []float32) (sum float64) {
	for _, v := range values {
		sum += float64(v) * float64(v)
	}
	return sum
}

// scale multiplies all values.
func scale(by float32, all ...[]float32) {
	for _, values := range all {
		for i := range values {
			values[i] *= by
		}
	}
}

func matrix(data []float32, rows, columns int) blas32.General {
	return blas32.General{Rows: rows, Cols: columns, Stride: columns, Data: data}
}
