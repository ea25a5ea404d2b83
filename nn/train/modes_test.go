package train

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"digitlab/data"
	"digitlab/nn"
)

// withModes is a network with all that computes otherwise in training.
const withModes = "conv 4 3, bn, relu, pool, dropout 0.3, linear 20, bn, relu, dropout 0.5, linear"

// Masks and statistics belong to shards and not to workers.
func TestSameBitsInTrainingMode(t *testing.T) {
	d := goldenDataset(t, 95) // a last batch of 15, a last shard of 7, filled up with a blank sample
	s := Defaults()
	s.LearningRate, s.Optimizer.Momentum, s.Optimizer.WeightDecay = 0.05, 0.9, 0.01
	s.BatchSize, s.Epochs, s.EMA = 40, 2, 0.5
	train := func(workers int, seed uint64) (*nn.Model, []float64) {
		m := modelOf(t, withModes, nn.CrossEntropy{})
		s.Seed = seed
		losses, err := run(t, m, d, s, NewGoroutines(workers, m.Clone), Hooks{})
		if err != nil {
			t.Fatal(err)
		}
		return m, losses
	}
	want, wantLosses := train(1, 1)
	for _, workers := range []int{2, 3, 8} {
		m, losses := train(workers, 1)
		if !slices.Equal(m.Params(), want.Params()) {
			t.Errorf("%d workers end with other weights than 1", workers)
		}
		if !slices.Equal(losses, wantLosses) {
			t.Errorf("%d workers: losses %v, want %v", workers, losses, wantLosses)
		}
	}
	if _, losses := train(1, 2); losses[0] == wantLosses[0] {
		t.Error("another seed drops the same values")
	}
}

// Of a single image, batch normalisation of a vector has no statistics. It is said
// before the first step, and not to a run that is under way.
func TestShardsOfOneImage(t *testing.T) {
	const vector, image = "conv 2 3, bn, relu, linear 4, bn, linear", "conv 2 3, bn, relu, linear"
	tests := []struct {
		net                             string
		images, batch, epochs, maxSteps int
		refused                         bool
	}{
		{vector, 24, 1, 1, 0, true},
		{vector, 24, 9, 1, 0, true},
		{vector, 24, 8, 1, 0, false},
		{vector, 24, 7, 1, 0, false},
		{vector, 25, 12, 1, 0, true}, // the last batch is of one
		{vector, 25, 12, 1, 2, false},
		{vector, 25, 12, 2, 3, true},
		{vector, 33, 16, 1, 0, true},
		{vector, 41, 32, 1, 0, true}, // the last batch is of nine
		{vector, 17, 100, 1, 0, true},
		{vector, 1, 100, 1, 0, true},
		{vector, 18, 100, 1, 0, false},
		{image, 25, 1, 1, 0, false},
		{image, 25, 12, 1, 0, false},
		{"linear 4, relu, linear", 25, 1, 1, 0, false},
	}
	for _, test := range tests {
		d := goldenDataset(t, test.images)
		m := modelOf(t, test.net, nn.CrossEntropy{})
		s := Defaults()
		s.BatchSize, s.Epochs, s.MaxSteps = test.batch, test.epochs, test.maxSteps
		_, err := NewRun(m, d, s, NewGoroutines(1, m.Clone))
		if refused := err != nil; refused != test.refused {
			t.Errorf("%+v: error %v", test, err)
		}
		if want := "bn2 would get one value for each channel"; err != nil && (!strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), "some parts have 1; choose another batch size")) {
			t.Errorf("%+v: error %v, want %q", test, err, want)
		}
		c := &Checkpoint{Settings: s, Model: m, Dataset: d.Fingerprint()}
		if _, err := ResumeRun(c, d, NewGoroutines(1, m.Clone)); err != nil {
			t.Errorf("%+v: resumed: %v", test, err)
		}
	}
}

// An evaluation between two steps has no dropout, takes the running statistics
// and moves none.
func TestEvaluationIsInEvaluationMode(t *testing.T) {
	d := goldenDataset(t, 40)
	m := modelOf(t, withModes, nn.CrossEntropy{})
	s := Defaults()
	s.BatchSize, s.Epochs = 20, 2
	w := NewGoroutines(2, m.Clone)
	r, err := NewRun(m, d, s, w)
	if err != nil {
		t.Fatal(err)
	}
	evaluations := 0
	err = r.Train(Hooks{AfterEpoch: func(e Evaluation) {
		evaluations++
		params := slices.Clone(m.Params())
		again, err := Evaluate(m, d, data.Valid, NewGoroutines(1, m.Clone))
		if err != nil || again.Loss != e.Loss {
			t.Errorf("evaluated again after epoch %d: loss %g, %v, want %g", e.Epoch, again.Loss, err, e.Loss)
		}
		if !slices.Equal(m.Params(), params) {
			t.Error("an evaluation changes parameters")
		}
	}})
	if err != nil || evaluations != 2 {
		t.Fatalf("%d evaluations, %v", evaluations, err)
	}
}

// A replica that has trained predicts as a fresh one does.
func TestPredictionIsInEvaluationMode(t *testing.T) {
	images := goldenDataset(t, 8).Images(data.Train)
	var batch shards
	batch.gather(images, []int{0, 1, 2, 3, 4, 5, 6, 7})
	batch.askForGradients(0, rand.New(rand.NewPCG(1, 2)))
	m := modelOf(t, withModes, nn.CrossEntropy{})
	image := (*data.Image)(images.Image(0))
	want := slices.Clone(NewReplica(m.Clone()).Predict(image))
	r := NewReplica(m)
	r.Compute(&batch.results[0], batch.list[0])
	if got := r.Predict(image); !slices.Equal(got, want) {
		t.Errorf("prediction after training = %v, want %v", got, want)
	}
}

// It learns: normalisation and dropout help no loss to rise.
func TestTrainingWithModesLearns(t *testing.T) {
	d := goldenDataset(t, 400)
	m := modelOf(t, withModes, nn.CrossEntropy{})
	s := Defaults()
	s.LearningRate, s.Optimizer.Momentum, s.BatchSize, s.Epochs = 0.05, 0.9, 40, 5
	r, err := NewRun(m, d, s, NewGoroutines(2, m.Clone))
	if err != nil {
		t.Fatal(err)
	}
	var last Evaluation
	if err := r.Train(Hooks{AfterEpoch: func(e Evaluation) { last = e }}); err != nil {
		t.Fatal(err)
	}
	// Of 100 images never trained on; guessing gives 0.1.
	if !(last.Accuracy() > 0.7) {
		t.Errorf("accuracy = %g, want more than 0.7", last.Accuracy())
	}
}
