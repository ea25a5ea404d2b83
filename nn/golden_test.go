package nn_test

import (
	"fmt"
	"math"
	"testing"

	"digitlab/nn"
	"digitlab/nn/golden"
	"digitlab/nn/optim"
	"digitlab/nn/safetensors"
)

// goldenBatch returns the images (1000,784), as 0 to 1, and their labels.
func goldenBatch(t *testing.T) (x []float32, labels []byte) {
	t.Helper()
	images, labels := golden.Batch(t)
	for _, pixel := range images {
		x = append(x, float32(pixel)/255)
	}
	return x, labels
}

// goldenModel returns SimpleNet with the parameters PyTorch started from.
func goldenModel(t *testing.T, loss nn.Loss, f *safetensors.File) *nn.Model {
	t.Helper()
	init := golden.Read(t, "init")
	m := nn.NewSimpleNet(loss)
	for _, tensor := range m.Tensors() {
		own := "init." + tensor.Name
		if _, err := f.Tensor(own); err == nil {
			copy(tensor.Data, golden.Floats(t, f, own))
		} else {
			copy(tensor.Data, golden.Floats(t, init, tensor.Name))
		}
	}
	return m
}

// near reports the largest difference between got and want, relative to the
// largest value in want: single small entries are sums of large terms that
// cancel, and have no accuracy of their own.
func near(t *testing.T, name string, got, want []float32, tolerance float64) {
	t.Helper()
	if len(got) != len(want) {
		t.Errorf("%s has %d values, want %d", name, len(got), len(want))
		return
	}
	var scale, worst float64
	at := 0
	for _, v := range want {
		scale = math.Max(scale, math.Abs(float64(v)))
	}
	for i, v := range want {
		// Written so that a NaN counts as a difference.
		if d := math.Abs(float64(got[i])-float64(v)) / scale; !(d <= worst) {
			worst, at = d, i
		}
	}
	if !(worst <= tolerance) {
		t.Errorf("%s[%d] = %g, want %g: off by %.2g of the largest value, want at most %.2g", name, at, got[at], want[at], worst, tolerance)
	}
}

func TestGolden(t *testing.T) {
	const batch = 100
	x, labels := goldenBatch(t)
	const (
		// Float32 sums of up to 78,400 products (a batch's pixels) in another
		// order differ by about 1e-6 of their largest value; Winograd's terms, some
		// times larger than their sum, by up to 7e-6.
		once = 1e-5
		// Over ten steps some of the 500,000 ReLU inputs of each batch lie
		// within rounding of 0 and may fall on the other side: one such unit
		// moves the weights of its filter by up to 1e-4 of their largest
		// value, and leaves all other filters as they are.
		after = 3e-4
	)
	for _, loss := range nn.Losses() {
		t.Run(loss.Name(), func(t *testing.T) {
			f := golden.Read(t, loss.Name())
			m := goldenModel(t, loss, f)

			y := m.Forward(x[:batch*784])
			near(t, "output", y, golden.Floats(t, f, "output"), once)
			mean := loss.Forward(y, labels[:batch], batch)
			near(t, "loss", []float32{float32(mean)}, golden.Floats(t, f, "loss"), once)
			m.Backward(labels[:batch], batch)
			for _, tensor := range m.Tensors() {
				near(t, "grad."+tensor.Name, tensor.Grad, golden.Floats(t, f, "grad."+tensor.Name), once)
			}

			var losses []float32
			var sgd optim.SGD
			for step := range 10 {
				batchLabels := labels[step*batch : (step+1)*batch]
				y := m.Forward(x[step*batch*784 : (step+1)*batch*784])
				losses = append(losses, float32(loss.Forward(y, batchLabels, batch)))
				m.ZeroGrad()
				m.Backward(batchLabels, batch)
				sgd.Step(m.Params(), m.Grads(), 0.01)
			}
			near(t, "losses", losses, golden.Floats(t, f, "losses"), once)
			for _, tensor := range m.Tensors() {
				near(t, "after."+tensor.Name, tensor.Data, golden.Floats(t, f, "after."+tensor.Name), after)
			}
		})
	}
}

// The parts of a batch add up to the whole: that is what lets workers share one.
func TestShardsAddUp(t *testing.T) {
	x, labels := goldenBatch(t)
	for _, loss := range nn.Losses() {
		t.Run(loss.Name(), func(t *testing.T) {
			f := golden.Read(t, loss.Name())
			whole, parts := goldenModel(t, loss, f), goldenModel(t, loss, f)
			wholeLoss := loss.Forward(whole.Forward(x[:100*784]), labels[:100], 100)
			whole.Backward(labels[:100], 100)
			var partsLoss float64
			for _, cut := range [][2]int{{0, 10}, {10, 47}, {47, 48}, {48, 100}} {
				part := labels[cut[0]:cut[1]]
				partsLoss += loss.Forward(parts.Forward(x[cut[0]*784:cut[1]*784]), part, 100)
				parts.Backward(part, 100)
			}
			// Float32 sums in another order, as in TestGolden.
			near(t, "loss", []float32{float32(partsLoss)}, []float32{float32(wholeLoss)}, 1e-6)
			near(t, "gradients", parts.Grads(), whole.Grads(), 5e-6)
		})
	}
}

func TestLabelSmoothing(t *testing.T) {
	f := golden.ReadFormulas(t).LabelSmoothing
	var labels []byte
	for _, label := range f.Labels {
		labels = append(labels, byte(label))
	}
	for _, c := range f.Cases {
		loss := nn.CrossEntropy{Smoothing: c.Smoothing}
		got := loss.Forward(f.Logits, labels, len(labels))
		if !(math.Abs(got-c.Loss) <= 1e-6) { // float32 logits
			t.Errorf("smoothing %v: Forward = %g, want %g", c.Smoothing, got, c.Loss)
		}
		gradient := make([]float32, len(f.Logits))
		loss.Backward(gradient, f.Logits, labels, len(labels))
		// Float32 probabilities; the central differences are better.
		golden.Close(t, fmt.Sprintf("smoothing %v: gradient", c.Smoothing), gradient, c.Gradient, 1e-6)
	}
}
