package nn

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"digitlab/nn/internal/kernel"
)

// newNet returns a network of layers put together in Go, with random parameters.
func newNet(t *testing.T, input Shape, loss Loss, layers ...Layer) *Model {
	t.Helper()
	m, err := New(input, loss, layers...)
	if err != nil {
		t.Fatal(err)
	}
	m.Init(PyTorchDefault, rand.New(rand.NewPCG(1, 2)))
	return m
}

// The same layers in Go and as a text make the same network.
func TestNewIsTheArchitecturesModel(t *testing.T) {
	m := newNet(t, Shape{1, 28, 28}, CrossEntropy{}, Conv{16, 3, Same, 0}, BatchNorm{}, ReLU{}, MaxPool{},
		Conv{8, 4, 1, 0}, Dropout{0.25}, Linear{50}, Linear{10})
	want := must(t, "conv 16 3, bn, relu, pool, conv 8 4 pad 1, dropout 0.25, linear 50, linear", CrossEntropy{})
	if m.Architecture() != want.Architecture() || !slices.Equal(m.Layers(), want.Layers()) {
		t.Errorf("New gives %q, want %q", m.Architecture(), want.Architecture())
	}
	if conv := must(t, "conv 8 5 pad 2, linear", CrossEntropy{}).Layers()[0].Layer; conv.String() != (Conv{8, 5, Same, 0}).String() {
		t.Errorf("padding that keeps the size is written %q", conv)
	}
	clone := m.Clone()
	x := normal(2*m.InSize(), rand.New(rand.NewPCG(3, 4)))
	if !slices.Equal(m.Forward(x), clone.Forward(x)) {
		t.Error("a clone gives other outputs")
	}
}

func TestNewErrors(t *testing.T) {
	image, vector := Shape{3, 8, 6}, Shape{Channels: 4}
	tests := []struct {
		input  Shape
		loss   Loss
		layers []Layer
		want   string
	}{
		{Shape{}, CrossEntropy{}, []Layer{Linear{}}, "input of 0 channels, height 0 and width 0"},
		{Shape{1, 28, 0}, CrossEntropy{}, []Layer{Linear{}}, "input of 1 channels, height 28 and width 0"},
		{image, CrossEntropy{}, nil, "no layers"},
		{image, CrossEntropy{}, []Layer{ReLU{}, nil, Linear{}}, "layer 2: <nil> is no layer"},
		{image, CrossEntropy{}, []Layer{&Dropout{}, Linear{}}, "layer 1: *nn.Dropout is no layer"},
		{image, CrossEntropy{}, []Layer{Conv{4, 3, 0, 0}}, "layer 1: conv is last; want linear there"},
		{image, CrossEntropy{}, []Layer{Conv{0, 3, 0, 0}, Linear{}}, "layer 1: conv of 0 filters"},
		{image, CrossEntropy{}, []Layer{Conv{4, 2, Same, 0}, Linear{}}, "layer 1: filters of an even side, 2"},
		{image, CrossEntropy{}, []Layer{Conv{4, 3, -2, 0}, Linear{}}, "layer 1: conv of 4 filters with side 3, pad -2 and stride 0"},
		{image, CrossEntropy{}, []Layer{Conv{4, 3, 0, -1}, Linear{}}, "layer 1: conv of 4 filters with side 3, pad 0 and stride -1"},
		{image, CrossEntropy{}, []Layer{AvgPool{}, Linear{}}, "layer 1: avgpool of side 0: want at least 1"},
		{image, CrossEntropy{}, []Layer{AvgPool{4}, Linear{}}, "avgpool1: squares of 4 do not fill a 8x6 input"},
		{image, CrossEntropy{}, []Layer{Normalize{}, Linear{}}, "layer 1: deviation 0: want a number above 0"},
		{image, CrossEntropy{}, []Layer{GELU{}, Sigmoid{}}, "layer 2: sigmoid is last; want linear there"},
		{image, CrossEntropy{}, []Layer{Conv{4, 3, 3, 0}, Linear{}}, "layer 1: pad 3: want less"},
		{image, CrossEntropy{}, []Layer{Dropout{1}, Linear{}}, "layer 1: rate 1: want"},
		{image, CrossEntropy{}, []Layer{Linear{}, Linear{}}, "layer 1: linear of 0 outputs"},
		{image, CrossEntropy{Classes: 3}, []Layer{Linear{4}}, "layer 1: linear of 4 outputs: the loss wants 3"},
		{image, CrossEntropy{Classes: 256}, []Layer{Linear{}}, "crossentropy with 256 classes: want 1 to 255"},
		{image, SquaredError{}, []Layer{Conv{4, 7, 0, 0}, Linear{}}, "conv1: a kernel of 7 does not fit a 8x6 input"},
		{image, CrossEntropy{}, []Layer{MaxPool{}, MaxPool{}, Linear{}}, "pool2 needs an even width, got 3"},
		{vector, CrossEntropy{}, []Layer{ReLU{}, MaxPool{}, Linear{}}, "pool1 needs an image, got a vector of 4 values"},
	}
	for _, test := range tests {
		if _, err := New(test.input, test.loss, test.layers...); err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("New(%v, %v): error %v, want %q", test.input, test.layers, err, test.want)
		}
	}
}

