// Package nn is a small convolutional network library on top of gonum's
// blas32: networks made of a list of layers, losses, and what can be asked of a
// network afterwards. SimpleNet is the Digit Lab's own. Package optim has the
// optimisers.
//
// # Use
//
// New puts layers together for images, or vectors, of a shape; NewModel does for
// an Architecture, which is read from a text. A step of training is
//
//	m.SetTraining(seed)                              // dropout, batch statistics
//	y := m.Forward(x)                                // (N,Outputs)
//	loss := m.Loss.Forward(y, labels, len(labels))
//	m.ZeroGrad()
//	m.Backward(labels, len(labels))
//	params, grads := m.Trainable()
//	optimizer.Step(params, grads, learningRate)
//	m.MoveBuffers()                                  // of batch normalisation
//
// and an answer is m.Loss.Predict(m.Forward(x)) after m.SetEvaluation. The
// tensors of a model have PyTorch's names and shapes, so that weights go both
// ways; package nn/safetensors reads and writes the files.
//
// # Shapes
//
// All values are float32 in row-major slices. Comments give their shapes with
// these letters:
//
//	N       samples in a batch
//	C, H, W channels, height and width of an image
//	K       filters of a convolution, its output channels
//	R       side of a filter (5 for a 5x5 filter)
//	D       values of a flat vector
//
// so x (N,C,H,W) means x[((n*C+c)*H+h)*W+w]. N is never passed: it is the
// length of a slice divided by the size of a sample.
//
// Images and outputs are (N,...), as in PyTorch, and so are all parameters. In
// between, convolutions, poolings and batch normalisations compute on
// (H,C,W,N): the samples innermost, so that vectors run along them.
//
// # Names
//
// A gradient is d plus the name of the value: dx is the gradient of the loss
// with respect to x. Forward(y, x) overwrites y. Backward(dx, dy, x)
// overwrites dx and adds to the gradients of the parameters, so that the parts
// of a batch accumulate; Model.ZeroGrad clears them once a step. A sample is
// one element of a batch, and its label the class it is of: for an image of MNIST,
// the digit. A step is one update of the parameters, an epoch is one pass over the
// training images, a filter is one of a convolution's output channels.
//
// # Parameters
//
// All parameters of a Model lie in one slice and all gradients in another;
// layers hold windows into them. An optimiser is one loop, a checkpoint is one
// copy, and a message to a worker is one buffer. The running statistics of batch
// normalisation lie there too, behind what an optimiser changes; see
// Model.Trainable and Model.MoveBuffers.
//
// The package does no file input and knows no dataset. It computes through
// whatever blas32.Use has installed; package nn/simdblas is the fastest there is.
package nn
