package onnx

import (
	"strings"

	"digitlab/nn"
)

// Names of the graph's values. The others have those of the layers that give
// them.
const (
	inputName         = "image"
	flattenedName     = "flattened"
	logitsName        = "logits"
	probabilitiesName = "probabilities"
	outputName        = "output"
)

// side is that of an image, in pixels.
const side = 28

// graph is a network as nodes.
type graph struct {
	nodes   []node
	outputs []string // names of the values that the whole gives

	shapes map[string][]int // of the tensors, by name
	value  string           // what the last node gives, by name
	shape  []int            // of that value, for an image
}

// node is an operator applied to values and tensors.
type node struct {
	operator   string
	inputs     []string
	output     string // its own name too
	attributes []attribute
}

// attribute is an argument of an operator, an int, []int or float32.
type attribute struct {
	name  string
	value any
}

func newGraph(m *nn.Model) *graph {
	layers, err := m.Architecture().Describe(m.Loss)
	if err != nil {
		panic("onnx: " + err.Error()) // it went well for m
	}
	g := &graph{value: inputName, shape: []int{1, side, side}, shapes: make(map[string][]int)}
	for _, t := range m.Tensors() {
		g.shapes[t.Name] = t.Shape
	}
	for _, l := range layers {
		g.add(l)
	}

	last := &g.nodes[len(g.nodes)-1]
	if m.Loss.Outputs() == 1 {
		last.output, g.outputs = outputName, []string{outputName}
		return g
	}
	last.output, g.outputs = logitsName, []string{logitsName, probabilitiesName}
	g.nodes = append(g.nodes, node{
		operator: "Softmax", inputs: []string{logitsName}, output: probabilitiesName,
		attributes: []attribute{{"axis", 1}},
	})
	return g
}

// add adds a layer behind the others.
func (g *graph) add(l nn.LayerInfo) {
	switch kind, _, _ := strings.Cut(l.Text, " "); kind {
	case "conv":
		kernel := g.shapes[l.Name+".weight"][2]
		// All sides of the images are padded alike.
		padding := (l.Shape[1] - g.shape[1] + kernel - 1) / 2
		g.push("Conv", l.Name, []string{".weight", ".bias"},
			attribute{"kernel_shape", []int{kernel, kernel}},
			attribute{"pads", []int{padding, padding, padding, padding}})
	case "relu":
		g.push("Relu", l.Name, nil)
	case "pool":
		g.push("MaxPool", l.Name, nil,
			attribute{"kernel_shape", []int{2, 2}},
			attribute{"strides", []int{2, 2}})
	case "bn":
		g.push("BatchNormalization", l.Name, []string{".weight", ".bias", ".running_mean", ".running_var"},
			attribute{"epsilon", float32(1e-5)}) // as in nn and PyTorch
	case "dropout":
		// Outside training it gives what it gets.
	case "linear":
		if len(g.shape) > 1 {
			g.push("Flatten", flattenedName, nil, attribute{"axis", 1})
		}
		g.push("Gemm", l.Name, []string{".weight", ".bias"},
			attribute{"transB", 1}) // the weight is (outputs, inputs)
	default:
		panic("onnx: a layer of an unknown kind: " + l.Text)
	}
	g.shape = l.Shape
}

// push adds a node that works on the last one's value and on the tensors of its
// name with these endings.
func (g *graph) push(operator, name string, tensors []string, attributes ...attribute) {
	inputs := []string{g.value}
	for _, ending := range tensors {
		inputs = append(inputs, name+ending)
	}
	g.nodes = append(g.nodes, node{operator, inputs, name, attributes})
	g.value = name
}

func (n *node) encode() message {
	var file message
	for _, name := range n.inputs {
		file.text(nodeInput, name)
	}
	file.text(nodeOutput, n.output)
	file.text(nodeName, n.output)
	file.text(nodeOperator, n.operator)
	for _, a := range n.attributes {
		file.message(nodeAttribute, a.encode())
	}
	return file
}

func (a *attribute) encode() message {
	// AttributeProto.AttributeType
	const floatType, intType, intsType = 1, 2, 7
	var file message
	file.text(attributeName, a.name)
	switch v := a.value.(type) {
	case float32:
		file.float(attributeFloat, v)
		file.number(attributeType, floatType)
	case int:
		file.number(attributeInt, v)
		file.number(attributeType, intType)
	case []int:
		for _, n := range v {
			file.number(attributeInts, n)
		}
		file.number(attributeType, intsType)
	}
	return file
}
