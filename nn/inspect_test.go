package nn

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"digitlab/nn/internal/kernel"
)

// drawn returns a model of an architecture with random parameters, running
// statistics included, and a random image with some blank pixels.
func drawn(t *testing.T, text string, loss Loss) (*Model, []float32) {
	t.Helper()
	m := must(t, text, loss)
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

var inspected = []string{"simplenet", "mlp", "modern", "sprint", "linear",
	"relu, pool, linear 6, relu, dropout 0.5, linear 5, linear",
	"conv 3 5, relu, pool, pool, relu, conv 4 2 pad 1, bn, relu, linear 7, bn, linear",
	"normalize 0.1307 0.3081, conv 3 3 stride 2, gelu, avgpool 7, conv 2 1, sigmoid, linear 4, gelu, linear",
	"avgpool 2, relu, pool, conv 2 2 pad 0 stride 3, sigmoid, linear",
}

// slowly computes a layer by its definition, on a sample (C,H,W).
func slowly(m *Model, l *plannedLayer, x []float32) []float32 {
	parameter := func(name string) []float32 { return m.tensor(l.name + "." + name).Data }
	y := make([]float32, l.out.Size())
	for i := range y {
		_, height, width := l.out.image()
		c, h, w := i/(height*width), i/width%height, i%width
		at := func(c, h, w int) float64 {
			if h < 0 || h >= l.in.Height || w < 0 || w >= l.in.Width {
				return 0
			}
			return float64(x[(c*l.in.Height+h)*l.in.Width+w])
		}
		var v float64
		switch kind := l.Layer.(type) {
		case Conv:
			side, area, stride := kind.Kernel, kind.Kernel*kind.Kernel, max(1, kind.Stride)
			v = float64(parameter("bias")[c])
			for j, weight := range kernel.Block(parameter("weight"), c, l.in.Channels*area) {
				from, r := j/area, j%area
				v += float64(weight) * at(from, h*stride+r/side-kind.Zeros(), w*stride+r%side-kind.Zeros())
			}
		case MaxPool:
			v = max(at(c, 2*h, 2*w), at(c, 2*h, 2*w+1), at(c, 2*h+1, 2*w), at(c, 2*h+1, 2*w+1))
		case AvgPool:
			for j := range kind.Side * kind.Side {
				v += at(c, kind.Side*h+j/kind.Side, kind.Side*w+j%kind.Side) / float64(kind.Side*kind.Side)
			}
		case ReLU:
			v = max(0, float64(x[i]))
		case GELU:
			v = float64(x[i]) / 2 * (1 + math.Erf(float64(x[i])/math.Sqrt2))
		case Sigmoid:
			v = 1 / (1 + math.Exp(-float64(x[i])))
		case Normalize:
			v = (float64(x[i]) - kind.Mean) / kind.Deviation
		case Dropout:
			v = float64(x[i])
		case BatchNorm:
			mean, variance := float64(parameter("running_mean")[c]), float64(parameter("running_var")[c])
			v = (float64(x[i])-mean)/math.Sqrt(variance+normEpsilon)*float64(parameter("weight")[c]) + float64(parameter("bias")[c])
		case Linear:
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
			m.SetTraining(7) // which must not last
			got := m.Activations(x)
			infos, err := m.Architecture().Describe(m.Loss)
			if err != nil || len(got) != len(infos) {
				t.Fatalf("%d layers, %v, want %d", len(got), err, len(infos))
			}
			for i := range m.plan {
				if got[i].Name != infos[i].Name || got[i].Shape.Size() != len(got[i].Values) {
					t.Errorf("layer %d is %s with %d values of shape %v, want %s", i, got[i].Name, len(got[i].Values), got[i].Shape, infos[i].Name)
				}
				// From what the layer before has given, so that errors do not add up.
				expectClose(t, got[i].Name, got[i].Values, slowly(m, &m.plan[i], x))
				x = got[i].Values
			}
		})
	}
}

// What layers give for several samples is what they give for each of them.
func TestLayerOutputs(t *testing.T) {
	for _, text := range inspected {
		t.Run(text, func(t *testing.T) {
			const samples = 3
			m, x := drawn(t, text, CrossEntropy{})
			var batch []float32
			for i := range samples {
				for _, v := range x {
					batch = append(batch, v*float32(i+1)/samples)
				}
			}
			m.SetTraining(7) // which must not last
			outputs := m.LayerOutputs(batch)
			for i := range samples {
				at := 0
				for _, want := range m.Activations(batch[i*len(x):][:len(x)]) {
					if want.Params == 0 {
						continue
					}
					got := outputs[at]
					size := len(want.Values)
					if got.Name != want.Name || len(got.Values) != samples*size {
						t.Fatalf("layer %s gives %d values, want %d of %s", got.Name, len(got.Values), samples*size, want.Name)
					}
					expectClose(t, got.Name, got.Values[i*size:][:size], want.Values)
					at++
				}
				if at != len(outputs) {
					t.Errorf("%d layers, want %d", len(outputs), at)
				}
			}
		})
	}
}

