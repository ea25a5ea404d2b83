package train

import (
	"fmt"
	"math"
	"slices"

	"digitlab/nn"
	"digitlab/nn/safetensors"
)

// lossKey is the entry of a weights file's metadata that names the loss.
const lossKey = "loss"

// EncodeWeights returns m's parameters as a safetensors file under PyTorch's
// names. The metadata is the caller's, to which the name of the loss is added.
func EncodeWeights(m *nn.Model, metadata map[string]string) ([]byte, error) {
	f := safetensors.File{Metadata: map[string]string{"format": "pt", lossKey: m.Loss.Name()}}
	for key, value := range metadata {
		f.Metadata[key] = value
	}
	for _, t := range m.Tensors() {
		f.Tensors = append(f.Tensors, safetensors.FromFloat32s(t.Name, t.Shape, t.Data))
	}
	return f.Bytes()
}

// DecodeWeights returns a SimpleNet with the parameters in a safetensors file,
// for the given loss, or for the loss the file names if loss is nil. A file
// that names none was made elsewhere: ten outputs then mean cross-entropy, one
// means squared error.
func DecodeWeights(file []byte, loss nn.Loss) (*nn.Model, error) {
	f, err := safetensors.Parse(file)
	if err != nil {
		return nil, err
	}
	if loss == nil {
		if loss, err = lossOf(f); err != nil {
			return nil, err
		}
	}
	m := nn.NewSimpleNet(loss)
	for _, t := range m.Tensors() {
		if err := decodeTensor(t, f); err != nil {
			return nil, err
		}
	}
	if got, want := len(f.Tensors), len(m.Tensors()); got != want {
		return nil, fmt.Errorf("weights: %d tensors, SimpleNet has %d", got, want)
	}
	return m, nil
}

func lossOf(f *safetensors.File) (nn.Loss, error) {
	if name, ok := f.Metadata[lossKey]; ok {
		loss, err := nn.LossByName(name)
		if err != nil {
			return nil, fmt.Errorf("weights: %w", err)
		}
		return loss, nil
	}
	bias, err := f.Tensor("fc.bias")
	if err != nil {
		return nil, fmt.Errorf("weights: %w", err)
	}
	if slices.Equal(bias.Shape, []int{nn.SquaredError{}.Outputs()}) {
		return nn.SquaredError{}, nil
	}
	return nn.CrossEntropy{}, nil
}

// decodeTensor copies the tensor of t's name from f to t.
func decodeTensor(t nn.Tensor, f *safetensors.File) error {
	from, err := f.Tensor(t.Name)
	if err != nil {
		return fmt.Errorf("weights: %w", err)
	}
	if !slices.Equal(from.Shape, t.Shape) {
		return fmt.Errorf("weights: %s has shape %v, want %v", t.Name, from.Shape, t.Shape)
	}
	values, err := from.Float32s()
	if err != nil {
		return fmt.Errorf("weights: %w", err)
	}
	for i, v := range values {
		if math.IsNaN(float64(v)) || math.IsInf(float64(v), 0) {
			return fmt.Errorf("weights: %s[%d] is %v, want a finite number", t.Name, i, v)
		}
	}
	copy(t.Data, values)
	return nil
}
