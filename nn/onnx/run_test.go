package onnx

import (
	"math"
	"slices"
	"testing"
)

// array is a value while a graph is run.
type array struct {
	shape  []int // (N,C,H,W) or (N,D)
	values []float64
}

func newArray(shape ...int) array {
	size := 1
	for _, n := range shape {
		size *= n
	}
	return array{shape, make([]float64, size)}
}

// run computes all values of a graph as docs/Operators.md defines its operators,
// in float64.
func (g *readGraph) run(t *testing.T, images array) map[string]array {
	t.Helper()
	values := map[string]array{g.inputs[0].name: images}
	for name, tensor := range g.tensors {
		a := newArray(tensor.shape...)
		if len(a.values) != len(tensor.values) {
			t.Fatalf("%s has shape %v and %d values", name, tensor.shape, len(tensor.values))
		}
		for i, v := range tensor.values {
			a.values[i] = float64(v)
		}
		values[name] = a
	}
	for _, n := range g.nodes {
		var inputs []array
		for _, name := range n.inputs {
			v, ok := values[name]
			if !ok {
				t.Fatalf("%s asks for %q, which nothing before it gives", n.operator, name)
			}
			inputs = append(inputs, v)
		}
		operator, ok := operators[n.operator]
		if !ok {
			t.Fatalf("unknown operator %q", n.operator)
		}
		values[n.outputs[0]] = operator(inputs, n.attributes)
	}
	return values
}

var operators = map[string]func(x []array, attributes map[string]any) array{
	"Conv":               runConv,
	"Relu":               runRelu,
	"MaxPool":            runMaxPool,
	"AveragePool":        runAveragePool,
	"Sigmoid":            each(func(a, _ float64) float64 { return 1 / (1 + math.Exp(-a)) }),
	"Erf":                each(func(a, _ float64) float64 { return math.Erf(a) }),
	"Add":                each(func(a, b float64) float64 { return a + b }),
	"Sub":                each(func(a, b float64) float64 { return a - b }),
	"Mul":                each(func(a, b float64) float64 { return a * b }),
	"Div":                each(func(a, b float64) float64 { return a / b }),
	"BatchNormalization": runBatchNormalization,
	"Flatten":            runFlatten,
	"Gemm":               runGemm,
	"Softmax":            runSoftmax,
}

func runConv(x []array, attributes map[string]any) array {
	in, w, b := x[0], x[1], x[2]
	pads, kernel := attributes["pads"].([]int), attributes["kernel_shape"].([]int) // begins, then ends
	channels, height, width := in.shape[1], in.shape[2], in.shape[3]
	strides, ok := attributes["strides"].([]int)
	if !ok {
		strides = []int{1, 1}
	}
	out := newArray(in.shape[0], w.shape[0],
		(height+pads[0]+pads[2]-kernel[0])/strides[0]+1,
		(width+pads[1]+pads[3]-kernel[1])/strides[1]+1)
	at := 0
	for n := range out.shape[0] {
		for k := range out.shape[1] {
			for row := range out.shape[2] {
				for column := range out.shape[3] {
					sum := b.values[k]
					for c := range channels {
						for i := range kernel[0] {
							for j := range kernel[1] {
								y, x := row*strides[0]+i-pads[0], column*strides[1]+j-pads[1]
								if y >= 0 && y < height && x >= 0 && x < width {
									sum += in.values[((n*channels+c)*height+y)*width+x] * w.values[((k*channels+c)*kernel[0]+i)*kernel[1]+j]
								}
							}
						}
					}
					out.values[at] = sum
					at++
				}
			}
		}
	}
	return out
}

func runRelu(x []array, _ map[string]any) array {
	out := newArray(x[0].shape...)
	for i, v := range x[0].values {
		out.values[i] = max(v, 0)
	}
	return out
}

// each computes from each value of the first input and that of the second, which
// is one number or of the same shape.
func each(f func(a, b float64) float64) func(x []array, _ map[string]any) array {
	return func(x []array, _ map[string]any) array {
		out := newArray(x[0].shape...)
		for i, a := range x[0].values {
			var b float64
			if len(x) > 1 {
				b = x[1].values[i%len(x[1].values)]
			}
			out.values[i] = f(a, b)
		}
		return out
	}
}

func runMaxPool(x []array, attributes map[string]any) array {
	return pool(x[0], attributes, func(window []float64) float64 { return slices.Max(window) })
}

func runAveragePool(x []array, attributes map[string]any) array {
	return pool(x[0], attributes, func(window []float64) (mean float64) {
		for _, v := range window {
			mean += v / float64(len(window))
		}
		return mean
	})
}

// pool gives what f makes of the values of each window.
func pool(in array, attributes map[string]any, f func(window []float64) float64) array {
	kernel, strides := attributes["kernel_shape"].([]int), attributes["strides"].([]int)
	height, width := in.shape[2], in.shape[3]
	out := newArray(in.shape[0], in.shape[1], (height-kernel[0])/strides[0]+1, (width-kernel[1])/strides[1]+1)
	at := 0
	for image := range in.shape[0] * in.shape[1] {
		for row := range out.shape[2] {
			for column := range out.shape[3] {
				var window []float64
				for i := range kernel[0] {
					start := (image*height+row*strides[0]+i)*width + column*strides[1]
					window = append(window, in.values[start:start+kernel[1]]...)
				}
				out.values[at] = f(window)
				at++
			}
		}
	}
	return out
}

func runBatchNormalization(x []array, attributes map[string]any) array {
	in, scale, shift, mean, variance := x[0], x[1], x[2], x[3], x[4]
	epsilon := float64(attributes["epsilon"].(float32))
	out := newArray(in.shape...)
	size := len(in.values) / in.shape[0] / in.shape[1]
	for i, v := range in.values {
		c := i / size % in.shape[1]
		out.values[i] = (v-mean.values[c])/math.Sqrt(variance.values[c]+epsilon)*scale.values[c] + shift.values[c]
	}
	return out
}

func runFlatten(x []array, _ map[string]any) array {
	n := x[0].shape[0]
	return array{[]int{n, len(x[0].values) / n}, x[0].values}
}

// runGemm wants transB.
func runGemm(x []array, attributes map[string]any) array {
	in, w, b := x[0], x[1], x[2]
	if attributes["transB"] != 1 || in.shape[1] != w.shape[1] {
		panic("Gemm of shapes that do not fit")
	}
	out := newArray(in.shape[0], w.shape[0])
	for i := range out.values {
		n, k := i/w.shape[0], i%w.shape[0]
		sum := b.values[k]
		for d := range in.shape[1] {
			sum += in.values[n*in.shape[1]+d] * w.values[k*in.shape[1]+d]
		}
		out.values[i] = sum
	}
	return out
}

func runSoftmax(x []array, attributes map[string]any) array {
	if attributes["axis"] != 1 {
		panic("Softmax along another axis")
	}
	out := newArray(x[0].shape...)
	width := out.shape[1]
	for at := 0; at < len(out.values); at += width {
		var sum float64
		for i := at; i < at+width; i++ {
			out.values[i] = math.Exp(x[0].values[i])
			sum += out.values[i]
		}
		for i := at; i < at+width; i++ {
			out.values[i] /= sum
		}
	}
	return out
}
