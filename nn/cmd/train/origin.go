package main

import (
	"fmt"
	"os"
	"strconv"
	"strings"

	"digitlab/data"
	"digitlab/nn"
	"digitlab/nn/train"
)

// origin is what a run goes out from: a model to train, or a checkpoint.
type origin struct {
	model      *nn.Model
	checkpoint *train.Checkpoint // nil for a new run
	metadata   map[string]string // of the files the run writes
}

// origin returns what the options ask for.
func (o *options) origin() (origin, error) {
	if o.resume != "" {
		from, err := readCheckpoint(o.resume)
		if recipe := from.metadata["recipe"]; recipe != "" {
			from.metadata["recipe"] = strings.Join(append([]string{recipe}, o.changes.flags()...), " ")
		}
		return from, err
	}
	m, made, err := o.model(data.Classes)
	if err != nil {
		return origin{}, err
	}
	if o.init != "" && o.Epochs == 0 {
		return origin{model: m, metadata: made}, nil // the weights stay what they are
	}
	return origin{model: m, metadata: map[string]string{
		"seed":   strconv.FormatUint(o.Seed, 10),
		"recipe": o.commandLine(m),
	}}, nil
}

// suited returns the origin for a dataset: fresh weights are for its classes, and
// files tell their names.
func (from origin) suited(d *data.Dataset, o *options) (origin, error) {
	if from.checkpoint != nil || o.init != "" && o.Epochs == 0 {
		return from, nil
	}
	if o.init == "" && d.ClassCount() != data.Classes {
		m, _, err := o.model(d.ClassCount())
		if err != nil {
			return from, err
		}
		from.model = m
	}
	from.metadata = train.WithClasses(from.metadata, from.model, d)
	return from, nil
}

func readCheckpoint(path string) (origin, error) {
	file, err := os.ReadFile(path)
	if err != nil {
		return origin{}, fmt.Errorf("-resume: %w", err)
	}
	c, err := train.DecodeCheckpoint(file)
	if err != nil {
		return origin{}, fmt.Errorf("-resume: %s: %w", path, err)
	}
	return origin{model: c.Model, checkpoint: c, metadata: c.Metadata}, nil
}

// begin returns the run on a dataset. A new one has the settings of the options,
// another its own; both make the changes that these ask for.
func (from origin) begin(d *data.Dataset, o *options, w train.Workers) (r *train.Run, err error) {
	if from.checkpoint == nil {
		r, err = train.NewRun(from.model, d, o.Settings, w)
	} else if r, err = train.ResumeRun(from.checkpoint, d, w); err != nil {
		err = fmt.Errorf("-resume: %w", err)
	}
	if err != nil {
		return nil, err
	}
	if err := r.Plan(append(r.Planned(), o.changes...)); err != nil {
		return nil, fmt.Errorf("-change: %w", err)
	}
	return r, nil
}
