//go:build goexperiment.simd && wasm

package simdblas

import (
	"simd/archsimd"
	"unsafe"
)

const haveSIMD = true

// simdKernel holds ten sums. With two vectors of B, one factor and one product
// that makes fourteen of the fifteen vector registers V8 allocates on x86-64.
var simdKernel = kernel{name: "simd", mr: 5, nr: 8, copies: 4, tile: tileSIMD}

func tileSIMD(k int, a, b []float32, ldb int, beta float32, c []float32, ldc int) {
	// The loop reads through unchecked pointers, so check their ends first.
	_, _, _ = a[k*5*4-1], b[(k-1)*ldb+7], c[4*ldc+7]

	var c00, c01, c10, c11, c20, c21, c30, c31, c40, c41 archsimd.Float32x4
	pa, pb := unsafe.Pointer(&a[0]), unsafe.Pointer(&b[0])
	var atA, atB uintptr
	rowB := uintptr(ldb) * 4
	end := uintptr(k) * 5 * 16
	// A loop of one block, left at its end: in a loop with a condition at its
	// head the compiler puts off the additions and spills the products.
	for {
		ra, rb := unsafe.Add(pa, atA), unsafe.Add(pb, atB)
		b0 := archsimd.LoadFloat32x4Array((*[4]float32)(rb))
		b1 := archsimd.LoadFloat32x4Array((*[4]float32)(unsafe.Add(rb, 16)))
		a0 := archsimd.LoadFloat32x4Array((*[4]float32)(ra))
		c00 = c00.Add(a0.Mul(b0))
		c01 = c01.Add(a0.Mul(b1))
		a1 := archsimd.LoadFloat32x4Array((*[4]float32)(unsafe.Add(ra, 16)))
		c10 = c10.Add(a1.Mul(b0))
		c11 = c11.Add(a1.Mul(b1))
		a2 := archsimd.LoadFloat32x4Array((*[4]float32)(unsafe.Add(ra, 32)))
		c20 = c20.Add(a2.Mul(b0))
		c21 = c21.Add(a2.Mul(b1))
		a3 := archsimd.LoadFloat32x4Array((*[4]float32)(unsafe.Add(ra, 48)))
		c30 = c30.Add(a3.Mul(b0))
		c31 = c31.Add(a3.Mul(b1))
		a4 := archsimd.LoadFloat32x4Array((*[4]float32)(unsafe.Add(ra, 64)))
		c40 = c40.Add(a4.Mul(b0))
		c41 = c41.Add(a4.Mul(b1))
		atB += rowB
		atA += 5 * 16
		if atA >= end {
			break
		}
	}
	storeRow(c, beta, c00, c01)
	storeRow(c[ldc:], beta, c10, c11)
	storeRow(c[2*ldc:], beta, c20, c21)
	storeRow(c[3*ldc:], beta, c30, c31)
	storeRow(c[4*ldc:], beta, c40, c41)
}

// storeRow computes c = beta * c + (x0, x1) for eight columns of C.
func storeRow(c []float32, beta float32, x0, x1 archsimd.Float32x4) {
	c0, c1 := (*[4]float32)(c), (*[4]float32)(c[4:])
	if beta != 0 {
		scale := archsimd.BroadcastFloat32x4(beta)
		x0 = scale.Mul(archsimd.LoadFloat32x4Array(c0)).Add(x0)
		x1 = scale.Mul(archsimd.LoadFloat32x4Array(c1)).Add(x1)
	}
	x0.StoreArray(c0)
	x1.StoreArray(c1)
}
