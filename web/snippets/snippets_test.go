package snippets

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"digitlab/nn"
	"digitlab/nn/golden"
	"digitlab/nn/safetensors"
	"digitlab/nn/train"
	"digitlab/web/text"
	"digitlab/web/worker"
)

const simpleNetProgram = `# pip install torch safetensors numpy pillow
import numpy as np
import torch
import torch.nn.functional as F
from PIL import Image
from safetensors.torch import load_file
from torch import nn


class SimpleNet(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv1 = nn.Conv2d(1, 20, 5, padding=2)
        self.conv2 = nn.Conv2d(20, 20, 5, padding=2)
        self.fc = nn.Linear(980, 10)

    def forward(self, x):
        x = F.relu(self.conv1(x))
        x = F.max_pool2d(x, 2)
        x = F.relu(self.conv2(x))
        x = F.max_pool2d(x, 2)
        return self.fc(x.flatten(1))


# A picture of one digit, most of it paper, becomes what the network has learned from:
# paper 0, ink 1, the digit's longer side 20 pixels, its centre of mass in the middle.
def normalize(file):
    picture = Image.open(file)
    if picture.mode.endswith("A") or "transparency" in picture.info:
        picture = picture.convert("RGBA")
        picture = Image.alpha_composite(Image.new("RGBA", picture.size, "white"), picture)
    grey = np.asarray(picture.convert("L"), np.float32)
    ink = abs(grey - np.median(grey))
    ink *= (ink > 0.2 * ink.max()) / ink.max()
    rows, columns = np.nonzero(ink)
    ink = ink[rows.min():rows.max() + 1, columns.min():columns.max() + 1]
    size = [max(round(20 * n / max(ink.shape)), 1) for n in ink.shape]
    ink = np.asarray(Image.fromarray(ink).resize(size[::-1], Image.BOX))
    top, left = (round(14 - (i * ink).sum() / ink.sum()) for i in np.indices(size))
    top, left = (min(max(at, 0), 28 - n) for at, n in zip((top, left), size))
    image = np.zeros((28, 28), np.float32)
    image[top:top + size[0], left:left + size[1]] = ink
    return image


model = SimpleNet()
model.load_state_dict(load_file("mine.safetensors"))
model.eval()

image = normalize("digit.png")
x = torch.tensor(image)
with torch.no_grad():
    output = model(x.reshape(1, 1, 28, 28))[0]
print(output.argmax().item(), output.softmax(0))
`

// A program for other classes prints their names, and takes a picture as it is.
func TestProgramsNameClasses(t *testing.T) {
	for loss, want := range map[nn.Loss][]string{
		nn.WithClasses(nn.CrossEntropy{}, 3): {`names = ["ant", "a \"bee\"", "牛"]`, "names[output.argmax().item()]", "names[probabilities.argmax()]", "nn.Linear(980, 3)"},
		nn.WithClasses(nn.SquaredError{}, 3): {"names[min(max(round(output.item()), 0), 2)]", "nn.Linear(980, 1)"},
	} {
		n := networkOf(t, modelOf(t, "simplenet", loss))
		n.Classes = worker.Classes{"ant", `a "bee"`, "牛"}
		all := PyTorch(n, "a") + Paddle(n, "b") + ONNXRuntime(n, "c")
		for _, words := range append(want, ".resize((28, 28), Image.BOX)") {
			if !strings.Contains(all, words) {
				t.Errorf("%s: no program has %s:\n%s", loss.Name(), words, all)
			}
		}
		for _, no := range []string{"digit", "np.indices", "0), 9)"} {
			if strings.Contains(all, no) {
				t.Errorf("%s: a program has %s", loss.Name(), no)
			}
		}
	}
}

// networkOf describes a model as the trainer does.
func networkOf(t *testing.T, m *nn.Model) Network {
	t.Helper()
	n := Network{Class: "Net"}
	for _, l := range m.Layers() {
		n.Layers = append(n.Layers, worker.Layer{Name: l.Name, Text: l.Layer.String(), Shape: l.Shape.Dims(), Params: l.Params})
	}
	return n
}

