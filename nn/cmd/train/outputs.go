package main

import (
	"fmt"
	"slices"

	"digitlab/nn/cmd/train/output"
	"digitlab/nn/train"
)

// outputs are the files that a run writes. They are nil where they were not asked
// for.
type outputs struct {
	weights    *output.File
	checkpoint *output.File
}

// outputs opens what the options ask for. The caller closes it.
func (o *options) outputs() (out outputs, err error) {
	defer func() {
		if err != nil {
			out.close()
		}
	}()
	if out.weights, err = open("-out", o.out); err != nil {
		return out, err
	}
	others := []struct{ flag, path string }{{"-checkpoint", o.checkpoint}, {"-resume", o.resume}}
	for _, path := range o.dataFiles() {
		others = append(others, struct{ flag, path string }{"-data", path})
	}
	for _, other := range others {
		if out.weights.Leads(other.path) {
			return out, fmt.Errorf("-out: %s is the file of %s too, which would be lost", o.out, other.flag)
		}
	}
	if out.checkpoint, err = open("-checkpoint", o.checkpoint); err != nil {
		return out, err
	}
	if slices.ContainsFunc(o.dataFiles(), out.checkpoint.Leads) {
		return out, fmt.Errorf("-checkpoint: %s is the file of -data too, which would be lost", o.checkpoint)
	}
	return out, nil
}

func open(flag, path string) (*output.File, error) {
	if path == "" {
		return nil, nil
	}
	file, err := output.Open(path)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", flag, err)
	}
	return file, nil
}

func (out outputs) close() {
	out.weights.Close()
	out.checkpoint.Close()
}

// saveCheckpoint writes where a run stands, if that was asked for.
func (out outputs) saveCheckpoint(r *train.Run, from origin) error {
	return save("-checkpoint", out.checkpoint, func() ([]byte, error) {
		c := r.Checkpoint()
		c.Metadata = from.metadata
		return c.Encode()
	})
}

// saveWeights writes the weights that a run has ended with, if that was asked
// for.
func (out outputs) saveWeights(from origin, format train.Format) error {
	return save("-out", out.weights, func() ([]byte, error) { return format.Encode(from.model, from.metadata) })
}

// save writes to the file of a flag, if that was given.
func save(flag string, to *output.File, encode func() ([]byte, error)) error {
	if to == nil {
		return nil
	}
	content, err := encode()
	if err == nil {
		err = to.Write(content)
	}
	if err != nil {
		return fmt.Errorf("%s: %w", flag, err)
	}
	return nil
}
