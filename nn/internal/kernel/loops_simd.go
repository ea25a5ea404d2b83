//go:build goexperiment.simd && (wasm || amd64)

package kernel

import (
	"simd/archsimd"
	"unsafe"
)

// The loops on vectors step by bytes: the compiler would compute each address anew
// from an index, at the price of one or two additions of vectors. Each loop checks
// its bounds once, before it starts. One that has nothing to do on vectors returns at
// once: in a block behind a condition, V8 would not keep its offset in a register.

// Place is a place among the values of a slice. It must stay there: what a pointer
// behind the last vector points to is another allocation or none, and the garbage
// collector stops the program over it. So loops step an offset, or they end before
// their last step.
type Place struct{ p unsafe.Pointer }

// At returns the place of entry i of s, or of none if s is empty.
func At(s []float32, i int) Place {
	return Place{unsafe.Add(unsafe.Pointer(unsafe.SliceData(s)), 4*i)}
}

// By returns the place so many bytes further.
func (p Place) By(bytes uintptr) Place { return Place{unsafe.Add(p.p, bytes)} }

// Load reads the vector that begins so many bytes further.
func (p Place) Load(bytes uintptr) archsimd.Float32x4 {
	return archsimd.LoadFloat32x4Array((*[4]float32)(p.By(bytes).p))
}

// Store writes a vector there.
func (p Place) Store(bytes uintptr, v archsimd.Float32x4) {
	v.StoreArray((*[4]float32)(p.By(bytes).p))
}

// VectorSize is the size of a vector in bytes.
const VectorSize = 16

// whole returns the number of entries of s that fill vectors, 0 on a machine
// that has none, and their size in bytes.
func whole(s []float32) (n int, size uintptr) {
	if !HaveVectors {
		return 0, 0
	}
	n = len(s) / 4 * 4
	return n, 4 * uintptr(n)
}

func Fill(s []float32, v float32) {
	n, end := whole(s)
	if n == 0 {
		fillPlain(s, v)
		return
	}
	to, all := At(s, 0), archsimd.BroadcastFloat32x4(v)
	for at := uintptr(0); at < end; at += VectorSize {
		to.Store(at, all)
	}
	fillPlain(s[n:], v)
}

func Equal(a, b []float32) bool {
	b = b[:len(a)]
	n, end := whole(a)
	if n == 0 {
		return equalPlain(a, b)
	}
	x, y := At(a, 0), At(b, 0)
	differ := x.Load(0).NotEqual(y.Load(0))
	for at := uintptr(VectorSize); at < end; at += VectorSize {
		differ = differ.Or(x.Load(at).NotEqual(y.Load(at)))
	}
	var lanes [4]int32
	differ.ToInt32x4().StoreArray(&lanes)
	return lanes == [4]int32{} && equalPlain(a[n:], b[n:])
}

func Sum(s []float32) float32 {
	if !HaveVectors || len(s) < 16 {
		return sumPlain(s)
	}
	n, end := whole(s[:len(s)/16*16])
	// Four sums, each of which waits for its own last addition only.
	var s0, s1, s2, s3 archsimd.Float32x4
	from := At(s, 0)
	for at := uintptr(0); at < end; at += 4 * VectorSize {
		s0 = s0.Add(from.Load(at))
		s1 = s1.Add(from.Load(at + VectorSize))
		s2 = s2.Add(from.Load(at + 2*VectorSize))
		s3 = s3.Add(from.Load(at + 3*VectorSize))
	}
	var total [4]float32
	s0.Add(s1).Add(s2.Add(s3)).StoreArray(&total)
	return (total[0] + total[1]) + (total[2] + total[3]) + sumTail(s[n:])
}

func ReLU(y, x []float32) {
	y = y[:len(x)]
	var zeros [4]float32
	zero := archsimd.LoadFloat32x4Array(&zeros)
	n, end := whole(x)
	to, from := At(y, 0), At(x, 0)
	for at := uintptr(0); at < end; at += VectorSize {
		to.Store(at, from.Load(at).Max(zero))
	}
	reluPlain(y[n:], x[n:])
}

func ReLUGrad(dx, dy, x []float32) {
	dx, dy = dx[:len(x)], dy[:len(x)]
	var zeros [4]float32
	zero := archsimd.LoadFloat32x4Array(&zeros)
	n, end := whole(x)
	to, grad, from := At(dx, 0), At(dy, 0), At(x, 0)
	for at := uintptr(0); at < end; at += VectorSize {
		to.Store(at, grad.Load(at).Masked(from.Load(at).Greater(zero)))
	}
	reluGradPlain(dx[n:], dy[n:], x[n:])
}

func Multiply(y, x, factors []float32) {
	y, factors = y[:len(x)], factors[:len(x)]
	n, end := whole(x)
	to, from, factor := At(y, 0), At(x, 0), At(factors, 0)
	for at := uintptr(0); at < end; at += VectorSize {
		to.Store(at, from.Load(at).Mul(factor.Load(at)))
	}
	multiplyPlain(y[n:], x[n:], factors[n:])
}

func MaxPoolRow(y, upper, lower []float32, n int) {
	if !HaveVectors || n%4 != 0 {
		maxPoolRowPlain(y, upper, lower, n)
		return
	}
	_, _ = upper[:2*len(y)], lower[:2*len(y)]
	pixel := uintptr(4 * n)
	for i := 0; i < len(y); i += n {
		to, up, low := At(y, i), At(upper, 2*i), At(lower, 2*i)
		for left := uintptr(0); left < pixel; left += VectorSize {
			right := left + pixel
			a, b, c, d := up.Load(left), up.Load(right), low.Load(left), low.Load(right)
			to.Store(left, a.Max(b).Max(c.Max(d)))
		}
	}
}

func MaxPoolRowGrad(dupper, dlower, dy, upper, lower []float32, n int) {
	if !HaveVectors || n%4 != 0 {
		maxPoolRowGradPlain(dupper, dlower, dy, upper, lower, n)
		return
	}
	_, _, _, _ = upper[:2*len(dy)], lower[:2*len(dy)], dupper[:2*len(dy)], dlower[:2*len(dy)]
	pixel := uintptr(4 * n)
	for i := 0; i < len(dy); i += n {
		grad, up, low, dup, dlow := At(dy, i), At(upper, 2*i), At(lower, 2*i), At(dupper, 2*i), At(dlower, 2*i)
		for left := uintptr(0); left < pixel; left += VectorSize {
			right := left + pixel
			a, b, c, d := up.Load(left), up.Load(right), low.Load(left), low.Load(right)
			largest := a.Max(b).Max(c.Max(d))
			g := grad.Load(left)
			// Each place in reading order takes what those before it left.
			notA := largest.NotEqual(a)
			notAB := notA.And(largest.NotEqual(b))
			dup.Store(left, g.Masked(largest.Equal(a)))
			dup.Store(right, g.Masked(notA.And(largest.Equal(b))))
			dlow.Store(left, g.Masked(notAB.And(largest.Equal(c))))
			dlow.Store(right, g.Masked(notAB.And(largest.NotEqual(c))))
		}
	}
}

func AddScaled(y, x []float32, a float32) {
	y = y[:len(x)]
	n, end := whole(x)
	if n == 0 {
		addScaledPlain(y, x, a)
		return
	}
	to, from, factor := At(y, 0), At(x, 0), archsimd.BroadcastFloat32x4(a)
	for at := uintptr(0); at < end; at += VectorSize {
		to.Store(at, to.Load(at).Add(from.Load(at).Mul(factor)))
	}
	addScaledPlain(y[n:], x[n:], a)
}
