package main

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"digitlab/data"
	"digitlab/nn/train"
	"digitlab/web/worker"
)

// gallery is the dataset as the page looks at it: through the same weights until
// it asks for newer ones.
type gallery struct {
	dataset *data.Dataset
	weights weights        // those that read, without params before the first
	replica *train.Replica // of weights

	readings map[data.Mode]readings // of whole splits, by the weights

	selection worker.Selection // the last
	indices   []int            // of its images, nil if they are to be found anew
}

// readings are what weights have read in each image of a split, nine bytes an
// image.
type readings struct {
	dataset *data.Dataset
	mode    data.Mode
	weights weights

	predictions []byte
	sureness    []float32 // probability of the prediction; minus the loss for weights that give none
	losses      []float32
}

func newReadings(d *data.Dataset, w weights, e train.Evaluation) readings {
	r := readings{dataset: d, mode: e.Mode, weights: w}
	for _, o := range e.Outcomes {
		r.predictions = append(r.predictions, o.Prediction)
		if math.IsNaN(o.Confidence) {
			o.Confidence = -o.Loss
		}
		r.sureness = append(r.sureness, float32(o.Confidence))
		r.losses = append(r.losses, float32(o.Loss))
	}
	return r
}

// setDataset forgets what was read in another one.
func (g *gallery) setDataset(d *data.Dataset) {
	if d != g.dataset {
		g.dataset, g.readings, g.indices = d, nil, nil
	}
}

// setWeights lets others read from now on.
func (g *gallery) setWeights(w weights) error {
	if w.params == nil {
		return nil
	}
	model, err := w.model()
	if err != nil {
		return err
	}
	g.weights, g.replica = w, train.NewReplica(model)
	g.readings, g.indices = nil, nil
	return nil
}

// keep takes readings over, and with them the weights.
func (g *gallery) keep(r readings) error {
	g.setDataset(r.dataset)
	if !g.weights.same(r.weights) {
		if err := g.setWeights(r.weights); err != nil {
			return err
		}
	}
	if g.readings == nil {
		g.readings = map[data.Mode]readings{}
	}
	g.readings[r.mode] = r
	g.indices = nil
	return nil
}

// same tells whether both are the same in every bit.
func (w weights) same(other weights) bool {
	return w.network == other.network && w.source == other.source && w.step == other.step &&
		slices.Equal(w.params, other.params)
}

// find returns the indices of a selection's images, in its order. They are the
// gallery's own. It is false if what the selection asks for has not been read.
func (g *gallery) find(s worker.Selection, mode data.Mode) (indices []int, ok bool) {
	r, read := g.readings[mode]
	if s.NeedsReading() && !read {
		return nil, false
	}
	if g.indices == nil || g.selection != s {
		g.selection, g.indices = s, r.find(s, g.dataset.Split(mode))
	}
	return g.indices, true
}

// find returns the indices of a selection's images among those of the split.
func (r *readings) find(s worker.Selection, split *data.Split) []int {
	indices := []int{}
	for i := range split.Len() {
		label := int(split.Label(i))
		if s.Label != worker.AnyDigit && s.Label != label ||
			s.Prediction != worker.AnyDigit && s.Prediction != int(r.predictions[i]) ||
			s.Mistakes && label == int(r.predictions[i]) {
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

// read adds what the weights read in the images with these indices.
func (g *gallery) read(m *worker.Images, split *data.Split, indices []int) error {
	if g.replica == nil {
		return nil
	}
	m.Source, m.Step = g.weights.source, g.weights.step
	loss := g.weights.loss
	var result train.Result
	for part := range slices.Chunk(indices, train.ShardSize) {
		shard := train.Shard{Batch: len(part)}
		for _, i := range part {
			shard.Images = append(shard.Images, split.Image(i)...)
			shard.Labels = append(shard.Labels, split.Label(i))
		}
		g.replica.Compute(&result, shard)
		if !finite(result.Outputs) {
			return fmt.Errorf("%s: the network's outputs are no numbers with these weights", g.weights.source)
		}
		for outputs := range slices.Chunk(result.Outputs, loss.Outputs()) {
			m.Predictions = append(m.Predictions, loss.Predict(outputs))
			if loss.Outputs() == data.Classes {
				var probabilities [data.Classes]float32
				loss.Probabilities(probabilities[:], outputs)
				m.Probabilities = append(m.Probabilities, worker.PackFloats(probabilities[:])...)
			} else {
				m.Numbers = append(m.Numbers, worker.PackFloats(outputs)...)
			}
		}
	}
	return nil
}
