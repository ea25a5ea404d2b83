package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"digitlab/data"
	"digitlab/nn"
	"digitlab/nn/train"
)

// predict prints the digit in each image, and notes those that may be none. An
// image that cannot be read does not
// keep the others from being read.
func predict(o *options, w, notes io.Writer) error {
	m, err := o.model()
	if err != nil {
		return err
	}
	replica := train.NewReplica(m)
	var failures []string
	for _, path := range o.images {
		image, err := readImage(path, o.plain)
		if err != nil {
			failures = append(failures, fmt.Sprintf("%s: %v", path, err))
			continue
		}
		outputs := replica.Predict(&image)
		printPrediction(w, path, m.Loss, outputs)
		if !m.Loss.Sure(outputs) {
			fmt.Fprintf(notes, "train: %s: not sure, maybe a %d\n", path, m.Loss.Predict(outputs))
		}
	}
	if len(failures) > 0 {
		return errors.New(strings.Join(failures, "; "))
	}
	return nil
}

func readImage(path string, plain bool) (data.Image, error) {
	file, err := os.Open(path)
	if err != nil {
		return data.Image{}, errors.Unwrap(err) // without the path, which the caller says
	}
	defer file.Close()
	picture, err := data.DecodePicture(file)
	if err != nil {
		return data.Image{}, err
	}
	return data.Normalize(picture, data.NormalizeOptions{Plain: plain})
}

func printPrediction(w io.Writer, path string, loss nn.Loss, outputs []float32) {
	var p [data.Classes]float32
	loss.Probabilities(p[:], outputs)
	fmt.Fprintf(w, "%s\t%d", path, loss.Predict(outputs))
	for _, v := range p {
		fmt.Fprintf(w, "\t%.6f", v)
	}
	fmt.Fprintln(w)
}
