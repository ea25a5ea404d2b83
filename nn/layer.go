package nn

// layer is one stage of a Model.
type layer interface {
	// InSize and OutSize are the numbers of values a sample has on either side.
	InSize() int
	OutSize() int
	// Forward computes y (N,OutSize) from x (N,InSize).
	Forward(y, x []float32)
	// Backward computes dx from dy and adds to the gradients of the
	// parameters. x is the input of the last Forward. A nil dx is not computed.
	Backward(dx, dy, x []float32)
}

// parametric is a layer with a weight and a bias.
type parametric interface {
	layer
	weightShape() []int
	biasShape() []int
	// fanIn is the number of inputs each output is a weighted sum of, 0 if it
	// is none.
	fanIn() int
	// bind hands the layer its windows into the model's flat slices.
	bind(w, b, dw, db []float32)
}

// modal is a layer that computes otherwise in training.
type modal interface {
	layer
	// begin goes before each Forward.
	begin(p pass)
}

// pass is what a modal layer knows of a Forward besides its values.
type pass struct {
	train   bool
	seed    uint64 // of the dropout masks, in training
	samples int    // those that count; the batch is filled up with blank ones
}

// buffered is a parametric layer with running statistics.
type buffered interface {
	parametric
	// bufferSize is the number of means, and of variances.
	bufferSize() int
	bindBuffers(mean, variance Tensor)
	// addStatistics adds to the gradients of the buffers share times what the
	// running statistics are above those of the last Forward, in training.
	addStatistics(share float32)
}
