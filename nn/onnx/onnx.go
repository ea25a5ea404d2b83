// Package onnx writes networks as ONNX models, which onnxruntime and many other
// programs run. It reads none.
//
// A model takes any number N of images and gives what the last layer does, and
// for a loss over classes their probabilities too; for ten digits:
//
//	image          float32 (N,1,28,28)  row by row, 0 = paper, 1 = ink
//	logits         float32 (N,10)       the outputs
//	probabilities  float32 (N,10)       softmax of the logits
//
// A network for squarederror has one number for an image, the digit once it is
// rounded and brought into 0..9, and no probabilities:
//
//	output         float32 (N,1)
//
// The graph has a node for each layer, under the layer's name and in the order of
// the list; the initializers are the tensors of the model, under their names.
// Dropout does nothing outside training and has no node; gelu and normalize have
// several, and initializers for the numbers in them.
//
// The format is onnx.proto3 of https://github.com/onnx/onnx; docs/IR.md there
// explains it, docs/Operators.md what each operator computes.
package onnx

import (
	"encoding/binary"
	"fmt"
	"maps"
	"math"
	"slices"

	"digitlab/nn"
)

// The versions are those of ONNX 1.12, of 2022. Runtimes go on reading old ones.
const (
	irVersion    = 8
	opsetVersion = 17
)

// float32Type is TensorProto.DataType's FLOAT.
const float32Type = 1

// Encode returns m in evaluation mode as the bytes of an ONNX model. The metadata
// is the caller's. Equal models give equal bytes.
func Encode(m *nn.Model, metadata map[string]string) []byte {
	var file message
	file.number(modelIRVersion, irVersion)
	file.text(modelProducerName, "Digit Lab")
	file.message(modelGraph, encodeGraph(m))
	var opset message
	opset.number(opsetIDVersion, opsetVersion)
	file.message(modelOpsetImport, opset)
	for _, key := range slices.Sorted(maps.Keys(metadata)) {
		var entry message
		entry.text(entryKey, key)
		entry.text(entryValue, metadata[key])
		file.message(modelMetadata, entry)
	}
	return file
}

func encodeGraph(m *nn.Model) message {
	g := newGraph(m)
	var file message
	for _, n := range g.nodes {
		file.message(graphNode, n.encode())
	}
	file.text(graphName, m.Architecture().String())
	for _, t := range slices.Concat(m.Tensors(), g.constants) {
		file.message(graphInitializer, encodeTensor(t))
	}
	file.message(graphInput, encodeInput(m.Architecture().Input()))
	for _, name := range g.outputs {
		file.message(graphOutput, encodeValue(name, "", m.Loss.Outputs()))
	}
	return file
}

func encodeInput(shape nn.Shape) message {
	doc := ""
	if !shape.Flat() {
		doc = fmt.Sprintf("%dx%d pixels, row by row, 0 = paper, 1 = ink", shape.Height, shape.Width)
	}
	return encodeValue(inputName, doc, shape.Dims()...)
}

func encodeTensor(t nn.Tensor) message {
	var file message
	for _, n := range t.Shape {
		file.number(tensorDims, n)
	}
	file.number(tensorDataType, float32Type)
	file.text(tensorName, t.Name)
	raw := make([]byte, 0, 4*len(t.Data))
	for _, v := range t.Data {
		raw = binary.LittleEndian.AppendUint32(raw, math.Float32bits(v))
	}
	file.message(tensorRawData, raw)
	return file
}

// encodeValue describes an input or output of the graph, which has a shape for
// each of N images.
func encodeValue(name, doc string, shape ...int) message {
	var batch, dims message
	batch.text(dimensionParam, "N")
	dims.message(shapeDim, batch)
	for _, n := range shape {
		var dim message
		dim.number(dimensionValue, n)
		dims.message(shapeDim, dim)
	}
	var tensor, kind, file message
	tensor.number(tensorTypeElement, float32Type)
	tensor.message(tensorTypeShape, dims)
	kind.message(typeTensor, tensor)
	file.text(valueName, name)
	file.message(valueType, kind)
	file.text(valueDoc, doc)
	return file
}
