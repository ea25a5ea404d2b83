// Command train trains a network on MNIST natively, SimpleNet or another,
// evaluates it, and reads digits from image files.
//
//	train -data data/mnist.json.gz -loss crossentropy -lr 0.01 -epochs 3 -eval test -out my.safetensors
//	train -recipe fast -seed 2 -eval test
//	train -net "conv 16 3, bn, relu, pool, dropout 0.2, linear 50, relu, linear" -out other.safetensors
//	train -epochs 0 -init my.safetensors -eval test -report
//	train -recipe best -checkpoint run.safetensors
//	train -resume run.safetensors -checkpoint run.safetensors
//	train -predict one.png two.jpg -init my.safetensors
//
// Training prints the tutorial's log, or, with -log json, one JSON object a
// line: {"epoch","batch","step","loss","samples_per_second"} every -logevery
// batches, {"epoch","val_loss","val_accuracy"} at the end of each epoch, and
// with -eval test at last {"test_loss","test_accuracy"}. An interrupt ends
// training after the batch under way; -out is written all the same.
//
// -report adds a report on the split of -eval: the confusion matrix, precision,
// recall and F1 of each digit, the calibration (see nn.Calibration; squarederror
// has none) and the ten most wrong images by their index in the split, from 0.
// With -log json it is one line, {"report":{...}}. A digit that was never
// predicted has no precision: that is - as text and null in JSON.
//
// -recipe begins with other settings than the tutorial's, which are the
// defaults; the other flags change them.
//
// -net is the network that is trained: simplenet, mlp, modern, or a list of
// layers separated by commas:
//
//	conv FILTERS SIDE [pad N]   convolution; without pad, of an odd side, it keeps the size
//	relu                        rectifier
//	pool                        2x2 max pooling, of even sides
//	bn                          batch normalisation
//	dropout RATE                dropout in training
//	linear OUTPUTS              fully connected layer; the last layer is linear without a number
//
// A weights file says what network it holds, so that -init needs no -net.
//
// -out writes an ONNX model if the file's name ends in .onnx, else a safetensors
// file with PyTorch's names and shapes, or Paddle's with -layout paddle. -init
// reads both kinds of safetensors files.
//
// -checkpoint writes where the run stands, after each epoch and at the end, which
// may be an interrupt: weights, and in the same file what the optimizer and the
// average of the weights remember, the settings and the place in the epoch.
// -resume goes on from there, with the same bits as if the run had never been
// interrupted. It needs the same dataset, and takes no flag that says what is
// trained and how. A checkpoint is a weights file too, for -init and -predict.
//
// -predict prints one line an image, separated by tabs: path, digit, and the
// probabilities of the digits 0 to 9. A line on standard error says so where the
// network is not sure, as it seldom is of pictures of something else.
//
// What goes wrong is said in one line on standard error, with exit status 1.
package main

import (
	"fmt"
	"io"
	"os"

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
	if len(o.images) > 0 {
		return predict(o, w, notes)
	}
	return trainModel(o, w, notes)
}
