package train

import (
	"maps"
	"strconv"

	"digitlab/data/failure"
	"digitlab/nn"
	"digitlab/nn/onnx"
	"digitlab/nn/safetensors"
)

// Format is a kind of file that a model is written to.
type Format string

// The formats. DecodeWeights reads the two of safetensors; they differ as
// PyTorch's state dict and Paddle's do.
const (
	PyTorch Format = "pytorch" // safetensors
	Paddle  Format = "paddle"  // safetensors
	ONNX    Format = "onnx"    // see package onnx
)

// ParseFormat returns the format of that name, PyTorch for "".
func ParseFormat(name string) (Format, error) {
	switch f := Format(name); f {
	case "":
		return PyTorch, nil
	case PyTorch, Paddle, ONNX:
		return f, nil
	}
	return "", failure.New("unknown format of weights %q: want pytorch, paddle or onnx", name)
}

// Extension returns the ending of the names of such files, with its dot.
func (f Format) Extension() string {
	if f == ONNX {
		return ".onnx"
	}
	return ".safetensors"
}

// Encode returns m as a file. The metadata is the caller's, to which the name of
// the loss, its temperature and the text of the architecture are added. It is an error if a
// parameter is not finite.
func (f Format) Encode(m *nn.Model, metadata map[string]string) ([]byte, error) {
	if err := checkTensors(m.Tensors()); err != nil {
		return nil, err
	}
	switch f {
	case ONNX:
		return onnx.Encode(m, metadataOf(m, metadata)), nil
	case Paddle:
		return weightsFile(m, metadata, paddleLayout).Bytes()
	}
	return weightsFile(m, metadata, pyTorchLayout).Bytes()
}

// metadataOf returns the metadata of a file for m, with the caller's.
func metadataOf(m *nn.Model, metadata map[string]string) map[string]string {
	all := map[string]string{
		lossKey:         m.Loss.Name(),
		architectureKey: m.Architecture().String(),
	}
	if t := nn.Temperature(m.Loss); t != 1 {
		all[temperatureKey] = strconv.FormatFloat(t, 'g', -1, 64)
	}
	maps.Copy(all, metadata)
	return all
}

func weightsFile(m *nn.Model, metadata map[string]string, l layout) *safetensors.File {
	f := &safetensors.File{Metadata: metadataOf(m, metadata)}
	f.Metadata[formatKey] = string(l)
	for _, t := range m.Tensors() {
		f.Tensors = append(f.Tensors, l.encode(t))
	}
	return f
}
