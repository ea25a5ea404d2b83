package nn

import (
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

func TestSimpleNetIsPyTorchs(t *testing.T) {
	m := NewSimpleNet(CrossEntropy{})
	// The sum of the shapes below.
	if got := len(m.Params()); got != 20350 {
		t.Errorf("SimpleNet has %d parameters, want 20350", got)
	}
	want := []struct {
		name  string
		shape []int
	}{
		{"conv1.weight", []int{20, 1, 5, 5}}, {"conv1.bias", []int{20}},
		{"conv2.weight", []int{20, 20, 5, 5}}, {"conv2.bias", []int{20}},
		{"fc.weight", []int{10, 980}}, {"fc.bias", []int{10}},
	}
	for i, tensor := range m.Tensors() {
		if tensor.Name != want[i].name || product(tensor.Shape) != product(want[i].shape) || len(tensor.Shape) != len(want[i].shape) {
			t.Errorf("tensor %d = %s %v, want %s %v", i, tensor.Name, tensor.Shape, want[i].name, want[i].shape)
		}
	}
}

func TestInit(t *testing.T) {
	// conv2's weights: 10,000 of them, fan-in 500.
	bound := 1 / math.Sqrt(500)
	tests := []struct {
		name      string
		how       Initializer
		deviation float64
		bias      bool
	}{
		// A uniform distribution's standard deviation is its bound by sqrt 3.
		{"pytorch", PyTorchDefault, bound / math.Sqrt(3), true},
		{"he", HeNormal, math.Sqrt(2.0 / 500), false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			how, err := InitializerByName(test.name)
			if err != nil || how != test.how {
				t.Fatalf("InitializerByName(%q) = %v, %v", test.name, how, err)
			}
			m, again := NewSimpleNet(CrossEntropy{}), NewSimpleNet(CrossEntropy{})
			m.Init(how, rand.New(rand.NewPCG(1, 0)))
			again.Init(how, rand.New(rand.NewPCG(1, 0)))
			for i, v := range m.Params() {
				if v != again.Params()[i] {
					t.Fatalf("parameter %d = %g, and %g from the same seed", i, v, again.Params()[i])
				}
			}
			weight, bias := m.Tensors()[2].Data, m.Tensors()[3].Data
			var squares float64
			for _, v := range weight {
				squares += float64(v) * float64(v)
				if how == PyTorchDefault && math.Abs(float64(v)) > bound {
					t.Errorf("weight %g, want at most %g", v, bound)
				}
			}
			// 10,000 draws give the deviation to about 1%; 4 of those.
			if got := math.Sqrt(squares / float64(len(weight))); math.Abs(got/test.deviation-1) > 0.04 {
				t.Errorf("deviation of conv2.weight = %g, want %g", got, test.deviation)
			}
			if got := bias[0] != 0; got != test.bias {
				t.Errorf("bias drawn: %t, want %t", got, test.bias)
			}
		})
	}
	if _, err := InitializerByName("xavier"); err == nil || !strings.Contains(err.Error(), `"xavier"`) {
		t.Errorf("InitializerByName(xavier): error %v", err)
	}
}

func TestLossByName(t *testing.T) {
	for _, want := range Losses() {
		if got, err := LossByName(want.Name()); err != nil || got != want {
			t.Errorf("LossByName(%q) = %v, %v", want.Name(), got, err)
		}
	}
	if _, err := LossByName("hinge"); err == nil || !strings.Contains(err.Error(), `"hinge"`) {
		t.Errorf("LossByName(hinge): error %v", err)
	}
}

// The losses' values at outputs where they are known.
func TestLossValues(t *testing.T) {
	sure := []float32{0, 0, 0, 100, 0, 0, 0, 0, 0, 0}
	huge := []float32{-3e38, 0, 0, 3e38, 0, 0, 0, 0, 0, 0}
	tests := []struct {
		name string
		loss Loss
		y    []float32
		want float64
	}{
		{"even odds", CrossEntropy{}, make([]float32, 10), math.Log(10)},
		{"sure", CrossEntropy{}, sure, 0},
		{"no overflow", CrossEntropy{}, huge, 0},
		{"even odds", DoubleSoftmax{}, make([]float32, 10), math.Log(10)},
		// The least it can be: p = (1, 0, ..., 0) goes through another softmax.
		{"sure", DoubleSoftmax{}, sure, math.Log(math.E+9) - 1},
		{"off by 1.5", SquaredError{}, []float32{4.5}, 2.25},
	}
	for _, test := range tests {
		t.Run(test.loss.Name()+" "+test.name, func(t *testing.T) {
			got := test.loss.Forward(test.y, []byte{3}, 1)
			if !(math.Abs(got-test.want) <= 1e-6) { // float32 probabilities
				t.Errorf("Forward(%v) = %g, want %g", test.y, got, test.want)
			}
		})
	}
}

