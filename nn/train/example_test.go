package train_test

import (
	"fmt"
	"log"
	"os"

	"digitlab/data"
	"digitlab/data/picture"
	"digitlab/nn"
	"digitlab/nn/train"
)

// Fifty steps on a toy set: bars that lean one way or the other.
func ExampleRun() {
	bars := new(data.Dataset)
	for i := range 1000 {
		label := byte(i % 2)
		image := new(data.Image)
		for row := 4; row < 24; row++ {
			lean := (row - 14) / 4
			if label == 1 {
				lean = -lean
			}
			image[row*data.Side+14+lean+i/2%8-4] = 255
		}
		split := data.Train
		if i >= 800 {
			split = data.Test
		}
		bars.Images(split).Append(image, label)
	}

	settings := train.Defaults()
	settings.LearningRate, settings.BatchSize, settings.MaxSteps = 0.1, 32, 50
	settings.Epochs = 10
	model := nn.NewSimpleNet(nn.CrossEntropy{})
	train.InitModel(model, nn.PyTorchDefault, settings.Seed)
	workers := train.NewGoroutines(2, model.Clone)
	run, err := train.NewRun(model, bars, settings, workers)
	if err != nil {
		log.Fatal(err)
	}
	steps := 0
	if err := run.Train(train.Hooks{AfterStep: func(s train.Step) { steps = s.Step }}); err != nil {
		log.Fatal(err)
	}

	e, err := train.Evaluate(model, bars, data.Test, workers)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Printf("after %d steps %.0f %% of the %s images are right\n", steps, 100*e.Accuracy(), e.Split)
	// Output: after 50 steps 100 % of the test images are right
}

// The weights that the page starts with, and a 7 drawn with a pen.
func ExampleDecodeWeights() {
	file, err := os.ReadFile("../../web/static/model.safetensors")
	if err != nil {
		log.Fatal(err)
	}
	model, err := train.DecodeWeights(file, nil)
	if err != nil {
		log.Fatal(err)
	}

	strokes := [][]float64{{30, 25, 70, 25, 45, 80}} // x, y, x, y, ...
	page := picture.Rasterize(strokes, 100, 8)
	image, err := picture.Normalize(page, picture.Options{})
	if err != nil {
		log.Fatal(err)
	}
	outputs := train.NewReplica(model).Predict(&image)
	fmt.Println(model.Loss.Predict(outputs), model.Loss.Certainty(outputs) == nn.Sure)
	// Output: 7 true
}
