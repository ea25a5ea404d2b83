package data

import "math/rand/v2"

// Order is the order in which an epoch visits the images of a split: shuffled
// with rng for Train, file order for Valid and Test and whenever rng is nil.
func (d *Dataset) Order(s Split, rng *rand.Rand) []int {
	order := make([]int, d.Images(s).Len())
	for i := range order {
		order[i] = i
	}
	if s == Train && rng != nil {
		rng.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
	}
	return order
}

// Batches goes through one epoch, a batch at a time. Between two calls of Next
// it can wait as long as it likes, so a paused run keeps its place.
type Batches struct {
	order []int
	size  int
}

// Batches starts an epoch in the order that Order gives, cut into batches of
// size images; the last one is smaller if the division leaves a remainder.
// It panics if size is not positive.
func (d *Dataset) Batches(s Split, size int, rng *rand.Rand) *Batches {
	if size <= 0 {
		panic("data: batch size is not positive")
	}
	return &Batches{order: d.Order(s, rng), size: size}
}

// Len is the number of batches still to come.
func (b *Batches) Len() int {
	whole, rest := len(b.order)/b.size, len(b.order)%b.size
	return whole + min(rest, 1)
}

// Next returns the indices of the next batch, or false at the end of the
// epoch. The slice is valid for good, and the caller must not change it.
func (b *Batches) Next() ([]int, bool) {
	if len(b.order) == 0 {
		return nil, false
	}
	n := min(b.size, len(b.order))
	batch := b.order[:n:n]
	b.order = b.order[n:]
	return batch, true
}
