package projection

import (
	"math"
	"slices"

	"gonum.org/v1/gonum/blas"
	"gonum.org/v1/gonum/blas/blas32"
	"gonum.org/v1/gonum/blas/blas64"
	"gonum.org/v1/gonum/lapack"
	lapacked "gonum.org/v1/gonum/lapack/gonum"
)

// components returns the two principal axes (2,R) of centred samples x (N,R).
func components(x blas32.General) []float32 {
	vectors, _ := eigen(scatter(x))
	return lastTwo(vectors)
}

// ridge is what is added to the scatter within classes, as a share of its mean diagonal:
// directions in which classes have hardly any width would count for too much.
const ridge = 1e-2

// discriminants returns the two discriminant axes (2,R) of centred samples x (N,R) with
// labels (N).
func discriminants(x blas32.General, labels []byte) []float32 {
	r := x.Cols
	within := scatter(withoutMeans(x, labels))
	between := scatter(x) // less within: what is between the means
	for i := range between.Data {
		between.Data[i] -= within.Data[i]
	}
	var trace float64
	for i := range r {
		trace += within.Data[i*r+i]
	}
	for i := range r {
		within.Data[i*r+i] += ridge*trace/float64(r) + math.SmallestNonzeroFloat32
	}
	// In coordinates in which all classes together are as wide in each direction, the
	// axes are principal ones of the means.
	whitener, values := eigen(within) // in its columns
	for i := range r {
		for j := range r {
			whitener.Data[i*r+j] /= math.Sqrt(max(values[j], math.SmallestNonzeroFloat32))
		}
	}
	half, white := square(r), square(r)
	blas64.Gemm(blas.Trans, blas.NoTrans, 1, whitener, between, 0, half)
	blas64.Gemm(blas.NoTrans, blas.NoTrans, 1, half, whitener, 0, white)
	vectors, _ := eigen(white)
	axes := square(r)
	blas64.Gemm(blas.NoTrans, blas.NoTrans, 1, whitener, vectors, 0, axes)
	return lastTwo(axes)
}

// withoutMeans returns samples (N,R) less the mean of those with the same label.
func withoutMeans(x blas32.General, labels []byte) blas32.General {
	var counts [256]float64
	sums := map[byte][]float64{}
	for i, label := range labels {
		if sums[label] == nil {
			sums[label] = make([]float64, x.Cols)
		}
		counts[label]++
		for j, v := range x.Data[i*x.Cols:][:x.Cols] {
			sums[label][j] += float64(v)
		}
	}
	rest := matrix(make([]float32, len(x.Data)), x.Rows, x.Cols)
	for i, label := range labels {
		for j, v := range x.Data[i*x.Cols:][:x.Cols] {
			rest.Data[i*x.Cols+j] = v - float32(sums[label][j]/counts[label])
		}
	}
	return rest
}

// scatter returns the sum of what each of the samples (N,R) multiplies to with itself
// (R,R).
func scatter(x blas32.General) blas64.General {
	r := x.Cols
	sums := square(r)
	for i := range x.Rows {
		row := x.Data[i*r:][:r]
		for j, a := range row {
			for k, b := range row[:j+1] {
				sums.Data[j*r+k] += float64(a) * float64(b)
			}
		}
	}
	for j := range r {
		for k := range j {
			sums.Data[k*r+j] = sums.Data[j*r+k]
		}
	}
	return sums
}

// eigen returns the eigenvectors, in columns, and eigenvalues of a symmetric matrix, in
// ascending order. It overwrites the matrix.
func eigen(a blas64.General) (vectors blas64.General, values []float64) {
	r := a.Rows
	values = make([]float64, r)
	size := []float64{0}
	lapacked.Implementation{}.Dsyev(lapack.EVCompute, blas.Lower, r, a.Data, r, values, size, -1)
	work := make([]float64, int(size[0]))
	lapacked.Implementation{}.Dsyev(lapack.EVCompute, blas.Lower, r, a.Data, r, values, work, len(work))
	return a, values
}

// lastTwo returns the last two columns of a matrix as rows, the last first. Each points
// to where its largest value is above zero: an eigenvector may point either way.
func lastTwo(columns blas64.General) []float32 {
	r := columns.Rows
	rows := make([]float32, 2*r)
	for axis := range min(2, r) {
		for i := range r {
			rows[axis*r+i] = float32(columns.Data[i*r+r-1-axis])
		}
		if row := rows[axis*r:][:r]; -slices.Min(row) > slices.Max(row) {
			scale(-1, row)
		}
	}
	return rows
}

func square(r int) blas64.General {
	return blas64.General{Rows: r, Cols: r, Stride: r, Data: make([]float64, r*r)}
}
