package train

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"

	"digitlab/data"
	"digitlab/data/failure"
	"digitlab/nn"
	"digitlab/nn/optim"
)

var (
	// ErrStopped, returned by Hooks.BeforeStep, ends a run early.
	ErrStopped = failure.New("training was stopped")
	// ErrDiverged ends a run whose loss or weights are no longer numbers.
	ErrDiverged = failure.New("training diverged")
)

// Run is one training run of a model.
type Run struct {
	settings  Settings
	model     *nn.Model
	dataset   *data.Dataset
	workers   Workers
	optimizer optim.Optimizer
	schedule  schedule
	plateau   Plateau
	best      Best
	ema       optim.EMA // of the parameters, if the settings ask for it
	step      int       // batches trained
	epoch     int       // epochs ended, the evaluation included
	last      []float32 // parameters after the last step, once Train has put those to keep into model
	shards    shards
	before    []float32     // parameters before the step under way
	sample    *data.Dataset // of the validation images, see Sample; nil before the first
	changes   []Change      // made so far
	planned   []Change      // to be made, in the order of their steps

	validated   int              // steps at the last evaluation on the validation images, -1 before the first
	temperature float64          // fitted to the parameters to keep by then
	fingerprint data.Fingerprint // of dataset; zero before the first Checkpoint
	afterChange func(Change)     // Hooks.AfterChange, once Train has begun
}

// Hooks let the caller watch and hold a run. Each may be nil.
type Hooks struct {
	// BeforeStep may wait, to pause the run. An error ends the run.
	BeforeStep func() error
	AfterStep  func(Step)
	AfterEpoch func(Evaluation)
	// AfterLimit is told of the evaluation at the end of a run that the limit of steps
	// ends within an epoch: again, if it is taken up from its last checkpoint.
	AfterLimit func(Evaluation)
	// AfterChange is told of each change that Steer makes, and of those planned.
	AfterChange func(Change)
	// Rate gives the learning rate of a step, the first being 0, in the place of
	// the settings'.
	Rate func(step int) float64
	// AfterSample is told how good the run is while an epoch goes on. Nobody
	// evaluates without it.
	AfterSample func(Sample)
}

// Step reports one batch trained.
type Step struct {
	Epoch, Epochs  int // 0-based, and how many
	Batch, Batches int // 0-based within the epoch, and how many
	Step, Steps    int // batches trained in the run so far, and how many there will be
	Samples        int // in this batch
	Loss           float64
	Correct        int // samples that were recognised, before the step
	LearningRate   float64
}

// NewRun prepares to train m, whose parameters it changes step by step. The error
// says what in m, d and s does not go together.
func NewRun(m *nn.Model, d *data.Dataset, s Settings, w Workers) (*Run, error) {
	r, err := newRun(m, d, s, w)
	if err != nil {
		return nil, err
	}
	// Runs that were begun without this check can be resumed.
	if err := r.checkShards(d.Images(data.Train).Len()); err != nil {
		return nil, err
	}
	return r, nil
}

func newRun(m *nn.Model, d *data.Dataset, s Settings, w Workers) (*Run, error) {
	if err := s.Check(); err != nil {
		return nil, err
	}
	if d.Images(data.Train).Len() == 0 {
		return nil, failure.New("the dataset has no training images")
	}
	if m.InSize() != data.Pixels {
		return nil, fmt.Errorf("the network is for samples of %v, not for the dataset's", m.Architecture().Input())
	}
	if m.Loss.ClassCount() < d.ClassCount() {
		return nil, failure.New("the network tells %d classes apart, and the dataset has %d", m.Loss.ClassCount(), d.ClassCount())
	}
	if (s.Augment.Styles > 0 || s.Augment.NoDigit > 0) && !d.AreDigits() {
		return nil, failure.New("styles and nodigit draw digits and what is none, and the classes are others: leave them out of what images are augmented with")
	}
	if err := s.checkFor(m, d); err != nil {
		return nil, err
	}
	batch := min(s.BatchSize, d.Images(data.Train).Len())
	if most := maxGradients / len(m.Grads()) * ShardSize; batch > most {
		return nil, failure.New("batch size %d: a network of %d parameters can have at most %d", batch, len(m.Grads()), most)
	}
	batches := d.Batches(data.Train, s.BatchSize, nil).Len()
	return &Run{
		settings:  s,
		model:     m,
		dataset:   d,
		workers:   w,
		optimizer: s.Optimizer.optimizer(),
		schedule:  s.scheduleFor(batches),
		ema:       optim.EMA{Decay: s.EMA},

		validated:   -1,
		temperature: nn.Temperature(m.Loss),
	}, nil
}