// The loss of a sample of no class is the divergence of its probabilities from even
// ones, as far as that is too large.
func TestLossOfNoClass(t *testing.T) {
	for _, loss := range Losses() {
		even := make([]float32, loss.Outputs())
		if got := loss.Forward(even, []byte{NoClassLabel}, 1); math.Abs(got) > 1e-6 { // the logarithm's rounding
			t.Errorf("%s: even outputs have the loss %g, want 0", loss.Name(), got)
		}
	}
	y := []float32{0, 9, 0, 0, 0, 0, 0, 8, 0, 0}
	var p [10]float32
	CrossEntropy{}.Probabilities(p[:], y)
	want := 0.0
	for _, v := range p {
		want += 0.1 * math.Log(0.1/float64(v))
	}
	if got := (CrossEntropy{}).Forward(y, []byte{NoClassLabel}, 1); math.Abs(got-(want-evenEnough)) > 1e-5 {
		t.Errorf("the loss is %g, want the divergence %g less %g", got, want, evenEnough)
	}
	// Even enough, it is left alone.
	clear(y)
	y[3] = 1
	dy := []float32{1, 1, 1, 1, 1, 1, 1, 1, 1, 1}
	CrossEntropy{}.Backward(dy, y, []byte{NoClassLabel}, 1)
	if got := (CrossEntropy{}).Forward(y, []byte{NoClassLabel}, 1); got != 0 || slices.Max(dy) != 0 || slices.Min(dy) != 0 {
		t.Errorf("the loss is %g and the gradient %v, want none", got, dy)
	}
}

func TestPredict(t *testing.T) {
	logits := []float32{0, 5, 1, 5, 0, 0, 0, 0, 0, 0}
	nan := float32(math.NaN())
	tests := []struct {
		loss Loss
		y    []float32
		want int
	}{
		{CrossEntropy{}, logits, 1},
		{DoubleSoftmax{}, logits, 1},
		{SquaredError{}, []float32{3.4}, 3},
		{SquaredError{}, []float32{3.5}, 4},
		{SquaredError{}, []float32{-2}, 0},
		{SquaredError{}, []float32{1e30}, 9},
		{SquaredError{}, []float32{nan}, 0},
	}
	for _, test := range tests {
		if got := test.loss.Predict(test.y); got != test.want {
			t.Errorf("%s.Predict(%v) = %d, want %d", test.loss.Name(), test.y, got, test.want)
		}
		var p [10]float32
		test.loss.Probabilities(p[:], test.y)
		var sum float64
		for _, v := range p {
			sum += float64(v)
		}
		if math.Abs(sum-1) > 1e-6 { // ten float32 roundings
			t.Errorf("%s.Probabilities(%v) sum to %g, want 1", test.loss.Name(), test.y, sum)
		}
	}
}

func TestCertainty(t *testing.T) {
	tests := []struct {
		loss Loss
		y    []float32
		want Certainty
	}{
		{CrossEntropy{}, []float32{0, 9, 0, 0, 0, 0, 0, 0, 0, 0}, Sure},
		{CrossEntropy{}, []float32{0, 9, 0, 0, 0, 0, 0, 8, 0, 0}, Unsure},
		{CrossEntropy{}, make([]float32, 10), NoClass},
		{DoubleSoftmax{}, []float32{0, 9, 0, 0, 0, 0, 0, 8, 0, 0}, Unsure},
		{DoubleSoftmax{}, make([]float32, 10), NoClass},
		{SquaredError{}, []float32{3.2}, Sure},
		{SquaredError{}, []float32{3.4}, Unsure},
		{SquaredError{}, []float32{11}, Unsure},
	}
	for _, test := range tests {
		if got := test.loss.Certainty(test.y); got != test.want {
			t.Errorf("%s.Certainty(%v) = %d, want %d", test.loss.Name(), test.y, got, test.want)
		}
	}
}
