package train

import (
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"

	"digitlab/data"
	"digitlab/nn"
)

var (
	// ErrStopped, returned by Hooks.BeforeStep, ends a run early.
	ErrStopped = errors.New("train: stopped")
	// ErrDiverged ends a run whose loss is no longer a number.
	ErrDiverged = errors.New("training diverged")
)

// Run is one training run of a model.
type Run struct {
	settings  Settings
	model     *nn.Model
	dataset   *data.Dataset
	workers   Workers
	optimizer nn.Optimizer
	schedule  schedule
	ema       nn.EMA    // of the parameters, if the settings ask for it
	step      int       // batches trained
	epoch     int       // epochs ended, the evaluation included
	last      []float32 // parameters after the last step, once Train has put their average into model
	shards    shards

	fingerprint data.Fingerprint // of dataset; zero before the first Checkpoint
}

// Hooks let the caller watch and hold a run. Each may be nil.
type Hooks struct {
	// BeforeStep may wait, to pause the run. An error ends the run.
	BeforeStep func() error
	AfterStep  func(Step)
	AfterEpoch func(Evaluation)
}

// Step reports one batch trained.
type Step struct {
	Epoch, Epochs  int // 0-based, and how many
	Batch, Batches int // 0-based within the epoch, and how many
	Step, Steps    int // batches trained in the run so far, and how many there will be
	Samples        int // in this batch
	Loss           float64
	Correct        int // samples that were recognised, before the step
}

// NewRun prepares to train m, whose parameters it changes step by step.
func NewRun(m *nn.Model, d *data.Dataset, s Settings, w Workers) (*Run, error) {
	if err := s.Check(); err != nil {
		return nil, err
	}
	if d.Split(data.Train).Len() == 0 {
		return nil, errors.New("the dataset has no training images")
	}
	if _, ok := m.Loss.(nn.CrossEntropy); s.LabelSmoothing > 0 && !ok {
		return nil, fmt.Errorf("label smoothing goes with crossentropy, not with %s", m.Loss.Name())
	}
	batches := d.Batches(data.Train, s.BatchSize, nil).Len()
	return &Run{
		settings:  s,
		model:     m,
		dataset:   d,
		workers:   w,
		optimizer: s.Optimizer.optimizer(),
		schedule:  s.scheduleFor(batches),
		ema:       nn.EMA{Decay: s.EMA},
	}, nil
}

// steps returns how many steps the run has, with so many batches in an epoch.
func (s Settings) steps(batches int) int {
	steps := math.MaxInt
	if batches == 0 || s.Epochs <= steps/batches {
		steps = batches * s.Epochs
	}
	if s.MaxSteps > 0 {
		steps = min(steps, s.MaxSteps)
	}
	return steps
}

// Train trains all epochs that are left, each followed by an evaluation on the
// validation images. It returns nil at the end of the run, or ErrStopped, or
// what went wrong; the model then has the parameters of the last step that went
// well, or their average if the settings ask for it. A Run is trained once: from
// its Checkpoint another goes on.
func (r *Run) Train(h Hooks) error {
	defer func() {
		r.last = slices.Clone(r.model.Params())
		copy(r.model.Params(), r.Params())
	}()
	for r.epoch < r.settings.Epochs {
		whole, err := r.trainEpoch(r.epoch, h)
		if err != nil || !whole {
			return err
		}
		if err := r.endEpoch(h); err != nil {
			return err
		}
	}
	return nil
}

// endEpoch evaluates on the validation images, if there are any.
func (r *Run) endEpoch(h Hooks) error {
	if r.dataset.Split(data.Valid).Len() == 0 {
		r.epoch++
		return nil
	}
	e, err := evaluate(r.model.Loss, r.Params(), r.dataset, data.Valid, r.workers)
	if err != nil {
		return err
	}
	e.Epoch, e.Step = r.epoch, r.step
	r.epoch++
	if h.AfterEpoch != nil {
		h.AfterEpoch(e)
	}
	return nil
}

