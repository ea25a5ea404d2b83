package inside

import (
	"bytes"
	"slices"

	"digitlab/web/worker"
)

// insideMessage is of a network with one convolution, in which a 7 is read.
func insideMessage(outputs int) *worker.Inside {
	m := &worker.Inside{
		Source: "test", Read: true, Digit: 7, Parts: 2, From: "pool1",
		Filters: []worker.Numbers{
			{Layer: "conv1", Text: "conv 2 3", All: 2, Count: 2, Channels: 1, Side: 3, Largest: 0.5},
			{Layer: "fc", Text: "linear", All: outputs, Count: outputs, Channels: 2, Side: 14, Largest: 0.25},
		},
		Maps: []worker.Numbers{
			{Layer: "conv1", Text: "conv 2 3", All: 2, Count: 2, Channels: 1, Side: 28, Largest: 2},
			{Layer: "pool1", Text: "pool", All: 2, Count: 2, Channels: 1, Side: 14, Largest: 2},
		},
		Probabilities: make([]float64, 10),
	}
	m.Probabilities[7] = 1
	var biases, parts []float32
	for o := range outputs {
		biases = append(biases, 0.5)
		parts = append(parts, float32(o), -0.25)
		m.Outputs = append(m.Outputs, float64(o)+0.25)
	}
	m.Bytes = append(worker.PackFloats(biases), worker.PackFloats(parts)...)
	m.Bytes = append(m.Bytes, bytes.Repeat([]byte{9}, worker.ImagePixels)...)
	for _, list := range [][]worker.Numbers{m.Filters, m.Maps} {
		for _, n := range list {
			m.Bytes = append(m.Bytes, bytes.Repeat([]byte{191}, n.Pixels())...) // half the largest
		}
	}
	return m
}

func occlusionMessage(outputs int) *worker.Occlusion {
	m := &worker.Occlusion{Places: 14, Patch: 6, Digit: 7, Outputs: make([]float64, outputs), Largest: 4}
	m.Bytes = bytes.Repeat([]byte{7}, 14*14)
	if outputs > 1 {
		for digit := range outputs {
			m.Bytes = append(m.Bytes, worker.PackFloats(slices.Repeat([]float32{float32(digit) / 9}, 14*14))...)
		}
	}
	m.Bytes = append(m.Bytes, bytes.Repeat([]byte{128}, outputs*14*14)...)
	return m
}
