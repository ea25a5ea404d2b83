package nn

// Confusion counts samples by label (row) and predicted class (column).
type Confusion [][]int

// NewConfusion returns one of no samples.
func NewConfusion(classes int) Confusion {
	c := make(Confusion, classes)
	for label := range c {
		c[label] = make([]int, classes)
	}
	return c
}

// Add counts a sample.
func (c Confusion) Add(label, prediction byte) { c[label][prediction]++ }

// Accuracy returns the share of samples predicted rightly, 0 if there are none.
func (c Confusion) Accuracy() float64 {
	var right, all int
	for label, row := range c {
		right += row[label]
		for _, count := range row {
			all += count
		}
	}
	if all == 0 {
		return 0
	}
	return float64(right) / float64(all)
}

// Labelled returns the number of samples of a class.
func (c Confusion) Labelled(class int) (count int) {
	for _, n := range c[class] {
		count += n
	}
	return count
}

// Predicted returns the number of samples predicted as class.
func (c Confusion) Predicted(class int) (count int) {
	for _, row := range c {
		count += row[class]
	}
	return count
}

// Precision returns the share of samples predicted as class that are one, NaN
// if it was never predicted.
func (c Confusion) Precision(class int) float64 {
	return float64(c[class][class]) / float64(c.Predicted(class))
}

// Recall returns the share of samples of a class that were predicted as it, NaN
// if there are none.
func (c Confusion) Recall(class int) float64 {
	return float64(c[class][class]) / float64(c.Labelled(class))
}

// F1 returns the harmonic mean of a class's precision and recall, as
//
//	2*right / (labelled + predicted)
//
// which is 0 if it was never predicted rightly, and NaN if it is neither among
// the labels nor among the predictions.
func (c Confusion) F1(class int) float64 {
	return 2 * float64(c[class][class]) / float64(c.Labelled(class)+c.Predicted(class))
}
