package nn

import (
	"math"
	"testing"

	"digitlab/nn/golden"
)

// Outputs, loss and gradients are PyTorch's.
func TestLayersArePyTorchs(t *testing.T) {
	for _, c := range golden.ReadPyTorch(t).Networks {
		t.Run(c.Layers, func(t *testing.T) {
			layers, err := parseLayers(c.Layers)
			if err != nil {
				t.Fatal(err)
			}
			m, err := New(Shape{c.Shape[0], c.Shape[1], c.Shape[2]}, CrossEntropy{}, layers...)
			if err != nil {
				t.Fatal(err)
			}
			for _, p := range c.Parameters {
				if n := copy(m.tensor(p.Name).Data, p.Values); n != len(p.Values) || n != len(m.tensor(p.Name).Data) {
					t.Fatalf("%s has %d values, PyTorch's %d", p.Name, len(m.tensor(p.Name).Data), len(p.Values))
				}
			}
			if len(c.Parameters) != len(m.Tensors()) {
				t.Errorf("%d tensors, PyTorch has %d", len(m.Tensors()), len(c.Parameters))
			}
			var labels []byte
			for _, label := range c.Labels {
				labels = append(labels, byte(label))
			}
			m.SetTraining(1)
			y := m.Forward(c.X)
			// Sums of up to 200 products of values near 1, in float32.
			golden.Close(t, "outputs", y, c.Outputs, 2e-6)
			if loss := m.Loss.Forward(y, labels, len(labels)); !(math.Abs(loss-c.Loss) <= 1e-6) {
				t.Errorf("loss = %g, want %g", loss, c.Loss)
			}
			m.Backward(labels, len(labels))
			for _, p := range c.Parameters {
				golden.Close(t, "gradient of "+p.Name, m.tensor(p.Name).Grad, p.Gradient, 2e-6)
			}
			dx := m.InputGradient(func(dy, y []float32) { m.Loss.Backward(dy, y, labels, len(labels)) })
			golden.Close(t, "gradient of the input", dx, c.XGradient, 2e-6)
		})
	}
}
