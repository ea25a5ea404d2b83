package diagnosis

import (
	"errors"
	"fmt"
	"os"
	"slices"
	"testing"

	"gonum.org/v1/gonum/blas/blas32"

	"digitlab/data"
	"digitlab/data/mnistjson"
	"digitlab/nn"
	"digitlab/nn/golden"
	"digitlab/nn/simdblas"
	"digitlab/nn/train"
)

func TestMain(m *testing.M) {
	blas32.Use(simdblas.Implementation{})
	os.Exit(m.Run())
}

// images returns MNIST's first training images, so many to train on and others to
// validate.
func images(t *testing.T, training, valid int) *data.Dataset {
	t.Helper()
	pixels, labels := golden.Batch(t)
	d := new(data.Dataset)
	for i := range training + valid {
		split := data.Train
		if i >= training {
			split = data.Valid
		}
		d.Images(split).Append((*data.Image)(pixels[i*data.Pixels:]), labels[i])
	}
	return d
}

// judged trains a network and returns what was found first, and at the end.
func judged(t *testing.T, net string, loss nn.Loss, d *data.Dataset, s train.Settings) (first, last *Finding) {
	t.Helper()
	a, err := nn.ParseArchitecture(net)
	if err != nil {
		t.Fatal(err)
	}
	m, err := nn.NewModel(a, loss)
	if err != nil {
		t.Fatal(err)
	}
	train.InitModel(m, nn.PyTorchDefault, s.Seed)
	r, err := train.NewRun(m, d, s, train.NewGoroutines(2, m.Clone))
	if err != nil {
		t.Fatal(err)
	}
	j := New(s, m, d.Images(data.Train))
	look := func() {
		if first == nil {
			first = j.UnderWay()
		}
	}
	err = r.Train(train.Hooks{
		AfterStep:   func(s train.Step) { j.Step(s.Loss) },
		AfterSample: func(s train.Sample) { j.Sample(s); look() },
		AfterEpoch: func(e train.Evaluation) {
			j.Epoch(e.Loss, e.Accuracy())
			look()
		},
	})
	if errors.Is(err, train.ErrDiverged) {
		return first, j.Failed()
	}
	if err != nil {
		t.Fatal(err)
	}
	if s, ok, err := r.Sample(); err != nil || !ok {
		t.Fatal(ok, err)
	} else {
		j.Sample(s)
	}
	return first, j.AtEnd()
}

