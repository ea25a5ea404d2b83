package main

import (
	"fmt"
	"os"
	"path/filepath"
)

// output is a file to write, which a flag has asked for.
type output struct {
	flag string
	path string // "" if it was not asked for
}

// newOutput makes sure that a file can be made at path, so that a wrong one is
// said before an hour of training and not after.
func newOutput(flag, path string) (output, error) {
	out := output{flag, path}
	if path == "" {
		return out, nil
	}
	temp, err := out.create()
	if err != nil {
		return out, err
	}
	temp.Close()
	return out, os.Remove(temp.Name())
}

// write puts the file in its place in one move, so that one that stood there is
// never half overwritten.
func (out output) write(content []byte) error {
	temp, err := out.create()
	if err != nil {
		return err
	}
	defer os.Remove(temp.Name()) // unless it has been moved
	defer temp.Close()
	if _, err := temp.Write(content); err != nil {
		return fmt.Errorf("%s: %w", out.flag, err)
	}
	// CreateTemp's files are for their owner alone; weights are to be shared.
	if err := temp.Chmod(0o644); err != nil {
		return fmt.Errorf("%s: %w", out.flag, err)
	}
	// Before the move, which a crash might otherwise outlive and the content not.
	if err := temp.Sync(); err != nil {
		return fmt.Errorf("%s: %w", out.flag, err)
	}
	if err := os.Rename(temp.Name(), out.path); err != nil {
		return fmt.Errorf("%s: %w", out.flag, err)
	}
	return nil
}

func (out output) create() (*os.File, error) {
	temp, err := os.CreateTemp(filepath.Dir(out.path), "."+filepath.Base(out.path)+".*")
	if err != nil {
		return nil, fmt.Errorf("%s: %w", out.flag, err)
	}
	return temp, nil
}