// trainEpoch trains the batches of an epoch that have not been trained yet. It
// reports whether it trained the last of them, and was not ended by the limit of
// steps.
func (r *Run) trainEpoch(epoch int, h Hooks) (whole bool, err error) {
	batches := r.dataset.Batches(data.Train, r.settings.BatchSize, r.orderOf(epoch))
	s := Step{Epoch: epoch, Epochs: r.settings.Epochs, Batches: batches.Len(), Steps: r.schedule.steps}
	for ; s.Batch < r.step-epoch*s.Batches; s.Batch++ {
		batches.Next()
	}
	for indices, ok := batches.Next(); ok; indices, ok = batches.Next() {
		if r.atLimit() {
			return false, nil
		}
		if h.BeforeStep != nil {
			if err := h.BeforeStep(); err != nil {
				return false, err
			}
		}
		s.Loss, s.Correct, err = r.trainBatch(epoch, indices)
		if err != nil {
			return false, err
		}
		s.Step, s.Samples = r.step, len(indices)
		if h.AfterStep != nil {
			h.AfterStep(s)
		}
		s.Batch++
	}
	return true, nil
}

func (r *Run) atLimit() bool {
	return r.settings.MaxSteps > 0 && r.step >= r.settings.MaxSteps
}

// orderOf returns the source of an epoch's order: a stream of its own, so that
// the order follows from seed and epoch alone. Stream 0 draws the parameters,
// see InitModel.
func (r *Run) orderOf(epoch int) *rand.Rand {
	if !r.settings.Shuffle {
		return nil
	}
	return rand.New(rand.NewPCG(r.settings.Seed, uint64(epoch)+1))
}

// seedsOf returns the source of the seeds of a step's shards: a stream of its
// own, far from those of the epochs, so that a shard's seed follows from the
// run's seed, the step and the shard's place in the batch alone.
func (r *Run) seedsOf(step int) *rand.Rand {
	return rand.New(rand.NewPCG(r.settings.Seed, 1<<63|uint64(step)))
}

// InitModel draws the parameters of m from the seed of a run.
func InitModel(m *nn.Model, how nn.Initializer, seed uint64) {
	m.Init(how, rand.New(rand.NewPCG(seed, 0)))
}

// Params returns the parameters to evaluate and to keep: those after the last
// step, or their average if the settings ask for it. The next step overwrites
// them.
func (r *Run) Params() []float32 {
	if r.settings.EMA > 0 && r.step > 0 {
		return r.ema.Params()
	}
	return r.model.Params()
}

// trainBatch makes one step and returns the batch's mean loss before it, and how
// many of its samples were recognised.
func (r *Run) trainBatch(epoch int, indices []int) (loss float64, correct int, err error) {
	r.shards.gather(r.dataset.Split(data.Train), indices)
	r.shards.askForGradients(float32(r.settings.LabelSmoothing), r.seedsOf(r.step))
	r.shards.augment(r.settings.Augment, r.settings.Seed, epoch, indices)
	if err := r.shards.compute(r.model.Params(), r.workers); err != nil {
		return 0, 0, err
	}
	r.model.ZeroGrad()
	for _, result := range r.shards.results {
		loss += result.Loss
		r.model.AddGrads(result.Grads)
	}
	if math.IsNaN(loss) || math.IsInf(loss, 0) {
		return 0, 0, fmt.Errorf("%w at step %d: the loss is no longer a number; try a smaller learning rate", ErrDiverged, r.step+1)
	}
	rate := r.settings.LearningRate * r.schedule.factor(r.step)
	params, grads := r.model.Trainable()
	r.optimizer.Step(params, grads, float32(rate))
	r.model.MoveBuffers()
	r.step++
	if r.settings.EMA > 0 {
		r.ema.Update(r.model.Params())
	}
	return loss, r.shards.correct(r.model.Loss), nil
}
