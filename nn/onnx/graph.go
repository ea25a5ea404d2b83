package onnx

import (
	"math"

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

// graph is a network as nodes.
type graph struct {
	nodes     []node
	constants []nn.Tensor // scalars
	outputs   []string    // names of the values that the whole gives

	value string   // what the last node gives, by name
	shape nn.Shape // of that value, for a sample
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
	g := &graph{value: inputName, shape: m.Architecture().Input()}
	for _, l := range m.Layers() {
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
	switch layer := l.Layer.(type) {
	case nn.Conv:
		kernel, padding := layer.Kernel, layer.Zeros()
		attributes := []attribute{
			{"kernel_shape", []int{kernel, kernel}},
			{"pads", []int{padding, padding, padding, padding}},
		}
		if stride := layer.Stride; stride > 1 {
			attributes = append(attributes, attribute{"strides", []int{stride, stride}})
		}
		g.push("Conv", l.Name, []string{".weight", ".bias"}, attributes...)
	case nn.ReLU:
		g.push("Relu", l.Name, nil)
	case nn.Sigmoid:
		g.push("Sigmoid", l.Name, nil)
	case nn.GELU:
		g.addGELU(l.Name)
	case nn.Normalize:
		g.calculate("Sub", l.Name+".centred", g.value, g.constant(l.Name+".mean", layer.Mean))
		g.calculate("Div", l.Name, g.value, g.constant(l.Name+".deviation", layer.Deviation))
	case nn.MaxPool:
		g.push("MaxPool", l.Name, nil,
			attribute{"kernel_shape", []int{2, 2}},
			attribute{"strides", []int{2, 2}})
	case nn.AvgPool:
		g.push("AveragePool", l.Name, nil,
			attribute{"kernel_shape", []int{layer.Side, layer.Side}},
			attribute{"strides", []int{layer.Side, layer.Side}})
	case nn.BatchNorm:
		g.push("BatchNormalization", l.Name, []string{".weight", ".bias", ".running_mean", ".running_var"},
			attribute{"epsilon", float32(1e-5)}) // as in nn and PyTorch
	case nn.Dropout:
		// Outside training it gives what it gets.
	case nn.Linear:
		if !g.shape.Flat() {
			g.push("Flatten", flattenedName, nil, attribute{"axis", 1})
		}
		g.push("Gemm", l.Name, []string{".weight", ".bias"},
			attribute{"transB", 1}) // the weight is (outputs, inputs)
	default:
		panic("onnx: a layer of an unknown kind: " + l.Layer.String())
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

// addGELU adds x * (1 + erf(x/sqrt 2)) / 2: this version of ONNX has no operator
// for it.
func (g *graph) addGELU(name string) {
	x := g.value
	g.calculate("Div", name+".scaled", x, g.constant(name+".scale", math.Sqrt2))
	g.calculate("Erf", name+".erf", g.value)
	g.calculate("Add", name+".raised", g.value, g.constant(name+".one", 1))
	g.calculate("Mul", name+".twice", g.value, x)
	g.calculate("Mul", name, g.value, g.constant(name+".half", 0.5))
}

// calculate adds a node that works on values of these names.
func (g *graph) calculate(operator, name string, inputs ...string) {
	g.nodes = append(g.nodes, node{operator: operator, inputs: inputs, output: name})
	g.value = name
}

// constant adds a number under a name, which it returns.
func (g *graph) constant(name string, value float64) string {
	g.constants = append(g.constants, nn.Tensor{Name: name, Data: []float32{float32(value)}})
	return name
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
