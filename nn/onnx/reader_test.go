package onnx

import (
	"encoding/binary"
	"math"
	"testing"

	"google.golang.org/protobuf/encoding/protowire"
)

// What a file holds, read back field by field with the numbers of onnx.proto3.
type (
	readModel struct {
		ir, opset int
		producer  string
		metadata  map[string]string
		graph     readGraph
	}
	readGraph struct {
		nodes           []readNode
		tensors         map[string]readTensor
		inputs, outputs []readValue
	}
	readNode struct {
		operator        string
		inputs, outputs []string
		attributes      map[string]any // float32, int or []int
	}
	readTensor struct {
		shape  []int
		values []float32
	}
	readValue struct {
		name, doc string
		kind      int
		shape     []any // int, or string for a dimension of any size
	}
)

// fields are those of a message: uint64, uint32 or []byte, by number.
type fields map[int][]any

func read(t *testing.T, b []byte) fields {
	t.Helper()
	f := fields{}
	for len(b) > 0 {
		number, kind, n := protowire.ConsumeTag(b)
		if n < 0 {
			t.Fatal(protowire.ParseError(n))
		}
		b = b[n:]
		var v any
		switch kind {
		case protowire.VarintType:
			v, n = protowire.ConsumeVarint(b)
		case protowire.Fixed32Type:
			v, n = protowire.ConsumeFixed32(b)
		case protowire.BytesType:
			v, n = protowire.ConsumeBytes(b)
		default:
			t.Fatalf("field %d has wire type %d", number, kind)
		}
		if n < 0 {
			t.Fatal(protowire.ParseError(n))
		}
		b = b[n:]
		f[int(number)] = append(f[int(number)], v)
	}
	return f
}

func (f fields) number(i int) int {
	if len(f[i]) == 0 {
		return 0
	}
	return int(f[i][0].(uint64))
}

func (f fields) numbers(i int) (numbers []int) {
	for _, v := range f[i] {
		numbers = append(numbers, int(v.(uint64)))
	}
	return numbers
}

func (f fields) bytes(i int) []byte {
	if len(f[i]) == 0 {
		return nil
	}
	return f[i][0].([]byte)
}

func (f fields) text(i int) string { return string(f.bytes(i)) }

func (f fields) texts(i int) (texts []string) {
	for _, v := range f[i] {
		texts = append(texts, string(v.([]byte)))
	}
	return texts
}

func readFile(t *testing.T, file []byte) (m readModel) {
	t.Helper()
	f := read(t, file)
	m.ir, m.producer = f.number(1), f.text(2)
	m.opset = read(t, f.bytes(8)).number(2)
	m.metadata = map[string]string{}
	for _, v := range f[14] {
		entry := read(t, v.([]byte))
		m.metadata[entry.text(1)] = entry.text(2)
	}

	g := read(t, f.bytes(7))
	for _, v := range g[1] {
		m.graph.nodes = append(m.graph.nodes, readOne(t, v.([]byte)))
	}
	m.graph.tensors = map[string]readTensor{}
	for _, v := range g[5] {
		tensor := read(t, v.([]byte))
		if kind := tensor.number(2); kind != 1 {
			t.Fatalf("%s is of type %d, want FLOAT, 1", tensor.text(8), kind)
		}
		raw := tensor.bytes(9)
		values := make([]float32, len(raw)/4)
		for i := range values {
			values[i] = math.Float32frombits(binary.LittleEndian.Uint32(raw[4*i:]))
		}
		m.graph.tensors[tensor.text(8)] = readTensor{tensor.numbers(1), values}
	}
	m.graph.inputs, m.graph.outputs = readValues(t, g[11]), readValues(t, g[12])
	return m
}

func readOne(t *testing.T, b []byte) readNode {
	f := read(t, b)
	n := readNode{operator: f.text(4), inputs: f.texts(1), outputs: f.texts(2), attributes: map[string]any{}}
	for _, v := range f[5] {
		a := read(t, v.([]byte))
		switch kind := a.number(20); kind {
		case 1:
			n.attributes[a.text(1)] = math.Float32frombits(a[2][0].(uint32))
		case 2:
			n.attributes[a.text(1)] = a.number(3)
		case 7:
			n.attributes[a.text(1)] = a.numbers(8)
		default:
			t.Fatalf("attribute %s of %s is of type %d", a.text(1), n.operator, kind)
		}
	}
	return n
}

func readValues(t *testing.T, values []any) (list []readValue) {
	for _, v := range values {
		f := read(t, v.([]byte))
		tensor := read(t, read(t, f.bytes(2)).bytes(1))
		value := readValue{name: f.text(1), doc: f.text(3), kind: tensor.number(1)}
		for _, d := range read(t, tensor.bytes(2))[1] {
			if dim := read(t, d.([]byte)); len(dim[2]) > 0 {
				value.shape = append(value.shape, dim.text(2))
			} else {
				value.shape = append(value.shape, dim.number(1))
			}
		}
		list = append(list, value)
	}
	return list
}
