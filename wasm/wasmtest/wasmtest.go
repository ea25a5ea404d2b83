// Package wasmtest has what tests of the trainer's packages begin with.
package wasmtest

import (
	"digitlab/data"
	"digitlab/nn"
	"digitlab/nn/golden"
	"digitlab/nn/train"
	"digitlab/wasm/weights"
)

// WithModes is a network with all that computes otherwise in training.
const WithModes = "conv 4 3, bn, relu, pool, dropout 0.3, linear 20, bn, relu, linear"

// Dataset holds MNIST's first n training images as all three splits.
func Dataset(t golden.TB, n int) *data.Dataset {
	t.Helper()
	images, labels := golden.Batch(t)
	d := new(data.Dataset)
	for _, split := range []data.Split{data.Train, data.Valid, data.Test} {
		for i := range n {
			d.Images(split).Append((*data.Image)(images[i*data.Pixels:]), labels[i])
		}
	}
	return d
}

// Model returns a network with fresh parameters, the same ones each time.
func Model(t golden.TB, architecture string, loss nn.Loss) *nn.Model {
	t.Helper()
	n, err := weights.ParseNetwork(architecture, loss.Name(), 0)
	if err != nil {
		t.Fatal(err)
	}
	m, err := n.NewModel()
	if err != nil {
		t.Fatal(err)
	}
	train.InitModel(m, nn.PyTorchDefault, 3)
	return m
}
