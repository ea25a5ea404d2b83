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
	_, _ = dst[channels*tiles*4*n-1], src[5*channels*cols+(channels-1)*cols+tiles*n-1]
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
