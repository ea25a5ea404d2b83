//go:build goexperiment.simd && (wasm || amd64)

package winograd

import (
	"simd/archsimd"

	"digitlab/nn/internal/kernel"
)

func tilesOut4(dst, src []float32, channels, tiles, n, cols int) {
	if !kernel.HaveVectors || n%4 != 0 {
		tilesOut4Plain(dst, src, channels, tiles, n, cols)
		return
	}
	_, _ = dst[channels*tiles*4*n-1], src[(6*channels-1)*cols+tiles*n-1]
	element, pixel := uintptr(4*channels*cols), uintptr(4*n)
	two, four, eight := archsimd.BroadcastFloat32x4(2), archsimd.BroadcastFloat32x4(4), archsimd.BroadcastFloat32x4(8)
	for c := range channels {
		for i := 0; i < n; i += 4 {
			from, to := kernel.At(src, c*cols+i), kernel.At(dst, c*tiles*4*n+i)
			for rest := tiles; ; from, to = from.By(pixel), to.By(4*pixel) {
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
				even1, odd1 := m1.Add(m2), m1.Sub(m2)
				even2, odd2 := m3.Add(m4), m3.Sub(m4)
				last := at.Load(0)
				at = to
				at.Store(0, m0.Add(even1.Add(even2)))
				at = at.By(pixel)
				at.Store(0, odd1.Add(odd2.Mul(two)))
				at = at.By(pixel)
				at.Store(0, even1.Add(even2.Mul(four)))
				at = at.By(pixel)
				at.Store(0, last.Add(odd1.Add(odd2.Mul(eight))))
				if rest--; rest == 0 {
					break
				}
			}
		}
	}
}

func rowsOut4(rows *[4][]float32, src []float32, start float32, step int) {
	length := len(rows[0])
	if !kernel.HaveVectors || length%4 != 0 {
		rowsOut4Plain(rows, src, start, step)
		return
	}
	_, _, _, _ = rows[1][length-1], rows[2][length-1], rows[3][length-1], src[5*step+length-1]
	r0, r1, r2, r3 := kernel.At(rows[0], 0), kernel.At(rows[1], 0), kernel.At(rows[2], 0), kernel.At(rows[3], 0)
	from, row, b := kernel.At(src, 0), uintptr(4*step), archsimd.BroadcastFloat32x4(start)
	two, four, eight := archsimd.BroadcastFloat32x4(2), archsimd.BroadcastFloat32x4(4), archsimd.BroadcastFloat32x4(8)
	for at := uintptr(0); at < uintptr(4*length); at += kernel.VectorSize {
		in := from.By(at)
		m0 := in.Load(0)
		in = in.By(row)
		m1 := in.Load(0)
		in = in.By(row)
		m2 := in.Load(0)
		in = in.By(row)
		m3 := in.Load(0)
		in = in.By(row)
		m4 := in.Load(0)
		in = in.By(row)
		even, odd := b.Add(m1).Add(m2), b.Add(m1).Sub(m2)
		r0.Store(at, b.Add(m0).Add(m1).Add(m2).Add(m3).Add(m4))
		r1.Store(at, odd.Add(m3.Mul(two)).Sub(m4.Mul(two)))
		r2.Store(at, even.Add(m3.Mul(four)).Add(m4.Mul(four)))
		r3.Store(at, odd.Add(m3.Mul(eight)).Sub(m4.Mul(eight)).Add(in.Load(0)))
	}
}

func tilesGrad4(dst, src []float32, channels, tiles, n, cols int) {
	if !kernel.HaveVectors || n%4 != 0 {
		tilesGrad4Plain(dst, src, channels, tiles, n, cols)
		return
	}
	_, _ = dst[5*channels*cols+(channels-1)*cols+tiles*n-1], src[channels*tiles*4*n-1]
	element, pixel := uintptr(4*channels*cols), uintptr(4*n)
	two, four, eight := archsimd.BroadcastFloat32x4(2), archsimd.BroadcastFloat32x4(4), archsimd.BroadcastFloat32x4(8)
	for c := range channels {
		for i := 0; i < n; i += 4 {
			from, to := kernel.At(src, c*tiles*4*n+i), kernel.At(dst, c*cols+i)
			for rest := tiles; ; from, to = from.By(4*pixel), to.By(pixel) {
				at := from
				y0 := at.Load(0)
				at = at.By(pixel)
				y1 := at.Load(0)
				at = at.By(pixel)
				y2 := at.Load(0)
				at = at.By(pixel)
				y3 := at.Load(0)
				even1, odd1 := y0.Add(y2), y1.Add(y3)
				even2, odd2 := y0.Add(y2.Mul(four)), y1.Mul(two).Add(y3.Mul(eight))
				at = to
				at.Store(0, y0)
				at = at.By(element)
				at.Store(0, even1.Add(odd1))
				at = at.By(element)
				at.Store(0, even1.Sub(odd1))
				at = at.By(element)
				at.Store(0, even2.Add(odd2))
				at = at.By(element)
				at.Store(0, even2.Sub(odd2))
				at = at.By(element)
				at.Store(0, y3)
				if rest--; rest == 0 {
					break
				}
			}
		}
	}
}
