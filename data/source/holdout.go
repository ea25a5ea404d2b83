package source

import (
	"math"
	"math/rand/v2"
	"slices"

	"digitlab/data"
	"digitlab/data/failure"
)

const (
	// mnistImages is how many training images MNIST has, and the datasets made
	// in its image. Of those, the last 10,000 are for validation, as in the file
	// of the tutorials.
	mnistImages = 60_000
	// maxHeldOut limits the images that are cut off for validation. Below, it is a
	// sixth, as of MNIST.
	maxHeldOut = 10_000
	heldOut    = 6
)

// holdOut cuts off validation images if there are none, and says which: a part of
// each class, drawn with a seed.
func holdOut(d *data.Dataset, seed uint64) failure.Message {
	train := d.Images(data.Train)
	if d.Images(data.Valid).Len() > 0 {
		return failure.Message{}
	}
	if train.Len() == mnistImages {
		last := make([]int, maxHeldOut)
		for i := range last {
			last[i] = mnistImages - maxHeldOut + i
		}
		d.HoldOut(last)
		return failure.Say("the last %d of %d training images are for validation", maxHeldOut, mnistImages)
	}
	whole := train.Len()
	chosen := draw(d, seed)
	if len(chosen) == 0 {
		return failure.Say("there are no validation images, and too few to train on to cut some off")
	}
	d.HoldOut(chosen)
	return failure.Say("%d of %d training images, drawn with seed %d, are for validation", len(chosen), whole, seed)
}

// draw returns the indices of the training images to hold out, in order.
func draw(d *data.Dataset, seed uint64) (chosen []int) {
	labels := d.Images(data.Train).Labels()
	share := min(1./heldOut, float64(maxHeldOut)/float64(len(labels)))
	rng := rand.New(rand.NewPCG(seed, 0))
	for class := range d.ClassCount() {
		var of []int
		for i, label := range labels {
			if int(label) == class {
				of = append(of, i)
			}
		}
		rng.Shuffle(len(of), func(i, j int) { of[i], of[j] = of[j], of[i] })
		n := int(math.Round(share * float64(len(of))))
		if n == 0 && len(of) > 1 {
			n = 1
		}
		chosen = append(chosen, of[:n]...)
	}
	slices.Sort(chosen)
	return chosen
}
