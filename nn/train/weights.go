package train

import (
	"maps"
	"slices"
	"strings"

	"digitlab/data/decimal"
	"digitlab/data/failure"
	"digitlab/nn"
	"digitlab/nn/safetensors"
)

// Entries of a weights file's metadata.
const (
	lossKey         = "loss"         // its name
	architectureKey = "architecture" // its canonical text
	temperatureKey  = "temperature"  // of the loss; absent = 1
)

// DecodeWeights returns a model with the parameters in a safetensors file, of the
// architecture that the file names, for the given loss, or for the loss the file
// names if loss is nil. A file that names neither was made elsewhere: it is
// taken for SimpleNet's, ten outputs then mean cross-entropy, one means squared
// error. Of how many classes it is the file says, too, and without that ten. The
// tensors may be in PyTorch's layout or in Paddle's. Of a checkpoint it
// returns the parameters to evaluate and to keep.
func DecodeWeights(file []byte, loss nn.Loss) (*nn.Model, error) {
	return DecodeWeightsOf(file, nn.Architecture{}, loss)
}

// DecodeWeightsOf is DecodeWeights, but for the architecture of a file that names
// none.
func DecodeWeightsOf(file []byte, unnamed nn.Architecture, loss nn.Loss) (*nn.Model, error) {
	f, err := safetensors.Parse(file)
	if err != nil {
		return nil, err
	}
	unwrap(f)
	return decodeModel(f, unnamed, loss)
}

// Metadata returns what a safetensors file says of itself beside what it is: its
// metadata without what Format.Encode and Checkpoint.Encode write.
func Metadata(file []byte) (map[string]string, error) {
	f, err := safetensors.Parse(file)
	if err != nil {
		return nil, err
	}
	return othersMetadata(f), nil
}

func othersMetadata(f *safetensors.File) map[string]string {
	others := maps.Clone(f.Metadata)
	for _, ours := range []string{formatKey, lossKey, architectureKey, temperatureKey, runKey} {
		delete(others, ours)
	}
	return others
}

// unwrap takes from the names of all tensors what PyTorch's wrappers of a model
// put before them: DataParallel and torch.compile.
func unwrap(f *safetensors.File) {
	for _, prefix := range []string{"_orig_mod.", "module.", "_orig_mod."} {
		if slices.ContainsFunc(f.Tensors, func(t safetensors.Tensor) bool { return !strings.HasPrefix(t.Name, prefix) }) {
			continue
		}
		for i := range f.Tensors {
			f.Tensors[i].Name = strings.TrimPrefix(f.Tensors[i].Name, prefix)
		}
	}
}

func decodeModel(f *safetensors.File, architecture nn.Architecture, loss nn.Loss) (m *nn.Model, err error) {
	if named := f.Metadata[architectureKey]; named != "" {
		if architecture, err = nn.ParseArchitecture(named); err != nil {
			return nil, failure.New("weights: architecture: %w", err)
		}
	}
	if loss == nil {
		if loss, err = lossOf(f, architecture); err != nil {
			return nil, err
		}
	}
	names, err := ClassNames(f.Metadata)
	if err != nil {
		return nil, failure.New("weights: %w", err)
	}
	loss = nn.WithClasses(loss, len(names))
	if text, ok := f.Metadata[temperatureKey]; ok && f.Metadata[lossKey] == loss.Name() {
		t, err := parseTemperature(text)
		if err != nil {
			return nil, failure.New("weights: temperature: %w", err)
		}
		loss = nn.WithTemperature(loss, t)
	}
	if m, err = nn.NewModel(architecture, loss); err != nil {
		return nil, failure.New("weights: architecture: %w", err)
	}
	l := layoutOf(f, m)
	for _, t := range m.Tensors() {
		if err := decodeTensor(t, f, l); err != nil {
			return nil, err
		}
	}
	if got, want := countWeights(f), len(m.Tensors()); got != want {
		return nil, failure.New("weights: %d tensors, the network %q has %d", got, architecture, want)
	}
	return m, nil
}

func parseTemperature(text string) (float64, error) {
	t, ok := decimal.Parse(text)
	if !ok || t <= 0 {
		return 0, failure.New("%q, want a number above 0", text)
	}
	return t, nil
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
			return nil, failure.New("weights: %w", err)
		}
		return loss, nil
	}
	layers, err := a.Describe(nn.CrossEntropy{})
	if err != nil {
		return nil, failure.New("weights: architecture: %w", err)
	}
	bias, err := f.Tensor(layers[len(layers)-1].Name + ".bias")
	if err != nil {
		return nil, failure.New("weights: %w", err)
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
		return failure.New("weights: %w", err)
	}
	if !slices.Equal(from.Shape, shape) {
		return failure.New("weights: %s has shape %v, want %v", name, from.Shape, shape)
	}
	values, err := from.Float32s()
	if err != nil {
		return failure.New("weights: %w", err)
	}
	if err := checkFinite(name, values); err != nil {
		return err
	}
	if isMeanSquare(t.Name) {
		if i := slices.IndexFunc(values, func(v float32) bool { return v < 0 }); i >= 0 {
			return failure.New("weights: %s[%d] is %v, want no less than 0", name, i, values[i])
		}
	}
	l.decode(t, values)
	return nil
}

// isMeanSquare reports whether a tensor has means of squares, of which roots are
// taken: the variances of batch normalisation, or Adam's moments, or RMSprop's.
func isMeanSquare(name string) bool {
	return strings.HasSuffix(name, ".running_var") ||
		strings.HasPrefix(name, runPrefix+"exp_avg_sq.") || strings.HasPrefix(name, runPrefix+"square_avg.")
}

// notFinite returns the index of the first value that is not finite, or -1.
func notFinite(values []float32) int {
	return slices.IndexFunc(values, func(v float32) bool { return v-v != 0 })
}

func checkFinite(name string, values []float32) error {
	if i := notFinite(values); i >= 0 {
		return failure.New("weights: %s[%d] is %v, want a finite number", name, i, values[i])
	}
	return nil
}

// checkTensors returns an error that names the first value that no file may
// have, since none is read that has it.
func checkTensors(tensors []nn.Tensor) error {
	for _, t := range tensors {
		if err := checkFinite(t.Name, t.Data); err != nil {
			return err
		}
	}
	return nil
}
