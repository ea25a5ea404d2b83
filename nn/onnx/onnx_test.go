package onnx

import (
	"bytes"
	"math"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"digitlab/nn"
	"digitlab/nn/golden"
)

// networks have each kind of layer in each place where it can stand.
var networks = []struct {
	name   string
	layers string
	loss   nn.Loss
}{
	{"simplenet", "simplenet", nn.CrossEntropy{}},
	{"doublesoftmax", "simplenet", nn.DoubleSoftmax{}},
	{"squarederror", "simplenet", nn.SquaredError{}},
	{"mlp", "mlp", nn.CrossEntropy{}},
	{"modern", "modern", nn.CrossEntropy{}},
	{"linear", "dropout 0.5, linear", nn.CrossEntropy{}},
	{"mixed", "bn, pool, conv 2 3 pad 0, bn, dropout 0.3, conv 3 4 pad 2, relu, linear 5, bn, relu, dropout 0.2, linear", nn.SquaredError{}},
	{"normalised", "normalize 0.1307 0.3081, conv 4 3 stride 2, gelu, avgpool 2, conv 2 2 pad 1 stride 3, sigmoid, linear 5, gelu, linear", nn.CrossEntropy{}},
}

// newModel returns a network with random parameters, those of batch normalisation
// too, such that rectifiers let about half of all values through.
func newModel(t *testing.T, layers string, loss nn.Loss) *nn.Model {
	t.Helper()
	a, err := nn.ParseArchitecture(layers)
	if err != nil {
		t.Fatal(err)
	}
	m, err := nn.NewModel(a, loss)
	if err != nil {
		t.Fatal(err)
	}
	rng := rand.New(rand.NewPCG(1, 2))
	m.Init(nn.PyTorchDefault, rng)
	for _, tensor := range m.Tensors() {
		if !strings.HasPrefix(tensor.Name, "bn") {
			continue
		}
		for i := range tensor.Data {
			tensor.Data[i] = float32(0.1 * rng.NormFloat64())
			if strings.HasSuffix(tensor.Name, ".running_var") || strings.HasSuffix(tensor.Name, ".weight") {
				tensor.Data[i] = 0.5 + rng.Float32()
			}
		}
	}
	return m
}

// images returns the first n of MNIST's training images, (n,1,28,28), 1 = ink.
func images(t *testing.T, n int) []float32 {
	t.Helper()
	pixels, _ := golden.Batch(t)
	x := make([]float32, n*28*28)
	for i := range x {
		x[i] = float32(pixels[i]) / 255
	}
	return x
}

// answers are the model's own: its outputs and, for several of them, the
// probabilities, by the names they have in a file.
func answers(m *nn.Model, x []float32) map[string][]float32 {
	y := slices.Clone(m.Forward(x))
	if m.Loss.Outputs() == 1 {
		return map[string][]float32{"output": y}
	}
	p := make([]float32, len(y))
	for i, n := 0, m.Loss.Outputs(); i < len(y); i += n {
		m.Loss.Probabilities(p[i:i+n], y[i:i+n])
	}
	return map[string][]float32{"logits": y, "probabilities": p}
}

// What the graph computes, taken at its word, is what the model does.
func TestGraphComputesTheModel(t *testing.T) {
	const n = 3
	pixels := images(t, n)
	for _, network := range networks {
		t.Run(network.name, func(t *testing.T) {
			expectAnswers(t, newModel(t, network.layers, network.loss), pixels)
		})
	}
}

// So it is for images that are not square, and for vectors.
func TestGraphOfOtherInputs(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	for _, input := range []nn.Shape{{Channels: 3, Height: 6, Width: 4}, {Channels: 5}} {
		layers := []nn.Layer{nn.Linear{Outputs: 6}, nn.BatchNorm{}, nn.Linear{}}
		if !input.Flat() {
			layers = append([]nn.Layer{nn.Conv{Filters: 2, Kernel: 3, Padding: nn.Same}, nn.ReLU{}, nn.MaxPool{}}, layers...)
		}
		m, err := nn.New(input, nn.CrossEntropy{Classes: 4}, layers...)
		if err != nil {
			t.Fatal(err)
		}
		m.Init(nn.PyTorchDefault, rng)
		x := make([]float32, 3*m.InSize())
		for i := range x {
			x[i] = float32(rng.NormFloat64())
		}
		expectAnswers(t, m, x)
	}
}

