//go:build goexperiment.simd && (wasm || amd64)

package nn

import (
	"simd/archsimd"
	"unsafe"
)

// The loops on vectors step pointers instead of indices: the compiler would
// compute each address anew from an index, at the price of one or two additions of
// vectors. Each loop checks its bounds once, before it starts.

// cursor is a place among the values of a slice.
type cursor struct{ p unsafe.Pointer }

// cursorAt returns the place of entry i of s. It is no index: nothing is read.
func cursorAt(s []float32, i int) cursor {
	return cursor{unsafe.Add(unsafe.Pointer(unsafe.SliceData(s)), 4*i)}
}

// by returns the place so many bytes further.
func (c cursor) by(bytes uintptr) cursor { return cursor{unsafe.Add(c.p, bytes)} }

func (c cursor) load() archsimd.Float32x4 {
	return archsimd.LoadFloat32x4Array((*[4]float32)(c.p))
}

func (c cursor) store(v archsimd.Float32x4) { v.StoreArray((*[4]float32)(c.p)) }

// vectorSize is the size of a vector in bytes.
const vectorSize = 16

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
	from := cursorAt(s, 0)
	for range n / 4 {
		total = total.Add(from.load())
		from = from.by(vectorSize)
	}
	total.StoreArray(&sums)
	return (sums[0] + sums[1]) + (sums[2] + sums[3]) + sumPlain(s[n:])
}

func relu(y, x []float32) {
	y = y[:len(x)]
	var zeros [4]float32
	zero := archsimd.LoadFloat32x4Array(&zeros)
	n := whole(x)
	to, from := cursorAt(y, 0), cursorAt(x, 0)
	for range n / 4 {
		to.store(from.load().Max(zero))
		to, from = to.by(vectorSize), from.by(vectorSize)
	}
	reluPlain(y[n:], x[n:])
}

func reluGrad(dx, dy, x []float32) {
	dx, dy = dx[:len(x)], dy[:len(x)]
	var zeros [4]float32
	zero := archsimd.LoadFloat32x4Array(&zeros)
	n := whole(x)
	to, grad, from := cursorAt(dx, 0), cursorAt(dy, 0), cursorAt(x, 0)
	for range n / 4 {
		to.store(grad.load().Masked(from.load().Greater(zero)))
		to, grad, from = to.by(vectorSize), grad.by(vectorSize), from.by(vectorSize)
	}
	reluGradPlain(dx[n:], dy[n:], x[n:])
}

func maxPoolRow(y, upper, lower []float32, n int) {
	if !haveVectors || n%4 != 0 {
		maxPoolRowPlain(y, upper, lower, n)
		return
	}
	_, _ = upper[:2*len(y)], lower[:2*len(y)]
	to, up, low, pixel := cursorAt(y, 0), cursorAt(upper, 0), cursorAt(lower, 0), uintptr(4*n)
	for range len(y) / n {
		for range n / 4 {
			a, b, c, d := up.load(), up.by(pixel).load(), low.load(), low.by(pixel).load()
			to.store(a.Max(b).Max(c.Max(d)))
			to, up, low = to.by(vectorSize), up.by(vectorSize), low.by(vectorSize)
		}
		up, low = up.by(pixel), low.by(pixel)
	}
}

func maxPoolRowGrad(dupper, dlower, dy, upper, lower []float32, n int) {
	if !haveVectors || n%4 != 0 {
		maxPoolRowGradPlain(dupper, dlower, dy, upper, lower, n)
		return
	}
	_, _, _, _ = upper[:2*len(dy)], lower[:2*len(dy)], dupper[:2*len(dy)], dlower[:2*len(dy)]
	grad, pixel := cursorAt(dy, 0), uintptr(4*n)
	up, low, dup, dlow := cursorAt(upper, 0), cursorAt(lower, 0), cursorAt(dupper, 0), cursorAt(dlower, 0)
	for range len(dy) / n {
		for range n / 4 {
			a, b, c, d := up.load(), up.by(pixel).load(), low.load(), low.by(pixel).load()
			largest := a.Max(b).Max(c.Max(d))
			g := grad.load()
			// Each place in reading order takes what those before it left.
			notA := largest.NotEqual(a)
			notAB := notA.And(largest.NotEqual(b))
			dup.store(g.Masked(largest.Equal(a)))
			dup.by(pixel).store(g.Masked(notA.And(largest.Equal(b))))
			dlow.store(g.Masked(notAB.And(largest.Equal(c))))
			dlow.by(pixel).store(g.Masked(notAB.And(largest.NotEqual(c))))
			grad, up, low = grad.by(vectorSize), up.by(vectorSize), low.by(vectorSize)
			dup, dlow = dup.by(vectorSize), dlow.by(vectorSize)
		}
		up, low, dup, dlow = up.by(pixel), low.by(pixel), dup.by(pixel), dlow.by(pixel)
	}
}
