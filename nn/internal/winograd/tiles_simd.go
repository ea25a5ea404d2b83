//go:build goexperiment.simd && (wasm || amd64)

package winograd

import (
	"simd/archsimd"

	"digitlab/nn/internal/kernel"
)

func combineRows(dst []float32, rows *[4][]float32, coef *[4]float32, count, length, step int) {
	if !kernel.HaveVectors || length%4 != 0 {
		combineRowsPlain(dst, rows, coef, count, length, step)
		return
	}
	_, _, _, _, _ = rows[0][count*length-1], rows[1][count*length-1], rows[2][count*length-1], rows[3][count*length-1], dst[(count-1)*step+length-1]
	for i := range count {
		from := i * length
		combineRow(kernel.At(dst, i*step), kernel.At(rows[0], from), kernel.At(rows[1], from), kernel.At(rows[2], from), kernel.At(rows[3], from), coef, uintptr(4*length))
	}
}

// combineRow computes one row of so many bytes. Where there is another loop round its
// own, V8 would not keep all places in registers.
//
//go:noinline
func combineRow(to, r0, r1, r2, r3 kernel.Place, coef *[4]float32, size uintptr) {
	c0, c1 := archsimd.BroadcastFloat32x4(coef[0]), archsimd.BroadcastFloat32x4(coef[1])
	c2, c3 := archsimd.BroadcastFloat32x4(coef[2]), archsimd.BroadcastFloat32x4(coef[3])
	for at := uintptr(0); at < size; at += kernel.VectorSize {
		a, b, c, d := r0.Load(at).Mul(c0), r1.Load(at).Mul(c1), r2.Load(at).Mul(c2), r3.Load(at).Mul(c3)
		to.Store(at, a.Add(b).Add(c.Add(d)))
	}
}

func rowsIn(dst []float32, rows *[points][]float32, from, length, step int) {
	if !kernel.HaveVectors || length%4 != 0 {
		rowsInPlain(dst, rows, from, length, step)
		return
	}
	_ = dst[5*step+length-1]
	for _, r := range rows {
		_ = r[from+length-1]
	}
	sixRows(kernel.At(dst, 0), uintptr(4*step), kernel.At(rows[0], from), kernel.At(rows[1], from), kernel.At(rows[2], from),
		kernel.At(rows[3], from), kernel.At(rows[4], from), kernel.At(rows[5], from), uintptr(4*length))
}

func sixRows(to kernel.Place, row uintptr, r0, r1, r2, r3, r4, r5 kernel.Place, size uintptr) {
	two, four, five := archsimd.BroadcastFloat32x4(2), archsimd.BroadcastFloat32x4(4), archsimd.BroadcastFloat32x4(5)
	for at := uintptr(0); at < size; at += kernel.VectorSize {
		x0, x1, x2, x3, x4, x5 := r0.Load(at), r1.Load(at), r2.Load(at), r3.Load(at), r4.Load(at), r5.Load(at)
		out := to.By(at)
		out.Store(0, x0.Mul(four).Sub(x2.Mul(five)).Add(x4))
		out = out.By(row)
		out.Store(0, x3.Add(x4).Sub(x1.Add(x2).Mul(four)))
		out = out.By(row)
		out.Store(0, x4.Sub(x3).Add(x1.Sub(x2).Mul(four)))
		twice1, twice3 := x1.Mul(two), x3.Mul(two)
		out = out.By(row)
		out.Store(0, twice3.Add(x4).Sub(twice1.Add(x2)))
		out = out.By(row)
		out.Store(0, x4.Sub(twice3).Add(twice1.Sub(x2)))
		out = out.By(row)
		out.Store(0, x1.Mul(four).Sub(x3.Mul(five)).Add(x5))
	}
}

