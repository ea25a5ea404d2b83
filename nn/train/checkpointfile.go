package train

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"

	"digitlab/data"
	"digitlab/nn"
	"digitlab/nn/safetensors"
)

// A checkpoint is a weights file with more in it, so whatever reads weights
// reads a checkpoint's too. Under the names of the parameters stand those to
// evaluate and to keep. The rest is what only a run needs:
//
//	run.NAME.PARAMETER  a moment of the optimizer, such as
//	                    run.exp_avg.conv1.weight, under PyTorch's name of it
//	run.PARAMETER       the parameters that the next step changes, if those to
//	                    keep are their average
//	metadata "run"      a runRecord, JSON
const (
	runPrefix = "run."
	runKey    = "run"
)

// runRecord is a Checkpoint but for its tensors and the caller's metadata.
type runRecord struct {
	Version   int
	Step      int
	Epoch     int
	Settings  Settings
	Dataset   data.Fingerprint
	Optimizer []float64 // nn.State.Powers
	EMA       []float64
}

// recordVersion is of the meaning of a runRecord and of the tensors' names.
const recordVersion = 1

// Encode returns the checkpoint as a safetensors file.
func (c *Checkpoint) Encode() ([]byte, error) {
	record, err := json.Marshal(runRecord{
		Version:   recordVersion,
		Step:      c.Step,
		Epoch:     c.Epoch,
		Settings:  c.Settings,
		Dataset:   c.Dataset,
		Optimizer: c.Optimizer.Powers,
		EMA:       c.EMA.Powers,
	})
	if err != nil {
		return nil, fmt.Errorf("checkpoint: %w", err)
	}
	keep := c.Model.Clone()
	copy(keep.Params(), c.Params())
	f := weightsFile(keep, c.Metadata, pyTorchLayout)
	f.Metadata[runKey] = string(record)
	for _, moment := range c.Optimizer.Moments {
		values, tensors := momentTensors(c.Model, moment.Name)
		copy(values, moment.Values)
		addTensors(f, tensors)
	}
	if len(c.EMA.Moments) > 0 {
		addTensors(f, stepTensors(c.Model))
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
		return nil, fmt.Errorf("checkpoint: %w", err)
	}
	model, err := decodeModel(f, nil)
	if err != nil {
		return nil, err
	}
	c := &Checkpoint{
		Settings: record.Settings,
		Model:    model,
		Step:     record.Step,
		Epoch:    record.Epoch,
		Dataset:  record.Dataset,
		Metadata: f.Metadata,
	}
	for _, ours := range []string{formatKey, lossKey, architectureKey, runKey} {
		delete(c.Metadata, ours)
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
		c.Optimizer.Moments = append(c.Optimizer.Moments, nn.Moment{Name: name, Values: values})
	}
	if c.Settings.EMA > 0 {
		c.EMA = nn.State{Moments: []nn.Moment{{Name: "average", Values: model.Params()}}, Powers: record.EMA}
		c.Model = model.Clone()
		if err := decodeTensors(f, stepTensors(c.Model)); err != nil {
			return nil, err
		}
	}
	return c, nil
}

func decodeRecord(f *safetensors.File) (*runRecord, error) {
	text, ok := f.Metadata[runKey]
	if !ok {
		return nil, fmt.Errorf("the file holds weights, and no run to go on with")
	}
	// The version first: the rest may mean something else.
	var version struct{ Version int }
	if err := json.Unmarshal([]byte(text), &version); err != nil {
		return nil, fmt.Errorf("metadata %q: %w", runKey, err)
	}
	if version.Version != recordVersion {
		return nil, fmt.Errorf("it is of version %d, this program reads version %d", version.Version, recordVersion)
	}
	record := new(runRecord)
	decoder := json.NewDecoder(bytes.NewReader([]byte(text)))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(record); err != nil {
		return nil, fmt.Errorf("metadata %q: %w", runKey, err)
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
	for _, t := range m.Tensors() {
		if !t.Buffer {
			t.Name = runPrefix + name + "." + t.Name
			tensors = append(tensors, t)
		}
	}
	return values, tensors
}

// stepTensors returns the tensors of m as a file has them that keeps the average
// in their place.
func stepTensors(m *nn.Model) []nn.Tensor {
	tensors := slices.Clone(m.Tensors())
	for i := range tensors {
		tensors[i].Name = runPrefix + tensors[i].Name
	}
	return tensors
}

func addTensors(f *safetensors.File, tensors []nn.Tensor) {
	for _, t := range tensors {
		f.Tensors = append(f.Tensors, pyTorchLayout.encode(t))
	}
}

func decodeTensors(f *safetensors.File, tensors []nn.Tensor) error {
	for _, t := range tensors {
		if err := decodeTensor(t, f, pyTorchLayout); err != nil {
			return err
		}
	}
	return nil
}
