package nn

import (
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// must returns the model of an architecture.
func must(t testing.TB, text string, loss Loss) *Model {
	t.Helper()
	a, err := ParseArchitecture(text)
	if err != nil {
		t.Fatal(err)
	}
	m, err := NewModel(a, loss)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func TestParseArchitecture(t *testing.T) {
	tests := []struct{ text, want string }{
		{"simplenet", "conv 20 5, relu, pool, conv 20 5, relu, pool, linear"},
		{" MLP\n", "linear 100, relu, linear"},
		{"linear", "linear"},
		{"Conv  8 3,RELU ,\tlinear", "conv 8 3, relu, linear"},
		{"conv 8 3 pad 1, linear", "conv 8 3, linear"},
		{"conv 8 3 pad 0, linear", "conv 8 3 pad 0, linear"},
		{"conv 8 4 pad 1, bn, linear", "conv 8 4 pad 1, bn, linear"},
		{"conv 8 3 stride 1, linear", "conv 8 3, linear"},
		{"conv 8 3 stride 2 pad 1, linear", "conv 8 3 stride 2, linear"},
		{"conv 8 3 pad 0 stride 2, GELU, avgpool 02, sigmoid, linear", "conv 8 3 pad 0 stride 2, gelu, avgpool 2, sigmoid, linear"},
		{"conv 8 4 stride 3 pad 0, linear", "conv 8 4 pad 0 stride 3, linear"},
		{"Normalize .1307 3081e-4, linear", "normalize 0.1307 0.3081, linear"},
		{"normalize -1e-9 1e30, linear", "normalize -1e-09 1e+30, linear"},
		{"dropout 0.50, linear 010, dropout 1e-1, linear", "dropout 0.5, linear 10, dropout 0.1, linear"},
	}
	for _, test := range tests {
		a, err := ParseArchitecture(test.text)
		if err != nil || a.String() != test.want {
			t.Errorf("ParseArchitecture(%q) = %q, %v, want %q", test.text, a, err, test.want)
		}
		if again, err := ParseArchitecture(a.String()); err != nil || again != a {
			t.Errorf("%q comes back as %q, %v", a, again, err)
		}
	}
}

func TestArchitectureErrors(t *testing.T) {
	tests := []struct{ text, want string }{
		{"", "layer 1: it is empty"},
		{"conv 20 5, relu, pool, cnv 20 5, linear", `layer 4: unknown kind "cnv"; want normalize, conv, relu, gelu, sigmoid, pool, avgpool, bn, dropout or linear`},
		{"conv 20 5,, linear", "layer 2: it is empty"},
		{"conv 20, linear", "layer 1: want conv FILTERS SIDE [pad N]"},
		{"conv 20 5 2, linear", "layer 1: want conv FILTERS SIDE [pad N]"},
		{"conv 20 5 pad, linear", "layer 1: want conv FILTERS SIDE [pad N]"},
		{"conv twenty 5, linear", `layer 1: filters "twenty": want a whole number from 1 to 9999`},
		{"conv 0 5, linear", `layer 1: filters "0"`},
		{"conv 20 99999999999999999999, linear", `layer 1: side "99999999999999999999"`},
		{"conv 20 4, linear", "layer 1: filters of an even side, 4, need a pad, such as conv 20 4 pad 0"},
		{"conv 20 5 pad 5, linear", "layer 1: pad 5: want less than the filters' side, 5"},
		{"conv 20 5 pad -1, linear", `layer 1: pad "-1": want a whole number from 0`},
		{"conv 20 5 stride 0, linear", `layer 1: stride "0": want a whole number from 1`},
		{"conv 20 5 stride, linear", "layer 1: want conv FILTERS SIDE [pad N] [stride N]"},
		{"conv 20 5 stride 2 stride 2, linear", "layer 1: want conv FILTERS SIDE [pad N] [stride N]"},
		{"conv 20 5 pad 1 pad 1, linear", "layer 1: want conv FILTERS SIDE [pad N] [stride N]"},
		{"conv 20 4 stride 2, linear", "layer 1: filters of an even side, 4, need a pad"},
		{"avgpool, linear", "layer 1: want avgpool SIDE, such as avgpool 2"},
		{"avgpool 0, linear", `layer 1: side "0": want a whole number from 1`},
		{"gelu tanh, linear", `layer 1: "tanh" after gelu: want nothing`},
		{"sigmoid 1, linear", `layer 1: "1" after sigmoid: want nothing`},
		{"normalize 0.1307, linear", "layer 1: want normalize MEAN DEVIATION, such as normalize 0.1307 0.3081"},
		{"normalize x 1, linear", `layer 1: mean "x": want a number`},
		{"normalize nan 1, linear", `layer 1: mean "nan": want a number`},
		{"normalize 0 y, linear", `layer 1: deviation "y": want a number above 0`},
		{"normalize 0 0, linear", "layer 1: deviation 0: want a number above 0"},
		{"normalize 0 1e-60, linear", "layer 1: deviation 1e-60: want a number above 0"},
		{"normalize 0 1e60, linear", "layer 1: deviation 1e+60: want a number above 0"},
		{"relu, normalize 0 1, linear", "layer 2: normalize is for the input; want it first"},
		{"normalize 0 1", "layer 1: normalize is last; want linear there"},
		{"relu 3, linear", `layer 1: "3" after relu: want nothing`},
		{"dropout, linear", "layer 1: want dropout RATE"},
		{"dropout 1, linear", `layer 1: rate 1: want a number of at least 0 and below 1`},
		{"dropout nan, linear", `layer 1: rate "nan"`},
		{"dropout 0_0.5, linear", `layer 1: rate "0_0.5"`},
		{"linear, linear", "layer 1: want linear OUTPUTS, such as linear 100; only the last has no number"},
		{"relu, linear 10", `layer 2: "10" after linear: the last layer has no number`},
		{"conv 20 5, relu", "layer 2: relu is last; want linear there"},
		{strings.Repeat("relu, ", 32) + "linear", "33 layers: want at most 32"},

		{"pool, pool, pool, linear", "pool3 needs an even height, got 7"},
		{"conv 4 3 pad 0, pool, pool, linear", "pool2 needs an even height, got 13"},
		{"pool, conv 8 3, pool, conv 8 3, conv 8 9 pad 0, linear", "conv3: a kernel of 9 does not fit a 7x7 input"},
		{"pool, pool, conv 8 10 pad 1, linear", "conv1: a kernel of 10 does not fit a 7x7 input with padding 1"},
		{"linear 100, conv 20 5, linear", "conv1 needs an image, got a vector of 100 values from a linear layer before it"},
		{"linear 100, relu, pool, linear", "pool1 needs an image, got a vector of 100 values"},
		{"avgpool 3, linear", "avgpool1: squares of 3 do not fill a 28x28 input"},
		{"linear 9, avgpool 3, linear", "avgpool1 needs an image, got a vector of 9 values from a linear layer before it"},
		{"avgpool 28, conv 8 3 pad 0 stride 2, linear", "conv1: a kernel of 3 does not fit a 1x1 input"},
		{"linear 9999, linear", "fc1: with it the network has 7849215 parameters, want at most 2000000"},
		{"conv 9999 1, linear", "conv1: with it the network has 7840000 values for an image, want at most 1000000"},
		{"conv 64 5, conv 64 5, conv 64 5, linear", "conv3: with it the network needs 161817600 multiplications for an image, want at most 100000000"},
		// As large as it can be written: nothing overflows on the way.
		{strings.Repeat("conv 9999 9999 pad 9998, ", 31) + "linear", "conv1: with it the network has 999"},
		{strings.Repeat("conv 1 9999 pad 9998, ", 31) + "linear", "conv1: with it the network has 99980002 parameters"},
	}
	for _, test := range tests {
		a, err := ParseArchitecture(test.text)
		if err == nil {
			_, err = NewModel(a, CrossEntropy{})
		}
		if err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%.60q: error %v, want %q", test.text, err, test.want)
		}
	}
}

func TestDescribe(t *testing.T) {
	a, err := ParseArchitecture("conv 16 3, bn, relu, pool, conv 8 4 pad 1, linear 50, bn, dropout 0.5, linear")
	if err != nil {
		t.Fatal(err)
	}
	got, err := a.Describe(SquaredError{})
	if err != nil {
		t.Fatal(err)
	}
	want := []LayerInfo{
		{Conv{16, 3, Same, 0}, "conv1", Shape{16, 28, 28}, 16*9 + 16},
		{BatchNorm{}, "bn1", Shape{16, 28, 28}, 32},
		{ReLU{}, "relu1", Shape{16, 28, 28}, 0},
		{MaxPool{}, "pool1", Shape{16, 14, 14}, 0},
		{Conv{8, 4, 1, 0}, "conv2", Shape{8, 13, 13}, 8*16*16 + 8},
		{Linear{50}, "fc1", Shape{Channels: 50}, 50*8*13*13 + 50},
		{BatchNorm{}, "bn2", Shape{Channels: 50}, 100},
		{Dropout{0.5}, "dropout1", Shape{Channels: 50}, 0},
		{Linear{}, "fc2", Shape{Channels: 1}, 51},
	}
	if len(got) != len(want) {
		t.Fatalf("%d layers, want %d", len(got), len(want))
	}
	for i, w := range want {
		if g := got[i]; g != w {
			t.Errorf("layer %d = %+v, want %+v", i+1, g, w)
		}
	}
}

func TestPresets(t *testing.T) {
	// By hand, from the layers.
	want := map[string]int{"simplenet": 20350, "mlp": 784*100 + 100 + 1000 + 10, "modern": 66554,
		"sprint": 416 + 3480 + 48 + 10416 + 96 + 7690}
	for _, p := range Presets() {
		m := must(t, p.Name, CrossEntropy{})
		a := m.Architecture()
		if a.String() != p.Layers || a.Name() != p.Name {
			t.Errorf("%s is %q, named %q", p.Name, a, a.Name())
		}
		params, _ := m.Trainable()
		infos, err := a.Describe(CrossEntropy{})
		if err != nil {
			t.Fatal(err)
		}
		described := 0
		for _, info := range infos {
			described += info.Params
		}
		if len(params) != want[p.Name] || described != want[p.Name] {
			t.Errorf("%s has %d parameters and describes %d, want %d", p.Name, len(params), described, want[p.Name])
		}
	}
	if (Architecture{}) != must(t, "simplenet", CrossEntropy{}).Architecture() {
		t.Error("the zero value is not SimpleNet")
	}
	if name := must(t, "linear", CrossEntropy{}).Architecture().Name(); name != "" {
		t.Errorf("linear is named %q", name)
	}
}

func TestTensorsAreAStateDict(t *testing.T) {
	m := must(t, "conv 2 3, bn, linear 4, bn, linear", CrossEntropy{})
	want := []struct {
		name   string
		shape  []int
		buffer bool
		start  float32 // after Init, where it is one value
	}{
		{"conv1.weight", []int{2, 1, 3, 3}, false, 0}, {"conv1.bias", []int{2}, false, 0},
		{"bn1.weight", []int{2}, false, 1}, {"bn1.bias", []int{2}, false, 0},
		{"bn1.running_mean", []int{2}, true, 0}, {"bn1.running_var", []int{2}, true, 1},
		{"fc1.weight", []int{4, 2 * 28 * 28}, false, 0}, {"fc1.bias", []int{4}, false, 0},
		{"bn2.weight", []int{4}, false, 1}, {"bn2.bias", []int{4}, false, 0},
		{"bn2.running_mean", []int{4}, true, 0}, {"bn2.running_var", []int{4}, true, 1},
		{"fc2.weight", []int{10, 4}, false, 0}, {"fc2.bias", []int{10}, false, 0},
	}
	tensors := m.Tensors()
	if len(tensors) != len(want) {
		t.Fatalf("%d tensors, want %d", len(tensors), len(want))
	}
	for i, v := range m.Params() {
		m.Params()[i] = v + 7 // Init overwrites all
	}
	m.Init(HeNormal, rand.New(rand.NewPCG(1, 2)))
	size := 0
	for i, w := range want {
		got := tensors[i]
		if got.Name != w.name || !slices.Equal(got.Shape, w.shape) || got.Buffer != w.buffer {
			t.Errorf("tensor %d = %s %v, buffer %t, want %s %v, %t", i, got.Name, got.Shape, got.Buffer, w.name, w.shape, w.buffer)
		}
		if strings.HasPrefix(w.name, "bn") {
			for _, v := range got.Data {
				if v != w.start {
					t.Errorf("%s begins with %g, want %g", w.name, v, w.start)
				}
			}
		}
		size += len(got.Data)
	}
	if size != len(m.Params()) {
		t.Errorf("the tensors have %d values, Params %d", size, len(m.Params()))
	}
}

// ReLU before a pooling is computed behind it, to the same outputs and gradients
// as in the order of the list.
func TestReLUBehindPool(t *testing.T) {
	m := must(t, "conv 2 3, relu, pool, pool, linear", CrossEntropy{})
	rng := rand.New(rand.NewPCG(1, 2))
	m.Init(PyTorchDefault, rng)
	listed := newModel(CrossEntropy{}, []stage{
		{"", &reorder{Shape{1, 28, 28}, false}},
		{"conv1", &conv2D{InC: 1, InH: 28, InW: 28, OutC: 2, Kernel: 3, Padding: 1}},
		{"", &rectifier{Size: 2 * 28 * 28}},
		{"", &maxPool2D{C: 2, H: 28, W: 28}},
		{"", &maxPool2D{C: 2, H: 14, W: 14}},
		{"", &reorder{Shape{2, 7, 7}, true}},
		{"fc", &linear{In: 2 * 7 * 7, Out: 10}},
	})
	if _, ok := m.layers[4].(*rectifier); !ok {
		t.Fatalf("layer 4 is a %T, want the ReLU behind both poolings", m.layers[4])
	}
	copy(listed.Params(), m.Params())
	x := normal(5*m.InSize(), rng)
	if !slices.Equal(m.Forward(x), listed.Forward(x)) {
		t.Error("the outputs differ")
	}
	labels := []byte{1, 2, 3, 4, 5}
	m.Backward(labels, 5)
	listed.Backward(labels, 5)
	if !slices.Equal(m.Grads(), listed.Grads()) {
		t.Error("the gradients differ")
	}
}

// A whole network in training: every kind of layer in places that ask for both
// orders of samples, a shard of seven. None changes sides within a step: there is
// no ReLU, and no weight before the pooling that could choose another pixel.
func TestModelGradients(t *testing.T) {
	m := must(t, "bn, pool, conv 2 3, bn, dropout 0.3, linear 5, bn, dropout 0.2, linear", CrossEntropy{})
	rng := rand.New(rand.NewPCG(1, 2))
	m.Init(PyTorchDefault, rng)
	x := normal(7*m.InSize(), rng)
	labels := []byte{1, 2, 3, 4, 5, 6, 7}
	loss := func() float64 {
		m.SetTraining(9)
		return m.Loss.Forward(m.Forward(x), labels, 8)
	}
	loss()
	m.Backward(labels, 8)
	for _, tensor := range m.Tensors() {
		if !tensor.Buffer && len(tensor.Data) < 100 {
			checkGradient(t, tensor.Name, tensor.Grad, tensor.Data, loss)
		}
	}
}

func TestCloneAndModes(t *testing.T) {
	m := must(t, "conv 2 3, bn, dropout 0.5, linear", CrossEntropy{})
	rng := rand.New(rand.NewPCG(1, 2))
	m.Init(PyTorchDefault, rng)
	x := normal(8*m.InSize(), rng)
	forward := func(m *Model) []float32 { return slices.Clone(m.Forward(x)) }
	fresh := forward(m)
	m.SetTraining(1)
	one, again := forward(m), forward(m)
	m.SetTraining(2)
	two := forward(m)
	clone := m.Clone()
	m.SetEvaluation()
	if got := forward(m); !slices.Equal(got, fresh) || !slices.Equal(forward(clone), fresh) {
		t.Error("evaluation mode, a new model and a clone do not agree")
	}
	if !slices.Equal(one, again) || slices.Equal(one, two) || slices.Equal(one, fresh) {
		t.Error("outputs in training do not follow from the seed")
	}
	clone.Params()[0] = float32(math.Inf(1))
	if math.IsInf(float64(m.Params()[0]), 1) {
		t.Error("a clone shares its parameters")
	}
}

func FuzzParseArchitecture(f *testing.F) {
	for _, p := range Presets() {
		f.Add(p.Layers)
	}
	f.Add("conv 8 4 pad 1, dropout 1e-300, linear 007, bn, linear")
	f.Add("normalize -0 3e38, conv 8 3 stride 9 pad 0, gelu, avgpool 2, sigmoid, linear")
	f.Fuzz(func(t *testing.T, text string) {
		a, err := ParseArchitecture(text)
		if err != nil {
			return
		}
		if again, err := ParseArchitecture(a.String()); err != nil || again != a {
			t.Fatalf("%q comes back as %q, %v", a, again, err)
		}
		if infos, err := a.Describe(CrossEntropy{}); err == nil {
			for _, info := range infos {
				if info.Params < 0 || info.Shape.Size() < 1 {
					t.Errorf("%q: %+v", a, info)
				}
			}
		}
	})
}
