package nn

// NewSimpleNet returns the tutorial's LeNet-like network for images of 28x28
// pixels, all parameters 0 (see Init):
//
//	x (N,1,28,28)
//	conv1 1->20 5x5 padding 2, ReLU, max pool 2x2   (N,20,14,14)
//	conv2 20->20 5x5 padding 2, ReLU, max pool 2x2  (N,20,7,7)
//	fc 980->loss.Outputs()
//
// With ten outputs it has 20,350 parameters. ReLU is computed behind the
// pooling: the largest of four rectified values is the rectified largest value,
// for the gradients too, and there are four times fewer to rectify.
func NewSimpleNet(loss Loss) *Model {
	const (
		filters = 20
		side1   = 28        // of the images and conv1
		side2   = side1 / 2 // of pool1 and conv2
		side3   = side2 / 2 // of pool2
	)
	return newModel(loss, []stage{
		{"", &BatchLast{C: 1, H: side1, W: side1}},
		{"conv1", &Conv2D{InC: 1, InH: side1, InW: side1, OutC: filters, Kernel: 5, Padding: 2}},
		{"", &MaxPool2D{C: filters, H: side1, W: side1}},
		{"", &ReLU{Size: filters * side2 * side2}},
		{"conv2", &Conv2D{InC: filters, InH: side2, InW: side2, OutC: filters, Kernel: 5, Padding: 2}},
		{"", &MaxPool2D{C: filters, H: side2, W: side2}},
		{"", &ReLU{Size: filters * side3 * side3}},
		{"", &BatchFirst{C: filters, H: side3, W: side3}},
		{"fc", &Linear{In: filters * side3 * side3, Out: loss.Outputs()}},
	})
}
