//go:build goexperiment.simd

package simdblas

import (
	"simd/archsimd"
	"unsafe"
)

var haveSIMD = archsimd.X86.AVX2() && archsimd.X86.FMA()

// simdKernel holds ten sums. Five rows divide the number of filters and of
// classes of our layers, and ten chains hide the latency of a fused multiply-add.
var simdKernel = kernel{name: "simd", mr: 5, nr: 16, copies: 1, tile: tileSIMD}

func tileSIMD(k int, a, b []float32, ldb int, beta float32, c []float32, ldc int) {
	// The loop reads through unchecked pointers, so check their ends first.
	_, _, _ = a[k*5-1], b[(k-1)*ldb+15], c[4*ldc+15]

	var c00, c01, c10, c11, c20, c21, c30, c31, c40, c41 archsimd.Float32x8
	pa, pb := unsafe.Pointer(&a[0]), unsafe.Pointer(&b[0])
	var atA, atB uintptr
	rowB := uintptr(ldb) * 4
	end := uintptr(k) * 5 * 4
	// A loop of one block, left at its end: in a loop with a condition at its
	// head the compiler puts off the additions and spills the products.
	for {
		al, bl := (*[5]float32)(unsafe.Add(pa, atA)), unsafe.Add(pb, atB)
		b0 := archsimd.LoadFloat32x8Array((*[8]float32)(bl))
		b1 := archsimd.LoadFloat32x8Array((*[8]float32)(unsafe.Add(bl, 32)))
		a0 := archsimd.BroadcastFloat32x8(al[0])
		c00 = a0.MulAdd(b0, c00)
		c01 = a0.MulAdd(b1, c01)
		a1 := archsimd.BroadcastFloat32x8(al[1])
		c10 = a1.MulAdd(b0, c10)
		c11 = a1.MulAdd(b1, c11)
		a2 := archsimd.BroadcastFloat32x8(al[2])
		c20 = a2.MulAdd(b0, c20)
		c21 = a2.MulAdd(b1, c21)
		a3 := archsimd.BroadcastFloat32x8(al[3])
		c30 = a3.MulAdd(b0, c30)
		c31 = a3.MulAdd(b1, c31)
		a4 := archsimd.BroadcastFloat32x8(al[4])
		c40 = a4.MulAdd(b0, c40)
		c41 = a4.MulAdd(b1, c41)
		atB += rowB
		atA += 5 * 4
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

// storeRow computes c = beta * c + (x0, x1) for sixteen columns of C.
func storeRow(c []float32, beta float32, x0, x1 archsimd.Float32x8) {
	c0, c1 := (*[8]float32)(c), (*[8]float32)(c[8:])
	if beta != 0 {
		scale := archsimd.BroadcastFloat32x8(beta)
		x0 = scale.MulAdd(archsimd.LoadFloat32x8Array(c0), x0)
		x1 = scale.MulAdd(archsimd.LoadFloat32x8Array(c1), x1)
	}
	x0.StoreArray(c0)
	x1.StoreArray(c1)
}
