//go:build goexperiment.simd && (wasm || amd64)

package winograd

import (
	"simd/archsimd"

	"digitlab/nn/internal/kernel"
)

func tilesOut2(dst, src []float32, channels, tiles, n, cols int) {
	if !kernel.HaveVectors || n%4 != 0 {
		tilesOut2Plain(dst, src, channels, tiles, n, cols)
		return
	}
	_, _ = dst[channels*tiles*2*n-1], src[(6*channels-1)*cols+tiles*n-1]
	element, pixel := uintptr(4*channels*cols), uintptr(4*n)
	two := archsimd.BroadcastFloat32x4(2)
	for c := range channels {
		for i := 0; i < n; i += 4 {
			from, to := kernel.At(src, c*cols+i), kernel.At(dst, c*tiles*2*n+i)
			for rest := tiles; ; from, to = from.By(pixel), to.By(2*pixel) {
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
				to.Store(0, m0.Add(m1.Add(m2).Add(m3.Add(m4))))
				to.Store(pixel, at.Load(0).Add(m1.Sub(m2).Add(m3.Sub(m4).Mul(two))))
				if rest--; rest == 0 {
					break
				}
			}
		}
	}
}

func rowsOut2(upper, lower, src []float32, start float32, step int) {
	if !kernel.HaveVectors || len(upper)%4 != 0 {
		rowsOut2Plain(upper, lower, src, start, step)
		return
	}
	_, _ = lower[len(upper)-1], src[5*step+len(upper)-1]
	up, low, from, row := kernel.At(upper, 0), kernel.At(lower, 0), kernel.At(src, 0), uintptr(4*step)
	b, two := archsimd.BroadcastFloat32x4(start), archsimd.BroadcastFloat32x4(2)
	for at := uintptr(0); at < uintptr(4*len(upper)); at += kernel.VectorSize {
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
		up.Store(at, b.Add(m0).Add(m1).Add(m2).Add(m3).Add(m4))
		low.Store(at, b.Add(m1).Sub(m2).Add(m3.Mul(two)).Sub(m4.Mul(two)).Add(in.Load(0)))
	}
}

func tilesGrad2(dst, upper, lower []float32, a *[2]float32, channels, tiles, n, cols int) {
	if !kernel.HaveVectors || n%4 != 0 {
		tilesGrad2Plain(dst, upper, lower, a, channels, tiles, n, cols)
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