func tilesIn(dst, src []float32, m, channels, tiles, n, step, cols int) {
	if !kernel.HaveVectors || n%4 != 0 {
		tilesInPlain(dst, src, m, channels, tiles, n, step, cols)
		return
	}
	_, _ = dst[(6*channels-1)*cols+tiles*n-1], src[(channels-1)*step+(m*(tiles-1)+6)*n-1]
	element, pixel := uintptr(4*channels*cols), uintptr(4*n)
	four, two := archsimd.BroadcastFloat32x4(4), archsimd.BroadcastFloat32x4(2)
	for c := range channels {
		for i := 0; i < n; i += 4 {
			from, to := kernel.At(src, c*step+i), kernel.At(dst, c*cols+i)
			d0, d1 := from.Load(0), from.Load(pixel)
			from = from.By(2 * pixel)
			d2, d3 := from.Load(0), from.Load(pixel)
			for rest := tiles; ; to = to.By(pixel) {
				from = from.By(2 * pixel)
				d4, d5 := from.Load(0), from.Load(pixel)
				even1, odd1 := d4.Sub(d2.Mul(four)), d3.Sub(d1.Mul(four))
				even2, odd2 := d4.Sub(d2), d3.Sub(d1).Mul(two)
				at := to
				at.Store(0, d0.Sub(d2).Mul(four).Add(even2))
				at = at.By(element)
				at.Store(0, even1.Add(odd1))
				at = at.By(element)
				at.Store(0, even1.Sub(odd1))
				at = at.By(element)
				at.Store(0, even2.Add(odd2))
				at = at.By(element)
				at.Store(0, even2.Sub(odd2))
				at = at.By(element)
				at.Store(0, d5.Sub(d3).Sub(odd2.Mul(two)))
				if rest--; rest == 0 {
					break
				}
				// Tiles overlap: of the six entries two or four are those of the last.
				if m == 2 {
					d0, d1, d2, d3 = d2, d3, d4, d5
					continue
				}
				from = from.By(2 * pixel)
				d0, d1, d2, d3 = d4, d5, from.Load(0), from.Load(pixel)
			}
		}
	}
}

func tapsGrad(dst, src []float32, side, length int) {
	if !kernel.HaveVectors || length%4 != 0 {
		tapsGradPlain(dst, src, side, length)
		return
	}
	_, _ = dst[side*length-1], src[points*length-1]
	row := uintptr(4 * length)
	quarter := archsimd.BroadcastFloat32x4(factor0)
	factor1, factor2 := archsimd.BroadcastFloat32x4(factor1), archsimd.BroadcastFloat32x4(factor2)
	two, four := archsimd.BroadcastFloat32x4(2), archsimd.BroadcastFloat32x4(4)
	eight, sixteen := archsimd.BroadcastFloat32x4(8), archsimd.BroadcastFloat32x4(16)
	to, from := kernel.At(dst, 0), kernel.At(src, 0)
	for first := uintptr(0); first < row; first += kernel.VectorSize {
		at := first + row
		u1 := from.Load(at)
		at += row
		u2 := from.Load(at)
		at += row
		u3 := from.Load(at)
		at += row
		u4 := from.Load(at)
		at += row
		u5 := from.Load(at)
		even1, odd1 := u1.Add(u2).Mul(factor1), u1.Sub(u2).Mul(factor1)
		even2, odd2 := u3.Add(u4).Mul(factor2), u3.Sub(u4).Mul(factor2)
		to.Store(first, from.Load(first).Mul(quarter).Add(even1.Add(even2)))
		at = first + row
		to.Store(at, odd1.Add(odd2.Mul(two)))
		at += row
		if side == three {
			to.Store(at, u5.Add(even1.Add(even2.Mul(four))))
			continue
		}
		to.Store(at, even1.Add(even2.Mul(four)))
		at += row
		to.Store(at, odd1.Add(odd2.Mul(eight)))
		at += row
		to.Store(at, u5.Add(even1.Add(even2.Mul(sixteen))))
	}
}
