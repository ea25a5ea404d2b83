package nn

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// drawn returns a model of an architecture with random parameters, running
// statistics included, and a random image with some blank pixels.
func drawn(t *testing.T, text string, loss Loss) (*Model, []float32) {
	t.Helper()
	a, err := ParseArchitecture(text)
	if err != nil {
		t.Fatal(err)
	}
	m, err := NewModel(a, loss)
	if err != nil {
		t.Fatal(err)
	}
	rng := rand.New(rand.NewPCG(5, 6))
	m.Init(PyTorchDefault, rng)
	for _, tensor := range m.Tensors() {
		if tensor.Buffer || tensor.fanIn == 0 {
			for i := range tensor.Data {
				tensor.Data[i] = 0.5 + rng.Float32()
			}
		}
	}
	x := make([]float32, m.InSize())
	for i := range x {
		x[i] = max(0, rng.Float32()-0.5)
	}
	return m, x
}

var inspected = []string{"simplenet", "mlp", "modern", "linear",
	"relu, pool, linear 6, relu, dropout 0.5, linear 5, linear",
	"conv 3 5, relu, pool, pool, relu, conv 4 2 pad 1, bn, relu, linear 7, bn, linear",
}

// slowly computes a layer by its definition, on a sample (C,H,W).
func slowly(m *Model, l *plannedLayer, x []float32) []float32 {
	parameter := func(name string) []float32 { return m.tensor(l.name + "." + name).Data }
	y := make([]float32, l.out.size())
	for i := range y {
		area := l.out.side * l.out.side
		c, h, w := i/area, i/l.out.side%l.out.side, i%l.out.side
		at := func(c, h, w int) float64 {
			if h < 0 || h >= l.in.side || w < 0 || w >= l.in.side {
				return 0
			}
			return float64(x[(c*l.in.side+h)*l.in.side+w])
		}
		var v float64
		switch l.kind {
		case "conv":
			v = float64(parameter("bias")[c])
			for j, weight := range parameter("weight")[c*l.in.channels*l.side*l.side:][:l.in.channels*l.side*l.side] {
				from, r := j/(l.side*l.side), j%(l.side*l.side)
				v += float64(weight) * at(from, h+r/l.side-l.padding, w+r%l.side-l.padding)
			}
		case "pool":
			v = max(at(c, 2*h, 2*w), at(c, 2*h, 2*w+1), at(c, 2*h+1, 2*w), at(c, 2*h+1, 2*w+1))
		case "relu":
			v = max(0, float64(x[i]))
		case "dropout":
			v = float64(x[i])
		case "bn":
			mean, variance := float64(parameter("running_mean")[c]), float64(parameter("running_var")[c])
			v = (float64(x[i])-mean)/math.Sqrt(variance+normEpsilon)*float64(parameter("weight")[c]) + float64(parameter("bias")[c])
		case "linear":
			v = float64(parameter("bias")[i])
			for j, value := range x {
				v += float64(parameter("weight")[i*len(x)+j]) * float64(value)
			}
		}
		y[i] = float32(v)
	}
	return y
}

// expectClose fails where got is farther from want than float32 sums in another order
// may be, in shares of the largest value.
func expectClose(t *testing.T, what string, got, want []float32) {
	t.Helper()
	if len(got) != len(want) {
		t.Errorf("%s: %d values, want %d", what, len(got), len(want))
		return
	}
	var largest float64
	for _, v := range want {
		largest = max(largest, math.Abs(float64(v)))
	}
	for i, v := range want {
		// Winograd's algorithm is off by up to 1e-5, see TestWinogradError.
		if d := math.Abs(float64(got[i]) - float64(v)); !(d <= 3e-5*largest) {
			t.Errorf("%s: value %d = %g, want %g", what, i, got[i], v)
			return
		}
	}
}

func TestActivations(t *testing.T) {
	for _, text := range inspected {
		t.Run(text, func(t *testing.T) {
			m, x := drawn(t, text, CrossEntropy{})
			m.Train(7) // which must not last
			got := m.Activations(x)
			infos, err := m.Architecture().Describe(m.Loss)
			if err != nil || len(got) != len(infos) {
				t.Fatalf("%d layers, %v, want %d", len(got), err, len(infos))
			}
			plan := m.plan()
			for i := range plan {
				if got[i].Name != infos[i].Name || product(got[i].Shape) != len(got[i].Values) {
					t.Errorf("layer %d is %s with %d values of shape %v, want %s", i, got[i].Name, len(got[i].Values), got[i].Shape, infos[i].Name)
				}
				// From what the layer before has given, so that errors do not add up.
				expectClose(t, got[i].Name, got[i].Values, slowly(m, &plan[i], x))
				x = got[i].Values
			}
		})
	}
}

// The last activations are the outputs, to the bit.
func TestActivationsEndInOutputs(t *testing.T) {
	for _, loss := range Losses {
		m, x := drawn(t, "modern", loss)
		got := m.Activations(x)
		if want := m.Forward(x); !slices.Equal(got[len(got)-1].Values, want) {
			t.Errorf("%s: the last activations are %v, the outputs %v", loss.Name(), got[len(got)-1].Values, want)
		}
	}
}

