// Package snippets writes short Python programs that open a weights file in other
// frameworks, and read a picture with it.
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
	// Classes are those that it tells apart.
	Classes worker.Classes
}

// PyTorch returns a program that opens a safetensors file in PyTorch's layout.
func PyTorch(n Network, file string) string { return pyTorch.program(n, file) }

// Paddle returns a program that opens a safetensors file in Paddle's layout.
func Paddle(n Network, file string) string { return paddle.program(n, file) }

// ONNXRuntime returns a program that opens an ONNX model in onnxruntime.
func ONNXRuntime(n Network, file string) string {
	lines := []string{
		"# pip install onnxruntime numpy pillow",
		"import numpy as np",
		"import onnxruntime",
		"from PIL import Image",
		"",
	}
	lines = append(lines, n.normalize()...)
	lines = append(lines, "",
		fmt.Sprintf("session = onnxruntime.InferenceSession(%s)", strconv.Quote(file)),
	)
	lines = append(lines, n.openPicture()...)
	const run = `session.run(None, {"image": image.reshape(1, 1, 28, 28)})`
	if n.regression() {
		lines = append(lines, "[output] = "+run, n.roundOutput())
	} else {
		lines = append(lines, "logits, probabilities = "+run, n.print("probabilities.argmax()", "probabilities"))
	}
	return strings.Join(lines, "\n") + "\n"
}

// What all programs have alike.

// openPicture makes image of a file, and lists the names of the classes, unless
// these are the digits.
func (n Network) openPicture() []string {
	if n.Classes.AreDigits() {
		return []string{`image = normalize("digit.png")`}
	}
	names := make([]string, len(n.Classes))
	for i, name := range n.Classes {
		names[i] = strconv.Quote(name)
	}
	return []string{"names = [" + strings.Join(names, ", ") + "]", `image = normalize("picture.png")`}
}

// roundOutput prints what the one output of a regression means.
func (n Network) roundOutput() string {
	return n.print(fmt.Sprintf("min(max(round(output.item()), 0), %d)", n.Classes.Count()-1), "output.item()")
}

// print prints the class of a label, and what else the network gives.
func (n Network) print(label, more string) string {
	if !n.Classes.AreDigits() {
		label = "names[" + label + "]"
	}
	return fmt.Sprintf("print(%s, %s)", label, more)
}

// normalize returns the function that makes of a picture what the network was
// trained on. Without it, few digits of other sizes and places would be read
// rightly; other pictures the page reads as they are.
func (n Network) normalize() []string {
	if !n.Classes.AreDigits() {
		return append([]string{comment(text.T("A picture becomes 28 × 28 numbers, as on the page: white is 0, black is 1."))}, squeeze...)
	}
	return []string{
		comment(text.T("A picture of one digit, most of it paper, becomes what the network has learned from:")),
		comment(text.T("paper 0, ink 1, the digit's longer side 20 pixels, its centre of mass in the middle.")),
		"def normalize(file):",
		`    picture = Image.open(file)`,
		`    if picture.mode.endswith("A") or "transparency" in picture.info:`,
		`        picture = picture.convert("RGBA")`,
		`        picture = Image.alpha_composite(Image.new("RGBA", picture.size, "white"), picture)`,
		`    grey = np.asarray(picture.convert("L"), np.float32)`,
		"    ink = abs(grey - np.median(grey))",
		"    ink *= (ink > 0.2 * ink.max()) / ink.max()",
		"    rows, columns = np.nonzero(ink)",
		"    ink = ink[rows.min():rows.max() + 1, columns.min():columns.max() + 1]",
		"    size = [max(round(20 * n / max(ink.shape)), 1) for n in ink.shape]",
		"    ink = np.asarray(Image.fromarray(ink).resize(size[::-1], Image.BOX))",
		"    top, left = (round(14 - (i * ink).sum() / ink.sum()) for i in np.indices(size))",
		"    top, left = (min(max(at, 0), 28 - n) for at, n in zip((top, left), size))",
		"    image = np.zeros((28, 28), np.float32)",
		"    image[top:top + size[0], left:left + size[1]] = ink",
		"    return image",
	}
}

// squeeze is the function where the picture is read as it is.
var squeeze = []string{
	"def normalize(file):",
	`    picture = Image.open(file).convert("RGBA")`,
	`    picture = Image.alpha_composite(Image.new("RGBA", picture.size, "white"), picture)`,
	`    picture = picture.convert("L").resize((28, 28), Image.BOX)`,
	"    return 1 - np.asarray(picture, np.float32) / 255",
}

func comment(words string) string { return "# " + words }

// regression reports whether the network gives one number, which is to be rounded.
func (n Network) regression() bool {
	last := n.Layers[len(n.Layers)-1]
	return last.Shape[0] == 1
}