// Runs that go nowhere, and why. The thresholds stand beside the findings.
func TestRunsThatGoNowhere(t *testing.T) {
	double, squared := nn.DoubleSoftmax{}, nn.SquaredError{}
	tests := []struct {
		net           string
		loss          nn.Loss
		training      int // images
		lr            float64
		batch, epochs int
		underWay, end Kind
		changes       []Change
	}{
		// SimpleNet's ReLUs die within 60 steps, without a loss above 4.
		{"simplenet", nn.CrossEntropy{}, 800, 1, 20, 6, "", Dead, []Change{{"lr", "0.1"}}},
		// The loss goes to 100 first, and stays at 3, since the biases are thrown about.
		{"simplenet", nn.CrossEntropy{}, 800, 10, 20, 6, Exploded, Dead, []Change{{"lr", "1"}}},
		{"conv 4 5, relu, pool, linear", nn.CrossEntropy{}, 800, 3, 20, 28, Dead, Dead, []Change{{"lr", "0.3"}}},
		{"conv 4 5, relu, pool, conv 4 5, relu, pool, linear", nn.CrossEntropy{}, 800, 1.5, 100, 40, Dead, Dead, []Change{{"lr", "0.15"}}},
		{"mlp", nn.CrossEntropy{}, 800, 100, 20, 10, Exploded, Exploded, []Change{{"lr", "10"}}},
		{"mlp", nn.CrossEntropy{}, 800, 1e38, 20, 1, "", Diverged, []Change{{"lr", "1e+37"}}},
		{"conv 4 5, sigmoid, pool, linear 30, sigmoid, linear", nn.CrossEntropy{}, 800, 100, 20, 10, Exploded, Dead, []Change{{"lr", "10"}}},
		// Too short steps leave the loss where it was, also in small batches.
		{"mlp", nn.CrossEntropy{}, 800, 1e-6, 20, 6, "", Chance, []Change{{"lr", "1e-05"}}},
		{"mlp", nn.CrossEntropy{}, 800, 1e-6, 4, 6, Chance, Chance, []Change{{"lr", "1e-05"}}},
		{"mlp", squared, 800, 1e-8, 20, 6, "", Chance, []Change{{"lr", "1e-07"}}},
		{"mlp", double, 800, 1e-3, 20, 6, "", Chance, []Change{{"lr", "0.01"}}},
		{"mlp", nn.CrossEntropy{}, 500, .1, 20, 40, Overfitting, Overfitting, []Change{{"augment", "light"}}},
		// Two digits are never read, and nothing corrects that.
		{"mlp", double, 800, 1, 10, 30, Plateau, Plateau, []Change{{"loss", "crossentropy"}}},
	}
	for _, test := range tests {
		t.Run(fmt.Sprintf("%s, %s, %v", test.net, test.loss.Name(), test.lr), func(t *testing.T) {
			s := train.Defaults()
			s.LearningRate, s.BatchSize, s.Epochs = test.lr, test.batch, test.epochs
			first, last := judged(t, test.net, test.loss, images(t, test.training, 1000-test.training), s)
			if kind(first) != test.underWay || kind(last) != test.end {
				t.Fatalf("found %q first and %q at the end, want %q and %q", kind(first), kind(last), test.underWay, test.end)
			}
			if !slices.Equal(last.Changes, test.changes) {
				t.Errorf("changes %v, want %v", last.Changes, test.changes)
			}
			t.Log(last.Text)
		})
	}
}

func kind(f *Finding) Kind {
	if f == nil {
		return ""
	}
	return f.Kind
}

// Runs that are well need no advice.
func TestGoodRuns(t *testing.T) {
	d := images(t, 800, 200)
	if !testing.Short() && simdblas.Kernel() != "gonum" { // which takes minutes
		d = mnist(t, 10_000, 2000)
	}
	for _, name := range train.Recipes() {
		t.Run(name, func(t *testing.T) {
			s, err := train.Recipe(name)
			if err != nil {
				t.Fatal(err)
			}
			s.Epochs = min(s.Epochs, 5)
			if first, last := judged(t, "simplenet", nn.CrossEntropy{}, d, s); first != nil || last != nil {
				t.Errorf("found %v, and %v at the end, want nothing", first, last)
			}
		})
	}
	// Nor does one that has only begun, or is stopped right away.
	s := train.Defaults()
	s.MaxSteps = 3
	if first, last := judged(t, "simplenet", nn.CrossEntropy{}, d, s); first != nil || last != nil {
		t.Errorf("after 3 steps found %v and %v, want nothing", first, last)
	}
	// A run that stands still because all is read right is at its end.
	s.MaxSteps, s.Epochs, s.BatchSize, s.LearningRate = 0, 30, 20, .1
	small := images(t, 500, 0)
	for i := range 100 {
		small.Images(data.Valid).Append((*data.Image)(small.Images(data.Train).Image(i)), small.Images(data.Train).Label(i))
	}
	if first, last := judged(t, "mlp", nn.CrossEntropy{}, small, s); first != nil || last != nil {
		t.Errorf("with all read right found %v and %v, want nothing", first, last)
	}
}

func mnist(t *testing.T, training, valid int) *data.Dataset {
	t.Helper()
	all, err := mnistjson.Open("../../../data/mnist.json.gz")
	if err != nil {
		t.Fatal(err)
	}
	d := new(data.Dataset)
	for split, n := range map[data.Split]int{data.Train: training, data.Valid: valid} {
		for i := range n {
			d.Images(split).Append((*data.Image)(all.Images(split).Image(i)), all.Images(split).Label(i))
		}
	}
	return d
}
