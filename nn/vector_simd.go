//go:build goexperiment.simd && (wasm || amd64)

package nn

import (
	"simd/archsimd"
	"unsafe"
)

// vec is where a vector is loaded from and stored to.
type vec = *[4]float32

// at returns the place of entry i of s, from which a whole vector must lie in s.
func at(s []float32, i int) vec { return vec(unsafe.Add(unsafe.Pointer(unsafe.SliceData(s)), 4*i)) }

func load(s []float32, i int) archsimd.Float32x4 {
	return archsimd.LoadFloat32x4Array(at(s, i))
}

// whole returns the number of entries of s that fill vectors, 0 on a machine
// that has none.
func whole(s []float32) int {
	if !haveVectors {
		return 0
	}
	return len(s) / 4 * 4
}

func sum(s []float32) float32 {
	var sums [4]float32
	total := archsimd.LoadFloat32x4Array(&sums)
	n := whole(s)
	for i := 0; i < n; i += 4 {
		total = total.Add(load(s, i))
	}
	total.StoreArray(&sums)
	return (sums[0] + sums[1]) + (sums[2] + sums[3]) + sumPlain(s[n:])
}

func relu(y, x []float32) {
	y = y[:len(x)]
	var zeros [4]float32
	zero := archsimd.LoadFloat32x4Array(&zeros)
	n := whole(x)
	for i := 0; i < n; i += 4 {
		load(x, i).Max(zero).StoreArray(at(y, i))
	}
	reluPlain(y[n:], x[n:])
}

func reluGrad(dx, dy, x []float32) {
	dx, dy = dx[:len(x)], dy[:len(x)]
	var zeros [4]float32
	zero := archsimd.LoadFloat32x4Array(&zeros)
	n := whole(x)
	for i := 0; i < n; i += 4 {
		load(dy, i).Masked(load(x, i).Greater(zero)).StoreArray(at(dx, i))
	}
	reluGradPlain(dx[n:], dy[n:], x[n:])
}

func maxPoolRow(y, upper, lower []float32, n int) {
	if !haveVectors || n%4 != 0 {
		maxPoolRowPlain(y, upper, lower, n)
		return
	}
	_, _ = upper[:2*len(y)], lower[:2*len(y)]
	for i, left := 0, 0; i < len(y); i, left = i+n, left+2*n {
		for j := 0; j < n; j += 4 {
			a, b := load(upper, left+j), load(upper, left+n+j)
			c, d := load(lower, left+j), load(lower, left+n+j)
			a.Max(b).Max(c.Max(d)).StoreArray(at(y, i+j))
		}
	}
}

func maxPoolRowGrad(dupper, dlower, dy, upper, lower []float32, n int) {
	if !haveVectors || n%4 != 0 {
		maxPoolRowGradPlain(dupper, dlower, dy, upper, lower, n)
		return
	}
	_, _, _, _ = upper[:2*len(dy)], lower[:2*len(dy)], dupper[:2*len(dy)], dlower[:2*len(dy)]
	for i, left := 0, 0; i < len(dy); i, left = i+n, left+2*n {
		right := left + n
		for j := 0; j < n; j += 4 {
			a, b := load(upper, left+j), load(upper, right+j)
			c, d := load(lower, left+j), load(lower, right+j)
			largest := a.Max(b).Max(c.Max(d))
			g := load(dy, i+j)
			// Each place in reading order takes what those before it left.
			notA := largest.NotEqual(a)
			notAB := notA.And(largest.NotEqual(b))
			g.Masked(largest.Equal(a)).StoreArray(at(dupper, left+j))
			g.Masked(notA.And(largest.Equal(b))).StoreArray(at(dupper, right+j))
			g.Masked(notAB.And(largest.Equal(c))).StoreArray(at(dlower, left+j))
			g.Masked(notAB.And(largest.NotEqual(c))).StoreArray(at(dlower, right+j))
		}
	}
}
