package train

import (
	"testing"

	"digitlab/data"
	"digitlab/nn"
)

// A step on all images at once counts what an evaluation of the same weights
// does.
func TestStepCountsWhatIsRecognised(t *testing.T) {
	const images = 50
	d := goldenDataset(t, images)
	for _, loss := range nn.Losses() {
		t.Run(loss.Name(), func(t *testing.T) {
			m := freshModel(loss)
			workers := goroutines(1, loss)
			before, err := Evaluate(m, d, data.Train, workers)
			if err != nil {
				t.Fatal(err)
			}
			s := Defaults()
			s.BatchSize, s.Epochs = images, 1
			r, err := NewRun(m, d, s, workers)
			if err != nil {
				t.Fatal(err)
			}
			got := -1
			if err := r.Train(Hooks{AfterStep: func(s Step) { got = s.Correct }}); err != nil {
				t.Fatal(err)
			}
			want := 0
			for digit := range before.Confusion {
				want += before.Confusion[digit][digit]
			}
			if got != want {
				t.Errorf("%d of %d images recognised, want the evaluation's %d", got, images, want)
			}
			if want == 0 {
				t.Error("no image is recognised: the test shows nothing")
			}
		})
	}
}
