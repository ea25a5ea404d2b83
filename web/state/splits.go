package state

// Splits that can be evaluated.
const (
	SplitTrain = "train"
	SplitValid = "valid"
	SplitTest  = "test"
)