// The last activations are the outputs, to the bit.
func TestActivationsEndInOutputs(t *testing.T) {
	for _, loss := range Losses() {
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
				if n := len(layers); n > 1 {
					x = layers[n-2].Values
				}
				c := m.Contributions(x)
				last := m.plan[len(m.plan)-1]
				if c.Parts != last.in.Channels || len(c.Bias) != loss.Outputs() || len(c.Values) != c.Parts*loss.Outputs() {
					t.Fatalf("%d parts, %d values and %d biases, want %d parts of %d outputs",
						c.Parts, len(c.Values), len(c.Bias), last.in.Channels, loss.Outputs())
				}
				sums := make([]float32, loss.Outputs())
				for o := range sums {
					sum := float64(c.Bias[o])
					for _, v := range kernel.Block(c.Values, o, c.Parts) {
						sum += float64(v)
					}
					sums[o] = float32(sum)
				}
				expectClose(t, "sum of the contributions", sums, layers[len(layers)-1].Values)

				// One part by itself: with all other channels blank, it is the
				// output without the bias.
				alone := make([]float32, len(x))
				area := last.in.area()
				part := c.Parts / 2
				copy(kernel.Block(alone, part, area), kernel.Block(x, part, area))
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
		{"simplenet", []Filters{
			{LayerInfo{Name: "conv1", Layer: Conv{20, 5, Same, 0}}, 20, Shape{1, 5, 5}, nil},
			{LayerInfo{Name: "conv2", Layer: Conv{20, 5, Same, 0}}, 20, Shape{20, 5, 5}, nil},
			{LayerInfo{Name: "fc", Layer: Linear{}}, 10, Shape{20, 7, 7}, nil},
		}},
		{"mlp", []Filters{
			{LayerInfo{Name: "fc1", Layer: Linear{100}}, 100, Shape{1, 28, 28}, nil},
			{LayerInfo{Name: "fc2", Layer: Linear{}}, 10, Shape{100, 1, 1}, nil},
		}},
	}
	for _, test := range tests {
		t.Run(test.text, func(t *testing.T) {
			m, _ := drawn(t, test.text, CrossEntropy{})
			got := m.Filters()
			if len(got) != len(test.want) {
				t.Fatalf("%d layers, want %d", len(got), len(test.want))
			}
			for i, f := range got {
				weights := m.tensor(f.Name + ".weight").Data
				if len(weights) != f.Count*f.Picture.Size() || &f.Weights[0] != &weights[0] {
					t.Errorf("%s: %d weights are not the layer's own %d", f.Name, len(f.Weights), len(weights))
				}
				f.Weights = nil
				want := test.want[i]
				if f.Name != want.Name || f.Layer != want.Layer || f.Count != want.Count || f.Picture != want.Picture {
					t.Errorf("filters %+v, want %+v", f, want)
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
	picture := kernel.Block(f.Weights, unit, f.Picture.Size())
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
		clear(x[:10*mnist.Width]) // where there is nothing to cover
		got := m.Occlude(x, side, step)
		if got.Rows != 14 || got.Columns != 14 || len(got.Outputs) != 14*14*loss.Outputs() {
			t.Fatalf("%d places and %d outputs, want 14 along each axis", got.Rows, len(got.Outputs))
		}
		for place := range got.Rows * got.Columns {
			// The square reaches two pixels beyond the cell of 2x2.
			top, left := place/got.Columns*step-2, place%got.Columns*step-2
			covered := slices.Clone(x)
			for h := range mnist.Width {
				for w := range mnist.Width {
					if top <= h && h < top+side && left <= w && w < left+side {
						covered[h*mnist.Width+w] = 0
					}
				}
			}
			expectClose(t, "the outputs of a covered image", kernel.Block(got.Outputs, place, loss.Outputs()), m.Forward(covered))
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
		if r := math.Hypot(float64(i/mnist.Width)-13.5, float64(i%mnist.Width)-13.5); 7 < r && r < 9 {
			x[i] = 1
		}
	}
	for b.Loop() {
		m.Occlude(x, 6, 2)
	}
}

// What the last layer gets is what the one before it gives.
func TestLastHidden(t *testing.T) {
	for _, text := range append([]string{"linear"}, inspected...) {
		t.Run(text, func(t *testing.T) {
			m, x := drawn(t, text, CrossEntropy{})
			m.SetTraining(7) // which must not last
			hidden, outputs := m.LastHidden(append(slices.Clone(x), x...))
			hidden, outputs = slices.Clone(hidden), slices.Clone(outputs)
			all := m.Activations(x)
			want, layer := x, ""
			if n := len(all); n > 1 {
				want, layer = all[n-2].Values, all[n-2].Name
			}
			if got := m.LastHiddenLayer(); got.Name != layer || got.Shape.Size() != len(want) {
				t.Errorf("it is of %q with %v, want %q with %d values", got.Name, got.Shape, layer, len(want))
			}
			if len(hidden) != 2*len(want) {
				t.Fatalf("%d values, want twice %d", len(hidden), len(want))
			}
			expectClose(t, "hidden", hidden[len(want):], want)
			expectClose(t, "outputs", outputs[len(outputs)/2:], all[len(all)-1].Values)
		})
	}
}
