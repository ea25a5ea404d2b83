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

func tilesIn(dst, src []float32, channels, tiles, n, step, cols int) {
	if !kernel.HaveVectors || n%4 != 0 {
		tilesInPlain(dst, src, channels, tiles, n, step, cols)
		return
	}
	_, _ = dst[5*channels*cols+(channels-1)*cols+tiles*n-1], src[(channels-1)*step+(2*tiles+4)*n-1]
	element, pixel, end := uintptr(4*channels*cols), uintptr(4*n), uintptr(4*tiles*n)
	four, two := archsimd.BroadcastFloat32x4(4), archsimd.BroadcastFloat32x4(2)
	for c := range channels {
		for i := 0; i < n; i += 4 {
			from, to := kernel.At(src, c*step+i), kernel.At(dst, c*cols+i)
			d0 := from.Load(0)
			from = from.By(pixel)
			d1 := from.Load(0)
			from = from.By(pixel)
			d2 := from.Load(0)
			from = from.By(pixel)
			d3 := from.Load(0)
			for tile := uintptr(0); tile < end; tile += pixel {
				from = from.By(pixel)
				d4 := from.Load(0)
				from = from.By(pixel)
				d5 := from.Load(0)
				even1, odd1 := d4.Sub(d2.Mul(four)), d3.Sub(d1.Mul(four))
				even2, odd2 := d4.Sub(d2), d3.Sub(d1).Mul(two)
				at := to.By(tile)
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
				d0, d1, d2, d3 = d2, d3, d4, d5
			}
		}
	}
}

func tilesOut(upper, lower, src []float32, a *[2]float32, channels, tiles, n, cols int) {
	if !kernel.HaveVectors || n%4 != 0 {
		tilesOutPlain(upper, lower, src, a, channels, tiles, n, cols)
		return
	}
	_, _, _ = upper[channels*tiles*2*n-1], lower[channels*tiles*2*n-1], src[5*channels*cols+(channels-1)*cols+tiles*n-1]
	element, pixel := uintptr(4*channels*cols), uintptr(4*n)
	two := archsimd.BroadcastFloat32x4(2)
	a0, a1 := archsimd.BroadcastFloat32x4(a[0]), archsimd.BroadcastFloat32x4(a[1])
	for c := range channels {
		for i := 0; i < n; i += 4 {
			from, pair := kernel.At(src, c*cols+i), c*tiles*2*n+i
			up, low := kernel.At(upper, pair), kernel.At(lower, pair)
			for rest := tiles; ; from, up, low = from.By(pixel), up.By(2*pixel), low.By(2*pixel) {
				at := from
				m0 := at.Load(0)
				at = at.By(element)
				m1 := at.Load(0)
				at = at.By(element)
				m2 := at.Load(0)
				at = at.By(element)
				m3 := at.Load(0)
				at = at.By(element)
				m4 := at.Load(0)
				at = at.By(element)
				left := m0.Add(m1.Add(m2).Add(m3.Add(m4)))
				right := at.Load(0).Add(m1.Sub(m2).Add(m3.Sub(m4).Mul(two)))
				up.Store(0, up.Load(0).Add(left.Mul(a0)))
				low.Store(0, low.Load(0).Add(left.Mul(a1)))
				upRight, lowRight := up.By(pixel), low.By(pixel)
				upRight.Store(0, upRight.Load(0).Add(right.Mul(a0)))
				lowRight.Store(0, lowRight.Load(0).Add(right.Mul(a1)))
				if rest--; rest == 0 {
					break
				}
			}
		}
	}
}

func tilesGrad(dst, upper, lower []float32, a *[2]float32, channels, tiles, n, cols int) {
	if !kernel.HaveVectors || n%4 != 0 {
		tilesGradPlain(dst, upper, lower, a, channels, tiles, n, cols)
		return
	}
	_, _, _ = dst[5*channels*cols+(channels-1)*cols+tiles*n-1], upper[channels*tiles*2*n-1], lower[channels*tiles*2*n-1]
	element, pixel := uintptr(4*channels*cols), uintptr(4*n)
	a0, a1 := archsimd.BroadcastFloat32x4(a[0]), archsimd.BroadcastFloat32x4(a[1])
	for c := range channels {
		for i := 0; i < n; i += 4 {
			to, pair := kernel.At(dst, c*cols+i), c*tiles*2*n+i
			up, low := kernel.At(upper, pair), kernel.At(lower, pair)
			for rest := tiles; ; to, up, low = to.By(pixel), up.By(2*pixel), low.By(2*pixel) {
				y0 := up.Load(0).Mul(a0).Add(low.Load(0).Mul(a1))
				y1 := up.Load(pixel).Mul(a0).Add(low.Load(pixel).Mul(a1))
				twice := y1.Add(y1)
				at := to
				at.Store(0, y0)
				at = at.By(element)
				at.Store(0, y0.Add(y1))
				at = at.By(element)
				at.Store(0, y0.Sub(y1))
				at = at.By(element)
				at.Store(0, y0.Add(twice))
				at = at.By(element)
				at.Store(0, y0.Sub(twice))
				at = at.By(element)
				at.Store(0, y1)
				if rest--; rest == 0 {
					break
				}
			}
		}
	}
}

func tapsGrad(dst, src []float32, length int) {
	if !kernel.HaveVectors || length%4 != 0 {
		tapsGradPlain(dst, src, length)
		return
	}
	_, _ = dst[Side*length-1], src[points*length-1]
	row := uintptr(4 * length)
	quarter := archsimd.BroadcastFloat32x4(filterG[0][0])
	factor1, factor2 := archsimd.BroadcastFloat32x4(filterG[1][0]), archsimd.BroadcastFloat32x4(filterG[3][0])
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
		to.Store(at, even1.Add(even2.Mul(four)))
		at += row
		to.Store(at, odd1.Add(odd2.Mul(eight)))
		at += row
		to.Store(at, u5.Add(even1.Add(even2.Mul(sixteen))))
	}
}
