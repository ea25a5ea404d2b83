//go:build !goexperiment.simd || !(wasm || amd64)

package kernel

func Fill(s []float32, v float32)                 { fillPlain(s, v) }
func Equal(a, b []float32) bool                   { return equalPlain(a, b) }
func Sum(s []float32) float32                     { return sumPlain(s) }
func ReLU(y, x []float32)                         { reluPlain(y, x) }
func ReLUGrad(dx, dy, x []float32)                { reluGradPlain(dx, dy, x) }
func Multiply(y, x, factors []float32)            { multiplyPlain(y, x, factors) }
func MaxPoolRow(y, upper, lower []float32, n int) { maxPoolRowPlain(y, upper, lower, n) }
func MaxPoolRowGrad(dupper, dlower, dy, upper, lower []float32, n int) {
	maxPoolRowGradPlain(dupper, dlower, dy, upper, lower, n)
}

func AddScaled(y, x []float32, a float32)              { addScaledPlain(y, x, a) }
func SumSquares(x []float32, mean float32) float32     { return sumSquaresPlain(x, mean) }
func DotCentred(dy, x []float32, mean float32) float32 { return dotCentredPlain(dy, x, mean) }
func ScaleShift(y, x []float32, a, b float32)          { scaleShiftPlain(y, x, a, b) }
func Combine(dx, dy, x []float32, a, b, c float32)     { combinePlain(dx, dy, x, a, b, c) }
