// Package snippets writes short Python programs that open a weights file in other
// frameworks, and read the digit in a picture with it.
package snippets

import (
	"fmt"
	"strconv"
	"strings"

	"digitlab/web/text"
	"digitlab/web/worker"
)

// Network is what a program builds.
type Network struct {
	Class  string // its name in the program
	Layers []worker.Layer
}

// PyTorch returns a program that opens a safetensors file in PyTorch's layout.
func PyTorch(n Network, file string) string { return pyTorch.program(n, file) }

// Paddle returns a program that opens a safetensors file in Paddle's layout.
func Paddle(n Network, file string) string { return paddle.program(n, file) }

// ONNXRuntime returns a program that opens an ONNX model in onnxruntime.
func ONNXRuntime(n Network, file string) string {
	lines := []string{
		"# pip install onnxruntime pillow",
		"import numpy as np",
		"import onnxruntime",
		"from PIL import Image",
		"",
		fmt.Sprintf("session = onnxruntime.InferenceSession(%s)", strconv.Quote(file)),
		"",
		comment(text.T("A picture of one digit, dark on light. To the network paper is 0 and ink is 1.")),
		openPicture,
		"x = 1 - np.array(image, dtype=np.float32) / 255",
	}
	const run = `session.run(None, {"image": x.reshape(1, 1, 28, 28)})`
	if n.regression() {
		lines = append(lines, "[output] = "+run, roundOutput)
	} else {
		lines = append(lines, "logits, probabilities = "+run, "print(probabilities.argmax(), probabilities)")
	}
	return strings.Join(lines, "\n") + "\n"
}

// What all programs have alike.
const (
	openPicture = `image = Image.open("digit.png").convert("L").resize((28, 28))`
	roundOutput = "print(min(max(round(output.item()), 0), 9), output.item())"
)

func comment(words string) string { return "# " + words }

// regression tells whether the network gives one number, which is to be rounded.
func (n Network) regression() bool {
	last := n.Layers[len(n.Layers)-1]
	return last.Shape[0] == 1
}
