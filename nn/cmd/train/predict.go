package main

import (
	"errors"
	"fmt"
	"io"
	"os"

	"digitlab/data"
	"digitlab/data/picture"
	"digitlab/data/segment"
	"digitlab/nn"
	"digitlab/nn/number"
)

// predict prints the number in each image, and notes those of its digits that may
// be none. An image that cannot be read does not keep the others from being read.
func predict(o *options, w, notes io.Writer) error {
	m, _, err := o.model()
	if err != nil {
		return err
	}
	var failures []error
	for _, path := range o.images {
		digits, err := readImage(m, path, o.plain)
		if err != nil {
			failures = append(failures, fmt.Errorf("%s: %w", path, err))
			continue
		}
		printNumber(w, path, m.Loss, digits)
		for i, d := range digits {
			if m.Loss.Certainty(d.Outputs) == nn.Sure {
				continue
			}
			which := ""
			if len(digits) > 1 {
				which = fmt.Sprintf(" of digit %d of %d", i+1, len(digits))
			}
			fmt.Fprintf(notes, "train: %s: not sure%s, maybe a %d\n", path, which, m.Loss.Predict(d.Outputs))
		}
	}
	return joined(failures...)
}

func readImage(m *nn.Model, path string, plain bool) ([]number.Digit, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, errors.Unwrap(err) // without the path, which the caller says
	}
	defer file.Close()
	img, err := picture.Decode(file)
	if err != nil {
		return nil, err
	}
	return number.Read(m, segment.Picture(img, picture.Options{Plain: plain}))
}

func printNumber(w io.Writer, path string, loss nn.Loss, digits []number.Digit) {
	fmt.Fprintf(w, "%s\t", path)
	for _, d := range digits {
		fmt.Fprint(w, loss.Predict(d.Outputs))
	}
	for _, d := range digits {
		var p [data.Classes]float32
		loss.Probabilities(p[:], d.Outputs)
		for _, v := range p {
			fmt.Fprintf(w, "\t%.6f", v)
		}
	}
	fmt.Fprintln(w)
}
