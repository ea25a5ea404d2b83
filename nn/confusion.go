package nn

// Confusion counts samples by label (row) and predicted digit (column).
type Confusion [digits][digits]int

// Add counts a sample.
func (c *Confusion) Add(label, prediction byte) { c[label][prediction]++ }

// Accuracy returns the share of samples predicted rightly, 0 if there are none.
func (c *Confusion) Accuracy() float64 {
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

// Labelled returns the number of samples whose label is digit.
func (c *Confusion) Labelled(digit int) (count int) {
	for _, n := range c[digit] {
		count += n
	}
	return count
}

// Predicted returns the number of samples predicted as digit.
func (c *Confusion) Predicted(digit int) (count int) {
	for _, row := range c {
		count += row[digit]
	}
	return count
}

// Precision returns the share of samples predicted as digit that are one, NaN
// if it was never predicted.
func (c *Confusion) Precision(digit int) float64 {
	return float64(c[digit][digit]) / float64(c.Predicted(digit))
}

// Recall returns the share of samples of a digit that were predicted as it, NaN
// if there are none.
func (c *Confusion) Recall(digit int) float64 {
	return float64(c[digit][digit]) / float64(c.Labelled(digit))
}

// F1 returns the harmonic mean of a digit's precision and recall, as
//
//	2*right / (labelled + predicted)
//
// which is 0 if it was never predicted rightly, and NaN if it is neither among
// the labels nor among the predictions.
func (c *Confusion) F1(digit int) float64 {
	return 2 * float64(c[digit][digit]) / float64(c.Labelled(digit)+c.Predicted(digit))
}
