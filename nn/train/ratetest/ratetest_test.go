package ratetest

import (
	"errors"
	"flag"
	"fmt"
	"math"
	"os"
	"reflect"
	"slices"
	"sync"
	"testing"

	"gonum.org/v1/gonum/blas/blas32"

	"digitlab/data"
	"digitlab/data/mnistjson"
	"digitlab/nn"
	"digitlab/nn/golden"
	"digitlab/nn/simdblas"
	"digitlab/nn/train"
)

var long = flag.Bool("long", false, "test suggestions for SimpleNet as well, which takes a minute")

func TestMain(m *testing.M) {
	blas32.Use(simdblas.Implementation{})
	os.Exit(m.Run())
}

// few is a dataset of MNIST's first training images.
func few(t *testing.T) *data.Dataset {
	t.Helper()
	images, labels := golden.Batch(t)
	d := new(data.Dataset)
	for i, label := range labels {
		split := data.Train
		if i >= 900 {
			split = data.Valid
		}
		d.Images(split).Append((*data.Image)(images[i*data.Pixels:]), label)
	}
	return d
}

func fresh(t *testing.T, net string, loss nn.Loss) *nn.Model {
	t.Helper()
	a, err := nn.ParseArchitecture(net)
	if err != nil {
		t.Fatal(err)
	}
	m, err := nn.NewModel(a, loss)
	if err != nil {
		t.Fatal(err)
	}
	train.InitModel(m, nn.PyTorchDefault, 1)
	return m
}

func TestSameCurveForAnyNumberOfWorkers(t *testing.T) {
	d, m := few(t), fresh(t, "linear 16, relu, dropout 0.1, linear", nn.CrossEntropy{})
	before := slices.Clone(m.Params())
	s := train.Defaults()
	s.BatchSize = 64
	s.Augment.Shift = 1
	var curves []Curve
	for _, workers := range []int{1, 3} {
		c, err := Run(m, d, s, train.NewGoroutines(workers, m.Clone), nil)
		if err != nil {
			t.Fatal(err)
		}
		curves = append(curves, c)
	}
	if !reflect.DeepEqual(curves[0], curves[1]) {
		t.Error("three workers find another curve than one")
	}
	if !slices.Equal(m.Params(), before) {
		t.Error("the test has changed the model")
	}
	for i, p := range curves[0].Points {
		if p.Rate != RateAt(i) {
			t.Fatalf("point %d has rate %v, want %v", i, p.Rate, RateAt(i))
		}
	}
}

// What a run stops for, waits for or averages has no part in a test.
func TestOnlyTheStepsCount(t *testing.T) {
	d, m := few(t), fresh(t, "linear", nn.CrossEntropy{})
	w := train.NewGoroutines(2, m.Clone)
	plain := train.Defaults()
	want, err := Run(m, d, plain, w, nil)
	if err != nil {
		t.Fatal(err)
	}
	more := plain
	more.LearningRate, more.Epochs, more.MaxSteps = 7, 1, 3
	more.Schedule = train.ScheduleSettings{Kind: "plateau", Warmup: 2}
	more.EMA, more.KeepBest, more.EarlyStop = 0.9, true, 1
	got, err := Run(m, d, more, w, nil)
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(got, want) {
		t.Error("schedule, average or length of the run change the curve")
	}
}

func TestStop(t *testing.T) {
	d, m := few(t), fresh(t, "linear", nn.CrossEntropy{})
	stop := errors.New("enough")
	var told []Point
	c, err := Run(m, d, train.Defaults(), train.NewGoroutines(1, m.Clone), func(p Point) error {
		if told = append(told, p); len(told) == 5 {
			return stop
		}
		return nil
	})
	if err != stop || len(c.Points) != 5 || !slices.Equal(told, c.Points) {
		t.Errorf("a stopped test has told %d points of %d, error %v", len(told), len(c.Points), err)
	}
}

// A test ends where the loss explodes, also if that is no number any more.
func TestExplosion(t *testing.T) {
	d := few(t)
	for _, momentum := range []float64{0, 0.9} {
		m := fresh(t, "mlp", nn.SquaredError{})
		s := train.Defaults()
		s.Optimizer.Momentum = momentum
		c, err := Run(m, d, s, train.NewGoroutines(2, m.Clone), nil)
		if err != nil {
			t.Fatal(err)
		}
		if !c.Exploded || len(c.Points) == Steps {
			t.Errorf("momentum %v: exploded %v after %d of %d steps", momentum, c.Exploded, len(c.Points), Steps)
		}
	}
}

