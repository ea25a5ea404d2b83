package train

import (
	"slices"

	"digitlab/data"
	"digitlab/data/augment"
	"digitlab/nn"
	"digitlab/nn/internal/kernel"
)

// ShardSize is the number of samples a worker computes at a time: two vectors of
// samples, few enough for a batch to be shared evenly. It is part of the result:
// another size adds the gradients up in another order.
const ShardSize = 8

// Shard is a part of a batch.
type Shard struct {
	Images []byte // (N,784), one byte a pixel
	Labels []byte // (N)
	// Batch is the number of samples in the whole batch, the mean's divisor.
	Batch int
	// Gradient asks for the gradient, not only for loss and outputs, and for
	// the model's training mode.
	Gradient bool
	// Seed is that of the dropout masks.
	Seed uint64
	// Smoothing is that of the labels, see nn.CrossEntropy.
	Smoothing float32
	// Augment says how the images are varied before they are learnt from, and
	// Seeds (N) decide how each is.
	Augment augment.Settings
	Seeds   []uint64
}

// Result is what a shard gives.
type Result struct {
	Loss    float64   // the shard's part of the batch's mean loss
	Outputs []float32 // (N,Outputs), the model's
	Grads   []float32 // in the order of nn.Model.Grads; empty unless asked for
}

// AddGrads adds the gradients of a shard to the sum of those before it.
func AddGrads(sum, grads []float32) { kernel.AddScaled(sum, grads, 1) }

// Workers compute shards side by side.
type Workers interface {
	// Compute computes every shard with the given parameters and fills
	// results, whose slices are reused, in the order of shards. The first may have
	// the gradients of all, as AddGrads adds them in that order, and the others
	// none. An error says that the results are of no use; Compute can be called
	// again.
	Compute(params []float32, shards []Shard, results []Result) error
}

// Replica computes shards on a model of its own.
type Replica struct {
	model *nn.Model
	loss  nn.Loss // the model's own, without smoothing
	x     []float32

	augmenter *augment.Augmenter // nil before the first shard to be augmented
	augmented []byte
	labels    []byte
}

// NewReplica returns a Replica that computes on m.
func NewReplica(m *nn.Model) *Replica { return &Replica{model: m, loss: m.Loss} }

// SetParams copies the parameters to compute with.
func (r *Replica) SetParams(params []float32) { copy(r.model.Params(), params) }

// Compute fills result with what s gives.
func (r *Replica) Compute(result *Result, s Shard) {
	images, labels := r.samplesOf(s)
	r.x = AppendValues(r.x[:0], images)
	if s.Gradient {
		r.model.SetTraining(s.Seed)
	} else {
		r.model.SetEvaluation()
	}
	y := r.model.Forward(r.x)
	r.model.Loss = r.lossOf(s)
	result.Loss = r.model.Loss.Forward(y, labels, s.Batch)
	result.Outputs = append(result.Outputs[:0], y...)
	result.Grads = result.Grads[:0]
	if s.Gradient {
		r.model.ZeroGrad()
		r.model.Backward(labels, s.Batch)
		result.Grads = append(result.Grads, r.model.Grads()...)
	}
}

// samplesOf returns the images and labels that s is computed with. Those of the
// shard are left as they are, since it may be computed again.
func (r *Replica) samplesOf(s Shard) (images, labels []byte) {
	if s.Augment == (augment.Settings{}) {
		return s.Images, s.Labels
	}
	if r.augmenter == nil || r.augmenter.Settings() != s.Augment {
		r.augmenter = augment.New(s.Augment)
	}
	r.augmented, r.labels = append(r.augmented[:0], s.Images...), append(r.labels[:0], s.Labels...)
	for i, seed := range s.Seeds {
		image := (*data.Image)(r.augmented[i*data.Pixels:])
		r.labels[i] = r.augmenter.Apply(image, image, s.Labels[i], seed)
	}
	return r.augmented, r.labels
}

// lossOf returns the loss that s is computed with.
func (r *Replica) lossOf(s Shard) nn.Loss {
	if s.Smoothing > 0 {
		return nn.CrossEntropy{Smoothing: s.Smoothing}
	}
	return r.loss
}

// Predict returns the outputs for one image. They are overwritten by the next
// call.
func (r *Replica) Predict(image *data.Image) []float32 {
	r.x = AppendValues(r.x[:0], image[:])
	r.model.SetEvaluation()
	return r.model.Forward(r.x)
}

// pixelValues maps a pixel's byte to the value the network sees, 0 to 1.
var pixelValues = func() (values [256]float32) {
	for i := range values {
		values[i] = float32(i) / 255
	}
	return values
}()

// AppendValues appends to x what the network sees for pixels, 0 to 1.
func AppendValues(x []float32, pixels []byte) []float32 {
	n := len(x)
	x = slices.Grow(x, len(pixels))[:n+len(pixels)]
	for i, pixel := range pixels {
		x[n+i] = pixelValues[pixel]
	}
	return x
}
