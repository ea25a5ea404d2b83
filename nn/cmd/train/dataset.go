package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"digitlab/data"
	"digitlab/data/source"
)

// dataFiles returns the files and folders of -data: one that is there as it is
// written, or those between commas.
func (o *options) dataFiles() []string {
	if _, err := os.Stat(o.data); err == nil {
		return []string{o.data}
	}
	return strings.Split(o.data, ",")
}

// dataset reads what -data names, and notes what it was taken for: of JSON, which
// holds what a dataset is, only what is odd.
func (o *options) dataset(notes io.Writer) (*data.Dataset, error) {
	read := source.Options{Prepare: o.prepare, Invert: o.invert}
	var files []source.File
	for _, name := range o.dataFiles() {
		more, err := source.Disk(name)
		if err != nil {
			return nil, err
		}
		files = append(files, more...)
		if abs, err := filepath.Abs(name); err == nil {
			read.Origin += " " + abs
		}
	}
	d, said, err := source.Read(files, read)
	if err != nil {
		return nil, fmt.Errorf("-data: %w", err)
	}
	for _, m := range said.Messages() {
		if said.Form != "JSON" {
			fmt.Fprintf(notes, "train: %s\n", m)
		}
	}
	switch {
	case said.DarkOnLight && o.invert:
		fmt.Fprintln(notes, "train: the images are dark on light because of -invert")
	case said.DarkOnLight:
		fmt.Fprintln(notes, "train: the images are dark on light: -invert makes light on dark of them")
	}
	return d, nil
}
