//go:build goexperiment.simd && (wasm || amd64)

package nn

import "simd/archsimd"

func addScaled(y, x []float32, a float32) {
	y = y[:len(x)]
	n := whole(x)
	if n > 0 {
		to, from, factor := cursorAt(y, 0), cursorAt(x, 0), archsimd.BroadcastFloat32x4(a)
		for range n / 4 {
			to.store(to.load().Add(from.load().Mul(factor)))
			to, from = to.by(vectorSize), from.by(vectorSize)
		}
	}
	addScaledPlain(y[n:], x[n:], a)
}

func combineRows(dst []float32, rows *[4][]float32, coef *[4]float32, count, length, step int) {
	if !haveVectors || length%4 != 0 {
		combineRowsPlain(dst, rows, coef, count, length, step)
		return
	}
	_, _, _, _, _ = rows[0][count*length-1], rows[1][count*length-1], rows[2][count*length-1], rows[3][count*length-1], dst[(count-1)*step+length-1]
	r0, r1, r2, r3 := cursorAt(rows[0], 0), cursorAt(rows[1], 0), cursorAt(rows[2], 0), cursorAt(rows[3], 0)
	c0, c1 := archsimd.BroadcastFloat32x4(coef[0]), archsimd.BroadcastFloat32x4(coef[1])
	c2, c3 := archsimd.BroadcastFloat32x4(coef[2]), archsimd.BroadcastFloat32x4(coef[3])
	for i := range count {
		to := cursorAt(dst, i*step)
		for range length / 4 {
			a, b, c, d := r0.load().Mul(c0), r1.load().Mul(c1), r2.load().Mul(c2), r3.load().Mul(c3)
			to.store(a.Add(b).Add(c.Add(d)))
			r0, r1, r2, r3, to = r0.by(vectorSize), r1.by(vectorSize), r2.by(vectorSize), r3.by(vectorSize), to.by(vectorSize)
		}
	}
}

func tilesIn(dst, src []float32, channels, tiles, n, step, cols int) {
	if !haveVectors || n%4 != 0 {
		tilesInPlain(dst, src, channels, tiles, n, step, cols)
		return
	}
	_, _ = dst[5*channels*cols+(channels-1)*cols+tiles*n-1], src[(channels-1)*step+(2*tiles+4)*n-1]
	element, pixel := uintptr(4*channels*cols), uintptr(4*n)
	four, two := archsimd.BroadcastFloat32x4(4), archsimd.BroadcastFloat32x4(2)
	for c := range channels {
		for i := 0; i < n; i += 4 {
			from, to := cursorAt(src, c*step+i), cursorAt(dst, c*cols+i)
			d0 := from.load()
			from = from.by(pixel)
			d1 := from.load()
			from = from.by(pixel)
			d2 := from.load()
			from = from.by(pixel)
			d3 := from.load()
			for range tiles {
				from = from.by(pixel)
				d4 := from.load()
				from = from.by(pixel)
				d5 := from.load()
				even1, odd1 := d4.Sub(d2.Mul(four)), d3.Sub(d1.Mul(four))
				even2, odd2 := d4.Sub(d2), d3.Sub(d1).Mul(two)
				at := to
				at.store(d0.Sub(d2).Mul(four).Add(even2))
				at = at.by(element)
				at.store(even1.Add(odd1))
				at = at.by(element)
				at.store(even1.Sub(odd1))
				at = at.by(element)
				at.store(even2.Add(odd2))
				at = at.by(element)
				at.store(even2.Sub(odd2))
				at = at.by(element)
				at.store(d5.Sub(d3).Sub(odd2.Mul(two)))
				d0, d1, d2, d3 = d2, d3, d4, d5
				to = to.by(pixel)
			}
		}
	}
}