func modelOf(t *testing.T, layers string, loss nn.Loss) *nn.Model {
	t.Helper()
	a, err := nn.ParseArchitecture(layers)
	if err != nil {
		t.Fatal(err)
	}
	m, err := nn.NewModel(a, loss)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func TestSimpleNet(t *testing.T) {
	n := networkOf(t, modelOf(t, "simplenet", nn.CrossEntropy{}))
	n.Class = "SimpleNet"
	if got := PyTorch(n, "mine.safetensors"); got != simpleNetProgram {
		t.Errorf("the program is\n%s\nwant\n%s", got, simpleNetProgram)
	}
	// PyTorch itself wrote the golden file.
	got := stateDict(t, PyTorch(n, ""), pyTorchLayers)
	for _, tensor := range golden.Read(t, "init").Tensors {
		if !slices.Equal(got[tensor.Name], tensor.Shape) {
			t.Errorf("%s has shape %v in the program, %v in PyTorch's file", tensor.Name, got[tensor.Name], tensor.Shape)
		}
		delete(got, tensor.Name)
	}
	if len(got) > 0 {
		t.Errorf("PyTorch's file has no %v", got)
	}
}

// member matches a layer in a program's constructor.
var member = regexp.MustCompile(`self\.(\w+) = nn\.(\w+)\((.*)\)`)

// stateDict returns the names and shapes of the tensors that a program's network
// has, by the layers of the framework.
func stateDict(t *testing.T, program string, layers map[string]func(arguments []int) map[string][]int) map[string][]int {
	t.Helper()
	all := map[string][]int{}
	for _, match := range member.FindAllStringSubmatch(program, -1) {
		tensors, ok := layers[match[2]]
		if !ok {
			t.Fatalf("the framework has no layer %s", match[2])
		}
		var arguments []int
		for word := range strings.SplitSeq(match[3], ", ") {
			n, err := strconv.Atoi(word[strings.Index(word, "=")+1:])
			if err != nil && match[2] != "Dropout" {
				t.Fatal(err)
			}
			arguments = append(arguments, n)
		}
		for name, shape := range tensors(arguments) {
			all[match[1]+"."+name] = shape
		}
	}
	return all
}

// What the layers' state dicts have, by the frameworks' documentation. PyTorch
// adds num_batches_tracked, which load_state_dict does without in old files.
var (
	pyTorchLayers = map[string]func([]int) map[string][]int{
		"Conv2d": conv, "Dropout": none,
		"BatchNorm2d": norm("running_mean", "running_var"), "BatchNorm1d": norm("running_mean", "running_var"),
		"Linear": func(a []int) map[string][]int { return map[string][]int{"weight": {a[1], a[0]}, "bias": {a[1]}} },
	}
	paddleLayers = map[string]func([]int) map[string][]int{
		"Conv2D": conv, "Dropout": none,
		"BatchNorm2D": norm("_mean", "_variance"), "BatchNorm1D": norm("_mean", "_variance"),
		"Linear": func(a []int) map[string][]int { return map[string][]int{"weight": {a[0], a[1]}, "bias": {a[1]}} },
	}
)

func conv(a []int) map[string][]int {
	return map[string][]int{"weight": {a[1], a[0], a[2], a[2]}, "bias": {a[1]}}
}

func norm(mean, variance string) func([]int) map[string][]int {
	return func(a []int) map[string][]int {
		return map[string][]int{"weight": a, "bias": a, mean: a, variance: a}
	}
}

func none([]int) map[string][]int { return nil }

var networks = []string{
	"simplenet", "mlp", "modern", "linear",
	"bn, pool, conv 2 3 pad 0, bn, dropout 0.3, conv 3 4 pad 1, relu, linear 5, bn, relu, dropout 0.25, linear",
	"normalize 0.1307 0.3081, sigmoid, conv 4 3 stride 2, gelu, avgpool 2, conv 2 2 pad 1 stride 3, linear 4, sigmoid, linear",
}

// The programs' networks have the tensors of the files they open.
func TestStateDicts(t *testing.T) {
	for _, layers := range networks {
		for _, loss := range []nn.Loss{nn.CrossEntropy{}, nn.SquaredError{}} {
			m := modelOf(t, layers, loss)
			n := networkOf(t, m)
			for _, framework := range []struct {
				format  train.Format
				program string
				layers  map[string]func([]int) map[string][]int
			}{
				{train.PyTorch, PyTorch(n, "mine"), pyTorchLayers},
				{train.Paddle, Paddle(n, "mine"), paddleLayers},
			} {
				file, err := framework.format.Encode(m, nil)
				if err != nil {
					t.Fatal(err)
				}
				f, err := safetensors.Parse(file)
				if err != nil {
					t.Fatal(err)
				}
				want := map[string][]int{}
				for _, tensor := range f.Tensors {
					want[tensor.Name] = tensor.Shape
				}
				got := stateDict(t, framework.program, framework.layers)
				if !maps.EqualFunc(got, want, slices.Equal) {
					t.Errorf("%s of %q: the program has %v, the file %v", framework.format, layers, got, want)
				}
			}
		}
	}
}

// The order of the layers, what is flattened, and paddings.
func TestAnotherNetwork(t *testing.T) {
	n := networkOf(t, modelOf(t, networks[4], nn.CrossEntropy{}))
	const want = `class Net(nn.Layer):
    def __init__(self):
        super().__init__()
        self.bn1 = nn.BatchNorm2D(1)
        self.conv1 = nn.Conv2D(1, 2, 3, padding=0)
        self.bn2 = nn.BatchNorm2D(2)
        self.dropout1 = nn.Dropout(0.3)
        self.conv2 = nn.Conv2D(2, 3, 4, padding=1)
        self.fc1 = nn.Linear(363, 5)
        self.bn3 = nn.BatchNorm1D(5)
        self.dropout2 = nn.Dropout(0.25)
        self.fc2 = nn.Linear(5, 10)

    def forward(self, x):
        x = self.bn1(x)
        x = F.max_pool2d(x, 2)
        x = self.conv1(x)
        x = self.bn2(x)
        x = self.dropout1(x)
        x = F.relu(self.conv2(x))
        x = self.fc1(x.flatten(1))
        x = F.relu(self.bn3(x))
        x = self.dropout2(x)
        return self.fc2(x)
`
	const load = `
model = Net()
model.set_state_dict(load_file("mine.safetensors"))
`
	if got := Paddle(n, "mine.safetensors"); !strings.Contains(got, want) || !strings.Contains(got, load) {
		t.Errorf("the program is\n%s\nwant in it\n%s%s", got, want, load)
	}
}

func TestLayersOfAllKinds(t *testing.T) {
	n := networkOf(t, modelOf(t, networks[5], nn.CrossEntropy{}))
	const want = `        self.conv1 = nn.Conv2d(1, 4, 3, padding=1, stride=2)
        self.conv2 = nn.Conv2d(4, 2, 2, padding=1, stride=3)
        self.fc1 = nn.Linear(18, 4)
        self.fc2 = nn.Linear(4, 10)

    def forward(self, x):
        x = (x - 0.1307) / 0.3081
        x = x.sigmoid()
        x = F.gelu(self.conv1(x))
        x = F.avg_pool2d(x, 2)
        x = self.conv2(x)
        x = self.fc1(x.flatten(1)).sigmoid()
        return self.fc2(x)
`
	if got := PyTorch(n, "mine.safetensors"); !strings.Contains(got, want) {
		t.Errorf("the program is\n%s\nwant in it\n%s", got, want)
	}
}

func TestReadingAPicture(t *testing.T) {
	tests := []struct {
		loss     nn.Loss
		program  func(Network, string) string
		file     string
		sentence []string
	}{
		{nn.CrossEntropy{}, PyTorch, "a.safetensors", []string{
			`load_file("a.safetensors")`, "x = torch.tensor(image)", "output.softmax(0)"}},
		{nn.DoubleSoftmax{}, Paddle, "b.safetensors", []string{
			`load_file("b.safetensors")`, "x = paddle.to_tensor(image)", "F.softmax(output)"}},
		{nn.CrossEntropy{}, ONNXRuntime, "c.onnx", []string{
			`InferenceSession("c.onnx")`,
			`logits, probabilities = session.run(None, {"image": image.reshape(1, 1, 28, 28)})`, "probabilities.argmax()"}},
		{nn.SquaredError{}, PyTorch, "d.safetensors", []string{"nn.Linear(980, 1)", "print(min(max(round(output.item()), 0), 9), output.item())"}},
		{nn.SquaredError{}, Paddle, "e.safetensors", []string{"nn.Linear(980, 1)", "print(min(max(round(output.item()), 0), 9), output.item())"}},
		{nn.SquaredError{}, ONNXRuntime, "f.onnx", []string{
			`[output] = session.run(None, {"image": image.reshape(1, 1, 28, 28)})`, "print(min(max(round(output.item()), 0), 9), output.item())"}},
	}
	for _, test := range tests {
		program := test.program(networkOf(t, modelOf(t, "simplenet", test.loss)), test.file)
		for _, want := range append(test.sentence, `image = normalize("digit.png")`) {
			if !strings.Contains(program, want) {
				t.Errorf("%s: the program\n%s\ndoes not say %s", test.file, program, want)
			}
		}
	}
}

// Code is the same in all languages.
func TestLanguages(t *testing.T) {
	n := networkOf(t, modelOf(t, "simplenet", nn.CrossEntropy{}))
	for i, program := range []func(Network, string) string{PyTorch, Paddle, ONNXRuntime} {
		english := program(n, "mine")
		text.Speak(text.Chinese)
		chinese := program(n, "mine")
		text.Speak(text.English)
		if english == chinese || code(english) != code(chinese) {
			t.Errorf("program %d in Chinese is\n%s", i, chinese)
		}
	}
}

// code returns a program without comments.
func code(program string) string {
	var lines []string
	for line := range strings.SplitSeq(program, "\n") {
		if !strings.HasPrefix(line, "#") {
			lines = append(lines, line)
		}
	}
	return strings.Join(lines, "\n")
}

func ExampleONNXRuntime() {
	n := Network{Layers: []worker.Layer{{Name: "fc", Text: "linear", Shape: []int{10}, Params: 7850}}}
	fmt.Print(ONNXRuntime(n, "mine.onnx"))
	// Output:
	// # pip install onnxruntime numpy pillow
	// import numpy as np
	// import onnxruntime
	// from PIL import Image
	//
	//
	// # A picture of one digit, most of it paper, becomes what the network has learned from:
	// # paper 0, ink 1, the digit's longer side 20 pixels, its centre of mass in the middle.
	// def normalize(file):
	//     picture = Image.open(file)
	//     if picture.mode.endswith("A") or "transparency" in picture.info:
	//         picture = picture.convert("RGBA")
	//         picture = Image.alpha_composite(Image.new("RGBA", picture.size, "white"), picture)
	//     grey = np.asarray(picture.convert("L"), np.float32)
	//     ink = abs(grey - np.median(grey))
	//     ink *= (ink > 0.2 * ink.max()) / ink.max()
	//     rows, columns = np.nonzero(ink)
	//     ink = ink[rows.min():rows.max() + 1, columns.min():columns.max() + 1]
	//     size = [max(round(20 * n / max(ink.shape)), 1) for n in ink.shape]
	//     ink = np.asarray(Image.fromarray(ink).resize(size[::-1], Image.BOX))
	//     top, left = (round(14 - (i * ink).sum() / ink.sum()) for i in np.indices(size))
	//     top, left = (min(max(at, 0), 28 - n) for at, n in zip((top, left), size))
	//     image = np.zeros((28, 28), np.float32)
	//     image[top:top + size[0], left:left + size[1]] = ink
	//     return image
	//
	//
	// session = onnxruntime.InferenceSession("mine.onnx")
	// image = normalize("digit.png")
	// logits, probabilities = session.run(None, {"image": image.reshape(1, 1, 28, 28)})
	// print(probabilities.argmax(), probabilities)
}
