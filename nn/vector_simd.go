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

func fill(s []float32, v float32) {
	n := whole(s)
	if n > 0 {
		to, all := cursorAt(s, 0), archsimd.BroadcastFloat32x4(v)
		for range n / 4 {
			to.store(all)
			to = to.by(vectorSize)
		}
	}
	fillPlain(s[n:], v)
}

func equal(a, b []float32) bool {
	b = b[:len(a)]
	n := whole(a)
	if n > 0 {
		x, y := cursorAt(a, 0), cursorAt(b, 0)
		differ := x.load().NotEqual(y.load())
		for range n/4 - 1 {
			x, y = x.by(vectorSize), y.by(vectorSize)
			differ = differ.Or(x.load().NotEqual(y.load()))
		}
		var lanes [4]int32
		if differ.ToInt32x4().StoreArray(&lanes); lanes != [4]int32{} {
			return false
		}
	}
	return equalPlain(a[n:], b[n:])
}

func sum(s []float32) float32 {
	n := whole(s) / 16 * 16
	if n == 0 {
		return sumPlain(s)
	}
	// Four sums, each of which waits for its own last addition only.
	var sums [16]float32
	from, into := cursorAt(s, 0), cursorAt(sums[:], 0)
	s0, s1, s2, s3 := into.load(), into.load(), into.load(), into.load()
	for range n / 16 {
		s0 = s0.Add(from.load())
		from = from.by(vectorSize)
		s1 = s1.Add(from.load())
		from = from.by(vectorSize)
		s2 = s2.Add(from.load())
		from = from.by(vectorSize)
		s3 = s3.Add(from.load())
		from = from.by(vectorSize)
	}
	into.store(s0)
	into.by(vectorSize).store(s1)
	into.by(2 * vectorSize).store(s2)
	into.by(3 * vectorSize).store(s3)
	return sumOf(&sums) + sumTail(s[n:])
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

func multiply(y, x, factors []float32) {
	y, factors = y[:len(x)], factors[:len(x)]
	n := whole(x)
	to, from, factor := cursorAt(y, 0), cursorAt(x, 0), cursorAt(factors, 0)
	for range n / 4 {
		to.store(from.load().Mul(factor.load()))
		to, from, factor = to.by(vectorSize), from.by(vectorSize), factor.by(vectorSize)
	}
	multiplyPlain(y[n:], x[n:], factors[n:])
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
