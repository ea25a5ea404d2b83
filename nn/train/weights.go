package train

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"digitlab/nn"
	"digitlab/nn/safetensors"
)

// Entries of a weights file's metadata.
const (
	lossKey         = "loss"         // its name
	architectureKey = "architecture" // its canonical text
)

// DecodeWeights returns a model with the parameters in a safetensors file, of the
// architecture that the file names, for the given loss, or for the loss the file
// names if loss is nil. A file that names neither was made elsewhere: it is
// taken for SimpleNet's, ten outputs then mean cross-entropy, one means squared
// error. The tensors may be in PyTorch's layout or in Paddle's. Of a checkpoint it
// returns the parameters to evaluate and to keep.
func DecodeWeights(file []byte, loss nn.Loss) (*nn.Model, error) {
	f, err := safetensors.Parse(file)
	if err != nil {
		return nil, err
	}
	return decodeModel(f, loss)
}

func decodeModel(f *safetensors.File, loss nn.Loss) (*nn.Model, error) {
	architecture, err := nn.ParseArchitecture(cmp.Or(f.Metadata[architectureKey], "simplenet"))
	if err != nil {
		return nil, fmt.Errorf("weights: architecture: %w", err)
	}
	if loss == nil {
		if loss, err = lossOf(f, architecture); err != nil {
			return nil, err
		}
	}
	m, err := nn.NewModel(architecture, loss)
	if err != nil {
		return nil, fmt.Errorf("weights: architecture: %w", err)
	}
	l := layoutOf(f, m)
	for _, t := range m.Tensors() {
		if err := decodeTensor(t, f, l); err != nil {
			return nil, err
		}
	}
	if got, want := countWeights(f), len(m.Tensors()); got != want {
		return nil, fmt.Errorf("weights: %d tensors, the network %q has %d", got, architecture, want)
	}
	return m, nil
}

// countWeights returns the number of tensors in f that a model could have.
func countWeights(f *safetensors.File) (count int) {
	_, checkpoint := f.Metadata[runKey]
	for _, t := range f.Tensors {
		switch {
		case strings.HasSuffix(t.Name, ".num_batches_tracked"):
			// PyTorch counts the batches of batch normalisation, for no use here.
		case checkpoint && strings.HasPrefix(t.Name, runPrefix):
		default:
			count++
		}
	}
	return count
}

func lossOf(f *safetensors.File, a nn.Architecture) (nn.Loss, error) {
	if name, ok := f.Metadata[lossKey]; ok {
		loss, err := nn.LossByName(name)
		if err != nil {
			return nil, fmt.Errorf("weights: %w", err)
		}
		return loss, nil
	}
	layers, err := a.Describe(nn.CrossEntropy{})
	if err != nil {
		return nil, fmt.Errorf("weights: architecture: %w", err)
	}
	bias, err := f.Tensor(layers[len(layers)-1].Name + ".bias")
	if err != nil {
		return nil, fmt.Errorf("weights: %w", err)
	}
	if slices.Equal(bias.Shape, []int{nn.SquaredError{}.Outputs()}) {
		return nn.SquaredError{}, nil
	}
	return nn.CrossEntropy{}, nil
}

// decodeTensor copies from f to t what has t's name in the file's layout.
func decodeTensor(t nn.Tensor, f *safetensors.File, l layout) error {
	name, shape := l.name(t), l.shape(t)
	from, err := f.Tensor(name)
	if err != nil {
		return fmt.Errorf("weights: %w", err)
	}
	if !slices.Equal(from.Shape, shape) {
		return fmt.Errorf("weights: %s has shape %v, want %v", name, from.Shape, shape)
	}
	values, err := from.Float32s()
	if err != nil {
		return fmt.Errorf("weights: %w", err)
	}
	for i, v := range values {
		if math.IsNaN(float64(v)) || math.IsInf(float64(v), 0) {
			return fmt.Errorf("weights: %s[%d] is %v, want a finite number", name, i, v)
		}
		if v < 0 && strings.HasSuffix(t.Name, ".running_var") {
			return fmt.Errorf("weights: %s[%d] is %v, want no less than 0", name, i, v)
		}
	}
	l.decode(t, values)
	return nil
}
