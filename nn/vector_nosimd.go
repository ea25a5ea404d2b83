//go:build !goexperiment.simd || !(wasm || amd64)

package nn

func fill(s []float32, v float32)                 { fillPlain(s, v) }
func equal(a, b []float32) bool                   { return equalPlain(a, b) }
func sum(s []float32) float32                     { return sumPlain(s) }
func relu(y, x []float32)                         { reluPlain(y, x) }
func reluGrad(dx, dy, x []float32)                { reluGradPlain(dx, dy, x) }
func multiply(y, x, factors []float32)            { multiplyPlain(y, x, factors) }
func maxPoolRow(y, upper, lower []float32, n int) { maxPoolRowPlain(y, upper, lower, n) }
func maxPoolRowGrad(dupper, dlower, dy, upper, lower []float32, n int) {
	maxPoolRowGradPlain(dupper, dlower, dy, upper, lower, n)
}

func addScaled(y, x []float32, a float32) { addScaledPlain(y, x, a) }
func combineRows(dst []float32, rows *[4][]float32, coef *[4]float32, count, length, step int) {
	combineRowsPlain(dst, rows, coef, count, length, step)
}
func tilesIn(dst, src []float32, channels, tiles, n, step, cols int) {
	tilesInPlain(dst, src, channels, tiles, n, step, cols)
}
func tilesOut(upper, lower, src []float32, a *[2]float32, channels, tiles, n, cols int) {
	tilesOutPlain(upper, lower, src, a, channels, tiles, n, cols)
}
func tilesGrad(dst, upper, lower []float32, a *[2]float32, channels, tiles, n, cols int) {
	tilesGradPlain(dst, upper, lower, a, channels, tiles, n, cols)
}
func tapsGrad(dst, src []float32, length int) { tapsGradPlain(dst, src, length) }

func sumSquares(x []float32, mean float32) float32     { return sumSquaresPlain(x, mean) }
func dotCentred(dy, x []float32, mean float32) float32 { return dotCentredPlain(dy, x, mean) }
func scaleShift(y, x []float32, a, b float32)          { scaleShiftPlain(y, x, a, b) }
func combine(dx, dy, x []float32, a, b, c float32)     { combinePlain(dx, dy, x, a, b, c) }