func tilesOut(upper, lower, src []float32, a *[2]float32, channels, tiles, n, cols int) {
	if !haveVectors || n%4 != 0 {
		tilesOutPlain(upper, lower, src, a, channels, tiles, n, cols)
		return
	}
	_, _, _ = upper[channels*tiles*2*n-1], lower[channels*tiles*2*n-1], src[5*channels*cols+(channels-1)*cols+tiles*n-1]
	element, pixel := uintptr(4*channels*cols), uintptr(4*n)
	two := archsimd.BroadcastFloat32x4(2)
	a0, a1 := archsimd.BroadcastFloat32x4(a[0]), archsimd.BroadcastFloat32x4(a[1])
	up, low := cursorAt(upper, 0), cursorAt(lower, 0)
	for c := range channels {
		from := cursorAt(src, c*cols)
		for range tiles {
			for range n / 4 {
				at := from
				m0 := at.load()
				at = at.by(element)
				m1 := at.load()
				at = at.by(element)
				m2 := at.load()
				at = at.by(element)
				m3 := at.load()
				at = at.by(element)
				m4 := at.load()
				at = at.by(element)
				left := m0.Add(m1.Add(m2).Add(m3.Add(m4)))
				right := at.load().Add(m1.Sub(m2).Add(m3.Sub(m4).Mul(two)))
				up.store(up.load().Add(left.Mul(a0)))
				low.store(low.load().Add(left.Mul(a1)))
				upRight, lowRight := up.by(pixel), low.by(pixel)
				upRight.store(upRight.load().Add(right.Mul(a0)))
				lowRight.store(lowRight.load().Add(right.Mul(a1)))
				from, up, low = from.by(vectorSize), up.by(vectorSize), low.by(vectorSize)
			}
			up, low = up.by(pixel), low.by(pixel)
		}
	}
}

func tilesGrad(dst, upper, lower []float32, a *[2]float32, channels, tiles, n, cols int) {
	if !haveVectors || n%4 != 0 {
		tilesGradPlain(dst, upper, lower, a, channels, tiles, n, cols)
		return
	}
	_, _, _ = dst[5*channels*cols+(channels-1)*cols+tiles*n-1], upper[channels*tiles*2*n-1], lower[channels*tiles*2*n-1]
	element, pixel := uintptr(4*channels*cols), uintptr(4*n)
	a0, a1 := archsimd.BroadcastFloat32x4(a[0]), archsimd.BroadcastFloat32x4(a[1])
	up, low := cursorAt(upper, 0), cursorAt(lower, 0)
	for c := range channels {
		to := cursorAt(dst, c*cols)
		for range tiles {
			for range n / 4 {
				y0 := up.load().Mul(a0).Add(low.load().Mul(a1))
				y1 := up.by(pixel).load().Mul(a0).Add(low.by(pixel).load().Mul(a1))
				twice := y1.Add(y1)
				at := to
				at.store(y0)
				at = at.by(element)
				at.store(y0.Add(y1))
				at = at.by(element)
				at.store(y0.Sub(y1))
				at = at.by(element)
				at.store(y0.Add(twice))
				at = at.by(element)
				at.store(y0.Sub(twice))
				at = at.by(element)
				at.store(y1)
				to, up, low = to.by(vectorSize), up.by(vectorSize), low.by(vectorSize)
			}
			up, low = up.by(pixel), low.by(pixel)
		}
	}
}

func tapsGrad(dst, src []float32, length int) {
	if !haveVectors || length%4 != 0 {
		tapsGradPlain(dst, src, length)
		return
	}
	_, _ = dst[filterTaps*length-1], src[points*length-1]
	row := uintptr(4 * length)
	quarter := archsimd.BroadcastFloat32x4(filterG[0][0])
	factor1, factor2 := archsimd.BroadcastFloat32x4(filterG[1][0]), archsimd.BroadcastFloat32x4(filterG[3][0])
	two, four := archsimd.BroadcastFloat32x4(2), archsimd.BroadcastFloat32x4(4)
	eight, sixteen := archsimd.BroadcastFloat32x4(8), archsimd.BroadcastFloat32x4(16)
	to, from := cursorAt(dst, 0), cursorAt(src, 0)
	for range length / 4 {
		at := from.by(row)
		u1 := at.load()
		at = at.by(row)
		u2 := at.load()
		at = at.by(row)
		u3 := at.load()
		at = at.by(row)
		u4 := at.load()
		at = at.by(row)
		u5 := at.load()
		even1, odd1 := u1.Add(u2).Mul(factor1), u1.Sub(u2).Mul(factor1)
		even2, odd2 := u3.Add(u4).Mul(factor2), u3.Sub(u4).Mul(factor2)
		to.store(from.load().Mul(quarter).Add(even1.Add(even2)))
		at = to.by(row)
		at.store(odd1.Add(odd2.Mul(two)))
		at = at.by(row)
		at.store(even1.Add(even2.Mul(four)))
		at = at.by(row)
		at.store(odd1.Add(odd2.Mul(eight)))
		at = at.by(row)
		at.store(u5.Add(even1.Add(even2.Mul(sixteen))))
		to, from = to.by(vectorSize), from.by(vectorSize)
	}
}
