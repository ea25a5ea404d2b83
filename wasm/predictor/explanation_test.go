package predictor

import (
	"math"
	"slices"
	"testing"
	"testing/synctest"

	"digitlab/nn"
	"digitlab/web/worker"
)

// A value is explained from the sum that it stems from to what becomes of it, whichever
// of them is pointed at.
func TestExplanation(t *testing.T) {
	const pooled = (3*14+6)*14 + 7 // row 6, column 7 of map 4
	tests := []struct {
		name, architecture, layer string
		unit                      int
		steps, from               []string
		field                     [4]int
	}{
		{"pooled", "simplenet", "pool1", pooled, []string{"conv1", "relu1", "pool1"}, []string{"", "conv1", "relu1"}, [4]int{12, 10, 18, 16}},
		{"sum", "simplenet", "conv1", 3*784 + 12*28 + 15, []string{"conv1", "relu1", "pool1"}, []string{"", "conv1", "relu1"}, [4]int{12, 10, 18, 16}},
		{"second", "simplenet", "conv2", 100, []string{"conv2", "relu2", "pool2"}, []string{"pool1", "conv2", "relu2"}, [4]int{0, 6, 14, 22}},
		{"answer", "simplenet", "fc", 7, []string{"fc"}, []string{"pool2"}, [4]int{0, 0, 28, 28}},
		{"vector", "mlp", "relu1", 5, []string{"fc1", "relu1"}, []string{"", "fc1"}, [4]int{0, 0, 28, 28}},
		{"mean", "conv 4 3, bn, sigmoid, avgpool 7, linear", "avgpool1", 9, []string{"conv1", "bn1", "sigmoid1", "avgpool1"}, []string{"", "conv1", "bn1", "sigmoid1"}, [4]int{6, 13, 15, 22}},
		{"picture", "pool, conv 2 3, linear", "pool1", 30, []string{"pool1"}, []string{""}, [4]int{4, 4, 6, 6}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				l := startPredictor(t, test.architecture, nn.CrossEntropy{})
				l.send(&seven)
				l.send(&worker.Inspect{On: true})
				l.send(&worker.Point{Layer: test.layer, Unit: test.unit})
				m := next(l, always[*worker.Explanation])
				var steps, from []string
				for i := range m.Steps {
					s := &m.Steps[i]
					steps, from = append(steps, s.Layer), append(from, s.From)
					inputs, weights := m.Values(i)
					if len(inputs) != s.Size() || s.Weighs && len(weights) != len(inputs) {
						t.Fatalf("%s: %d inputs and %d weights, want %d", s.Layer, len(inputs), len(weights), s.Size())
					}
					if s.Weighs {
						sum := float64(s.Bias)
						for k, w := range weights {
							sum += float64(w) * float64(inputs[k])
						}
						if math.Abs(sum-float64(s.Value)) > 1e-5 { // sums of at most 980 products, most of them 0
							t.Errorf("%s: the products add up to %g, want %g", s.Layer, sum, s.Value)
						}
					}
					if i > 0 && !slices.Contains(inputs, float32(m.Steps[i-1].Value)) {
						t.Errorf("%s reads %v, and not the %g before it", s.Layer, inputs, m.Steps[i-1].Value)
					}
					if s.Layer == test.layer && s.Unit != test.unit {
						t.Errorf("%s: value %d is explained, want %d", s.Layer, s.Unit, test.unit)
					}
				}
				if got := m.Steps[len(m.Steps)-1].Field; got != test.field {
					t.Errorf("the last value depends on %v of the picture, want %v", got, test.field)
				}
				if !slices.Equal(steps, test.steps) || !slices.Equal(from, test.from) {
					t.Errorf("steps %v from %q, want %v from %q", steps, from, test.steps, test.from)
				}
			})
		})
	}
}

func TestExplanationOfNothing(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := startPredictor(t, "simplenet", nn.CrossEntropy{})
		l.send(&worker.Inspect{On: true})
		explained := func(layer string, unit int) int {
			l.send(&worker.Point{Layer: layer, Unit: unit})
			return len(next(l, func(m *worker.Explanation) bool { return m.Layer == layer && m.Unit == unit }).Steps)
		}
		if n := explained("conv1", 0); n != 0 {
			t.Errorf("%d steps of an empty pad", n)
		}
		l.send(&seven)
		if n := next(l, func(m *worker.Explanation) bool { return len(m.Steps) > 0 }).Steps; len(n) != 3 {
			t.Errorf("%d steps once something is drawn, want 3", len(n))
		}
		for _, unit := range []int{-1, 20 * 784} {
			if n := explained("conv1", unit); n != 0 {
				t.Errorf("%d steps to value %d of conv1", n, unit)
			}
		}
		if n := explained("conv9", 0); n != 0 {
			t.Errorf("%d steps in a layer that there is not", n)
		}
	})
}

// Connections are those of the model, as pictures.
func TestConnections(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := startPredictor(t, "simplenet", nn.CrossEntropy{})
		l.send(&seven)
		l.send(&worker.Inspect{On: true})
		inside := next(l, func(m *worker.Inside) bool { return m.Read })
		m := next(l, func(m *worker.Connections) bool { return len(m.Layers) > 0 })
		var got []worker.LayerConnections
		for i, c := range m.Layers {
			if largest := max(slices.Max(m.Picture(i)), 255-slices.Min(m.Picture(i))+1); largest != 255 || len(m.Picture(i)) != c.Out*c.In {
				t.Errorf("%s: a picture of %d values with a largest one of %d", c.Layer, len(m.Picture(i)), largest)
			}
			c.Largest = 0
			got = append(got, c)
		}
		if want := []worker.LayerConnections{{Layer: "conv1", Out: 20, In: 1}, {Layer: "conv2", Out: 20, In: 20}, {Layer: "fc", Out: 10, In: 20}}; !slices.Equal(got, want) {
			t.Errorf("connections %v, want %v", got, want)
		}
		// Those to the answers are what they are the sums of.
		_, parts := inside.Contributions()
		last := len(m.Layers) - 1
		for i, v := range m.Picture(last) {
			size := float64(m.Layers[last].Largest)
			if shown := (float64(v) - 128) / 127 * size; math.Abs(shown-float64(parts[i])) > 0.51/127*size {
				t.Fatalf("connection %d is shown as %g, want %g", i, shown, parts[i])
			}
		}
	})
}
