//go:build !goexperiment.simd || !(wasm || amd64)

package winograd

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
