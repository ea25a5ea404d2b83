package health

import (
	"math"
	"os"
	"slices"
	"strings"
	"testing"

	"gonum.org/v1/gonum/blas/blas32"

	"digitlab/data"
	"digitlab/nn"
	"digitlab/nn/golden"
	"digitlab/nn/simdblas"
	"digitlab/nn/train"
)

func TestMain(m *testing.M) {
	blas32.Use(simdblas.Implementation{})
	os.Exit(m.Run())
}

// few is a dataset of MNIST's first training images.
func few(t *testing.T) *data.Dataset {
	t.Helper()
	images, labels := golden.Batch(t)
	d := new(data.Dataset)
	for i, label := range labels[:300] {
		split := data.Train
		if i >= 200 {
			split = data.Valid
		}
		d.Images(split).Append((*data.Image)(images[i*data.Pixels:]), label)
	}
	return d
}

func fresh(t *testing.T, net string) *nn.Model {
	t.Helper()
	a, err := nn.ParseArchitecture(net)
	if err != nil {
		t.Fatal(err)
	}
	m, err := nn.NewModel(a, nn.CrossEntropy{})
	if err != nil {
		t.Fatal(err)
	}
	train.InitModel(m, nn.PyTorchDefault, 1)
	return m
}

const steps = 6

func settings() train.Settings {
	s := train.Defaults()
	s.LearningRate, s.Optimizer.Momentum = 0.2, 0.9
	s.BatchSize, s.Epochs, s.MaxSteps, s.Shuffle = 40, 3, steps, false
	return s
}

// trained trains with a function that looks at each step, nil for none, and returns the
// parameters it ends with.
func trained(t *testing.T, m *nn.Model, d *data.Dataset, look func(r *train.Run, s train.Step)) []float32 {
	t.Helper()
	r, err := train.NewRun(m, d, settings(), train.NewGoroutines(2, m.Clone))
	if err != nil {
		t.Fatal(err)
	}
	var h train.Hooks
	if look != nil {
		h.AfterStep = func(s train.Step) { look(r, s) }
	}
	if err := r.Train(h); err != nil {
		t.Fatal(err)
	}
	return r.Params()
}

// What is measured is what follows plainly from the checkpoints around a step, from its
// batch and from the activations of each image of the sample; and a run goes the same
// way, bit by bit, whether anybody measures or not.
func TestMeasureAgainstCheckpoints(t *testing.T) {
	for _, net := range []string{"simplenet", "conv 6 5, bn, relu, pool, linear 12, sigmoid, linear", "linear 16, relu, dropout 0, linear"} {
		t.Run(net, func(t *testing.T) {
			d := few(t)
			want := trained(t, fresh(t, net), d, nil)
			monitor := New(fresh(t, net), d)
			var checkpoints []*train.Checkpoint
			var measured [][]Layer
			got := trained(t, fresh(t, net), d, func(r *train.Run, s train.Step) {
				measured = append(measured, monitor.Measure(r.LastStep()))
				file, err := r.Checkpoint().Encode()
				if err != nil {
					t.Fatal(err)
				}
				c, err := train.DecodeCheckpoint(file)
				if err != nil {
					t.Fatal(err)
				}
				checkpoints = append(checkpoints, c)
			})
			if !slices.Equal(got, want) {
				t.Error("measuring has changed the run")
			}
			if len(measured) != steps {
				t.Fatalf("%d steps measured, want %d", len(measured), steps)
			}
			for i := 1; i < steps; i++ {
				before, after := checkpoints[i-1].Model, checkpoints[i].Model
				batch := i % 5 // of 40 images, in the order of the file
				for _, l := range measured[i] {
					expectStep(t, l, before, after, gradient(before.Clone(), d, batch*40, 40))
					expectActivations(t, l, after, d)
				}
			}
		})
	}
}

// gradient returns the model's own for a batch, computed in shards as a run does.
func gradient(m *nn.Model, d *data.Dataset, from, count int) *nn.Model {
	m.ZeroGrad()
	for at := from; at < from+count; at += train.ShardSize {
		var x []float32
		var labels []byte
		for i := at; i < at+train.ShardSize; i++ {
			x = train.AppendValues(x, d.Images(data.Train).Image(i))
			labels = append(labels, d.Images(data.Train).Label(i))
		}
		m.SetTraining(1)
		m.Forward(x)
		m.Backward(labels, count)
	}
	return m
}

func near(got, want float64) bool { return math.Abs(got-want) <= 1e-4*math.Abs(want)+1e-12 }

