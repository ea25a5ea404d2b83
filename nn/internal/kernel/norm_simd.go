//go:build goexperiment.simd && (wasm || amd64)

package kernel

import "simd/archsimd"

func SumSquares(x []float32, mean float32) float32 {
	n, end := whole(x)
	if n == 0 {
		return sumSquaresPlain(x, mean)
	}
	var sums [4]float32
	total, centre := archsimd.LoadFloat32x4Array(&sums), archsimd.BroadcastFloat32x4(mean)
	from := At(x, 0)
	for at := uintptr(0); at < end; at += VectorSize {
		d := from.Load(at).Sub(centre)
		total = total.Add(d.Mul(d))
	}
	total.StoreArray(&sums)
	return (sums[0] + sums[1]) + (sums[2] + sums[3]) + sumSquaresPlain(x[n:], mean)
}

func DotCentred(dy, x []float32, mean float32) float32 {
	dy = dy[:len(x)]
	n, end := whole(x)
	if n == 0 {
		return dotCentredPlain(dy, x, mean)
	}
	var sums [4]float32
	total, centre := archsimd.LoadFloat32x4Array(&sums), archsimd.BroadcastFloat32x4(mean)
	grad, from := At(dy, 0), At(x, 0)
	for at := uintptr(0); at < end; at += VectorSize {
		total = total.Add(grad.Load(at).Mul(from.Load(at).Sub(centre)))
	}
	total.StoreArray(&sums)
	return (sums[0] + sums[1]) + (sums[2] + sums[3]) + dotCentredPlain(dy[n:], x[n:], mean)
}

func ScaleShift(y, x []float32, a, b float32) {
	y = y[:len(x)]
	n, end := whole(x)
	if n == 0 {
		scaleShiftPlain(y, x, a, b)
		return
	}
	scale, shift := archsimd.BroadcastFloat32x4(a), archsimd.BroadcastFloat32x4(b)
	to, from := At(y, 0), At(x, 0)
	for at := uintptr(0); at < end; at += VectorSize {
		to.Store(at, scale.Mul(from.Load(at)).Add(shift))
	}
	scaleShiftPlain(y[n:], x[n:], a, b)
}

func Combine(dx, dy, x []float32, a, b, c float32) {
	dx, dy = dx[:len(x)], dy[:len(x)]
	n, end := whole(x)
	if n == 0 {
		combinePlain(dx, dy, x, a, b, c)
		return
	}
	scale, slope, shift := archsimd.BroadcastFloat32x4(a), archsimd.BroadcastFloat32x4(b), archsimd.BroadcastFloat32x4(c)
	to, grad, from := At(dx, 0), At(dy, 0), At(x, 0)
	for at := uintptr(0); at < end; at += VectorSize {
		to.Store(at, scale.Mul(grad.Load(at)).Add(slope.Mul(from.Load(at))).Add(shift))
	}
	combinePlain(dx[n:], dy[n:], x[n:], a, b, c)
}
