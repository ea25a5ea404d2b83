// Package nn is a small convolutional network library on top of gonum's
// blas32: layers, losses, optimisers, and networks made of a list of layers (see
// Architecture), of which SimpleNet is the Digit Lab's own.
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
// (H,C,W,N), see BatchLast.
//
// # Names
//
// A gradient is d plus the name of the value: dx is the gradient of the loss
// with respect to x. Forward(y, x) overwrites y. Backward(dx, dy, x)
// overwrites dx and adds to the gradients of the parameters, so that the parts
// of a batch accumulate; Model.ZeroGrad clears them once a step. A label is the
// digit an image shows, a step is one update of the parameters, an epoch is one
// pass over the training images, a filter is one of a convolution's output
// channels.
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
// whatever blas32.Use has installed.
package nn
