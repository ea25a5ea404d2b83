//go:build !goexperiment.simd || !(wasm || amd64)

package winograd

func combineRows(dst []float32, rows *[4][]float32, coef *[4]float32, count, length, step int) {
	combineRowsPlain(dst, rows, coef, count, length, step)
}
func rowsIn(dst []float32, rows *[points][]float32, from, length, step int) {
	rowsInPlain(dst, rows, from, length, step)
}
func tilesIn(dst, src []float32, m, channels, tiles, n, step, cols int) {
	tilesInPlain(dst, src, m, channels, tiles, n, step, cols)
}
func tilesOut2(dst, src []float32, channels, tiles, n, cols int) {
	tilesOut2Plain(dst, src, channels, tiles, n, cols)
}
func rowsOut2(upper, lower, src []float32, start float32, step int) {
	rowsOut2Plain(upper, lower, src, start, step)
}
func tilesGrad2(dst, upper, lower []float32, a *[2]float32, channels, tiles, n, cols int) {
	tilesGrad2Plain(dst, upper, lower, a, channels, tiles, n, cols)
}
func tilesOut4(dst, src []float32, channels, tiles, n, cols int) {
	tilesOut4Plain(dst, src, channels, tiles, n, cols)
}
func rowsOut4(rows *[4][]float32, src []float32, start float32, step int) {
	rowsOut4Plain(rows, src, start, step)
}
func tilesGrad4(dst, src []float32, channels, tiles, n, cols int) {
	tilesGrad4Plain(dst, src, channels, tiles, n, cols)
}
func tapsGrad(dst, src []float32, side, length int) { tapsGradPlain(dst, src, side, length) }
