package dream

import (
	"os"
	"slices"
	"testing"

	"digitlab/data"
	"digitlab/data/mnistjson"
	"digitlab/nn"
	"digitlab/nn/train"
)

// pretrained returns the page's network.
func pretrained(t *testing.T) *nn.Model {
	t.Helper()
	file, err := os.ReadFile("../../web/static/model.safetensors")
	if err != nil {
		t.Fatal(err)
	}
	m, err := train.DecodeWeights(file, nn.CrossEntropy{})
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// classes returns how many of the digits are tried.
func classes() int {
	if testing.Short() {
		return 3
	}
	return data.Classes
}

func inRange(t *testing.T, picture []float32) {
	t.Helper()
	if least, most := slices.Min(picture), slices.Max(picture); !(least >= 0 && most <= 1) {
		t.Errorf("pixels from %g to %g, want 0 to 1", least, most)
	}
}

func TestDreamIsOfItsClass(t *testing.T) {
	m := pretrained(t)
	for class := range classes() {
		d := New(m, byte(class), 7)
		for range 60 {
			d.Step()
		}
		outputs := m.Forward(d.Picture())
		if got := m.Loss.Predict(outputs); got != class || m.Loss.Certainty(outputs) < nn.Sure {
			t.Errorf("the dream of a %d is read as %d with certainty %v", class, got, m.Loss.Certainty(outputs))
		}
		inRange(t, d.Picture())
	}
}

func TestDreamRepeats(t *testing.T) {
	m := pretrained(t)
	one, same, other := New(m, 4, 7), New(m, 4, 7), New(m, 4, 8)
	for range 5 {
		one.Step()
		same.Step()
		other.Step()
	}
	if !slices.Equal(one.Picture(), same.Picture()) {
		t.Error("two dreams with one seed differ")
	}
	if slices.Equal(one.Picture(), other.Picture()) {
		t.Error("two dreams with two seeds are the same")
	}
}

func TestDisguise(t *testing.T) {
	m := pretrained(t)
	dataset, err := mnistjson.Open("../../data/mnist.json.gz")
	if err != nil {
		t.Fatal(err)
	}
	images := dataset.Images(data.Valid)
	for i := range 2 {
		picture := train.AppendValues(nil, images.Image(i))
		for class := range classes() {
			before := slices.Clone(picture)
			d := NewDisguise(m, picture, byte(class))
			if own := class == int(images.Label(i)); d.Done() != own {
				t.Errorf("image %d, a %d, is read as %d from the start: %t", i, images.Label(i), class, d.Done())
			}
			for !d.Over() {
				d.Step()
				// Rounding to float32 is all that may leave the ball.
				if d.Distance() > d.bound*(1+1e-5) {
					t.Errorf("image %d as %d is %g from what it was, with a bound of %g", i, class, d.Distance(), d.bound)
				}
			}
			outputs := m.Forward(d.Picture())
			if got := m.Loss.Predict(outputs); !d.Done() || got != class || m.Loss.Certainty(outputs) < nn.Sure {
				t.Errorf("image %d as %d is read as %d with certainty %v", i, class, got, m.Loss.Certainty(outputs))
			}
			inRange(t, d.Picture())
			if !slices.Equal(picture, before) {
				t.Fatal("the picture itself has changed")
			}
		}
	}
}

// Where a network gives one number, the steps end at the digit, and do not swing around
// it: further on are others.
func TestDreamOfANumber(t *testing.T) {
	m, err := nn.New(nn.Shape{Channels: 1, Height: 12, Width: 12}, nn.SquaredError{}, nn.Linear{})
	if err != nil {
		t.Fatal(err)
	}
	for i := range m.Params() {
		m.Params()[i] = float32(i/12) / 40 // more the further down
	}
	for class := range data.Classes {
		d := New(m, byte(class), 7)
		for range 60 {
			d.Step()
		}
		for range 5 {
			d.Step()
			if outputs := m.Forward(d.Picture()); m.Loss.Predict(outputs) != class {
				t.Errorf("the dream of a %d is read as %g", class, outputs[0])
			}
		}
	}
}

// Double softmax is sure of one class, and so much that its own gradient is 0.
func TestDisguiseFromDoubleSoftmax(t *testing.T) {
	m, err := nn.New(nn.Shape{Channels: 1, Height: 6, Width: 6}, nn.DoubleSoftmax{Classes: 3}, nn.Linear{})
	if err != nil {
		t.Fatal(err)
	}
	params := m.Params() // weights (3,36), biases (3)
	for i := range 36 {
		params[i], params[36+i] = -5, 5
	}
	params[3*36] = 150
	d := NewDisguise(m, make([]float32, 36), 1)
	for !d.Over() {
		d.Step()
	}
	if !d.Done() {
		t.Errorf("at a distance of %g the outputs are %v", d.Distance(), m.Forward(d.Picture()))
	}
}

// A network that the picture does not matter to gives no direction, and no change.
func TestNoGradient(t *testing.T) {
	m, err := nn.New(nn.Shape{Channels: 1, Height: 6, Width: 6}, nn.CrossEntropy{Classes: 3}, nn.Linear{})
	if err != nil {
		t.Fatal(err)
	}
	picture := make([]float32, 36)
	d := NewDisguise(m, picture, 2)
	for !d.Over() {
		d.Step()
	}
	if d.Done() || d.Distance() != 0 {
		t.Errorf("done %t at a distance of %g, want false and 0", d.Done(), d.Distance())
	}
	inRange(t, d.Picture())
}
