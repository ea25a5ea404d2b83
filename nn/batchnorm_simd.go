//go:build goexperiment.simd && (wasm || amd64)

package nn

import "simd/archsimd"

func sumSquares(x []float32, mean float32) float32 {
	n := whole(x)
	if n == 0 {
		return sumSquaresPlain(x, mean)
	}
	var sums [4]float32
	total, centre := archsimd.LoadFloat32x4Array(&sums), archsimd.BroadcastFloat32x4(mean)
	from := cursorAt(x, 0)
	for range n / 4 {
		d := from.load().Sub(centre)
		total = total.Add(d.Mul(d))
		from = from.by(vectorSize)
	}
	total.StoreArray(&sums)
	return (sums[0] + sums[1]) + (sums[2] + sums[3]) + sumSquaresPlain(x[n:], mean)
}

func dotCentred(dy, x []float32, mean float32) float32 {
	dy = dy[:len(x)]
	n := whole(x)
	if n == 0 {
		return dotCentredPlain(dy, x, mean)
	}
	var sums [4]float32
	total, centre := archsimd.LoadFloat32x4Array(&sums), archsimd.BroadcastFloat32x4(mean)
	grad, from := cursorAt(dy, 0), cursorAt(x, 0)
	for range n / 4 {
		total = total.Add(grad.load().Mul(from.load().Sub(centre)))
		grad, from = grad.by(vectorSize), from.by(vectorSize)
	}
	total.StoreArray(&sums)
	return (sums[0] + sums[1]) + (sums[2] + sums[3]) + dotCentredPlain(dy[n:], x[n:], mean)
}

func scaleShift(y, x []float32, a, b float32) {
	y = y[:len(x)]
	n := whole(x)
	if n > 0 {
		scale, shift := archsimd.BroadcastFloat32x4(a), archsimd.BroadcastFloat32x4(b)
		to, from := cursorAt(y, 0), cursorAt(x, 0)
		for range n / 4 {
			to.store(scale.Mul(from.load()).Add(shift))
			to, from = to.by(vectorSize), from.by(vectorSize)
		}
	}
	scaleShiftPlain(y[n:], x[n:], a, b)
}

func combine(dx, dy, x []float32, a, b, c float32) {
	dx, dy = dx[:len(x)], dy[:len(x)]
	n := whole(x)
	if n > 0 {
		scale, slope, shift := archsimd.BroadcastFloat32x4(a), archsimd.BroadcastFloat32x4(b), archsimd.BroadcastFloat32x4(c)
		to, grad, from := cursorAt(dx, 0), cursorAt(dy, 0), cursorAt(x, 0)
		for range n / 4 {
			to.store(scale.Mul(grad.load()).Add(slope.Mul(from.load())).Add(shift))
			to, grad, from = to.by(vectorSize), grad.by(vectorSize), from.by(vectorSize)
		}
	}
	combinePlain(dx[n:], dy[n:], x[n:], a, b, c)
}
