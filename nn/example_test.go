package nn_test

import (
	"fmt"
	"log"
	"math/rand/v2"
	"os"

	"digitlab/nn"
	"digitlab/nn/optim"
	"digitlab/nn/safetensors"
)

// A network of one's own, for images of two channels that are 8 pixels high and
// 12 wide, and three classes.
func ExampleNew() {
	m, err := nn.New(
		nn.Shape{Channels: 2, Height: 8, Width: 12},
		nn.CrossEntropy{Classes: 3},
		nn.Conv{Filters: 6, Kernel: 3, Padding: nn.Same},
		nn.BatchNorm{},
		nn.ReLU{},
		nn.MaxPool{},
		nn.Dropout{Rate: 0.1},
		nn.Linear{Outputs: 20},
		nn.ReLU{},
		nn.Linear{}, // as many outputs as the loss wants
	)
	if err != nil {
		log.Fatal(err)
	}
	m.Init(nn.HeNormal, rand.New(rand.NewPCG(1, 2)))
	for _, l := range m.Layers() {
		fmt.Printf("%-8s %-11s %-6v %4d parameters\n", l.Name, l.Layer, l.Shape, l.Params)
	}
	// Output:
	// conv1    conv 6 3    6x8x12  114 parameters
	// bn1      bn          6x8x12   12 parameters
	// relu1    relu        6x8x12    0 parameters
	// pool1    pool        6x4x6     0 parameters
	// dropout1 dropout 0.1 6x4x6     0 parameters
	// fc1      linear 20   20     2900 parameters
	// relu2    relu        20        0 parameters
	// fc2      linear      3        63 parameters
}

// Fifty steps on points of the plane, of which the network learns whether they
// lie inside a circle.
func Example_train() {
	rng := rand.New(rand.NewPCG(1, 2))
	points := func(n int) (x []float32, labels []byte) {
		for range n {
			a, b := 2*rng.Float32()-1, 2*rng.Float32()-1
			x = append(x, a, b)
			label := byte(0)
			if a*a+b*b < 0.5 {
				label = 1
			}
			labels = append(labels, label)
		}
		return x, labels
	}

	m, err := nn.New(nn.Shape{Channels: 2}, nn.CrossEntropy{Classes: 2},
		nn.Linear{Outputs: 32}, nn.ReLU{}, nn.Linear{Outputs: 32}, nn.ReLU{}, nn.Linear{})
	if err != nil {
		log.Fatal(err)
	}
	m.Init(nn.HeNormal, rng)
	params, grads := m.Trainable()
	adam := new(optim.Adam)
	for step := range 50 {
		x, labels := points(200)
		m.SetTraining(uint64(step))
		m.Forward(x)
		m.ZeroGrad()
		m.Backward(labels, len(labels))
		adam.Step(params, grads, 0.03)
		m.MoveBuffers()
	}

	m.SetEvaluation()
	x, labels := points(1000)
	report := nn.NewReport(m.Loss)
	report.Add(m.Forward(x), labels)
	fmt.Println("more than nine of ten right:", report.Confusion.Accuracy() > 0.9)
	// Output: more than nine of ten right: true
}

// Weights from a safetensors file, such as PyTorch's save_file writes, and the
// answer to an image.
func Example_loadWeights() {
	b, err := os.ReadFile("../web/static/model.safetensors")
	if err != nil {
		log.Fatal(err)
	}
	file, err := safetensors.Parse(b)
	if err != nil {
		log.Fatal(err)
	}
	m := nn.NewSimpleNet(nn.CrossEntropy{})
	for _, to := range m.Tensors() {
		from, err := file.Tensor(to.Name)
		if err != nil {
			log.Fatal(err)
		}
		values, err := from.Float32s()
		if err != nil {
			log.Fatal(err)
		}
		copy(to.Data, values)
	}

	image := make([]float32, m.InSize()) // 28x28 pixels, 0 = paper, 1 = ink
	for row := 4; row < 24; row++ {      // a bar that leans
		at := 28*row + 16 - row/4
		image[at-1], image[at], image[at+1] = 0.5, 1, 0.5
	}
	p := make([]float32, m.Loss.ClassCount())
	y := m.Forward(image)
	m.Loss.Probabilities(p, y)
	digit := m.Loss.Predict(y)
	fmt.Printf("%d, with a probability of %.2f: sure? %t\n", digit, p[digit], m.Loss.Certainty(y) == nn.Sure)
	// Output: 1, with a probability of 0.99: sure? true
}