// A network that a text would be refused for.
func TestNewHasNoLimits(t *testing.T) {
	m := newNet(t, Shape{1, 28, 28}, CrossEntropy{}, Linear{3000}, Linear{})
	if _, err := NewModel(m.Architecture(), m.Loss); err == nil || !strings.Contains(err.Error(), "want at most 2000000") {
		t.Errorf("NewModel: error %v, want one of its size", err)
	}
}

// Whole networks in training for other inputs and numbers of classes: images of
// several channels that are not square, by the unrolled convolution and by
// Winograd's, and vectors. As in TestModelGradients nothing changes sides.
func TestGradientsOfOtherInputs(t *testing.T) {
	tests := []struct {
		name   string
		input  Shape
		loss   Loss
		layers []Layer
	}{
		{"channels", Shape{3, 8, 6}, CrossEntropy{Classes: 4, Smoothing: 0.1},
			[]Layer{MaxPool{}, Conv{2, 3, Same, 0}, BatchNorm{}, Dropout{0.2}, Conv{3, 2, 0, 0}, Linear{5}, Linear{}}},
		{"Winograd", Shape{8, 4, 2}, DoubleSoftmax{Classes: 3}, []Layer{Conv{9, 5, Same, 0}, Linear{}}},
		{"vector", Shape{Channels: 5}, SquaredError{Classes: 30}, []Layer{BatchNorm{}, Linear{4}, Dropout{0.3}, Linear{}}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			m := newNet(t, test.input, test.loss, test.layers...)
			x := normal(3*m.InSize(), rand.New(rand.NewPCG(3, 4)))
			labels := []byte{2, 0, 1}
			loss := func() float64 {
				m.SetTraining(9)
				return m.Loss.Forward(m.Forward(x), labels, 4)
			}
			loss()
			m.Backward(labels, 4)
			for _, tensor := range m.Tensors() {
				if !tensor.Buffer {
					checkGradient(t, tensor.Name, tensor.Grad, tensor.Data, loss)
				}
			}
		})
	}
}

// Layers of other inputs are shown as they are by their definition.
func TestInspectionOfOtherInputs(t *testing.T) {
	m := newNet(t, Shape{3, 8, 6}, CrossEntropy{Classes: 4}, Conv{8, 5, Same, 0}, ReLU{}, MaxPool{}, Conv{8, 3, 1, 0}, Linear{})
	x := normal(m.InSize(), rand.New(rand.NewPCG(3, 4)))
	o := m.Occlude(x, 3, 2)
	if o.Rows != 4 || o.Columns != 3 || len(o.Outputs) != 4*3*4 {
		t.Fatalf("%d outputs of %d x %d places, want 4 each of 4 x 3", len(o.Outputs), o.Rows, o.Columns)
	}
	covered := slices.Clone(x)
	for c := range 3 {
		for h := 2; h < 5; h++ {
			copy(covered[(c*8+h)*6+4:][:2], []float32{0, 0})
		}
	}
	expectClose(t, "the outputs of a covered image", kernel.Block(o.Outputs, 1*3+2, 4), m.Forward(covered))

	from := x
	layers := m.Activations(x)
	for i, got := range layers {
		expectClose(t, got.Name, got.Values, slowly(m, &m.plan[i], from))
		from = got.Values
	}
	c := m.Contributions(layers[len(layers)-2].Values)
	if f := m.Filters()[2]; c.Parts != 8 || f.Picture != (Shape{8, 4, 3}) || f.Count != 4 {
		t.Errorf("%d parts, filters of %v, want 8 and 8x4x3", c.Parts, f.Picture)
	}
}

// Losses of other numbers of classes name all of them, and reports count them.
func TestClasses(t *testing.T) {
	for _, loss := range []Loss{CrossEntropy{Classes: 12}, DoubleSoftmax{Classes: 12}, SquaredError{Classes: 12}} {
		y := []float32{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 9}[12-loss.Outputs():]
		if loss.Outputs() == 1 {
			y = []float32{99}
		}
		p := make([]float32, loss.ClassCount())
		loss.Probabilities(p, y)
		if got := loss.Predict(y); got != 11 || argmax(p) != 11 {
			t.Errorf("%s: prediction %d, probabilities %v, want 11", loss.Name(), got, p)
		}
		r := NewReport(loss)
		r.Add(y, []byte{11})
		if len(r.Confusion) != 12 || r.Confusion[11][11] != 1 || r.Confusion.Accuracy() != 1 {
			t.Errorf("%s: confusion %v", loss.Name(), r.Confusion)
		}
	}
}
