package nn

// Confusion counts samples by label (row) and predicted digit (column).
type Confusion [digits][digits]int

// Add counts samples with these labels and predictions.
func (c *Confusion) Add(labels, predictions []byte) {
	for i, label := range labels {
		c[label][predictions[i]]++
	}
}

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
