package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"gonum.org/v1/gonum/blas/blas32"

	"digitlab/nn/simdblas"
)

func main() {
	blas32.Use(simdblas.Implementation{})
	if err := run(os.Args[1:], os.Stdout, os.Stderr); err != nil {
		fmt.Fprintln(os.Stderr, "train:", err)
		os.Exit(1)
	}
}

// run does what the command line args ask for, prints the results to w, and
// what is to be known about them to notes.
func run(args []string, w, notes io.Writer) error {
	o, err := parseOptions(args, w)
	if err != nil || o == nil {
		return err
	}
	for _, note := range o.idle {
		fmt.Fprintf(notes, "train: %s\n", note)
	}
	if len(o.images) > 0 {
		return predict(o, w, notes)
	}
	if o.findRate {
		return findRate(o, w, notes)
	}
	return trainModel(o, w, notes)
}

// joined returns the errors as one of one line, nil if there are none.
func joined(errs ...error) error {
	var texts []string
	for _, err := range errs {
		if err != nil {
			texts = append(texts, err.Error())
		}
	}
	if len(texts) == 0 {
		return nil
	}
	return errors.New(strings.Join(texts, "; "))
}