// Settings returns those that the run was begun with.
func (r *Run) Settings() Settings { return r.settings }

// checkShards returns an error if a shard has too few samples to train on. The
// last of a batch has what the others leave, and the last batch of an epoch what
// the others leave of the images.
func (r *Run) checkShards(images int) error {
	batches := []int{min(r.settings.BatchSize, images)}
	if rest := images % r.settings.BatchSize; rest > 0 && r.schedule.steps >= r.schedule.stepsPerEpoch {
		batches = append(batches, rest)
	}
	for _, batch := range batches {
		last := (batch-1)%ShardSize + 1
		if err := r.model.CheckTraining(last); err != nil {
			return failure.New("%w: of %d images in batches of %d, computed in parts of %d, some parts have %d; choose another batch size",
				err, images, r.settings.BatchSize, ShardSize, last)
		}
	}
	return nil
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
// validation images, as is what a limit of steps leaves of one. It returns nil at
// the end of the run, or ErrStopped, or what went wrong; the model then has the
// parameters of the last step that went well, or their average or those of the best
// epoch if the settings ask for it.
// Until then its loss has temperature 1; at the end it has the one that fits, in a
// run that was ended within an epoch that of the epoch before, and in one that had
// nothing to train the one that it began with, unless that is 1. A Run is trained
// once: from its Checkpoint another goes on.
func (r *Run) Train(h Hooks) error {
	r.afterChange = h.AfterChange
	r.model.Loss = nn.WithTemperature(r.model.Loss, 1)
	defer func() {
		keep := r.Params()
		if r.best.Params != nil {
			keep = r.best.Params
		}
		r.last = slices.Clone(r.model.Params())
		copy(r.model.Params(), keep)
		r.model.Loss = nn.WithTemperature(r.model.Loss, r.temperature)
	}()
	if err := r.trainEpochs(h); err != nil {
		return err
	}
	// A temperature that goes with weights stays theirs where nothing was trained.
	if r.best.Params == nil && r.validated != r.step && (r.step > 0 || r.temperature == 1) {
		e, err := r.validate()
		if err == nil && e.Report != nil && h.AfterLimit != nil && r.step > r.epoch*r.schedule.stepsPerEpoch {
			h.AfterLimit(e)
		}
		return err
	}
	return nil
}

// trainEpochs trains all epochs that are left, or as many steps as there may be.
func (r *Run) trainEpochs(h Hooks) error {
	for {
		if r.step == r.epoch*r.schedule.stepsPerEpoch { // also behind the last epoch: there may be more
			if err := r.makePlanned(); err != nil {
				return err
			}
		}
		if r.epoch >= r.settings.Epochs || r.StoppedEarly() {
			return nil
		}
		whole, err := r.trainEpoch(r.epoch, h)
		if err != nil || !whole {
			return err
		}
		if err := r.endEpoch(h); err != nil {
			return err
		}
	}
}

// validate evaluates on the validation images, if there are any, and fits the
// temperature, unless the parameters to keep are those of an epoch before.
func (r *Run) validate() (e Evaluation, err error) {
	if r.dataset.Images(data.Valid).Len() == 0 {
		return e, nil
	}
	if e, err = evaluate(r.model.Loss, r.Params(), r.dataset, data.Valid, r.workers); err != nil {
		return e, err
	}
	e.Epoch, e.Step = r.epoch, r.step
	if r.validated = r.step; r.best.Params == nil || e.Accuracy() > r.best.Accuracy {
		r.temperature = e.FitTemperature()
	}
	return e, nil
}

// endEpoch evaluates on the validation images, if there are any.
func (r *Run) endEpoch(h Hooks) error {
	e, err := r.validate()
	if err != nil {
		return err
	}
	if e.Report == nil {
		r.epoch++
		return nil
	}
	r.epoch++
	if r.settings.Schedule.Kind == plateauKind {
		r.plateau.observe(e.Loss, r.settings.Schedule, r.settings.LearningRate)
	}
	r.best.observe(r.epoch, e.Accuracy(), r.Params(), r.settings)
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
	s := Step{Epoch: epoch, Batches: batches.Len()}
	for ; s.Batch < r.step-epoch*s.Batches; s.Batch++ {
		batches.Next()
	}
	for indices, ok := batches.Next(); ok; indices, ok = batches.Next() {
		if r.atLimit() {
			return false, nil
		}
		if err := r.makePlanned(); err != nil {
			return false, err
		}
		if h.BeforeStep != nil {
			if err := h.BeforeStep(); err != nil {
				return false, err
			}
		}
		s.LearningRate = r.rate()
		if h.Rate != nil {
			s.LearningRate = h.Rate(r.step)
		}
		s.Loss, s.Correct, err = r.trainBatch(epoch, indices, s.LearningRate)
		if err != nil {
			return false, err
		}
		s.Step, s.Samples = r.step, len(indices)
		s.Epochs, s.Steps = r.settings.Epochs, r.schedule.steps
		if h.AfterStep != nil {
			h.AfterStep(s)
		}
		s.Batch++
		// The end of an epoch evaluates on all images.
		if h.AfterSample != nil && s.Batch < s.Batches && r.sampleDue(r.step) {
			if err := r.takeSample(h); err != nil {
				return false, err
			}
		}
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

// rate returns the learning rate of the next step.
func (r *Run) rate() float64 {
	return r.settings.LearningRate * r.schedule.factor(r.step) * r.plateau.factor(r.settings.Schedule)
}

// Params returns the parameters to evaluate: those after the last step, or their
// average if the settings ask for it. The next step overwrites them. When Train
// has returned they are those to keep.
func (r *Run) Params() []float32 {
	if r.settings.EMA > 0 && r.step > 0 && r.last == nil {
		return r.ema.Params()
	}
	return r.model.Params()
}

// LastStep returns the parameters before and after the last step, and the gradient that
// it followed, in the order of nn.Model.Params. They are the run's own, from
// Hooks.AfterStep on until the next step.
func (r *Run) LastStep() (before, after, grads []float32) {
	return r.before, r.model.Params(), r.model.Grads()
}

// trainBatch makes one step at a learning rate and returns the batch's mean loss
// before it, and how many of its samples were recognised.
func (r *Run) trainBatch(epoch int, indices []int, rate float64) (loss float64, correct int, err error) {
	r.shards.gather(r.dataset.Images(data.Train), indices)
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
		return 0, 0, failure.New("%w at step %d: the loss is no longer a number; try a smaller learning rate", ErrDiverged, r.step+1)
	}
	r.before = append(r.before[:0], r.model.Params()...)
	params, grads := r.model.Trainable()
	r.optimizer.Step(params, grads, float32(rate))
	r.model.MoveBuffers()
	// The loss does not tell: a rectifier takes what is no number for 0.
	if notFinite(r.model.Params()) >= 0 {
		copy(r.model.Params(), r.before)
		return 0, 0, failure.New("%w at step %d: a weight is no longer a number; try a smaller learning rate", ErrDiverged, r.step+1)
	}
	r.step++
	if r.settings.EMA > 0 {
		r.ema.Update(r.model.Params())
	}
	return loss, r.shards.correct(r.model.Loss), nil
}
