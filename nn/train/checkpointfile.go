package train

import (
	"bytes"
	"encoding/json"
	"slices"

	"digitlab/data"
	"digitlab/data/failure"
	"digitlab/data/jsondepth"
	"digitlab/nn"
	"digitlab/nn/optim"
	"digitlab/nn/safetensors"
)

// A checkpoint is a weights file with more in it, so whatever reads weights
// reads a checkpoint's too. Under the names of the parameters stand those to
// evaluate and to keep. The rest is what only a run needs:
//
//	run.NAME.PARAMETER  a moment of the optimizer, such as
//	                    run.exp_avg.conv1.weight, under PyTorch's name of it
//	run.PARAMETER       the parameters that the next step changes, if those to
//	                    keep are others
//	run.average.PARAMETER  their average, if those to keep are of the best epoch
//	metadata "run"      a runRecord, JSON
const (
	runPrefix     = "run."
	averagePrefix = "run.average."
	runKey        = "run"
)

// runRecord is a Checkpoint but for its tensors and the caller's metadata.
type runRecord struct {
	Version   int
	Step      int
	Epoch     int
	Settings  Settings
	Dataset   data.Fingerprint
	Optimizer []float64 // optim.State.Powers
	EMA       []float64
	Plateau   Plateau  `json:",omitzero"`
	Best      Best     `json:",omitzero"`
	Changes   []Change `json:",omitempty"`
	Planned   []Change `json:",omitempty"`
}

// recordVersion is of the meaning of a runRecord and of the tensors' names.
const recordVersion = 1

// maxRecordDepth bounds how deep a record's JSON is nested; a runRecord has 3
// levels, a later version may have more.
const maxRecordDepth = 16

// Encode returns the checkpoint as a safetensors file. It is an error if a number
// in it is not finite.
func (c *Checkpoint) Encode() ([]byte, error) {
	record, err := json.Marshal(runRecord{
		Version:   recordVersion,
		Step:      c.Step,
		Epoch:     c.Epoch,
		Settings:  c.Settings,
		Dataset:   c.Dataset,
		Optimizer: c.Optimizer.Powers,
		EMA:       c.EMA.Powers,
		Plateau:   c.Plateau,
		Best:      c.Best,
		Changes:   c.Changes,
		Planned:   c.Planned,
	})
	if err != nil {
		return nil, failure.New("checkpoint: %w", err)
	}
	keep := c.Model.Clone()
	copy(keep.Params(), c.Params())
	if err := checkTensors(keep.Tensors()); err != nil {
		return nil, err
	}
	f := weightsFile(keep, c.Metadata, pyTorchLayout)
	f.Metadata[runKey] = string(record)
	for _, moment := range c.Optimizer.Moments {
		values, tensors := momentTensors(c.Model, moment.Name)
		copy(values, moment.Values)
		if err := addTensors(f, tensors); err != nil {
			return nil, err
		}
	}
	average, best := len(c.EMA.Moments) > 0, c.Best.Params != nil
	if average || best {
		if err := addTensors(f, prefixed(runPrefix, c.Model)); err != nil {
			return nil, err
		}
	}
	if average && best {
		copy(keep.Params(), c.EMA.Moments[0].Values)
		if err := addTensors(f, prefixed(averagePrefix, keep)); err != nil {
			return nil, err
		}
	}
	return f.Bytes()
}

// DecodeCheckpoint reads what Encode has written. The error says what is wrong
// with which part of the file.
func DecodeCheckpoint(file []byte) (*Checkpoint, error) {
	f, err := safetensors.Parse(file)
	if err != nil {
		return nil, err
	}
	record, err := decodeRecord(f)
	if err != nil {
		return nil, failure.New("checkpoint: %w", err)
	}
	model, err := decodeModel(f, nn.Architecture{}, nil)
	if err != nil {
		return nil, err
	}
	c := &Checkpoint{
		Settings: record.Settings,
		Model:    model,
		Step:     record.Step,
		Epoch:    record.Epoch,
		Dataset:  record.Dataset,
		Plateau:  record.Plateau,
		Best:     record.Best,
		Changes:  record.Changes,
		Planned:  record.Planned,
		Metadata: othersMetadata(f),
	}
	if c.Step == 0 {
		return c, nil
	}
	c.Optimizer.Powers = record.Optimizer
	for _, name := range c.Settings.Optimizer.moments() {
		values, tensors := momentTensors(model, name)
		if err := decodeTensors(f, tensors); err != nil {
			return nil, err
		}
		c.Optimizer.Moments = append(c.Optimizer.Moments, optim.Moment{Name: name, Values: values})
	}
	average, best := c.Settings.EMA > 0, c.Settings.KeepBest && record.Best.Epoch > 0
	if average || best {
		c.Model = model.Clone()
		if err := decodeTensors(f, prefixed(runPrefix, c.Model)); err != nil {
			return nil, err
		}
	}
	if best {
		c.Best.Params = model.Params()
	}
	if average && best {
		model = model.Clone()
		if err := decodeTensors(f, prefixed(averagePrefix, model)); err != nil {
			return nil, err
		}
	}
	if average {
		c.EMA = optim.State{Moments: []optim.Moment{{Name: "average", Values: model.Params()}}, Powers: record.EMA}
	}
	return c, nil
}

func decodeRecord(f *safetensors.File) (*runRecord, error) {
	text, ok := f.Metadata[runKey]
	if !ok {
		return nil, failure.New("the file holds weights, but no run to continue")
	}
	if err := jsondepth.Check([]byte(text), maxRecordDepth); err != nil {
		return nil, failure.New("metadata %q: %w", runKey, err)
	}
	// The version first: the rest may mean something else.
	var version struct{ Version int }
	if err := json.Unmarshal([]byte(text), &version); err != nil {
		return nil, failure.New("metadata %q: %w", runKey, err)
	}
	if version.Version != recordVersion {
		return nil, failure.New("it has version %d, this program reads version %d", version.Version, recordVersion)
	}
	record := new(runRecord)
	decoder := json.NewDecoder(bytes.NewReader([]byte(text)))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(record); err != nil {
		return nil, failure.New("metadata %q: %w", runKey, err)
	}
	if err := record.Settings.Check(); err != nil {
		return nil, err
	}
	return record, nil
}

// momentTensors returns room for a moment of m's parameters: the flat slice, and
// the same cut into the tensors of a file.
func momentTensors(m *nn.Model, name string) (values []float32, tensors []nn.Tensor) {
	m = m.Clone()
	values, _ = m.Trainable()
	tensors = prefixed(runPrefix+name+".", m)
	return values, slices.DeleteFunc(tensors, func(t nn.Tensor) bool { return t.Buffer })
}

// prefixed returns the tensors of m as a file has them that keeps others under
// their names.
func prefixed(prefix string, m *nn.Model) []nn.Tensor {
	tensors := slices.Clone(m.Tensors())
	for i := range tensors {
		tensors[i].Name = prefix + tensors[i].Name
	}
	return tensors
}

func addTensors(f *safetensors.File, tensors []nn.Tensor) error {
	for _, t := range tensors {
		f.Tensors = append(f.Tensors, pyTorchLayout.encode(t))
	}
	return checkTensors(tensors)
}

func decodeTensors(f *safetensors.File, tensors []nn.Tensor) error {
	for _, t := range tensors {
		if err := decodeTensor(t, f, pyTorchLayout); err != nil {
			return err
		}
	}
	return nil
}
