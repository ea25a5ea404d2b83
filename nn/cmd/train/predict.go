package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"unicode/utf8"

	"digitlab/data"
	"digitlab/data/picture"
	"digitlab/data/segment"
	"digitlab/nn"
	"digitlab/nn/number"
	"digitlab/nn/train"
)

// predict prints the number in each image, and notes those of its digits that may
// be none. An image that cannot be read does not keep the others from being read.
func predict(o *options, w, notes io.Writer) error {
	m, made, err := o.model(data.Classes)
	if err != nil {
		return err
	}
	names, err := train.ClassNames(made)
	if err != nil {
		return err
	}
	plain, maybe := o.plain, "maybe a "
	if !slices.Equal(names, new(data.Dataset).ClassNames()) {
		plain, maybe = o.plain || !o.plainGiven, "maybe "
	}
	var failures []error
	for _, path := range o.images {
		read, err := readImage(m, path, plain)
		if err != nil {
			failures = append(failures, fmt.Errorf("%s: %w", path, err))
			continue
		}
		printNumber(w, path, m.Loss, names, read)
		for i, d := range read {
			if m.Loss.Certainty(d.Outputs) == nn.Sure {
				continue
			}
			which := ""
			if len(read) > 1 {
				which = fmt.Sprintf(" of digit %d of %d", i+1, len(read))
			}
			fmt.Fprintf(notes, "train: %s: not sure%s, %s%s\n", path, which, maybe, names[m.Loss.Predict(d.Outputs)])
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

// printNumber prints the names of the classes that were read, those of digits as a
// number, and the probabilities of all classes for each.
func printNumber(w io.Writer, path string, loss nn.Loss, names []string, digits []number.Digit) {
	var read []string
	for _, d := range digits {
		read = append(read, names[loss.Predict(d.Outputs)])
	}
	separator := ""
	if slices.ContainsFunc(names, func(name string) bool { return utf8.RuneCountInString(name) > 1 }) {
		separator = " "
	}
	fmt.Fprintf(w, "%s\t%s", path, strings.Join(read, separator))
	for _, d := range digits {
		p := make([]float32, loss.ClassCount())
		loss.Probabilities(p, d.Outputs)
		for _, v := range p {
			fmt.Fprintf(w, "\t%.6f", v)
		}
	}
	fmt.Fprintln(w)
}