// expectAnswers runs the graph of m on x and expects what m answers.
func expectAnswers(t *testing.T, m *nn.Model, x []float32) {
	t.Helper()
	file := readFile(t, Encode(m, nil))
	in := newArray(append([]int{len(x) / m.InSize()}, m.Architecture().Input().Dims()...)...)
	for i, v := range x {
		in.values[i] = float64(v)
	}
	values := file.graph.run(t, in)
	want := answers(m, x)
	if len(file.graph.outputs) != len(want) {
		t.Errorf("%d outputs, want %d", len(file.graph.outputs), len(want))
	}
	for name, want := range want {
		got := values[name]
		if len(got.values) != len(want) {
			t.Fatalf("%s has %d values, want %d", name, len(got.values), len(want))
		}
		for i, w := range want {
			// float32 sums of up to 980 terms
			if math.Abs(got.values[i]-float64(w)) > 1e-5 {
				t.Errorf("%s[%d] = %v, want %v", name, i, got.values[i], w)
			}
		}
	}
}

func TestFile(t *testing.T) {
	m := newModel(t, "conv 4 3, bn, relu, pool, dropout 0.1, linear", nn.CrossEntropy{})
	metadata := map[string]string{"loss": "crossentropy", "source": "a test, 测试"}
	b := Encode(m, metadata)
	if !bytes.Equal(Encode(m, metadata), b) {
		t.Error("encoding it again gives other bytes")
	}
	file := readFile(t, b)
	if file.ir != 8 || file.opset != 17 || file.producer != "Digit Lab" {
		t.Errorf("IR version %d, opset %d, producer %q", file.ir, file.opset, file.producer)
	}
	if !reflect.DeepEqual(file.metadata, metadata) {
		t.Errorf("metadata = %v, want %v", file.metadata, metadata)
	}

	wantNodes := []readNode{
		{"Conv", []string{"image", "conv1.weight", "conv1.bias"}, []string{"conv1"},
			map[string]any{"kernel_shape": []int{3, 3}, "pads": []int{1, 1, 1, 1}}},
		{"BatchNormalization", []string{"conv1", "bn1.weight", "bn1.bias", "bn1.running_mean", "bn1.running_var"}, []string{"bn1"},
			map[string]any{"epsilon": float32(1e-5)}},
		{"Relu", []string{"bn1"}, []string{"relu1"}, map[string]any{}},
		{"MaxPool", []string{"relu1"}, []string{"pool1"},
			map[string]any{"kernel_shape": []int{2, 2}, "strides": []int{2, 2}}},
		{"Flatten", []string{"pool1"}, []string{"flattened"}, map[string]any{"axis": 1}},
		{"Gemm", []string{"flattened", "fc.weight", "fc.bias"}, []string{"logits"}, map[string]any{"transB": 1}},
		{"Softmax", []string{"logits"}, []string{"probabilities"}, map[string]any{"axis": 1}},
	}
	if !reflect.DeepEqual(file.graph.nodes, wantNodes) {
		t.Errorf("nodes = %+v, want %+v", file.graph.nodes, wantNodes)
	}
	wantInputs := []readValue{{"image", "28x28 pixels, row by row, 0 = paper, 1 = ink", 1, []any{"N", 1, 28, 28}}}
	wantOutputs := []readValue{{"logits", "", 1, []any{"N", 10}}, {"probabilities", "", 1, []any{"N", 10}}}
	if !reflect.DeepEqual(file.graph.inputs, wantInputs) || !reflect.DeepEqual(file.graph.outputs, wantOutputs) {
		t.Errorf("inputs %v and outputs %v, want %v and %v", file.graph.inputs, file.graph.outputs, wantInputs, wantOutputs)
	}

	if len(file.graph.tensors) != len(m.Tensors()) {
		t.Errorf("%d initializers, want %d", len(file.graph.tensors), len(m.Tensors()))
	}
	for _, want := range m.Tensors() {
		got := file.graph.tensors[want.Name]
		if !slices.Equal(got.shape, want.Shape) || !slices.Equal(got.values, want.Data) {
			t.Errorf("%s has shape %v, want %v with the model's values", want.Name, got.shape, want.Shape)
		}
	}
}

func TestOutputOfARegression(t *testing.T) {
	file := readFile(t, Encode(newModel(t, "linear", nn.SquaredError{}), nil))
	want := []readValue{{"output", "", 1, []any{"N", 1}}}
	if !reflect.DeepEqual(file.graph.outputs, want) {
		t.Errorf("outputs = %v, want %v", file.graph.outputs, want)
	}
}
