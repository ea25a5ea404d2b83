//go:build goexperiment.simd

package simdblas

import (
	"simd/archsimd"
	"unsafe"
)

const haveSIMD = true

// simdKernel multiplies each number of A, spread over a vector, by two vectors
// from a row of B. Five rows divide the number of filters and of classes of our
// network. Ten sums, the two, a factor and a product take fourteen of the fifteen
// vector registers that V8 allocates on x86-64.
var simdKernel = kernel{
	name: "simd",
	mr:   5, nr: 8, kc: 512, width: 4,
	packA: packSpread,
	tiles: func(count, k int, a, b []float32, ldb int, add bool, c []float32, ldc int) {
		_, _, _ = a[count*k*5*4-1], b[(k-1)*ldb+7], c[(count*5-1)*ldc+7]
		for t := range count {
			tile5x8(k, &a[t*5*4*k], &b[0], ldb, add, &c[t*5*ldc], ldc)
		}
	},
	dots: &simdDots,
}

// simdDots multiplies vectors from five rows of A by vectors from two rows of a
// transposed B, so that neither is turned around. A lane of its sums holds every
// fourth product.
var simdDots = kernel{
	name: "simd dots",
	mr:   5, nr: 2, kc: 512, width: 1, step: 4,
	packA: packFours,
	tiles: func(count, k int, a, b []float32, ldb int, add bool, c []float32, ldc int) {
		_, _, _ = a[count*k*5-1], b[ldb+k-1], c[(count*5-1)*ldc+1]
		var lanes [40]float32
		for t := range count {
			dots5x2(k/4, &a[t*5*k], &b[0], ldb, &lanes)
			fold5x2(&lanes, add, &c[t*5*ldc], ldc)
		}
	},
}

// What follows is in kernel_simd_wasm.s, and reads and writes unchecked.

//go:noescape
func tile5x8(k int, a, b *float32, ldb int, add bool, c *float32, ldc int)

//go:noescape
func dots5x2(k int, a, b *float32, ldb int, lanes *[40]float32)

//go:noescape
func fold5x2(lanes *[40]float32, add bool, c *float32, ldc int)

// packSpread packs panels of five rows, column by column, with each number
// spread over one vector.
func packSpread(dst []float32, a matrix, m, k int, alpha float32) {
	if m%5 != 0 {
		clear(dst[m/5*5*k*4 : (m/5+1)*5*k*4])
	}
	for i := range m {
		src, step := a.row(i)
		spread(dst[(i/5*5*k+i%5)*4:], src, step, k, alpha)
	}
}

// spread writes alpha times k numbers, step apart, to every fifth vector of dst.
func spread(dst, src []float32, step, k int, alpha float32) {
	const next = 5 * 16 // bytes
	_, _ = dst[(k-1)*next/4+3], src[(k-1)*step]
	p, q, by := unsafe.Pointer(&dst[0]), unsafe.Pointer(&src[0]), uintptr(step)*4
	for ; k >= 4; k -= 4 {
		x0 := alpha * *(*float32)(q)
		x1 := alpha * *(*float32)(unsafe.Add(q, by))
		x2 := alpha * *(*float32)(unsafe.Add(q, 2*by))
		x3 := alpha * *(*float32)(unsafe.Add(q, 3*by))
		archsimd.BroadcastFloat32x4(x0).StoreArray((*[4]float32)(p))
		archsimd.BroadcastFloat32x4(x1).StoreArray((*[4]float32)(unsafe.Add(p, next)))
		archsimd.BroadcastFloat32x4(x2).StoreArray((*[4]float32)(unsafe.Add(p, 2*next)))
		archsimd.BroadcastFloat32x4(x3).StoreArray((*[4]float32)(unsafe.Add(p, 3*next)))
		p, q = unsafe.Add(p, 4*next), unsafe.Add(q, 4*by)
	}
	for ; k > 0; k-- {
		archsimd.BroadcastFloat32x4(alpha * *(*float32)(q)).StoreArray((*[4]float32)(p))
		p, q = unsafe.Add(p, next), unsafe.Add(q, by)
	}
}

// packFours packs panels of five rows, four columns at a time, each row's four
// in one vector. k is a multiple of four.
func packFours(dst []float32, a matrix, m, k int, alpha float32) {
	if m%5 != 0 {
		clear(dst[m/5*5*k : (m/5+1)*5*k])
	}
	factor := archsimd.BroadcastFloat32x4(alpha)
	for i := range m {
		src, step := a.row(i)
		to := dst[i/5*5*k+i%5*4:]
		for l := 0; l < k; l += 4 {
			out := (*[4]float32)(to[l*5:])
			if step == 1 {
				archsimd.LoadFloat32x4Array((*[4]float32)(src[l:])).Mul(factor).StoreArray(out)
				continue
			}
			x := src[l*step:]
			*out = [4]float32{alpha * x[0], alpha * x[step], alpha * x[2*step], alpha * x[3*step]}
		}
	}
}
