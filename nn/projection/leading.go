package projection

import (
	"math/rand/v2"

	"gonum.org/v1/gonum/blas"
	"gonum.org/v1/gonum/blas/blas32"
)

const (
	// maxDirections bounds in how many directions the axes are looked for. Hidden layers
	// of this page vary in few: 48 hold nearly all of it, and of thousands of values no
	// covariance has to be computed.
	maxDirections = 48
	// iterations is how often those directions are made better.
	iterations = 4
)

// leading returns orthonormal directions (R,D) in which centred samples x (N,D) vary
// most: all there are if those are few, and else what a randomised subspace iteration
// finds, see Halko, Martinsson and Tropp, "Finding structure with randomness", 2011,
// algorithm 4.4. The same samples give the same directions.
func leading(x blas32.General, wait func() error) (blas32.General, error) {
	d, n := x.Cols, x.Rows
	if d <= maxDirections {
		all := matrix(make([]float32, d*d), d, d)
		for i := range d {
			all.Data[i*d+i] = 1
		}
		return all, nil
	}
	r := min(maxDirections, n)
	random := rand.New(rand.NewPCG(1, 1))
	directions := matrix(make([]float32, r*d), r, d)
	for i := range directions.Data {
		directions.Data[i] = float32(random.NormFloat64())
	}
	samples := matrix(make([]float32, r*n), r, n)
	for range iterations {
		blas32.Gemm(blas.NoTrans, blas.Trans, 1, directions, x, 0, samples)
		if err := wait(); err != nil {
			return blas32.General{}, err
		}
		orthonormalise(samples)
		blas32.Gemm(blas.NoTrans, blas.NoTrans, 1, samples, x, 0, directions)
		if err := wait(); err != nil {
			return blas32.General{}, err
		}
		orthonormalise(directions)
	}
	return directions, nil
}

// tiny is what is left of a row, as a share of its length, when it is rounding alone.
const tiny = 1e-5

// orthonormalise makes the rows orthonormal, by Gram and Schmidt's method, twice, as
// rounding asks for. Rows that are sums of those before become zero.
func orthonormalise(a blas32.General) {
	row := func(i int) blas32.Vector {
		return blas32.Vector{N: a.Cols, Inc: 1, Data: a.Data[i*a.Stride:][:a.Cols]}
	}
	for i := range a.Rows {
		v := row(i)
		length := blas32.Nrm2(v)
		for range 2 {
			for j := range i {
				blas32.Axpy(-blas32.Dot(row(j), v), row(j), v)
			}
		}
		if left := blas32.Nrm2(v); left > tiny*length {
			blas32.Scal(1/left, v)
		} else {
			clear(v.Data)
		}
	}
}
