package train

import (
	"slices"
	"testing"

	"digitlab/nn"
)

// The run ends with what the best epoch ended with, and after as many epochs as
// bring nothing.
func TestBestEpoch(t *testing.T) {
	for _, ema := range []float64{0, 0.5} {
		s := Defaults()
		// So high a rate that the accuracy falls again.
		s.LearningRate, s.BatchSize, s.Epochs, s.EMA = 1, 20, 7, ema
		type epoch struct {
			accuracy float64
			params   []float32
		}
		train := func(s Settings) (epochs []epoch, m *nn.Model, r *Run) {
			m = modelOf(t, "mlp", nn.CrossEntropy{})
			r, err := NewRun(m, goldenDataset(t, 60), s, NewGoroutines(2, m.Clone))
			if err != nil {
				t.Fatal(err)
			}
			err = r.Train(Hooks{AfterEpoch: func(e Evaluation) {
				epochs = append(epochs, epoch{e.Accuracy(), slices.Clone(r.Params())})
			}})
			if err != nil {
				t.Fatal(err)
			}
			return epochs, m, r
		}
		all, m, _ := train(s)
		if !slices.Equal(m.Params(), all[s.Epochs-1].params) {
			t.Error("without further ado the run does not end with the last weights")
		}
		best := 0 // the first of those that are
		for i, e := range all {
			if e.accuracy > all[best].accuracy {
				best = i
			}
		}
		if best == 0 || best > s.Epochs-3 {
			t.Fatalf("EMA %v: epoch %d of %d is the best, which shows little", ema, best, s.Epochs)
		}

		s.KeepBest = true
		_, m, r := train(s)
		if b := r.Best(); b.Epoch != best+1 || b.Accuracy != all[best].accuracy || r.StoppedEarly() {
			t.Errorf("EMA %v: the best epoch is %d, of accuracy %v, want %d and %v", ema, b.Epoch, b.Accuracy, best+1, all[best].accuracy)
		}
		if !slices.Equal(m.Params(), all[best].params) || !slices.Equal(r.Params(), all[best].params) || !slices.Equal(r.Checkpoint().Params(), all[best].params) {
			t.Errorf("EMA %v: the run does not end with the weights of its best epoch", ema)
		}

		s.KeepBest, s.EarlyStop, s.Epochs = false, 2, 20
		epochs, m, r := train(s)
		if len(epochs) != best+1+2 || !r.StoppedEarly() {
			t.Errorf("EMA %v: %d epochs, want the best, %d, and 2 more", ema, len(epochs), best+1)
		}
		if !slices.Equal(m.Params(), all[best+2].params) {
			t.Errorf("EMA %v: the run does not end with the weights of its last epoch", ema)
		}
	}
}
