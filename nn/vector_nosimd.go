//go:build !goexperiment.simd || !(wasm || amd64)

package nn

func sum(s []float32) float32                     { return sumPlain(s) }
func relu(y, x []float32)                         { reluPlain(y, x) }
func reluGrad(dx, dy, x []float32)                { reluGradPlain(dx, dy, x) }
func maxPoolRow(y, upper, lower []float32, n int) { maxPoolRowPlain(y, upper, lower, n) }
func maxPoolRowGrad(dupper, dlower, dy, upper, lower []float32, n int) {
	maxPoolRowGradPlain(dupper, dlower, dy, upper, lower, n)
}
