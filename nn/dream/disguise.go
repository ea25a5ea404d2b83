package dream

import (
	"math"

	"digitlab/nn"
)

const (
	// firstBound and lastBound are the least and the greatest distance from the
	// picture that is tried, as root of the sum of the squared changes of all
	// pixels, each of which is at most 1. Blank and full ink are 28 apart.
	firstBound, lastBound = 0.25, 12
	// stepsAtBound is how many steps are tried before the bound grows, by growth.
	stepsAtBound = 4
	growth       = 1.15
)

// Disguise is a picture on its way to be read as another class though as little of it
// changes as possible: projected gradient steps (Madry et al., "Towards Deep Learning
// Models Resistant to Adversarial Attacks", 2018) in a ball around the picture that
// grows until they succeed.
type Disguise struct {
	model    *nn.Model
	class    byte
	original []float32 // (C,H,W), 0 to 1
	picture  []float32
	rounded  []float32 // picture, as it is read
	bound    float64   // radius of the ball
	steps    int
	done     bool
}

// NewDisguise returns one of a picture (C,H,W), 0 to 1, that is to be read as a class.
// It uses the model, and sets evaluation mode with each step.
func NewDisguise(model *nn.Model, picture []float32, class byte) *Disguise {
	d := &Disguise{
		model: model, class: class, bound: firstBound,
		original: append([]float32(nil), picture...),
		picture:  append([]float32(nil), picture...),
		rounded:  make([]float32, len(picture)),
	}
	model.SetEvaluation()
	d.look()
	return d
}

// Picture returns the pixels (C,H,W), 0 to 1, rounded to the 256 values that files have
// for them: others might be read otherwise. The next step changes them.
func (d *Disguise) Picture() []float32 { return d.rounded }

// Done reports whether the picture is read as the class, and surely so.
func (d *Disguise) Done() bool { return d.done }

// Over reports whether another step changes nothing: it is done, or cannot be.
func (d *Disguise) Over() bool { return d.done || d.bound > lastBound }

// Distance returns the root of the sum of the squared changes of all pixels, before
// they are rounded.
func (d *Disguise) Distance() float64 {
	var squares float64
	for i, v := range d.picture {
		change := float64(v - d.original[i])
		squares += change * change
	}
	return math.Sqrt(squares)
}

// Step goes one step along the gradient, and back into the ball.
func (d *Disguise) Step() {
	if d.Over() {
		return
	}
	direction, _ := descent(d.model, d.picture, d.class)
	// A quarter of the way to the ball's edge, which all steps together reach.
	length := float32(d.bound / stepsAtBound / math.Sqrt(float64(len(direction))))
	for i, v := range direction {
		d.picture[i] += length * v
	}
	clamp(d.picture)
	d.project()
	d.look()
	if d.steps++; d.steps%stepsAtBound == 0 && !d.done {
		d.bound *= growth
	}
}

// look finds out whether the picture is read as the class.
func (d *Disguise) look() {
	for i, v := range d.picture {
		d.rounded[i] = float32(math.Round(255*float64(v))) / 255
	}
	outputs := d.model.Forward(d.rounded)
	d.done = d.model.Loss.Predict(outputs) == int(d.class) && d.model.Loss.Certainty(outputs) >= nn.Sure
}

// project shrinks the change until it is within the bound. Pixels stay between paper
// and ink, for the original's are.
func (d *Disguise) project() {
	distance := d.Distance()
	if distance <= d.bound {
		return
	}
	share := float32(d.bound / distance)
	for i, v := range d.picture {
		d.picture[i] = d.original[i] + share*(v-d.original[i])
	}
}