func TestContributions(t *testing.T) {
	for _, text := range inspected {
		for _, loss := range []Loss{CrossEntropy{}, SquaredError{}} {
			t.Run(text+" "+loss.Name(), func(t *testing.T) {
				m, x := drawn(t, text, loss)
				layers := m.Activations(x)
				plan := m.plan()
				if n := len(layers); n > 1 {
					x = layers[n-2].Values
				}
				c := m.Contributions(x)
				last := plan[len(plan)-1]
				if c.Parts != last.in.channels || len(c.Bias) != loss.Outputs() || len(c.Values) != c.Parts*loss.Outputs() {
					t.Fatalf("%d parts, %d values and %d biases, want %d parts of %d outputs",
						c.Parts, len(c.Values), len(c.Bias), last.in.channels, loss.Outputs())
				}
				sums := make([]float32, loss.Outputs())
				for o := range sums {
					sum := float64(c.Bias[o])
					for _, v := range sample(c.Values, o, c.Parts) {
						sum += float64(v)
					}
					sums[o] = float32(sum)
				}
				expectClose(t, "sum of the contributions", sums, layers[len(layers)-1].Values)

				// One part by itself: with all other channels blank, it is the
				// output without the bias.
				alone := make([]float32, len(x))
				area := last.in.side * last.in.side
				part := c.Parts / 2
				copy(sample(alone, part, area), sample(x, part, area))
				output := slowly(m, &last, alone)
				var got, want []float32
				for o := range output {
					got = append(got, c.Values[o*c.Parts+part])
					want = append(want, output[o]-c.Bias[o])
				}
				expectClose(t, "the contribution of one channel", got, want)
			})
		}
	}
}

func TestFilters(t *testing.T) {
	tests := []struct {
		text string
		want []Filters
	}{
		{"simplenet", []Filters{{"conv1", "conv 20 5", 20, 1, 5, nil}, {"conv2", "conv 20 5", 20, 20, 5, nil}, {"fc", "linear", 10, 20, 7, nil}}},
		{"mlp", []Filters{{"fc1", "linear 100", 100, 1, 28, nil}, {"fc2", "linear", 10, 100, 1, nil}}},
	}
	for _, test := range tests {
		t.Run(test.text, func(t *testing.T) {
			m, _ := drawn(t, test.text, CrossEntropy{})
			got := m.Filters()
			if len(got) != len(test.want) {
				t.Fatalf("%d layers, want %d", len(got), len(test.want))
			}
			for i, f := range got {
				weights := m.tensor(f.Layer + ".weight").Data
				if len(weights) != f.Count*f.Channels*f.Side*f.Side || &f.Weights[0] != &weights[0] {
					t.Errorf("%s: %d weights are not the layer's own %d", f.Layer, len(f.Weights), len(weights))
				}
				f.Weights = nil
				if f.Layer != test.want[i].Layer || f.Text != test.want[i].Text || f.Count != test.want[i].Count ||
					f.Channels != test.want[i].Channels || f.Side != test.want[i].Side {
					t.Errorf("filters %+v, want %+v", f, test.want[i])
				}
			}
		})
	}
}

// A filter's picture is what the layer looks for: shown just that, and nothing
// else, the unit's output is the sum of squares and the bias.
func TestFiltersOfAnImage(t *testing.T) {
	m, _ := drawn(t, "mlp", CrossEntropy{})
	f := m.Filters()[0]
	const unit = 3
	picture := sample(f.Weights, unit, f.Side*f.Side)
	want := m.tensor("fc1.bias").Data[unit]
	for _, w := range picture {
		want += w * w
	}
	got := m.Activations(picture)[0].Values[unit]
	expectClose(t, "the output of a unit for its own picture", []float32{got}, []float32{want})
}

func TestOcclude(t *testing.T) {
	const side, step = 6, 2
	for _, loss := range []Loss{CrossEntropy{}, SquaredError{}} {
		m, x := drawn(t, "modern", loss)
		clear(x[:10*imageSide]) // where there is nothing to cover
		got := m.Occlude(x, side, step)
		if got.Places != 14 || len(got.Outputs) != 14*14*loss.Outputs() {
			t.Fatalf("%d places and %d outputs, want 14 along each axis", got.Places, len(got.Outputs))
		}
		for place := range got.Places * got.Places {
			// The square reaches two pixels beyond the cell of 2x2.
			top, left := place/got.Places*step-2, place%got.Places*step-2
			covered := slices.Clone(x)
			for h := range imageSide {
				for w := range imageSide {
					if top <= h && h < top+side && left <= w && w < left+side {
						covered[h*imageSide+w] = 0
					}
				}
			}
			expectClose(t, "the outputs of a covered image", sample(got.Outputs, place, loss.Outputs()), m.Forward(covered))
		}
	}
}

// BenchmarkOcclude covers a digit as the page does.
func BenchmarkOcclude(b *testing.B) {
	m := NewSimpleNet(CrossEntropy{})
	m.Init(PyTorchDefault, rand.New(rand.NewPCG(1, 2)))
	x := make([]float32, m.InSize())
	for i := range x {
		// A ring 14 to 18 pixels wide.
		if r := math.Hypot(float64(i/imageSide)-13.5, float64(i%imageSide)-13.5); 7 < r && r < 9 {
			x[i] = 1
		}
	}
	for b.Loop() {
		m.Occlude(x, 6, 2)
	}
}
