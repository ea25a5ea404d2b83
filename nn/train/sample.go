package train

import (
	"errors"
	"math/rand/v2"
	"slices"

	"digitlab/data"
	"digitlab/nn"
)

const (
	// sampleSize is how many validation images a Sample is made of at most: of 500,
	// an accuracy of 95 % has a standard error of 1 %.
	sampleSize = 500
	// sampleEvery is how many images are trained on between two samples. One image
	// costs about three times as much to train on as to evaluate, so that samples
	// take less than 2 % of a run's time.
	sampleEvery = 10_000
	// firstSample is what share of that goes before the first.
	firstSample = 8
)

// Sample is how good a run is within an epoch, on some of the validation images.
type Sample struct {
	Step     int // batches trained by then
	Images   int
	Loss     float64
	Accuracy float64 // 0 to 1
	// Constant tells that the outputs do not depend on the image.
	Constant bool
}

// sampleDue reports whether a sample is to be taken after a step. That follows
// from the step alone, so that a run which was resumed takes the same.
func (r *Run) sampleDue(step int) bool {
	every := max(sampleEvery/r.settings.BatchSize, 1)
	return step%every == 0 || step == max(every/firstSample, 1)
}

// takeSample tells of one, if there are images for it.
func (r *Run) takeSample(h Hooks) error {
	s, ok, err := r.Sample()
	if ok {
		h.AfterSample(s)
	}
	return err
}

// Sample evaluates on the same validation images of a seed each time, and changes
// nothing of the run. It reports false if there are none, or if the loss is no
// number.
func (r *Run) Sample() (Sample, bool, error) {
	if r.sample == nil {
		r.sample = sampleOf(r.dataset.Images(data.Valid), r.settings.Seed)
	}
	images := r.sample.Images(data.Valid).Len()
	if images == 0 {
		return Sample{}, false, nil
	}
	e, err := evaluate(r.model.Loss, r.Params(), r.sample, data.Valid, r.workers)
	if errors.Is(err, ErrDiverged) { // which the next step or the epoch's end says
		return Sample{}, false, nil
	}
	if err != nil {
		return Sample{}, false, err
	}
	return Sample{Step: r.step, Images: images, Loss: e.Loss, Accuracy: e.Accuracy(), Constant: isConstant(e.Outcomes)}, true, nil
}

// sampleOf returns a dataset whose validation images are some of those given, in
// their order.
func sampleOf(images *data.Images, seed uint64) *data.Dataset {
	// A stream of its own beside those of the epochs, see Run.orderOf.
	chosen := rand.New(rand.NewPCG(seed, 1<<61)).Perm(images.Len())
	chosen = chosen[:min(len(chosen), sampleSize)]
	slices.Sort(chosen)
	d := new(data.Dataset)
	for _, i := range chosen {
		d.Images(data.Valid).Append((*data.Image)(images.Image(i)), images.Label(i))
	}
	return d
}

// isConstant reports whether all images have the same outputs: then those of one
// label have the same loss, but for rounding.
func isConstant(outcomes []nn.Outcome) bool {
	const rounding = 1e-5 // of float32, and a little
	first := map[byte]nn.Outcome{}
	for _, o := range outcomes {
		f, known := first[o.Label]
		if !known {
			first[o.Label] = o
			continue
		}
		if o.Prediction != f.Prediction || o.Loss-f.Loss > rounding*(1+f.Loss) || f.Loss-o.Loss > rounding*(1+f.Loss) {
			return false
		}
	}
	return len(first) > 1
}
