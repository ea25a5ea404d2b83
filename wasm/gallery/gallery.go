// Package gallery shows the images of a dataset, with what weights predict for
// them.
package gallery

import (
	"cmp"
	"math"
	"slices"

	"digitlab/data"
	"digitlab/nn/train"
	"digitlab/wasm/weights"
	"digitlab/web/worker"
)

// Gallery is the dataset as the page looks at it: through the same weights until
// it asks for newer ones. The zero value is empty.
type Gallery struct {
	dataset *data.Dataset
	weights weights.Weights // those that read, without params before the first
	replica *train.Replica  // of weights

	predictions map[data.Split]Predictions // of whole splits, by the weights

	selection worker.Selection // the last
	indices   []int            // of its images, nil if they are to be found anew
}

// Predictions are what weights predict for each image of a split, nine bytes an
// image.
type Predictions struct {
	dataset *data.Dataset
	split   data.Split
	weights weights.Weights

	digits   []byte
	sureness []float32 // probability of the prediction; minus the loss for weights that give none
	losses   []float32
}

// NewPredictions returns those of an evaluation of weights.
func NewPredictions(d *data.Dataset, w weights.Weights, e train.Evaluation) Predictions {
	r := Predictions{dataset: d, split: e.Split, weights: w}
	for _, o := range e.Outcomes {
		r.digits = append(r.digits, o.Prediction)
		if math.IsNaN(o.Confidence) {
			o.Confidence = -o.Loss
		}
		r.sureness = append(r.sureness, float32(o.Confidence))
		r.losses = append(r.losses, float32(o.Loss))
	}
	return r
}

// SetDataset forgets what was read in another one.
func (g *Gallery) SetDataset(d *data.Dataset) {
	if d != g.dataset {
		g.dataset, g.predictions, g.indices = d, nil, nil
	}
}

// SetWeights lets others read from now on.
func (g *Gallery) SetWeights(w weights.Weights) error {
	if w.Params == nil {
		return nil
	}
	model, err := w.Model()
	if err != nil {
		return err
	}
	g.weights, g.replica = w, train.NewReplica(model)
	g.predictions, g.indices = nil, nil
	return nil
}

// HasWeights reports whether there are any that read.
func (g *Gallery) HasWeights() bool { return g.replica != nil }

// Keep takes predictions over, and with them the weights.
func (g *Gallery) Keep(r Predictions) error {
	g.SetDataset(r.dataset)
	if !g.weights.Equal(r.weights) {
		if err := g.SetWeights(r.weights); err != nil {
			return err
		}
	}
	if g.predictions == nil {
		g.predictions = map[data.Split]Predictions{}
	}
	g.predictions[r.split] = r
	g.indices = nil
	return nil
}

// find returns the indices of a selection's images, in its order. They are the
// gallery's own. It is false if the predictions that the selection depends on
// are not known.
func (g *Gallery) find(s worker.Selection, split data.Split) (indices []int, ok bool) {
	r, known := g.predictions[split]
	if s.NeedsEvaluation() && !known {
		return nil, false
	}
	if g.indices == nil || g.selection != s {
		g.selection, g.indices = s, r.find(s, g.dataset.Images(split))
	}
	return g.indices, true
}

// find returns the indices of a selection's images among those of the split.
func (r *Predictions) find(s worker.Selection, images *data.Images) []int {
	indices := []int{}
	for i := range images.Len() {
		label := int(images.Label(i))
		if s.Label != worker.AnyDigit && s.Label != label ||
			s.Prediction != worker.AnyDigit && s.Prediction != int(r.digits[i]) ||
			s.Mistakes && label == int(r.digits[i]) {
			continue
		}
		indices = append(indices, i)
	}
	switch s.Order {
	case worker.OrderUnsure:
		slices.SortStableFunc(indices, func(i, j int) int { return cmp.Compare(r.sureness[i], r.sureness[j]) })
	case worker.OrderWrong:
		slices.SortStableFunc(indices, func(i, j int) int { return cmp.Compare(r.losses[j], r.losses[i]) })
	}
	return indices
}

// predict adds what the weights predict for the images with these indices.
func (g *Gallery) predict(m *worker.Images, images *data.Images, indices []int) error {
	if g.replica == nil || g.weights.Fits(g.dataset) != nil {
		return nil
	}
	m.Source, m.Step = g.weights.Source, g.weights.Step
	loss := g.weights.Loss
	var result train.Result
	for part := range slices.Chunk(indices, train.ShardSize) {
		shard := train.Shard{Batch: len(part)}
		for _, i := range part {
			shard.Images = append(shard.Images, images.Image(i)...)
			shard.Labels = append(shard.Labels, images.Label(i))
		}
		g.replica.Compute(&result, shard)
		if !weights.Finite(result.Outputs) {
			return weights.NotFinite(g.weights.Source)
		}
		for outputs := range slices.Chunk(result.Outputs, loss.Outputs()) {
			m.Predictions = append(m.Predictions, loss.Predict(outputs))
			if loss.Outputs() > 1 {
				probabilities := make([]float32, len(outputs))
				loss.Probabilities(probabilities, outputs)
				m.Probabilities = append(m.Probabilities, worker.PackFloats(probabilities)...)
			} else {
				m.Numbers = append(m.Numbers, worker.PackFloats(outputs)...)
			}
		}
	}
	return nil
}
