package snippets

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"digitlab/web/worker"
)

// framework is what distinguishes the programs for PyTorch and Paddle.
type framework struct {
	install string // packages for pip
	imports []string
	module  string // base class of networks
	// Names of layers; those of batch normalisation for images and for vectors.
	conv, normImage, normVector, dropout, linear string

	load    string // of a model, %s being the file's name
	picture string // what makes x of the image
	noGrad  string
	shape   string // of x, for reshape
	softmax string // of the output
}

var pyTorch = framework{
	install: "torch safetensors numpy pillow",
	imports: []string{
		"import numpy as np",
		"import torch",
		"import torch.nn.functional as F",
		"from PIL import Image",
		"from safetensors.torch import load_file",
		"from torch import nn",
	},
	module: "nn.Module",
	conv:   "nn.Conv2d", normImage: "nn.BatchNorm2d", normVector: "nn.BatchNorm1d", dropout: "nn.Dropout", linear: "nn.Linear",
	load:    "model.load_state_dict(load_file(%s))",
	picture: "x = torch.tensor(image)",
	noGrad:  "with torch.no_grad():",
	shape:   "1, 1, 28, 28",
	softmax: "output.softmax(0)",
}

var paddle = framework{
	install: "paddlepaddle safetensors numpy pillow",
	imports: []string{
		"import numpy as np",
		"import paddle",
		"import paddle.nn.functional as F",
		"from paddle import nn",
		"from PIL import Image",
		"from safetensors.paddle import load_file",
	},
	module: "nn.Layer",
	conv:   "nn.Conv2D", normImage: "nn.BatchNorm2D", normVector: "nn.BatchNorm1D", dropout: "nn.Dropout", linear: "nn.Linear",
	load:    "model.set_state_dict(load_file(%s))",
	picture: "x = paddle.to_tensor(image)",
	noGrad:  "with paddle.no_grad():",
	shape:   "[1, 1, 28, 28]",
	softmax: "F.softmax(output)",
}

func (f *framework) program(n Network, file string) string {
	lines := []string{"# pip install " + f.install}
	lines = append(lines, f.imports...)
	lines = append(lines, "", "",
		fmt.Sprintf("class %s(%s):", n.Class, f.module),
		"    def __init__(self):",
		"        super().__init__()",
	)
	lines = append(lines, f.members(n)...)
	lines = append(lines, "", "    def forward(self, x):")
	lines = append(lines, forward(n)...)
	lines = append(lines, "", "")
	lines = append(lines, n.normalize()...)
	lines = append(lines, "", "",
		fmt.Sprintf("model = %s()", n.Class),
		fmt.Sprintf(f.load, strconv.Quote(file)),
		"model.eval()",
		"",
	)
	lines = append(lines, n.openPicture()...)
	lines = append(lines,
		f.picture,
		f.noGrad,
		fmt.Sprintf("    output = model(x.reshape(%s))[0]", f.shape),
	)
	if n.regression() {
		lines = append(lines, n.roundOutput())
	} else {
		lines = append(lines, n.print("output.argmax().item()", f.softmax))
	}
	return strings.Join(lines, "\n") + "\n"
}

// members are the layers that have parameters, or a rate, under their names.
func (f *framework) members(n Network) (lines []string) {
	in := []int{1, 28, 28}
	for _, l := range n.Layers {
		words := strings.Fields(l.Text)
		var made string
		switch words[0] {
		case "conv":
			more := fmt.Sprintf("padding=%d", padding(words))
			if stride := after(words, "stride"); stride != "" {
				more += ", stride=" + stride
			}
			made = fmt.Sprintf("%s(%d, %d, %s, %s)", f.conv, in[0], l.Shape[0], words[2], more)
		case "bn":
			made = fmt.Sprintf("%s(%d)", f.norm(in), in[0])
		case "dropout":
			made = fmt.Sprintf("%s(%s)", f.dropout, words[1])
		case "linear":
			made = fmt.Sprintf("%s(%d, %d)", f.linear, size(in), l.Shape[0])
		}
		if made != "" {
			lines = append(lines, fmt.Sprintf("        self.%s = %s", l.Name, made))
		}
		in = l.Shape
	}
	return lines
}

func (f *framework) norm(in []int) string {
	if len(in) > 1 {
		return f.normImage
	}
	return f.normVector
}

// padding is that of a conv: without a number in its text, what keeps the size.
func padding(words []string) int {
	number := func(word string) int {
		n, _ := strconv.Atoi(word) // the trainer has read it as one
		return n
	}
	if pad := after(words, "pad"); pad != "" {
		return number(pad)
	}
	return (number(words[2]) - 1) / 2
}

// after returns the word behind another, "" if that is not there.
func after(words []string, word string) string {
	i := slices.Index(words, word)
	if i < 0 {
		return ""
	}
	return words[i+1]
}

func size(shape []int) int {
	product := 1
	for _, n := range shape {
		product *= n
	}
	return product
}

// forward has a line a layer, with an activation in that of the layer before it.
func forward(n Network) (lines []string) {
	value, shape := "x", []int{1, 28, 28}
	for _, l := range n.Layers {
		words := strings.Fields(l.Text)
		joined := slices.Contains(activations, words[0]) && strings.HasSuffix(value, ")")
		if !joined && value != "x" {
			lines = append(lines, "        x = "+value)
			value = "x"
		}
		value = apply(words, l, value, shape)
		shape = l.Shape
	}
	return append(lines, "        return "+value)
}

var activations = []string{"relu", "gelu", "sigmoid"}

// apply returns the expression for a layer's output, given the layer's words, the
// expression for its input and the input's shape.
func apply(words []string, l worker.Layer, value string, shape []int) string {
	switch kind := words[0]; kind {
	case "normalize":
		return fmt.Sprintf("(%s - %s) / %s", value, words[1], words[2])
	case "relu", "gelu":
		return fmt.Sprintf("F.%s(%s)", kind, value)
	case "sigmoid":
		return value + ".sigmoid()"
	case "pool":
		return fmt.Sprintf("F.max_pool2d(%s, 2)", value)
	case "avgpool":
		return fmt.Sprintf("F.avg_pool2d(%s, %s)", value, words[1])
	case "linear":
		if len(shape) > 1 {
			value += ".flatten(1)"
		}
	}
	return fmt.Sprintf("self.%s(%s)", l.Name, value)
}