func TestRefusal(t *testing.T) {
	m, s := fresh(t, "linear", nn.CrossEntropy{}), train.Defaults()
	s.BatchSize = 0
	if _, err := Run(m, few(t), s, train.NewGoroutines(1, m.Clone), nil); err == nil {
		t.Error("a batch size of 0 is taken")
	}
}

// curve is one whose losses are a function of the rate, with some noise.
func curve(loss func(rate float64) float64) (c Curve) {
	var average smoother
	for i := range Steps {
		l := loss(RateAt(i)) + 0.01*math.Sin(float64(7*i*i))
		c.Points = append(c.Points, Point{RateAt(i), l, average.add(l)})
	}
	return c
}

func TestSuggestion(t *testing.T) {
	valley := func(rate float64) float64 { return 1 + min(math.Pow(math.Log10(rate/0.1), 2)/4, 1) }
	tests := []struct {
		name string
		Curve
		low, high float64
	}{
		{"valley", curve(valley), 0.008, 0.09},
		{"nothing learnt", curve(func(float64) float64 { return 2.3 }), 0, 0},
		{"only worse", curve(func(rate float64) float64 { return 2.3 + rate }), 0, 0},
		{"too short", Curve{Points: curve(valley).Points[:10]}, 0, 0},
		{"nothing", Curve{}, 0, 0},
	}
	for _, test := range tests {
		if got := test.Suggestion(); !(got >= test.low && got <= test.high) {
			t.Errorf("%s: suggestion %v, want %v to %v", test.name, got, test.low, test.high)
		}
	}
}

var openMNIST = sync.OnceValues(func() (*data.Dataset, error) { return mnistjson.Open("../../../data/mnist.json.gz") })

// Three hundred steps at the rate that is suggested end clearly lower than at a tenth
// and at ten times of it.
func TestSuggestionTrainsBest(t *testing.T) {
	if testing.Short() {
		t.Skip("trains on MNIST")
	}
	d, err := openMNIST()
	if err != nil {
		t.Fatal(err)
	}
	nets := []string{"mlp"}
	if *long {
		nets = append(nets, "simplenet")
	}
	for _, net := range nets {
		for _, o := range []train.OptimizerSettings{{Kind: "sgd"}, {Kind: "sgd", Momentum: 0.9}, {Kind: "adam"}} {
			t.Run(fmt.Sprintf("%s/%s/%g", net, o.Kind, o.Momentum), func(t *testing.T) {
				m := fresh(t, net, nn.CrossEntropy{})
				s := train.Defaults()
				s.Optimizer = o
				w := train.NewGoroutines(2, m.Clone)
				c, err := Run(m, d, s, w, nil)
				if err != nil {
					t.Fatal(err)
				}
				rate := c.Suggestion()
				if rate == 0 {
					t.Fatal("no suggestion")
				}
				at := func(rate float64) float64 { return lossAfter(t, m, d, s, w, rate, 300) }
				tenth, suggested, tenfold := at(rate/10), at(rate), at(rate*10)
				t.Logf("rate %g: loss %.3f, at a tenth %.3f, at ten times %.3f", rate, suggested, tenth, tenfold)
				if suggested > 0.8*min(tenth, tenfold) {
					t.Errorf("rate %g ends with a loss of %.3f, a tenth of it with %.3f, ten times with %.3f", rate, suggested, tenth, tenfold)
				}
			})
		}
	}
}

// lossAfter returns the average of the last losses of that many steps at a rate, and
// infinity for a run that diverges.
func lossAfter(t *testing.T, m *nn.Model, d *data.Dataset, s train.Settings, w train.Workers, rate float64, steps int) (loss float64) {
	t.Helper()
	images := new(data.Dataset)
	*images.Images(data.Train) = *d.Images(data.Train)
	s.LearningRate, s.MaxSteps = rate, steps
	r, err := train.NewRun(m.Clone(), images, s, w)
	if err != nil {
		t.Fatal(err)
	}
	var average smoother
	err = r.Train(train.Hooks{AfterStep: func(step train.Step) { loss = average.add(step.Loss) }})
	if errors.Is(err, train.ErrDiverged) {
		return math.Inf(1)
	}
	if err != nil {
		t.Fatal(err)
	}
	return loss
}
