package nn

// simpleNet are the layers of SimpleNet.
const simpleNet = "conv 20 5, relu, pool, conv 20 5, relu, pool, linear"

// NewSimpleNet returns the tutorial's LeNet-like network, the preset simplenet,
// all parameters 0 (see Init):
//
//	x (N,1,28,28)
//	conv1 1->20 5x5 padding 2, ReLU, max pool 2x2   (N,20,14,14)
//	conv2 20->20 5x5 padding 2, ReLU, max pool 2x2  (N,20,7,7)
//	fc 980->loss.Outputs()
//
// With ten outputs it has 20,350 parameters.
func NewSimpleNet(loss Loss) *Model {
	m, err := NewModel(Architecture{}, loss)
	if err != nil {
		panic("nn: " + err.Error())
	}
	return m
}