func expectStep(t *testing.T, l Layer, before, after, graded *nn.Model) {
	t.Helper()
	var norm, step, size float64
	for i, tensor := range graded.Tensors() {
		if tensor.Buffer || !strings.HasPrefix(tensor.Name, l.Name+".") {
			continue
		}
		for j, g := range tensor.Grad {
			norm += float64(g) * float64(g)
			if tensor.Name == l.Name+".weight" {
				b := float64(before.Tensors()[i].Data[j])
				step += math.Pow(float64(after.Tensors()[i].Data[j])-b, 2)
				size += b * b
			}
		}
	}
	if !near(l.Gradient, math.Sqrt(norm)) || norm == 0 {
		t.Errorf("%s: gradient %v, want %v", l.Name, l.Gradient, math.Sqrt(norm))
	}
	if want := math.Sqrt(step) / math.Sqrt(size); !near(l.Update, want) || want == 0 {
		t.Errorf("%s: update %v, want %v", l.Name, l.Update, want)
	}
	for _, tensor := range after.Tensors() {
		if tensor.Name == l.Name+".weight" {
			expectHistogram(t, l.Name+".weight", l.Weights, tensor.Data)
		}
	}
}

// expectActivations looks at the layer image by image.
func expectActivations(t *testing.T, l Layer, m *nn.Model, d *data.Dataset) {
	t.Helper()
	images := d.Images(data.Valid)
	var all []float32
	var living map[int]bool // by unit; nil without a ReLU
	for i := range sampleSize {
		list := m.Activations(train.AppendValues(nil, images.Image(i*images.Len()/sampleSize)))
		for at, a := range list {
			if a.Name != l.Name {
				continue
			}
			all = append(all, a.Values...)
			if at+1 == len(list) || list[at+1].Layer != (nn.ReLU{}) {
				continue
			}
			if living == nil {
				living = map[int]bool{}
			}
			area := len(a.Values) / a.Shape.Channels
			for j, v := range list[at+1].Values {
				living[j/area] = living[j/area] || v > 0
			}
		}
	}
	expectHistogram(t, l.Name, l.Activations, all)
	dead := 0
	for _, lives := range living {
		if !lives {
			dead++
		}
	}
	if living == nil != math.IsNaN(l.Dead) || living != nil && l.Dead != float64(dead)/float64(len(living)) {
		t.Errorf("%s: %v are dead, want %d of %d", l.Name, l.Dead, dead, len(living))
	}
}

func expectHistogram(t *testing.T, what string, got Histogram, values []float32) {
	t.Helper()
	low, high, count := slices.Min(values), slices.Max(values), 0
	for _, c := range got.Counts {
		count += c
	}
	// Other sizes of batches may round otherwise.
	if math.Abs(got.Low-float64(low)) > 1e-4 || math.Abs(got.High-float64(high)) > 1e-4 || count != len(values) || len(got.Counts) != Bins {
		t.Errorf("%s: %d values from %v to %v, want %d from %v to %v", what, count, got.Low, got.High, len(values), low, high)
	}
}

// Units that no image sets off are dead, and only those.
func TestDead(t *testing.T) {
	d, m := few(t), fresh(t, "conv 4 5, pool, relu, linear 8, relu, linear")
	for _, tensor := range m.Tensors() {
		switch tensor.Name {
		case "conv1.bias":
			tensor.Data[1] = -100
		case "fc1.bias":
			tensor.Data[0], tensor.Data[3] = -100, -100
		}
	}
	zero := make([]float32, len(m.Params()))
	list := New(m, d).Measure(m.Params(), m.Params(), zero)
	if len(list) != 3 || list[0].Dead < 0.25 || list[1].Dead < 0.25 || !math.IsNaN(list[2].Dead) {
		t.Fatalf("the layers are %+v", list)
	}
	for _, l := range list {
		if l.Update != 0 || l.Gradient != 0 {
			t.Errorf("%s: update %v, gradient %v of a step that is none", l.Name, l.Update, l.Gradient)
		}
	}
	for _, tensor := range m.Tensors() {
		if strings.HasSuffix(tensor.Name, ".bias") {
			for i := range tensor.Data {
				tensor.Data[i] = 100
			}
		}
	}
	for _, l := range New(m, d).Measure(m.Params(), m.Params(), zero)[:2] {
		if l.Dead != 0 {
			t.Errorf("%s: %v are dead, want none", l.Name, l.Dead)
		}
	}
}

func TestHistogram(t *testing.T) {
	inf := float32(math.Inf(1))
	h := NewHistogram([]float32{-1, -1, 0, 1, inf, -inf, inf - inf})
	if h.Low != -1 || h.High != 1 || h.Counts[0] != 2 || h.Counts[Bins/2] != 1 || h.Counts[Bins-1] != 1 {
		t.Errorf("the histogram is %+v", h)
	}
	if h := NewHistogram([]float32{0.5, 0.5}); h.Low != 0.5 || h.High != 0.5 || h.Counts[0] != 2 {
		t.Errorf("the histogram of equal values is %+v", h)
	}
	if h := NewHistogram([]float32{inf}); h.Low != 0 || h.High != 0 || slices.Max(h.Counts) != 0 {
		t.Errorf("the histogram of nothing is %+v", h)
	}
}
