// Command pens reads digits and numbers that people drew with a pen and prints how
// many a network reads right, by digit, how sure it is, and which it takes for
// which.
//
//	go run ./nn/cmd/pens -init FILE.safetensors FILE.jsonl[.gz]...
//
// Each line of a file is a drawing as a JSON object:
//
//	{"id":"a-17","label":7,"strokes":[[[0.61,0.02],[0.55,0.0]],[[0.2,0.5],[0.7,0.5]]]}
//
// The label is a digit, a number as a string such as "0417", which is read right if
// all of its digits are, or any other text for what is none: that is read right if
// one part of it at least looks like no digit.
//
// A stroke is a list of [x, y] from pen down to pen up, x to the right and y down.
// The drawing is put in the middle of the page's pad, its longer side three
// quarters of the pad's, and goes the way of any drawing there.
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"

	"gonum.org/v1/gonum/blas/blas32"

	"digitlab/nn"
	"digitlab/nn/simdblas"
	"digitlab/nn/train"
)

const usage = `pens reads what people drew with a pen, and prints how much of it is read right.

    pens -init FILE.safetensors FILE.jsonl[.gz]...

Each line of a file is {"id":"a-17","label":7,"strokes":[[[x,y],...],...]}, y down. The
label is a digit, a number such as "0417", of which every digit is to be right, or any
other text, such as "A", for what is no digit: it is to be read as none.

`

func main() {
	blas32.Use(simdblas.Implementation{})
	if err := run(os.Args[1:], os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "pens:", err)
		os.Exit(1)
	}
}

func run(args []string, w io.Writer) error {
	flags := flag.NewFlagSet("pens", flag.ContinueOnError)
	init := flags.String("init", "web/static/model.safetensors", "the weights")
	misses := flags.Bool("misses", false, "print each drawing that is read wrong")
	flags.SetOutput(w)
	flags.Usage = func() {
		fmt.Fprint(w, usage)
		flags.PrintDefaults()
	}
	if err := flags.Parse(args); errors.Is(err, flag.ErrHelp) {
		return nil
	} else if err != nil {
		return err
	}
	if flags.NArg() == 0 {
		return errors.New("want a file of drawings, as in: pens -init FILE.safetensors FILE.jsonl.gz")
	}
	model, err := load(*init)
	if err != nil {
		return err
	}
	for _, path := range flags.Args() {
		t := tally{misses: *misses, w: w}
		err := eachDrawing(path, func(d drawing) error { return t.add(model, d) })
		if err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
		fmt.Fprintf(w, "%s\n", path)
		t.print()
	}
	return nil
}

func load(path string) (*nn.Model, error) {
	file, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	m, err := train.DecodeWeights(file, nil)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return m, nil
}
